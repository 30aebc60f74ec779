/* agree.c - see agree.h. Labels are few: they are numbered on the way and kept
 * in small tables. */
#include "annotate/agree.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"

static bool is_wanted(const struct marked_span *s, uint32_t label)
{
	return label == 0 || s->label == label;
}

/* Spans of a that overlap one of b with the same label. */
static size_t hits(const struct marked_span *a, size_t na, const struct marked_span *b, size_t nb, uint32_t label)
{
	size_t n = 0;
	for (size_t i = 0; i < na; i++) {
		bool hit = false;
		for (size_t k = 0; k < nb && b[k].at.start < a[i].at.end && !hit; k++)
			hit = b[k].label == a[i].label && span_hits(a[i].at, b[k].at);
		n += hit && is_wanted(&a[i], label);
	}
	return n;
}

struct agreement agree_spans(const struct marked_span *a, size_t na, const struct marked_span *b, size_t nb,
			     uint32_t label)
{
	struct agreement g = { 0 };
	for (size_t i = 0; i < na; i++)
		g.left += is_wanted(&a[i], label);
	for (size_t i = 0; i < nb; i++)
		g.right += is_wanted(&b[i], label);
	bool *taken = xcalloc(nb + 1, sizeof *taken);
	for (size_t i = 0; i < na; i++) {
		for (size_t k = 0; k < nb && b[k].at.start <= a[i].at.start && is_wanted(&a[i], label); k++) {
			if (!taken[k] && b[k].label == a[i].label && span_eq(a[i].at, b[k].at)) {
				taken[k] = true;
				g.same++;
				break;
			}
		}
	}
	free(taken);
	g.left_hit = hits(a, na, b, nb, label);
	g.right_hit = hits(b, nb, a, na, label);
	return g;
}

static double ratio(size_t a, size_t b)
{
	return b > 0 ? (double)a / (double)b : 0;
}

static double f1(double p, double r)
{
	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

double agree_precision(const struct agreement *g)
{
	return ratio(g->same, g->right);
}

double agree_recall(const struct agreement *g)
{
	return ratio(g->same, g->left);
}

double agree_f1(const struct agreement *g)
{
	return f1(agree_precision(g), agree_recall(g));
}

double agree_overlap_f1(const struct agreement *g)
{
	return f1(ratio(g->right_hit, g->right), ratio(g->left_hit, g->left));
}

/* How often each label occurs. */
struct tally {
	uint32_t label;
	double n;
};

typedef VEC(struct tally) tally_vec;

static void tally(tally_vec *v, uint32_t label, double n)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].label == label) {
			v->v[i].n += n;
			return;
		}
	}
	struct tally t = { label, n };
	vec_push(v, t);
}

static double tallied(const tally_vec *v, uint32_t label)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].label == label)
			return v->v[i].n;
	}
	return 0;
}

double agree_kappa(const uint32_t *a, const uint32_t *b, size_t n)
{
	tally_vec left = { 0 }, right = { 0 };
	double same = 0, chance = 0;
	for (size_t i = 0; i < n; i++) {
		same += a[i] == b[i];
		tally(&left, a[i], 1);
		tally(&right, b[i], 1);
	}
	for (size_t i = 0; i < left.n; i++)
		chance += left.v[i].n * tallied(&right, left.v[i].label);
	vec_fini(&left);
	vec_fini(&right);
	double total = (double)n;
	if (n == 0 || chance >= total * total)
		return 1;
	return (same / total - chance / (total * total)) / (1 - chance / (total * total));
}

/* Disagreeing pairs within units against those that chance would give. */
double agree_alpha(const uint32_t *const *units, size_t coders, size_t n)
{
	tally_vec all = { 0 };
	double observed = 0, total = 0, expected = 0;
	for (size_t u = 0; u < n; u++) {
		size_t m = 0;
		for (size_t c = 0; c < coders; c++)
			m += units[c][u] != AGREE_MISSING;
		if (m < 2)
			continue; /* nothing to pair */
		double differ = 0;
		for (size_t c = 0; c < coders; c++) {
			if (units[c][u] == AGREE_MISSING)
				continue;
			tally(&all, units[c][u], 1);
			for (size_t d = 0; d < coders; d++)
				differ += units[d][u] != AGREE_MISSING && units[d][u] != units[c][u];
		}
		observed += differ / (double)(m - 1);
		total += (double)m;
	}
	for (size_t i = 0; i < all.n; i++)
		expected += all.v[i].n * (total - all.v[i].n);
	vec_fini(&all);
	if (expected <= 0)
		return 1;
	return 1 - (total - 1) * observed / expected;
}
