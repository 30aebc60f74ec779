/* dates.h - what the readers of dates share.
 *
 * A reader tries its forms at a token and says where the longest ends; dates.c
 * asks them all and keeps the longest answer.
 */
#ifndef EXTRACT_DATES_H
#define EXTRACT_DATES_H

#include "extract/calendar.h"
#include "extract/tokens.h"

/* What a reader found: tokens [first, end), its value, the rule. */
struct found {
	size_t first, end;
	char value[64];
	struct calendar_distance from; /* from the article's date, when value is "" */
	const char *rule;
};

/* The lists of dates.def. */
enum date_list {
	DATE_MONTHS,     /* value: 1 to 12 */
	DATE_WEEKDAYS,   /* 1 Monday to 7 */
	DATE_DAYPARTS,
	DATE_PERIODS,    /* days; singular */
	DATE_SEASONS,
	DATE_LAST_NEXT,  /* -1 « dernier », 1 « prochain », 0 from another day */
	DATE_RANKS,
	DATE_PERIOD_PARTS,
	DATE_MONTH_PARTS,
	DATE_YEAR_HEADS,
	DATE_DEMONSTRATIVES,
	DATE_REPUBLICAN, /* month: 1 to 12 */
	DATE_EVENTS,
	DATE_LASTING,
	DATE_GOING_TO,
	DATE_SCHEDULED,
	DATE_EXPECTED,
	DATE_PARTICIPLES,
	DATE_NO_VERBS,
	DATE_LISTS
};

struct date_word {
	struct sv word;
	int value;
};

/* The row of a list that is token i; NULL when none is. */
const struct date_word *date_find(enum date_list list, const struct tokens *t, size_t i);
/* The month of a word; NULL when it is none. */
const struct date_word *date_month_of(struct sv word);
/* A period, singular or plural. */
const struct date_word *date_period(const struct tokens *t, size_t i);

/* The number of at most max digits at token i; -1 when there is none. */
int date_number(const struct tokens *t, size_t i, size_t max);
/* A year of four digits; -1 when there is none. */
int date_year(const struct tokens *t, size_t i);
/* Is token i, a number of four digits, counted by what follows it? */
bool date_counts_something(const struct tokens *t, size_t i);
/* Does the year at token i end the name of an event: « Euro 2012 », « Jeux olympiques de
 * 2012 »? For figures_none.c too. */
bool date_names_event(const struct tokens *t, size_t i);
/* Behind the year at token k and a second one joined to it (« 2024-2025 »); its value in *y2, -1: none. */
size_t date_skip_second_year(const struct tokens *t, size_t k, int *y2);
/* The value of a day, d 0: of a month; y 0 or less: without year. */
void date_iso(struct found *f, int y, int m, int d);
/* The value of a range: f's own, a stroke, that of the last. */
void date_iso_to(struct found *f, const char *last);
/* Behind « soir », « au matin », « dans la nuit » that begin at token e; e when none does. */
size_t date_skip_daypart(const struct tokens *t, size_t e);

/* dates.c: « mercredi 4 juillet 2012 », « 22 au 24 juin » */
bool date_day_read(const struct tokens *t, size_t i, struct found *f);
/* The readers of other files. dates_figures.c: « 12/03/2024 », « 11/2016 » */
bool date_figures_read(const struct tokens *t, size_t i, struct found *f);
/* « 18 brumaire an VIII » */
bool date_republican_read(const struct tokens *t, size_t i, struct found *f);
/* dates_clock.c: « 13 h 00 », « trois heures du matin », « de 8 h à 12 h » */
bool date_clock_read(const struct tokens *t, size_t i, struct found *f);
/* dates_relative.c: « mardi dernier », « ces derniers jours », « semaine prochaine »,
 * « il y a trois ans » */
bool date_weekday_read(const struct tokens *t, size_t i, struct found *f);
bool date_this_read(const struct tokens *t, size_t i, struct found *f);
bool date_period_read(const struct tokens *t, size_t i, struct found *f);
bool date_distance_read(const struct tokens *t, size_t i, struct found *f);
/* dates_tense.c: does the verb nearest to token i, in its sentence, speak of what is to come? */
bool date_is_to_come(const struct tokens *t, size_t i);
/* dates_phrase.c: « hier », « Pâques », « le lendemain », « à l'automne »; centuries */
bool date_phrase_read(const struct tokens *t, size_t i, struct found *f);
bool date_season_read(const struct tokens *t, size_t i, struct found *f);
bool date_century_read(const struct tokens *t, size_t i, struct found *f);

#endif
