/* calendar.c - see calendar.h. Days since 1970-01-01 in the proleptic Gregorian
 * calendar, by Howard Hinnant's formulas (chrono-compatible date algorithms). */
#include "extract/calendar.h"

#include <stdio.h>
#include <string.h>

#define WEEKDAY_CODE 1000

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

int calendar_weekday_code(int weekday)
{
	return WEEKDAY_CODE + weekday;
}

void calendar_resolve(const char *today, int days, char out[11])
{
	int y, m, d;
	out[0] = '\0';
	if (sscanf(today, "%4d-%2d-%2d", &y, &m, &d) != 3) // NOLINT: the form was checked
		return;
	int z = days_of(y, m, d);
	if (days > WEEKDAY_CODE) {
		int now = ((z + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */
		days = -((now - (days - WEEKDAY_CODE) + 7) % 7);
	}
	date_of(z + days, &y, &m, &d);
	char buf[40];
	snprintf(buf, sizeof buf, "%04d-%02d-%02d", y, m, d);
	memcpy(out, buf, 10);
	out[10] = '\0';
}
