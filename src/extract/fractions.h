/* fractions.h - parts of a whole: « deux tiers », « un vingt-cinquième », « 3/4 », « ½ »,
 * « un sur dix », « trois et demi ». Part of numerals.c. */
#ifndef EXTRACT_FRACTIONS_H
#define EXTRACT_FRACTIONS_H

#include "extract/numerals.h"

/* A whole number without sign, in digits or in words; false when none begins here. */
bool numeral_plain(const struct tokens *t, size_t i, struct numeral *n);

/* Reads a fraction that begins with token i. */
bool fraction_read(const struct tokens *t, size_t i, struct numeral *n);
/* Reads on behind a number: « et demi », « et trois quarts », « 1/2 », « ½ », « sur dix ». */
void fraction_add(const struct tokens *t, struct numeral *n);
/* Sets share to part / whole, both whole numbers; false when they are none. */
bool fraction_of(const struct numeral *part, const struct numeral *whole, struct numeral *share);
/* « cinquième(s) », « vingt-cinquième »: 5, 25; 0 when token i is no such word. */
int64_t fraction_denominator(const struct tokens *t, size_t i, bool *plural);
/* Is token i a mark that is a number (« ½ »)? */
bool fraction_mark(const struct tokens *t, size_t i);

#endif
