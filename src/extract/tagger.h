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

/* Labels every token of t by a model of TAGGER_MODEL_SIZE bytes. */
void tagger_run(const struct tokens *t, const int8_t *model, uint8_t *labels, float *loss);

#endif
