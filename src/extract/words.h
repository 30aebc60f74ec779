/* words.h - a small table of words with bits; and the one that tells what a token
 * may begin, by its first word alone.
 *
 * Most tokens begin neither a number nor a date: one look into a small table
 * made of the language's lists spares every reader the question. A bit says
 * "may", never "does".
 */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include <stdint.h>

#include "base/str.h"

enum {
	MAY_NUMERAL = 1 << 0, /* digits and number words */
	MAY_DAY = 1 << 1,
	MAY_MONTH = 1 << 2,
	MAY_YEAR = 1 << 3,
	MAY_WEEKDAY = 1 << 4,
	MAY_CENTURY = 1 << 5,
	MAY_THIS = 1 << 6,
	MAY_PERIOD = 1 << 7,
	MAY_DISTANCE = 1 << 8,
	MAY_PHRASE = 1 << 9,  /* of one word */
	MAY_NUMBER = 1 << 10, /* a number word, alone or in a compound */
	MAY_HEAD = 1 << 11,   /* the first of several words of a phrase */
	MAY_SECOND = 1 << 12, /* the second */
	MAY_BOUND = 1 << 13,  /* ends what bounds a figure: « au moins », « plus de » */
	MAY_NAME = 1 << 14    /* a name in lower case: « ministère de la Culture » */
};

#define WORDS_SLOTS 2048 /* a power of two, more than twice the words */

/* Empty when zeroed. Words are borrowed. */
struct words {
	struct {
		struct sv word;
		uint32_t bits;
	} slot[WORDS_SLOTS];
};

/* Adds bits (not 0) to those of a word. */
void words_add(struct words *w, struct sv word, uint32_t bits);
uint32_t words_get(const struct words *w, struct sv word);

/* The table of beginnings, by the first part of a word (before its hyphen). */
void begins_init(struct words *w);
/* MAY_ bits of a folded word. */
uint16_t begins_find(const struct words *w, struct sv folded);

#endif
