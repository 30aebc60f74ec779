/* tagger.h - the sequence tagger of names: features, weights, Viterbi.
 *
 * A linear model over BIO labels, trained as a structured averaged perceptron
 * (Collins 2002) by src/cli/main_train.c; names.c makes mentions of its labels.
 * Features are hashed into TAGGER_BITS; a model is the table of transitions and
 * the weights, one int8 a label and feature, in units of 1 / 16.
 */
#ifndef EXTRACT_TAGGER_H
#define EXTRACT_TAGGER_H

#include "extract/tokens.h"

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

#define TAGGER_BITS 18
#define TAGGER_FEATURES_MAX 72
#define TAGGER_MODEL_SIZE \
	((size_t)LABEL_COUNT * LABEL_COUNT + ((size_t)1 << TAGGER_BITS) * LABEL_COUNT)

/* "PER", "ORG", "LOC", "MISC"; NULL for O. */
const char *label_tag(enum label l);
/* The label of a name's first or inner token; tag is one of the four. */
enum label label_of(struct sv tag, bool first);

/* What features need to know of the whole document; made once. */
struct tagger_doc;
struct tagger_doc *tagger_doc_new(const struct tokens *t);
void tagger_doc_free(struct tagger_doc *d);

/* The features of token i, as indices; returns how many. */
size_t tagger_features(const struct tagger_doc *d, size_t i, uint32_t out[TAGGER_FEATURES_MAX]);

/* Best legal labels of n tokens. score[i * LABEL_COUNT + l] are the emissions,
 * trans[from * LABEL_COUNT + to] the transitions. loss (NULL: not wanted)
 * gets, a token and label, how far the best path with that label there lies
 * behind the best of all: 0 for the labels chosen, else negative. */
void tagger_decode(size_t n, const float *score, const float *trans, uint8_t *labels, float *loss);

/* Labels every token of t by the model in the program. */
void tagger_run(const struct tokens *t, const struct tagger_doc *d, uint8_t *labels, float *loss);

#endif
