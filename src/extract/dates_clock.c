/* dates_clock.c - times of day: « 13 h 00 », « 7h30 », « 13:00 », « trois heures du
 * matin », « de 8 h à 12 h ». See dates.h. An hour that may be a duration is a time
 * only where its surroundings say so. */
#include <stdio.h>

#include "base/i18n.h"
#include "extract/dates.h"
#include "extract/fractions.h"

struct clock {
	int hour, minute, second; /* second -1: not said */
	size_t end;
	bool sure;   /* no duration is written so */
	bool part;   /* « du matin », « UTC » stand behind it */
	bool utc;
};

/* « h » or « heures » or « h30 » at i behind the hour; minutes or -1; *e behind. */
static int minutes_at(const struct tokens *t, size_t i, size_t *e, bool *word)
{
	/* « 24 heures 12 fois »: the second number counts something */
	*word = token_is(t, i, "heures") || token_is(t, i, "heure");
	bool h = token_is(t, i, "h") || token_is(t, i, "hrs") || *word;
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
	if (m >= 0 && m < 60 && t->all.v[i + 1].span.end - t->all.v[i + 1].span.start == 2 &&
	    !(t->all.v[i + 1].flags & TOKEN_SENTENCE) && !(*word && date_counts_something(t, i + 1))) {
		*e = i + 2;
		*word = token_is(t, *e, "min") || token_is(t, *e, "mn"); /* « 2 h 14 min » is rather a duration */
		*e += *word;
		return m;
	}
	size_t et = i + 1 + token_is(t, i + 1, "et");
	if (et > i + 1 && (token_is(t, et, "demie") || token_is(t, et, "demi") || token_is(t, et, "quart"))) {
		*e = et + 1;
		return token_is(t, et, "quart") ? 15 : 30;
	}
	return 0;
}

/* « sept heures moins le quart », « deux heures trente » in words: adds to the clock. */
static void read_spelled_minutes(const struct tokens *t, struct clock *c)
{
	struct numeral n;
	bool less = token_is(t, c->end, "moins");
	if (less && token_is(t, c->end + 1, "le") && token_is(t, c->end + 2, "quart")) {
		n = (struct numeral){ .value = { 15, 0 }, .end = c->end + 3 };
	} else if (!token_may(t, c->end + less, MAY_NUMERAL) || t->all.v[c->end + less].flags & TOKEN_SENTENCE ||
		   !numeral_plain(t, c->end + less, &n) || !(n.flags & NUMERAL_WORDS) || n.value.mant < 5 ||
		   n.value.mant > 59 || (n.end < t->all.n && !(t->all.v[n.end].flags & TOKEN_SENTENCE) &&
					 t->all.v[n.end].type == TOKEN_WORD && !date_find(DATE_DAYPARTS, t, n.end + 1))) {
		return;
	}
	if (less) {
		c->hour = (c->hour + 23) % 24;
		n.value.mant = 60 - n.value.mant;
	}
	c->minute = (int)n.value.mant;
	c->end = n.end;
}

/* The hour and what belongs to it. */
static bool read_hour(const struct tokens *t, size_t i, struct clock *c)
{
	struct numeral n;
	size_t e = i + 1;
	bool word = false, spelled = false;
	*c = (struct clock){ .hour = date_number(t, i, 2), .second = -1 };
	if (c->hour < 0 && token_may(t, i, MAY_NUMERAL) && numeral_plain(t, i, &n) && (n.flags & NUMERAL_WORDS) &&
	    n.value.scale == 0 && n.value.mant <= 24) {
		c->hour = (int)n.value.mant;
		e = n.end;
		spelled = true;
	}
	if (c->hour < 0 || c->hour > 24)
		return false;
	if (token_is_mark(t, e, ':') && token_is_glued(t, e) && token_is_glued(t, e + 1) && date_number(t, e + 1, 2) >= 0 &&
	    t->all.v[e + 1].span.end - t->all.v[e + 1].span.start == 2) {
		c->minute = date_number(t, e + 1, 2);
		c->end = e + 2;
		c->sure = true;
		if (token_is_mark(t, c->end, ':') && token_is_glued(t, c->end) && token_is_glued(t, c->end + 1) &&
		    date_number(t, c->end + 1, 2) >= 0) {
			c->second = date_number(t, c->end + 1, 2);
			c->end += 2;
		}
	} else {
		c->minute = minutes_at(t, e, &c->end, &word);
		c->sure = c->minute >= 0 && (c->end > e + 1 || (!token_is(t, e, "h") && !word)) && !word;
		if (spelled && word && c->minute == 0)
			read_spelled_minutes(t, c);
	}
	return c->minute >= 0 && c->minute <= 59 && c->second <= 59 && (c->hour < 24 || c->minute == 0);
}

/* « du matin », « UTC » */
static void read_part(const struct tokens *t, struct clock *c)
{
	size_t e = c->end;
	bool evening = token_is(t, e, "du") && (token_is(t, e + 1, "soir"));
	bool morning = token_is(t, e, "du") && token_is(t, e + 1, "matin");
	bool noon = token_is(t, e, "de") && token_is(t, e + 1, "l'") && token_is(t, e + 2, "apres-midi");
	if (evening || noon)
		c->hour += c->hour < 12 ? 12 : 0;
	c->end += noon ? 3 : evening || morning ? 2 : 0;
	c->utc = token_is(t, c->end, "utc") || token_is(t, c->end, "gmt") || token_is(t, c->end, "tu");
	c->end += c->utc;
	c->part = c->end > e;
}

/* « a duré 2 h 30 », « pendant 3 h », « en 1 h 12 », « un vol de 11 h 20 » */
static bool is_lasting(const struct tokens *t, size_t i)
{
	static const char *const skipped[] = { "de", "environ", "d'", "entre", "jusqu'a", NULL };
	size_t k = i;
	while (k > 0 && k + 2 > i && (token_is_any(t, k - 1, skipped) || token_is_mark(t, k - 1, ':')))
		k--;
	if (k > 2 && token_is(t, k - 1, "a") && token_is(t, k - 2, "jusqu'"))
		k -= 2;
	return k > 0 && !(t->all.v[k].flags & TOKEN_SENTENCE) && date_find(DATE_LASTING, t, k - 1) != NULL;
}

/* « 5 h 30 de débats »: what fills the time stands behind it. */
static bool is_filled(const struct tokens *t, size_t e)
{
	bool of = token_is(t, e, "de") || token_is(t, e, "d'");
	return of && e + 1 < t->all.n && t->all.v[e + 1].type == TOKEN_WORD && t->all.v[e + 1].fold.n > 2 &&
	       date_find(DATE_DAYPARTS, t, e + 1) == NULL && !(t->all.v[e + 1].flags & TOKEN_CAPITAL);
}

static bool before_hour(const struct tokens *t, size_t i)
{
	static const char *const before[] = { "a", "vers", "des", "avant", "apres", "jusqu'a", "depuis", "entre",
					      "environ", NULL };
	static const char *const limits[] = { "condamne", "limite", "reduit", "limitee", "condamnee", "ramene",
					      "porte", "fixe", "passe", "condamnes", NULL };
	if (i == 0 || (t->all.v[i].flags & TOKEN_SENTENCE))
		return false;
	/* « dimanche (15 heures) » */
	if (token_is_mark(t, i - 1, '('))
		return i > 1 && (date_find(DATE_WEEKDAYS, t, i - 2) != NULL || date_find(DATE_LAST_NEXT, t, i - 2) != NULL ||
				 date_find(DATE_DAYPARTS, t, i - 2) != NULL);
	/* « Il est 5 heures » */
	if (i > 1 && token_is(t, i - 2, "il") && (token_is(t, i - 1, "est") || token_is(t, i - 1, "etait")))
		return true;
	if (token_is_any(t, i - 1, before))
		return !(token_is(t, i - 1, "a") && i > 1 && token_is_any(t, i - 2, limits));
	static const char *const of[] = { "partir", "compter", "coup", NULL };
	if (token_is(t, i - 1, "de") && i > 1 && token_is_any(t, i - 2, of))
		return true; /* « sur le coup de 11 heures » */
	if (token_is(t, i - 1, "les") && i > 1 && token_is(t, i - 2, "vers"))
		return true;
	/* « jusqu'à jeudi, 8 h », « mardi 12 mai, 18 heures » */
	size_t day = i - 1 - (i > 1 && token_is_mark(t, i - 1, ','));
	return date_find(DATE_WEEKDAYS, t, day) != NULL || (day < i - 1 && day > 0 && date_find(DATE_MONTHS, t, day) != NULL && date_number(t, day - 1, 2) > 0);
}

/* « entre 8 heures pour Strasbourg et 19 heures »: a time stands before, joined. */
static bool joins_hour(const struct tokens *t, size_t i)
{
	static const char *const joins[] = { "et", "a", "ou", "puis", "soit", NULL };
	if (i < 3 || !token_is_any(t, i - 1, joins) || t->all.v[i].flags & TOKEN_SENTENCE)
		return false;
	for (size_t k = i - 2; k > 0 && k + 9 > i && !(t->all.v[k].flags & TOKEN_SENTENCE); k--) {
		bool h = token_is(t, k, "h") || token_is(t, k, "heures") || token_is(t, k, "heure");
		if (h)
			return date_number(t, k - 1, 2) >= 0 && before_hour(t, k - 1) && !is_lasting(t, k - 1);
	}
	return false;
}

/* A point in time, or a duration? « à 19 heures » against « pendant 2 h » */
static bool is_time(const struct tokens *t, size_t i, const struct clock *c)
{
	static const char *const days[] = { "ce", "cet", "cette", "hier", "demain", NULL };
	static const char *const zones[] = { "locales", "locale", "cet", "cest", "precises", "pile", "tapantes", NULL };
	if (!c->part && i > 0 && is_lasting(t, i) && !token_is_any(t, c->end, days))
		return false;
	bool news = i > 0 && (token_is(t, i - 1, "le") || token_is(t, i - 1, "du") || token_is(t, i - 1, "au"));
	if (news && !c->sure && c->hour > 1 && c->hour < 24)
		return true; /* « le 20 heures de la chaîne » */
	bool of = token_is(t, c->end, "de") || token_is(t, c->end, "du") || token_is(t, c->end, "d'");
	if (!c->part && (is_filled(t, c->end) || (of && !c->sure && date_find(DATE_WEEKDAYS, t, c->end + 1) == NULL)))
		return false; /* « à quatre heures de la fin » */
	if (date_number(t, c->end, 2) >= 0 && (token_is(t, c->end + 1, "s") || token_is(t, c->end + 1, "secondes")))
		return false; /* « 2 h 14 min 4 s » */
	if (c->sure || c->part || token_is_any(t, c->end, zones))
		return true;
	if (token_is_any(t, c->end, days) && c->end < t->all.n && !(t->all.v[c->end].flags & TOKEN_SENTENCE))
		return true;
	bool late = i > 0 && token_is(t, i - 1, "de") && c->hour >= 17 && c->hour < 24; /* « le journal de 20 heures » */
	return late || before_hour(t, i) || joins_hour(t, i);
}

static void print_clock(const struct clock *c, char *out, size_t n)
{
	if (c->second >= 0)
		snprintf(out, n, "T%02d:%02d:%02d%s", c->hour, c->minute, c->second, c->utc ? "Z" : "");
	else
		snprintf(out, n, "T%02d:%02d%s", c->hour, c->minute, c->utc ? "Z" : "");
}

/* « repoussé de 21h04 à 22h19 »: two times, a change. */
static bool is_moved(const struct tokens *t, size_t de)
{
	static const char *const stems[] = { "repouss", "avanc", "report", "decal", "passe", "recul", "ramen", "retard", NULL };
	bool found = false;
	for (size_t k = 0; stems[k] != NULL && de > 0 && !found; k++)
		found = sv_starts(t->all.v[de - 1].fold, sv_of(stems[k]));
	return found;
}

/* An hour, « midi » or « minuit ». */
static bool read_hour_or_noon(const struct tokens *t, size_t i, struct clock *c)
{
	bool noon = token_is(t, i, "midi");
	if (!(noon || token_is(t, i, "minuit")) || t->all.v[i].flags & TOKEN_CAPITAL)
		return read_hour(t, i, c);
	*c = (struct clock){ .hour = noon ? 12 : 0, .second = -1, .end = i + 1, .sure = true };
	return true;
}

/* « [de] 8 h à 12 h », « [entre] 14h et 16h », « [entre] 22 heures et minuit »: the second hour, whose sign makes both
 * times; the first may be bare. */
static bool read_hours(const struct tokens *t, size_t i, struct found *f)
{
	struct clock a, b;
	bool between = i > 0 && token_is(t, i - 1, "entre");
	bool from = i > 0 && (token_is(t, i - 1, "de") || token_is(t, i - 1, "des"));
	char last[24];
	if (!(between || from) || t->all.v[i].flags & TOKEN_SENTENCE || (from && is_moved(t, i - 1)))
		return false;
	bool own = read_hour_or_noon(t, i, &a);
	if (!own) {
		a = (struct clock){ .hour = date_number(t, i, 2), .second = -1, .end = i + 1 };
		if (a.hour < 0 || a.hour > 24)
			return false;
	}
	read_part(t, &a);
	if (!(token_is(t, a.end, "a") || token_is(t, a.end, "jusqu'a") || (between && token_is(t, a.end, "et"))) ||
	    !read_hour_or_noon(t, a.end + 1, &b))
		return false;
	read_part(t, &b);
	bool measured = token_is(t, b.end, "de") || token_is(t, b.end, "d'") || token_is(t, b.end, "par");
	if (measured || b.hour == a.hour || (between && !(a.sure || b.sure || a.part || b.part) && (!own || is_lasting(t, i))))
		return false;
	print_clock(&a, f->value, sizeof f->value);
	print_clock(&b, last, sizeof last);
	date_iso_to(f, last);
	f->end = b.end;
	f->rule = N_("hours");
	return true;
}

bool date_clock_read(const struct tokens *t, size_t i, struct found *f)
{
	static const char *const this[] = { "ce", "cet", "cette", NULL };
	struct clock c;
	if (read_hours(t, i, f))
		return true;
	if (!read_hour(t, i, &c))
		return false;
	read_part(t, &c);
	if (!is_time(t, i, &c))
		return false;
	print_clock(&c, f->value, sizeof f->value);
	f->end = c.end;
	if (token_is_any(t, c.end, this) && date_find(DATE_DAYPARTS, t, c.end + 1) != NULL)
		f->end = c.end + 2; /* « 9 heures ce matin » */
	f->rule = N_("time of day");
	return true;
}
