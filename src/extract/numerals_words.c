/* numerals_words.c - numbers in French words. See numerals.h. Spelling: fr, fr-BE and fr-CH,
 * hyphens of before and after 1990 alike; checked against an independent speller in the tests. */
#include "base/mem.h"
#include "extract/fractions.h"
#include "extract/numerals_parts.h"

static const struct number_word {
	struct sv word;
	enum word_kind kind;
	int value;
} words[] = {
#define NUMWORD(w, k, v) { SV_INIT(w), k, v },
#include "lang/fr/numerals.def"
#undef NUMWORD
};

static const struct number_word *word_find(struct sv s)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (s.n > 0 && s.p[0] == words[i].word.p[0] && sv_eq(s, words[i].word))
			return &words[i];
	}
	return NULL;
}

/* Takes a word apart into atoms, that of token i; false when a part is no number word. */
static bool atoms_of_word(struct sv word, size_t i, struct atoms *a)
{
	struct sv part;
	size_t was = a->n;
	while (sv_next(&word, '-', &part)) {
		const struct number_word *w = word_find(part);
		if (w == NULL || a->n == ATOMS_MAX) {
			a->n = was;
			return false;
		}
		a->v[a->n++] = (struct atom){ w->kind, w->value, SIZE_MAX };
	}
	if (a->n == was)
		return false;
	a->v[a->n - 1].token = i;
	return true;
}

void atoms_read(const struct tokens *t, size_t i, struct atoms *a)
{
	a->n = 0;
	a->text = t;
	a->between = i > 0 && token_is(t, i - 1, "entre");
	for (; token_may(t, i, MAY_NUMBER); i++) {
		if (a->n > 0 && t->all.v[i].flags & TOKEN_SENTENCE)
			break;
		if (!atoms_of_word(t->all.v[i].fold, i, a))
			break;
	}
}

enum word_kind atoms_kind(const struct atoms *a, size_t p)
{
	return p < a->n ? a->v[p].kind : NONE;
}

bool atoms_are(const struct atoms *a, size_t p, int value)
{
	return p < a->n && a->v[p].kind != ET && a->v[p].value == value;
}

/* 1 to 19 behind tens; « dix-sept » to « dix-neuf » too. */
static int read_low(const struct atoms *a, size_t *p, bool teens)
{
	enum word_kind k = atoms_kind(a, *p);
	if (k == UNIT)
		return a->v[(*p)++].value;
	if (k != TEEN || !teens)
		return -1;
	int v = a->v[(*p)++].value;
	/* « dix-sept »; in one word « quatre-vingt-dix-cinq » too, which is no good French */
	bool joined = a->v[*p - 1].token == SIZE_MAX;
	if (v == 10 && atoms_kind(a, *p) == UNIT && a->v[*p].value >= (joined ? 1 : 7))
		v += a->v[(*p)++].value;
	return v;
}

/* Does « et » join the part of value low, which ends before atom end, to the number before
 * it? « vingt et trois » is no good French, yet nothing else; « entre vingt et trente », « vingt
 * et trois mille », « vingt et trois cinquièmes » are two numbers. */
static bool joins(const struct atoms *a, size_t end, int64_t low)
{
	bool plural;
	enum word_kind next = atoms_kind(a, end);
	if (a->between || low < 2 || next == CENT || next == MILLE || next == BIG || a->v[end - 1].token == SIZE_MAX)
		return false;
	int64_t whole = a->text != NULL ? fraction_denominator(a->text, a->v[end - 1].token + 1, &plural) : 0;
	return whole == 0 || low >= whole;
}

static int read_below_100(const struct atoms *a, size_t *p)
{
	int v;
	bool teens = false;
	if (atoms_are(a, *p, 4) && atoms_are(a, *p + 1, 20)) {
		v = 80;
		*p += 2;
		teens = true;
	} else if (atoms_kind(a, *p) == TEN) {
		v = a->v[(*p)++].value;
		teens = v == 60;
	} else {
		return read_low(a, p, true);
	}
	size_t q = *p;
	bool et = atoms_kind(a, q) == ET;
	bool good = !et || atoms_are(a, q + 1, 1) || (teens && atoms_kind(a, q + 1) == TEEN);
	q += et;
	int low = read_low(a, &q, teens);
	if (low > 0 && (good || joins(a, q, low))) {
		*p = q;
		v += low;
	}
	return v;
}

static int read_below_1000(const struct atoms *a, size_t *p)
{
	int v = read_below_100(a, p);
	if (atoms_kind(a, *p) != CENT)
		return v;
	if (v == 0 || v == 1 || v > 99)
		return v;
	(*p)++;
	v = v < 0 ? 100 : v * 100;
	size_t q = *p;
	bool et = atoms_kind(a, q) == ET, one = et && atoms_are(a, q + 1, 1);
	q += et;
	int low = read_below_100(a, &q);
	if (low > 0 && (!et || one || joins(a, q, low))) {
		*p = q;
		v += low;
	}
	return v;
}

/* Below a million: « deux mille trois cents ». -1: no number here. */
static int64_t read_below_million(const struct atoms *a, size_t *p)
{
	int64_t v = read_below_1000(a, p);
	if (atoms_kind(a, *p) != MILLE || v == 0)
		return v;
	(*p)++;
	v = v < 0 ? 1000 : v * 1000;
	if (v == 1000 && atoms_kind(a, *p) == ET && atoms_are(a, *p + 1, 1))
		(*p)++; /* « mille et une nuits » */
	int low = read_below_1000(a, p);
	return low > 0 ? v + low : v;
}

/* Multipliers behind a group: « millions », « millions et demi », « milliards
 * deux cent mille ». *p stands behind the group; false: too large. */
bool atoms_powers(const struct atoms *a, size_t *p, struct decimal *v, int *power)
{
	int last = 19;
	struct decimal total = { 0, 0 }, group = *v;
	while (atoms_kind(a, *p) == BIG && a->v[*p].value < last) {
		last = *power = a->v[*p].value;
		(*p)++;
		if (!decimal_shift(&group, last))
			return false;
		if (atoms_kind(a, *p) == ET && atoms_kind(a, *p + 1) == DEMI && group.scale == 0) {
			/* « un milliard et demi », « un milliard et demi million » */
			bool lower = atoms_kind(a, *p + 2) == BIG && a->v[*p + 2].value < last;
			group.mant += power_of_ten(lower ? a->v[*p + 2].value : last) / 2;
			*p += lower ? 3 : 2;
		}
		if (group.scale > 0 || total.mant > INT64_MAX / 2 - group.mant) {
			*v = group;
			return total.mant == 0;
		}
		total.mant += group.mant;
		bool et = atoms_kind(a, *p) == ET;
		size_t q = *p + et;
		int64_t low = read_below_million(a, &q);
		if (low <= 0 || (et && !joins(a, q, low))) {
			*v = total;
			return true;
		}
		*p = q;
		*power = 0;
		group = (struct decimal){ low, 0 };
	}
	total.mant += group.mant;
	*v = last == 19 ? group : total;
	return true;
}

/* Sets n->end from the last atom used; gives back atoms inside a token. */
bool atoms_end(const struct atoms *a, size_t used, struct numeral *n)
{
	if (used == 0 || a->v[used - 1].token == SIZE_MAX)
		return false;
	n->end = a->v[used - 1].token + 1;
	return true;
}

/* « deux cent virgule zéro trois » */
static void read_spelled_decimals(const struct tokens *t, struct numeral *n)
{
	struct atoms a;
	size_t p = 0, zeros = 0, run = 0;
	if (!token_is(t, n->end, "virgule") || n->power != 0 || n->flags & NUMERAL_UNREADABLE)
		return;
	atoms_read(t, n->end + 1, &a);
	while (atoms_kind(&a, zeros) == UNIT && atoms_are(&a, zeros, 0))
		zeros++;
	while (atoms_kind(&a, run) == UNIT)
		run++;
	bool each = run > 1 && run < 7 && atoms_kind(&a, run) == NONE; /* « un quatre un six » */
	p = each ? 0 : zeros;
	int64_t v = each ? 0 : read_below_million(&a, &p);
	int scale = (int)(each ? run : zeros);
	for (int64_t rest = v; rest > 0; rest /= 10)
		scale++;
	for (; each && p < run; p++)
		v = v * 10 + a.v[p].value;
	if (v <= 0 || scale > 6 || n->value.mant > 1000000)
		return;
	struct numeral whole = { 0 };
	if (!atoms_end(&a, p, &whole))
		return;
	n->value = (struct decimal){ n->value.mant * power_of_ten(scale) + v, scale };
	n->end = whole.end;
	n->flags &= ~(unsigned)NUMERAL_ARTICLE;
}

/* The number that the atoms begin with. */
static bool read_atoms(const struct atoms *a, struct numeral *n)
{
	size_t p = 0;
	if (a->n == 0)
		return false;
	if ((atoms_are(a, 0, 1) && atoms_kind(a, 1) == DEMI) || atoms_kind(a, 0) == DEMI) {
		p = atoms_kind(a, 0) == DEMI ? 1 : 2;
		if (atoms_kind(a, p) != BIG)
			return false;
		n->value = (struct decimal){ 5, 1 };
	} else {
		int64_t v = read_below_million(a, &p);
		if (v < 0)
			return false;
		n->value = (struct decimal){ v, 0 };
	}
	n->flags |= NUMERAL_WORDS;
	if (!atoms_powers(a, &p, &n->value, &n->power))
		n->flags |= NUMERAL_UNREADABLE;
	if (n->power >= 6)
		n->flags |= NUMERAL_OF;
	if (p == 1 && atoms_are(a, 0, 1))
		n->flags |= NUMERAL_ARTICLE;
	return atoms_end(a, p, n);
}

bool numeral_words(const struct tokens *t, size_t i, struct numeral *n)
{
	struct atoms a;
	atoms_read(t, i, &a);
	if (!read_atoms(&a, n))
		return false;
	read_spelled_decimals(t, n);
	return true;
}

bool numeral_in_word(struct sv word, struct numeral *n)
{
	struct atoms a;
	a.n = 0;
	a.text = NULL;
	a.between = false;
	*n = (struct numeral){ 0 };
	return atoms_of_word(word, 0, &a) && read_atoms(&a, n);
}

bool numeral_word(const struct tokens *t, size_t i, struct numeral *n)
{
	const struct number_word *w = word_find(t->all.v[i].fold);
	if (w == NULL || w->kind == BIG || w->kind == ET || w->kind == DEMI)
		return false;
	n->value = (struct decimal){ w->value, 0 };
	n->flags = NUMERAL_WORDS | (w->value == 1 ? NUMERAL_ARTICLE : 0u);
	n->end = i + 1;
	return true;
}

/* 6 for « millions » and so on; 0 when token i is none of these. */
int numeral_power(const struct tokens *t, size_t i)
{
	const struct number_word *w =
		token_may(t, i, MAY_NUMERAL) && t->all.v[i].type == TOKEN_WORD ?
			word_find(t->all.v[i].fold) :
			NULL;
	return w != NULL && w->kind == BIG ? w->value : 0;
}
