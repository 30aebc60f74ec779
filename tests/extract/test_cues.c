/* test_cues.c - every verb of cues.def is found by its stem and the endings of its class. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/cues.h"

enum class {
#define CLASS(id, endings) CLASS_##id,
#include "lang/fr/cues.def"
#undef CLASS
};

static const char *const endings[] = {
#define CLASS(id, endings) endings,
#include "lang/fr/cues.def"
#undef CLASS
};

static const struct {
	const char *stem;
	enum class class;
} verbs[] = {
#define VERB(stem, class, use) { stem, CLASS_##class },
#include "lang/fr/cues.def"
#undef VERB
};

/* All finite forms and participles, apart by blanks. */
static void conjugate(size_t verb, struct str *out)
{
	struct sv all = sv_of(endings[verbs[verb].class]), group, one;
	while (sv_next(&all, '|', &group)) {
		while (sv_next(&group, ' ', &one)) {
			str_adds(out, verbs[verb].stem);
			str_add(out, sv_eq(one, SV("_")) ? SV("") : one);
			str_addc(out, ' ');
		}
	}
}

static void test_verbs(void **state)
{
	(void)state;
	struct language *language = language_new();
	struct str text;
	struct tokens t;
	str_init(&text);
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		assert_true(i == 0 || strcmp(verbs[i - 1].stem, verbs[i].stem) <= 0); /* looked up in this order */
		conjugate(i, &text);
	}
	tokens_init(&t, language, str_sv(&text));
	struct cue_token *known = cues_look_up(language->cues, &t.spellings);
	for (size_t i = 0; i < t.all.n; i++) {
		const struct cue_token *k = &known[t.all.v[i].spelling];
		bool little = t.all.v[i].fold.n < 2; /* never a verb */
		assert_true(little || (k->use != CUE_NONE && k->form != 0));
	}
	free(known);
	tokens_fini(&t);
	str_fini(&text);
	language_free(language);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_verbs) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
