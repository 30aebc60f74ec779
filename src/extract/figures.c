/* figures.c - numbers with what they count, their bounds and their tags.
 *
 * Runs behind dates.c and leaves alone what is a date. Numerals are read by
 * numerals.c, nouns and units by figures_unit.c; here stand the modifiers,
 * ranges, and what is a number but no figure.
 */
#include "extract/figures.h"
#include "extract/fractions.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "extract/extract.h"

static const struct sv changes[] = {
#define CHANGE(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef CHANGE
}, change_words[] = {
#define CHANGE_WORD(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef CHANGE_WORD
}, change_nouns[] = {
#define CHANGE_NOUN(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef CHANGE_NOUN
};

static const struct sv one_units[] = {
#define ONE_UNIT(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef ONE_UNIT
}, one_money[] = {
#define ONE_MONEY(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef ONE_MONEY
}, not_one[] = {
#define NOT_ONE(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef NOT_ONE
};

static bool is_in(const struct tokens *t, size_t i, const struct sv *list, size_t n)
{
	for (size_t k = 0; i < t->all.n && k < n; k++) {
		if (sv_eq(t->all.v[i].fold, list[k]))
			return true;
	}
	return false;
}

struct figure {
	struct numeral n, last;   /* last: the upper end of a range */
	bool range;
	struct counted c;
	bool counts;
	const char *modifier, *tag, *rule;
	size_t end;
	size_t prefix;            /* tokens before the numeral: « £ », « moins » */
};

static const char *find_modifier(const struct tokens *t, const struct figure *f)
{
	const char *kind = modifier_find(t, f->n.first - f->prefix, f->n.end, f->end);
	if (kind == NULL && f->range && f->n.first > 1)
		kind = modifier_before(t, f->n.first - 1);
	bool measure = f->counts && f->c.unit && strcmp(f->c.tag, "DURATION") != 0;
	if (kind != NULL && sv_starts(sv_of(kind), SV("measured ")))
		kind = measure ? kind + strlen("measured ") : NULL;
	if (kind != NULL)
		return kind;
	if (f->n.flags & NUMERAL_MORE)
		return "more";
	if (f->n.flags & NUMERAL_LESS)
		return "less";
	return f->n.flags & NUMERAL_APPROX ? "approx" : NULL;
}

/* « passe », « augmenté », « baisseront »: is token i a verb of change? */
static bool is_change_verb(const struct tokens *t, size_t i)
{
	static const struct sv endings[] = { SV_INIT("e"), SV_INIT("es"), SV_INIT("ent"), SV_INIT("er"), SV_INIT("era"), SV_INIT("eront"),
					     SV_INIT("ant"), SV_INIT("ait"), SV_INIT("aient"), SV_INIT("ee"), SV_INIT("ees"),
					     SV_INIT("erent"), SV_INIT("erait"), SV_INIT("a") };
	struct sv s = t->all.v[i].fold;
	if (is_in(t, i, change_words, ARRAY_LEN(change_words)))
		return true;
	for (size_t c = 0; c < ARRAY_LEN(changes); c++) {
		for (size_t e = 0; sv_starts(s, changes[c]) && e < ARRAY_LEN(endings); e++) {
			if (sv_eq(sv_cut(s, changes[c].n, s.n), endings[e]))
				return i == 0 || !is_in(t, i - 1, change_nouns, ARRAY_LEN(change_nouns));
		}
	}
	return false;
}

/* A verb of change within the five words before token i. */
static bool is_change(const struct tokens *t, size_t i)
{
	for (size_t k = i; k > 0 && k + 6 > i; k--) {
		if (t->all.v[k].flags & TOKEN_SENTENCE)
			return false;
		if (is_change_verb(t, k - 1))
			return true;
	}
	return false;
}

/* « trois à quatre cents », « deux ou trois mille »: the power of ten that the lower end
 * leaves to the upper one; 0 none. Words only: digits are whole. */
static int shared_power(const struct tokens *t, const struct figure *f)
{
	static const struct decimal ten = { 10, 0 };
	size_t e = f->last.end - 1;
	if (!(f->n.flags & NUMERAL_WORDS) || f->n.value.scale > 0 || f->n.end != f->n.first + 1 || f->last.end < f->last.first + 2)
		return 0;
	if ((token_is(t, e, "cents") || token_is(t, e, "cent")) && decimal_cmp(f->n.value, ten) < 0)
		return 2;
	return token_is(t, e, "mille") && decimal_cmp(f->n.value, (struct decimal){ 100, 0 }) < 0 ? 3 : 0;
}

/* « de 10 à 15 personnes », « entre 3 et 5 millions », « 8 000 à 10 000 », « 1 ou 2 »,
 * « 2-3 ans »: reads the upper end when there is one. */
static bool read_range(const struct tokens *t, struct figure *f)
{
	size_t i = f->n.first, k = f->n.end;
	struct counted c;
	bool between = i > 0 && token_is(t, i - 1, "entre");
	bool from = i > 0 && token_is(t, i - 1, "de");
	if (f->n.flags & (NUMERAL_UNREADABLE | NUMERAL_FRACTION) || (f->n.flags & NUMERAL_ARTICLE && !between))
		return false;
	bool each = counted_read(t, &f->n, &c) && (c.unit || between); /* « 3 h à 5 h » */
	if (each) {
		if (!(token_is(t, c.end, "a") || (between && token_is(t, c.end, "et"))))
			return false;
		k = c.end;
	}
	bool dash = (token_is_mark(t, k, '-') || token_is_mark(t, k, 0x2013)) && token_is_glued(t, k) && token_is_glued(t, k + 1);
	bool to = token_is(t, k, "a") || token_is(t, k, "ou") || dash || (between && token_is(t, k, "et"));
	if (!to || (token_is(t, k, "a") && from && is_change(t, i - 1)))
		return false;
	if (!numeral_read(t, k + 1, &f->last) ||
	    f->last.flags & (NUMERAL_UNREADABLE | NUMERAL_APPROX | NUMERAL_ARTICLE | NUMERAL_FRACTION))
		return false;
	struct counted top;
	if (each && !between && !(counted_read(t, &f->last, &top) && strcmp(c.code, top.code) == 0))
		return false; /* « à 18 km/h à 350 kilomètres » */
	struct decimal low = f->n.value;
	int short_of = shared_power(t, f);
	if (short_of > 0)
		decimal_shift(&f->n.value, short_of);
	if (f->last.power >= 6 && f->n.power == 0 && decimal_cmp(low, (struct decimal){ 1000, 0 }) < 0 &&
	    decimal_shift(&low, f->last.power) && decimal_cmp(low, f->last.value) < 0)
		f->n.value = low;
	if (decimal_cmp(f->n.value, f->last.value) >= 0)
		return false;
	double lo = (double)f->n.value.mant, hi = (double)f->last.value.mant;
	if (each && !between && !from && decimal_cmp(f->last.value, (struct decimal){ f->n.value.mant * 4, f->n.value.scale }) > 0)
		return false; /* « gagne 1,30 dollar à 78 dollars » */
	return f->n.value.scale != f->last.value.scale || hi < lo * 60 || (lo < 1 && (between || from));
}

/* A lone « un », « une » counts only with a unit that is measured or a bound. */
static bool article_counts(const struct tokens *t, const struct figure *f)
{
	size_t i = f->n.first;
	if (!f->counts || (f->c.end < t->all.n && t->all.v[f->c.end].type == TOKEN_NUMBER && !f->c.unit))
		return false; /* « jusqu'à une magnitude 6 » */
	const char *m = modifier_before(t, i);
	if (m != NULL && strcmp(m, "approx") != 0 && 
	    !(i > 1 && (token_is(t, i - 2, "au-dela") || token_is(t, i - 1, "moins")))) /* « n'en porte pas moins un nom » */
		return true;
	if (!f->c.unit || token_is(t, f->c.first, "meme"))
		return false;
	if (is_in(t, f->c.end - 1, one_units, ARRAY_LEN(one_units)))
		return !((token_is(t, f->c.end, "de") || token_is(t, f->c.end, "d'")) && token_may(t, f->c.end + 1, MAY_MONTH)); /* « un mois de juin » */
	if (strcmp(f->c.tag, "MONEY") == 0)
		return i > 0 && (token_is(t, i - 1, "d'") || token_is(t, i - 1, "a") || token_is(t, i - 1, "pour")) &&
		       is_in(t, f->c.first, one_money, ARRAY_LEN(one_money)) && !is_in(t, f->c.end, not_one, ARRAY_LEN(not_one));
	return t->all.v[f->c.first].fold.n > 3 && (strcmp(f->c.tag, "MASS") == 0 || strcmp(f->c.tag, "DISTANCE") == 0);
}

/* Is the numeral all that its sentence says? */
static bool is_alone(const struct tokens *t, const struct numeral *n)
{
	size_t e = n->end;
	while (e < t->all.n && t->all.v[e].type == TOKEN_MARK)
		e++;
	return t->all.v[n->first].flags & TOKEN_SENTENCE && (e >= t->all.n || t->all.v[e].flags & TOKEN_SENTENCE) &&
	       !(n->flags & NUMERAL_ARTICLE);
}

/* Is a number without noun worth keeping? */
static bool bare_counts(const struct tokens *t, const struct figure *f)
{
	const struct numeral *n = &f->n;
	if (n->flags & NUMERAL_FRACTION)
		return !is_person(t, n);
	if (n->flags & (NUMERAL_UNREADABLE | NUMERAL_MINUS))
		return true;
	if (token_is(t, n->end, "des") || (token_is(t, n->end, "d'") && token_is(t, n->end + 1, "entre")))
		return !(n->flags & NUMERAL_ARTICLE); /* « deux des quatre suspects » */
	if (n->flags & NUMERAL_WORDS)
		return n->value.scale > 0 || is_alone(t, n) || word_counts(t, n);
	bool code = n->first > 0 && t->all.v[n->first - 1].flags & TOKEN_UPPER; /* « HIP 12961 » */
	if (behind_name(t, n->first) && (code || decimal_cmp(n->value, (struct decimal){ 1000, 0 }) < 0) && f->modifier == NULL)
		return false;
	return true;
}

static void print_value(const struct figure *f, struct mentions *m, struct mention *x)
{
	char low[32], high[32], both[72];
	if (f->n.flags & NUMERAL_UNREADABLE)
		return;
	decimal_print(f->n.value, low);
	const char *value = low;
	if (f->range) {
		decimal_print(f->last.value, high);
		snprintf(both, sizeof both, "%s..%s", low, high);
		value = both;
	} else if (f->n.flags & NUMERAL_MINUS) {
		snprintf(both, sizeof both, "-%s", low);
		value = both;
	}
	x->attr[ATTR_VALUE] = arena_strdup(&m->arena, value);
}

static void add(const struct tokens *t, const struct figure *f, struct mentions *m)
{
	size_t first = f->n.first - f->prefix;
	struct span at = { t->all.v[first].span.start, t->all.v[f->end - 1].span.end };
	struct mention *x = mentions_add(m, KIND_FIGURE, at, f->tag, f->rule);
	x->confidence = f->counts ? 0.9f : 0.6f;
	print_value(f, m, x);
	x->code = f->counts && f->c.code[0] != '\0' ? f->c.code : NULL;
	if (f->counts && f->c.end > f->c.first) {
		struct sv unit = sv_cut(t->text, t->all.v[f->c.first].span.start,
					t->all.v[f->c.unit_end - 1].span.end);
		while (f->c.first == f->n.first && f->prefix == 0 && memchr(unit.p, '-', unit.n) != NULL)
			unit = sv_cut(unit, (size_t)((const char *)memchr(unit.p, '-', unit.n) - unit.p) + 1, unit.n); /* « trois-tonnes » */
		x->attr[ATTR_UNIT] = arena_strndup(&m->arena, unit.p, unit.n);
	}
	x->attr[ATTR_MODIFIER] = f->modifier;
}

/* Adds part / 10^scale to a whole value. */
static bool add_decimals(struct decimal *d, int64_t part, int scale)
{
	if (d->scale > 0 || d->mant > INT64_MAX / 1000)
		return false;
	for (int i = 0; i < scale; i++)
		d->mant *= 10;
	d->mant += part;
	d->scale = scale;
	return true;
}

/* « 72 » of « 1 m 72 », « 58 » of « 9 s 58 »: two digits that count nothing themselves; -1 none. */
static int hundredths_at(const struct tokens *t, size_t e)
{
	struct numeral n;
	struct counted c;
	if (e >= t->all.n || t->all.v[e].type != TOKEN_NUMBER || t->all.v[e].flags & TOKEN_SENTENCE ||
	    t->all.v[e].span.end - t->all.v[e].span.start != 2 || !numeral_plain(t, e, &n) || n.end != e + 1 ||
	    counted_read(t, &n, &c))
		return -1;
	return (int)n.value.mant;
}

/* « 30 » of « 2 h 30 », « 4 minutes », « et quinze secondes »: a part below 60 of the unit before,
 * named or of two digits; -1 none. *e behind it. */
static int time_part_at(const struct tokens *t, size_t *e, const char *unit)
{
	struct numeral n;
	struct counted c;
	size_t k = *e + token_is(t, *e, "et");
	if (k >= t->all.n || t->all.v[k].flags & TOKEN_SENTENCE || !token_may(t, k, MAY_NUMERAL) || !numeral_plain(t, k, &n) ||
	    n.value.scale > 0 || n.value.mant > 59)
		return -1;
	bool counts = counted_read(t, &n, &c), named = counts && strcmp(c.code, unit) == 0;
	bool digits = k == *e && n.end == k + 1 && t->all.v[k].span.end - t->all.v[k].span.start == 2 &&
		      t->all.v[k].type == TOKEN_NUMBER;
	if (!named && !(digits && !counts))
		return -1;
	*e = named ? c.end : n.end;
	return (int)n.value.mant;
}

/* « 2 h 30 [min] [10 s] », « 3 minutes 20 », « 9 s 58 » as a length of time, « 1 m 72 »: in the largest
 * unit. */
static bool read_minutes(const struct tokens *t, struct figure *f)
{
	static const struct {
		const char *code;
		int64_t hundredths;
	} units[] = { { "h", 360000 }, { "min", 6000 }, { "s", 100 } };
	struct numeral sum = { 0 }, part = { .value = f->n.value };
	size_t u = 0, e = f->end;
	int more;
	if (f->n.value.scale > 0 || f->n.value.mant > 9999)
		return false;
	if (strcmp(f->c.code, "m") == 0 && (more = hundredths_at(t, e)) >= 0 && add_decimals(&f->n.value, more, 2)) {
		f->end++;
		return true;
	}
	while (u < ARRAY_LEN(units) && strcmp(f->c.code, units[u].code) != 0)
		u++;
	if (u == ARRAY_LEN(units))
		return false;
	part.value.mant *= units[u].hundredths;
	for (size_t k = u + 1; k < ARRAY_LEN(units) && (more = time_part_at(t, &e, units[k].code)) >= 0; k++)
		part.value.mant += more * units[k].hundredths;
	if ((u == 2 || token_is(t, e - 1, "s") || token_is(t, e - 1, "secondes")) && (more = hundredths_at(t, e)) >= 0) {
		part.value.mant += more;
		e++;
	}
	if (e == f->end || !fraction_of(&part, &(struct numeral){ .value = { units[u].hundredths, 0 } }, &sum))
		return false;
	f->n.value = sum.value;
	f->end = e;
	return true;
}

/* What goes on behind the unit: « deux ans et demi », « 15 euros 50 », « 3 euros et
 * 20 centimes ». */
static void read_rest(const struct tokens *t, struct figure *f)
{
	struct numeral cents = { 0 };
	struct decimal *value = f->range ? &f->last.value : &f->n.value;
	size_t e = f->end, et = token_is(t, e, "et"), demi = e + et;
	if (!f->counts || !f->c.unit || f->n.flags & (NUMERAL_UNREADABLE | NUMERAL_FRACTION | NUMERAL_APPROX))
		return;
	bool half = token_is(t, demi, "demi") || token_is(t, demi, "demie");
	if (et && (half || token_is(t, demi, "quart")) && add_decimals(value, half ? 5 : 25, half ? 1 : 2)) {
		f->end = demi + 1;
		return;
	}
	if (!f->range && read_minutes(t, f))
		return;
	if (f->range || strcmp(f->c.tag, "MONEY") != 0 || demi >= t->all.n || t->all.v[demi].flags & TOKEN_SENTENCE ||
	    !numeral_plain(t, demi, &cents))
		return;
	if (cents.value.mant >= 100 && cents.value.mant % 100 == 0 && token_is(t, cents.end - 1, "cents")) {
		cents.value.mant /= 100; /* « treize euros et vingt cents » */
		cents.end--;
	}
	if (cents.value.scale > 0 || cents.value.mant > 99 || cents.power > 0)
		return;
	bool named = token_is(t, cents.end, "centimes") || token_is(t, cents.end, "centime") ||
		     token_is(t, cents.end, "cents") || token_is(t, cents.end, "cent");
	struct counted c;
	bool bare = !et && !(cents.flags & NUMERAL_WORDS) && cents.value.mant >= 10 && !counted_read(t, &cents, &c);
	if ((named || bare) && add_decimals(value, cents.value.mant, 2))
		f->end = cents.end + named;
}

/* « un Français sur trois », « deux élèves sur cinq »: a share, its noun inside. */
static void read_rate(const struct tokens *t, struct figure *f)
{
	struct numeral whole;
	struct counted c;
	size_t e = f->c.end;
	bool time = f->c.unit && strcmp(f->c.tag, "DURATION") == 0 && f->n.flags & NUMERAL_ARTICLE;
	if (!f->counts || (f->c.unit && !time) || f->range || !token_is(t, e, "sur") || f->c.of != SIZE_MAX || f->n.value.mant < 1 ||
	    f->n.flags & (NUMERAL_APPROX | NUMERAL_UNREADABLE | NUMERAL_FRACTION | NUMERAL_OF))
		return;
	if (!numeral_plain(t, e + 1, &whole) || whole.flags & NUMERAL_UNREADABLE || counted_read(t, &whole, &c) ||
	    token_is_mark(t, whole.end, '%') || decimal_cmp(f->n.value, whole.value) >= 0)
		return;
	int64_t of = whole.value.mant;
	bool round = of <= 10 || of == 20 || of == 100 || of == 1000 || of == 10000 || f->n.flags & NUMERAL_ARTICLE;
	struct numeral share = { 0 };
	if (!round || !fraction_of(&f->n, &whole, &share))
		return;
	f->n.value = share.value;
	f->n.flags = (f->n.flags & ~(unsigned)NUMERAL_ARTICLE) | NUMERAL_FRACTION;
	f->end = whole.end;
	f->rule = N_("share");
}

/* « £ 50 », « US$ 3,5 milliards »: the sign of money before its number. */
static void read_money_before(const struct tokens *t, struct figure *f)
{
	static const unsigned signs[] = { 0x20AC, '$', 0xA3, 0xA5 };
	size_t i = f->n.first, e;
	if (i == 0 || (f->counts && f->c.unit) || t->all.v[i].flags & TOKEN_NEWLINE || f->n.flags & NUMERAL_WORDS)
		return;
	const char *code, *tag = t->all.v[i - 1].flags & TOKEN_UPPER ? unit_find(t, i - 1, &e, &code) : NULL;
	bool money = tag != NULL && strcmp(tag, "MONEY") == 0 && e == i; /* « EUR 1000 » */
	for (size_t s = 0; s < ARRAY_LEN(signs) && !money; s++)
		money = token_is_mark(t, i - 1, signs[s]);
	if (money) {
		f->c.tag = unit_find(t, i - 1, &e, &f->c.code);
		f->c.first = i - 1;
		f->c.end = f->c.unit_end = i;
		f->c.unit = f->counts = true;
		f->prefix = 1;
		f->end = f->range ? f->last.end : f->n.end;
	}
}

/* « moins dix degrés » is a temperature below zero. */
static void read_minus_word(const struct tokens *t, struct figure *f)
{
	if (f->n.flags & NUMERAL_MINUS)
		f->prefix = 1;
	if (!f->counts || strcmp(f->c.tag, "TEMPERATURE") != 0 || f->n.first == 0 || !token_is(t, f->n.first - 1, "moins"))
		return;
	f->n.flags |= NUMERAL_MINUS;
	f->prefix = 1;
}

static const char *rule_of(const struct figure *f)
{
	return f->rule != NULL                ? f->rule :
	       f->n.flags & NUMERAL_UNREADABLE ? N_("malformed number") :
	       f->range                        ? N_("range") :
	       f->n.flags & NUMERAL_APPROX     ? N_("collective") :
	       f->n.flags & NUMERAL_FRACTION   ? N_("fraction") :
	       f->counts && f->c.unit          ? N_("number and unit") :
	       f->counts                       ? N_("number and noun") :
						 N_("number alone");
}

/* « jusqu'à 20 ou 30 % »: what is joined by « ou » to the figure before is bound as it is. */
static const char *joined_modifier(const struct tokens *t, size_t i, const struct mentions *m)
{
	const struct mention *last = m->all.n > 0 ? &m->all.v[m->all.n - 1] : NULL;
	bool joined = i > 1 && token_is(t, i - 1, "ou") && last != NULL && last->kind == KIND_FIGURE &&
		      last->span.end == t->all.v[i - 2].span.end;
	return joined ? last->attr[ATTR_MODIFIER] : NULL;
}

/* « un trois-tonnes », « des trente-tonnes »: number and weight in one word. */
static bool read_joined(const struct tokens *t, size_t i, struct figure *f)
{
	struct sv s = t->all.v[i].fold;
	size_t cut = s.n;
	while (cut > 0 && s.p[cut - 1] != '-')
		cut--;
	if (t->all.v[i].type != TOKEN_WORD || cut < 2)
		return false;
	const char *tag = unit_of_word(sv_cut(s, cut, s.n), &f->c.code);
	if (tag == NULL || strcmp(tag, "MASS") != 0)
		return false;
	bool number = numeral_in_word(sv_cut(s, 0, cut - 1), &f->n) && !(f->n.flags & NUMERAL_ARTICLE);
	f->n.first = f->c.first = i;
	f->n.end = f->end = f->c.end = f->c.unit_end = i + 1;
	f->c.tag = tag;
	f->c.of = SIZE_MAX;
	f->counts = f->c.unit = number;
	return number;
}

/* « 3 cents euros »: the hundreds in a word before a unit. */
static void read_hundreds(const struct tokens *t, struct numeral *n)
{
	const char *code;
	size_t e;
	if (n->end == n->first + 1 && t->all.v[n->first].type == TOKEN_NUMBER && n->value.scale == 0 && n->value.mant > 1 &&
	    n->value.mant < 10 && token_is(t, n->end, "cents") && unit_find(t, n->end + 1, &e, &code) != NULL) {
		n->value.mant *= 100;
		n->end++;
	}
}

/* Reads the figure at token i, next the date that begins behind it; returns how many tokens to go
 * on by. */
static size_t read_figure(const struct tokens *t, size_t i, struct span next, struct mentions *m)
{
	struct figure f = { .tag = "QUANTITY" };
	if (!numeral_read(t, i, &f.n)) {
		if (read_joined(t, i, &f)) {
			f.tag = f.c.tag;
			f.rule = rule_of(&f);
			add(t, &f, m);
		}
		return 1;
	}
	read_hundreds(t, &f.n);
	size_t pass = no_figure(t, &f.n);
	if (pass > 0)
		return pass;
	f.range = read_range(t, &f);
	const struct numeral *last = f.range ? &f.last : &f.n;
	f.counts = counted_read(t, last, &f.c);
	f.end = f.counts ? f.c.end : last->end;
	read_rest(t, &f);
	read_rate(t, &f);
	read_money_before(t, &f);
	read_minus_word(t, &f);
	size_t end = t->all.v[f.end - 1].span.end;
	if (next.start < end && next.end > end)
		return 1; /* part of it is a date */
	f.modifier = find_modifier(t, &f);
	if (f.modifier == NULL)
		f.modifier = joined_modifier(t, i, m);
	f.rule = rule_of(&f);
	if (f.n.flags & NUMERAL_ARTICLE && !f.range && !(f.n.flags & NUMERAL_MINUS) && !article_counts(t, &f))
		return f.n.end - i;
	if (!f.counts && !f.range && !bare_counts(t, &f))
		return f.n.end - i;
	f.tag = f.counts ? f.c.tag : "QUANTITY";
	if (strcmp(f.tag, "DURATION") == 0 && is_age(t, i, f.c.first, f.end, f.range))
		f.tag = "AGE";
	add(t, &f, m);
	return f.end - i;
}

void figures_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	size_t dates = m->all.n, d = 0, next = 0;
	(void)o;
	for (size_t b = 0; b < t->begins.n; b++) {
		size_t i = t->begins.v[b].token, at;
		if (i < next || !(t->begins.v[b].may & (MAY_NUMERAL | MAY_FRACTION)))
			continue;
		at = t->all.v[i].span.start;
		while (d < dates && m->all.v[d].span.end <= at)
			d++;
		struct span date = d < dates ? m->all.v[d].span : (struct span){ SIZE_MAX, SIZE_MAX };
		if (date.start > at)
			next = i + read_figure(t, i, date, m);
	}
}
