/* figures.h - what the files figures*.c share; nobody else's. */
#ifndef EXTRACT_FIGURES_H
#define EXTRACT_FIGURES_H

#include "extract/numerals.h"

/* The noun or unit that a numeral counts. */
struct counted {
	size_t end;        /* token behind it; the numeral's end when there is none */
	size_t first;      /* the unit's first token */
	size_t unit_end;   /* behind the unit: before a complement (« d'équipage ») */
	size_t of;         /* « de », « d' » taken in: token, or SIZE_MAX */
	const char *tag;   /* "QUANTITY", "MONEY" ... */
	const char *code;  /* normalised unit, "" none */
	bool unit;         /* from the table of units */
};

/* Reads what numeral n counts; false when it counts nothing that is said. */
bool counted_read(const struct tokens *t, const struct numeral *n, struct counted *c);

/* Is token i in the table of units (one word or several)? *e behind it. */
const char *unit_find(const struct tokens *t, size_t i, size_t *e, const char **code);

/* The same of one folded word. */
const char *unit_of_word(struct sv word, const char **code);

/* Does a hyphen and the sign of a unit stand at token i: « -km »? */
bool unit_behind_hyphen(const struct tokens *t, size_t i);

/* The tokens of a number that is no figure (« 3-1 », « article 49 », « 2e »); 0: it may be one. */
size_t no_figure(const struct tokens *t, const struct numeral *n);
/* Is the duration of the numeral at token i, whose unit stands at token `unit` and ends before
 * `end`, an age? */
bool is_age(const struct tokens *t, size_t i, size_t unit, size_t end, bool range);
/* Does a number in words count although it has no noun? */
bool word_counts(const struct tokens *t, const struct numeral *n);
/* Is the fraction « un tiers » a third person? */
bool is_person(const struct tokens *t, const struct numeral *n);
/* Is the word before token i a name? */
bool behind_name(const struct tokens *t, size_t i);

/* Are the units in the order by which they are found? For the tests. */
bool units_sorted(void);

/* What bounds the figure of tokens [first, end), whose numeral ends before number_end:
 * "min", "max", "more", "less", "approx", with "measured " before where it bounds measures and sums
 * only; NULL nothing. */
const char *modifier_find(const struct tokens *t, size_t first, size_t number_end, size_t end);
/* The one that stands before token i only. */
const char *modifier_before(const struct tokens *t, size_t i);

/* Does the phrase (words apart by one blank, « _ » any word) stand at token i, or end before it?
 * The tokens it takes; 0 when not. */
size_t phrase_at(const struct tokens *t, size_t i, struct sv phrase);
size_t phrase_before(const struct tokens *t, size_t i, struct sv phrase);

#endif
