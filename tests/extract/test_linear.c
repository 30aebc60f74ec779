/* test_linear.c - ten times the text takes about ten times as long, whatever it is:
 * extraction of all kinds on repeated bits that would tempt a reader to look far
 * ahead or back. Processor time, the best of three tries.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static double seconds(struct sv text)
{
	struct extract_opts o = { 0 };
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
			double few = seconds(sv_cut(str_sv(&text), 0, SHORT)), many = seconds(str_sv(&text));
			/* below a millisecond the clock says nothing */
			double ratio = many / (few > 1e-3 ? few : 1e-3);

			best = ratio < best ? ratio : best;
		}
		if (best > RATIO_MAX)
			fail_msg("« %s » repeated: ten times the text takes %.0f times as long", bits[i], best);
	}
	str_fini(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_linear) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
