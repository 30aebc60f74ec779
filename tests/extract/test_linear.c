/* test_linear.c - ten times the text takes about ten times as long, whatever it is:
 * extraction of all kinds on repeated bits that would tempt a reader to look far
 * ahead or back. And how long news take, by the time of a loop over its bytes in
 * the same run. Processor time, the best of some tries.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "extract/extract.h"

#define SHORT 10000
#define LONG (10 * SHORT)
/* Twice of linear is noise; a square would be ten times of it. */
#define RATIO_MAX 25.0

static const char *const bits[] = {
	"1 ",  "1, ",	 "1.",	    "1 et ",   "de ",	 "(",	  "« ",	      "\"",	 "un ",	       "cent ",
	"un-", "a'",	 "1 000 ",  "et ",     "4 mai ", "8h ",	  "1 an et ", "1 sur ",	 "A. ",	       "janvier-",
	"l’",  "\n1\n", "il y a ", "entre 1 et ", "-- ",  "plus de ", "des milliers et ", "Noël ", "Coupe de ", "[1] ",
	"dit-il, ", "selon ", "« a » ",
};

static double seconds(struct sv text, unsigned kinds)
{
	struct extract_opts o = { .kinds = kinds };
	struct mentions m;
	clock_t start = clock();

	extract(text, &o, &m);
	mentions_fini(&m);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void test_linear(void **state)
{
	struct str text;

	(void)state;
	str_init(&text);
	for (size_t i = 0; i < ARRAY_LEN(bits); i++) {
		double best = 1e9;

		str_clear(&text);
		while (text.n < LONG)
			str_adds(&text, bits[i]);
		for (int try = 0; try < 3 && best > RATIO_MAX; try++) {
			double few = seconds(sv_cut(str_sv(&text), 0, SHORT), 0), many = seconds(str_sv(&text), 0);
			/* below a millisecond the clock says nothing */
			double ratio = many / (few > 1e-3 ? few : 1e-3);

			best = ratio < best ? ratio : best;
		}
		if (best > RATIO_MAX)
			fail_msg("« %s » repeated: ten times the text takes %.0f times as long", bits[i], best);
	}
	str_fini(&text);
}

#define NEWS 300000 /* bytes */
/* It takes about 47 passes of the loop; it took 95 when every token was asked what its spelling
 * tells, 195 when every token's features were summed anew (November 2026). */
#define PASSES_MAX 80.0

static void add_file(const char *path, struct str *out)
{
	char part[4096];
	size_t n;
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		str_add(out, (struct sv){ part, n });
	fclose(f);
}

/* Of a loop in which each step waits for the one before: the yardstick. */
static double seconds_of_pass(struct sv text)
{
	enum { TIMES = 20 };
	volatile uint32_t sink = 2166136261u;
	clock_t start = clock();

	for (int k = 0; k < TIMES; k++) {
		uint32_t h = sink;

		for (size_t i = 0; i < text.n; i++)
			h = (h ^ (unsigned char)text.p[i]) * 16777619u;
		sink = h;
	}
	return (double)(clock() - start) / CLOCKS_PER_SEC / TIMES;
}

static double passes(struct sv text, unsigned kinds)
{
	double best = 1e9;

	for (int try = 0; try < 5; try++) {
		double ratio = seconds(text, kinds) / seconds_of_pass(text);

		best = ratio < best ? ratio : best;
	}
	return best;
}

static void test_fast(void **state)
{
	struct str text;

	(void)state;
#if !defined __OPTIMIZE__ || defined __SANITIZE_ADDRESS__
	skip();
#endif
	str_init(&text);
	while (text.n < NEWS) {
		add_file("src/lang/fr/samples/crue.txt", &text);
		add_file("src/lang/fr/samples/trains.txt", &text);
		add_file("src/lang/fr/samples/vaccin.txt", &text);
	}
	double best = passes(str_sv(&text), 1u << KIND_FIGURE | 1u << KIND_DATE | 1u << KIND_QUOTE);
	print_message("figures, dates, quotes: %.0f passes\n", best);
	if (best > PASSES_MAX)
		fail_msg("%.0f passes of a loop, at most %.0f", best, PASSES_MAX);
	str_fini(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_linear), cmocka_unit_test(test_fast) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
