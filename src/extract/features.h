/* features.h - what the tagger of names sees of a token: words, shapes, affixes,
 * lists, words that announce names, the rest of the document.
 *
 * A feature is a number: its template, and up to two values, hashed into
 * FEATURE_BITS. What it is worth is the model's matter (tagger.h): a row of
 * FEATURE_ROW weights for each.
 */
#ifndef EXTRACT_FEATURES_H
#define EXTRACT_FEATURES_H

#include "extract/tokens.h"

#define FEATURE_BITS 18
#define FEATURE_ROW 8
#define FEATURES_MAX 112 /* of a token */

/* What features need to know of the whole document; made once. */
struct features_doc;
struct features_doc *features_doc_new(const struct tokens *t);
void features_doc_free(struct features_doc *d);

/* The features of token i; returns how many. The first *own of them name the
 * word itself (NULL: not asked). */
size_t features_of(const struct features_doc *d, size_t i, uint32_t out[FEATURES_MAX], size_t *own);

/* The sums of a model's rows over the features of each token. What depends on how a word
 * looks alone is summed once for all tokens that look so. */
struct features_sums;
/* d and rows are borrowed. */
struct features_sums *features_sums_new(const struct features_doc *d, const int8_t *rows);
void features_sums_free(struct features_sums *s);
/* The sum over token i: that over what features_of() gives. */
void features_sum(struct features_sums *s, size_t i, int16_t out[FEATURE_ROW]);

#endif
