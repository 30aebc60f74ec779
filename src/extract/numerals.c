/* numerals.c - see numerals.h. Spelling: fr, fr-BE and fr-CH, hyphens of before
 * and after 1990 alike; checked against an independent speller in the tests. */
#include "extract/numerals.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "extract/fractions.h"

enum word_kind { NONE, UNIT, TEEN, TEN, CENT, MILLE, BIG, ET, DEMI };

static const struct number_word {
	struct sv word;
	enum word_kind kind;
	int value;
} words[] = {
#define NUMWORD(w, k, v) { SV_INIT(w), k, v },
#include "lang/fr/numerals.def"
#undef NUMWORD
};

struct named_number {
	struct sv word;
	int value;
};

static const struct named_number collectives[] = {
#define COLLECTIVE(w, v) { SV_INIT(w), v },
#include "lang/fr/numerals.def"
#undef COLLECTIVE
};

static const struct named_number sizes[] = {
#define SIZE(w, v) { SV_INIT(w), v },
#include "lang/fr/numerals.def"
#undef SIZE
};

/* The parts of the spelled numeral: one an atom, hyphens taken apart. */
struct atom {
	enum word_kind kind;
	int value;
	size_t token; /* the token it ends, or SIZE_MAX inside one */
};

#define ATOMS_MAX 48

struct atoms {
	struct atom v[ATOMS_MAX];
	size_t n;
};

static int64_t power_of_ten(int p)
{
	int64_t v = 1;
	while (p-- > 0)
		v *= 10;
	return v;
}

bool decimal_shift(struct decimal *d, int power)
{
	int down = power < d->scale ? power : d->scale;
	d->scale -= down;
	power -= down;
	if (power > 18 || (d->mant != 0 && d->mant > INT64_MAX / 10 / power_of_ten(power)))
		return false;
	d->mant *= power_of_ten(power);
	return true;
}

void decimal_print(struct decimal d, char out[32])
{
	int64_t unit = power_of_ten(d.scale);
	if (d.scale == 0)
		snprintf(out, 32, "%" PRId64, d.mant);
	else
		snprintf(out, 32, "%" PRId64 ".%0*" PRId64, d.mant / unit, d.scale, d.mant % unit);
}

int decimal_cmp(struct decimal a, struct decimal b)
{
	double x = (double)a.mant / (double)power_of_ten(a.scale);
	double y = (double)b.mant / (double)power_of_ten(b.scale);
	return (x > y) - (x < y);
}

static const struct number_word *word_find(struct sv s)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (s.n > 0 && s.p[0] == words[i].word.p[0] && sv_eq(s, words[i].word))
			return &words[i];
	}
	return NULL;
}

static const struct named_number *named_find(const struct named_number *table, size_t n, struct sv s)
{
	for (size_t i = 0; i < n; i++) {
		if (sv_eq(s, table[i].word))
			return &table[i];
	}
	return NULL;
}

/* Takes a token apart into atoms; false when a part is no number word. */
static bool atoms_of_token(const struct tokens *t, size_t i, struct atoms *a)
{
	struct sv rest = t->all.v[i].fold, part;
	size_t was = a->n;
	while (sv_next(&rest, '-', &part)) {
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

static void atoms_read(const struct tokens *t, size_t i, struct atoms *a)
{
	a->n = 0;
	for (; token_may(t, i, MAY_NUMBER); i++) {
		if (a->n > 0 && t->all.v[i].flags & TOKEN_SENTENCE)
			break;
		if (!atoms_of_token(t, i, a))
			break;
	}
}

static enum word_kind kind_at(const struct atoms *a, size_t p)
{
	return p < a->n ? a->v[p].kind : NONE;
}

static bool is_value(const struct atoms *a, size_t p, int value)
{
	return p < a->n && a->v[p].kind != ET && a->v[p].value == value;
}

/* 1 to 19 behind tens; « dix-sept » to « dix-neuf » too. */
static int read_low(const struct atoms *a, size_t *p, bool teens)
{
	enum word_kind k = kind_at(a, *p);
	if (k == UNIT)
		return a->v[(*p)++].value;
	if (k != TEEN || !teens)
		return -1;
	int v = a->v[(*p)++].value;
	if (v == 10 && kind_at(a, *p) == UNIT && a->v[*p].value >= 7)
		v += a->v[(*p)++].value;
	return v;
}

static int read_below_100(const struct atoms *a, size_t *p)
{
	int v;
	bool teens = false;
	if (is_value(a, *p, 4) && is_value(a, *p + 1, 20)) {
		v = 80;
		*p += 2;
		teens = true;
	} else if (kind_at(a, *p) == TEN) {
		v = a->v[(*p)++].value;
		teens = v == 60;
	} else {
		return read_low(a, p, true);
	}
	size_t q = *p;
	bool et = kind_at(a, q) == ET;
	if (et && (is_value(a, q + 1, 1) || (teens && kind_at(a, q + 1) == TEEN)))
		q++;
	else if (et)
		return v;
	int low = read_low(a, &q, teens);
	if (low > 0) {
		*p = q;
		v += low;
	}
	return v;
}

static int read_below_1000(const struct atoms *a, size_t *p)
{
	int v = read_below_100(a, p);
	if (kind_at(a, *p) != CENT)
		return v;
	if (v == 0 || v == 1 || v > 99)
		return v;
	(*p)++;
	v = v < 0 ? 100 : v * 100;
	size_t q = *p;
	if (kind_at(a, q) == ET && is_value(a, q + 1, 1))
		q++;
	int low = read_below_100(a, &q);
	if (low > 0) {
		*p = q;
		v += low;
	}
	return v;
}

/* Below a million: « deux mille trois cents ». -1: no number here. */
static int64_t read_below_million(const struct atoms *a, size_t *p)
{
	int64_t v = read_below_1000(a, p);
	if (kind_at(a, *p) != MILLE || v == 0)
		return v;
	(*p)++;
	v = v < 0 ? 1000 : v * 1000;
	if (v == 1000 && kind_at(a, *p) == ET && is_value(a, *p + 1, 1))
		(*p)++; /* « mille et une nuits » */
	int low = read_below_1000(a, p);
	return low > 0 ? v + low : v;
}

/* Multipliers behind a group: « millions », « millions et demi », « milliards
 * deux cent mille ». *p stands behind the group; false: too large. */
static bool read_bigs(const struct atoms *a, size_t *p, struct decimal *v, int *power)
{
	int last = 19;
	struct decimal total = { 0, 0 }, group = *v;
	while (kind_at(a, *p) == BIG && a->v[*p].value < last) {
		last = *power = a->v[*p].value;
		(*p)++;
		if (!decimal_shift(&group, last))
			return false;
		if (kind_at(a, *p) == ET && kind_at(a, *p + 1) == DEMI && group.scale == 0) {
			group.mant += power_of_ten(last) / 2;
			*p += 2;
		}
		if (group.scale > 0 || total.mant > INT64_MAX / 2 - group.mant) {
			*v = group;
			return total.mant == 0;
		}
		total.mant += group.mant;
		size_t q = *p;
		int64_t low = read_below_million(a, &q);
		if (low <= 0) {
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
static bool finish_words(const struct atoms *a, size_t used, struct numeral *n)
{
	if (used == 0 || a->v[used - 1].token == SIZE_MAX)
		return false;
	n->end = a->v[used - 1].token + 1;
	return true;
}

/* « deux cent virgule zéro trois » */
static void read_spelled_decimals(const struct tokens *t, struct numeral *n)
{
	struct atoms a = { .n = 0 };
	size_t p = 0, zeros = 0;
	if (!token_is(t, n->end, "virgule") || n->power != 0 || n->flags & NUMERAL_UNREADABLE)
		return;
	atoms_read(t, n->end + 1, &a);
	while (kind_at(&a, zeros) == UNIT && is_value(&a, zeros, 0))
		zeros++;
	p = zeros;
	int64_t v = read_below_million(&a, &p);
	int scale = (int)zeros;
	for (int64_t rest = v; rest > 0; rest /= 10)
		scale++;
	if (v <= 0 || scale > 6 || n->value.mant > 1000000)
		return;
	struct numeral whole = { 0 };
	if (!finish_words(&a, p, &whole))
		return;
	n->value = (struct decimal){ n->value.mant * power_of_ten(scale) + v, scale };
	n->end = whole.end;
	n->flags &= ~(unsigned)NUMERAL_ARTICLE;
}

static bool read_words(const struct tokens *t, size_t i, struct numeral *n)
{
	struct atoms a = { .n = 0 };
	size_t p = 0;
	atoms_read(t, i, &a);
	if (a.n == 0)
		return false;
	if ((is_value(&a, 0, 1) && kind_at(&a, 1) == DEMI) || kind_at(&a, 0) == DEMI) {
		p = kind_at(&a, 0) == DEMI ? 1 : 2;
		if (kind_at(&a, p) != BIG)
			return false;
		n->value = (struct decimal){ 5, 1 };
	} else {
		int64_t v = read_below_million(&a, &p);
		if (v < 0)
			return false;
		n->value = (struct decimal){ v, 0 };
	}
	n->flags |= NUMERAL_WORDS;
	if (!read_bigs(&a, &p, &n->value, &n->power))
		n->flags |= NUMERAL_UNREADABLE;
	if (n->power >= 6)
		n->flags |= NUMERAL_OF;
	if (p == 1 && is_value(&a, 0, 1))
		n->flags |= NUMERAL_ARTICLE;
	if (!finish_words(&a, p, n))
		return false;
	read_spelled_decimals(t, n);
	return true;
}

static size_t digits(const struct tokens *t, size_t i)
{
	if (i >= t->all.n || t->all.v[i].type != TOKEN_NUMBER)
		return 0;
	return t->all.v[i].span.end - t->all.v[i].span.start;
}

/* Is the gap before token i one blank and no newline? */
static bool one_blank(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	if (!(k->flags & TOKEN_SPACE) || k->flags & (TOKEN_NEWLINE | TOKEN_SENTENCE))
		return false;
	struct sv gap = sv_cut(t->text, t->all.v[i - 1].span.end, k->span.start);
	return gap.n == 1 || (gap.n <= 3 && (unsigned char)gap.p[0] >= 0xC2);
}

static void push_digits(const struct tokens *t, size_t i, struct numeral *n)
{
	struct sv s = token_text(t, i);
	for (size_t k = 0; k < s.n; k++) {
		if (n->value.mant > INT64_MAX / 100) {
			n->flags |= NUMERAL_UNREADABLE;
			return;
		}
		n->value.mant = n->value.mant * 10 + (s.p[k] - '0');
	}
}

/* Groups of three behind 1 to 3 digits: by a blank, or by the mark `sep`
 * (glued). A group of another length that cannot begin a number of its own
 * (« 120 00 ») spoils the numeral. */
static size_t read_groups(const struct tokens *t, size_t i, struct numeral *n)
{
	size_t e = i + 1;
	push_digits(t, i, n);
	if (digits(t, i) > 3 || (digits(t, i) > 1 && token_text(t, i).p[0] == '0'))
		return e;
	while (digits(t, e) == 3 && one_blank(t, e))
		push_digits(t, e++, n);
	if (digits(t, e) > 0 && digits(t, e) != 3 && one_blank(t, e) && token_text(t, e).p[0] == '0') {
		n->flags |= NUMERAL_UNREADABLE;
		e++;
	}
	return e;
}

/* « 1.500.000 », « 1,500,000 », « 2,7 », « 0.20 », « 10.000 » */
static size_t read_decimals(const struct tokens *t, size_t e, struct numeral *n)
{
	if (!(token_is_mark(t, e, '.') || token_is_mark(t, e, ',')) || !token_is_glued(t, e) || !token_is_glued(t, e + 1) ||
	    digits(t, e + 1) == 0)
		return e;
	unsigned sep = t->all.v[e].lead;
	size_t first = digits(t, e - 1), k = e;
	bool grouped = e == n->first + 1 && first <= 3 && digits(t, e + 1) == 3 && n->value.mant > 0;
	bool more = grouped && token_is_mark(t, e + 2, sep) && token_is_glued(t, e + 2) && token_is_glued(t, e + 3) &&
		    digits(t, e + 3) == 3;
	if (grouped && (sep == '.' || more)) {
		while (token_is_mark(t, k, sep) && token_is_glued(t, k) && token_is_glued(t, k + 1) && digits(t, k + 1) == 3) {
			push_digits(t, k + 1, n);
			k += 2;
		}
		if (sep != '.' || !token_is_mark(t, k, ',') || !token_is_glued(t, k) || !token_is_glued(t, k + 1) ||
		    digits(t, k + 1) == 0)
			return k;
		e = k; /* « 2.204,62 » */
	}
	push_digits(t, e + 1, n);
	n->value.scale = (int)digits(t, e + 1);
	return e + 2;
}

/* « 12,32e+14 »: glued throughout. */
static void read_exponent(const struct tokens *t, struct numeral *n)
{
	size_t k = n->end + 1;
	bool minus = token_is_mark(t, k, '-');
	if (!token_is(t, n->end, "e") || !token_is_glued(t, n->end))
		return;
	if ((minus || token_is_mark(t, k, '+')) && token_is_glued(t, k))
		k++;
	if (digits(t, k) < 1 || digits(t, k) > 2 || !token_is_glued(t, k))
		return;
	struct sv s = token_text(t, k);
	int power = s.n == 1 ? s.p[0] - '0' : (s.p[0] - '0') * 10 + s.p[1] - '0';
	if (minus && n->value.scale + power <= 18)
		n->value.scale += power;
	else if (minus || !decimal_shift(&n->value, power))
		n->flags |= NUMERAL_UNREADABLE;
	n->end = k + 1;
}

/* « 10k », « 2,5M », « 3 M€ », « 1,2 Md$ »: glued, or before a sign of money. */
static void read_letter(const struct tokens *t, struct numeral *n)
{
	static const struct named_number letters[] = { { SV_INIT("k"), 3 }, { SV_INIT("M"), 6 }, { SV_INIT("G"), 9 }, { SV_INIT("Md"), 9 },
						       { SV_INIT("Mds"), 9 }, { SV_INIT("Mrd"), 9 } };
	size_t e = n->end;
	if (e >= t->all.n || t->all.v[e].type != TOKEN_WORD)
		return;
	const struct named_number *l = named_find(letters, ARRAY_LEN(letters), token_text(t, e));
	bool money = token_is_glued(t, e + 1) && (token_is_mark(t, e + 1, 0x20AC) || token_is_mark(t, e + 1, '$'));
	bool ends = e + 1 >= t->all.n || t->all.v[e + 1].flags & TOKEN_SENTENCE || t->all.v[e + 1].type == TOKEN_MARK;
	bool alone = token_is_glued(t, e) ? l != NULL && token_text(t, e).n == 1 && (ends || !token_is_glued(t, e + 1)) :
					    l != NULL && l->value == 3 && ends;
	if (l != NULL && (money || alone) && decimal_shift(&n->value, l->value))
		n->end++;
}

/* « ,08 »: nothing stands before the comma, which is glued. */
static bool leads_decimals(const struct tokens *t, size_t i)
{
	return i > 0 && token_is_mark(t, i - 1, ',') && token_is_glued(t, i) && digits(t, i) > 1 &&
	       (i == 1 || !token_is_glued(t, i - 1));
}

static bool read_digits(const struct tokens *t, size_t i, struct numeral *n)
{
	struct atoms a = { .n = 0 };
	size_t p = 0;
	n->end = read_groups(t, i, n);
	if (!(n->flags & NUMERAL_UNREADABLE))
		n->end = read_decimals(t, n->end, n);
	if (leads_decimals(t, i) && n->value.scale == 0)
		n->value.scale = (int)digits(t, i);
	if (n->value.scale > 9) {
		n->value.scale = 0;
		n->flags |= NUMERAL_UNREADABLE;
	}
	read_exponent(t, n);
	read_letter(t, n);
	atoms_read(t, n->end, &a);
	if (kind_at(&a, 0) == MILLE) {
		if (!decimal_shift(&n->value, 3))
			n->flags |= NUMERAL_UNREADABLE;
		p = 1;
	}
	if (!read_bigs(&a, &p, &n->value, &n->power))
		n->flags |= NUMERAL_UNREADABLE;
	if (n->power >= 6)
		n->flags |= NUMERAL_OF;
	if (p == 0)
		return true;
	/* « 3 millions un quart »: an article is no part of it. */
	if (p > 1 && is_value(&a, p - 1, 1) && kind_at(&a, p - 2) == BIG)
		return finish_words(&a, p - 1, n);
	return finish_words(&a, p, n);
}

/* The word of a collective, singular or plural; its value or 0. */
static int collective_value(const struct tokens *t, size_t i)
{
	if (!token_may(t, i, MAY_NUMERAL) || t->all.v[i].type != TOKEN_WORD)
		return 0;
	struct sv s = t->all.v[i].fold;
	if (sv_starts(s, SV("demi-")))
		s = sv_cut(s, 5, s.n);
	if (s.n > 1 && s.p[s.n - 1] == 's')
		s.n--;
	const struct named_number *c = named_find(collectives, ARRAY_LEN(collectives), s);
	return c != NULL ? c->value : 0;
}

/* 6 for « millions » and so on; 0 when token i is none of these. */
static int big_power(const struct tokens *t, size_t i)
{
	const struct number_word *w =
		token_may(t, i, MAY_NUMERAL) && t->all.v[i].type == TOKEN_WORD ?
			word_find(t->all.v[i].fold) :
			NULL;
	return w != NULL && w->kind == BIG ? w->value : 0;
}

/* « [de] milliers », « [de] millions » behind a collective. */
static size_t read_collective_tail(const struct tokens *t, size_t e, struct numeral *n)
{
	size_t k = e;
	if (token_is(t, k, "de"))
		k++;
	if (k > e && collective_value(t, k) == 1000) {
		decimal_shift(&n->value, 3);
		return k + 1;
	}
	if (k > e && big_power(t, k) > 0) {
		if (!decimal_shift(&n->value, big_power(t, k)))
			n->flags |= NUMERAL_UNREADABLE;
		return k + 1;
	}
	if (token_is(t, e, "mille")) {
		decimal_shift(&n->value, 3);
		return e + 1;
	}
	return e;
}

/* « une dizaine », « des centaines de milliers », « plusieurs millions »,
 * « deux douzaines », « une bonne centaine », « millions » */
static bool read_collective(const struct tokens *t, size_t i, struct numeral *n)
{
	static const char *const plural[] = { "des", "plusieurs", "quelques" };
	struct numeral count = { .value = { 1, 0 }, .end = i };
	size_t k = i;
	bool vague = false;
	for (size_t p = 0; p < ARRAY_LEN(plural) && !vague; p++)
		vague = token_is(t, i, plural[p]);
	if (vague)
		k = i + 1;
	else if (token_is(t, i, "un") || token_is(t, i, "une"))
		k = i + 1;
	else if (read_words(t, i, &count) && count.power == 0)
		k = count.end;
	else
		count.value = (struct decimal){ 1, 0 };
	const struct named_number *size =
		k == i + 1 && !vague && k < t->all.n ? named_find(sizes, ARRAY_LEN(sizes), t->all.v[k].fold) : NULL;
	k += size != NULL;
	int c = collective_value(t, k);
	bool many = c == 0 && (vague || k == i) && big_power(t, k) > 0;
	if (c == 0 && !many)
		return false;
	n->value = count.value;
	if (many && !decimal_shift(&n->value, big_power(t, k)))
		return false;
	n->value.mant *= many ? 1 : c;
	if (c > 0 && sv_starts(t->all.v[k].fold, SV("demi-")))
		n->value.mant /= 2;
	n->end = many ? k + 1 : read_collective_tail(t, k + 1, n);
	n->flags |= NUMERAL_APPROX | NUMERAL_OF | NUMERAL_WORDS;
	if (size != NULL && size->value != 0)
		n->flags |= size->value > 0 ? NUMERAL_MORE : NUMERAL_LESS;
	if (vague && token_is(t, n->end, "et") && token_is(t, n->end + 1, "des") && n->end + 2 < t->all.n &&
	    sv_eq(t->all.v[n->end + 2].fold, t->all.v[k].fold))
		n->end += 3; /* « des milliers et des milliers » */
	return true;
}

static bool is_minus(const struct tokens *t, size_t i)
{
	return token_is_mark(t, i, '-') || token_is_mark(t, i, 0x2212);
}

/* A minus sign that is no hyphen and no dash: nothing is glued before it. « (- 33 % »,
 * « et - 60 % » too. */
static bool has_minus(const struct tokens *t, size_t i)
{
	static const char *const before[] = { "de", "a", "et", "ou", "entre", "est", "sont", "convertir", "soit" };
	if (i == 0)
		return false;
	if (token_is(t, i - 1, "negatif") || token_is(t, i - 1, "negative"))
		return true;
	if (!is_minus(t, i - 1))
		return false;
	if (token_is_glued(t, i))
		return i == 1 || t->all.v[i - 1].flags & TOKEN_SPACE || token_is_mark(t, i - 2, '(');
	for (size_t k = 0; i > 1 && k < ARRAY_LEN(before); k++) {
		if (token_is(t, i - 2, before[k]))
			return true;
	}
	return i > 1 && token_is_mark(t, i - 2, '(') && token_is_glued(t, i - 1);
}

static bool read_sign(const struct tokens *t, size_t i, struct numeral *n)
{
	if (has_minus(t, i))
		n->flags |= NUMERAL_MINUS;
	return true;
}

static bool read_counted_digits(const struct tokens *t, size_t i, struct numeral *n)
{
	if (!read_digits(t, i, n))
		return false;
	int c = collective_value(t, n->end);
	if (c > 0 && c < 1000 && n->value.scale == 0 && n->value.mant < 1000 && n->power == 0) { /* « 3 douzaines » */
		n->value.mant *= c;
		n->end++;
		n->flags |= NUMERAL_OF;
	}
	read_sign(t, i, n);
	fraction_add(t, n);
	return true;
}

/* « un quart de million », « deux tiers de milliard » */
static bool read_fraction_of_big(const struct tokens *t, struct numeral *n)
{
	size_t k = n->end + 1 + token_is(t, n->end + 1, "un");
	int power = token_is(t, n->end, "de") || token_is(t, n->end, "d'") ? big_power(t, k) : 0;
	if (power == 0 || !decimal_shift(&n->value, power))
		return true;
	n->end = k + 1;
	n->power = power;
	n->flags = (n->flags & ~(unsigned)NUMERAL_FRACTION) | NUMERAL_OF;
	return true;
}

/* « deux cents et quelques » */
static bool read_odd(const struct tokens *t, struct numeral *n)
{
	if (token_is(t, n->end, "et") && (token_is(t, n->end + 1, "quelques") || token_is(t, n->end + 1, "quelque"))) {
		n->end += 2;
		n->flags |= NUMERAL_MORE;
	}
	return true;
}

bool numeral_plain(const struct tokens *t, size_t i, struct numeral *n)
{
	*n = (struct numeral){ .first = i };
	if (i >= t->all.n || t->all.v[i].type == TOKEN_MARK)
		return false;
	return t->all.v[i].type == TOKEN_NUMBER ? read_digits(t, i, n) : read_words(t, i, n);
}

/* A collective is one word, or stands behind « une », « des », « trois », « bonne ». */
static bool may_be_collective(const struct tokens *t, size_t i)
{
	if (!token_may(t, i, MAY_NUMBER))
		return !token_is(t, i, "la");
	return token_may(t, i + 1, MAY_NUMERAL) || token_is(t, i, "un") || token_is(t, i, "une") || big_power(t, i) > 0;
}

bool numeral_read(const struct tokens *t, size_t i, struct numeral *n)
{
	*n = (struct numeral){ .first = i };
	if (i >= t->all.n || (t->all.v[i].type == TOKEN_MARK && !fraction_mark(t, i)))
		return false;
	if (t->all.v[i].type == TOKEN_NUMBER)
		return fraction_read(t, i, n) ? read_sign(t, i, n) : read_counted_digits(t, i, n) && read_odd(t, n);
	if (t->all.v[i].type == TOKEN_WORD &&
	    (!token_may(t, i, MAY_NUMERAL) || (may_be_collective(t, i) && read_collective(t, i, n))))
		return n->end > 0;
	if (t->all.v[i].type == TOKEN_WORD && !token_may(t, i, MAY_NUMBER))
		return token_is(t, i, "la") && fraction_read(t, i, n);
	if (fraction_read(t, i, n))
		return read_fraction_of_big(t, n);
	*n = (struct numeral){ .first = i };
	if (!read_words(t, i, n))
		return false;
	read_sign(t, i, n);
	fraction_add(t, n);
	return read_odd(t, n);
}
