/* steps.h - from a place to the next one: characters, words, sentences,
 * paragraphs, and the edges of a span. Moves nothing itself. dir: +1 or -1.
 */
#ifndef APP_STEPS_H
#define APP_STEPS_H

#include "app/app.h"

/* The grapheme cluster beside pos, on the rows of o. */
size_t char_from(struct doc *d, const struct layout_opts *o, size_t pos, int dir);
/* The same, whatever the screen. */
size_t char_beside(struct doc *d, size_t pos, int dir);
/* Starts of words, sentences and paragraphs. */
size_t word_from(struct doc *d, size_t pos, int dir);
size_t sentence_from(struct doc *d, size_t pos, int dir);
size_t paragraph_from(struct doc *d, size_t pos, int dir);

typedef VEC(struct span) word_vec;
/* The words that begin within at, in order; no more than a window of them. */
void words_in(struct doc *d, struct span at, word_vec *out);
/* The last character of the word that holds pos. */
size_t word_last(struct doc *d, size_t pos);

enum edge { EDGE_START, EDGE_END };
/* Moves an edge of *at by a word (by_char: a character) outwards or inwards. It
 * never crosses the other edge: false, when it would. */
bool edge_move(struct doc *d, struct span *at, enum edge edge, bool out, bool by_char);

#endif
