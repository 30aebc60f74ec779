/* test_parts.c - headline, byline and dateline by their form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/parts.h"

#define LONG " Les pompiers sont intervenus dans la nuit et le maire a demandé aux habitants du " \
	"quartier de ne pas rentrer chez eux avant la fin de la semaine, le temps des contrôles."

static void add(struct text *t, const char *name, struct span at, struct str *out)
{
	if (at.end > at.start) {
		str_addf(out, "%s=", name);
		str_add(out, text_view(t, at.start, at.end - at.start));
		str_addc(out, '|');
	}
}

static void test_forms(void **state)
{
	static const struct {
		const char *text, *parts; /* H headline, B byline, D dateline */
	} cases[] = {
		{ "La digue a tenu\n\nUne foule." LONG, "H=La digue a tenu|" },
		{ "La digue a-t-elle tenu ?\n\nOui." LONG, "H=La digue a-t-elle tenu ?|" },
		{ "\n  La digue a tenu \nUne foule." LONG, "H=La digue a tenu|" },
		{ "La digue a tenu.\n\nUne foule." LONG, "" },
		{ "La digue a tenu", "" },
		{ "", "" },
		{ "\n\n", "" },
		{ "Une phrase coupée à la main par un logiciel de courrier\nélectronique." LONG, "" },
		{ "- un point\n- un autre" LONG, "" },
		{ "La digue a tenu\n\nPar Jeanne Allain\nPublié le 3 mars 2024 à 10 h\n\nUne foule." LONG,
		  "H=La digue a tenu|B=Par Jeanne Allain\nPublié le 3 mars 2024 à 10 h|" },
		{ "Menu\n\npain\n\nvin\n\nsel\n\nsucre\n\nfin." LONG, "H=Menu|" },
		{ "La digue a tenu\n\nRENNES, 3 mars (Agence Ouest) – La nuit." LONG,
		  "H=La digue a tenu|D=RENNES, 3 mars (Agence Ouest) – |" },
		{ "RENNES (Ille-et-Vilaine) — « Non »" LONG, "D=RENNES (Ille-et-Vilaine) — |" },
		{ "29 mai 2012. - Un facteur" LONG, "D=29 mai 2012. - |" },
		{ "Brest, 4 juin - La rade" LONG, "D=Brest, 4 juin - |" },
		{ "Inondations - Les secours" LONG, "D=Inondations - |" },
		{ "Le maire – visiblement ému – est venu." LONG, "" },
		{ "Le maire de la ville a parlé – Il était ému." LONG, "" },
		{ "« Non » – Il est parti." LONG, "" },
		{ "La nuit est tombée. Paris – Berlin." LONG, "" },
	};
	struct str got;

	(void)state;
	str_init(&got);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text *t = text_from_memory("x", sv_of(cases[i].text));
		struct text_parts p;

		text_parts(t, &p);
		str_clear(&got);
		add(t, "H", p.headline, &got);
		add(t, "B", p.byline, &got);
		add(t, "D", p.dateline, &got);
		assert_string_equal(got.p, cases[i].parts);
		text_close(t);
	}
	str_fini(&got);
}

static void test_blank(void **state)
{
	static const struct {
		const char *text;
		bool blank;
	} cases[] = {
		{ "", true },     { "\n", true },     { " \t\r\n\n \xC2\xA0\xE2\x80\xAF", true },
		{ "a", false },   { "\n\n .", false }, { "\n\xC2", false },
		{ "\n\n\x01", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text *t = text_from_memory("x", sv_of(cases[i].text));
		struct text_parts p;

		text_parts(t, &p);
		assert_int_equal(p.blank, cases[i].blank);
		text_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_forms), cmocka_unit_test(test_blank) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
