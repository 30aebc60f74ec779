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
	X(CITY, "cities.txt")            \
	X(FIRSTNAME, "firstnames.txt")   \
	X(LASTNAME, "lastnames.txt")     \
	X(COMPANY, "companies.txt")      \
	X(ORGANISATION, "organisations.txt") \
	X(MEDIUM, "media.txt")           \
	X(PARTY, "parties.txt")          \
	X(BODY, "bodies.txt")            \
	X(CLUB, "clubs.txt")             \
	X(FIRM, "firms.txt") \
	X(PERSON, "persons.txt")

enum lexicon {
#define X(id, file) LEXICON_##id,
	LEXICON_TABLE(X)
#undef X
	LEXICON_COUNT
};

/* The lists that hold organisations only. */
#define LEXICON_ORGS                                                                              \
	(1u << LEXICON_ORGANISATION | 1u << LEXICON_MEDIUM | 1u << LEXICON_PARTY | 1u << LEXICON_BODY | \
	 1u << LEXICON_CLUB | 1u << LEXICON_FIRM)

/* The lists that hold what everybody knows as a place. */
#define LEXICON_KNOWN_PLACES (1u << LEXICON_COUNTRY | 1u << LEXICON_CITY)

#define LEXICON_WORDS_MAX 9 /* of the longest entry, in tokens */

/* The hash of tokens [first, end), 27 bits, to be looked up or stored. */
uint32_t lexicon_hash(const struct tokens *t, size_t first, size_t end);
/* The hash of a word that is in the list only in capitals (« PS », not « Ps »). */
uint32_t lexicon_acronym(uint32_t hash);
/* An entry as it is stored. */
uint32_t lexicon_entry(uint32_t hash, enum lexicon class);
/* Bits 1u << LEXICON_...: the lists that hold tokens [first, end). */
unsigned lexicon_find(const struct tokens *t, size_t first, size_t end);
/* Is token i in the lists in capitals only? */
bool lexicon_is_acronym(const struct tokens *t, size_t i);

#endif
