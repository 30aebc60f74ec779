/* tagger.c - see tagger.h. */
#include "extract/tagger.h"

#include <string.h>

#include "base/mem.h"

static const char *const tags[] = { "PER", "ORG", "LOC", "MISC" };

const char *label_tag(enum label l)
{
	return l == LABEL_O ? NULL : tags[(l - 1) / 2];
}

enum label label_of(struct sv tag, bool first)
{
	for (int i = 0; i < 4; i++) {
		if (sv_eq(tag, sv_of(tags[i])))
			return (enum label)(LABEL_B_PER + 2 * i + !first);
	}
	return LABEL_O;
}

bool label_follows(size_t from, size_t to)
{
	bool inner = to != LABEL_O && (to & 1) == 0;
	return !inner || from == to || from == to - 1;
}

/* ---- Viterbi, and its mirror from the right ---- */

#define NEVER (-1e9f) /* what is not legal */

/* Numbers for every label, filled up to three vectors: the compiler adds and compares
 * four of them at once. */
typedef float four __attribute__((vector_size(16)));

struct row {
	four a, b, c;
};

/* The same numbers, one by one. */
union labelled {
	struct row row;
	float at[sizeof(struct row) / sizeof(float)];
};

struct lattice {
	union labelled to[LABEL_COUNT];   /* transitions [from][to] */
	union labelled from[LABEL_COUNT]; /* the same, [to][from] */
	union labelled *best, *rest;      /* of the paths to a token and label, and on from there */
	size_t room;                      /* tokens */
};

static const four never = { NEVER, NEVER, NEVER, NEVER };

static inline four higher(four x, four y)
{
	four r;
	for (int k = 0; k < 4; k++)
		r[k] = x[k] > y[k] ? x[k] : y[k];
	return r;
}

static inline struct row row_add(struct row x, struct row y)
{
	return (struct row){ x.a + y.a, x.b + y.b, x.c + y.c };
}

/* The emissions of a token. */
static inline struct row row_of(const float score[LABEL_COUNT])
{
	union labelled r = { .at = { 0 } };
	memcpy(r.at, score, LABEL_COUNT * sizeof *score);
	return r.row;
}

static void lattice_init(struct lattice *x, const float *trans)
{
	*x = (struct lattice){ 0 };
	for (size_t p = 0; p < LABEL_COUNT; p++) {
		x->to[p].row = x->from[p].row = (struct row){ never, never, never };
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			if (label_follows(p, l))
				x->to[p].at[l] = trans[p * LABEL_COUNT + l];
			if (label_follows(l, p))
				x->from[p].at[l] = trans[l * LABEL_COUNT + p];
		}
	}
}

static void lattice_fini(struct lattice *x)
{
	free(x->best);
	free(x->rest);
}

static void lattice_fit(struct lattice *x, size_t n)
{
	if (n <= x->room)
		return;
	x->room = n;
	x->best = xrealloc(x->best, n * sizeof *x->best);
	x->rest = xrealloc(x->rest, n * sizeof *x->rest);
}

static void forward(struct lattice *x, size_t n, const float *score)
{
	x->best[0].row = row_of(score);
	for (size_t l = 0; l < LABEL_COUNT; l++) {
		if (!label_follows(LABEL_O, l))
			x->best[0].at[l] = NEVER;
	}
	for (size_t i = 1; i < n; i++) {
		const float *last = x->best[i - 1].at;
		struct row top = { never, never, never };
		for (size_t p = 0; p < LABEL_COUNT; p++) {
			const struct row *to = &x->to[p].row;
			top.a = higher(last[p] + to->a, top.a);
			top.b = higher(last[p] + to->b, top.b);
			top.c = higher(last[p] + to->c, top.c);
		}
		x->best[i].row = row_add(top, row_of(score + i * LABEL_COUNT));
	}
}

static void backward(struct lattice *x, size_t n, const float *score)
{
	x->rest[n - 1] = (union labelled){ .at = { 0 } };
	for (size_t i = n - 1; i-- > 0;) {
		const float *next = x->rest[i + 1].at, *own = score + (i + 1) * LABEL_COUNT;
		struct row top = { never, never, never };
		for (size_t p = 0; p < LABEL_COUNT; p++) {
			const struct row *from = &x->from[p].row;
			top.a = higher(next[p] + from->a + own[p], top.a);
			top.b = higher(next[p] + from->b + own[p], top.b);
			top.c = higher(next[p] + from->c + own[p], top.c);
		}
		x->rest[i].row = top;
	}
}

/* The labels of the best path, from its end on. */
static void trace(const struct lattice *x, size_t n, uint8_t *labels)
{
	static const union labelled nothing = { .at = { 0 } };
	const union labelled *step = &nothing;
	for (size_t i = n; i-- > 0; step = &x->from[labels[i]]) {
		union labelled v = { .row = row_add(x->best[i].row, step->row) };
		size_t top = 0;
		for (size_t p = 1; p < LABEL_COUNT; p++)
			top = v.at[p] > v.at[top] ? p : top;
		labels[i] = (uint8_t)top;
	}
}

static void find_losses(const struct lattice *x, size_t n, const uint8_t *labels, float *loss)
{
	for (size_t i = 0; i < n; i++) {
		union labelled sum = { .row = row_add(x->best[i].row, x->rest[i].row) };
		float own = sum.at[labels[i]];
		struct row behind = { sum.row.a - own, sum.row.b - own, sum.row.c - own };
		memcpy(loss + i * LABEL_COUNT, &behind, LABEL_COUNT * sizeof *loss);
	}
}

static void decode(struct lattice *x, size_t n, const float *score, uint8_t *labels, float *loss)
{
	if (n == 0)
		return;
	lattice_fit(x, n);
	forward(x, n, score);
	trace(x, n, labels);
	backward(x, n, score);
	find_losses(x, n, labels, loss);
}

void tagger_decode(size_t n, const float *score, const float *trans, uint8_t *labels, float *loss)
{
	struct lattice x;
	lattice_init(&x, trans);
	decode(&x, n, score, labels, loss);
	lattice_fini(&x);
}

/* So much a token is likelier to be part of a name than the model says: it was trained for
 * the likeliest sequence, the reader wants as much found as is found rightly. By
 * cross-validation. */
#define NAME_BIAS 0.4f

/* The emissions of token i. */
static void emit(const struct features_sums *f, float unit, size_t i, float score[LABEL_COUNT])
{
	int16_t sum[TAGGER_ROW];
	features_sum(f, i, sum);
	score[LABEL_O] = -NAME_BIAS;
	for (size_t l = 0; l < TAGGER_ROW; l++)
		score[l + 1] = (float)sum[l] * unit;
}

void tagger_run(const struct tokens *t, const int8_t *model, uint8_t *labels, float *loss)
{
	float trans[LABEL_COUNT * LABEL_COUNT], unit = 1.0f / (float)(model[0] == 0 ? 1 : model[0]);
	struct features_doc *d = features_doc_new(t);
	struct features_sums *f = features_sums_new(d, model + TAGGER_HEAD);
	struct lattice x;
	float *score = NULL;
	size_t room = 0;
	memset(labels, LABEL_O, t->all.n);
	for (size_t k = 0; k < LABEL_COUNT * LABEL_COUNT; k++)
		trans[k] = (float)model[1 + k] * unit;
	lattice_init(&x, trans);
	for (size_t s = 0; s < t->sentences.n; s++) {
		size_t first = t->sentences.v[s].first, n = t->sentences.v[s].end - first;
		if (n > room) {
			room = n;
			score = xrealloc(score, room * LABEL_COUNT * sizeof *score);
		}
		for (size_t i = 0; i < n; i++)
			emit(f, unit, first + i, score + i * LABEL_COUNT);
		decode(&x, n, score, labels + first, loss + first * LABEL_COUNT);
	}
	free(score);
	lattice_fini(&x);
	features_sums_free(f);
	features_doc_free(d);
}
