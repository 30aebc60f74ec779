/* gamma.c - gamma: the disorder of the best alignment against that of chance; see gamma.h. */
#include "annotate/gamma.h"

#include <math.h>
#include <stdlib.h>

#include "annotate/gamma_align.h"
#include "annotate/ids.h"
#include "base/mem.h"

#define FIRST_SAMPLES 30
#define MOST_SAMPLES 2000
#define PRECISION 0.01

static int by_start(const void *x, const void *y)
{
	const struct marked_span *a = x, *b = y;
	if (a->at.start != b->at.start)
		return a->at.start < b->at.start ? -1 : 1;
	if (a->at.end != b->at.end)
		return a->at.end < b->at.end ? -1 : 1;
	return (a->label > b->label) - (a->label < b->label);
}

/* A place to shift to that is not near any of the n before, where there is room. */
static size_t draw_shift(struct ids *ids, const size_t *before, size_t n, size_t length, size_t apart)
{
	size_t shift = 0;
	for (int tries = 0; tries < 100; tries++) {
		bool free = true;
		shift = (size_t)(ids_next(ids) % length);
		for (size_t i = 0; i < n && free; i++) {
			size_t d = shift > before[i] ? shift - before[i] : before[i] - shift;
			free = d >= apart && length - d >= apart;
		}
		if (free)
			break;
	}
	return shift;
}

static void shifted(const unit_vec *from, size_t shift, size_t length, unit_vec *out)
{
	vec_clear(out);
	for (size_t i = 0; i < from->n; i++) {
		struct marked_span u = from->v[i];
		size_t start = (u.at.start + shift) % length;
		u.at = (struct span){ start, start + (u.at.end - u.at.start) };
		vec_push(out, u);
	}
	if (out->n > 0)
		qsort(out->v, out->n, sizeof *out->v, by_start);
}

struct chance {
	const unit_vec *coders;
	size_t n, length, apart;
	unit_vec *drawn;
	size_t *shifts;
	struct ids ids;
	size_t aligned; /* of the last one; of no interest */
};

static double sample(struct chance *c)
{
	size_t units = 0;
	for (size_t i = 0; i < c->n; i++) {
		const unit_vec *who = &c->coders[ids_next(&c->ids) % c->n];
		c->shifts[i] = draw_shift(&c->ids, c->shifts, i, c->length, c->apart);
		shifted(who, c->shifts[i], c->length, &c->drawn[i]);
		units += who->n;
	}
	return units > 0 ? gamma_disorder(c->drawn, c->n, &c->aligned) : sample(c); /* only those who marked nothing */
}

/* Samples that a relative error of PRECISION needs, in 95 of 100 cases. */
static size_t samples_needed(double sum, double squares, size_t n)
{
	double mean = sum / (double)n, variance = (squares - sum * mean) / (double)(n - 1);
	double z = mean > 0 && variance > 0 ? 1.96 * sqrt(variance) / (mean * PRECISION) : 0;
	double want = ceil(z * z);
	return want < MOST_SAMPLES ? (size_t)want : MOST_SAMPLES;
}

static double expected(const unit_vec *coders, size_t n, size_t length, size_t *samples)
{
	struct chance c = { coders, n, length, 0, xcalloc(n, sizeof *c.drawn), xcalloc(n, sizeof *c.shifts), { 0 }, 0 };
	double sum = 0, squares = 0;
	size_t units = 0, covered = 0, want = FIRST_SAMPLES;
	for (size_t k = 0; k < n; k++) {
		units += coders[k].n;
		for (size_t i = 0; i < coders[k].n; i++)
			covered += coders[k].v[i].at.end - coders[k].v[i].at.start;
	}
	c.apart = units > 0 ? covered / units : 0;
	for (*samples = 0; *samples < want; ++*samples) {
		double d = sample(&c);
		sum += d;
		squares += d * d;
		if (*samples + 1 == FIRST_SAMPLES) {
			size_t needed = samples_needed(sum, squares, FIRST_SAMPLES);
			want = needed > want ? needed : want;
		}
	}
	for (size_t k = 0; k < n; k++)
		vec_fini(&c.drawn[k]);
	free(c.drawn);
	free(c.shifts);
	return sum / (double)*samples;
}

struct gamma gamma_measure(const struct marked_span *const *coders, const size_t *counts, size_t n, size_t length,
			   uint32_t label)
{
	struct gamma g = { .value = 1 };
	unit_vec *units = xcalloc(n, sizeof *units);
	for (size_t c = 0; c < n; c++) {
		for (size_t i = 0; i < counts[c]; i++) {
			if ((label == 0 || coders[c][i].label == label) && coders[c][i].at.end > coders[c][i].at.start)
				vec_push(&units[c], coders[c][i]);
		}
	}
	if (n > 1)
		g.observed = gamma_disorder(units, n, &g.aligned);
	if (g.observed > 0 && length > 0) {
		g.expected = expected(units, n, length, &g.samples);
		g.value = g.expected > 0 ? 1 - g.observed / g.expected : 1;
	}
	for (size_t c = 0; c < n; c++)
		vec_fini(&units[c]);
	free(units);
	return g;
}
