/* dates.c - dates, times of day and phrases of time; values in ISO 8601.
 *
 * Each reader below tries one form at a token and says where it ends; the
 * longest of them all is kept. Durations are figures (figures.c), save with
 * « il y a », « plus tard » and their like, which make a date of them.
 */
#include <stdio.h>
#include <string.h>

#include "extract/calendar.h"
#include "extract/dates.h"
#include "extract/extract.h"
#include "extract/numerals.h"

/* The words of dates.def. */
struct row {
	struct sv word;
	int value;
};

static const struct row months[] = {
#define MONTH(w, v) { SV_INIT(w), v },
#include "lang/fr/dates.def"
#undef MONTH
}, weekdays[] = {
#define WEEKDAY(w, v) { SV_INIT(w), v },
#include "lang/fr/dates.def"
#undef WEEKDAY
}, dayparts[] = {
#define DAYPART(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef DAYPART
}, periods[] = {
#define PERIOD(w, v) { SV_INIT(w), v },
#include "lang/fr/dates.def"
#undef PERIOD
}, seasons[] = {
#define SEASON(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef SEASON
}, last_next[] = {
#define LAST_NEXT(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef LAST_NEXT
}, ranks[] = {
#define RANK(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef RANK
}, period_parts[] = {
#define PERIOD_PART(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef PERIOD_PART
}, month_parts[] = {
#define MONTH_PART(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef MONTH_PART
}, year_heads[] = {
#define YEAR_HEAD(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef YEAR_HEAD
}, demonstratives[] = {
#define DEMONSTRATIVE(w) { SV_INIT(w), 1 },
#include "lang/fr/dates.def"
#undef DEMONSTRATIVE
};

static const struct phrase {
	struct sv words;
	const char *value;
	int days;
} phrases[] = {
#define PHRASE(w, v, d) { SV_INIT(w), v, d },
#include "lang/fr/dates.def"
#undef PHRASE
};

#define FIND(table, t, i) find_row(table, ARRAY_LEN(table), t, i)

static const struct row *find_row(const struct row *rows, size_t n, const struct tokens *t, size_t i)
{
	if (i >= t->all.n || t->all.v[i].type != TOKEN_WORD)
		return NULL;
	struct sv s = t->all.v[i].fold;
	for (size_t k = 0; k < n; k++) {
		if (rows[k].word.p[0] == s.p[0] && sv_eq(s, rows[k].word))
			return &rows[k];
	}
	return NULL;
}

/* A period, singular or plural. */
static const struct row *find_period(const struct tokens *t, size_t i)
{
	if (!token_may(t, i, MAY_PERIOD))
		return NULL;
	const struct row *r = FIND(periods, t, i);
	if (r != NULL || i >= t->all.n || t->all.v[i].type != TOKEN_WORD)
		return r;
	struct sv s = t->all.v[i].fold;
	for (size_t k = 0; k < ARRAY_LEN(periods); k++) {
		size_t n = periods[k].word.n;
		if (s.n == n + 1 && s.p[n] == 's' && sv_starts(s, periods[k].word))
			return &periods[k];
	}
	return NULL;
}

static bool is_any(const struct tokens *t, size_t i, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (token_is(t, i, *list))
			return true;
	}
	return false;
}

static bool is_last_next(const struct tokens *t, size_t i)
{
	return FIND(last_next, t, i) != NULL;
}

/* Day of a month: « 4 », « 1er », « premier »; 0 none; *e behind it. */
static int day_at(const struct tokens *t, size_t i, size_t *e)
{
	int d = date_number(t, i, 2);
	*e = i + 1;
	if (d == 1 && token_is(t, i + 1, "er") && token_is_glued(t, i + 1))
		*e = i + 2;
	if (token_is(t, i, "premier"))
		return 1;
	return d >= 1 && d <= 31 ? d : 0;
}

/* « soir », « au matin », « dans la nuit » behind a day. */
static size_t skip_daypart(const struct tokens *t, size_t e)
{
	static const char *const au[] = { "au", "dans", "en", "a", NULL };
	size_t k = e;
	if (FIND(dayparts, t, k) != NULL)
		return k + 1;
	if (!is_any(t, k, au))
		return e;
	k++;
	if (token_is(t, k, "la") || token_is(t, k, "l'"))
		k++;
	return FIND(dayparts, t, k) != NULL ? k + 1 : e;
}

/* Is token i, a number of four digits, counted by what follows it? */
static bool counts_something(const struct tokens *t, size_t i)
{
	if (i + 1 >= t->all.n)
		return false;
	const struct token *k = &t->all.v[i + 1];
	if (k->flags & (TOKEN_SENTENCE | TOKEN_NEWLINE))
		return false;
	if (k->type == TOKEN_MARK)
		return token_is_mark(t, i + 1, '%') || token_is_mark(t, i + 1, 0x20AC) || token_is_mark(t, i + 1, '$') ||
		       token_is_mark(t, i + 1, 0xB0) || (token_is_mark(t, i + 1, '/') && token_is_glued(t, i + 1));
	if (k->type == TOKEN_NUMBER)
		return true;
	static const char *const not_counted[] = { "dans", "sans", "sous", "apres", "mais", "puis",
						   "vers", "tous", "toutes", "plus", "moins", "nous",
						   "vous", "ses", "les", "des", "aux", "ces", "pas",
						   "lors", "dont", "depuis", "dans", "chez", "tandis",
						   "jamais", "alors", "ils", "elles", "hors", NULL };
	size_t n = k->fold.n;
	bool plural = n > 2 && (k->fold.p[n - 1] == 's' || k->fold.p[n - 1] == 'x');
	return (plural && !is_any(t, i + 1, not_counted) && !(k->flags & TOKEN_CAPITAL)) ||
	       token_is(t, i + 1, "km") || token_is(t, i + 1, "m") || token_is(t, i + 1, "kg") ||
	       token_is(t, i + 1, "dollars") || (token_is(t, i + 1, "h") && n == 1);
}

/* « juil. » and its like, which keep their full stop. */
static bool is_short(struct sv month)
{
	static const char *const shorts[] = { "janv", "jan", "fevr", "fev", "avr", "juil",
					      "juill", "sept", "oct", "nov", "dec" };
	for (size_t i = 0; i < ARRAY_LEN(shorts); i++) {
		if (sv_eq(month, sv_of(shorts[i])))
			return true;
	}
	return false;
}

/* « 4, 5, 6 » before « et 9 août »: the token behind the list, i when there is none. */
static size_t skip_list(const struct tokens *t, size_t i)
{
	size_t k = i, e;
	while (day_at(t, k, &e) > 0 && token_is_mark(t, e, ',') && day_at(t, e + 1, &e) > 0 &&
	       t->all.v[e - 1].flags & TOKEN_SPACE)
		k = e - 1;
	return k;
}

/* « [mercredi] 4 juillet [2012] [au matin] », « du 22 au 24 juin », « 9 et 10 juillet »,
 * « 27 juillet au 12 août 2012 » */
static bool read_day(const struct tokens *t, size_t i, struct found *f)
{
	size_t e, e2;
	int d2 = 0, m1 = 0, d1;
	bool named = FIND(weekdays, t, i) != NULL;
	if (named)
		i++;
	size_t list = named ? i : skip_list(t, i);
	d1 = day_at(t, list, &e);
	if (d1 == 0)
		return false;
	const struct row *m = FIND(months, t, e);
	size_t k = m != NULL ? e + 1 : e;
	bool joined = token_is(t, k, "au") || token_is(t, k, "et") || token_is(t, k, "ou") ||
		      token_is_mark(t, k, '-') || token_is_mark(t, k, 0x2013);
	if (joined) {
		size_t w = FIND(weekdays, t, k + 1) != NULL ? k + 2 : k + 1;
		d2 = day_at(t, w, &e2);
		const struct row *second = d2 > 0 ? FIND(months, t, e2) : NULL;
		if (second != NULL && (m == NULL || !token_is(t, k, "et"))) {
			m1 = m != NULL ? m->value : second->value;
			m = second;
			e = e2;
		} else {
			d2 = 0;
		}
	}
	if (m == NULL) {
		f->end = e;
		f->rule = "weekday and day";
		return named && e == list + 1 && !find_period(t, e) && !counts_something(t, list);
	}
	e++;
	if (token_is_mark(t, e, '.') && token_is_glued(t, e) && is_short(m->word))
		e++;
	int y = date_year(t, e);
	if (y > 0)
		e++;
	else if (token_is(t, e, "de") && token_is(t, e + 1, "l'") && token_is(t, e + 2, "annee"))
		e += date_year(t, e + 3) > 0 ? 4 : 0;
	else if (is_last_next(t, e))
		e++;
	else if (token_is(t, e, "l'") && token_is(t, e + 1, "an") && is_last_next(t, e + 2))
		e += 3;
	f->end = skip_daypart(t, e);
	f->rule = "day of a month";
	if (list > i)
		return true;
	date_iso(f, y, d2 > 0 ? m1 : m->value, d1);
	if (d2 > 0) {
		struct found last;
		date_iso(&last, y, m->value, d2);
		size_t n = strlen(f->value);
		snprintf(f->value + n, sizeof f->value - n, "/%s", last.value);
	}
	return true;
}

/* Words before a month that is cut short: « en sept. ». */
static const char *const in_month[] = { "en", "de", "d'", "ce", "cet", NULL };

/* Is a month in capitals the planet, a surname, half a name (« Octobre rouge »)? */
static bool is_name(const struct tokens *t, size_t k)
{
	static const char *const names[] = { "mars", "mai", "avril", "juillet", NULL };
	return is_any(t, k, names) || (k > 0 && t->all.v[k - 1].flags & TOKEN_CAPITAL) ||
	       (k + 1 < t->all.n && !is_last_next(t, k + 1) && t->all.v[k + 1].type == TOKEN_WORD &&
		(t->all.v[k + 1].flags & TOKEN_CAPITAL || !(k > 0 && is_any(t, k - 1, in_month))));
}

/* « juillet 2012 », « mai dernier », « fin 2013 », « mi-juin », « début novembre » */
static bool read_month(const struct tokens *t, size_t i, struct found *f)
{
	bool part = FIND(month_parts, t, i) != NULL;
	size_t k = part ? i + 1 : i;
	if (part && (token_is(t, k, "de") || token_is_mark(t, k, '-')))
		k++;
	const struct row *m = FIND(months, t, k);
	int y = -1;
	f->rule = "month";
	if (m == NULL && k < t->all.n && sv_starts(t->all.v[k].fold, SV("mi-"))) {
		for (size_t r = 0; r < ARRAY_LEN(months) && m == NULL; r++) {
			if (sv_eq(sv_cut(t->all.v[k].fold, 3, SIZE_MAX), months[r].word))
				m = &months[r];
		}
	}
	if (m != NULL && (t->all.v[k].flags & TOKEN_CAPITAL) && !part && date_year(t, k + 1) < 0 &&
	    !(t->all.v[k].flags & TOKEN_SENTENCE) && is_name(t, k))
		return false;
	bool stop = m != NULL && is_short(m->word) && token_is_mark(t, k + 1, '.') && token_is_glued(t, k + 1);
	if (m != NULL && is_short(m->word) && date_year(t, k + 1 + stop) < 0 && !(stop && k > 0 && is_any(t, k - 1, in_month)))
		return false; /* « sept », « nov » alone */
	if (m == NULL && part && (y = date_year(t, k)) > 0) {
		snprintf(f->value, sizeof f->value, "%d", y);
		f->end = k + 1;
		return true;
	}
	if (m == NULL)
		return false;
	k += 1 + stop;
	y = date_year(t, k);
	if (y > 0)
		k++;
	else if (is_last_next(t, k))
		k++;
	else if (token_is(t, k, "de") && token_is(t, k + 1, "l'") && token_is(t, k + 2, "annee") && is_last_next(t, k + 3))
		k += 4;
	date_iso(f, y, m->value, 0);
	f->end = k;
	return true;
}

/* « 2012 », « 2002-2004 », « l'année 2012 », « années 1980 », « an 2000 » */
static bool read_year(const struct tokens *t, size_t i, struct found *f)
{
	bool head = FIND(year_heads, t, i) != NULL;
	size_t k = head ? i + 1 : i;
	int y = date_year(t, k);
	f->rule = "year";
	if (token_is(t, i, "annees") && y < 0 && date_number(t, k, 2) >= 10) {
		f->end = k + 1;
		return true;
	}
	if (y < 0 || (!head && y < 1100))
		return false;
	if (!head && i > 0 && token_is_glued(t, i) && !token_is_mark(t, i - 1, '(') && !token_is_mark(t, i - 1, 0xAB) &&
	    !(t->all.v[i - 1].flags & TOKEN_ELIDED) && !token_is_mark(t, i - 1, '"') && !token_is_mark(t, i - 1, '['))
		return false;
	if (counts_something(t, k))
		return false;
	snprintf(f->value, sizeof f->value, "%d", y);
	f->end = k + 1;
	bool dash = token_is_mark(t, k + 1, '-') || token_is_mark(t, k + 1, 0x2013) ||
		    (token_is_mark(t, k + 1, '/') && token_is_glued(t, k + 1));
	int y2 = dash && token_is_glued(t, k + 1) && token_is_glued(t, k + 2) ? date_number(t, k + 2, 4) : -1;
	if (y2 >= 0) {
		y2 = y2 < 100 ? y / 100 * 100 + y2 : y2;
		snprintf(f->value, sizeof f->value, "%d/%d", y, y2);
		f->end = k + 3;
	}
	if (token_is(t, i, "annees"))
		f->value[0] = '\0';
	return true;
}

/* « h » or « heures » or « h30 » at i behind the hour; minutes or -1; *e behind. */
static int minutes_at(const struct tokens *t, size_t i, size_t *e, bool *word)
{
	*word = token_is(t, i, "heures") || token_is(t, i, "heure");
	bool h = token_is(t, i, "h") || *word;
	if (!h) {
		struct sv s = i < t->all.n && token_is_glued(t, i) ? t->all.v[i].fold : SV("");
		if (s.n == 3 && s.p[0] == 'h' && s.p[1] >= '0' && s.p[1] <= '5' && s.p[2] >= '0' && s.p[2] <= '9') {
			*e = i + 1;
			return (s.p[1] - '0') * 10 + s.p[2] - '0';
		}
		return -1;
	}
	int m = date_number(t, i + 1, 2);
	*e = i + 1;
	if (m >= 0 && m < 60 && t->all.v[i + 1].span.end - t->all.v[i + 1].span.start == 2) {
		*e = i + 2;
		*word = false;
		return m;
	}
	if (token_is(t, i + 1, "et") && (token_is(t, i + 2, "demie") || token_is(t, i + 2, "quart"))) {
		*e = i + 3;
		return token_is(t, i + 2, "demie") ? 30 : 15;
	}
	return 0;
}

/* Does a point in time stand at i, or a duration? « à 19 heures » against « pendant 2 h » */
static bool clock_wanted(const struct tokens *t, size_t i, size_t e)
{
	static const char *const before[] = { "a", "vers", "des", "avant", "apres", "jusqu'a", "depuis",
					      "entre", "sur", NULL };
	static const char *const of_day[] = { "matin", "soir", NULL };
	if ((token_is(t, e, "du") && is_any(t, e + 1, of_day)) ||
	    (token_is(t, e, "de") && token_is(t, e + 1, "l'") && token_is(t, e + 2, "apres-midi")))
		return true;
	static const char *const zones[] = { "utc", "gmt", "locales", "locale", "cet", "cest", NULL };
	if (is_any(t, e, zones))
		return true;
	if (i == 0 || (t->all.v[i].flags & TOKEN_SENTENCE))
		return false;
	if (token_is(t, i - 1, "a") || token_is(t, i - 1, "vers") || token_is(t, i - 1, "jusqu'a")) {
		static const char *const limits[] = { "condamne", "limite", "reduit", "limitee", NULL };
		return !(i > 1 && is_any(t, i - 2, limits));
	}
	return is_any(t, i - 1, before) || FIND(weekdays, t, i - 1) != NULL || token_is(t, i - 1, "environ");
}

/* « 13 h 00 », « 7h30 », « 12h02 UTC », « 13:00 », « trois heures du matin » */
static bool read_clock(const struct tokens *t, size_t i, struct found *f)
{
	struct numeral n;
	size_t e = i + 1;
	bool word = false, sure = false;
	int hour = date_number(t, i, 2), minute;
	if (hour < 0 && numeral_read(t, i, &n) && (n.flags & NUMERAL_WORDS) && n.value.scale == 0 &&
	    !(n.flags & NUMERAL_APPROX)) {
		hour = (int)n.value.mant;
		e = n.end;
	}
	if (hour < 0 || hour > 24)
		return false;
	if (token_is_mark(t, e, ':') && token_is_glued(t, e) && token_is_glued(t, e + 1) && date_number(t, e + 1, 2) >= 0 &&
	    t->all.v[e + 1].span.end - t->all.v[e + 1].span.start == 2) {
		minute = date_number(t, e + 1, 2);
		e += 2;
		sure = true;
	} else {
		size_t h = e;
		minute = minutes_at(t, h, &e, &word);
		sure = minute >= 0 && (e > h + 1 || (!token_is(t, h, "h") && !word)) && !word;
	}
	if (minute < 0 || minute > 59 || (!sure && !clock_wanted(t, i, e)))
		return false;
	bool evening = token_is(t, e, "du") && token_is(t, e + 1, "soir");
	bool noon = token_is(t, e, "de") && token_is(t, e + 1, "l'") && token_is(t, e + 2, "apres-midi");
	if (evening || noon)
		hour += hour < 12 ? 12 : 0;
	if (evening || (token_is(t, e, "du") && token_is(t, e + 1, "matin")))
		e += 2;
	else if (noon)
		e += 3;
	bool utc = token_is(t, e, "utc") || token_is(t, e, "gmt");
	snprintf(f->value, sizeof f->value, "T%02d:%02d%s", hour, minute, utc ? "Z" : "");
	f->end = utc ? e + 1 : e;
	f->rule = "time of day";
	return true;
}

/* « mercredi », « mercredi soir », « lundi dernier », « nuit de vendredi à samedi » */
static bool read_weekday(const struct tokens *t, size_t i, struct found *f)
{
	size_t k = i;
	f->rule = "weekday";
	if (token_is(t, i, "la"))
		i++;
	if (token_is(t, i, "nuit") && (token_is(t, i + 1, "de") || token_is(t, i + 1, "du")) &&
	    FIND(weekdays, t, i + 2) != NULL) {
		k = i + 3;
		if ((token_is(t, k, "a") || token_is(t, k, "au")) && FIND(weekdays, t, k + 1) != NULL)
			k += 2;
		f->end = k;
		return true;
	}
	const struct row *d = FIND(weekdays, t, k);
	if (d == NULL || i != k)
		return false;
	k++;
	if (is_last_next(t, k) && !token_is(t, k, "suivant"))
		k++;
	f->end = skip_daypart(t, k);
	f->days = calendar_weekday_code(d->value);
	return true;
}

/* « XIXe siècle », « 19e siècle », « IIe siècle avant J.-C. » */
static bool read_century(const struct tokens *t, size_t i, struct found *f)
{
	size_t k = i;
	struct sv s = i < t->all.n ? t->all.v[i].fold : SV("");
	bool roman = t->all.v[i].type == TOKEN_WORD && s.n > 1 && (t->all.v[i].flags & TOKEN_CAPITAL);
	for (size_t p = 0; p < s.n && roman; p++)
		roman = strchr("ivxlce", s.p[p]) != NULL || (s.p[p] == 'm' && p + 1 == s.n);
	if (roman)
		k = i + 1;
	else if (date_number(t, i, 2) > 0 && (token_is(t, i + 1, "e") || token_is(t, i + 1, "eme")))
		k = i + 2;
	else if (token_is(t, i, "premier"))
		k = i + 1;
	if (k == i || !(token_is(t, k, "siecle") || token_is(t, k, "millenaire")))
		return false;
	k++;
	if (token_is(t, k, "avant") && (token_is(t, k + 1, "notre") || token_is(t, k + 1, "j"))) {
		k += 2;
		while (k < t->all.n && token_is_glued(t, k) && k < i + 9 && !token_is(t, k, ","))
			k++;
		if (token_is(t, k, "ere"))
			k++;
	}
	f->end = k;
	f->rule = "century";
	return true;
}

/* « ce matin », « ces dernières semaines », « cette année-là », « ces deux derniers jours » */
static bool read_this(const struct tokens *t, size_t i, struct found *f)
{
	struct numeral n;
	if (!FIND(demonstratives, t, i))
		return false;
	size_t k = i + 1;
	if (numeral_read(t, k, &n) && !(n.flags & NUMERAL_APPROX))
		k = n.end;
	bool last = is_last_next(t, k);
	if (last || (token_is(t, k, "meme") && !token_is(t, i, "ces")))
		k++;
	const struct row *p = find_period(t, k), *d = FIND(weekdays, t, k);
	if (p == NULL && k < t->all.n && sv_ends(t->all.v[k].fold, SV("-la"))) {
		struct sv s = t->all.v[k].fold;
		s.n -= 3;
		for (size_t r = 0; r < ARRAY_LEN(periods) && p == NULL; r++) {
			if (sv_starts(s, periods[r].word))
				p = &periods[r];
		}
	}
	f->rule = "this";
	if (d != NULL)
		return false; /* read_weekday; the demonstrative stays out */
	if (p == NULL || (p->value == 0 && !last))
		return false;
	k++;
	if (token_is_mark(t, k, '-') && token_is(t, k + 1, "la"))
		k += 2;
	else if (token_is(t, k, "-la"))
		k++;
	else if (token_is(t, k, "la") && !(k + 1 < t->all.n && t->all.v[k + 1].type == TOKEN_WORD))
		k++;
	else if (is_last_next(t, k))
		k++;
	f->end = k;
	if (p->value == 1 && !last && !token_is(t, i, "ces") && k == i + 2)
		f->days = 0;
	return true;
}

/* « semaine dernière », « an prochain », « trois dernières années », « printemps 2012 »,
 * « premier semestre 2012 », « début de l'année », « fin du mois dernier » */
static bool read_period(const struct tokens *t, size_t i, struct found *f)
{
	struct numeral n;
	size_t k = i;
	bool part = false, rank, last = false;
	f->rule = "period";
	if (FIND(period_parts, t, k) != NULL) {
		size_t q = k + 1;
		if (token_is(t, q, "du") || token_is(t, q, "de"))
			q += token_is(t, q, "de") && (token_is(t, q + 1, "l'") || token_is(t, q + 1, "la")) ? 2 : 1;
		part = q > k + 1;
		k = q;
	} else if (numeral_read(t, k, &n) && !(n.flags & (NUMERAL_APPROX | NUMERAL_FRACTION)) &&
		   is_last_next(t, n.end)) {
		k = n.end;
	}
	rank = FIND(ranks, t, k) != NULL;
	if (is_last_next(t, k) || rank) {
		last = !rank;
		k++;
	}
	const struct row *p = find_period(t, k);
	bool season = FIND(seasons, t, k) != NULL;
	if (p == NULL || p->value == 0 || (part && sv_starts(t->all.v[k].fold, SV("saison"))))
		return false;
	k++;
	if (is_last_next(t, k)) {
		last = true;
		k++;
	}
	int y = date_year(t, k);
	bool whole = token_is(t, k - 1, "annee") || season;
	if (y > 0 && whole) {
		snprintf(f->value, sizeof f->value, "%d", y);
		if (season)
			f->value[0] = '\0';
		f->end = k + 1;
		return !(token_is(t, k - 1, "ete") && k >= 2 && token_is(t, k - 2, "a"));
	}
	if (rank || (last && k == i + 1) || !(last || (part && p->value > 1)))
		return false;
	f->end = k;
	return true;
}

/* « il y a trois ans », « trois ans plus tard », « d'ici à trois semaines », « deux jours après » */
static bool read_distance(const struct tokens *t, size_t i, struct found *f)
{
	static const char *const about[] = { "environ", "pres", "plus", "moins", "tout", "juste", "a",
					     "peine", "quelque", "d'", "de", "presque", NULL };
	static const char *const later[] = { "auparavant", "avant", "apres", NULL };
	struct numeral n;
	size_t k = i;
	bool ago = token_is(t, i, "il") && token_is(t, i + 1, "y") && token_is(t, i + 2, "a");
	bool within = token_is(t, i, "d'") && token_is(t, i + 1, "ici") && !ago;
	if (ago)
		k = i + 3;
	else if (within)
		k = i + 2;
	while ((ago || within) && k < i + 8 && is_any(t, k, about))
		k++;
	if (numeral_read(t, k, &n))
		k = n.end;
	else if (token_is(t, k, "quelques") || token_is(t, k, "plusieurs") || (ago && token_is(t, k, "longtemps")))
		k++;
	else
		return false;
	f->rule = "distance in time";
	if (ago && token_is(t, k - 1, "longtemps")) {
		f->end = k;
		return true;
	}
	if (n.flags & NUMERAL_OF && token_is(t, k, "d'"))
		k++;
	else if (token_is(t, k, "de"))
		k++;
	if (find_period(t, k) == NULL || token_is(t, k, "temps"))
		return false;
	k++;
	if (!ago && !within) {
		if (token_is(t, k, "plus") && (token_is(t, k + 1, "tard") || token_is(t, k + 1, "tot")))
			k += 2;
		else if (is_any(t, k, later))
			k++;
		else
			return false;
	}
	f->end = k;
	return true;
}

/* The table of phrases; words are apart by one blank in it. */
static bool read_phrase(const struct tokens *t, size_t i, struct found *f)
{
	for (size_t p = 0; p < ARRAY_LEN(phrases); p++) {
		struct sv rest = phrases[p].words, w;
		size_t k = i;
		if (t->all.v[i].fold.n == 0 || rest.p[0] != t->all.v[i].fold.p[0])
			continue;
		while (k < t->all.n && sv_next(&rest, ' ', &w) && sv_eq(t->all.v[k].fold, w)) {
			k++;
			if (rest.n == 0)
				break;
		}
		if (rest.n > 0 || k == i || !sv_eq(t->all.v[k - 1].fold, w))
			continue;
		f->end = k;
		snprintf(f->value, sizeof f->value, "%s", phrases[p].value);
		f->days = phrases[p].days;
		f->rule = "phrase";
		if (f->days != NO_DAY) {
			if (FIND(weekdays, t, f->end) != NULL)
				f->end++;
			f->end = skip_daypart(t, f->end);
		}
		return true;
	}
	return false;
}

typedef bool reader(const struct tokens *t, size_t i, struct found *f);

static const struct {
	reader *read;
	unsigned begins; /* MAY_ bits of its first token */
} readers[] = {
	{ read_day, MAY_NUMERAL | MAY_DAY },
	{ read_month, MAY_MONTH },
	{ read_year, MAY_NUMERAL | MAY_YEAR },
	{ read_clock, MAY_NUMERAL },
	{ read_weekday, MAY_WEEKDAY },
	{ read_century, MAY_NUMERAL | MAY_CENTURY },
	{ read_this, MAY_THIS },
	{ read_period, MAY_NUMERAL | MAY_PERIOD },
	{ read_distance, MAY_NUMERAL | MAY_DISTANCE },
	{ read_phrase, MAY_PHRASE },
	{ date_figures_read, MAY_NUMERAL },
};

/* What a token may begin; a capitalised word may be a Roman numeral. */
static unsigned may_begin(const struct token *k)
{
	bool roman = k->flags & TOKEN_CAPITAL && k->fold.n > 1 && k->fold.p[0] != 0 && strchr("ivxlc", k->fold.p[0]) != NULL;
	return k->may | (roman ? MAY_CENTURY : 0u);
}

static bool read_any(const struct tokens *t, size_t i, struct found *best)
{
	unsigned may = may_begin(&t->all.v[i]);
	best->end = 0;
	for (size_t r = 0; r < ARRAY_LEN(readers); r++) {
		struct found f;
		if (!(may & readers[r].begins))
			continue;
		f = (struct found){ .first = i, .days = NO_DAY };
		if (readers[r].read(t, i, &f) && f.end <= t->all.n && f.end > best->end)
			*best = f;
	}
	return best->end > 0;
}

/* The first full date near the top is the article's own. */
static void note_dateline(const struct tokens *t, const struct found *f, struct mentions *m)
{
	if (m->date[0] != '\0' || strlen(f->value) != 10 || f->value[0] == '-' || f->first > 60)
		return;
	m->dateline = (struct span){ t->all.v[f->first].span.start, t->all.v[f->end - 1].span.end };
	memcpy(m->date, f->value, 11);
}

static void add(const struct tokens *t, const struct found *f, struct mentions *m)
{
	struct span at = { t->all.v[f->first].span.start, t->all.v[f->end - 1].span.end };
	struct mention *x = mentions_add(m, KIND_DATE, at, "DATE", f->rule);
	x->confidence = 0.9f;
	if (f->value[0] != '\0')
		x->attr[ATTR_VALUE] = arena_strdup(&m->arena, f->value);
}

/* Relative ones get their value once the article's date is known. */
static void resolve(struct found *f, const struct mentions *m)
{
	if (f->value[0] == '\0' && f->days != NO_DAY && m->date[0] != '\0')
		calendar_resolve(m->date, f->days, f->value);
}

void dates_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	VEC(struct found) all = { 0 };
	if (o->date != NULL)
		snprintf(m->date, sizeof m->date, "%s", o->date);
	for (size_t i = 0; i < t->all.n;) {
		struct found f;
		if (read_any(t, i, &f)) {
			note_dateline(t, &f, m);
			vec_push(&all, f);
			i = f.end;
		} else {
			i++;
		}
	}
	for (size_t i = 0; i < all.n; i++) {
		resolve(&all.v[i], m);
		add(t, &all.v[i], m);
	}
	vec_fini(&all);
}
