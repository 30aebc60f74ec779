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

/* By label, then place. */
static int by_label(const void *x, const void *y)
{
	const struct marked_span *a = x, *b = y;
	if (a->label != b->label)
		return a->label < b->label ? -1 : 1;
	if (a->at.start != b->at.start)
		return a->at.start < b->at.start ? -1 : 1;
	return (a->at.end > b->at.end) - (a->at.end < b->at.end);
}

/* Those that are wanted, sorted by label; the caller frees them. */
static struct marked_span *sorted(const struct marked_span *v, size_t n, uint32_t label, size_t *out)
{
	struct marked_span *copy = xcalloc(n, sizeof *copy);
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (is_wanted(&v[i], label))
			copy[(*out)++] = v[i];
	}
	if (*out > 0)
		qsort(copy, *out, sizeof *copy, by_label);
	return copy;
}

/* Spans of a that overlap one of b with the same label; both sorted by label. */
static size_t hits(const struct marked_span *a, size_t na, const struct marked_span *b, size_t nb)
{
	size_t n = 0, k = 0, reach = 0;
	for (size_t i = 0; i < na; i++) {
		if (i > 0 && a[i].label != a[i - 1].label)
			reach = 0;
		/* The furthest end among those that begin before this one ends. Ends of nested
		 * spans may step back; what was taken in then begins before as well. */
		while (k < nb && (b[k].label < a[i].label || (b[k].label == a[i].label && b[k].at.start < a[i].at.end))) {
			if (b[k].label == a[i].label && b[k].at.end > reach)
				reach = b[k].at.end;
			k++;
		}
		size_t back = k;
		bool hit = reach > a[i].at.start;
		/* Those taken in for a longer span before this one may begin behind it. */
		while (hit && back > 0 && b[back - 1].label == a[i].label && b[back - 1].at.start >= a[i].at.end)
			back--;
		if (hit && back < k) {
			hit = false;
			for (size_t m = back; m > 0 && b[m - 1].label == a[i].label && !hit; m--)
				hit = b[m - 1].at.end > a[i].at.start;
		}
		n += hit;
	}
	return n;
}

struct agreement agree_spans(const struct marked_span *a, size_t na, const struct marked_span *b, size_t nb,
			     uint32_t label)
{
	struct agreement g = { 0 };
	struct marked_span *left = sorted(a, na, label, &g.left), *right = sorted(b, nb, label, &g.right);
	for (size_t i = 0, k = 0; i < g.left && k < g.right;) {
		int c = by_label(&left[i], &right[k]);
		g.same += c == 0;
		i += c <= 0;
		k += c >= 0;
	}
	g.left_hit = hits(left, g.left, right, g.right);
	g.right_hit = hits(right, g.right, left, g.left);
	free(left);
	free(right);
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

/* ---- unitizing ---- */

typedef VEC(struct span) span_vec;

/* What one coder marked with a label, in order; of what overlaps only the first. */
static void units_of(const struct marked_span *v, size_t n, uint32_t label, span_vec *out)
{
	size_t end = 0;
	for (size_t i = 0; i < n; i++) {
		if (v[i].label != label || v[i].at.start < end || v[i].at.end <= v[i].at.start)
			continue;
		vec_push(out, v[i].at);
		end = v[i].at.end;
	}
}

/* The unit or gap of v that begins at pos: unit i, or up to it. */
static struct span section(const span_vec *v, size_t *i, size_t pos, size_t length, bool *unit)
{
	while (*i < v->n && v->v[*i].end <= pos)
		++*i;
	*unit = *i < v->n && v->v[*i].start <= pos;
	if (*unit)
		return v->v[*i];
	return (struct span){ *i > 0 ? v->v[*i - 1].end : 0, *i < v->n ? v->v[*i].start : length };
}

static double square(size_t a, size_t b)
{
	double d = a > b ? (double)(a - b) : (double)(b - a);
	return d * d;
}

/* Over all sections that meet: both are units, or one lies in a gap of the other. */
static double differ(const span_vec *a, const span_vec *b, size_t length)
{
	double sum = 0;
	for (size_t pos = 0, i = 0, k = 0; pos < length;) {
		bool x, y;
		struct span s = section(a, &i, pos, length, &x), t = section(b, &k, pos, length, &y);
		if (x && y)
			sum += square(s.start, t.start) + square(s.end, t.end);
		else if (x && !y && span_holds(t, s))
			sum += square(s.start, s.end);
		else if (!x && y && span_holds(s, t))
			sum += square(t.start, t.end);
		pos = s.end < t.end ? s.end : t.end;
	}
	return sum;
}

static int longer(const void *x, const void *y)
{
	const double *a = x, *b = y;
	return (*a < *b) - (*a > *b);
}

typedef VEC(double) double_vec;

static void add_gaps(const span_vec *v, size_t length, double_vec *out)
{
	size_t at = 0;
	for (size_t i = 0; i <= v->n; i++) {
		size_t end = i < v->n ? v->v[i].start : length;
		if (end > at)
			vec_push(out, (double)(end - at));
		at = i < v->n ? v->v[i].end : length;
	}
}

/* Of every way in which these units could lie; Krippendorff (1995), (2004). */
static double expected(const span_vec *coders, size_t n, size_t length)
{
	double_vec gaps = { 0 }, units = { 0 };
	double sum = 0, squares = 0, L = (double)length, m = (double)n, room = 0;
	for (size_t c = 0; c < n; c++) {
		add_gaps(&coders[c], length, &gaps);
		for (size_t i = 0; i < coders[c].n; i++)
			vec_push(&units, (double)(coders[c].v[i].end - coders[c].v[i].start));
	}
	if (gaps.n > 0)
		qsort(gaps.v, gaps.n, sizeof *gaps.v, longer);
	if (units.n > 0)
		qsort(units.v, units.n, sizeof *units.v, longer);
	for (size_t i = 0, k = 0; i < units.n; i++) {
		double l = units.v[i];
		for (; k < gaps.n && gaps.v[k] >= l; k++)
			room += gaps.v[k] + 1;
		sum += ((double)units.n - 1) * (2 * l * l * l - 3 * l * l + l) / 3 + l * l * (room - (double)k * l);
		squares += l * (l - 1);
	}
	vec_fini(&gaps);
	vec_fini(&units);
	double places = m * L * (m * L - 1) - squares;
	return places > 0 ? 2 / L * sum / places : 0;
}

struct disagreement agree_unitizing(const struct marked_span *const *coders, const size_t *counts, size_t n,
				    size_t length, uint32_t label)
{
	struct disagreement d = { 0 };
	span_vec *units = xcalloc(n, sizeof *units);
	double L = (double)length, m = (double)n;
	for (size_t c = 0; c < n; c++)
		units_of(coders[c], counts[c], label, &units[c]);
	for (size_t a = 0; a < n; a++) {
		for (size_t b = a + 1; b < n; b++)
			d.observed += differ(&units[a], &units[b], length);
	}
	if (n > 1 && length > 0)
		d.observed *= 2 / (m * (m - 1) * L * L);
	d.expected = length > 0 ? expected(units, n, length) : 0;
	for (size_t c = 0; c < n; c++)
		vec_fini(&units[c]);
	free(units);
	return d;
}

double agree_alpha_u(const struct disagreement *d, size_t n)
{
	double observed = 0, chance = 0;
	for (size_t i = 0; i < n; i++) {
		observed += d[i].observed;
		chance += d[i].expected;
	}
	return chance > 0 ? 1 - observed / chance : 1;
}
