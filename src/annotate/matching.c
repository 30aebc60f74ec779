/* matching.c - see matching.h.
 *
 * Gains are costs below 0. Each left has a place of its own as well, at cost 0,
 * that nobody else may take: who ends there stays alone. So every left is
 * assigned, one after the other, along the cheapest path of reduced costs.
 */
#include "annotate/matching.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"

struct reached {
	double cost;
	uint32_t place;
};

struct match {
	const struct matching_edge *edges;
	size_t *first;       /* edges of left i: first[i] .. first[i + 1] */
	uint32_t rights;     /* places: the rights, then one of its own for each left */
	double *left_price, *price;
	uint32_t *holder;    /* of a place; MATCHING_ALONE: free */
	uint32_t *held;      /* the place of a left; MATCHING_ALONE: not assigned yet */
	double *cost;        /* of the cheapest path to a place; infinite: none yet */
	uint32_t *from;      /* the left before it on that path */
	unsigned char *done;
	VEC(struct reached) heap;
	VEC(uint32_t) touched, closed;
};

static void heap_push(struct match *m, struct reached r)
{
	vec_push(&m->heap, r);
	size_t i = m->heap.n - 1;
	while (i > 0 && m->heap.v[(i - 1) / 2].cost > r.cost) {
		m->heap.v[i] = m->heap.v[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	m->heap.v[i] = r;
}

static struct reached heap_pop(struct match *m)
{
	struct reached top = m->heap.v[0], last = m->heap.v[--m->heap.n];
	size_t i = 0, n = m->heap.n;
	while (2 * i + 1 < n) {
		size_t k = 2 * i + 1;
		k += k + 1 < n && m->heap.v[k + 1].cost < m->heap.v[k].cost;
		if (m->heap.v[k].cost >= last.cost)
			break;
		m->heap.v[i] = m->heap.v[k];
		i = k;
	}
	if (n > 0)
		m->heap.v[i] = last;
	return top;
}

static void reach(struct match *m, uint32_t left, uint32_t place, double cost)
{
	if (m->done[place] || cost >= m->cost[place])
		return;
	if (isinf(m->cost[place]))
		vec_push(&m->touched, place);
	m->cost[place] = cost;
	m->from[place] = left;
	heap_push(m, (struct reached){ cost, place });
}

/* From a left, which is reached at cost base, to every place that it may take. */
static void step(struct match *m, uint32_t left, double base)
{
	double start = base - m->left_price[left];
	for (size_t e = m->first[left]; e < m->first[left + 1]; e++) {
		uint32_t place = m->edges[e].right;
		reach(m, left, place, start - m->edges[e].gain - m->price[place]);
	}
	reach(m, left, m->rights + left, start - m->price[m->rights + left]);
}

/* The price at which the cheapest place of a left costs nothing more. */
static double opening_price(const struct match *m, uint32_t left)
{
	double low = -m->price[m->rights + left];
	for (size_t e = m->first[left]; e < m->first[left + 1]; e++) {
		double cost = -m->edges[e].gain - m->price[m->edges[e].right];
		low = cost < low ? cost : low;
	}
	return low;
}

/* The free place that is cheapest to come to from a left. */
static uint32_t find_place(struct match *m, uint32_t left)
{
	m->left_price[left] = opening_price(m, left);
	step(m, left, 0);
	while (m->heap.n > 0) {
		struct reached r = heap_pop(m);
		if (m->done[r.place])
			continue;
		m->done[r.place] = 1;
		vec_push(&m->closed, r.place);
		if (m->holder[r.place] == MATCHING_ALONE)
			return r.place;
		step(m, m->holder[r.place], r.cost);
	}
	return m->rights + left; /* not come to: that one is free, and reached at once */
}

static void assign(struct match *m, uint32_t left)
{
	uint32_t end = find_place(m, left);
	double far = m->cost[end];
	m->left_price[left] += far;
	for (size_t i = 0; i < m->closed.n; i++) {
		uint32_t place = m->closed.v[i];
		m->price[place] -= far - m->cost[place];
		if (m->holder[place] != MATCHING_ALONE)
			m->left_price[m->holder[place]] += far - m->cost[place];
	}
	for (uint32_t place = end; place != MATCHING_ALONE;) { /* each takes the place behind its own */
		uint32_t who = m->from[place], left_free = m->held[who];
		m->holder[place] = who;
		m->held[who] = place;
		place = left_free;
	}
	for (size_t i = 0; i < m->touched.n; i++) {
		m->cost[m->touched.v[i]] = INFINITY;
		m->done[m->touched.v[i]] = 0;
	}
	vec_clear(&m->touched);
	vec_clear(&m->closed);
	vec_clear(&m->heap);
}

double matching_best(const struct matching_edge *edges, size_t n, uint32_t lefts, uint32_t rights, uint32_t *right_of)
{
	size_t places = (size_t)rights + lefts;
	double sum = 0;
	struct match m = { .edges = edges,
			   .first = xcalloc((size_t)lefts + 1, sizeof *m.first),
			   .rights = rights,
			   .left_price = xcalloc(lefts, sizeof *m.left_price),
			   .price = xcalloc(places, sizeof *m.price),
			   .holder = xcalloc(places, sizeof *m.holder),
			   .held = xcalloc(lefts, sizeof *m.held),
			   .cost = xcalloc(places, sizeof *m.cost),
			   .from = xcalloc(places, sizeof *m.from),
			   .done = xcalloc(places, 1) };
	for (size_t e = 0; e < n; e++)
		m.first[edges[e].left + 1]++;
	for (uint32_t i = 0; i < lefts; i++) {
		m.first[i + 1] += m.first[i];
		m.held[i] = MATCHING_ALONE;
	}
	for (size_t p = 0; p < places; p++) {
		m.holder[p] = MATCHING_ALONE;
		m.cost[p] = INFINITY;
	}
	for (uint32_t i = 0; i < lefts; i++)
		assign(&m, i);
	for (uint32_t i = 0; i < lefts; i++) {
		right_of[i] = m.held[i] < rights ? m.held[i] : MATCHING_ALONE;
		for (size_t e = m.first[i]; e < m.first[i + 1]; e++)
			sum += edges[e].right == right_of[i] ? edges[e].gain : 0;
	}
	free(m.first);
	free(m.left_price);
	free(m.price);
	free(m.holder);
	free(m.held);
	free(m.cost);
	free(m.from);
	free(m.done);
	vec_fini(&m.heap);
	vec_fini(&m.touched);
	vec_fini(&m.closed);
	return sum;
}
