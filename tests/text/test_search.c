/* test_search.c - the search against a slow one that folds every candidate, over
 * texts that cross its pieces; regular expressions by example.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/pattern.h"
#include "text/search.h"

#define RANDOM_SEED 7
#include "tests/random.h"

static const char *const pieces[] = {
	"é", "e", "E", "t", "T", "É", "e\xCC\x81", " ", "  ", "\n", "\xC2\xA0", "\xE2\x80\xAF", "'", "\xE2\x80\x99", "-",
	"\xE2\x80\x91", "œ", "oe", "Œ", "a", "à", "\xC2\xAD", "l", "L", "\xFF", "\xC3", "日", "ç", "k", "\xE2\x84\xAA", "ÿ", "Ÿ",
	".", "été", "ete", "\xE1\xBA\xBD"
};

static void random_text(struct str *out, unsigned most)
{
	str_clear(out);
	for (unsigned n = 1 + random_below(most); n > 0; n--)
		str_adds(out, pieces[random_below(sizeof pieces / sizeof *pieces)]);
}

/* Folded, white space as one blank a run. */
static void canonical(struct sv s, unsigned fold, struct str *out)
{
	struct str f;

	str_init(&f);
	utf8_fold(s, fold, &f);
	str_clear(out);
	for (size_t i = 0; i < f.n; i++)
		if (f.p[i] != ' ' || out->n == 0 || out->p[out->n - 1] != ' ')
			str_addc(out, f.p[i]);
	str_fini(&f);
}

static unsigned fold_of(struct sv pattern)
{
	unsigned fold = FOLD_ALL;

	for (size_t i = 0; i < pattern.n;) {
		uint32_t cp;

		i += utf8_decode(pattern.p + i, pattern.n - i, &cp);
		if (cp_is_upper(cp))
			fold &= ~(unsigned)FOLD_CASE;
		if (cp_is_letter(cp) && cp_base(cp) != cp)
			fold &= ~(unsigned)FOLD_ACCENT;
	}
	return fold;
}

static bool slow_find(struct sv text, struct sv pattern, size_t from, struct span *hit)
{
	unsigned fold = fold_of(pattern);
	struct str want, got;
	bool found = false;

	str_init(&want);
	str_init(&got);
	canonical(pattern, fold, &want);
	for (size_t i = from; i < text.n && !found; i++) {
		uint32_t cp;
		size_t n = utf8_decode(text.p + i, text.n - i, &cp), j = i + n;

		canonical(sv_cut(text, i, j), fold, &got);
		if (got.n == 0)
			continue; /* a mark or a soft hyphen alone begins nothing */
		while (!(found = sv_eq(str_sv(&got), str_sv(&want))) && j < text.n && got.n <= want.n) {
			j += utf8_decode(text.p + j, text.n - j, &cp);
			canonical(sv_cut(text, i, j), fold, &got);
		}
		while (found && (fold & FOLD_ACCENT) && j < text.n) {
			n = utf8_decode(text.p + j, text.n - j, &cp);
			if (!cp_is_mark(cp))
				break;
			j += n;
		}
		if (found)
			*hit = (struct span){ i, j };
	}
	str_fini(&want);
	str_fini(&got);
	return found;
}

static void test_as_the_slow_one(void **state)
{
	struct str text, pattern;

	(void)state;
	str_init(&text);
	str_init(&pattern);
	for (int round = 0; round < 3000; round++) {
		random_text(&text, 60);
		random_text(&pattern, 4);
		struct search *s = search_new(str_sv(&pattern), 0, NULL);
		struct span got = { 0, 0 }, want = { 0, 0 };
		size_t from = 0;
		bool a, b;

		if (!s)
			continue; /* nothing but marks */
		do {
			a = search_in(s, str_sv(&text), from, &got);
			b = slow_find(str_sv(&text), str_sv(&pattern), from, &want);
			if (a != b || (a && (got.start != want.start || got.end != want.end)))
				fail_msg("round %d, from %zu: %d [%zu, %zu) instead of %d [%zu, %zu): \"%s\" in \"%s\"", round,
					 from, a, got.start, got.end, b, want.start, want.end, pattern.p, text.p);
			from = want.end;
		} while (b);
		search_free(s);
	}
	str_fini(&text);
	str_fini(&pattern);
}

/* Matches wherever they lie to the borders of the pieces; forth, back, all. */
static void test_pieces(void **state)
{
	enum { SIZE = 700000 };
	char *bytes = xmalloc(SIZE);

	(void)state;
	memset(bytes, 'x', SIZE);
	for (size_t at = 8100; at + 10 < SIZE; at += 8179)
		memcpy(bytes + at, "\xC3\x89T\xC3\x89", 5); /* ÉTÉ */
	struct text *t = text_from_memory("t", (struct sv){ bytes, SIZE });
	struct search *s = search_new(SV("ete"), 0, NULL);
	struct span hit = { 0, 0 };
	pos_vec all = { 0 };
	size_t next;

	for (size_t at = 8100; at + 10 < SIZE; at += 8179) {
		assert_true(search_next(s, t, hit.end, &hit));
		assert_int_equal(hit.start, at);
		assert_int_equal(hit.end, at + 5);
	}
	assert_false(search_next(s, t, hit.end, &hit));
	search_scan(s, t, 0, SIZE_MAX, 1000, &all, &next);
	assert_int_equal(all.n, (SIZE - 10 - 8100 + 8178) / 8179);
	assert_true(next >= SIZE);
	size_t n = all.n;
	for (size_t pos = SIZE; search_prev(s, t, pos, &hit); pos = hit.start)
		assert_int_equal(hit.start, all.v[--n]);
	assert_int_equal(n, 0);
	all.n = 0; /* in bits, as a counting reader does it */
	for (size_t at = 0; at < SIZE; at = next)
		search_scan(s, t, at, at + 5000, 1000, &all, &next);
	assert_int_equal(all.n, (SIZE - 10 - 8100 + 8178) / 8179);
	vec_fini(&all);
	search_free(s);
	text_close(t);
	free(bytes);
}

static bool stop_at_once(void *ctx, size_t pos)
{
	(void)pos;
	++*(int *)ctx;
	return true;
}

static void test_stops(void **state)
{
	char *bytes = xcalloc(1, 4000000);
	struct text *t = text_from_memory("t", (struct sv){ bytes, 4000000 });
	struct search *s = search_new(SV("absent"), 0, NULL);
	struct span hit;
	int asked = 0;

	(void)state;
	search_watch(s, stop_at_once, &asked);
	assert_false(search_next(s, t, 0, &hit));
	assert_true(search_stopped(s));
	assert_int_equal(asked, 1);
	search_free(s);
	text_close(t);
	free(bytes);
}

static void check(const char *typed, const char *text, const char *want)
{
	struct error err = { 0 };
	struct search *s = search_parse(sv_of(typed), 0, &err);
	struct span hit;

	if (!s)
		fail_msg("%s: %s", typed, err.msg);
	bool found = search_in(s, sv_of(text), 0, &hit);
	if (found != (want != NULL) || (found && !sv_eq(sv_span(sv_of(text), hit), sv_of(want))))
		fail_msg("%s in \"%s\": \"%.*s\" instead of \"%s\"", typed, text, found ? (int)(hit.end - hit.start) : 0,
			 found ? text + hit.start : "", want ? want : "(nothing)");
	search_free(s);
}

static void test_regex(void **state)
{
	(void)state;
	check("\\vmort|bless|tué", "deux TUÉS", "TUÉ");
	check("\\vtue", "deux tués", "tué");
	check("\\vtue", "deux Tués", "Tué");
	check("\\vtué", "deux tues", NULL);
	check("\\vTue", "deux tués", NULL);
	check("\\v\\cTUE", "deux tués", "tué");
	check("\\c\\vTUE", "deux tués", "tué");
	check("\\Ctue", "TUE", NULL);
	check("\\v[a-e]{2}", "xxxBAé", "BA");
	check("\\v[^e]t", "ét ot", "ot");
	check("\\v\\d+ morts", "les 12\nmorts", "12\nmorts");
	check("\\vl'arme.", "l’armée", "l’armée");
	check("\\v(?<qui>pr.)f\\w+ \\k<qui>", "préfet pré", "préfet pré");
	check("\\v(?i)X", "x", "x");
	check("\\v(?:pre|sous-pre)fet$", "le sous-préfet", "sous-préfet");
	check("\\v\\p{Lu}e", "é Pé", "Pé");
	check("\\v\\QA.B\\E", "AxB A.B", "A.B");
	check("\\v[[:upper:]]e", "te Té", "Té");
	check("\\v[]a]+", "x]à]", "]à]");
	check("\\V(a|b)", "x(a|b)", "(a|b)");
	check("(a|b)", "x(a|b)", "(a|b)");
	check("\\d", "x\\d1", "\\d");
	check("gouvernement", "gou\xC2\xADver\xC2\xADnement", "gou\xC2\xADver\xC2\xADnement");
}

static void test_wrong(void **state)
{
	struct error err = { 0 };

	(void)state;
	assert_null(search_parse(SV("\\v(été"), 0, &err));
	assert_non_null(strstr(err.msg, "character 5"));
	assert_null(search_parse(SV("\\v"), 0, &err));
	assert_null(search_parse(SV(""), 0, &err));
}

/* Whatever is typed, the pattern made of it is one that PCRE2 takes when it takes
 * the typed one, and finds no less. */
static void test_any_regex(void **state)
{
	static const char *const bits[] = { "a", "e", "(", ")", "[", "]", "|", "*", "?", "+", "\\", "Q", "E", "-", "^",
					    "$", ".", "{", "}", "1", ",", "(?:", "(?<n>", "\\k<n>", "\\p{L}", " ", "'", "é" };
	struct str typed;

	(void)state;
	str_init(&typed);
	for (int round = 0; round < 20000; round++) {
		struct span hit;

		str_clear(&typed);
		for (unsigned n = 1 + random_below(8); n > 0; n--)
			str_adds(&typed, bits[random_below(sizeof bits / sizeof *bits)]);
		struct search *s = search_new(str_sv(&typed), SEARCH_REGEX, NULL);

		if (s)
			search_in(s, SV("aeé l'e a-e (e) [a] \\Q 1,1 aaa"), 0, &hit);
		search_free(s);
	}
	str_fini(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_the_slow_one), cmocka_unit_test(test_pieces), cmocka_unit_test(test_stops),
		cmocka_unit_test(test_regex),		cmocka_unit_test(test_wrong),  cmocka_unit_test(test_any_regex),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
