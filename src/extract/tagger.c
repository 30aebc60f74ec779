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

/* One step of Viterbi (best predecessor) or of its mirror from the right. */
static void forward(size_t n, const float *score, const float *trans, float *best, uint8_t *back)
{
	for (size_t l = 0; l < LABEL_COUNT; l++)
		best[l] = label_follows(LABEL_O, l) ? score[l] : -1e9f;
	for (size_t i = 1; i < n; i++) {
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			float top = -1e9f;
			size_t arg = 0;
			for (size_t p = 0; p < LABEL_COUNT; p++) {
				float v = best[(i - 1) * LABEL_COUNT + p] + trans[p * LABEL_COUNT + l];
				if (label_follows(p, l) && v > top) {
					top = v;
					arg = p;
				}
			}
			best[i * LABEL_COUNT + l] = top + score[i * LABEL_COUNT + l];
			back[i * LABEL_COUNT + l] = (uint8_t)arg;
		}
	}
}

static void backward(size_t n, const float *score, const float *trans, float *rest)
{
	for (size_t l = 0; l < LABEL_COUNT; l++)
		rest[(n - 1) * LABEL_COUNT + l] = 0;
	for (size_t i = n - 1; i-- > 0;) {
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			float top = -1e9f;
			for (size_t p = 0; p < LABEL_COUNT; p++) {
				float v = rest[(i + 1) * LABEL_COUNT + p] + trans[l * LABEL_COUNT + p] +
					  score[(i + 1) * LABEL_COUNT + p];
				if (label_follows(l, p) && v > top)
					top = v;
			}
			rest[i * LABEL_COUNT + l] = top;
		}
	}
}

static void find_losses(size_t n, const float *best, const float *rest, const uint8_t *labels, float *loss)
{
	for (size_t i = 0; i < n; i++) {
		const float *a = best + i * LABEL_COUNT, *b = rest + i * LABEL_COUNT;
		float own = a[labels[i]] + b[labels[i]];
		for (size_t l = 0; l < LABEL_COUNT; l++)
			loss[i * LABEL_COUNT + l] = a[l] + b[l] - own;
	}
}

void tagger_decode(size_t n, const float *score, const float *trans, uint8_t *labels, float *loss)
{
	if (n == 0)
		return;
	float *best = xmalloc(n * LABEL_COUNT * sizeof *best);
	uint8_t *back = xcalloc(n, LABEL_COUNT);
	size_t top = 0;
	forward(n, score, trans, best, back);
	for (size_t l = 1; l < LABEL_COUNT; l++) {
		if (best[(n - 1) * LABEL_COUNT + l] > best[(n - 1) * LABEL_COUNT + top])
			top = l;
	}
	for (size_t i = n; i-- > 0;) {
		labels[i] = (uint8_t)top;
		top = back[i * LABEL_COUNT + top];
	}
	float *rest = xmalloc(n * LABEL_COUNT * sizeof *rest);
	backward(n, score, trans, rest);
	find_losses(n, best, rest, labels, loss);
	free(rest);
	free(best);
	free(back);
}

/* So much a token is likelier to be part of a name than the model says: it was trained for
 * the likeliest sequence, the reader wants as much found as is found rightly. By
 * cross-validation. */
#define NAME_BIAS 0.4f

/* A row is added at once: the compiler has one instruction for each of these. */
typedef int8_t row8 __attribute__((vector_size(TAGGER_ROW)));
typedef int16_t row16 __attribute__((vector_size(2 * TAGGER_ROW)));

static void emit(const struct features_doc *d, const int8_t *rows, float unit, size_t i, float *score)
{
	uint32_t f[FEATURES_MAX];
	row16 sum = { 0 };
	size_t n = features_of(d, i, f, NULL);
	for (size_t k = 0; k < n; k++) {
		row8 row;
		memcpy(&row, rows + (size_t)f[k] * TAGGER_ROW, sizeof row);
		sum += __builtin_convertvector(row, row16);
	}
	score[LABEL_O] = -NAME_BIAS;
	for (size_t l = 0; l < TAGGER_ROW; l++)
		score[l + 1] = (float)sum[l] * unit;
}

void tagger_run(const struct tokens *t, const int8_t *model, uint8_t *labels, float *loss)
{
	float trans[LABEL_COUNT * LABEL_COUNT], unit = 1.0f / (float)(model[0] == 0 ? 1 : model[0]);
	struct features_doc *d = features_doc_new(t);
	float *score = NULL;
	size_t room = 0;
	memset(labels, LABEL_O, t->all.n);
	for (size_t k = 0; k < LABEL_COUNT * LABEL_COUNT; k++)
		trans[k] = (float)model[1 + k] * unit;
	for (size_t s = 0; s < t->sentences.n; s++) {
		size_t first = t->sentences.v[s].first, n = t->sentences.v[s].end - first;
		if (n > room) {
			room = n;
			score = xrealloc(score, room * LABEL_COUNT * sizeof *score);
		}
		for (size_t i = 0; i < n; i++)
			emit(d, model + TAGGER_HEAD, unit, first + i, score + i * LABEL_COUNT);
		tagger_decode(n, score, trans, labels + first, loss + first * LABEL_COUNT);
	}
	free(score);
	features_doc_free(d);
}
