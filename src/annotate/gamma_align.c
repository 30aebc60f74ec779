/* gamma_align.c - the best alignment of what several annotators marked; see gamma.h
 * for what is minimised and how.
 *
 * With n annotators there are C = n(n-1)/2 pairs. C times the disorder of a unitary
 * alignment is C minus the sum of 1 - d over the pairs of units that it really
 * has: so an alignment is a clustering in which each cluster costs C, and each pair
 * inside gains 1 - d (a loss where d > 1).
 */
#include "annotate/gamma_align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/matching.h"

#define ALPHA 3.0 /* weight of the positional dissimilarity */
#define BETA 1.0  /* of the categorial one */
#define EVERY_CUT 6 /* annotators up to which every cut is tried; else each one against the rest */
#define SEARCH_UNITS 20 /* the search through all alignments: of how many units */
#define SEARCH_STEPS 2000 /* and how far */
#define NEGLIGIBLE 1e-9

double gamma_dissimilarity(const struct marked_span *u, const struct marked_span *v)
{
	double starts = fabs((double)u->at.start - (double)v->at.start);
	double ends = fabs((double)u->at.end - (double)v->at.end);
	double lengths = (double)(u->at.end - u->at.start) + (double)(v->at.end - v->at.start);
	double apart = (starts + ends) / lengths;
	return ALPHA * apart * apart + (u->label != v->label ? BETA : 0);
}

/* ---- alignments ---- */

/* Units are numbered over all annotators. */
struct alignment {
	size_t n;            /* annotators */
	double pairs;        /* of annotators */
	unit_vec units;
	size_t *first;       /* of annotator c: first[c] .. first[c + 1], sorted by start */
	uint32_t *coder;     /* of a unit */
	size_t *near_first;  /* of a unit: its near ones, of other annotators */
	VEC(uint32_t) near;
	uint32_t *cluster;   /* of a unit */
	uint32_t *members;   /* cluster * n + coder: the unit + 1, or 0 */
	size_t clusters;
};

/* No unitary alignment of the best one holds two units further apart than this:
 * the parts of it would cost less. */
static double too_far(const struct alignment *a)
{
	size_t half = a->n / 2;
	return a->pairs + (double)(half * (a->n - half));
}

/* First unit of an annotator that starts at or behind a place. */
static size_t first_from(const struct alignment *a, size_t coder, double start)
{
	size_t lo = a->first[coder], hi = a->first[coder + 1];
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if ((double)a->units.v[mid].at.start < start)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void find_near(struct alignment *a, size_t u, size_t coder, double longest, double far)
{
	const struct marked_span *at = &a->units.v[u];
	double start = (double)at->at.start, reach = sqrt(far / ALPHA) * ((double)(at->at.end - at->at.start) + longest);
	for (size_t v = first_from(a, coder, start - reach); v < a->first[coder + 1]; v++) {
		if ((double)a->units.v[v].at.start > start + reach)
			break;
		if (gamma_dissimilarity(at, &a->units.v[v]) < far)
			vec_push(&a->near, (uint32_t)v);
	}
}

static void find_all_near(struct alignment *a)
{
	double longest = 0, far = too_far(a);
	for (size_t u = 0; u < a->units.n; u++) {
		double length = (double)(a->units.v[u].at.end - a->units.v[u].at.start);
		longest = length > longest ? length : longest;
	}
	for (size_t u = 0; u < a->units.n; u++) {
		a->near_first[u] = a->near.n;
		for (size_t c = 0; c < a->n; c++) {
			if (c != a->coder[u])
				find_near(a, u, c, longest, far);
		}
	}
	a->near_first[a->units.n] = a->near.n;
}

/* Takes over the units; every one in a cluster of its own. */
static void alignment_init(struct alignment *a, const unit_vec *coders, size_t n)
{
	*a = (struct alignment){ .n = n, .pairs = (double)(n * (n - 1)) / 2, .first = xcalloc(n + 1, sizeof *a->first) };
	for (size_t c = 0; c < n; c++) {
		for (size_t i = 0; i < coders[c].n; i++)
			vec_push(&a->units, coders[c].v[i]);
		a->first[c + 1] = a->units.n;
	}
	a->coder = xcalloc(a->units.n, sizeof *a->coder);
	a->cluster = xcalloc(a->units.n, sizeof *a->cluster);
	a->members = xcalloc(a->units.n * n, sizeof *a->members);
	a->near_first = xcalloc(a->units.n + 1, sizeof *a->near_first);
	for (size_t c = 0; c < n; c++) {
		for (size_t u = a->first[c]; u < a->first[c + 1]; u++)
			a->coder[u] = (uint32_t)c;
	}
	find_all_near(a);
}

static void alignment_fini(struct alignment *a)
{
	vec_fini(&a->units);
	vec_fini(&a->near);
	free(a->first);
	free(a->coder);
	free(a->cluster);
	free(a->members);
	free(a->near_first);
}

static void part_all(struct alignment *a)
{
	a->clusters = a->units.n;
	memset(a->members, 0, a->units.n * a->n * sizeof *a->members);
	for (size_t u = 0; u < a->units.n; u++) {
		a->cluster[u] = (uint32_t)u;
		a->members[u * a->n + a->coder[u]] = (uint32_t)u + 1;
	}
}

static double gain_of(const struct alignment *a, uint32_t u, uint32_t v)
{
	return 1 - gamma_dissimilarity(&a->units.v[u], &a->units.v[v]);
}

static bool in_group(uint64_t group, size_t coder)
{
	return (group >> coder & 1) != 0;
}

/* What it gains to put the part of one cluster that is in the group together with
 * the part of another, or the same, that is not. 0: one of them is empty. */
static double joined(const struct alignment *a, uint32_t left, uint32_t right, uint64_t group)
{
	const uint32_t *l = &a->members[left * a->n], *r = &a->members[right * a->n];
	double sum = a->pairs;
	bool any = false;
	for (size_t c = 0; c < a->n; c++) {
		for (size_t d = 0; d < a->n && in_group(group, c) && l[c] > 0; d++) {
			if (in_group(group, d) || r[d] == 0)
				continue;
			any = true;
			sum += gain_of(a, l[c] - 1, r[d] - 1);
		}
	}
	return any ? sum : 0;
}

/* The disorder, not yet over the pairs and the mean number of units. */
static double cost_of(const struct alignment *a)
{
	double sum = 0;
	for (size_t k = 0; k < a->clusters; k++) {
		const uint32_t *m = &a->members[k * a->n];
		sum += a->pairs;
		for (size_t c = 0; c < a->n; c++) {
			for (size_t d = c + 1; d < a->n && m[c] > 0; d++)
				sum -= m[d] > 0 ? gain_of(a, m[c] - 1, m[d] - 1) : 0;
		}
	}
	return sum;
}

typedef VEC(struct matching_edge) edge_vec;

/* From the part of cluster `left` that is in the group to all that it may be put with. */
static void add_edges(const struct alignment *a, uint32_t left, uint64_t group, uint32_t *seen, edge_vec *out)
{
	for (size_t c = 0; c < a->n; c++) {
		uint32_t u = a->members[left * a->n + c];
		if (u-- == 0 || !in_group(group, c))
			continue;
		for (size_t i = a->near_first[u]; i < a->near_first[u + 1]; i++) {
			uint32_t v = a->near.v[i], right = a->cluster[v];
			if (in_group(group, a->coder[v]) || seen[right] == left + 1)
				continue;
			seen[right] = left + 1;
			struct matching_edge e = { left, right, joined(a, left, right, group) };
			if (e.gain > NEGLIGIBLE)
				vec_push(out, e);
		}
	}
}

/* Puts the parts together as right_of says; the others stand alone. */
static void regroup(struct alignment *a, uint64_t group, const uint32_t *right_of)
{
	uint32_t *old = a->members;
	size_t n = a->n, was = a->clusters;
	a->members = xcalloc(a->units.n * n, sizeof *a->members);
	a->clusters = 0;
	uint32_t *with = xcalloc(was, sizeof *with); /* the left of a right, + 1 */
	for (uint32_t k = 0; k < was; k++) {
		if (right_of[k] != MATCHING_ALONE)
			with[right_of[k]] = k + 1;
	}
	for (uint32_t k = 0; k < 2 * was; k++) { /* the lefts with their rights, then rights alone */
		uint32_t left = k < was ? k : MATCHING_ALONE, right = k < was ? right_of[k] : k - (uint32_t)was;
		bool any = false;
		if (k >= was && with[right] > 0)
			continue;
		for (size_t c = 0; c < n; c++) {
			uint32_t from = in_group(group, c) ? left : right;
			uint32_t u = from != MATCHING_ALONE ? old[from * n + c] : 0;
			a->members[a->clusters * n + c] = u;
			if (u > 0)
				a->cluster[u - 1] = (uint32_t)a->clusters;
			any = any || u > 0;
		}
		a->clusters += any;
	}
	free(with);
	free(old);
}

/* Assigns the parts in the group anew to those that are not; true: it became better. */
static bool recut(struct alignment *a, uint64_t group)
{
	edge_vec edges = { 0 };
	uint32_t clusters = (uint32_t)a->clusters;
	uint32_t *seen = xcalloc(clusters, sizeof *seen), *right_of = xcalloc(clusters, sizeof *right_of);
	double now = 0;
	for (uint32_t k = 0; k < clusters; k++) {
		now += joined(a, k, k, group);
		add_edges(a, k, group, seen, &edges);
	}
	bool better = matching_best(edges.v, edges.n, clusters, clusters, right_of) > now + NEGLIGIBLE;
	if (better)
		regroup(a, group, right_of);
	vec_fini(&edges);
	free(seen);
	free(right_of);
	return better;
}

/* Cut i of the annotators: each one alone first, then the others; the last annotator
 * is never in the group, but where it is alone. */
static uint64_t cut_at(size_t n, size_t i)
{
	if (i < n)
		return (uint64_t)1 << i;
	uint64_t last = n > 2 ? (uint64_t)1 << (n - 1) : 0, k = n;
	for (uint64_t group = 3; group < last; group++) {
		bool alone = (group & (group - 1)) == 0 || group == last - 1;
		if (!alone && k++ == i)
			return group;
	}
	return 0;
}

static void improve(struct alignment *a)
{
	size_t idle = 0;
	for (size_t i = 0; idle < a->n; i = (i + 1) % a->n)
		idle = recut(a, cut_at(a->n, i)) ? 0 : idle + 1;
	for (size_t i = a->n; a->n <= EVERY_CUT && cut_at(a->n, i) != 0; i++) {
		if (!recut(a, cut_at(a->n, i)))
			continue;
		for (size_t k = 0; k < a->n; k++)
			recut(a, cut_at(a->n, k));
		i = a->n - 1;
	}
}

/* ---- every alignment of a few units, as long as it may be better ---- */

struct search {
	struct alignment *a;
	uint32_t *order;     /* units by start */
	double *rest;        /* the units from order[i] on cost no less than rest[i] */
	double best;         /* cost of the best so far, which is in kept */
	uint32_t *kept;
	size_t kept_clusters, steps;
};

/* What a unit costs at least when it comes behind the first n of the order: a cluster
 * of its own, or the best of each annotator that is there. */
static double least_of(const struct search *s, size_t n)
{
	const struct alignment *a = s->a;
	double sum = 0, single = -INFINITY;
	for (size_t c = 0; c < a->n; c++) {
		double best = -INFINITY;
		for (size_t i = 0; i < n && c != a->coder[s->order[n]]; i++) {
			double g = a->coder[s->order[i]] == c ? gain_of(a, s->order[n], s->order[i]) : -INFINITY;
			best = g > best ? g : best;
		}
		sum += best > 0 ? best : 0;
		single = best > single ? best : single;
	}
	double joining = single > 0 ? -sum : -single;
	return joining < a->pairs ? joining : a->pairs;
}

static void keep(struct search *s, double cost)
{
	s->best = cost;
	s->kept_clusters = s->a->clusters;
	memcpy(s->kept, s->a->members, s->a->units.n * s->a->n * sizeof *s->kept);
}

static void search_from(struct search *s, size_t i, double cost)
{
	struct alignment *a = s->a;
	if (cost + s->rest[i] >= s->best - NEGLIGIBLE || s->steps == 0)
		return;
	s->steps--;
	if (i == a->units.n) {
		keep(s, cost);
		return;
	}
	uint32_t u = s->order[i];
	for (size_t k = a->clusters + 1; k-- > 0;) {
		uint32_t *m = &a->members[k * a->n];
		double more = k == a->clusters ? a->pairs : 0;
		for (size_t c = 0; c < a->n && k < a->clusters; c++)
			more -= m[c] > 0 && c != a->coder[u] ? gain_of(a, u, m[c] - 1) : 0;
		if (m[a->coder[u]] > 0)
			continue;
		bool fresh = k == a->clusters;
		m[a->coder[u]] = u + 1;
		a->clusters += fresh;
		search_from(s, i + 1, cost + more);
		a->clusters -= fresh;
		m[a->coder[u]] = 0;
	}
}

static int by_start(const void *x, const void *y)
{
	const struct marked_span *const *a = x, *const *b = y;
	if ((*a)->at.start != (*b)->at.start)
		return (*a)->at.start < (*b)->at.start ? -1 : 1;
	return (*a > *b) - (*a < *b);
}

/* Looks for an alignment better than a, which costs `cost`; returns what it costs. */
static double search_all(struct alignment *a, double cost)
{
	size_t n = a->units.n;
	struct search s = { .a = a, .best = cost, .steps = SEARCH_STEPS };
	const struct marked_span **sorted = xcalloc(n, sizeof *sorted);
	s.order = xcalloc(n, sizeof *s.order);
	s.rest = xcalloc(n + 1, sizeof *s.rest);
	s.kept = xcalloc(n * a->n, sizeof *s.kept);
	keep(&s, cost);
	for (size_t i = 0; i < n; i++)
		sorted[i] = &a->units.v[i];
	if (n > 0)
		qsort(sorted, n, sizeof *sorted, by_start);
	for (size_t i = 0; i < n; i++)
		s.order[i] = (uint32_t)(sorted[i] - a->units.v);
	for (size_t i = n; i-- > 0;)
		s.rest[i] = s.rest[i + 1] + least_of(&s, i);
	memset(a->members, 0, n * a->n * sizeof *a->members);
	a->clusters = 0;
	search_from(&s, 0, 0);
	a->clusters = s.kept_clusters;
	free(sorted);
	free(s.order);
	free(s.rest);
	free(s.kept);
	return s.best;
}

static double solve(struct alignment *a)
{
	part_all(a);
	improve(a);
	double cost = cost_of(a);
	return a->n > 2 && a->units.n > 2 && a->units.n <= SEARCH_UNITS ? search_all(a, cost) : cost;
}

/* Who stands for the units that are near u, near those and so on; *root is halved on the way. */
static uint32_t root_of(uint32_t *root, uint32_t u)
{
	while (root[u] != u) {
		root[u] = root[root[u]];
		u = root[u];
	}
	return u;
}

/* Aligns what nothing near bridges apart from each other. */
static double solve_parts(const struct alignment *all, size_t *aligned)
{
	uint32_t n = (uint32_t)all->units.n, *root = xcalloc(n, sizeof *root), *after = xcalloc(n, sizeof *after);
	unit_vec *part = xcalloc(all->n, sizeof *part);
	double cost = 0;
	for (uint32_t u = 0; u < n; u++)
		root[u] = u;
	for (uint32_t u = 0; u < n; u++) {
		for (size_t i = all->near_first[u]; i < all->near_first[u + 1]; i++)
			root[root_of(root, all->near.v[i])] = root_of(root, u);
	}
	for (uint32_t u = n; u-- > 0;) { /* a chain from each root through its units, in their order */
		uint32_t r = root_of(root, u);
		if (r == u)
			continue;
		after[u] = after[r];
		after[r] = u + 1;
	}
	for (uint32_t r = 0; r < n; r++) {
		if (root[r] != r)
			continue;
		struct alignment a;
		for (size_t c = 0; c < all->n; c++)
			vec_clear(&part[c]);
		bool placed = false;
		for (uint32_t u = after[r]; u > 0 || !placed; u = u > 0 ? after[u - 1] : 0) {
			if (!placed && (u == 0 || u - 1 > r)) {
				vec_push(&part[all->coder[r]], all->units.v[r]);
				placed = true;
			}
			if (u == 0)
				break;
			vec_push(&part[all->coder[u - 1]], all->units.v[u - 1]);
		}
		alignment_init(&a, part, all->n);
		cost += solve(&a);
		*aligned += a.clusters;
		alignment_fini(&a);
	}
	for (size_t c = 0; c < all->n; c++)
		vec_fini(&part[c]);
	free(part);
	free(root);
	free(after);
	return cost;
}

/* The disorder of the best alignment; *aligned: how many unitary ones it has. */
double gamma_disorder(const unit_vec *coders, size_t n, size_t *aligned)
{
	struct alignment a;
	alignment_init(&a, coders, n);
	*aligned = 0;
	double cost = 0;
	if (n > 2) {
		cost = solve_parts(&a, aligned);
	} else {
		cost = solve(&a);
		*aligned = a.clusters;
	}
	cost = a.units.n > 0 ? cost / a.pairs * (double)n / (double)a.units.n : 0;
	alignment_fini(&a);
	return cost;
}
