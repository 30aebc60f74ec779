/* lexicon.h - lists of names (places, first names, organisations ...) as features.
 *
 * The lists stand in src/lang/fr/lists as plain lines; the build folds, cuts and
 * hashes them (src/cli/main_lists.c) into sorted entries of 32 bits: 27 of the
 * name's hash, 5 of its class. A name may be in several classes; about one
 * capitalised word in 2,000 is taken for one of a list by chance. Where several
 * tokens are an entry, a class of its own at the first of them says how many.
 * Before the entries stand the places in them where each LEXICON_BUCKETS-th part
 * of the hashes begins, and where the last one ends.
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

/* The class of a word with which an entry of n tokens begins, n from 2 to LEXICON_WORDS_MAX. */
#define LEXICON_BEGINS(n) (20 + (n))
_Static_assert(LEXICON_COUNT <= LEXICON_BEGINS(2) && LEXICON_BEGINS(LEXICON_WORDS_MAX) < 32, "classes have five bits");

#define LEXICON_BUCKETS (1u << 14)
static inline size_t lexicon_bucket(uint32_t hash)
{
	return hash >> 13;
}

/* The hash of tokens [first, end), 27 bits, to be looked up or stored. */
uint32_t lexicon_hash(const struct tokens *t, size_t first, size_t end);
/* The hash of a word that is in the list only in capitals (« PS », not « Ps »). */
uint32_t lexicon_acronym(uint32_t hash);
/* An entry as it is stored. */
uint32_t lexicon_entry(uint32_t hash, unsigned class);
/* Bits 1u << LEXICON_...: the lists that hold tokens [first, end). */
unsigned lexicon_find(const struct tokens *t, size_t first, size_t end);
/* The same for each of the phrases of 1, 2 ... tokens that begin at token first and end
 * before limit: bits[n - 1] for those of n tokens. Returns up to how many tokens. */
size_t lexicon_find_each(const struct tokens *t, size_t first, size_t limit, unsigned bits[LEXICON_WORDS_MAX]);
/* Is token i in the lists in capitals only? */
bool lexicon_is_acronym(const struct tokens *t, size_t i);

#endif
