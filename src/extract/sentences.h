/* sentences.h - cutting tokens into sentences; called by tokens_init. */
#ifndef EXTRACT_SENTENCES_H
#define EXTRACT_SENTENCES_H

#include "extract/tokens.h"

/* Fills t->sentences, each token's sentence and TOKEN_SENTENCE. */
void sentences_cut(struct tokens *t);

#endif
