/* test_memory.c - what was decided about names: counting, and what it makes of
 * the suggestions in other texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "extract/extract.h"

/* « TAG:words » of the entities, joined by '|'. */
static void entities(const char *text, const struct memory *m, struct str *out)
{
	struct extract_opts o = { .kinds = 1u << KIND_ENTITY, .memory = m };
	struct mentions found;

	str_clear(out);
	extract(sv_of(text), &o, &found);
	for (size_t i = 0; i < found.all.n; i++) {
		if (i > 0)
			str_addc(out, '|');
		str_addf(out, "%s:", found.all.v[i].tag);
		str_add(out, sv_span(sv_of(text), found.all.v[i].span));
	}
	mentions_fini(&found);
}

static void test_counts(void **state)
{
	struct memory *m = memory_new(), *own = memory_new();

	(void)state;
	assert_true(memory_add(m, SV("Hachd al-Chaabi"), SV("ORG"), 1));
	assert_true(memory_add(m, SV("Hachd  al-Chaabi"), SV("ORG"), 1));
	assert_false(memory_add(m, SV("Hachd al-Chaabi"), SV("ORG"), 1));
	assert_int_equal(memory_count(m, SV("Hachd al-Chaabi"), SV("ORG")), 3);
	assert_int_equal(memory_count(m, SV("hachd al-Chaabi"), SV("ORG")), 0);
	assert_int_equal(memory_count(m, SV("Hachd al-Chaabi"), SV("LOC")), 0);
	assert_false(memory_add(m, SV("  "), SV("ORG"), 1));
	memory_add(own, SV("Hachd al-Chaabi"), SV("ORG"), -1);
	memory_add(own, SV("Zorglub"), SV("PER"), 1);
	memory_prefer(m, own);
	assert_int_equal(memory_count(m, SV("Hachd al-Chaabi"), SV("ORG")), -1);
	assert_int_equal(memory_count(m, SV("Zorglub"), SV("PER")), 1);
	assert_int_equal(memory_forget(m, SV("Zorglub")), 1);
	assert_int_equal(memory_count(m, SV("Zorglub"), SV("PER")), 0);
	memory_free(m);
	memory_free(own);
}

/* Against the sums kept by hand, through many entries and a growing table. */
static void test_many(void **state)
{
	enum { NAMES = 500 };
	struct memory *m = memory_new();
	int want[NAMES] = { 0 };
	uint32_t r = 1;
	char name[32];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		r = r * 1664525u + 1013904223u;
		unsigned k = r >> 16 & 1023u;
		int by = r >> 28 & 1u ? 1 : -1;

		k %= NAMES;
		snprintf(name, sizeof name, "Nom %u", k);
		memory_add(m, sv_of(name), SV("PER"), by);
		want[k] += by;
	}
	struct memory *c = memory_copy(m);
	for (unsigned k = 0; k < NAMES; k++) {
		snprintf(name, sizeof name, "Nom %u", k);
		assert_int_equal(memory_count(c, sv_of(name), SV("PER")), want[k]);
	}
	memory_free(m);
	memory_free(c);
}

static void test_suggestions(void **state)
{
	static const char text[] = "Hier à Paris, Jean Dupont a vu le Zorglub des Marais. "
				   "Un Zorglub des Marais vit à Paris. Un chat y dort.";
	struct memory *m = memory_new();
	struct str got;

	(void)state;
	str_init(&got);
	entities(text, NULL, &got);
	assert_non_null(strstr(got.p, "LOC:Paris"));
	assert_non_null(strstr(got.p, "PER:Jean Dupont"));
	memory_add(m, SV("Paris"), SV("LOC"), -1);
	memory_add(m, SV("Jean Dupont"), SV("ORG"), 1);
	memory_add(m, SV("Zorglub des Marais"), SV("ORG"), 2);
	entities(text, m, &got);
	assert_string_equal(got.p, "ORG:Jean Dupont|ORG:Zorglub des Marais|ORG:Zorglub des Marais");
	/* a tag of the user's own; the word inside a longer name is left alone */
	memory_add(m, SV("Zorglub"), SV("MONSTRE"), 5);
	memory_add(m, SV("dort"), SV("ETAT"), 2);
	entities(text, m, &got);
	assert_string_equal(got.p, "ORG:Jean Dupont|ORG:Zorglub des Marais|ORG:Zorglub des Marais|ETAT:dort");
	memory_free(m);
	str_fini(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_suggestions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
