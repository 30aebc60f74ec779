/* numerals.c - see numerals.h. Words are read by numerals_words.c, digits by
 * numerals_digits.c; here collectives, signs, and which of all it is. */
#include "extract/numerals.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "extract/fractions.h"
#include "extract/numerals_parts.h"

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

static const struct sv halved[] = {
#define HALVED(w) SV_INIT(w),
#include "lang/fr/numerals.def"
#undef HALVED
};

int64_t power_of_ten(int p)
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
	char buf[24];
	const char *digits = size_print((size_t)d.mant, buf);
	if (d.scale == 0) {
		memcpy(out, digits, strlen(digits) + 1);
		return;
	}
	int64_t unit = power_of_ten(d.scale);
	snprintf(out, 32, "%" PRId64 ".%0*" PRId64, d.mant / unit, d.scale, d.mant % unit);
}

int decimal_cmp(struct decimal a, struct decimal b)
{
	double x = (double)a.mant / (double)power_of_ten(a.scale);
	double y = (double)b.mant / (double)power_of_ten(b.scale);
	return (x > y) - (x < y);
}

static const struct named_number *named_find(const struct named_number *table, size_t n, struct sv s)
{
	for (size_t i = 0; i < n; i++) {
		if (sv_eq(s, table[i].word))
			return &table[i];
	}
	return NULL;
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
	if (k > e && numeral_power(t, k) > 0) {
		if (!decimal_shift(&n->value, numeral_power(t, k)))
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
	else if (numeral_words(t, i, &count) && count.power == 0)
		k = count.end;
	else
		count.value = (struct decimal){ 1, 0 };
	const struct named_number *size =
		k == i + 1 && !vague && k < t->all.n ? named_find(sizes, ARRAY_LEN(sizes), t->all.v[k].fold) : NULL;
	k += size != NULL;
	int c = collective_value(t, k);
	bool many = c == 0 && (vague || k == i) && numeral_power(t, k) > 0;
	if (c == 0 && !many)
		return false;
	n->value = count.value;
	if (many && !decimal_shift(&n->value, numeral_power(t, k)))
		return false;
	n->value.mant *= many ? 1 : c;
	if (c > 0 && sv_starts(t->all.v[k].fold, SV("demi-")))
		n->value.mant /= 2;
	n->end = many ? k + 1 : read_collective_tail(t, k + 1, n);
	if (c > 0 && c < 1000 && c % 2 == 0 && n->end == k + 1 && token_is(t, k + 1, "et") && token_is(t, k + 2, "demie")) {
		n->value.mant += c / 2; /* « une douzaine et demie » */
		n->end = k + 3;
	}
	n->flags |= NUMERAL_APPROX | NUMERAL_OF | NUMERAL_WORDS;
	if (size != NULL && size->value != 0)
		n->flags |= size->value > 0 ? NUMERAL_MORE : NUMERAL_LESS;
	if (vague && token_is(t, n->end, "et") && token_is(t, n->end + 1, "des") && n->end + 2 < t->all.n &&
	    sv_eq(t->all.v[n->end + 2].fold, t->all.v[k].fold))
		n->end += 3; /* « des milliers et des milliers » */
	return true;
}

bool numeral_is_line(const struct tokens *t, size_t first, size_t end)
{
	while (end < t->all.n && !(t->all.v[end].flags & TOKEN_NEWLINE) && t->all.v[end].type == TOKEN_MARK)
		end++;
	return (first == 0 || t->all.v[first].flags & TOKEN_NEWLINE) && (end >= t->all.n || t->all.v[end].flags & TOKEN_NEWLINE);
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
	/* « - 1 4/5 » alone; else a dash at the head of a line is a bullet */
	bool sign = i > 0 && (is_minus(t, i - 1) || token_is(t, i - 1, "moins"));
	if (has_minus(t, i) || (sign && numeral_is_line(t, i - 1, n->end)))
		n->flags |= NUMERAL_MINUS;
	return true;
}

static bool read_counted_digits(const struct tokens *t, size_t i, struct numeral *n)
{
	if (!numeral_digits(t, i, n))
		return false;
	int c = collective_value(t, n->end);
	if (c == 1000 && n->power == 0 && decimal_shift(&n->value, 3)) { /* « 5,5 milliers » */
		n->end++;
		n->flags |= NUMERAL_OF;
	} else if (c > 0 && c < 1000 && n->value.scale == 0 && n->value.mant < 1000 && n->power == 0) { /* « 3 douzaines » */
		n->value.mant *= c;
		n->end++;
		n->flags |= NUMERAL_OF;
	}
	fraction_add(t, n);
	return read_sign(t, i, n);
}

/* « un quart de million », « deux tiers de milliard » */
static bool read_fraction_of_big(const struct tokens *t, struct numeral *n)
{
	size_t k = n->end + 1 + token_is(t, n->end + 1, "un");
	int power = token_is(t, n->end, "de") || token_is(t, n->end, "d'") ? numeral_power(t, k) : 0;
	if (power == 0 || !decimal_shift(&n->value, power))
		return true;
	n->end = k + 1;
	n->power = power;
	n->flags = (n->flags & ~(unsigned)NUMERAL_FRACTION) | NUMERAL_OF;
	return true;
}

/* « quart de million »; « un demi tour », « une demi page »; « demi », where it is all that is said. */
static bool read_half(const struct tokens *t, size_t i, struct numeral *n)
{
	*n = (struct numeral){ .first = i, .end = i + 1, .flags = NUMERAL_WORDS };
	if (token_is(t, i, "quart")) {
		n->value = (struct decimal){ 25, 2 };
		read_fraction_of_big(t, n);
		return n->power > 0;
	}
	bool one = token_is(t, i, "un") || token_is(t, i, "une"), noun = false;
	n->end += one;
	if (!token_is(t, n->end - 1, "demi") && !token_is(t, n->end - 1, "demie"))
		return false;
	for (size_t k = 0; one && n->end < t->all.n && k < ARRAY_LEN(halved); k++)
		noun = noun || sv_eq(t->all.v[n->end].fold, halved[k]);
	n->value = (struct decimal){ 5, 1 };
	return noun || numeral_is_line(t, i, n->end);
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

/* Is what stands behind token i, a number, no part of it? Most numbers are such. */
static bool is_lone(const struct tokens *t, size_t i)
{
	size_t k = i + 1;
	if (k >= t->all.n)
		return true;
	if (t->all.v[k].type == TOKEN_MARK)
		return t->all.v[k].lead != '^' && !fraction_mark(t, k) && digits_of(t, k + 1) == 0;
	return t->all.v[k].type == TOKEN_WORD && !token_may(t, k, MAY_GO_ON);
}

/* The short way for a lone number: up to nine digits, or one word. */
static bool read_lone(const struct tokens *t, size_t i, struct numeral *n)
{
	if (!is_lone(t, i))
		return false;
	if (t->all.v[i].type == TOKEN_WORD)
		return token_may(t, i, MAY_NUMBER) && numeral_word(t, i, n);
	if (digits_of(t, i) > 9 || (i > 0 && token_is_glued(t, i) && t->all.v[i - 1].type == TOKEN_MARK))
		return false; /* « ,08 » */
	numeral_push_digits(t, i, n);
	n->end = i + 1;
	return true;
}

bool numeral_plain(const struct tokens *t, size_t i, struct numeral *n)
{
	*n = (struct numeral){ .first = i };
	if (i >= t->all.n || t->all.v[i].type == TOKEN_MARK)
		return false;
	if (read_lone(t, i, n))
		return true;
	return t->all.v[i].type == TOKEN_NUMBER ? numeral_digits(t, i, n) : numeral_words(t, i, n);
}

/* A collective is one word, or stands behind « une », « des », « trois », « bonne ». */
static bool may_be_collective(const struct tokens *t, size_t i)
{
	if (!token_may(t, i, MAY_NUMBER))
		return !token_is(t, i, "la");
	return token_may(t, i + 1, MAY_NUMERAL) || token_is(t, i, "un") || token_is(t, i, "une") || numeral_power(t, i) > 0;
}

bool numeral_read(const struct tokens *t, size_t i, struct numeral *n)
{
	*n = (struct numeral){ .first = i };
	if (i >= t->all.n || (t->all.v[i].type == TOKEN_MARK && !fraction_mark(t, i)))
		return false;
	if (t->all.v[i].type != TOKEN_MARK && read_lone(t, i, n))
		return read_sign(t, i, n);
	if (t->all.v[i].type == TOKEN_NUMBER)
		return fraction_read(t, i, n) ? read_sign(t, i, n) : read_counted_digits(t, i, n) && read_odd(t, n);
	if (read_half(t, i, n))
		return true;
	*n = (struct numeral){ .first = i };
	if (t->all.v[i].type == TOKEN_WORD &&
	    (!token_may(t, i, MAY_NUMERAL) || (may_be_collective(t, i) && read_collective(t, i, n))))
		return n->end > 0;
	if (t->all.v[i].type == TOKEN_WORD && !token_may(t, i, MAY_NUMBER))
		return token_is(t, i, "la") && fraction_read(t, i, n);
	if (fraction_read(t, i, n))
		return read_fraction_of_big(t, n) && read_sign(t, i, n);
	*n = (struct numeral){ .first = i };
	if (!numeral_words(t, i, n))
		return false;
	if (n->power >= 6)
		numeral_lower(t, n->power, n);
	fraction_add(t, n);
	read_sign(t, i, n);
	return read_odd(t, n);
}
