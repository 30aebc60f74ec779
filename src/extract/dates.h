/* dates.h - what the readers of dates share; for dates.c and dates_figures.c only. */
#ifndef EXTRACT_DATES_H
#define EXTRACT_DATES_H

#include "extract/tokens.h"

#define NO_DAY (-9999)

/* What a reader found: tokens [.., end), its value, the rule. */
struct found {
	size_t first, end;
	char value[64];
	int days;         /* from today, or NO_DAY */
	const char *rule;
};

/* The number of at most max digits at token i; -1 when there is none. */
int date_number(const struct tokens *t, size_t i, size_t max);
/* A year of four digits; -1 when there is none. */
int date_year(const struct tokens *t, size_t i);
/* The value of a day, d 0: of a month; y 0 or less: without year. */
void date_iso(struct found *f, int y, int m, int d);

/* « 12/03/2024 », « 2024-03-12 », « 11/2016 », « 18 brumaire an VIII » */
bool date_figures_read(const struct tokens *t, size_t i, struct found *f);

#endif
