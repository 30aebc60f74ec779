/* features.h - what the tagger of names sees of a token: words, shapes, affixes,
 * lists, words that announce names, the rest of the document.
 *
 * A feature is a number: its template, and up to two values, hashed into
 * FEATURE_BITS. What it is worth is the model's matter (tagger.h).
 */
#ifndef EXTRACT_FEATURES_H
#define EXTRACT_FEATURES_H

#include "extract/tokens.h"

#define FEATURE_BITS 18
#define FEATURES_MAX 112 /* of a token */

/* What features need to know of the whole document; made once. */
struct features_doc;
struct features_doc *features_doc_new(const struct tokens *t);
void features_doc_free(struct features_doc *d);

/* The features of token i; returns how many. The first *own of them name the
 * word itself (NULL: not asked). */
size_t features_of(const struct features_doc *d, size_t i, uint32_t out[FEATURES_MAX], size_t *own);

#endif
