/* train_report.c - how well names are found in texts not learnt from; see train.h.
 *
 * Each fold is extracted whole by the program with a model that has not seen it: articles
 * as they are, sentences one by one. Strict: the same span and tag; an article that leads
 * a name is nobody's fault, what meets an optional name or MISC is not counted.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/train.h"
#include "extract/extract.h"

#define BINS 10
#define AROUND 40 /* bytes beside an error */

struct counts {
	unsigned gold[4], found[4], right[4];
};

struct bins {
	unsigned n[BINS], right[BINS];
	double sum[BINS];
};

struct report {
	struct counts of[2]; /* sentences, articles */
	struct bins bins;
	bool errors; /* print them */
};

/* Without the article that leads it. */
static struct span bare(struct sv text, struct span s)
{
	static const char *const articles[] = { "l'", "l’", "d'", "d’", "la ", "le ", "les " };
	struct sv x = sv_span(text, s);
	for (size_t i = 0; i < ARRAY_LEN(articles); i++) {
		size_t n = strlen(articles[i]);
		if (x.n > n && (x.p[0] | 0x20) == articles[i][0] && memcmp(x.p + 1, articles[i] + 1, n - 1) == 0)
			return (struct span){ s.start + n, s.end };
	}
	return s;
}

static void print_error(const char *what, struct sv text, struct span at, const char *tag)
{
	size_t from = at.start > AROUND ? at.start - AROUND : 0, to = at.end + AROUND < text.n ? at.end + AROUND : text.n;
	while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80)
		from--;
	while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
		to++;
	printf("%s\t%s\t", what, tag);
	for (size_t i = from; i < to; i++) {
		if (i == at.start)
			putchar('[');
		putchar(text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i]);
		if (i + 1 == at.end)
			putchar(']');
	}
	putchar('\n');
}

/* Holds one mention against the gold; hit[] marks the gold names found. */
static void count_mention(struct report *r, const struct train_doc *d, const struct mention *e, bool *hit)
{
	struct sv text = d->t.text;
	struct counts *c = &r->of[d->article];
	struct span at = bare(text, e->span);
	size_t tag = (label_of(sv_of(e->tag), true) - 1) / 2;
	bool right = false, spare = false;
	for (size_t i = 0; i < d->names.n; i++) {
		const struct gold_name *g = &d->names.v[i];
		struct span want = bare(text, g->at);
		if (g->tag == tag && !g->optional && span_eq(want, at))
			right = hit[i] = true;
		else if (want.start < at.end && at.start < want.end && (g->optional || (g->tag == 3 && tag != 3)))
			spare = true;
	}
	if (spare && !right)
		return;
	c->found[tag]++;
	c->right[tag] += right;
	if (tag == 3)
		return;
	int bin = (int)(e->confidence * BINS);
	bin = bin >= BINS ? BINS - 1 : bin;
	r->bins.n[bin]++;
	r->bins.right[bin] += right;
	r->bins.sum[bin] += (double)e->confidence;
	if (!right && r->errors)
		print_error("spurious", text, e->span, e->tag);
}

static void count_document(struct report *r, const struct train_doc *d, const int8_t *model)
{
	struct extract_opts o = { .kinds = 1u << KIND_ENTITY, .model = model };
	struct mentions m;
	bool *hit = xcalloc(d->names.n + 1, sizeof *hit);
	extract(d->t.text, &o, &m);
	for (size_t i = 0; i < m.all.n; i++)
		count_mention(r, d, &m.all.v[i], hit);
	for (size_t i = 0; i < d->names.n; i++) {
		const struct gold_name *g = &d->names.v[i];
		if (g->optional)
			continue;
		r->of[d->article].gold[g->tag]++;
		if (!hit[i] && g->tag != 3 && r->errors)
			print_error("missed", d->t.text, g->at, label_tag((enum label)(LABEL_B_PER + 2 * g->tag)));
	}
	mentions_fini(&m);
	free(hit);
}

static void cross_validate(struct report *r, const struct corpus *c)
{
	for (int fold = 0; fold < TRAIN_FOLDS; fold++) {
		int8_t *model = crf_train(c, fold);
		for (size_t i = 0; i < c->docs.n; i++) {
			if ((int)c->docs.v[i].fold == fold)
				count_document(r, &c->docs.v[i], model);
		}
		free(model);
	}
}

static double ratio(double a, double b)
{
	return b > 0 ? a / b : 0;
}

static void print_counts(const char *what, const struct counts *c)
{
	double g = 0, f = 0, r = 0;
	for (int i = 0; i < 3; i++) {
		g += c->gold[i];
		f += c->found[i];
		r += c->right[i];
	}
	printf("%-38s %.3f ", what, ratio(2 * r, g + f));
	for (int i = 0; i < 4; i++)
		printf(" %s %.3f ", label_tag((enum label)(LABEL_B_PER + 2 * i)),
		       ratio(2.0 * c->right[i], c->gold[i] + c->found[i]));
	printf(" P %.3f  R %.3f  (%.0f names)\n", ratio(r, f), ratio(r, g), g);
}

/* Expected calibration error: the mean distance of confidence and precision. */
static void print_bins(const struct bins *b)
{
	double off = 0, all = 0;
	printf("confidence against precision, by its tenths:\n");
	for (int i = 0; i < BINS; i++) {
		if (b->n[i] == 0)
			continue;
		double said = b->sum[i] / b->n[i], was = (double)b->right[i] / b->n[i];
		printf("  said %.2f  was %.2f  (%u mentions)\n", said, was, b->n[i]);
		off += fabs(said - was) * b->n[i];
		all += b->n[i];
	}
	printf("  expected calibration error %.3f\n", ratio(off, all));
}

void train_report(const struct corpus *c)
{
	struct report r = { 0 };
	cross_validate(&r, c);
	struct counts all = r.of[0];
	for (int i = 0; i < 4; i++) {
		all.gold[i] += r.of[1].gold[i];
		all.found[i] += r.of[1].found[i];
		all.right[i] += r.of[1].right[i];
	}
	printf("strict F1 of PER, ORG, LOC; cross-validation in %d folds\n", TRAIN_FOLDS);
	print_counts("articles", &r.of[1]);
	print_counts("sentences, one by one", &r.of[0]);
	print_counts("both", &all);
	print_bins(&r.bins);
}

void train_errors(const struct corpus *c)
{
	struct report r = { .errors = true };
	cross_validate(&r, c);
}
