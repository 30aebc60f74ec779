/* calendar.h - days counted from a date: « hier », « mardi ». */
#ifndef EXTRACT_CALENDAR_H
#define EXTRACT_CALENDAR_H

/* Stands for the nearest such weekday (1 Monday to 7) that is not to come. */
int calendar_weekday_code(int weekday);
/* today: YYYY-MM-DD. days: a distance, or a weekday's code. Writes YYYY-MM-DD;
 * "" when today is no date. */
void calendar_resolve(const char *today, int days, char out[11]);

#endif
