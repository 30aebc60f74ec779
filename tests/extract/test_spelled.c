/* test_spelled.c - numbers spelled by CLDR's rules (fr, fr-BE, fr-CH; masculine and
 * feminine) read back to their values: an independent speller, its rules taken from
 * $SHARED/data/figures and interpreted here. Skipped where they are not. A part of the
 * numbers in the suite; all to 100,000 and 50,000 to 10^15 with SPELLED=all
 * (make spelled).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/str.h"
#include "extract/numerals.h"

#define RULES_MAX 64

struct rule {
	int64_t base, divisor;
	const char *text;
};

struct rules {
	struct rule v[RULES_MAX];
	size_t n;
};

/* "60/20": base and radix; the divisor is the largest power of it that the base holds. */
static void rule_read(const char *head, const char *text, struct rules *r)
{
	char *end;
	int64_t base = strtoll(head, &end, 10), radix = *end == '/' ? strtoll(end + 1, NULL, 10) : 10, d = 1;

	if (end == head)
		return; /* "-x", "x.x" */
	while (base > 0 && d <= base / radix)
		d *= radix;
	assert_true(r->n < RULES_MAX);
	r->v[r->n++] = (struct rule){ base, d, text };
}

static void rules_read(json_t *all, struct sv name, struct rules *r)
{
	char key[64];
	size_t i;
	json_t *pair;

	snprintf(key, sizeof key, SV_FMT, SV_ARG(name));
	r->n = 0;
	json_array_foreach(json_object_get(all, key), i, pair)
		rule_read(json_string_value(json_array_get(pair, 0)), json_string_value(json_array_get(pair, 1)), r);
	assert_true(r->n > 0);
}

static void spell(json_t *all, struct sv name, int64_t v, struct str *out);

/* The name between two marks of a substitution, `name` itself when it is empty; *p goes
 * behind the second mark. */
static struct sv substitution(const char **p, const char *mark, struct sv name)
{
	size_t n = strlen(mark);
	const char *from = *p + n, *to = strstr(from, mark);

	assert_non_null(to);
	*p = to + n;
	return to == from ? name : (struct sv){ from, (size_t)(to - from) };
}

static void spell(json_t *all, struct sv name, int64_t v, struct str *out)
{
	static const char right[] = "→", left[] = "←";
	struct rules rules;
	const struct rule *r = &rules.v[0];

	rules_read(all, name, &rules);
	for (size_t i = 1; i < rules.n && rules.v[i].base <= v; i++)
		r = &rules.v[i];
	for (const char *p = r->text; *p != ';' && *p != '\0';) {
		if (*p == '[' && v % r->divisor == 0) {
			p = strchr(p, ']') + 1;
		} else if (*p == '[' || *p == ']' || *p == '\'') {
			p++;
		} else if (strncmp(p, right, strlen(right)) == 0) {
			struct sv set = substitution(&p, right, name);
			spell(all, set, v % r->divisor, out);
		} else if (strncmp(p, left, strlen(left)) == 0) {
			struct sv set = substitution(&p, left, name);
			spell(all, set, v / r->divisor, out);
		} else if (*p == '=') {
			struct sv set = substitution(&p, "=", name);
			spell(all, set, v, out);
		} else {
			str_addc(out, *p++);
		}
	}
}

/* Numbers spelled into one text, a paragraph each: cutting it costs once. */
struct batch {
	struct str text;
	VEC(int64_t) values;
	size_t wrong;
};

static void batch_check(struct batch *b)
{
	struct tokens t;

	struct language *language = language_new();
	tokens_init(&t, language, str_sv(&b->text));
	assert_int_equal(t.sentences.n, b->values.n);
	for (size_t i = 0; i < b->values.n; i++) {
		struct sentence s = t.sentences.v[i];
		struct numeral n = { 0 };
		char got[32] = "", want[32];

		if (numeral_read(&t, s.first, &n) && n.end == s.end)
			decimal_print(n.value, got);
		snprintf(want, sizeof want, "%lld", (long long)b->values.v[i]);
		if (strcmp(got, want) != 0 && b->wrong++ < 10)
			print_error("%s spelled by CLDR, from byte %zu, is read as %s\n", want, t.all.v[s.first].span.start, got);
	}
	tokens_fini(&t);
	language_free(language);
	str_clear(&b->text);
	vec_clear(&b->values);
}

static void batch_add(struct batch *b, json_t *rules, const char *set, int64_t v)
{
	spell(rules, sv_of(set), v, &b->text);
	str_adds(&b->text, "\n\n");
	vec_push(&b->values, v);
	if (b->values.n == 1000)
		batch_check(b);
}

static void read_back(json_t *rules, const char *set)
{
	bool all = getenv("SPELLED") != NULL;
	uint64_t seed = 20240306;
	struct batch b = { 0 };

	str_init(&b.text);
	for (int64_t v = 0; v <= 100000; v += all || v < 2000 ? 1 : 97)
		batch_add(&b, rules, set, v);
	for (int i = 0; i < (all ? 50000 : 1000); i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		int64_t v = (int64_t)((seed >> 8) % 1000000000000001u);
		for (int cut = i % 5; cut > 0; cut--)
			v /= 1000;
		batch_add(&b, rules, set, v);
	}
	batch_check(&b);
	str_fini(&b.text);
	vec_fini(&b.values);
	assert_int_equal(b.wrong, 0);
}

static void test_spelled(void **state)
{
	static const char *const locales[] = { "fr", "fr-BE", "fr-CH" };
	const char *shared = getenv("SHARED");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(locales); i++) {
		char path[512];
		json_error_t why;

		snprintf(path, sizeof path, "%s/data/figures/cldr__rbnf_%s.json", shared ? shared : "../shared", locales[i]);
		json_t *file = json_load_file(path, 0, &why);
		if (!file)
			skip();
		json_t *rules = json_object_get(json_object_get(json_object_get(file, "rbnf"), "rbnf"), "SpelloutRules");
		read_back(rules, "%spellout-cardinal-masculine");
		read_back(rules, "%spellout-cardinal-feminine");
		json_decref(file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_spelled) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
