/* lexicon.h - lists of names (places, first names, organisations ...) as features.
 *
 * The lists stand in src/lang/fr/lists as plain lines; the build folds, cuts and
 * hashes them (src/cli/main_lists.c) into sorted entries of 32 bits: 27 of the
 * name's hash, 5 of its class. A name may be in several classes; about one
 * capitalised phrase in 2,000 is taken for one of a list by chance.
 */
#ifndef EXTRACT_LEXICON_H
#define EXTRACT_LEXICON_H

#include "extract/tokens.h"

/* One row a list: enum, file in src/lang/fr/lists. */
#define LEXICON_TABLE(X)                 \
	X(COUNTRY, "countries.txt")      \
	X(REGION, "regions.txt")         \
	X(PLACE, "places.txt")           \
	X(FIRSTNAME, "firstnames.txt")   \
	X(LASTNAME, "lastnames.txt")     \
	X(COMPANY, "companies.txt")      \
	X(ORGANISATION, "organisations.txt")

enum lexicon {
#define X(id, file) LEXICON_##id,
	LEXICON_TABLE(X)
#undef X
	LEXICON_COUNT
};

#define LEXICON_WORDS_MAX 9 /* of the longest entry, in tokens */

/* The hash of tokens [first, end), 27 bits, to be looked up or stored. */
uint32_t lexicon_hash(const struct tokens *t, size_t first, size_t end);
/* An entry as it is stored. */
uint32_t lexicon_entry(uint32_t hash, enum lexicon class);
/* Bits 1u << LEXICON_...: the lists that hold tokens [first, end). */
unsigned lexicon_find(const struct tokens *t, size_t first, size_t end);

#endif
