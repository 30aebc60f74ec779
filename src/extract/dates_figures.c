/* dates_figures.c - dates that are written in figures; and the numbers of dates. */
#include "extract/dates.h"

#include <stdio.h>

#include "base/mem.h"

static const struct sv republican[] = {
#define REPUBLICAN(w) SV_INIT(w),
#include "lang/fr/dates.def"
#undef REPUBLICAN
};

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

void date_iso(struct found *f, int y, int m, int d)
{
	if (y > 0 && d > 0)
		snprintf(f->value, sizeof f->value, "%04d-%02d-%02d", y, m, d);
	else if (y > 0)
		snprintf(f->value, sizeof f->value, "%04d-%02d", y, m);
	else if (d > 0)
		snprintf(f->value, sizeof f->value, "--%02d-%02d", m, d);
	else
		snprintf(f->value, sizeof f->value, "--%02d", m);
}

static bool is_republican(const struct tokens *t, size_t i)
{
	for (size_t k = 0; i < t->all.n && k < ARRAY_LEN(republican); k++) {
		if (sv_eq(t->all.v[i].fold, republican[k]))
			return true;
	}
	return false;
}

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
	f->rule = "month in figures";
	return true;
}

bool date_figures_read(const struct tokens *t, size_t i, struct found *f)
{
	int a = date_number(t, i, 4), b = date_number(t, i + 2, 2), c = date_number(t, i + 4, 4);
	if (a > 0 && a <= 30 && is_republican(t, i + 1) && token_is(t, i + 2, "an")) {
		f->end = i + 4;
		f->rule = "Republican calendar";
		return f->end <= t->all.n;
	}
	if (a >= 1 && a <= 12 && read_month_figures(t, i, a, f))
		return true;
	if (a < 0 || b < 0 || c < 0 || !token_is_glued(t, i + 1) || !token_is_glued(t, i + 2) || !token_is_glued(t, i + 3) ||
	    !token_is_glued(t, i + 4) || t->all.v[i + 1].lead != t->all.v[i + 3].lead)
		return false;
	if (!(token_is_mark(t, i + 1, '/') || token_is_mark(t, i + 1, '.') || token_is_mark(t, i + 1, '-')))
		return false;
	bool iso = a >= 1000 && c <= 31;
	int d = iso ? c : a, y = iso ? a : c;
	if (b < 1 || b > 12 || d < 1 || d > 31 || y < 1000)
		return false;
	date_iso(f, y, b, d);
	f->end = i + 5;
	f->rule = "date in figures";
	return true;
}
