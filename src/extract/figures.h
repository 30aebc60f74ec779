/* figures.h - what figures.c and figures_unit.c share; nobody else's. */
#ifndef EXTRACT_FIGURES_H
#define EXTRACT_FIGURES_H

#include "extract/numerals.h"

/* The noun or unit that a numeral counts. */
struct counted {
	size_t end;        /* token behind it; the numeral's end when there is none */
	size_t first;      /* the unit's first token */
	size_t of;         /* « de », « d' » taken in: token, or SIZE_MAX */
	const char *tag;   /* "QUANTITY", "MONEY" ... */
	const char *code;  /* normalised unit, "" none */
	bool unit;         /* from the table of units */
};

/* Reads what numeral n counts; false when it counts nothing that is said. */
bool counted_read(const struct tokens *t, const struct numeral *n, struct counted *c);

/* Is token i in the table of units (one word or several)? *e behind it. */
const char *unit_find(const struct tokens *t, size_t i, size_t *e, const char **code);

/* Does the phrase (words apart by one blank) stand at token i, or end before it?
 * The tokens it takes; 0 when not. */
size_t phrase_at(const struct tokens *t, size_t i, struct sv phrase);
size_t phrase_before(const struct tokens *t, size_t i, struct sv phrase);

#endif
