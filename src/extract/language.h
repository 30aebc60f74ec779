/* language.h - the short lists of the language, made ready to look words up: once for many
 * texts. The long lists of names are packed at build time: lexicon.h.
 *
 * Never changes once made, so threads may share it.
 */
#ifndef EXTRACT_LANGUAGE_H
#define EXTRACT_LANGUAGE_H

#include "extract/words.h"

/* Words of names: bits of language.names. A trigger tells what a word says of a name beside
 * it; it stands in the singular, and features.c knows it. */
enum {
	TRIGGER_PERSON = 1 << 0,
	TRIGGER_ORG = 1 << 1,
	TRIGGER_LOC = 1 << 2,
	TRIGGER_EVENT = 1 << 3,
	TRIGGER_WORK = 1 << 4,
	TRIGGER_MOVE = 1 << 5,
	TRIGGER_SAY = 1 << 6,
	TRIGGER_DEMONYM = 1 << 7,
	TRIGGER_ANY = (1 << 8) - 1,
	TRIGGER_NOUN = TRIGGER_PERSON | TRIGGER_ORG | TRIGGER_LOC | TRIGGER_EVENT | TRIGGER_WORK,
	TRIGGER_HEAD = TRIGGER_ORG | TRIGGER_LOC | TRIGGER_EVENT,
	/* the lists of names.def */
	NAME_NO_NAME = 1 << 9,
	NAME_NO_SITE = 1 << 10,
	NAME_PLACE_TYPE = 1 << 11,
	NAME_TITLE = 1 << 12,
	NAME_SMALL_WORD = 1 << 13,
	NAME_SITE_LOC = 1 << 14,
	NAME_SITE_ORG = 1 << 15
};

struct language {
	struct words begins;    /* of numbers, dates, figures: MAY_ and IS_ of words.h */
	struct words names;
	struct words aliases;   /* whole names, words apart by one blank: their group, from 1 on */
	size_t alias_groups;    /* how many */
	struct cue_words *cues; /* of quotes: cues.h */
};

/* To be given to language_free(). */
struct language *language_new(void);
void language_free(struct language *x);

#endif
