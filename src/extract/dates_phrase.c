/* dates_phrase.c - whole phrases of time: « hier soir », « le lendemain », feasts by name
 * (« lundi de Pâques 2024 »), seasons (« à l'automne »), centuries. See dates.h. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "extract/dates.h"
#include "extract/fractions.h"

static const struct phrase {
	struct sv words;
	const char *value;
	enum calendar_unit unit;
	int n;
} phrases[] = {
#define PHRASE(w, v, unit, n) { SV_INIT(w), v, CALENDAR_##unit, n },
#include "lang/fr/dates.def"
#undef PHRASE
}, feasts[] = {
#define FEAST(w, v, unit, n) { SV_INIT(w), v, CALENDAR_##unit, n },
#include "lang/fr/dates.def"
#undef FEAST
};

/* Tokens that the phrase takes at i; 0: it does not stand there. */
static size_t phrase_length(const struct tokens *t, size_t i, struct sv words)
{
	struct sv w;
	size_t k = i;
	while (sv_next(&words, ' ', &w)) {
		if (k >= t->all.n || !sv_eq(t->all.v[k].fold, w) || (k > i && t->all.v[k].flags & TOKEN_SENTENCE))
			return 0;
		k++;
		if (words.n == 0)
			break;
	}
	return k - i;
}

/* The longest phrase of the table at token i; NULL when there is none. */
static const struct phrase *longest(const struct tokens *t, size_t i, const struct phrase *table, size_t n, size_t *end)
{
	const struct phrase *best = NULL;
	size_t most = 0;
	for (size_t p = 0; p < n; p++) {
		if (table[p].words.p[0] != t->all.v[i].fold.p[0] || !token_begins(t, i, table[p].words))
			continue;
		size_t len = phrase_length(t, i, table[p].words);
		if (len > most) {
			most = len;
			best = &table[p];
		}
	}
	*end = i + most;
	return best;
}

/* Is the feast at [i, end) a name or a thing: « Noël Mamère », « le marché de Noël »? */
static bool is_other(const struct tokens *t, size_t i, size_t end)
{
	static const char *const of_time[] = { "veille", "lendemain", "jour", "soir", "nuit", "reveillon", "matin", "lundi",
					       "dimanche", "fetes", "fete", "avant", "week-end", "approche", "fin", "mois",
					       "vacances", "debut", "lors", "semaine", "semaines", "jours", NULL };
	static const char *const parents[] = { "pere", "mere", "papa", NULL };
	bool capital = i > 0 && token_is_any(t, i - 1, parents);
	if (capital)
		return true;
	for (size_t k = i; k < end; k++)
		capital = capital || t->all.v[k].flags & TOKEN_CAPITAL;
	if (!capital && !token_is(t, end - 1, "ramadan"))
		return true;
	if (end < t->all.n && t->all.v[end].type == TOKEN_WORD && t->all.v[end].flags & TOKEN_CAPITAL &&
	    !(t->all.v[end].flags & TOKEN_SENTENCE))
		return true;
	size_t k = i - (i > 0 && (token_is(t, i - 1, "l'") || token_is(t, i - 1, "la")));
	bool of = k > 0 && (token_is(t, k - 1, "de") || token_is(t, k - 1, "d'"));
	if (of && k > 1)
		return !token_is_any(t, k - 2, of_time);
	return k > 0 && t->all.v[k - 1].flags & TOKEN_CAPITAL && !(t->all.v[k - 1].flags & TOKEN_SENTENCE) &&
	       !(t->all.v[k].flags & TOKEN_SENTENCE) && !(t->all.v[k - 1].flags & TOKEN_ELIDED);
}

static bool read_feast(const struct tokens *t, size_t i, struct found *f)
{
	size_t end;
	const struct phrase *p = token_may(t, i, MAY_FEAST) ? longest(t, i, feasts, ARRAY_LEN(feasts), &end) : NULL;
	if (p == NULL && (token_is(t, i, "le") || token_is(t, i, "la")) && token_may(t, i + 1, MAY_FEAST)) { /* « le lendemain de Noël » */
		f->first = ++i;
		p = longest(t, i, feasts, ARRAY_LEN(feasts), &end);
	}
	if (p == NULL || is_other(t, i, end))
		return false;
	int y = date_year(t, end);
	f->rule = N_("feast");
	f->end = y > 0 ? end + 1 : end;
	if (p->unit == CALENDAR_EASTER && y > 0)
		calendar_easter(y, p->n, f->value);
	else if (y > 0 && p->value[0] == '-')
		snprintf(f->value, sizeof f->value, "%04d-%s", y, p->value + 2);
	else
		snprintf(f->value, sizeof f->value, "%s", p->value);
	if (f->value[0] == '\0' && y > 0)
		snprintf(f->value, sizeof f->value, "%d", y);
	f->from = (struct calendar_distance){ .unit = p->unit, .n = p->n };
	return true;
}

/* « la nuit », « la soirée » alone are a date behind a preposition of time only. */
static bool is_within(const struct tokens *t, size_t i)
{
	static const char *const within[] = { "dans", "pendant", "durant", "toute", "tard", NULL };
	return i > 0 && token_is_any(t, i - 1, within);
}

bool date_phrase_read(const struct tokens *t, size_t i, struct found *f)
{
	size_t end;
	if (read_feast(t, i, f))
		return true;
	f->first = i;
	const struct phrase *p = longest(t, i, phrases, ARRAY_LEN(phrases), &end);
	if (p == NULL)
		return false;
	if (token_is(t, end - 1, "epoque") && (token_is(t, end, "de") || token_is(t, end, "du") || token_is(t, end, "des") ||
					       token_is(t, end, "d'") || token_is(t, end, "ou")))
		return false; /* « à l'époque de Louis XIV » */
	const unsigned name = TOKEN_CAPITAL | TOKEN_SENTENCE;
	if ((token_is(t, i, "midi") || token_is(t, i, "minuit")) && (t->all.v[i].flags & name) == TOKEN_CAPITAL)
		return false; /* the South of France, a publisher */
	if (token_is(t, end - 1, "aube")) { /* « dès l'aube »; « à l'aube du siècle », « dans l'Aube » are none */
		static const char *const before[] = { "a", "des", "avant", "jusqu'a", "vers", "depuis", NULL };
		if (i == 0 || !token_is_any(t, i - 1, before) || t->all.v[end - 1].flags & TOKEN_CAPITAL || token_is(t, end, "de") ||
		    token_is(t, end, "du") || token_is(t, end, "des") || token_is(t, end, "d'"))
			return false;
	}
	f->end = end;
	f->rule = N_("phrase");
	if (token_is(t, i, "la") && (date_find(DATE_DAYPARTS, t, i + 1) != NULL || token_is(t, i + 1, "journee") || token_is(t, i + 1, "semaine"))) {
		bool side = date_find(DATE_LAST_NEXT, t, end) != NULL;
		f->end += side;
		return side ? !token_is(t, i + 1, "semaine") : is_within(t, i);
	}
	if (token_is(t, i, "l'") && token_is(t, i + 1, "apres-midi")) {
		f->first = i + 1;
		return is_within(t, i) || (t->all.v[i].flags & TOKEN_SENTENCE && token_is_mark(t, i + 2, ','));
	}
	snprintf(f->value, sizeof f->value, "%s", p->value);
	f->from = (struct calendar_distance){ .unit = p->unit, .n = p->n };
	bool day = token_is(t, end - 1, "veille") || token_is(t, end - 1, "lendemain"); /* « la veille au soir » */
	if (p->unit != CALENDAR_NONE || day) {
		if (!day && date_find(DATE_WEEKDAYS, t, f->end) != NULL)
			f->end++;
		f->end = date_skip_daypart(t, f->end);
	}
	return true;
}

/* « au printemps », « à l'automne », « en hiver », « pendant l'été »; with a year or
 * « dernier » date_period_read reads it. */
bool date_season_read(const struct tokens *t, size_t i, struct found *f)
{
	static const char *const names[] = { "printemps", "ete", "automne", "hiver", NULL };
	static const char *const before[] = { "a", "pendant", "durant", "des", "avant", "apres", "depuis", "jusqu'a", "vers",
					      "ici", "debut", "fin", "tout", NULL };
	if (!token_is_any(t, i, names) || i == 0 || t->all.v[i].flags & (TOKEN_CAPITAL | TOKEN_SENTENCE))
		return false;
	f->end = i + 1;
	f->rule = N_("season");
	if (token_is(t, i - 1, "au"))
		return token_is(t, i, "printemps");
	if (token_is(t, i - 1, "en"))
		return !token_is(t, i, "printemps");
	if (i < 2 || !(token_is(t, i - 1, "l'") || token_is(t, i - 1, "le")))
		return false;
	return token_is_any(t, i - 2, before) || (token_is(t, i - 2, "de") && i > 2 && token_is_any(t, i - 3, before));
}

/* A Roman numeral, « e », « ème » behind it allowed. */
static bool is_roman(const struct tokens *t, size_t i)
{
	static const struct sv ends[] = { SV_INIT("eme"), SV_INIT("me"), SV_INIT("er"), SV_INIT("e") };
	struct sv s = i < t->all.n ? t->all.v[i].fold : SV("");
	if (i >= t->all.n || t->all.v[i].type != TOKEN_WORD || s.n < 2 || !(t->all.v[i].flags & TOKEN_CAPITAL))
		return false;
	for (size_t e = 0; e < ARRAY_LEN(ends); e++) {
		if (s.n > ends[e].n && sv_ends(s, ends[e])) {
			s.n -= ends[e].n;
			break;
		}
	}
	for (size_t p = 0; p < s.n; p++) {
		if (strchr("ivxlc", s.p[p]) == NULL)
			return false;
	}
	return true;
}

/* « XIXe », « XIX ème », « 19e », « premier », « dix-neuvième »: the token behind; i when there is none. */
static size_t skip_rank(const struct tokens *t, size_t i)
{
	bool plural;
	if (is_roman(t, i))
		return i + 1 + (token_is(t, i + 1, "eme") || token_is(t, i + 1, "e"));
	if (date_number(t, i, 2) > 0 && token_is_glued(t, i + 1) &&
	    (token_is(t, i + 1, "e") || token_is(t, i + 1, "eme") || token_is(t, i + 1, "er")))
		return i + 2;
	if (token_is(t, i, "premier") || date_find(DATE_RANKS, t, i) != NULL)
		return i + 1;
	int64_t rank = fraction_denominator(t, i, &plural);
	return rank > 4 && rank < 22 && sv_ends(t->all.v[i].fold, SV("ieme")) ? i + 1 : i;
}

/* « avant notre ère », « av. J.-C. », « apr. J.-C. », « de notre ère » */
static size_t skip_era(const struct tokens *t, size_t k)
{
	size_t q = k + 1 + (token_is_mark(t, k + 1, '.') && token_is_glued(t, k + 1));
	bool side = token_is(t, k, "avant") || token_is(t, k, "av") || token_is(t, k, "apres") || token_is(t, k, "apr") ||
		    token_is(t, k, "de");
	if (!side)
		return k;
	if (token_is(t, q, "notre") && token_is(t, q + 1, "ere"))
		return q + 2;
	if (token_is(t, q, "j.-c.") || token_is(t, q, "j-c") || token_is(t, q, "jc") || token_is(t, q, "jesus-christ") || token_is(t, q, "j.c."))
		return q + 1;
	if (!token_is(t, q, "j"))
		return k;
	while (q < t->all.n && q < k + 9 && !token_is(t, q, "c"))
		q++;
	return token_is(t, q, "c") ? q + 1 + (token_is_mark(t, q + 1, '.') && token_is_glued(t, q + 1) &&
					      !(q + 2 >= t->all.n || t->all.v[q + 2].flags & TOKEN_SENTENCE)) :
				     k;
}

/* « XIXe siècle », « 19e siècle », « IIe siècle avant J.-C. », « Xe au premier siècle »,
 * « XVIe et XVIIe siècles »; a year with its era: « 52 av. J.-C. » */
bool date_century_read(const struct tokens *t, size_t i, struct found *f)
{
	size_t k = skip_rank(t, i);
	int y = date_number(t, i, 4);
	f->rule = N_("century");
	if (k == i && y > 0 && !(i > 0 && t->all.v[i - 1].type == TOKEN_NUMBER)) {
		f->end = skip_era(t, i + 1);
		if (f->end == i + 1)
			return false;
		f->rule = N_("year");
		bool before = token_is(t, i + 1, "avant") || token_is(t, i + 1, "av");
		snprintf(f->value, sizeof f->value, before ? "-%04d" : "%04d", before ? y - 1 : y);
		return true;
	}
	if (k == i)
		return false;
	if (token_is(t, k, "au") || token_is(t, k, "et") || token_is(t, k, "ou") || token_is_mark(t, k, '-')) {
		bool article = token_is(t, k + 1, "au") || token_is(t, k + 1, "le");
		size_t e = skip_rank(t, k + 1 + article);
		k = e > k + 1 ? e : k;
	}
	if (!(token_is(t, k, "siecle") || token_is(t, k, "millenaire") || token_is(t, k, "siecles")))
		return false;
	f->end = skip_era(t, k + 1);
	return true;
}
