/* dates_words.c - the words of dates.def, and small questions about tokens. See dates.h. */
#include "extract/dates.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

#define ROW(w, v) { SV_INIT(w), v },

static const struct date_word months[] = {
#define MONTH(w, v) ROW(w, v)
#include "lang/fr/dates.def"
#undef MONTH
}, weekdays[] = {
#define WEEKDAY(w, v) ROW(w, v)
#include "lang/fr/dates.def"
#undef WEEKDAY
}, dayparts[] = {
#define DAYPART(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef DAYPART
}, periods[] = {
#define PERIOD(w, v) ROW(w, v)
#include "lang/fr/dates.def"
#undef PERIOD
}, seasons[] = {
#define SEASON(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef SEASON
}, last_next[] = {
#define LAST_NEXT(w, v) ROW(w, v)
#include "lang/fr/dates.def"
#undef LAST_NEXT
}, ranks[] = {
#define RANK(w, v) ROW(w, v)
#include "lang/fr/dates.def"
#undef RANK
}, period_parts[] = {
#define PERIOD_PART(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef PERIOD_PART
}, month_parts[] = {
#define MONTH_PART(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef MONTH_PART
}, year_heads[] = {
#define YEAR_HEAD(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef YEAR_HEAD
}, demonstratives[] = {
#define DEMONSTRATIVE(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef DEMONSTRATIVE
}, republican[] = {
#define REPUBLICAN(w, v) ROW(w, v)
#include "lang/fr/dates.def"
#undef REPUBLICAN
}, events[] = {
#define EVENT(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef EVENT
}, lasting[] = {
#define LASTING(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef LASTING
}, going_to[] = {
#define GOING_TO(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef GOING_TO
}, scheduled[] = {
#define SCHEDULED(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef SCHEDULED
}, expected[] = {
#define EXPECTED(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef EXPECTED
}, participles[] = {
#define PARTICIPLE(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef PARTICIPLE
}, no_verbs[] = {
#define NO_VERB(w) ROW(w, 1)
#include "lang/fr/dates.def"
#undef NO_VERB
};

static const struct {
	const struct date_word *rows;
	size_t n;
	unsigned may; /* each of its words has one of these MAY_ bits; 0: nobody has looked */
} lists[DATE_LISTS] = {
#define LIST(id, rows, may) [id] = { rows, ARRAY_LEN(rows), may }
	LIST(DATE_MONTHS, months, MAY_MONTH),
	LIST(DATE_WEEKDAYS, weekdays, MAY_WEEKDAY),
	LIST(DATE_DAYPARTS, dayparts, MAY_PERIOD),
	LIST(DATE_PERIODS, periods, MAY_PERIOD),
	LIST(DATE_SEASONS, seasons, MAY_PERIOD),
	LIST(DATE_LAST_NEXT, last_next, MAY_PERIOD),
	LIST(DATE_RANKS, ranks, MAY_PERIOD),
	LIST(DATE_PERIOD_PARTS, period_parts, MAY_PERIOD),
	LIST(DATE_MONTH_PARTS, month_parts, MAY_MONTH),
	LIST(DATE_YEAR_HEADS, year_heads, MAY_YEAR),
	LIST(DATE_DEMONSTRATIVES, demonstratives, MAY_THIS),
	LIST(DATE_REPUBLICAN, republican, 0),
	LIST(DATE_EVENTS, events, 0),
	LIST(DATE_LASTING, lasting, 0),
	LIST(DATE_GOING_TO, going_to, 0),
	LIST(DATE_SCHEDULED, scheduled, 0),
	LIST(DATE_EXPECTED, expected, 0),
	LIST(DATE_PARTICIPLES, participles, 0),
	LIST(DATE_NO_VERBS, no_verbs, 0),
#undef LIST
};

const struct date_word *date_find(enum date_list list, const struct tokens *t, size_t i)
{
	if (i >= t->all.n || t->all.v[i].type != TOKEN_WORD || (lists[list].may != 0 && !token_may(t, i, lists[list].may)))
		return NULL;
	struct sv s = t->all.v[i].fold;
	for (size_t k = 0; k < lists[list].n; k++) {
		if (lists[list].rows[k].word.p[0] == s.p[0] && sv_eq(s, lists[list].rows[k].word))
			return &lists[list].rows[k];
	}
	return NULL;
}

const struct date_word *date_month_of(struct sv word)
{
	for (size_t k = 0; k < ARRAY_LEN(months); k++) {
		if (sv_eq(word, months[k].word))
			return &months[k];
	}
	return NULL;
}

const struct date_word *date_period(const struct tokens *t, size_t i)
{
	if (!token_may(t, i, MAY_PERIOD))
		return NULL;
	const struct date_word *r = date_find(DATE_PERIODS, t, i);
	if (r != NULL || t->all.v[i].type != TOKEN_WORD)
		return r;
	struct sv s = t->all.v[i].fold;
	for (size_t k = 0; k < ARRAY_LEN(periods); k++) {
		size_t n = periods[k].word.n;
		if (s.n == n + 1 && s.p[n] == 's' && sv_starts(s, periods[k].word))
			return &periods[k];
	}
	return NULL;
}

int date_number(const struct tokens *t, size_t i, size_t max)
{
	if (i >= t->all.n || t->all.v[i].type != TOKEN_NUMBER)
		return -1;
	struct sv s = token_text(t, i);
	int v = 0;
	if (s.n > max)
		return -1;
	for (size_t k = 0; k < s.n; k++)
		v = v * 10 + (s.p[k] - '0');
	return v;
}

int date_year(const struct tokens *t, size_t i)
{
	int y = date_number(t, i, 4);
	bool grouped = i + 1 < t->all.n && t->all.v[i + 1].type == TOKEN_MARK && token_is_glued(t, i + 1) &&
		       (token_is_mark(t, i + 1, ',') || token_is_mark(t, i + 1, '.')) &&
		       date_number(t, i + 2, 9) >= 0 && token_is_glued(t, i + 2);
	return y >= 1000 && y <= 2199 && !grouped ? y : -1;
}

bool date_counts_something(const struct tokens *t, size_t i)
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
						   "jamais", "alors", "ils", "elles", "hors", "toujours",
						   "suis", "selon", "puisque", "tres", "leurs", "nos", NULL };
	static const char *const units[] = { "km", "m", "kg", "dollars", "h", "ans", "t", NULL };
	size_t n = k->fold.n;
	bool plural = n > 2 && (k->fold.p[n - 1] == 's' || k->fold.p[n - 1] == 'x');
	return (plural && !token_is_any(t, i + 1, not_counted) && !(k->flags & TOKEN_CAPITAL)) ||
	       token_is_any(t, i + 1, units);
}

/* Writes v as n digits; behind them. */
static char *print_digits(char *out, int v, int n)
{
	for (int k = n; k-- > 0; v /= 10)
		out[k] = (char)('0' + v % 10);
	return out + n;
}

void date_iso(struct found *f, int y, int m, int d)
{
	char *p = f->value;
	if (y > 0)
		p = print_digits(p, y, 4);
	else
		*p++ = '-';
	*p++ = '-';
	p = print_digits(p, m, 2);
	if (d > 0) {
		*p++ = '-';
		p = print_digits(p, d, 2);
	}
	*p = '\0';
}

void date_iso_to(struct found *f, const char *last)
{
	size_t n = strlen(f->value);
	snprintf(f->value + n, sizeof f->value - n, "/%s", last);
}

size_t date_skip_daypart(const struct tokens *t, size_t e)
{
	static const char *const au[] = { "au", "dans", "en", "a", NULL };
	size_t k = e;
	if (date_find(DATE_DAYPARTS, t, k) != NULL)
		return k + 1;
	if (!token_is_any(t, k, au) || token_is(t, k + 1, "midi"))
		return e; /* « mardi à midi » are two: a day and a time */
	k++;
	if (token_is(t, k, "la") || token_is(t, k, "l'"))
		k++;
	return date_find(DATE_DAYPARTS, t, k) != NULL ? k + 1 : e;
}
