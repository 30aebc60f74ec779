/* words.h - a small table of words with bits; and the one that tells what a token
 * may begin, and in which of the language's short lists it stands.
 *
 * Most tokens have to do neither with a number nor with a date: one look into a small
 * table made of those lists, once for each spelling, spares every reader the question.
 * MAY_ says "may", never "does"; IS_ says "does".
 */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include <stdint.h>

#include "base/str.h"

enum {
	MAY_NUMERAL = 1 << 0, /* digits and number words */
	MAY_NAME = 1 << 1,    /* a name in lower case: « ministère de la Culture » */
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
	MAY_ROMAN = 1 << 13,  /* a Roman numeral */
	MAY_FRACTION = 1 << 14, /* « ½ » */
	MAY_PAIR = 1 << 15,   /* begins what it may only before a word that may begin the same */
	MAY_FEAST = 1 << 16,  /* with MAY_HEAD or MAY_PHRASE: a feast's name */
	MAY_GO_ON = 1 << 17,  /* goes on with a number: « trois quarts », « 3 millions », « 2 sur 3 » */
	/* from here on by the whole word, before by its first part (before a hyphen); MAY_GO_ON by both */
	MAY_UNIT = 1 << 18,   /* a unit */
	MAY_AFTER = 1 << 19,  /* what bounds the figure before it */
	MAY_BOUND = 1 << 20,  /* ends what bounds the figure behind it, of several words: « plus de » */
	MAY_BOUND_HEAD = 1 << 21, /* before the last word of one, or of « barre _ de » */
	IS_BOUND = 1 << 22,   /* one of one word */
	IS_ADJECTIVE = 1 << 23, /* the lists of figures.def: singular or plural */
	IS_STOPWORD = 1 << 24,
	IS_NEGATION = 1 << 25,
	IS_SKIPPED = 1 << 26,
	IS_BOUNDING = 1 << 27, /* a verb */
	IS_LABEL = 1 << 28,
	IS_COMPOUND = 1 << 29,
	IS_ABBREVIATION = 1 << 30, /* of tokens.def */
	/* a figure or a date begins so */
	MAY_BEGIN = MAY_NUMERAL | MAY_MONTH | MAY_YEAR | MAY_WEEKDAY | MAY_CENTURY | MAY_THIS | MAY_PERIOD |
		    MAY_DISTANCE | MAY_PHRASE | MAY_ROMAN | MAY_FRACTION
};

#define WORDS_BITS 12 /* of 2^WORDS_BITS slots half at least stay free */

/* Empty when zeroed. Words are borrowed. */
struct words {
	struct words_slot {
		uint64_t key; /* wordkey.h */
		const char *p;
		uint32_t n, bits;
	} slot[1 << WORDS_BITS];
};

/* Adds bits (not 0) to those of a word. */
void words_add(struct words *w, struct sv word, uint32_t bits);
uint32_t words_get(const struct words *w, struct sv word);

/* Fills the table of all those lists, empty until now. */
void begins_init(struct words *w);
/* The bits of a word or mark: as it is written, and folded. */
uint32_t begins_find(const struct words *w, struct sv text, struct sv folded);
/* What of MAY_BEGIN a token with these bits may begin before one with those of next. */
static inline uint32_t begins_before(uint32_t may, uint32_t next)
{
	if (may & MAY_HEAD && next & MAY_SECOND)
		may |= MAY_PHRASE;
	if (may & MAY_PAIR)
		may &= ~(uint32_t)(MAY_WEEKDAY | MAY_DISTANCE) | next;
	if (!((may | next) & MAY_GO_ON)) /* « des », « la » alone are no number */
		may &= ~(uint32_t)MAY_NUMERAL;
	return may & MAY_BEGIN;
}
/* MAY_FRACTION where the mark of this code point is one. */
uint32_t begins_fraction(uint16_t mark);

#endif
