/* acronym.h - does a word stand for a name by its initials: « OSDH » for
 * « Observatoire syrien des droits de l'homme ». */
#ifndef EXTRACT_ACRONYM_H
#define EXTRACT_ACRONYM_H

#include "extract/tokens.h"

/* Are the letters of token k initials of the tokens [first, end), in their order? One
 * of four and more may be missing, words may be left out. */
bool acronym_of(const struct tokens *t, size_t first, size_t end, size_t k);
/* The same, and every word of weight has its letter, every letter its word. */
bool acronym_exactly_of(const struct tokens *t, size_t first, size_t end, size_t k);
/* The first token of the name that ends before the bracket in front of the acronym k:
 * « Service départemental d'incendie et de secours (SDIS) »; k when there is none. */
size_t acronym_start(const struct tokens *t, size_t k);

#endif
