/* test_calendar.c - days counted from a date, Easter, the Republican calendar, ISO weeks
 * at the turn of the year. Expected values from almanacs, not from this program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "extract/calendar.h"

static void is_resolved(const char *today, struct calendar_distance d, const char *want)
{
	char got[16];

	calendar_resolve(today, &d, got);
	assert_string_equal(got, want);
}

static void test_distances(void **state)
{
	(void)state;
	is_resolved("2024-03-01", (struct calendar_distance){ .unit = CALENDAR_DAY, .n = -1 }, "2024-02-29");
	is_resolved("2023-12-31", (struct calendar_distance){ .unit = CALENDAR_DAY, .n = 1 }, "2024-01-01");
	is_resolved("2024-03-06", (struct calendar_distance){ .unit = CALENDAR_MONTH, .n = -3 }, "2023-12");
	is_resolved("2024-03-06", (struct calendar_distance){ .unit = CALENDAR_YEAR, .n = -25 }, "1999");
	is_resolved("2020-12-31", (struct calendar_distance){ .unit = CALENDAR_WEEK }, "2020-W53");
	is_resolved("2021-01-03", (struct calendar_distance){ .unit = CALENDAR_WEEK, .n = 1 }, "2021-W01");
	is_resolved("2018-12-31", (struct calendar_distance){ .unit = CALENDAR_WEEK }, "2019-W01");
	is_resolved("no date", (struct calendar_distance){ .unit = CALENDAR_DAY }, "");
	is_resolved("2024-03-06", (struct calendar_distance){ .unit = CALENDAR_DAY, .n = 2000000000 }, "");
	is_resolved("2024-03-06", (struct calendar_distance){ .unit = CALENDAR_NONE, .n = 1 }, "");
}

/* 6 March 2024 was a Wednesday. */
static void test_weekdays(void **state)
{
	static const struct {
		int n, weekday, day;
		const char *want;
	} rows[] = {
		{ 0, 3, 0, "2024-03-06" },  { 0, 4, 0, "2024-02-29" },	{ 1, 3, 0, "2024-03-13" },
		{ 1, 4, 0, "2024-03-07" },  { -1, 3, 0, "2024-02-28" }, { -1, 2, 0, "2024-03-05" },
		{ 0, 6, 23, "2024-03-23" }, { 0, 7, 18, "2024-02-18" }, { 0, 5, 9, "2024-02-09" },
		{ 0, 1, 31, "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_resolved("2024-03-06",
			    (struct calendar_distance){
				    .unit = CALENDAR_WEEKDAY, .n = rows[i].n, .weekday = rows[i].weekday, .day = rows[i].day },
			    rows[i].want);
}

static void test_days_of_the_year(void **state)
{
	static const struct {
		int n, month, day;
		const char *want;
	} rows[] = {
		{ -1, 12, 0, "2023-12" },     { -1, 2, 0, "2024-02" },	    { -1, 3, 0, "2023-03" },
		{ 1, 3, 0, "2025-03" },	      { 1, 9, 0, "2024-09" },	    { -1, 1, 28, "2024-01-28" },
		{ -1, 6, 28, "2023-06-28" }, { 1, 3, 6, "2025-03-06" }, { 1, 7, 16, "2024-07-16" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_resolved("2024-03-06",
			    (struct calendar_distance){
				    .unit = CALENDAR_DATE, .n = rows[i].n, .month = rows[i].month, .day = rows[i].day },
			    rows[i].want);
}

static void test_easter(void **state)
{
	static const struct {
		int year, n;
		const char *want;
	} rows[] = {
		{ 1583, 0, "1583-04-10" }, { 1818, 0, "1818-03-22" }, { 1943, 0, "1943-04-25" },  { 2000, 0, "2000-04-23" },
		{ 2019, 0, "2019-04-21" }, { 2024, 1, "2024-04-01" }, { 2024, 39, "2024-05-09" }, { 2025, -47, "2025-03-04" },
	};
	char got[16];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		calendar_easter(rows[i].year, rows[i].n, got);
		assert_string_equal(got, rows[i].want);
	}
}

static void test_republican(void **state)
{
	char got[16];

	(void)state;
	calendar_republican(1, 1, 1, got);
	assert_string_equal(got, "1792-09-22");
	calendar_republican(9, 11, 2, got); /* thermidor: the fall of Robespierre */
	assert_string_equal(got, "1794-07-27");
	calendar_republican(18, 2, 8, got); /* brumaire: Bonaparte */
	assert_string_equal(got, "1799-11-09");
	calendar_republican(11, 3, 13, got); /* frimaire: the coronation */
	assert_string_equal(got, "1804-12-02");
	calendar_republican(1, 1, 15, got);
	assert_string_equal(got, "");
}

static void test_is_date(void **state)
{
	(void)state;
	assert_true(calendar_is_date("2024-02-29"));
	assert_false(calendar_is_date("2023-02-29"));
	assert_false(calendar_is_date("2023-04-31"));
	assert_false(calendar_is_date("2023-4-30"));
	assert_false(calendar_is_date("2023-04-30 "));
	assert_false(calendar_is_date(""));
	assert_false(calendar_is_date("2023-13-01"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distances), cmocka_unit_test(test_weekdays),   cmocka_unit_test(test_days_of_the_year),
		cmocka_unit_test(test_easter),	  cmocka_unit_test(test_republican), cmocka_unit_test(test_is_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
