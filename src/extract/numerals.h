/* numerals.h - reads a number, in digits or in French words, from tokens.
 *
 * Knows nothing of what is counted (figures.c) nor of dates (dates.c).
 * Values are exact decimals: no rounding from text to text.
 */
#ifndef EXTRACT_NUMERALS_H
#define EXTRACT_NUMERALS_H

#include <stdbool.h>
#include <stdint.h>

#include "extract/tokens.h"

/* mant / 10^scale; at most 18 digits. */
struct decimal {
	int64_t mant;
	int scale;
};

enum {
	NUMERAL_UNREADABLE = 1 << 0, /* malformed (« 120 00 ») or beyond 10^18 */
	NUMERAL_APPROX = 1 << 1,     /* says itself that it is about (« une dizaine ») */
	NUMERAL_WORDS = 1 << 2,      /* spelled, no digit */
	NUMERAL_ARTICLE = 1 << 3,    /* a bare « un », « une » */
	NUMERAL_OF = 1 << 4,         /* its noun follows with « de »: « millions de », « dizaine de » */
	NUMERAL_FRACTION = 1 << 5,   /* « deux tiers », « la moitié » */
	NUMERAL_MORE = 1 << 6,       /* « une bonne centaine » */
	NUMERAL_LESS = 1 << 7,       /* « une petite centaine » */
	NUMERAL_MINUS = 1 << 8       /* a minus sign, glued to its digits, stands before first */
};

struct numeral {
	size_t first, end; /* tokens, half-open */
	struct decimal value;
	int power;         /* of the last multiplier: 6 for « millions »; 0 none */
	unsigned flags;
};

/* Reads the longest numeral that begins with token i. */
bool numeral_read(const struct tokens *t, size_t i, struct numeral *n);
/* Reads the number that a folded word is as a whole, hyphens and all: « vingt-cinq ». */
bool numeral_in_word(struct sv word, struct numeral *n);
/* Writes the value in plain digits (« 2500000 », « 3.5 »); "" when unreadable. */
void decimal_print(struct decimal d, char out[32]);
/* d * 10^power; false beyond 18 digits. */
bool decimal_shift(struct decimal *d, int power);
/* -1, 0, 1; by magnitude to 15 digits. */
int decimal_cmp(struct decimal a, struct decimal b);

#endif
