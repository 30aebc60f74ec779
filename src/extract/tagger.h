/* tagger.h - the sequence tagger of names: labels, a model's weights, Viterbi.
 *
 * A linear chain over BIO labels, trained as a conditional random field by
 * src/cli/train_crf.c; features.c says what it sees, names.c makes mentions of
 * its labels.
 */
#ifndef EXTRACT_TAGGER_H
#define EXTRACT_TAGGER_H

#include "extract/features.h"

enum label {
	LABEL_O,
	LABEL_B_PER,
	LABEL_I_PER,
	LABEL_B_ORG,
	LABEL_I_ORG,
	LABEL_B_LOC,
	LABEL_I_LOC,
	LABEL_B_MISC,
	LABEL_I_MISC,
	LABEL_COUNT
};

/* A model: one byte, how many units a weight of 1 has; the transitions [from][to]; room up
 * to TAGGER_HEAD; then a row of weights a feature, for every label but O, whose weights
 * are 0. Weights are logarithms of odds. */
#define TAGGER_HEAD 128
#define TAGGER_ROW FEATURE_ROW
_Static_assert(TAGGER_ROW == LABEL_COUNT - 1, "a row has a weight for every label but O");
#define TAGGER_MODEL_SIZE (TAGGER_HEAD + ((size_t)TAGGER_ROW << FEATURE_BITS))

/* "PER", "ORG", "LOC", "MISC"; NULL for O. */
const char *label_tag(enum label l);
/* The label of a name's first or inner token; tag is one of the four. */
enum label label_of(struct sv tag, bool first);
/* May one label follow another? I-X only B-X or I-X. */
bool label_follows(size_t from, size_t to);

/* Best legal labels of n tokens. score[i * LABEL_COUNT + l] are the emissions,
 * trans[from * LABEL_COUNT + to] the transitions. loss gets, a token and label,
 * how far the best path with that label there lies behind the best of all: 0 for
 * the labels chosen, else negative. */
void tagger_decode(size_t n, const float *score, const float *trans, uint8_t *labels, float *loss);

/* What the tagger says of a text. */
struct tagged {
	uint8_t *labels;    /* a token */
	uint32_t *loss;     /* a token: where in losses its own begin */
	VEC(float) losses;  /* the first LABEL_COUNT are those of every token that is surely in no name */
};

/* As a logarithm of odds: so far behind, a name goes on no more. By scores: from 6 on little
 * changes, from 8 on hardly anything. */
#define TAGGER_SURE 8.0f

/* Labels every token of t by a model of TAGGER_MODEL_SIZE bytes; NULL: all of them O. Only a
 * word with a capital, or what may begin a name before one, is looked at, and on from there
 * until the best path has left the name TAGGER_SURE ahead of all others. */
void tagger_run(struct tagged *out, const struct tokens *t, const int8_t *model);
void tagged_fini(struct tagged *x);
/* The losses of token i, LABEL_COUNT of them. */
static inline const float *tagged_losses(const struct tagged *x, size_t i)
{
	return x->losses.v + x->loss[i];
}

/* So much a token is likelier to be part of a name than the model says: it was trained for
 * the likeliest sequence, the reader wants as much found as is found rightly. By
 * cross-validation. */
#define TAGGER_BIAS 0.4f

#endif
