/* calendar.h - days counted from a date: « hier », « mardi », « la semaine dernière »;
 * Easter; the Republican calendar. Knows no text. */
#ifndef EXTRACT_CALENDAR_H
#define EXTRACT_CALENDAR_H

#include <stdbool.h>

enum calendar_unit {
	CALENDAR_NONE,
	CALENDAR_DAY,     /* n days from today: YYYY-MM-DD */
	CALENDAR_WEEK,    /* n weeks: YYYY-Www */
	CALENDAR_MONTH,   /* n months: YYYY-MM */
	CALENDAR_YEAR,    /* n years: YYYY */
	CALENDAR_WEEKDAY, /* that weekday: n -1 before today, 0 not to come, 1 behind today,
			   * 2 today or to come;
			   * with a day, the nearest that is both */
	CALENDAR_DATE,    /* that day or month: n -1 the last one, 1 the next */
	CALENDAR_EASTER   /* n days from Easter of today's year */
};

/* A place in time seen from the article's date. */
struct calendar_distance {
	enum calendar_unit unit;
	int n;
	int weekday; /* 1 Monday to 7 */
	int month;   /* 1 to 12 */
	int day;     /* of a month; 0 none */
};

/* today: YYYY-MM-DD. Writes ISO 8601; "" when today is no date or nothing is so far. */
void calendar_resolve(const char *today, const struct calendar_distance *d, char out[16]);
/* Is it YYYY-MM-DD, a day that there is? */
bool calendar_is_date(const char *s);
/* n days from Easter Sunday of year y (Gregorian), YYYY-MM-DD. */
void calendar_easter(int y, int n, char out[16]);
/* Day, month (1 to 12), year (1 to 14) of the Republic; "" beyond. */
void calendar_republican(int day, int month, int year, char out[16]);

#endif
