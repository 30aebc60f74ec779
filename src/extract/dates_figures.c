/* dates_figures.c - dates that are written in figures: « 12/03/2024 », « 2024-03-12 »,
 * « 11/2016 », « le 22/04 »; and of the Republican calendar. See dates.h. */
#include "extract/dates.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* « 11/2016 », « 03-2015 »: a month and its year. */
static bool read_month_figures(const struct tokens *t, size_t i, int month, struct found *f)
{
	int y = date_year(t, i + 2);
	bool sign = token_is_mark(t, i + 1, '/') || token_is_mark(t, i + 1, '-');
	bool alone = (i == 0 || !(token_is_glued(t, i) && t->all.v[i - 1].type == TOKEN_MARK)) &&
		     !((token_is_mark(t, i + 3, '/') || token_is_mark(t, i + 3, '-')) && token_is_glued(t, i + 3));
	if (y < 1900 || y > 2100 || !sign || !token_is_glued(t, i + 1) || !token_is_glued(t, i + 2) || !alone)
		return false;
	date_iso(f, y, month, 0);
	f->end = i + 3;
	f->rule = N_("month in figures");
	return true;
}

/* « le 22/04 », « du 10/01 au 11/07 », « mardi 12/05 »: only behind such words. */
static bool read_day_month(const struct tokens *t, size_t i, int day, int month, struct found *f)
{
	static const char *const before[] = { "le", "du", "au", "des", "ce", "prochain", NULL };
	bool slash = token_is_mark(t, i + 1, '/') && token_is_glued(t, i + 1) && token_is_glued(t, i + 2);
	bool more = (token_is_mark(t, i + 3, '/') || token_is_mark(t, i + 3, '-')) && token_is_glued(t, i + 3);
	if (!slash || more || i == 0 || day < 1 || day > 31 || month < 1 || month > 12 || t->all.v[i].flags & TOKEN_SENTENCE)
		return false;
	size_t k = i; /* « le 20/11, 22/11 ou 25/11 » */
	while (k > 3 && (token_is_mark(t, k - 1, ',') || token_is(t, k - 1, "ou") || token_is(t, k - 1, "et")) &&
	       date_number(t, k - 2, 2) > 0 && token_is_mark(t, k - 3, '/') && date_number(t, k - 4, 2) > 0)
		k -= 4;
	if (k == 0 || !(token_is_any(t, k - 1, before) || date_find(DATE_WEEKDAYS, t, k - 1) != NULL))
		return false;
	date_iso(f, 0, month, day);
	f->end = i + 3;
	f->rule = N_("date in figures");
	return true;
}

/* A year of four digits, or the two last ones of it. */
static int full_year(const struct tokens *t, size_t i, int y)
{
	if (t->all.v[i].span.end - t->all.v[i].span.start != 2)
		return y;
	return y + (y < 70 ? 2000 : 1900);
}

/* « 23/sept/2020 », « 02/oct », « 23-sept-2020 » */
static bool read_month_word(const struct tokens *t, size_t i, int day, struct found *f)
{
	const struct date_word *m = date_find(DATE_MONTHS, t, i + 2);
	bool slash = token_is_mark(t, i + 1, '/');
	if (m == NULL || day < 1 || day > 31 || !(slash || token_is_mark(t, i + 1, '-')) || !token_is_glued(t, i + 1) ||
	    !token_is_glued(t, i + 2))
		return false;
	bool more = i + 3 < t->all.n && t->all.v[i + 3].lead == t->all.v[i + 1].lead && token_is_glued(t, i + 3) && token_is_glued(t, i + 4);
	int y = more ? date_year(t, i + 4) : -1;
	date_iso(f, y, m->value, day);
	f->end = i + (y > 0 ? 5 : 3);
	f->rule = N_("date in figures");
	return y > 0 || slash;
}

bool date_figures_read(const struct tokens *t, size_t i, struct found *f)
{
	int a = date_number(t, i, 4), b = date_number(t, i + 2, 2), c = date_number(t, i + 4, 4);
	if (a < 0 || i + 2 >= t->all.n || t->all.v[i + 1].type != TOKEN_MARK)
		return false;
	if (a >= 1 && a <= 12 && read_month_figures(t, i, a, f))
		return true;
	if ((b >= 0 && read_day_month(t, i, a, b, f)) || read_month_word(t, i, a, f))
		return true;
	if (b < 0 || c < 0 || !token_is_glued(t, i + 1) || !token_is_glued(t, i + 2) || !token_is_glued(t, i + 3) ||
	    !token_is_glued(t, i + 4) || t->all.v[i + 1].lead != t->all.v[i + 3].lead)
		return false;
	if (!(token_is_mark(t, i + 1, '/') || token_is_mark(t, i + 1, '.') || token_is_mark(t, i + 1, '-')))
		return false;
	if (token_is_mark(t, i + 5, '.') && token_is_glued(t, i + 5) && date_number(t, i + 6, 9) >= 0 && token_is_glued(t, i + 6))
		return false; /* « 01.44.55.66.77 » */
	bool iso = a >= 1000 && c <= 31;
	int d = iso ? c : a, y = iso ? a : full_year(t, i + 4, c);
	if (b < 1 || b > 12 || d < 1 || d > 31 || y < 1000 || (!iso && y < 1900 && a < 10 && token_is_mark(t, i + 1, '.')))
		return false;
	date_iso(f, y, b, d);
	f->end = i + 5;
	f->rule = N_("date in figures");
	return true;
}

/* « VIII », « 8 »: the value of a Roman numeral below 20, or of digits; 0 none. */
static int year_of_republic(const struct tokens *t, size_t i)
{
	static const char *const roman[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii",
					     "xiv" };
	int n = date_number(t, i, 2);
	for (size_t k = 0; n < 0 && k < ARRAY_LEN(roman); k++) {
		if (token_is(t, i, roman[k]))
			return (int)k + 1;
	}
	return n > 0 ? n : 0;
}

bool date_republican_read(const struct tokens *t, size_t i, struct found *f)
{
	int day = date_number(t, i, 2);
	size_t k = i + 1 + (day == 1 && token_is(t, i + 1, "er"));
	const struct date_word *m = date_find(DATE_REPUBLICAN, t, k);
	if (day < 1 || day > 30 || m == NULL || !token_is(t, k + 1, "an"))
		return false;
	int y = year_of_republic(t, k + 2);
	char value[16];
	calendar_republican(day, m->value, y, value);
	snprintf(f->value, sizeof f->value, "%s", value);
	f->end = k + 2 + (y > 0);
	f->rule = N_("Republican calendar");
	return y > 0;
}
