/* dates.c - dates, times of day and phrases of time; values in ISO 8601.
 *
 * Each reader below tries one form at a token and says where it ends; the
 * longest of them all is kept. Durations are figures (figures.c), save with
 * « il y a », « plus tard » and their like, which make a date of them.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "extract/calendar.h"
#include "extract/dates.h"
#include "extract/extract.h"
#include "extract/fractions.h"

static bool is_last_next(const struct tokens *t, size_t i)
{
	return date_find(DATE_LAST_NEXT, t, i) != NULL;
}

/* Day of a month: « 4 », « 1er », « premier »; 0 none; *e behind it. */
static int day_at(const struct tokens *t, size_t i, size_t *e)
{
	struct numeral n;
	int d = date_number(t, i, 2);
	*e = i + 1;
	if (d == 1 && token_is(t, i + 1, "er") && token_is_glued(t, i + 1))
		*e = i + 2;
	if (token_is(t, i, "premier"))
		return 1;
	if (d < 0 && token_may(t, i, MAY_NUMERAL) && numeral_plain(t, i, &n) && n.flags & NUMERAL_WORDS && n.value.mant > 1 &&
	    n.value.mant <= 31 && (date_find(DATE_MONTHS, t, n.end) != NULL || (i > 0 && token_is(t, i - 1, "le")))) {
		*e = n.end; /* « vingt-deux mai », « le vingt-deux » */
		return (int)n.value.mant;
	}
	return d >= 1 && d <= 31 ? d : 0;
}

/* « juil. » and its like, which keep their full stop. */
static bool is_short(struct sv month)
{
	static const char *const shorts[] = { "janv", "jan", "fevr", "fev", "mar", "avr", "jun", "jul",
					      "juil", "juill", "sept", "sep", "oct", "nov", "dec" };
	for (size_t i = 0; i < ARRAY_LEN(shorts); i++) {
		if (sv_eq(month, sv_of(shorts[i])))
			return true;
	}
	return false;
}

#define LIST_MAX 12

/* « 4, 5, 6 » before « et 9 août »: the token behind the list, i when there is none. */
static size_t skip_list(const struct tokens *t, size_t i)
{
	size_t k = i, e;
	for (int n = 0; n < LIST_MAX && day_at(t, k, &e) > 0 && token_is_mark(t, e, ',') && day_at(t, e + 1, &e) > 0 &&
			t->all.v[e - 1].flags & TOKEN_SPACE;
	     n++)
		k = e - 1;
	return k;
}

/* A day, with what the text says of its month (0: nothing) and year (0). */
struct day {
	int d, m, y;
	const struct date_word *side; /* « dernier », « prochain »; NULL none */
	size_t end;
};

/* « dernier », « de l'année 2012 », « l'an prochain » behind a day and its month. */
static void read_day_year(const struct tokens *t, struct day *x)
{
	size_t e = x->end;
	int y = date_year(t, e), of = token_is(t, e, "de") ? date_year(t, e + 1) : -1;
	if (y > 0 || of > 0) {
		x->y = y > 0 ? y : of;
		x->end += y > 0 ? 1 : 2;
	} else if (token_is(t, e, "de") && token_is(t, e + 1, "l'") && token_is(t, e + 2, "annee")) {
		x->end += date_year(t, e + 3) > 0 ? 4 : 0;
	} else if (is_last_next(t, e)) {
		x->side = date_find(DATE_LAST_NEXT, t, e);
		x->end++;
	} else if (token_is(t, e, "l'") && token_is(t, e + 1, "an") && is_last_next(t, e + 2)) {
		x->end += 3;
	}
}

static bool read_one_day(const struct tokens *t, size_t i, struct day *x)
{
	*x = (struct day){ 0 };
	x->d = day_at(t, i, &x->end);
	if (x->d == 0)
		return false;
	/* « 14-Juillet » */
	size_t e = x->end + (token_is_mark(t, x->end, '-') && token_is_glued(t, x->end) && token_is_glued(t, x->end + 1));
	const struct date_word *m = date_find(DATE_MONTHS, t, e);
	if (m == NULL || (e < t->all.n && t->all.v[e].flags & TOKEN_SENTENCE))
		return true;
	x->m = m->value;
	x->end = e + 1;
	if (token_is_mark(t, x->end, '.') && token_is_glued(t, x->end) && is_short(m->word))
		x->end++;
	read_day_year(t, x);
	return true;
}

/* « au 24 », « et le 12 », « -22 » behind a day that begins at token i: the day that ends a range. */
static bool read_last_day(const struct tokens *t, size_t i, const struct day *a, struct day *b)
{
	size_t k = a->end;
	bool to = token_is(t, k, "au") || token_is(t, k, "jusqu'au");
	bool dash = token_is_mark(t, k, '-') || token_is_mark(t, k, 0x2013);
	if (!to && !dash && !token_is(t, k, "et") && !token_is(t, k, "ou"))
		return false;
	k++;
	if (!to && !dash && token_is(t, k, "le"))
		k++;
	bool weekdays = date_find(DATE_WEEKDAYS, t, k) != NULL && date_find(DATE_WEEKDAYS, t, i) != NULL;
	k += date_find(DATE_WEEKDAYS, t, k) != NULL;
	if (!read_one_day(t, k, b) || (b->m == 0 && !(weekdays && to && a->m == 0)))
		return false; /* « du samedi 5 au dimanche 13 » needs no month */
	bool between = i > 1 && token_is(t, i - 1, "le") && token_is(t, i - 2, "entre") && token_is(t, a->end, "et");
	return to || a->m == 0 || between || (dash && a->y == 0);
}

/* The weekday of a day, its comma and article: the token behind; i when there is none. */
static size_t skip_weekday(const struct tokens *t, size_t i)
{
	if (date_find(DATE_WEEKDAYS, t, i) == NULL)
		return i;
	size_t k = i + 1;
	if (token_is_mark(t, k, ',') && token_is_glued(t, k))
		k++;
	if (token_is(t, k, "le"))
		k++;
	struct day x;
	return k == i + 1 || (read_one_day(t, k, &x) && x.m > 0) ? k : i + 1;
}

/* « du mois », « de ce mois »: the tokens it takes, 0 none. */
static size_t of_month(const struct tokens *t, size_t e)
{
	if (token_is(t, e, "du") && token_is(t, e + 1, "mois"))
		return 2;
	return token_is(t, e, "de") && token_is(t, e + 1, "ce") && token_is(t, e + 2, "mois") ? 3 : 0;
}

/* « le 27. »: a day of a month that is not said, where nothing is counted. */
static bool is_day_alone(const struct tokens *t, size_t i, size_t e)
{
	static const char *const places[] = { "dans", "numero", "sur", "sous", "chez", "departement", NULL };
	bool stop = e >= t->all.n || t->all.v[e].flags & TOKEN_SENTENCE ||
		    (t->all.v[e].type == TOKEN_MARK && (t->all.v[e].flags & TOKEN_SPACE || e + 1 >= t->all.n ||
							!token_is_glued(t, e + 1)) &&
		     (token_is_mark(t, e, '.') || token_is_mark(t, e, ',') || token_is_mark(t, e, ';') || token_is_mark(t, e, ')')));
	static const char *const spans[] = { "semaine", "journee", "nuit", "soiree", "matinee", "week-end", NULL };
	bool le = i > 0 && (token_is(t, i - 1, "le") || (token_is(t, i - 1, "du") && token_is_any(t, i - 2, spans)) || (token_is(t, i - 1, "au") && token_is(t, i - 2, "jusqu'")));
	stop = stop || (date_skip_daypart(t, e) > e + 1 && token_is(t, e, "au")); /* « le 24 au soir » */
	stop = stop && !token_is(t, i, "premier"); /* of several, hardly ever a day */
	return (stop || of_month(t, e) > 0) && le && !token_is_any(t, i - 2, places) && !(t->all.v[i].flags & TOKEN_SENTENCE) && e > i;
}

/* Sets the value of day a, to b where b has a day. */
static void print_days(struct found *f, const struct day *a, const struct day *b)
{
	if (b->d == 0) {
		date_iso(f, a->y, a->m, a->d);
		if (a->side != NULL && a->side->value != 0)
			f->from = (struct calendar_distance){ .unit = CALENDAR_DATE, .n = a->side->value, .month = a->m, .day = a->d };
		return;
	}
	struct found last = { 0 };
	date_iso(f, a->y > 0 ? a->y : b->y, a->m > 0 ? a->m : b->m, a->d);
	date_iso(&last, b->y, b->m, b->d);
	date_iso_to(f, last.value);
}

/* « [mercredi] 4 juillet [2012] [au matin] », « du 22 au 24 juin », « 9 et 10 juillet »,
 * « 27 juillet au 12 août 2012 », « samedi 11 », « le 14-Juillet » */
bool date_day_read(const struct tokens *t, size_t i, struct found *f)
{
	struct day a, b = { 0 };
	const struct date_word *weekday = date_find(DATE_WEEKDAYS, t, i);
	size_t first = skip_weekday(t, i), list = weekday != NULL ? first : skip_list(t, i);
	if (!read_one_day(t, list, &a) || (list > i && t->all.v[list].flags & TOKEN_SENTENCE))
		return false;
	if (!read_last_day(t, i, &a, &b))
		b.d = 0;
	f->rule = N_("day of a month");
	if (a.m == 0 && b.d == 0) {
		f->end = a.end + of_month(t, a.end);
		if (weekday == NULL && token_is(t, f->end, "au"))
			f->end = date_skip_daypart(t, f->end);
		f->rule = N_("day without month");
		if (weekday != NULL)
			f->from = (struct calendar_distance){ .unit = CALENDAR_WEEKDAY, .weekday = weekday->value, .day = a.d };
		return (weekday != NULL && a.end == list + 1 && !date_period(t, a.end) && !date_counts_something(t, list)) ||
		       (weekday == NULL && list == i && is_day_alone(t, i, a.end));
	}
	f->end = date_skip_daypart(t, b.d > 0 ? b.end : a.end);
	if (b.d > 0 && b.m == 0)
		return true;
	if (list == first)
		print_days(f, &a, &b);
	return true;
}

/* Words before a month that is cut short: « en sept. ». */
static const char *const in_month[] = { "en", "de", "d'", "ce", "cet", NULL };

/* Is a month in capitals the planet, a surname, half a name (« Octobre rouge »)? */
static bool is_name(const struct tokens *t, size_t k)
{
	static const char *const names[] = { "mars", "mai", "avril", "juillet", NULL };
	return token_is_any(t, k, names) || (k > 0 && t->all.v[k - 1].flags & TOKEN_CAPITAL) ||
	       (k + 1 < t->all.n && !is_last_next(t, k + 1) && t->all.v[k + 1].type == TOKEN_WORD &&
		(t->all.v[k + 1].flags & TOKEN_CAPITAL || !(k > 0 && token_is_any(t, k - 1, in_month))));
}

/* « entre janvier et avril 2012 », « de juin à septembre »: the month that ends a range
 * whose first stands at token i. */
static void read_last_month(const struct tokens *t, size_t i, int month, struct found *f)
{
	bool between = i > 0 && token_is(t, i - 1, "entre"), from = i > 0 && (token_is(t, i - 1, "de") || token_is(t, i - 1, "d'"));
	const struct date_word *m = date_find(DATE_MONTHS, t, f->end + 1);
	if (m == NULL || !((between && token_is(t, f->end, "et")) || (from && token_is(t, f->end, "a"))) ||
	    t->all.v[f->end + 1].flags & TOKEN_SENTENCE)
		return;
	struct found last = { 0 };
	int y2 = date_year(t, f->end + 2);
	date_iso(f, y2, month, 0);
	date_iso(&last, y2, m->value, 0);
	date_iso_to(f, last.value);
	f->end += y2 > 0 ? 3 : 2;
}

/* « avril-mai [2012] » */
static bool read_joined_months(const struct tokens *t, size_t k, struct found *f)
{
	struct sv rest = k < t->all.n ? t->all.v[k].fold : SV(""), one;
	const struct date_word *m[2] = { NULL, NULL };
	for (int i = 0; i < 2 && sv_next(&rest, '-', &one); i++)
		m[i] = date_month_of(one);
	if (m[0] == NULL || m[1] == NULL || rest.n > 0)
		return false;
	struct found last = { 0 };
	int y = date_year(t, k + 1);
	date_iso(f, y, m[0]->value, 0);
	date_iso(&last, y, m[1]->value, 0);
	date_iso_to(f, last.value);
	f->end = y > 0 ? k + 2 : k + 1;
	return true;
}

/* « mai 68 »: a year of the twentieth century by its two last digits; -1 none. */
static int short_year(const struct tokens *t, size_t k)
{
	int y = date_number(t, k, 2);
	bool glued = k + 1 < t->all.n && token_is_glued(t, k + 1) && t->all.v[k + 1].type != TOKEN_MARK;
	return y > 31 && !glued && !(t->all.v[k].flags & TOKEN_SENTENCE) && !date_counts_something(t, k) ? 1900 + y : -1;
}

/* « en 86, 88 et 93 »: years by their two last digits, behind « en », none of which counts anything. */
static bool read_short_years(const struct tokens *t, size_t i, struct found *f)
{
	size_t first = i, last = i;
	while (first > 1 && (token_is(t, first - 1, "et") || token_is(t, first - 1, "ou") || token_is_mark(t, first - 1, ',')) &&
	       short_year(t, first - 2) > 0)
		first -= 2;
	if (first == 0 || !token_is(t, first - 1, "en"))
		return false;
	while ((token_is(t, last + 1, "et") || token_is(t, last + 1, "ou") || token_is_mark(t, last + 1, ',')) &&
	       date_number(t, last + 2, 2) > 31)
		last += 2;
	bool ends = last + 1 >= t->all.n || t->all.v[last + 1].flags & TOKEN_SENTENCE ||
		    (t->all.v[last + 1].type == TOKEN_MARK && !token_is_glued(t, last + 2));
	int y = short_year(t, i);
	if (y < 1940 || !ends || short_year(t, last) < 0)
		return false;
	snprintf(f->value, sizeof f->value, "%d", y);
	f->end = i + 1;
	return true;
}

/* « juillet 2012 », « mai dernier », « fin 2013 », « mi-juin », « début novembre » */
static bool read_month(const struct tokens *t, size_t i, struct found *f)
{
	bool part = date_find(DATE_MONTH_PARTS, t, i) != NULL;
	size_t k = part ? i + 1 : i;
	if (part && token_is(t, k, "du") && token_is(t, k + 1, "mois") && (token_is(t, k + 2, "de") || token_is(t, k + 2, "d'")))
		k += 3; /* « fin du mois de juin » */
	else if (part && (token_is(t, k, "de") || token_is_mark(t, k, '-')))
		k++;
	const struct date_word *m = date_find(DATE_MONTHS, t, k);
	int y = -1;
	f->rule = N_("month");
	if (m == NULL && k < t->all.n && sv_starts(t->all.v[k].fold, SV("mi-")))
		m = date_month_of(sv_cut(t->all.v[k].fold, 3, SIZE_MAX));
	if (m != NULL && (t->all.v[k].flags & TOKEN_CAPITAL) && !part && date_year(t, k + 1) < 0 &&
	    !(t->all.v[k].flags & TOKEN_SENTENCE) && is_name(t, k))
		return false;
	bool stop = m != NULL && is_short(m->word) && token_is_mark(t, k + 1, '.') && token_is_glued(t, k + 1);
	if (m != NULL && is_short(m->word) && date_year(t, k + 1 + stop) < 0 && !(stop && k > 0 && token_is_any(t, k - 1, in_month)))
		return false; /* « sept », « nov » alone */
	if (m == NULL && part && (y = date_year(t, k)) > 0) {
		snprintf(f->value, sizeof f->value, "%d", y);
		f->end = k + 1;
		return true;
	}
	if (m == NULL)
		return read_joined_months(t, k, f);
	k += 1 + stop;
	const struct date_word *side = NULL;
	int of = token_is(t, k, "de") ? date_year(t, k + 1) : -1;
	y = date_year(t, k);
	if (y < 0 && of < 0 && !part)
		y = short_year(t, k);
	if (y > 0 || (of > 0 && !date_counts_something(t, k + 1))) {
		k += y > 0 ? 1 : 2;
		y = y > 0 ? y : of;
	} else if ((side = date_find(DATE_LAST_NEXT, t, k)) != NULL) {
		k++;
	} else if (token_is(t, k, "de") && token_is(t, k + 1, "l'") && token_is(t, k + 2, "annee") && is_last_next(t, k + 3)) {
		k += 4;
	}
	date_iso(f, y, m->value, 0);
	if (side != NULL && side->value != 0)
		f->from = (struct calendar_distance){ .unit = CALENDAR_DATE, .n = side->value, .month = m->value };
	f->end = k;
	if (side == NULL && !part && y <= 0)
		read_last_month(t, i, m->value, f);
	return true;
}

/* « les années quatre-vingt », « les années mille neuf cent vingt » */
static bool read_spelled_decade(const struct tokens *t, size_t k, struct found *f)
{
	struct numeral n;
	if (!token_is(t, k - 1, "annees") || !token_may(t, k, MAY_NUMERAL) || !numeral_plain(t, k, &n) ||
	    !(n.flags & NUMERAL_WORDS) || n.value.mant < 10 || n.value.mant % 10 != 0 || n.value.mant > 2100)
		return false;
	f->end = n.end;
	if ((token_is(t, n.end, "et") || token_is(t, n.end, "ou")) && token_may(t, n.end + 1, MAY_NUMERAL) &&
	    numeral_plain(t, n.end + 1, &n) && n.flags & NUMERAL_WORDS && n.value.mant >= 10 && n.value.mant < 100 &&
	    n.value.mant % 10 == 0)
		f->end = n.end; /* « les années trente et quarante » */
	return true;
}

/* « en deux mille vingt », « depuis mil neuf cent quatorze » */
static bool read_spelled_year(const struct tokens *t, size_t k, struct found *f)
{
	static const char *const before[] = { "en", "depuis", "an", "annee", "avant", "apres", "des", NULL };
	struct numeral n;
	if (k == 0 || !token_is_any(t, k - 1, before) || !token_may(t, k, MAY_NUMBER) || t->all.v[k].type != TOKEN_WORD ||
	    !numeral_plain(t, k, &n) || n.end < k + 2 || n.value.scale > 0 || n.value.mant < 1100 || n.value.mant > 2199 ||
	    (n.end < t->all.n && t->all.v[n.end].type == TOKEN_WORD && !(t->all.v[n.end].flags & TOKEN_SENTENCE) &&
	     date_counts_something(t, n.end - 1)))
		return false;
	snprintf(f->value, sizeof f->value, "%d", (int)n.value.mant);
	f->end = n.end;
	return true;
}

/* « l'an 800 »; « tué en 363. » of three digits that end their clause */
static bool read_early_year(const struct tokens *t, size_t k, struct found *f)
{
	int y = date_number(t, k, 4);
	bool an = k > 1 && token_is(t, k - 1, "an") && token_is(t, k - 2, "l'");
	bool ends = k + 1 >= t->all.n || t->all.v[k + 1].flags & TOKEN_SENTENCE || token_is_mark(t, k + 1, '.') ||
		    (token_is_mark(t, k + 1, ',') && k + 2 < t->all.n && t->all.v[k + 2].type == TOKEN_WORD);
	bool en = k > 0 && token_is(t, k - 1, "en") && ends && y >= 100 && y < 1100;
	if (!(an || en) || y < 1 || y > 2199)
		return false;
	snprintf(f->value, sizeof f->value, "%04d", y);
	f->end = k + 1;
	return true;
}

/* Words of a name before its year: « Jeux olympiques d'hiver de 2014 », « Coupe du monde féminine 2019 »;
 * behind these no name goes on. */
static bool breaks_name(const struct tokens *t, size_t i)
{
	static const char *const breaks[] = { "en", "dans", "depuis", "pour", "avant", "apres", "jusqu'en", "vers", "et", "a", "au", "est",
					      "qui", "que", "sur", "par", "entre", "ou", "fin", "debut", "annee", "ete", "l'", "dont", NULL };
	return t->all.v[i].type != TOKEN_WORD || token_is_any(t, i, breaks) || token_may(t, i, MAY_MONTH | MAY_WEEKDAY);
}

/* Does the year at token i end the name of an event: « Euro 2012 », « Jeux olympiques de
 * 2012 », « Vendée Globe 2012 »? */
bool date_names_event(const struct tokens *t, size_t i)
{
	const unsigned name = TOKEN_CAPITAL | TOKEN_SENTENCE | TOKEN_UPPER | TOKEN_ELIDED;
	if (i == 0 || t->all.v[i].flags & TOKEN_SENTENCE || breaks_name(t, i - 1))
		return false;
	if ((t->all.v[i - 1].flags & name) == TOKEN_CAPITAL && t->all.v[i - 1].fold.n > 2)
		return true;
	for (size_t k = i; k > 0 && k + 7 > i && !(t->all.v[k].flags & TOKEN_SENTENCE) && !breaks_name(t, k - 1); k--) {
		if (t->all.v[k - 1].flags & TOKEN_CAPITAL && date_find(DATE_EVENTS, t, k - 1) != NULL)
			return true;
	}
	return false;
}

/* « article 1645 », « pages 1645 et 1646 »: a number of four digits that is no year. */
static bool is_numbered(const struct tokens *t, size_t i)
{
	static const char *const things[] = { "article", "articles", "art", "page", "pages", "p", "pp", "n", "no", "numero",
					      "numeros", "resolution", "isbn", "issn", "rfc", "bwv", "matricule", NULL };
	if (i > 2 && (token_is(t, i - 1, "et") || token_is(t, i - 1, "a") || token_is_mark(t, i - 1, ',')) &&
	    date_number(t, i - 2, 4) > 0)
		i -= 2;
	size_t k = i - (i > 0 && (token_is_mark(t, i - 1, '.') || token_is_mark(t, i - 1, 0xB0)));
	return k > 0 && token_is_any(t, k - 1, things);
}

size_t date_skip_second_year(const struct tokens *t, size_t k, int *y2)
{
	bool dash = token_is_mark(t, k + 1, '-') || token_is_mark(t, k + 1, 0x2013) || token_is_mark(t, k + 1, '/');
	*y2 = dash && token_is_glued(t, k + 1) && token_is_glued(t, k + 2) ? date_number(t, k + 2, 4) : -1;
	if (*y2 >= 0 && *y2 < 100)
		*y2 += date_number(t, k, 4) / 100 * 100;
	return *y2 >= 0 ? k + 3 : k + 1;
}

/* « et 1970 », « et 70 » behind « les années 1960 »: the token behind, k when none stands there. */
static size_t skip_second_decade(const struct tokens *t, size_t k)
{
	int y = token_is(t, k, "et") || token_is(t, k, "ou") ? date_number(t, k + 1, 4) : -1;
	return y >= 10 && y % 10 == 0 && (y < 100 || y > 1000) && !date_counts_something(t, k + 1) ? k + 2 : k;
}

/* « 2012 », « 2002-2004 », « l'année 2012 », « années 1980 », « an 2000 » */
static bool read_year(const struct tokens *t, size_t i, struct found *f)
{
	bool head = date_find(DATE_YEAR_HEADS, t, i) != NULL;
	size_t k = head ? i + 1 : i;
	int y = date_year(t, k);
	f->rule = N_("year");
	if (token_is(t, i, "annees") && y < 0 && date_number(t, k, 2) >= 10) {
		f->end = skip_second_decade(t, k + 1);
		return true;
	}
	if (y < 0 && !head && date_number(t, i, 2) > 39 && read_short_years(t, i, f))
		return true;
	if (y < 1100 && !(head && y > 0) && ((head && read_spelled_decade(t, k, f)) || read_early_year(t, k, f) || read_spelled_year(t, k, f)))
		return true;
	if (y < 0 || (!head && (y < 1100 || date_names_event(t, i) || is_numbered(t, i))))
		return false;
	if (!head && i > 0 && token_is_glued(t, i) && !token_is_mark(t, i - 1, '(') && !token_is_mark(t, i - 1, 0xAB) &&
	    !(t->all.v[i - 1].flags & TOKEN_ELIDED) && !token_is_mark(t, i - 1, '"') && !token_is_mark(t, i - 1, '['))
		return false;
	if (date_counts_something(t, k))
		return false;
	snprintf(f->value, sizeof f->value, "%d", y);
	int y2;
	f->end = date_skip_second_year(t, k, &y2);
	if (y2 >= 0)
		snprintf(f->value, sizeof f->value, "%d/%d", y, y2);
	if (token_is(t, i, "annees")) {
		f->value[0] = '\0';
		f->end = y2 >= 0 ? f->end : skip_second_decade(t, f->end);
	}
	return true;
}

typedef bool reader(const struct tokens *t, size_t i, struct found *f);

static const struct {
	reader *read;
	unsigned begins; /* MAY_ bits of its first token */
} readers[] = {
	{ date_day_read, MAY_NUMERAL | MAY_WEEKDAY | MAY_CENTURY },
	{ read_month, MAY_MONTH },
	{ read_year, MAY_NUMERAL | MAY_YEAR },
	{ date_clock_read, MAY_NUMERAL | MAY_PHRASE },
	{ date_weekday_read, MAY_WEEKDAY },
	{ date_century_read, MAY_NUMERAL | MAY_CENTURY | MAY_ROMAN },
	{ date_this_read, MAY_THIS },
	{ date_period_read, MAY_NUMERAL | MAY_PERIOD },
	{ date_distance_read, MAY_NUMERAL | MAY_DISTANCE },
	{ date_phrase_read, MAY_PHRASE },
	{ date_season_read, MAY_PERIOD },
	{ date_figures_read, MAY_NUMERAL },
	{ date_republican_read, MAY_NUMERAL },
};

/* May a spelled number begin a date? By what stands behind it. */
static bool number_leads(const struct tokens *t, size_t i)
{
	struct numeral n;
	if (!numeral_read(t, i, &n))
		return token_may(t, i + 1, MAY_PERIOD | MAY_MONTH | MAY_CENTURY);
	bool year = n.value.mant >= 1100 && n.value.mant < 2200 && n.power == 0 && i > 0;
	bool day = n.value.mant <= 31 && i > 0 && token_is(t, i - 1, "le");
	bool first = token_is(t, n.end, "premiers") || token_is(t, n.end, "premieres"); /* « onze premiers mois de l'année » */
	bool half = n.end < t->all.n && sv_starts(t->all.v[n.end].fold, SV("demi-")); /* « un demi-siècle plus tard » */
	return year || day || first || half || token_may(t, n.end, MAY_PERIOD | MAY_MONTH | MAY_CENTURY) || token_is(t, n.end, "de") ||
	       token_is(t, n.end, "d'") || token_is(t, n.end, "siecle");
}

static bool read_any(const struct tokens *t, const struct token_begin *b, struct found *best)
{
	size_t i = b->token;
	unsigned may = b->may;
	if (may & MAY_NUMERAL && t->all.v[i].type == TOKEN_WORD && !(token_may(t, i, MAY_NUMBER) && number_leads(t, i)))
		may &= ~(unsigned)MAY_NUMERAL;
	best->end = 0;
	for (size_t r = 0; may != 0 && r < ARRAY_LEN(readers); r++) {
		struct found f;
		if (!(may & readers[r].begins))
			continue;
		f = (struct found){ .first = i };
		if (readers[r].read(t, i, &f) && f.end <= t->all.n && f.end > best->end)
			*best = f;
	}
	return best->end > 0;
}

/* The first full date near the top is the article's own. */
static void note_dateline(const struct tokens *t, const struct found *f, struct mentions *m)
{
	if (m->date[0] != '\0' || strlen(f->value) != 10 || f->value[0] == '-' || f->first > 60 || !calendar_is_date(f->value))
		return;
	m->dateline = (struct span){ t->all.v[f->first].span.start, t->all.v[f->end - 1].span.end };
	memcpy(m->date, f->value, 11);
}

/* Relative ones get their value once the article's date is known; « septembre dernier »
 * only where the reader has said it, as its month is a value by itself. */
static bool resolve(struct found *f, const struct mentions *m, bool said)
{
	char value[16] = "";
	bool own = f->value[0] != '\0';
	if (f->from.unit == CALENDAR_NONE || m->date[0] == '\0' || (own && !(said && f->from.unit == CALENDAR_DATE)))
		return false;
	calendar_resolve(m->date, &f->from, value);
	if (value[0] == '\0')
		return false;
	snprintf(f->value, sizeof f->value, "%s", value);
	return true;
}

static void add(const struct tokens *t, struct found *f, bool said, struct mentions *m)
{
	struct span at = { t->all.v[f->first].span.start, t->all.v[f->end - 1].span.end };
	bool counted = resolve(f, m, said);
	struct mention *x = mentions_add(m, KIND_DATE, at, "DATE", f->rule);
	x->confidence = 0.9f;
	x->counted = counted;
	if (f->value[0] != '\0')
		x->attr[ATTR_VALUE] = arena_strdup(&m->arena, f->value);
}

void dates_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	VEC(struct found) all = { 0 };
	bool said = o->date != NULL && calendar_is_date(o->date);
	if (said)
		snprintf(m->date, sizeof m->date, "%s", o->date);
	for (size_t b = 0, next = 0; b < t->begins.n; b++) {
		struct found f;
		if (t->begins.v[b].token >= next && read_any(t, &t->begins.v[b], &f)) {
			note_dateline(t, &f, m);
			vec_push(&all, f);
			next = f.end;
		}
	}
	for (size_t i = 0; i < all.n; i++)
		add(t, &all.v[i], said, m);
	vec_fini(&all);
}
