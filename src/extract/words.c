/* words.c - see words.h. Made anew with every text: some microseconds. */
#include "extract/words.h"

#include <string.h>

#include "base/mem.h"

struct begin {
	const char *word;
	uint16_t bits;
};

/* Which kinds of number word may begin a number: « et » only goes on. */
enum {
	BEGIN_UNIT = MAY_NUMERAL,
	BEGIN_TEEN = MAY_NUMERAL,
	BEGIN_TEN = MAY_NUMERAL,
	BEGIN_CENT = MAY_NUMERAL,
	BEGIN_MILLE = MAY_NUMERAL,
	BEGIN_BIG = MAY_NUMERAL,
	BEGIN_DEMI = MAY_NUMERAL,
	BEGIN_ET = 0
};

static const struct begin begins[] = {
#define NUMWORD(w, kind, value) { w, MAY_NUMBER | BEGIN_##kind },
#define COLLECTIVE(w, value) { w, MAY_NUMERAL }, { w "s", MAY_NUMERAL },
#define NUMERAL_BEGIN(w) { w, MAY_NUMERAL },
#include "lang/fr/numerals.def"
#undef NUMWORD
#undef COLLECTIVE
#undef NUMERAL_BEGIN
#define MONTH(w, value) { w, MAY_MONTH },
#define WEEKDAY(w, value) { w, MAY_DAY | MAY_WEEKDAY },
#define PERIOD(w, value) { w, MAY_PERIOD }, { w "s", MAY_PERIOD },
#define LAST_NEXT(w, side) { w, MAY_PERIOD },
#define RANK(w, n) { w, MAY_PERIOD },
#define PERIOD_PART(w) { w, MAY_PERIOD },
#define MONTH_PART(w) { w, MAY_MONTH },
#define YEAR_HEAD(w) { w, MAY_YEAR },
#define DEMONSTRATIVE(w) { w, MAY_THIS },
#define DATE_BEGIN(w, bit) { w, MAY_##bit },
#include "lang/fr/dates.def"
#undef MONTH
#undef WEEKDAY
#undef PERIOD
#undef LAST_NEXT
#undef RANK
#undef PERIOD_PART
#undef MONTH_PART
#undef YEAR_HEAD
#undef DEMONSTRATIVE
#undef DATE_BEGIN
#define HEAD(w) { w, MAY_NAME }, { w "s", MAY_NAME },
#include "lang/fr/names.def"
#undef HEAD
};

/* Phrases, words apart by one blank. */
static const struct begin phrases[] = {
#define PHRASE(w, value, unit, n) { w, MAY_HEAD },
#define FEAST(w, value, unit, n) { w, MAY_HEAD },
#include "lang/fr/dates.def"
#undef PHRASE
#undef FEAST
#define MODIFIER(w, kind) { w, MAY_BOUND },
#include "lang/fr/figures.def"
#undef MODIFIER
};

/* Up to the first hyphen or blank. */
static struct sv first_part(struct sv s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] != '-' && s.p[n] != ' ')
		n++;
	return (struct sv){ s.p, n };
}

static size_t slot_of(const struct words *w, struct sv word)
{
	uint32_t h = (uint32_t)word.n * 0x9e3779b1u;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.p[i]) * 16777619u;
	size_t at = (h ^ h >> 15) & (WORDS_SLOTS - 1);
	while (w->slot[at].bits != 0 && !sv_eq(w->slot[at].word, word))
		at = (at + 1) & (WORDS_SLOTS - 1);
	return at;
}

void words_add(struct words *w, struct sv word, uint32_t bits)
{
	size_t at = slot_of(w, word);
	w->slot[at].word = word;
	w->slot[at].bits |= bits;
}

uint32_t words_get(const struct words *w, struct sv word)
{
	return w->slot[slot_of(w, word)].bits;
}

static void add_phrase(struct words *w, const struct begin *phrase)
{
	struct sv rest = sv_of(phrase->word), one;
	for (size_t n = 0; sv_next(&rest, ' ', &one); n++) {
		bool last = rest.p == NULL;
		if (phrase->bits == MAY_BOUND && last)
			words_add(w, first_part(one), MAY_BOUND);
		else if (phrase->bits == MAY_HEAD && n < 2)
			words_add(w, first_part(one), n == 1 ? MAY_SECOND : last ? MAY_PHRASE : MAY_HEAD);
	}
}

void begins_init(struct words *w)
{
	memset(w, 0, sizeof *w);
	for (size_t i = 0; i < ARRAY_LEN(begins); i++)
		words_add(w, first_part(sv_of(begins[i].word)), begins[i].bits);
	for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
		add_phrase(w, &phrases[i]);
}

uint16_t begins_find(const struct words *w, struct sv folded)
{
	struct sv part = first_part(folded);
	return part.n > 0 && part.n < 24 ? (uint16_t)words_get(w, part) : 0;
}
