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

#include "base/mem.h"
#include "extract/extract.h"

struct phrase_row {
	struct sv words;
	const char *kind;
};

static const struct phrase_row before[] = {
#define MODIFIER(w, k) { SV_INIT(w), k },
#include "lang/fr/figures.def"
#undef MODIFIER
}, after[] = {
#define MODIFIER_AFTER(w, k) { SV_INIT(w), k },
#include "lang/fr/figures.def"
#undef MODIFIER_AFTER
};

static const struct sv labels[] = {
#define LABEL(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef LABEL
};

static const struct sv changes[] = {
#define CHANGE(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef CHANGE
};

struct figure {
	struct numeral n, last;   /* last: the upper end of a range */
	bool range;
	struct counted c;
	bool counts;
	const char *modifier, *tag, *rule;
	size_t end;
};

/* The longest modifier that ends before token i; NULL when there is none. */
static const char *modifier_before(const struct tokens *t, size_t i)
{
	const char *kind = NULL;
	size_t most = 0;
	for (size_t m = 0; m < ARRAY_LEN(before); m++) {
		size_t n = phrase_before(t, i, before[m].words);
		if (n > most) {
			most = n;
			kind = before[m].kind;
		}
	}
	return kind;
}

/* « au plus fort de la crise » bounds nothing. */
static bool is_superlative(const struct tokens *t, size_t i)
{
	static const char *const words[] = { "fort", "haut", "bas", "tot", "tard", "vite", "pres", "profond", "mal", "juste" };
	for (size_t w = 0; w < ARRAY_LEN(words); w++) {
		if (token_is(t, i + 2, words[w]))
			return token_is(t, i, "au") || token_is(t, i, "le");
	}
	return false;
}

static const char *modifier_after(const struct tokens *t, size_t i)
{
	if (is_superlative(t, i))
		return NULL;
	for (size_t m = 0; i < t->all.n && m < ARRAY_LEN(after); m++) {
		if (after[m].words.p[0] == (t->all.v[i].fold.n > 0 ? t->all.v[i].fold.p[0] : '\0') &&
		    phrase_at(t, i, after[m].words) > 0)
			return after[m].kind;
	}
	return NULL;
}

static const char *find_modifier(const struct tokens *t, const struct figure *f)
{
	static const char *const articles[] = { "les", "la", "le", "des", "l'", "aux", "ces", "ses", "a" };
	size_t i = f->n.first;
	const char *kind = modifier_before(t, i);
	for (size_t a = 0; kind == NULL && i > 0 && a < ARRAY_LEN(articles); a++) {
		if (token_is(t, i - 1, articles[a]))
			kind = modifier_before(t, i - 1);
	}
	if (kind == NULL && i > 0 && token_is_mark(t, i - 1, 0xAB))
		kind = modifier_before(t, i - 1);
	if (kind == NULL)
		kind = modifier_after(t, f->end);
	if (kind == NULL && f->counts)
		kind = modifier_after(t, f->n.end);
	if (kind != NULL)
		return kind;
	if (f->n.flags & NUMERAL_MORE)
		return "more";
	if (f->n.flags & NUMERAL_LESS)
		return "less";
	return f->n.flags & NUMERAL_APPROX ? "approx" : NULL;
}

/* « 447 » of « vol 447 », « article 49 », « n° 5 »; behind a name too. */
static bool is_label(const struct tokens *t, size_t i)
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
	bool joined = token_is(t, k - 1, "et") || token_is(t, k - 1, "ou") || p->lead == ',';
	if (joined && k == i && i > 2 && t->all.v[i - 2].type == TOKEN_NUMBER && !(p->flags & TOKEN_SENTENCE))
		return is_label(t, i - 2); /* « nos 3 et 4 » */
	if (p->type != TOKEN_WORD)
		return false;
	for (size_t l = 0; l < ARRAY_LEN(labels); l++) {
		if (sv_eq(p->fold, labels[l]))
			return true;
	}
	return false;
}

static bool behind_name(const struct tokens *t, size_t i)
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
static size_t no_figure(const struct tokens *t, const struct numeral *n)
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
	size_t pairs = 0;
	for (size_t p = i; p < t->all.n && t->all.v[p].type == TOKEN_NUMBER &&
			   t->all.v[p].span.end - t->all.v[p].span.start == 2;
	     pairs++, p++) {
		if (token_is_mark(t, p + 1, '.') && token_is_glued(t, p + 1) && token_is_glued(t, p + 2))
			p++;
	}
	if (pairs >= 4)
		return pairs;
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
	if (k < t->all.n && dash && t->all.v[k + 1].type == TOKEN_WORD)
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

/* A verb of change within the five words before token i. */
static bool is_change(const struct tokens *t, size_t i)
{
	for (size_t k = i; k > 0 && k + 6 > i; k--) {
		if (t->all.v[k].flags & TOKEN_SENTENCE)
			return false;
		for (size_t c = 0; c < ARRAY_LEN(changes); c++) {
			if (sv_starts(t->all.v[k - 1].fold, changes[c]))
				return true;
		}
	}
	return false;
}

/* « de 10 à 15 personnes », « entre 3 et 5 millions », « 8 000 à 10 000 », « 1 ou 2 »,
 * « 2-3 ans »: reads the upper end when there is one. */
static bool read_range(const struct tokens *t, struct figure *f)
{
	size_t i = f->n.first, k = f->n.end;
	struct counted c;
	bool between = i > 0 && token_is(t, i - 1, "entre");
	bool from = i > 0 && token_is(t, i - 1, "de");
	if (f->n.flags & (NUMERAL_UNREADABLE | NUMERAL_ARTICLE | NUMERAL_FRACTION))
		return false;
	if (counted_read(t, &f->n, &c) && (c.unit || between)) {
		if (!(token_is(t, c.end, "a") || (between && token_is(t, c.end, "et"))))
			return false;
		k = c.end; /* « 3 h à 5 h » */
	}
	bool dash = (token_is_mark(t, k, '-') || token_is_mark(t, k, 0x2013)) && token_is_glued(t, k) && token_is_glued(t, k + 1);
	bool to = token_is(t, k, "a") || token_is(t, k, "ou") || dash || (between && token_is(t, k, "et"));
	if (!to || (token_is(t, k, "a") && from && is_change(t, i - 1)))
		return false;
	if (!numeral_read(t, k + 1, &f->last) ||
	    f->last.flags & (NUMERAL_UNREADABLE | NUMERAL_APPROX | NUMERAL_ARTICLE | NUMERAL_FRACTION))
		return false;
	struct decimal low = f->n.value;
	if (f->last.power >= 6 && f->n.power == 0 && decimal_cmp(low, (struct decimal){ 1000, 0 }) < 0 &&
	    decimal_shift(&low, f->last.power) && decimal_cmp(low, f->last.value) < 0)
		f->n.value = low;
	if (decimal_cmp(f->n.value, f->last.value) >= 0)
		return false;
	double lo = (double)f->n.value.mant, hi = (double)f->last.value.mant;
	return f->n.value.scale != f->last.value.scale || hi < lo * 60;
}

/* « âgé de 24 ans », « Paul, 24 ans, », « un homme de 24 ans », « à l'âge de 18 ans » */
static bool is_age(const struct tokens *t, const struct figure *f)
{
	static const char *const persons[] = { "homme", "femme", "enfant", "garcon", "fille", "fillette",
					       "jeune", "adolescent", "adolescente", "personne",
					       "personnes", "enfants", "jeunes", "hommes", "femmes",
					       "mineurs", "retraite", "pere", "mere", "etudiant" };
	size_t i = f->n.first, e = f->end;
	if (i == 0 || !f->counts || !token_is(t, f->c.first, "ans"))
		return false;
	for (size_t k = i; k > 0 && k + 6 > i; k--) {
		if (sv_starts(t->all.v[k - 1].fold, SV("age")))
			return true;
		if (t->all.v[k - 1].flags & TOKEN_SENTENCE)
			break;
	}
	if (token_is_mark(t, i - 1, ',') && (e >= t->all.n || t->all.v[e].type == TOKEN_MARK) && i > 1 &&
	    t->all.v[i - 2].type == TOKEN_WORD)
		return true;
	if (token_is_mark(t, i - 1, '(') && token_is_mark(t, e, ')'))
		return true;
	size_t k = i - 1;
	while (k > 0 && i < k + 4 && (token_is(t, k, "de") || token_is(t, k, "moins") || token_is(t, k, "plus") ||
				      token_is(t, k, "environ")))
		k--;
	for (size_t p = 0; p < ARRAY_LEN(persons); p++) {
		if (k < i - 1 && token_is(t, k, persons[p]))
			return true;
	}
	return false;
}

/* A lone « un », « une » counts only with a unit that is measured or a bound. */
static bool article_counts(const struct tokens *t, const struct figure *f)
{
	static const char *const units[] = { "heure", "an", "annee", "mois", "semaine", "minute" };
	if (!f->counts)
		return false;
	const char *m = modifier_before(t, f->n.first);
	if (m != NULL && strcmp(m, "approx") != 0 && !token_is(t, f->n.first - 1, "vers"))
		return true;
	for (size_t u = 0; u < ARRAY_LEN(units); u++) {
		if (f->c.unit && token_is(t, f->c.end - 1, units[u]))
			return true;
	}
	return f->c.unit && strcmp(f->c.tag, "DURATION") != 0 && strcmp(f->c.tag, "MONEY") != 0 &&
	       !token_is(t, f->c.first, "points") && t->all.v[f->c.first].fold.n > 3 &&
	       (strcmp(f->c.tag, "MASS") == 0 || strcmp(f->c.tag, "DISTANCE") == 0);
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
		return true;
	if (n->flags & NUMERAL_UNREADABLE)
		return true;
	if (n->flags & NUMERAL_WORDS)
		return (n->value.mant > 16 && !(t->all.v[n->first].flags & TOKEN_CAPITAL)) || n->value.scale > 0 || is_alone(t, n);
	if (behind_name(t, n->first) && decimal_cmp(n->value, (struct decimal){ 1000, 0 }) < 0 && f->modifier == NULL)
		return false;
	return true;
}

static void print_value(const struct figure *f, struct mentions *m, struct mention *x)
{
	char low[32], high[32], both[72];
	if (f->n.flags & NUMERAL_UNREADABLE)
		return;
	decimal_print(f->n.value, low);
	if (f->range) {
		decimal_print(f->last.value, high);
		snprintf(both, sizeof both, "%s..%s", low, high);
		x->attr[ATTR_VALUE] = arena_strdup(&m->arena, both);
	} else {
		snprintf(both, sizeof both, "%s%s", f->n.flags & NUMERAL_MINUS ? "-" : "", low);
		x->attr[ATTR_VALUE] = arena_strdup(&m->arena, both);
	}
}

static void add(const struct tokens *t, const struct figure *f, struct mentions *m)
{
	size_t first = f->n.first - (f->n.flags & NUMERAL_MINUS ? 1 : 0);
	struct span at = { t->all.v[first].span.start, t->all.v[f->end - 1].span.end };
	struct mention *x = mentions_add(m, KIND_FIGURE, at, f->tag, f->rule);
	x->confidence = f->counts ? 0.9f : 0.6f;
	print_value(f, m, x);
	if (f->counts && f->c.end > f->c.first) {
		struct sv unit = sv_cut(t->text, t->all.v[f->c.first].span.start,
					t->all.v[f->c.end - 1].span.end);
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

/* What goes on behind the unit: « deux ans et demi », « 15 euros 50 », « 3 euros et
 * 20 centimes ». */
static void read_rest(const struct tokens *t, struct figure *f)
{
	struct numeral cents = { 0 };
	struct decimal *value = f->range ? &f->last.value : &f->n.value;
	size_t e = f->end, et = token_is(t, e, "et"), demi = e + et;
	if (!f->counts || !f->c.unit || f->n.flags & (NUMERAL_UNREADABLE | NUMERAL_FRACTION | NUMERAL_APPROX))
		return;
	if (et && (token_is(t, demi, "demi") || token_is(t, demi, "demie")) && add_decimals(value, 5, 1)) {
		f->end = demi + 1;
		return;
	}
	if (f->range || strcmp(f->c.tag, "MONEY") != 0 || demi >= t->all.n || t->all.v[demi].flags & TOKEN_SENTENCE ||
	    !numeral_plain(t, demi, &cents) || cents.value.scale > 0 || cents.value.mant > 99 || cents.power > 0)
		return;
	bool named = token_is(t, cents.end, "centimes") || token_is(t, cents.end, "centime") ||
		     token_is(t, cents.end, "cents") || token_is(t, cents.end, "cent");
	struct counted c;
	bool bare = !et && !(cents.flags & NUMERAL_WORDS) && cents.value.mant >= 10 && !counted_read(t, &cents, &c);
	if ((named || bare) && add_decimals(value, cents.value.mant, 2))
		f->end = cents.end + named;
}

/* Reads the figure at token i; returns how many tokens to go on by. */
static size_t read_figure(const struct tokens *t, size_t i, struct mentions *m)
{
	struct figure f = { .tag = "QUANTITY" };
	if (!numeral_read(t, i, &f.n))
		return 1;
	size_t pass = no_figure(t, &f.n);
	if (pass > 0)
		return pass;
	if (is_rank(t, &f.n) || is_bullet(t, &f.n) || is_label(t, i))
		return f.n.end - i;
	f.range = read_range(t, &f);
	const struct numeral *last = f.range ? &f.last : &f.n;
	f.counts = counted_read(t, last, &f.c);
	f.end = f.counts ? f.c.end : last->end;
	read_rest(t, &f);
	f.modifier = find_modifier(t, &f);
	if (f.modifier == NULL && f.range && i > 1)
		f.modifier = modifier_before(t, i - 1);
	f.rule = f.n.flags & NUMERAL_UNREADABLE ? "malformed number" :
		 f.range                        ? "range" :
		 f.n.flags & NUMERAL_APPROX     ? "collective" :
		 f.n.flags & NUMERAL_FRACTION   ? "fraction" :
		 f.counts && f.c.unit           ? "number and unit" :
		 f.counts                       ? "number and noun" :
						  "number alone";
	if (f.n.flags & NUMERAL_ARTICLE && !f.range && !article_counts(t, &f))
		return f.n.end - i;
	if (!f.counts && !f.range && !bare_counts(t, &f))
		return f.n.end - i;
	f.tag = is_age(t, &f) ? "AGE" : f.counts ? f.c.tag : "QUANTITY";
	add(t, &f, m);
	return f.end - i;
}

void figures_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	size_t dates = m->all.n, d = 0;
	(void)o;
	for (size_t i = 0; i < t->all.n;) {
		while (d < dates && m->all.v[d].span.end <= t->all.v[i].span.start)
			d++;
		if (d < dates && m->all.v[d].span.start <= t->all.v[i].span.start)
			i++;
		else
			i += t->all.v[i].type == TOKEN_MARK && !fraction_mark(t, i) ? 1 : read_figure(t, i, m);
	}
}
