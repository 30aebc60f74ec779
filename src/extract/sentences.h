/* sentences.h - where sentences end, asked token by token while they are cut; called by tokens.c. */
#ifndef EXTRACT_SENTENCES_H
#define EXTRACT_SENTENCES_H

#include "extract/tokens.h"

/* The tokens that begin the sentence and the line of the last one. Empty when zeroed. */
struct sentence_place {
	size_t first, line;
};

/* A small word in its line begins no sentence: most tokens are such, and need no sentences_step. */
static inline bool sentence_goes_on(const struct token *k)
{
	return !(k->flags & (TOKEN_SPACE | TOKEN_NEWLINE)) || (k->type == TOKEN_WORD && !(k->flags & (TOKEN_CAPITAL | TOKEN_NEWLINE)));
}
/* Ends the sentence before the last token of t where that one begins another, which it is told then.
 * Every token has to have the number of the sentences before it for its sentence. */
void sentences_step(struct tokens *t, struct sentence_place *at);
/* Behind the last token: ends its sentence. */
void sentences_end(struct tokens *t, const struct sentence_place *at);

#endif
