/* fractions.c - see fractions.h. Values are decimals, rounded to four digits that count. */
#include "extract/fractions.h"

#include "base/mem.h"
#include "extract/numerals_parts.h"

struct part {
	struct sv word;
	int64_t value;
};

static const struct part parts[] = {
#define FRACTION(w, v) { SV_INIT(w), v },
#include "lang/fr/numerals.def"
#undef FRACTION
};

static const struct part ordinals[] = {
#define ORDINAL(stem, v) { SV_INIT(stem), v },
#include "lang/fr/numerals.def"
#undef ORDINAL
};

static const struct vulgar {
	unsigned cp;
	int num, den;
} vulgars[] = {
#define VULGAR(cp, num, den) { cp, num, den },
#include "lang/fr/numerals.def"
#undef VULGAR
};

/* a / b, both below 10^13. */
static struct decimal quotient(int64_t a, int64_t b)
{
	struct decimal d = { 0, 4 };
	int64_t ten = 10000;
	while (a * ten / b < 1000 && d.scale < 18 && a * ten < INT64_MAX / 20) {
		ten *= 10;
		d.scale++;
	}
	d.mant = (a * ten + b / 2) / b;
	while (d.mant % 10 == 0 && d.scale > 0) {
		d.mant /= 10;
		d.scale--;
	}
	return d;
}

static int64_t find_part(const struct part *table, size_t n, struct sv s)
{
	for (size_t i = 0; i < n; i++) {
		if (sv_eq(s, table[i].word))
			return table[i].value;
	}
	return 0;
}

int64_t fraction_denominator(const struct tokens *t, size_t i, bool *plural)
{
	struct sv s;
	if (i >= t->all.n || t->all.v[i].type != TOKEN_WORD)
		return 0;
	s = t->all.v[i].fold;
	*plural = sv_ends(s, SV("s"));
	int64_t part = sv_eq(s, SV("demi")) ? 2 : find_part(parts, ARRAY_LEN(parts), s);
	if (part > 0)
		return part;
	if (*plural)
		s.n--;
	if (!sv_ends(s, SV("ieme")))
		return 0;
	s.n -= 4;
	size_t cut = s.n;
	while (cut > 0 && s.p[cut - 1] != '-')
		cut--;
	int64_t low = find_part(ordinals, ARRAY_LEN(ordinals), sv_cut(s, cut, s.n));
	if (low == 0 || cut == 0)
		return low;
	if (sv_ends(sv_cut(s, 0, cut), SV("-et-")))
		cut -= 3;
	/* the words before the last hyphen */
	struct numeral n;
	bool tens = numeral_in_word(sv_cut(s, 0, cut - 1), &n) && n.value.mant < 1000;
	return tens && low < 100 ? n.value.mant + low : tens ? n.value.mant * low : 0;
}

/* A rank (« un cinquième but ») is no part; parts have « de » behind them or nothing. */
static bool ends_part(const struct tokens *t, size_t e)
{
	return e >= t->all.n || t->all.v[e].flags & TOKEN_SENTENCE || token_is(t, e, "de") || token_is(t, e, "des") ||
	       token_is(t, e, "du") || token_is(t, e, "d'") ||
	       (t->all.v[e].type == TOKEN_MARK && !token_is_mark(t, e, ','));
}

/* « 3/4 », glued, of a small whole; no date, no « 1/2 finale ». */
static bool read_slash(const struct tokens *t, size_t i, struct numeral *n)
{
	struct numeral a = { .first = i }, b = { .first = i + 2 };
	if (i >= t->all.n || t->all.v[i].type != TOKEN_NUMBER || !token_is_mark(t, i + 1, '/') ||
	    !token_is_glued(t, i + 1) || !token_is_glued(t, i + 2) || i + 2 >= t->all.n ||
	    t->all.v[i + 2].type != TOKEN_NUMBER || token_is_mark(t, i + 3, '/') || token_is_mark(t, i + 3, '-'))
		return false;
	size_t e = i + 3 + (token_is(t, i + 3, "de") || token_is(t, i + 3, "eme") || token_is(t, i + 3, "emes"));
	if (i > 0 && (token_is(t, i - 1, "le") || token_is_mark(t, i - 1, '/') || token_is_mark(t, i - 1, '.')))
		return false;
	if (!numeral_plain(t, i, &a) || !numeral_plain(t, i + 2, &b) || b.end != i + 3 || a.value.scale > 0 ||
	    b.value.scale > 0 || a.value.mant < 1 || a.value.mant >= b.value.mant ||
	    (b.value.mant > 6 && b.value.mant != 8 && b.value.mant != 10) || token_is(t, e, "finale") ||
	    token_is(t, e, "finales"))
		return false;
	n->value = quotient(a.value.mant, b.value.mant);
	n->end = i + 3;
	n->flags |= NUMERAL_FRACTION;
	return true;
}

static const struct vulgar *vulgar_at(const struct tokens *t, size_t i)
{
	for (size_t k = 0; token_may(t, i, MAY_FRACTION) && k < ARRAY_LEN(vulgars); k++) {
		if (t->all.v[i].lead == vulgars[k].cp)
			return &vulgars[k];
	}
	return NULL;
}

bool fraction_mark(const struct tokens *t, size_t i)
{
	return token_may(t, i, MAY_FRACTION);
}

/* « un vingt et unième », « un cent cinquième »: all behind « un » is the whole. */
static bool read_one_of(const struct tokens *t, size_t i, struct numeral *n)
{
	struct numeral tens = { 0 };
	bool plural = false;
	if (!(token_is(t, i, "un") || token_is(t, i, "une")))
		return false;
	bool good = token_is(t, i + 1, "bon") || token_is(t, i + 1, "gros"), small = token_is(t, i + 1, "petit");
	if ((good || small) && find_part(parts, ARRAY_LEN(parts), i + 2 < t->all.n ? t->all.v[i + 2].fold : SV("")) > 0) {
		n->flags |= good ? NUMERAL_MORE : NUMERAL_LESS; /* « un bon tiers » */
		i++;
	}
	int64_t whole = fraction_denominator(t, i + 1, &plural);
	n->end = i + 2;
	if (whole == 0 && numeral_plain(t, i + 1, &tens) && tens.flags & NUMERAL_WORDS && tens.value.mant < 1000 &&
	    (token_is(t, tens.end, "et") || tens.value.mant >= 20)) {
		size_t k = tens.end + token_is(t, tens.end, "et");
		int64_t low = fraction_denominator(t, k, &plural);
		whole = low > 0 && low < 20 ? tens.value.mant + low : 0;
		n->end = k + 1;
	}
	bool only = find_part(parts, ARRAY_LEN(parts), n->end <= t->all.n ? t->all.v[n->end - 1].fold : SV("")) > 0;
	if (whole < 2 || (plural && !only) || !(only || ends_part(t, n->end)))
		return false;
	n->value = quotient(1, whole);
	return true;
}

/* « vingt cinquième » behind a number that it cannot go on from (« vingt vingt cinquième »): the
 * whole in two words; *end behind it. */
static int64_t whole_in_words(const struct tokens *t, size_t i, size_t *end, bool *plural)
{
	struct numeral tens = { 0 };
	if (!token_may(t, i, MAY_NUMBER) || !numeral_plain(t, i, &tens) || tens.value.mant < 20 || tens.value.mant > 999 ||
	    tens.power > 0)
		return 0;
	int64_t low = fraction_denominator(t, tens.end, plural);
	*end = tens.end + 1;
	return low > 0 && low < 20 ? tens.value.mant + low : 0;
}

/* « deux tiers », « vingt-trois cinquièmes » */
static bool read_many_of(const struct tokens *t, size_t i, struct numeral *n)
{
	struct numeral count = { 0 };
	bool plural = false;
	if (!numeral_plain(t, i, &count) || count.flags & NUMERAL_ARTICLE || count.power != 0 || count.value.mant > 999999999 ||
	    count.value.scale > 0)
		return false;
	int64_t whole = fraction_denominator(t, count.end, &plural);
	size_t end = count.end + 1;
	if (whole == 0 && (whole = whole_in_words(t, count.end, &end, &plural)) > 0 && ends_part(t, end)) {
		n->value = quotient(count.value.mant, whole);
		n->end = end;
		return true;
	}
	bool only = whole > 0 && find_part(parts, ARRAY_LEN(parts), t->all.v[count.end].fold) > 0;
	if (whole < 2 || (!only && !plural && !ends_part(t, count.end + 1)))
		return false;
	if (only && count.value.mant >= whole && !ends_part(t, count.end + 1))
		return false;
	n->value = quotient(count.value.mant, whole);
	n->end = count.end + 1;
	return true;
}

bool fraction_read(const struct tokens *t, size_t i, struct numeral *n)
{
	const struct vulgar *v = vulgar_at(t, i);
	*n = (struct numeral){ .first = i };
	if (v != NULL) {
		n->value = quotient(v->num, v->den);
		n->end = i + 1;
	} else if (i < t->all.n && t->all.v[i].type == TOKEN_NUMBER) {
		return read_slash(t, i, n) || (read_many_of(t, i, n) && (n->flags |= NUMERAL_FRACTION) != 0);
	} else if ((token_is(t, i, "la") || token_is(t, i, "une")) && token_is(t, i + 1, "moitie")) {
		n->value = (struct decimal){ 5, 1 };
		n->end = i + 2;
	} else if (!token_may(t, i, MAY_NUMERAL) || !(read_one_of(t, i, n) || read_many_of(t, i, n))) {
		return false;
	}
	n->flags |= NUMERAL_FRACTION | NUMERAL_WORDS;
	return true;
}

/* « un sur dix », « 3 sur 4 »: a plain number, « sur », a larger one. */
static void add_sur(const struct tokens *t, struct numeral *n)
{
	struct numeral whole = { .first = n->end + 1 };
	if (!token_is(t, n->end, "sur") || n->value.scale > 0 || n->power > 0 ||
	    n->flags & (NUMERAL_APPROX | NUMERAL_UNREADABLE | NUMERAL_FRACTION) || n->value.mant < 1)
		return;
	if (!numeral_plain(t, n->end + 1, &whole) || whole.value.scale > 0 ||
	    whole.flags & (NUMERAL_UNREADABLE | NUMERAL_ARTICLE) || whole.value.mant > 100000 || whole.value.mant < 1)
		return;
	bool line = numeral_is_line(t, n->first, whole.end); /* « deux mille sur trois » */
	if (whole.value.mant <= n->value.mant && !line)
		return;
	n->value = quotient(n->value.mant, whole.value.mant);
	n->end = whole.end;
	n->flags = (n->flags & ~(unsigned)NUMERAL_ARTICLE) | NUMERAL_FRACTION;
}

/* « cinq milliards et trois quarts », « un milliard et trois quarts de million » */
static bool add_part_of_big(const struct tokens *t, struct numeral *n)
{
	struct numeral part = { 0 };
	if (!token_may(t, n->end + 1, MAY_NUMERAL) || !fraction_read(t, n->end + 1, &part) || n->value.scale > 0)
		return false;
	size_t of = token_is(t, part.end, "de");
	int own = numeral_power(t, part.end + of);
	if (own > 0 && own < n->power)
		part.end += of + 1;
	else
		own = n->power;
	if (token_is(t, part.end, "des") || (own == n->power && token_is(t, part.end, "de")) ||
	    !decimal_shift(&part.value, own) || decimal_cmp(part.value, n->value) >= 0)
		return false;
	for (; part.value.scale > 0; part.value.scale--)
		part.value.mant /= 10;
	n->value.mant += part.value.mant;
	n->end = part.end;
	return true;
}

/* A whole number and a part of one more. */
static void add_part(const struct tokens *t, struct numeral *n)
{
	struct numeral part = { 0 };
	bool glued = token_is_glued(t, n->end) && fraction_mark(t, n->end);
	bool et = token_is(t, n->end, "et");
	size_t i = n->end + et;
	if (n->power >= 6 && et && add_part_of_big(t, n))
		return;
	if (n->value.scale > 0 || n->power > 0 || n->value.mant > 9999 || n->value.mant < 1 ||
	    n->flags & (NUMERAL_APPROX | NUMERAL_UNREADABLE | NUMERAL_FRACTION) || (n->flags & NUMERAL_ARTICLE && !et))
		return;
	if (et && (token_is(t, i, "demi") || token_is(t, i, "demie"))) {
		part.value = (struct decimal){ 5, 1 };
		part.end = i + 1;
	} else if (!(et || glued || (i < t->all.n && t->all.v[i].type == TOKEN_NUMBER && token_is_mark(t, i + 1, '/'))) ||
		   !fraction_read(t, i, &part) || part.value.scale == 0 ||
		   decimal_cmp(part.value, (struct decimal){ 1, 0 }) >= 0) {
		return;
	}
	for (int k = part.value.scale; k > 0; k--)
		n->value.mant *= 10;
	n->value.mant += part.value.mant;
	n->value.scale = part.value.scale;
	n->end = part.end;
	n->flags &= ~(unsigned)NUMERAL_ARTICLE;
}

bool fraction_of(const struct numeral *part, const struct numeral *whole, struct numeral *share)
{
	if (part->value.scale > 0 || whole->value.scale > 0 || whole->value.mant < 1)
		return false;
	share->value = quotient(part->value.mant, whole->value.mant);
	return true;
}

void fraction_add(const struct tokens *t, struct numeral *n)
{
	add_sur(t, n);
	add_part(t, n);
}
