/* figures_none.c - numbers that count nothing: labels, ranks, scores, references,
 * versions, telephone numbers, model names, bullets. See figures.h. */
#include "extract/figures.h"

#include <string.h>

#include "base/mem.h"
#include "extract/dates.h"

static const struct sv streets[] = {
#define STREET(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef STREET
};

static const struct sv before_no_count[] = {
#define NO_COUNT(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef NO_COUNT
};

static const struct sv before_persons[] = {
#define THIRD_PERSON(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef THIRD_PERSON
};

#define LIST_MAX 8 /* numbers of one list: « nos 3, 4 et 5 » */

static bool ends_any(const struct tokens *t, size_t i, const struct sv *phrases, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		if (phrase_before(t, i, phrases[k]) > 0)
			return true;
	}
	return false;
}

/* « 24 » of « 24 rue des Archives », « 2, avenue Foch », « 5 bis, place du Marché » */
static bool is_address(const struct tokens *t, const struct numeral *n)
{
	size_t k = n->end;
	if (n->flags & NUMERAL_WORDS || n->value.scale > 0 || n->value.mant > 9999)
		return false;
	k += token_is(t, k, "bis") || token_is(t, k, "ter");
	k += token_is_mark(t, k, ',');
	for (size_t s = 0; k < t->all.n && !(t->all.v[k].flags & TOKEN_SENTENCE) && s < ARRAY_LEN(streets); s++) {
		if (sv_eq(t->all.v[k].fold, streets[s]))
			return true;
	}
	return false;
}

/* « le 100 m », « du 110 mètres haies »: a race, by the article that no plural has. */
static bool is_race(const struct tokens *t, const struct numeral *n)
{
	struct counted c;
	size_t i = n->first;
	/* « 4 x 100 m »: 4, then 100 m */
	if (token_is(t, i, "4") && token_is(t, n->end, "x") && (token_is(t, n->end + 1, "100") || token_is(t, n->end + 1, "400")))
		return true;
	if (i > 2 && token_is(t, i - 1, "x") && token_is(t, i - 2, "4") && (token_is(t, i, "100") || token_is(t, i, "400")))
		return true;
	return i > 0 && !(n->flags & NUMERAL_WORDS) && n->value.scale == 0 && n->value.mant > 1 &&
	       (token_is(t, i - 1, "le") || token_is(t, i - 1, "du") || token_is(t, i - 1, "au")) && counted_read(t, n, &c) && c.unit &&
	       strcmp(c.code, "m") == 0;
}

/* « la guerre de Trente Ans », « les Quatre Vents », « 20 Minutes »: number and noun of a name. */
static bool is_in_name(const struct tokens *t, const struct numeral *n)
{
	const unsigned name = TOKEN_CAPITAL | TOKEN_SENTENCE;
	struct counted c;
	if (n->end < t->all.n && (t->all.v[n->end].flags & (name | TOKEN_UPPER)) == TOKEN_CAPITAL && t->all.v[n->end].fold.n > 4 &&
	    counted_read(t, n, &c) && c.unit && strcmp(c.tag, "DURATION") == 0)
		return true;
	return n->flags & NUMERAL_WORDS && (t->all.v[n->first].flags & name) == TOKEN_CAPITAL && n->end < t->all.n &&
	       (t->all.v[n->end].flags & name) == TOKEN_CAPITAL && t->all.v[n->end].type == TOKEN_WORD;
}

/* « 447 » of « vol 447 », « article 49 », « n° 5 »; behind such a one, up to `list` before it. */
static bool is_label(const struct tokens *t, size_t i, unsigned list)
{
	size_t k = i;
	if (k > 0 && (token_is_mark(t, k - 1, 0xB0) || token_is_mark(t, k - 1, '#')))
		k--;
	if (k == 0 || t->all.v[k].flags & TOKEN_SENTENCE)
		return false;
	const struct token *p = &t->all.v[k - 1];
	if (k < i && token_is_glued(t, k))
		return true;
	if (p->lead == '[' && token_is_mark(t, i + 1, ']'))
		return true; /* a reference: « [1] » */
	bool joined = token_is(t, k - 1, "et") || token_is(t, k - 1, "ou") || token_is(t, k - 1, "a") || p->lead == ',';
	if (joined && list > 0 && k == i && i > 2 && t->all.v[i - 2].type == TOKEN_NUMBER && !(p->flags & TOKEN_SENTENCE))
		return is_label(t, i - 2, list - 1); /* « nos 3 et 4 » */
	if (token_is(t, k - 1, "france") && k > 1 && token_is(t, k - 2, "la"))
		return false; /* « coûte à la France 12 emplois »: the country */
	return p->type == TOKEN_WORD && p->may & IS_LABEL;
}

bool behind_name(const struct tokens *t, size_t i)
{
	if (i == 0 || t->all.v[i].flags & TOKEN_SENTENCE)
		return false;
	const struct token *p = &t->all.v[i - 1];
	return p->type == TOKEN_WORD && p->flags & TOKEN_CAPITAL && !(p->flags & TOKEN_SENTENCE) &&
	       !(p->flags & TOKEN_ELIDED);
}

/* « 1er », « 2e », « 3ème », « 4o »: ranks count nothing. */
static bool is_rank(const struct tokens *t, const struct numeral *n)
{
	static const char *const ends[] = { "e", "er", "eme", "re", "ere", "nd", "nde", "es", "ers", "o", "iemes",
					    "ieme", "emes", "th", "st" };
	if (n->flags & NUMERAL_WORDS || !token_is_glued(t, n->end))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		if (token_is(t, n->end, ends[i]))
			return true;
	}
	return false;
}

/* A score (« 3-1 »), a phone number, a version: how many tokens to pass over. */
static size_t count_passed(const struct tokens *t, const struct numeral *n)
{
	size_t i = n->first, k = n->end;
	if (n->flags & NUMERAL_WORDS)
		return 0;
	if (i > 0 && token_is_glued(t, i) && t->all.v[i - 1].type == TOKEN_WORD && !(t->all.v[i - 1].flags & TOKEN_ELIDED))
		return 1;
	if (i > 0 && token_is_glued(t, i) && token_is_mark(t, i - 1, '-') && token_is_glued(t, i - 1) && i > 1)
		return 1; /* « A-320 » */
	struct counted unit;
	if (k < t->all.n && token_is_glued(t, k) && t->all.v[k].type == TOKEN_WORD && t->all.v[k].flags & TOKEN_UPPER &&
	    !(counted_read(t, n, &unit) && unit.unit))
		return k + 1 - i; /* « 3DS » */
	if (token_is(t, k, "e") && token_is_glued(t, k) && token_is_mark(t, k + 1, '+') && token_is_glued(t, k + 1) && token_is_glued(t, k + 2))
		return k + 3 - i; /* « 90e+4 » of a match */
	size_t pairs = 0;
	for (size_t p = i; p < t->all.n && t->all.v[p].type == TOKEN_NUMBER &&
			   t->all.v[p].span.end - t->all.v[p].span.start == 2;
	     pairs++, p++) {
		if ((token_is_mark(t, p + 1, '.') || token_is_mark(t, p + 1, '-')) && token_is_glued(t, p + 1) && token_is_glued(t, p + 2))
			p++;
	}
	if (pairs >= 4)
		return pairs;
	size_t prime = k; /* « 1'32"45 » */
	while (prime + 1 < t->all.n && (token_is_mark(t, prime, '\'') || token_is_mark(t, prime, 0x2032) ||
					token_is_mark(t, prime, 0x2019) || token_is_mark(t, prime, '"') || token_is_mark(t, prime, 0x2033)) &&
	       token_is_glued(t, prime) && token_is_glued(t, prime + 1) && t->all.v[prime + 1].type == TOKEN_NUMBER)
		prime += 2;
	if (prime > k)
		return prime - i;
	if ((token_is_mark(t, k, '.') || token_is_mark(t, k, ':')) && token_is_glued(t, k) && token_is_glued(t, k + 1) &&
	    k + 1 < t->all.n && t->all.v[k + 1].type == TOKEN_NUMBER)
		return k + 2 - i;
	bool dash = (token_is_mark(t, k, '-') || token_is_mark(t, k, 0x2013) || token_is_mark(t, k, '/')) && token_is_glued(t, k) && token_is_glued(t, k + 1);
	if (dash && k + 1 < t->all.n && t->all.v[k + 1].type == TOKEN_NUMBER) {
		struct numeral second;
		struct counted c;
		if (numeral_read(t, k + 1, &second) && !token_is_mark(t, k, '/') && counted_read(t, &second, &c))
			return 0;
		return k + 2 - i;
	}
	if (k < t->all.n && dash && t->all.v[k + 1].type == TOKEN_WORD && !unit_behind_hyphen(t, k))
		return k + 2 - i; /* « 4-4-2 », « 100-mètres » */
	return 0;
}

/* Is token i, a number, in a list like « 1. » or « 1) » at the head of a line? */
static bool is_bullet(const struct tokens *t, const struct numeral *n)
{
	return (n->first == 0 || t->all.v[n->first].flags & (TOKEN_NEWLINE | TOKEN_SENTENCE)) &&
	       (token_is_mark(t, n->end, ')') || (token_is_mark(t, n->end, '.') && token_is_glued(t, n->end)) ||
		token_is_mark(t, n->end, '-'));
}

/* « le 49.3 », « Ubuntu 13.04 », « 007 »: digits that name. */
static bool is_name(const struct tokens *t, const struct numeral *n)
{
	struct sv s = token_text(t, n->first);
	size_t i = n->first;
	if (n->flags & NUMERAL_WORDS)
		return false;
	if (n->end == i + 1 && s.n > 2 && s.p[0] == '0' && n->value.scale == 0)
		return true;
	if (date_year(t, i) > 0 && date_names_event(t, i))
		return true;
	static const char *const articles[] = { "le", "la", "du", "au", "ce", "chaque" };
	if (n->value.scale == 0 || n->end != i + 3 || !token_is_mark(t, i + 1, '.') || i == 0)
		return false;
	if (behind_name(t, i) && n->value.scale == 2)
		return true;
	for (size_t a = 0; a < ARRAY_LEN(articles); a++) {
		struct counted c;
		if (token_is(t, i - 1, articles[a]))
			return !counted_read(t, n, &c) || !c.unit;
	}
	return false;
}

/* « 3 à 1 », « trois buts à un »: a result. The larger number first, alone; a fall
 * (« de 12 à 10 ») begins with « de ». Tokens to pass over. */
static size_t score_length(const struct tokens *t, const struct numeral *n)
{
	static const struct decimal most = { 150, 0 };
	struct numeral b;
	struct counted c;
	size_t k = n->end + (token_is(t, n->end, "buts") || token_is(t, n->end, "sets") || token_is(t, n->end, "manches"));
	if (!token_is(t, k, "a") || n->value.scale > 0 || n->power > 0 || decimal_cmp(n->value, most) > 0 ||
	    n->flags & (NUMERAL_APPROX | NUMERAL_UNREADABLE | NUMERAL_FRACTION))
		return 0;
	if (!numeral_read(t, k + 1, &b) || b.value.scale > 0 || decimal_cmp(n->value, b.value) < 0 ||
	    b.flags & (NUMERAL_APPROX | NUMERAL_UNREADABLE | NUMERAL_FRACTION) || b.power > 0)
		return 0;
	bool falls = n->first > 0 && (token_is(t, n->first - 1, "de") || token_is(t, n->first - 1, "d'")) &&
		     !(n->first > 1 && token_is(t, n->first - 2, "score"));
	bool unit = counted_read(t, &b, &c) && (c.unit || !token_is(t, c.first, "face"));
	return (falls && k == n->end) || unit ? 0 : b.end - n->first;
}

size_t no_figure(const struct tokens *t, const struct numeral *n)
{
	size_t pass = count_passed(t, n);
	if (pass == 0)
		pass = score_length(t, n);
	if (pass > 0)
		return pass;
	struct counted c;
	/* « porte deux sacs »: a verb, no label */
	bool words = n->flags & NUMERAL_WORDS && !(n->flags & NUMERAL_ARTICLE) && counted_read(t, n, &c) && c.of == SIZE_MAX &&
		     !ends_any(t, n->first, before_no_count, ARRAY_LEN(before_no_count));
	return is_rank(t, n) || is_bullet(t, n) || (!words && n->power == 0 && is_label(t, n->first, LIST_MAX)) || is_name(t, n) || is_address(t, n) ||
			       is_in_name(t, n) || is_race(t, n) ?
		       n->end - n->first :
		       0;
}

/* « quoi de neuf », « n'est pas neuf », « un véhicule neuf », « remis à neuf »: « neuf » at token i > 0 is new, not 9. */
static bool is_new(const struct tokens *t, size_t i)
{
	static const struct sv before[] = { SV_INIT("de"), SV_INIT("du"), SV_INIT("tout"), SV_INIT("pas"), SV_INIT("est"),
					    SV_INIT("etait"), SV_INIT("flambant"), SV_INIT("presque"), SV_INIT("quasi") };
	static const struct sv one[] = { SV_INIT("un"), SV_INIT("le"), SV_INIT("du"), SV_INIT("ce"), SV_INIT("cet"), SV_INIT("l'"),
					 SV_INIT("au"), SV_INIT("son"), SV_INIT("d'"), SV_INIT("en") };
	if (ends_any(t, i, before, ARRAY_LEN(before)))
		return true;
	if (token_is(t, i - 1, "a"))
		return i > 1 && (sv_starts(t->all.v[i - 2].fold, SV("remis")) || sv_starts(t->all.v[i - 2].fold, SV("remettr")));
	return i > 1 && t->all.v[i - 1].type == TOKEN_WORD && t->all.v[i - 1].fold.n > 3 && ends_any(t, i - 1, one, ARRAY_LEN(one));
}

/* « dont quatre grièvement » counts, « les deux », « en deux », « par trois », « l'Europe des Quinze »
 * do not. */
bool word_counts(const struct tokens *t, const struct numeral *n)
{
	const struct token *k = &t->all.v[n->first];
	bool head = n->first > 0 && t->all.v[n->first - 1].type == TOKEN_MARK && !token_is_glued(t, n->first); /* « — Deux mille cent. » */
	bool article = n->flags & NUMERAL_ARTICLE, name = k->flags & TOKEN_CAPITAL && !(k->flags & TOKEN_SENTENCE) && !head;
	if (article || (name && !(n->flags & NUMERAL_OF)))
		return false;
	if (token_is(t, n->first, "neuf") && n->end == n->first + 1 && n->first > 0 && is_new(t, n->first))
		return false;
	if (decimal_cmp(n->value, (struct decimal){ 16, 0 }) > 0 || n->flags & NUMERAL_APPROX)
		return true;
	/* « passe de six à huit » */
	bool to = n->first > 1 && token_is(t, n->first - 1, "a") && token_may(t, n->first - 2, MAY_NUMERAL);
	return to || !ends_any(t, n->first, before_no_count, ARRAY_LEN(before_no_count));
}

bool is_person(const struct tokens *t, const struct numeral *n)
{
	return token_is(t, n->first, "un") && token_is(t, n->end - 1, "tiers") &&
	       ends_any(t, n->first, before_persons, ARRAY_LEN(before_persons));
}
