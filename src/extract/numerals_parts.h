/* numerals_parts.h - what the files numerals*.c and fractions.c share; nobody else's. */
#ifndef EXTRACT_NUMERALS_PARTS_H
#define EXTRACT_NUMERALS_PARTS_H

#include "extract/numerals.h"

enum word_kind { NONE, UNIT, TEEN, TEN, CENT, MILLE, BIG, ET, DEMI };

/* The parts of a spelled numeral: one an atom, hyphens taken apart. */
struct atom {
	enum word_kind kind;
	int value;
	size_t token; /* the token it ends, or SIZE_MAX inside one */
};

#define ATOMS_MAX 48

struct atoms {
	struct atom v[ATOMS_MAX];
	size_t n;
	const struct tokens *text; /* NULL: one word alone */
	bool between; /* « entre » stands before */
};

/* 10^p; p 0 to 18. */
int64_t power_of_ten(int p);
/* The number of digits of token i; 0 when it is no number. */
size_t digits_of(const struct tokens *t, size_t i);

/* Are tokens [first, end) all that their line says? */
bool numeral_is_line(const struct tokens *t, size_t first, size_t end);

/* numerals_words.c: the number words from token i on, up to the end of the sentence. */
void atoms_read(const struct tokens *t, size_t i, struct atoms *a);
enum word_kind atoms_kind(const struct atoms *a, size_t p);
bool atoms_are(const struct atoms *a, size_t p, int value);
/* Multipliers behind a group: « millions », « millions et demi », « milliards deux cent
 * mille ». *p stands behind the group; false: too large. */
bool atoms_powers(const struct atoms *a, size_t *p, struct decimal *v, int *power);
/* Sets n->end from the last atom used; false where that one is inside a token. */
bool atoms_end(const struct atoms *a, size_t used, struct numeral *n);
/* 6 for « millions » and so on; 0 when token i is none of these. */
int numeral_power(const struct tokens *t, size_t i);
/* A number in words, alone. */
bool numeral_words(const struct tokens *t, size_t i, struct numeral *n);
/* One word below a million that is all of the number. */
bool numeral_word(const struct tokens *t, size_t i, struct numeral *n);

/* numerals_digits.c: one that begins with digits. */
bool numeral_digits(const struct tokens *t, size_t i, struct numeral *n);
/* Adds the digits of token i to n's value. */
void numeral_push_digits(const struct tokens *t, size_t i, struct numeral *n);
/* « 4 mille 3 cents et 21 », « deux millions 300 000 »: adds the digits that go on behind the
 * multiplier 10^power. */
void numeral_lower(const struct tokens *t, int power, struct numeral *n);

#endif
