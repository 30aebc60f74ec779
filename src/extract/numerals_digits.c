/* numerals_digits.c - numbers that begin with digits: « 330 000 », « 2,5 millions », « 12,32e+14 »,
 * « 10k ». See numerals.h. */
#include "base/mem.h"
#include "extract/numerals_parts.h"

static const struct {
	struct sv word;
	int power;
} letters[] = {
#define LETTER(w, p) { SV_INIT(w), p },
#include "lang/fr/numerals.def"
#undef LETTER
};

size_t digits_of(const struct tokens *t, size_t i)
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

void numeral_push_digits(const struct tokens *t, size_t i, struct numeral *n)
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

/* The apostrophe that parts groups in Switzerland. */
static bool is_group_mark(const struct tokens *t, size_t i)
{
	return token_is_mark(t, i, '\'') || token_is_mark(t, i, 0x2019);
}

/* Groups of three behind 1 to 3 digits: by a blank, or by the mark `sep`
 * (glued). A group of another length that cannot begin a number of its own
 * (« 120 00 ») spoils the numeral. */
static size_t read_groups(const struct tokens *t, size_t i, struct numeral *n)
{
	size_t e = i + 1;
	numeral_push_digits(t, i, n);
	if (digits_of(t, i) > 3 || (digits_of(t, i) > 1 && token_text(t, i).p[0] == '0'))
		return e;
	while (digits_of(t, e) == 3 && one_blank(t, e))
		numeral_push_digits(t, e++, n);
	bool blanks = e > i + 1; /* not « 1'500'000 » */
	for (; !blanks && is_group_mark(t, e) && token_is_glued(t, e) && token_is_glued(t, e + 1) && digits_of(t, e + 1) == 3; e += 2)
		numeral_push_digits(t, e + 1, n);
	if (digits_of(t, e) > 0 && digits_of(t, e) != 3 && one_blank(t, e) && token_text(t, e).p[0] == '0') {
		n->flags |= NUMERAL_UNREADABLE;
		e++;
	}
	return e;
}

/* Behind « ,34,567 » of « 12,34,567 »: pairs, then three digits, as India groups them; e when there
 * is no such thing. */
static size_t skip_lakhs(const struct tokens *t, size_t e, const struct numeral *n)
{
	size_t k = e;
	if (e != n->first + 1 || digits_of(t, e - 1) > 2)
		return e;
	while (token_is_mark(t, k, ',') && token_is_glued(t, k) && token_is_glued(t, k + 1) && digits_of(t, k + 1) == 2)
		k += 2;
	bool last = token_is_mark(t, k, ',') && token_is_glued(t, k) && token_is_glued(t, k + 1) && digits_of(t, k + 1) == 3;
	return k > e && last ? k + 2 : e;
}

/* « 1.500.000 », « 1,500,000 », « 2,7 », « 0.20 », « 10.000 » */
static size_t read_decimals(const struct tokens *t, size_t e, struct numeral *n)
{
	if (!(token_is_mark(t, e, '.') || token_is_mark(t, e, ',')) || !token_is_glued(t, e) || !token_is_glued(t, e + 1) ||
	    digits_of(t, e + 1) == 0)
		return e;
	unsigned sep = t->all.v[e].lead;
	size_t first = digits_of(t, e - 1), k = skip_lakhs(t, e, n);
	if (k > e) {
		for (size_t i = e; i < k; i += 2)
			numeral_push_digits(t, i + 1, n);
		e = k;
		if (!(token_is_mark(t, e, '.') && token_is_glued(t, e) && token_is_glued(t, e + 1) && digits_of(t, e + 1) > 0))
			return e;
		sep = 0;
	}
	bool grouped = e == n->first + 1 && first <= 3 && digits_of(t, e + 1) == 3 && n->value.mant > 0;
	bool more = grouped && token_is_mark(t, e + 2, sep) && token_is_glued(t, e + 2) && token_is_glued(t, e + 3) &&
		    digits_of(t, e + 3) == 3;
	if (grouped && (sep == '.' || more)) {
		while (token_is_mark(t, k, sep) && token_is_glued(t, k) && token_is_glued(t, k + 1) && digits_of(t, k + 1) == 3) {
			numeral_push_digits(t, k + 1, n);
			k += 2;
		}
		if (sep != '.' || !token_is_mark(t, k, ',') || !token_is_glued(t, k) || !token_is_glued(t, k + 1) ||
		    digits_of(t, k + 1) == 0)
			return k;
		e = k; /* « 2.204,62 » */
	}
	numeral_push_digits(t, e + 1, n);
	n->value.scale = (int)digits_of(t, e + 1);
	return e + 2;
}

/* « 12,32e+14 »: glued throughout. */
static void read_exponent(const struct tokens *t, struct numeral *n)
{
	size_t k = n->end + 1;
	bool joined = token_is(t, n->end, "e-"); /* a word keeps its hyphen */
	bool minus = joined || token_is_mark(t, k, '-');
	if (!(joined || token_is(t, n->end, "e")) || !token_is_glued(t, n->end))
		return;
	if (!joined && (minus || token_is_mark(t, k, '+')) && token_is_glued(t, k))
		k++;
	if (digits_of(t, k) < 1 || digits_of(t, k) > 2 || !token_is_glued(t, k))
		return;
	struct sv s = token_text(t, k);
	int power = s.n == 1 ? s.p[0] - '0' : (s.p[0] - '0') * 10 + s.p[1] - '0';
	bool half = n->value.mant == 45 || n->value.mant == 90 || n->value.mant == 105 || n->value.mant == 120;
	if (half && n->value.scale == 0 && !minus && s.n == 1)
		return; /* « 90e+4 »: a minute of a match */
	if (minus && n->value.scale + power <= 18)
		n->value.scale += power;
	else if (minus || !decimal_shift(&n->value, power))
		n->flags |= NUMERAL_UNREADABLE;
	n->end = k + 1;
}

/* « 10k », « 2,5M », « 3 M€ », « 1,2 Md$ »: glued, or before a sign of money. */
static void read_letter(const struct tokens *t, struct numeral *n)
{
	size_t e = n->end;
	if (e >= t->all.n || t->all.v[e].type != TOKEN_WORD)
		return;
	int power = 0;
	for (size_t k = 0; k < ARRAY_LEN(letters) && power == 0; k++)
		power = sv_eq(token_text(t, e), letters[k].word) ? letters[k].power : 0;
	bool money = token_is_glued(t, e + 1) && (token_is_mark(t, e + 1, 0x20AC) || token_is_mark(t, e + 1, '$'));
	bool ends = e + 1 >= t->all.n || t->all.v[e + 1].flags & TOKEN_SENTENCE || t->all.v[e + 1].type == TOKEN_MARK;
	bool alone = token_is_glued(t, e) ? power > 0 && token_text(t, e).n == 1 && (ends || !token_is_glued(t, e + 1)) :
					    power == 3 && ends;
	bool sum = power > 3 && token_is(t, e + 1, "d'") && token_is(t, e + 2, "euros"); /* « 2,5 Md d'euros » */
	if (power > 0 && (money || alone || sum) && decimal_shift(&n->value, power)) {
		n->end++;
		n->flags |= sum ? NUMERAL_OF : 0;
	}
}

/* « ,08 », « .25 »: nothing stands before the mark, which is glued. */
static bool leads_decimals(const struct tokens *t, size_t i)
{
	return i > 0 && (token_is_mark(t, i - 1, ',') || (token_is_mark(t, i - 1, '.') && !(t->all.v[i].flags & TOKEN_SENTENCE))) && token_is_glued(t, i) && digits_of(t, i) > 1 &&
	       (i == 1 || !token_is_glued(t, i - 1));
}

/* The number nearest to x by 15 digits; false when it has more before the point. */
static bool decimal_of(double x, struct decimal *d)
{
	*d = (struct decimal){ 0 };
	if (!(x < 1e15))
		return false;
	for (; x < 1e14 && d->scale < 18; d->scale++)
		x *= 10;
	d->mant = ((int64_t)(x * 2) + 1) / 2;
	for (; d->scale > 0 && d->mant % 10 == 0; d->scale--)
		d->mant /= 10;
	return true;
}

/* « 1,1^23 », « 2,5^-1 »: glued throughout. */
static void read_power(const struct tokens *t, struct numeral *n)
{
	size_t k = n->end + 1;
	bool minus = false;
	if (!token_is_mark(t, n->end, '^') || !token_is_glued(t, n->end) || n->flags & NUMERAL_UNREADABLE)
		return;
	for (; (token_is_mark(t, k, '-') || token_is_mark(t, k, '+')) && token_is_glued(t, k); k++)
		minus ^= token_is_mark(t, k, '-');
	if (digits_of(t, k) < 1 || digits_of(t, k) > 2 || !token_is_glued(t, k))
		return;
	double x = (double)n->value.mant / (double)power_of_ten(n->value.scale), r = 1;
	struct sv s = token_text(t, k);
	for (int times = s.n == 1 ? s.p[0] - '0' : (s.p[0] - '0') * 10 + s.p[1] - '0'; times > 0; times--)
		r *= x;
	if (!decimal_of(minus ? 1 / r : r, &n->value))
		n->flags |= NUMERAL_UNREADABLE;
	n->end = k + 1;
}

/* The digits, their marks and what is glued to them. */
static void read_plain(const struct tokens *t, size_t i, struct numeral *n)
{
	n->end = read_groups(t, i, n);
	if (!(n->flags & NUMERAL_UNREADABLE))
		n->end = read_decimals(t, n->end, n);
	if (leads_decimals(t, i) && n->value.scale == 0)
		n->value.scale = (int)digits_of(t, i);
	if (n->value.scale > 9) {
		n->value.scale = 0;
		n->flags |= NUMERAL_UNREADABLE;
	}
	read_exponent(t, n);
	read_power(t, n);
	read_letter(t, n);
}

/* « mille », « millions » behind digits: the power of the last of them, 0 none. */
static int read_multipliers(const struct tokens *t, struct numeral *n)
{
	struct atoms a;
	struct numeral was = *n;
	size_t p = 0;
	if (!token_may(t, n->end, MAY_NUMBER))
		return 0;
	atoms_read(t, n->end, &a);
	bool thousand = atoms_kind(&a, 0) == MILLE;
	if (thousand) {
		if (!decimal_shift(&n->value, 3))
			n->flags |= NUMERAL_UNREADABLE;
		p = 1;
	}
	if (!atoms_powers(&a, &p, &n->value, &n->power))
		n->flags |= NUMERAL_UNREADABLE;
	if (n->power >= 6)
		n->flags |= NUMERAL_OF;
	/* « 3 millions un quart »: an article is no part of it. */
	if (p > 1 && atoms_are(&a, p - 1, 1) && atoms_kind(&a, p - 2) == BIG)
		p--;
	if (p == 0)
		return 0;
	if (!atoms_end(&a, p, n)) {
		*n = was;
		return 0;
	}
	return n->power > 0 ? n->power : thousand && p == 1 ? 3 : 0;
}

/* « 21 » of « 3 cents et 21 », « un » of « 3 cent un »: below one hundred, at token k; 0 none. */
static int64_t units_behind(const struct tokens *t, size_t k, bool et, size_t *end)
{
	struct numeral low = { .first = k };
	if (k >= t->all.n || t->all.v[k].flags & (TOKEN_SENTENCE | TOKEN_NEWLINE))
		return 0;
	if (digits_of(t, k) > 0 && et)
		read_plain(t, k, &low);
	else if (!token_may(t, k, MAY_NUMBER) || !numeral_words(t, k, &low))
		return 0;
	bool money = token_is(t, low.end, "cents") || token_is(t, low.end, "cent") || token_is(t, low.end, "centimes");
	bool article = low.flags & NUMERAL_ARTICLE && token_is(t, k - 1, "cents");
	*end = low.end;
	return money || article || low.value.scale > 0 || low.value.mant >= 100 || low.power > 0 ||
			       low.flags & (NUMERAL_UNREADABLE | NUMERAL_OF) ?
		       0 :
		       low.value.mant;
}

/* « 3 cents et 21 », « 3 cent un », « 3 cent mille »: hundreds where the number goes on, else « cents »
 * are money; lower: it has gone on from thousands. */
static bool read_hundreds(const struct tokens *t, bool lower, struct numeral *n)
{
	size_t cent = n->end, end = cent + 1;
	if (n->value.scale > 0 || n->value.mant < 1 || n->value.mant > 9 || n->end != n->first + 1 ||
	    !(token_is(t, cent, "cents") || token_is(t, cent, "cent")) || t->all.v[cent].flags & TOKEN_SENTENCE)
		return false;
	bool et = token_is(t, end, "et"), thousand = token_is(t, end, "mille");
	int64_t low = thousand ? 0 : units_behind(t, end + et, et, &end);
	if (low == 0 && !thousand && !lower)
		return false;
	n->value.mant = (n->value.mant * 100 + low) * (thousand ? 1000 : 1);
	n->end = low > 0 ? end : cent + 1 + thousand;
	return true;
}

/* Adds what is smaller than 10^power, the last multiplier; its own, 0 when nothing goes on. */
static int read_lower(const struct tokens *t, int power, struct numeral *n)
{
	struct numeral low = { .first = n->end };
	if (power == 0 || digits_of(t, n->end) == 0 || t->all.v[n->end].flags & (TOKEN_SENTENCE | TOKEN_NEWLINE) ||
	    n->value.scale > 0 || n->flags & NUMERAL_UNREADABLE)
		return 0;
	read_plain(t, n->end, &low);
	int own = read_multipliers(t, &low);
	bool more = own > 0 || read_hundreds(t, true, &low) || digits_of(t, low.end - 1) == 3;
	if (!more || low.value.scale > 0 || low.flags & NUMERAL_UNREADABLE || low.value.mant >= power_of_ten(power))
		return 0;
	n->value.mant += low.value.mant;
	n->end = low.end;
	n->power = low.power;
	n->flags = (n->flags & ~(unsigned)NUMERAL_OF) | low.flags;
	return own;
}

void numeral_lower(const struct tokens *t, int power, struct numeral *n)
{
	while (power > 0)
		power = read_lower(t, power, n);
}

bool numeral_digits(const struct tokens *t, size_t i, struct numeral *n)
{
	read_plain(t, i, n);
	int power = read_multipliers(t, n);
	if (power == 0)
		read_hundreds(t, false, n);
	numeral_lower(t, power, n);
	return true;
}
