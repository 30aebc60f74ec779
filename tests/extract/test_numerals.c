/* test_numerals.c - spelled numbers read back to their values, in the French
 * of France, Belgium and Switzerland, hyphens as before and after 1990; and
 * that numbers in digits are exact.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "extract/figures.h"

/* How numbers are spelled; every combination is in use somewhere. */
struct speller {
	bool septante, huitante, nonante;
	bool hyphens; /* 1990: everywhere; else only below one hundred */
};

static const char *const small[] = { "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept",
				     "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
				     "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf" };
static const char *const tens[] = { "", "dix", "vingt", "trente", "quarante", "cinquante", "soixante",
				    "septante", "huitante", "nonante" };

static void spell_tens(const struct speller *s, unsigned v, struct str *out)
{
	unsigned ten = v / 10;

	if (v < 20) {
		str_adds(out, small[v]);
		return;
	}
	if ((ten == 7 && !s->septante) || (ten == 9 && !s->nonante)) {
		str_adds(out, ten == 7 ? "soixante" : "quatre-vingt");
		str_adds(out, v == 71 ? (s->hyphens ? "-et-" : " et ") : "-");
		str_adds(out, small[v % 20 < 10 ? v % 20 + 10 : v % 20]);
		return;
	}
	if (ten == 8 && !s->huitante) {
		str_adds(out, v == 80 ? "quatre-vingts" : "quatre-vingt-");
		if (v > 80)
			str_adds(out, small[v % 10]);
		return;
	}
	str_adds(out, tens[ten]);
	if (v % 10 == 1)
		str_adds(out, s->hyphens ? "-et-un" : " et un");
	else if (v % 10)
		str_addf(out, "-%s", small[v % 10]);
}

/* v < 1000 */
static void spell_hundreds(const struct speller *s, unsigned v, struct str *out)
{
	char sep = s->hyphens ? '-' : ' ';

	if (v >= 200)
		str_addf(out, "%s%c", small[v / 100], sep);
	if (v >= 100)
		str_adds(out, v >= 200 && v % 100 == 0 ? "cents" : "cent");
	if (v >= 100 && v % 100)
		str_addc(out, sep);
	if (v % 100 || v == 0)
		spell_tens(s, v % 100, out);
}

static void spell(const struct speller *s, uint64_t v, struct str *out)
{
	static const char *const powers[] = { "", "mille", "million", "milliard", "billion" };
	bool any = false;

	for (int p = 4; p >= 0; p--) {
		uint64_t unit = 1;
		for (int i = 0; i < p; i++)
			unit *= 1000;
		unsigned part = (unsigned)(v / unit % 1000);
		if (part == 0 && (v > 0 || p > 0))
			continue;
		if (any)
			str_addc(out, s->hyphens && p < 2 ? '-' : ' ');
		any = true;
		if (p == 1 && part == 1) {
			str_adds(out, "mille");
			continue;
		}
		size_t at = out->n;
		spell_hundreds(s, part, out);
		if (p == 1 && out->p[out->n - 1] == 's' && out->n - at > 4 &&
		    (part % 100 == 80 || (part % 100 == 0 && part >= 200)))
			out->p[--out->n] = '\0'; /* quatre-vingt mille, deux cent mille */
		if (p > 0)
			str_addf(out, "%c%s%s", s->hyphens && p < 2 ? '-' : ' ', powers[p],
				 p > 1 && part > 1 ? "s" : "");
	}
}

static void read_back(const struct speller *s, uint64_t v)
{
	struct str text;
	struct tokens t;
	struct numeral n;
	char got[32] = "", want[32];

	str_init(&text);
	spell(s, v, &text);
	struct language *language = language_new();
	tokens_init(&t, language, str_sv(&text));
	if (numeral_read(&t, 0, &n) && n.end == t.all.n)
		decimal_print(n.value, got);
	snprintf(want, sizeof want, "%llu", (unsigned long long)v);
	if (strcmp(got, want) != 0)
		fail_msg("« %s » is %s, read as %s", text.p, want, got);
	tokens_fini(&t);
	language_free(language);
	str_fini(&text);
}

static const struct speller france = { 0 };
static const struct speller france_1990 = { .hyphens = true };
static const struct speller belgium = { .septante = true, .nonante = true };
static const struct speller vaud = { .septante = true, .huitante = true, .nonante = true };

static void test_small_ones(void **state)
{
	(void)state;
	for (uint64_t v = 0; v <= 20000; v++) {
		read_back(&france, v);
		read_back(&belgium, v);
		read_back(&vaud, v);
		read_back(&france_1990, v);
	}
}

static void test_large_ones(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		uint64_t v = seed >> 14; /* 50 bits: up to 10^15 */
		for (int cut = i % 5; cut > 0; cut--)
			v /= 1000;
		if (v >= 1000000000000000u)
			v %= 1000000000000000u;
		read_back(&france, v);
		read_back(&belgium, v);
		read_back(&vaud, v);
	}
}

static const struct {
	const char *text, *value; /* value NULL: a numeral that cannot be read */
} rows[] = {
	{ "330 000", "330000" },
	{ "330\xC2\xA0" "000", "330000" },
	{ "330\xE2\x80\xAF" "000", "330000" },
	{ "1.250.000", "1250000" },
	{ "2,5", "2.5" },
	{ "2,5 millions", "2500000" },
	{ "3 millions et demi", "3500000" },
	{ "un demi-million", "500000" },
	{ "1,2 milliard", "1200000000" },
	{ "une dizaine", "10" },
	{ "une douzaine", "12" },
	{ "deux tiers", NULL },
	{ "120 00", NULL },
	{ "0,30", "0.30" },
	{ "12,34,567.89", "1234567.89" },
	{ "1'250'000", "1250000" },
	{ "1,1^2", "1.21" },
	{ "2,5^-1", "0.4" },
	{ "10^16", NULL },
	{ "1,01E-3", "0.00101" },
	{ "5,5 milliers", "5500" },
	{ "4 mille 3 cents et 21", "4321" },
	{ "3 cent un", "301" },
	{ "3 cents et 21", "321" },
	{ "deux millions 300 000", "2300000" },
	{ "2 milliards 500 millions", "2500000000" },
	{ "vingt et trois", "23" },
	{ "cent et trente-deux", "132" },
	{ "quatre-vingt-dix-cinq", "95" },
	{ "vingt et un trillions et trois cents", "21000000000300" },
	{ "un milliard et demi million", "1000500000" },
	{ "un milliard et trois quarts de million", "1000750000" },
	{ "quart de million", "250000" },
	{ "une douzaine et demie", "18" },
	{ "trois virgule un quatre un six", "3.1416" },
	{ "vingt et trois cinquièmes", "20.6" },
	{ "vingt vingt-cinquièmes", "0.8" },
	{ "vingt vingt cinquième", "0.8" },
	{ "cent et trente et deux cinquièmes", "130.4" },
};

static void test_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tokens t;
		struct numeral n = { 0 };
		char got[32] = "";

		struct language *language = language_new();
		tokens_init(&t, language, sv_of(rows[i].text));
		assert_true(numeral_read(&t, 0, &n));
		if (!(n.flags & NUMERAL_UNREADABLE))
			decimal_print(n.value, got);
		if (rows[i].value)
			assert_string_equal(got, rows[i].value);
		else if (!(n.flags & (NUMERAL_UNREADABLE | NUMERAL_FRACTION)))
			fail_msg("« %s » read as %s", rows[i].text, got);
		assert_int_equal(n.end, t.all.n);
		tokens_fini(&t);
		language_free(language);
	}
}

static void test_units(void **state)
{
	(void)state;
	assert_true(units_sorted());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_ones),
		cmocka_unit_test(test_large_ones),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
