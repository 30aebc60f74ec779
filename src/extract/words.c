/* words.c - see words.h. */
#include "extract/words.h"

#include <string.h>

#include "base/mem.h"
#include "extract/wordkey.h"

struct row {
	struct sv words;
	uint32_t bits;
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

#define ROW(w, b) { SV_INIT(w), b },

/* By the first part of a word (before its hyphen). */
static const struct row parts[] = {
#define NUMWORD(w, kind, value) ROW(w, MAY_NUMBER | MAY_GO_ON | BEGIN_##kind)
#define COLLECTIVE(w, value) ROW(w, MAY_NUMERAL | MAY_GO_ON) ROW(w "s", MAY_NUMERAL | MAY_GO_ON)
#define NUMERAL_BEGIN(w) ROW(w, MAY_NUMERAL)
#include "lang/fr/numerals.def"
#undef NUMWORD
#undef COLLECTIVE
#undef NUMERAL_BEGIN
#define MONTH(w, value) ROW(w, MAY_MONTH)
#define WEEKDAY(w, value) ROW(w, MAY_WEEKDAY)
#define PERIOD(w, value) ROW(w, MAY_PERIOD) ROW(w "s", MAY_PERIOD)
#define LAST_NEXT(w, side) ROW(w, MAY_PERIOD)
#define RANK(w, n) ROW(w, MAY_PERIOD)
#define PERIOD_PART(w) ROW(w, MAY_PERIOD)
#define MONTH_PART(w) ROW(w, MAY_MONTH)
#define YEAR_HEAD(w) ROW(w, MAY_YEAR)
#define DEMONSTRATIVE(w) ROW(w, MAY_THIS)
#define DATE_BEGIN(w, bit) ROW(w, MAY_##bit)
#define DATE_PAIR(w, second, bit) ROW(w, MAY_PAIR | MAY_##bit) ROW(second, MAY_##bit)
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
#undef DATE_PAIR
#define HEAD(w) ROW(w, MAY_NAME) ROW(w "s", MAY_NAME)
#include "lang/fr/names.def"
#undef HEAD
};

/* By the whole word; of several words, by the first. */
static const struct row wholes[] = {
#define SIZE(w, sign) ROW(w, MAY_GO_ON)
#define FRACTION(w, value) ROW(w, MAY_GO_ON)
#define LETTER(w, power) ROW(w, MAY_GO_ON)
#define NUMERAL_ON(w) ROW(w, MAY_GO_ON)
#include "lang/fr/numerals.def"
#undef SIZE
#undef FRACTION
#undef LETTER
#undef NUMERAL_ON
#define UNITWORD(w, tag, code) ROW(w, MAY_UNIT)
#include "lang/fr/units.def"
#undef UNITWORD
#define ADJECTIVE(w) ROW(w, IS_ADJECTIVE)
#define STOPWORD(w) ROW(w, IS_STOPWORD)
#define NEGATION(w) ROW(w, IS_NEGATION)
#define MODIFIER_SKIP(w) ROW(w, IS_SKIPPED)
#define MODIFIER_AFTER(w, kind) ROW(w, MAY_AFTER)
#define LABEL(w) ROW(w, IS_LABEL)
#include "lang/fr/figures.def"
#undef ADJECTIVE
#undef STOPWORD
#undef NEGATION
#undef MODIFIER_SKIP
#undef MODIFIER_AFTER
#undef LABEL
#define ABBREVIATION(w) ROW(w, IS_ABBREVIATION)
#include "lang/fr/tokens.def"
#undef ABBREVIATION
};

/* Those of wholes that stand in the plural too. */
#define OF_PLURAL (MAY_UNIT | IS_ADJECTIVE)

/* Phrases of dates, of which the first words count; those that bound a figure: the last. */
static const struct row phrases[] = {
#define PHRASE(w, value, unit, n) ROW(w, 0)
#define FEAST(w, value, unit, n) ROW(w, MAY_FEAST)
#include "lang/fr/dates.def"
#undef PHRASE
#undef FEAST
}, bounds[] = {
#define MODIFIER(w, kind) ROW(w, 0)
#include "lang/fr/figures.def"
#undef MODIFIER
};

/* By the beginning or the end of a word. */
static const struct row stems[] = {
#define MODIFIER_VERB(w, kind) ROW(w, IS_BOUNDING)
#include "lang/fr/figures.def"
#undef MODIFIER_VERB
}, endings[] = {
#define COMPOUND_ENDING(w) ROW(w, IS_COMPOUND)
#include "lang/fr/figures.def"
#undef COMPOUND_ENDING
#define NUMERAL_ON_ENDING(w) ROW(w, MAY_GO_ON)
#include "lang/fr/numerals.def"
#undef NUMERAL_ON_ENDING
}, but[] = { /* and not these words */
#define NO_COMPOUND(w) ROW(w, IS_COMPOUND)
#include "lang/fr/figures.def"
#undef NO_COMPOUND
};

/* Up to the first hyphen or blank. */
static struct sv first_part(struct sv s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] != '-' && s.p[n] != ' ')
		n++;
	return (struct sv){ s.p, n };
}

static size_t slot_of(const struct words *w, struct sv word, uint64_t key)
{
	size_t at = wordkey_slot(key, WORDS_BITS);
	for (;; at = (at + 1) & (((size_t)1 << WORDS_BITS) - 1)) {
		const struct words_slot *s = &w->slot[at];
		if (s->bits == 0 || (s->key == key && s->n == word.n &&
				     (word.n <= WORDKEY_WHOLE || memcmp(s->p, word.p, word.n) == 0)))
			return at;
	}
}

void words_add(struct words *w, struct sv word, uint32_t bits)
{
	uint64_t key = wordkey(word);
	struct words_slot *s = &w->slot[slot_of(w, word, key)];
	*s = (struct words_slot){ .key = key, .p = word.p, .n = (uint32_t)word.n, .bits = s->bits | bits };
}

uint32_t words_get(const struct words *w, struct sv word)
{
	return w->slot[slot_of(w, word, wordkey(word))].bits;
}

static void add_phrase(struct words *w, const struct row *phrase)
{
	struct sv rest = phrase->words, first = SV(""), second;
	sv_next(&rest, ' ', &first);
	bool more = sv_next(&rest, ' ', &second);
	words_add(w, first_part(first), phrase->bits | (more ? MAY_HEAD : MAY_PHRASE));
	if (more)
		words_add(w, first_part(second), MAY_SECOND);
}

static void add_bound(struct words *w, struct sv words)
{
	struct sv last[3] = { SV(""), SV(""), SV("") }, one; /* backwards */
	while (sv_next(&words, ' ', &one)) {
		last[2] = last[1];
		last[1] = last[0];
		last[0] = one;
	}
	words_add(w, last[0], last[1].n > 0 ? MAY_BOUND : IS_BOUND);
	if (last[1].n > 0)
		words_add(w, last[sv_eq(last[1], SV("_")) ? 2 : 1], MAY_BOUND_HEAD);
}

void begins_init(struct words *w)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		words_add(w, first_part(parts[i].words), parts[i].bits);
	for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
		add_phrase(w, &phrases[i]);
	for (size_t i = 0; i < ARRAY_LEN(bounds); i++)
		add_bound(w, bounds[i].words);
	for (size_t i = 0; i < ARRAY_LEN(wholes); i++) {
		struct sv rest = wholes[i].words, first;
		if (sv_next(&rest, ' ', &first))
			words_add(w, first, wholes[i].bits);
	}
}

/* What the beginning and the end of a word tell. */
static uint32_t find_inside(struct sv w)
{
	uint32_t bits = 0, no = 0;
	if (w.n == 0)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(stems); i++) {
		if (stems[i].words.p[0] == w.p[0] && sv_starts(w, stems[i].words))
			bits |= stems[i].bits;
	}
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		struct sv end = endings[i].words;
		if (end.p[end.n - 1] == w.p[w.n - 1] && sv_ends(w, end))
			bits |= endings[i].bits;
	}
	for (size_t i = 0; bits != 0 && i < ARRAY_LEN(but); i++)
		no |= sv_eq(w, but[i].words) ? but[i].bits : 0;
	return bits & ~no;
}

uint32_t begins_find(const struct words *w, struct sv text, struct sv folded)
{
	const uint32_t by_part = (MAY_GO_ON << 1) - 1, by_whole = ~(uint32_t)(MAY_GO_ON - 1);
	struct sv part = first_part(folded);
	uint32_t bits = words_get(w, folded);
	if (part.n < folded.n)
		bits = (bits & by_whole) | (part.n > 0 ? words_get(w, part) & by_part : 0);
	if (text.p != folded.p)
		bits |= words_get(w, text) & by_whole;
	char last = folded.n > 1 ? folded.p[folded.n - 1] : '\0';
	if (last == 's' || last == 'x')
		bits |= words_get(w, sv_cut(folded, 0, folded.n - 1)) & OF_PLURAL;
	return bits | find_inside(folded);
}

uint32_t begins_fraction(uint16_t mark)
{
	static const uint16_t fractions[] = {
#define VULGAR(cp, num, den) cp,
#include "lang/fr/numerals.def"
#undef VULGAR
	};
	for (size_t i = 0; i < ARRAY_LEN(fractions); i++) {
		if (mark == fractions[i])
			return MAY_FRACTION;
	}
	return 0;
}
