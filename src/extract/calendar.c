/* calendar.c - see calendar.h. Days since 1970-01-01 in the proleptic Gregorian
 * calendar, by Howard Hinnant's formulas (chrono-compatible date algorithms). */
#include "extract/calendar.h"

#include <stdio.h>
#include <string.h>

enum { DISTANCE_MAX = 4000 }; /* of days, weeks, months, years: nobody writes more */

static int days_of(int y, int m, int d)
{
	y -= m <= 2;
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static void date_of(int z, int *y, int *m, int *d)
{
	z += 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp + (mp < 10 ? 3 : -9);
	*y = yoe + era * 400 + (*m <= 2);
}

static void print_day(int z, char out[16])
{
	int y, m, d;
	date_of(z, &y, &m, &d);
	if (y < 0 || y > 9999)
		return;
	snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
}

static int weekday_of(int z)
{
	return ((z + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */
}

static bool parse(const char *s, int *y, int *m, int *d)
{
	int used = 0;
	return sscanf(s, "%4d-%2d-%2d%n", y, m, d, &used) == 3 && used == 10 && s[10] == '\0'; // NOLINT: bounded
}

bool calendar_is_date(const char *s)
{
	int y, m, d, y2, m2, d2;
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	}
	if (!parse(s, &y, &m, &d) || m < 1 || m > 12 || d < 1)
		return false;
	date_of(days_of(y, m, d), &y2, &m2, &d2);
	return y2 == y && m2 == m && d2 == d;
}

/* The ISO week: that of its Thursday. */
static void print_week(int z, char out[16])
{
	int y, m, d;
	int thursday = z - weekday_of(z) + 4;
	date_of(thursday, &y, &m, &d);
	int week = (thursday - days_of(y, 1, 1)) / 7 + 1;
	snprintf(out, 16, "%04d-W%02d", y % 10000, week % 100);
}

static int weekday_from(int z, const struct calendar_distance *d)
{
	int ago = (weekday_of(z) - d->weekday + 7) % 7;
	if (d->n > 0)
		return z - ago + (d->n == 2 && ago == 0 ? 0 : 7);
	return d->n < 0 && ago == 0 ? z - 7 : z - ago;
}

/* « samedi 11 »: the nearest Saturday that is an 11th, within ten weeks. */
static void print_both(int z, const struct calendar_distance *d, char out[16])
{
	int start = weekday_from(z, &(struct calendar_distance){ .weekday = d->weekday });
	for (int k = 0; k <= 20; k++) {
		int at = start + (k % 2 ? (k + 1) / 2 : -k / 2) * 7, y, m, day;
		date_of(at, &y, &m, &day);
		if (day == d->day) {
			print_day(at, out);
			return;
		}
	}
}

static void print_month(int y, int m, int n, char out[16])
{
	int months = y * 12 + m - 1 + n;
	if (months >= 0 && months < 120000)
		snprintf(out, 16, "%04d-%02d", months / 12 % 10000, months % 12 + 1);
}

/* The last or next one of a day or month of the year. */
static void print_date(int z, int y, int m, const struct calendar_distance *d, char out[16])
{
	if (d->day == 0) {
		bool before = d->month < m, behind = d->month > m;
		print_month(y + (d->n < 0 ? -!before : !behind), d->month, 0, out);
		return;
	}
	int at = days_of(y, d->month, d->day);
	print_day(days_of(y + (d->n < 0 ? -(at >= z) : (at <= z)), d->month, d->day), out);
}

void calendar_resolve(const char *today, const struct calendar_distance *d, char out[16])
{
	int y, m, day;
	out[0] = '\0';
	if (!parse(today, &y, &m, &day) || d->n > DISTANCE_MAX || d->n < -DISTANCE_MAX)
		return;
	int z = days_of(y, m, day);
	switch (d->unit) {
	case CALENDAR_NONE:
		break;
	case CALENDAR_DAY:
		print_day(z + d->n, out);
		break;
	case CALENDAR_WEEK:
		print_week(z + d->n * 7, out);
		break;
	case CALENDAR_MONTH:
		print_month(y, m, d->n, out);
		break;
	case CALENDAR_YEAR:
		if (y + d->n >= 0)
			snprintf(out, 16, "%04d", (y + d->n) % 10000);
		break;
	case CALENDAR_WEEKDAY:
		if (d->day > 0)
			print_both(z, d, out);
		else
			print_day(weekday_from(z, d), out);
		break;
	case CALENDAR_DATE:
		print_date(z, y, m, d, out);
		break;
	case CALENDAR_EASTER:
		calendar_easter(y, d->n, out);
		break;
	}
}

/* The Gregorian computus (Meeus, Jones, Butcher). */
void calendar_easter(int y, int n, char out[16])
{
	int a = y % 19, b = y / 100, c = y % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int k = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
	out[0] = '\0';
	print_day(days_of(y, k / 31, k % 31 + 1) + n, out);
}

void calendar_republican(int day, int month, int year, char out[16])
{
	/* September day of 1 Vendémiaire in the years that it was in use */
	static const int first[] = { 22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23 };
	out[0] = '\0';
	if (year < 1 || year > 14 || month < 1 || month > 12 || day < 1 || day > 30)
		return;
	print_day(days_of(1791 + year, 9, first[year - 1]) + (month - 1) * 30 + day - 1, out);
}
