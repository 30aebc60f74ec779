/* test_tokens.c - words, clitics, elisions, acronyms, sentences; and that
 * any bytes at all are cut into tokens that cover everything but white space. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "extract/tokens.h"

/* Tokens joined by '|', sentences by '/'. */
static void cut(const char *text, struct str *out)
{
	struct tokens t;
	struct language *language = language_new();
	tokens_init(&t, language, sv_of(text));
	for (size_t i = 0; i < t.all.n; i++) {
		if (i > 0)
			str_addc(out, t.all.v[i].flags & TOKEN_SENTENCE ? '/' : '|');
		str_add(out, token_text(&t, i));
	}
	tokens_fini(&t);
	language_free(language);
}

struct row {
	const char *text, *want;
};

static void check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str got;
		str_init(&got);
		cut(rows[i].text, &got);
		assert_string_equal(got.p, rows[i].want);
		str_fini(&got);
	}
}

static void test_words(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "l'armée d’Aubagne", "l'|armée|d’|Aubagne" },
		{ "aujourd'hui, quelqu'un", "aujourd'hui|,|quelqu'un" },
		{ "Siobhan O'Brien", "Siobhan|O'Brien" },
		{ "dit-il, affirme-t-elle", "dit|-il|,|affirme|-t-elle" },
		{ "Kim Jong-il", "Kim|Jong-il" },
		{ "A-t-il parlé ?", "A|-t-il|parlé|?" },
		{ "un rendez-vous à Noyal-sur-Vilaine", "un|rendez-vous|à|Noyal-sur-Vilaine" },
		{ "la S.A. et l'U.R.S.S.", "la|S.A.|et|l'|U.R.S.S." },
		{ "le G8, le MH-17, mi-2012", "le|G8|,|le|MH-17|,|mi|-|2012" },
		{ "20h30, 1er, 2,7 %", "20|h|30|,|1|er|,|2|,|7|%" },
		{ "330\xC2\xA0" "000 morts...", "330|000|morts|..." },
		{ "l'« homme », 'vu'", "l'|«|homme|»|,|'|vu|'" },
		{ "", "" },
	};
	check_rows(rows, ARRAY_LEN(rows));
}

static void test_sentences(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "Il part. Elle reste.", "Il|part|./Elle|reste|." },
		{ "M. Dupin et le Dr. Roy parlent.", "M|.|Dupin|et|le|Dr|.|Roy|parlent|." },
		{ "« Je pars. » Il sort.", "«|Je|pars|.|»/Il|sort|." },
		{ "Titre\n\nLe texte", "Titre/Le|texte" },
		{ "Vraiment ? Oui !", "Vraiment|?/Oui|!" },
		{ "à 3.5 km. fin", "à|3|.|5|km|.|fin" },
	};
	check_rows(rows, ARRAY_LEN(rows));
}

static void test_folds_and_flags(void **state)
{
	(void)state;
	struct tokens t;
	struct language *language = language_new();
	tokens_init(&t, language, SV("ÉTAT Œuvre l’été-là"));
	assert_true(token_is(&t, 0, "etat"));
	assert_true(t.all.v[0].flags & TOKEN_UPPER);
	assert_true(token_is(&t, 1, "oeuvre"));
	assert_int_equal(t.all.v[1].flags & (TOKEN_UPPER | TOKEN_CAPITAL), TOKEN_CAPITAL);
	assert_true(token_is(&t, 2, "l'"));
	assert_true(t.all.v[2].flags & TOKEN_ELIDED);
	assert_false(t.all.v[3].flags & TOKEN_SPACE);
	assert_false(token_is(&t, 4, "ete-la"));
	assert_int_equal(tokens_at(&t, 0), 0);
	assert_int_equal(tokens_at(&t, 1000), t.all.n);
	tokens_fini(&t);
	language_free(language);
}

/* Random bytes: tokens are in order, never empty, never hold white space at
 * their edges, and between them there is nothing but white space. */
static void test_any_bytes(void **state)
{
	(void)state;
	static const char *const bits[] = { "l'", "-", "é", "\xC3", " ", "\n", ".", "A.", "12",
					    "\xFF", "’", "œ", "-t-il", "«", "\xC2\xA0", "mot", "\r\n" };
	uint32_t seed = 20261124;
	for (int round = 0; round < 3000; round++) {
		struct str s;
		str_init(&s);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1664525u + 1013904223u;
			str_adds(&s, bits[(seed >> 16) % ARRAY_LEN(bits)]);
		}
		struct tokens t;
		struct language *language = language_new();
		tokens_init(&t, language, str_sv(&s));
		size_t at = 0;
		for (size_t i = 0; i <= t.all.n; i++) {
			struct span k = i < t.all.n ? t.all.v[i].span : (struct span){ s.n, s.n };
			assert_true(k.start >= at && (i == t.all.n || k.end > k.start));
			while (at < k.start) {
				uint32_t cp;
				at += utf8_decode(s.p + at, s.n - at, &cp);
				assert_true(cp_is_space(cp));
			}
			at = k.end;
			if (i < t.all.n) {
				struct sv w = token_text(&t, i);
				assert_int_equal(spellings_find(&t.spellings, w, wordkey_in(t.text, k.start, w.n)), t.all.v[i].spelling);
				assert_true(sv_eq(t.spellings.all.v[t.all.v[i].spelling].text, w));
			}
		}
		for (size_t pos = 0, i = 0; pos <= s.n + 40; pos++) {
			while (i < t.all.n && t.all.v[i].span.end <= pos)
				i++;
			assert_int_equal(tokens_at(&t, pos), i);
		}
		assert_true(t.all.n == 0 || t.sentences.v[t.sentences.n - 1].end == t.all.n);
		tokens_fini(&t);
		language_free(language);
		str_fini(&s);
	}
}

/* Words of any length, near to each other, are told apart; the shorter way to a key gives the same. */
static void test_spellings(void **state)
{
	enum { LONGEST = 40 };
	char bytes[2 * LONGEST + 8];
	struct spellings all = { 0 };
	size_t n = 0;

	(void)state;
	memset(bytes, 'a', sizeof bytes);
	bytes[LONGEST] = 'b';
	struct sv text = { bytes, sizeof bytes };
	for (size_t at = 0; at <= LONGEST; at++) {
		for (size_t len = 1; len <= LONGEST; len++) {
			struct sv w = sv_cut(text, at, at + len);
			bool is_new = spellings_find(&all, w, wordkey(w)) == SIZE_MAX;
			assert_true(wordkey_in(text, at, len) == wordkey(w));
			if (is_new)
				assert_int_equal(spellings_add(&all, &(struct spelling){ .text = w }, wordkey(w)), n++);
			size_t k = spellings_find(&all, w, wordkey(w));
			assert_true(k < n && sv_eq(all.all.v[k].text, w));
		}
	}
	/* of each length one without b, and one for each place of it */
	assert_int_equal(n, LONGEST + LONGEST * (LONGEST + 1) / 2);
	spellings_fini(&all);
}

static size_t used_slots(const struct words *w)
{
	size_t used = 0;
	for (size_t i = 0; i < ARRAY_LEN(w->slot); i++)
		used += w->slot[i].bits != 0;
	return used;
}

/* The tables of the language's lists have room, and hold them. */
static void test_lists(void **state)
{
	struct language *language = language_new();
	const struct words *w = &language->begins, *names = &language->names;

	(void)state;
	assert_in_range(used_slots(w), 500, ARRAY_LEN(w->slot) / 2);
	assert_in_range(used_slots(names), 300, ARRAY_LEN(w->slot) / 2);
	assert_in_range(used_slots(&language->aliases), 100, ARRAY_LEN(w->slot) / 2);
	assert_int_equal(words_get(names, SV("general")) & (TRIGGER_PERSON | NAME_TITLE), TRIGGER_PERSON | NAME_TITLE);
	assert_true(words_get(&language->aliases, SV("onu")) > 0);
	assert_int_equal(words_get(&language->aliases, SV("onu")), words_get(&language->aliases, SV("organisation des nations unies")));
	assert_true(begins_find(w, SV("Anciennes"), SV("anciennes")) & IS_ADJECTIVE);
	assert_true(begins_find(w, SV("au-delà"), SV("au-dela")) & IS_STOPWORD);
	assert_false(begins_find(w, SV("au-quoi"), SV("au-quoi")) & IS_STOPWORD);
	assert_true(begins_find(w, SV("avions"), SV("avions")) == 0);
	assert_true(begins_find(w, SV("kilomètres"), SV("kilometres")) & MAY_UNIT);
	assert_true(begins_find(w, SV("M"), SV("m")) & MAY_GO_ON);
	assert_true(begins_find(w, SV("cinquième"), SV("cinquieme")) & MAY_GO_ON);
	assert_true(begins_find(w, SV("volontaires"), SV("volontaires")) == 0);
	assert_true(begins_find(w, SV("nucléaires"), SV("nucleaires")) == IS_COMPOUND);
	assert_true(begins_find(w, SV("vingt-cinq"), SV("vingt-cinq")) & MAY_NUMBER);
	language_free(language);
}

/* The table for Latin letters gives what libunistring gives, letter by letter and mixed. */
static void test_fold_latin(void **state)
{
	uint32_t seed = 1;
	struct str s, slow;

	(void)state;
	str_init(&s);
	str_init(&slow);
	for (uint32_t round = 0; round < 0x600 + 3000; round++) {
		char fast[64];
		struct utf8_case c, want = { 0 };

		str_clear(&s);
		str_clear(&slow);
		for (int i = 0; i < (round < 0x600 ? 1 : 12); i++) {
			seed = seed * 1664525u + 1013904223u;
			str_add_cp(&s, round < 0x600 ? round : (seed >> 16) % 0x180);
		}
		size_t n = utf8_fold_latin(str_sv(&s), fast, &c);
		utf8_fold(str_sv(&s), FOLD_ALL, &slow);
		for (size_t i = 0; i < s.n;) {
			uint32_t cp;
			i += utf8_decode(s.p + i, s.n - i, &cp);
			want.first_upper = want.first_upper || (want.letters == 0 && cp_is_upper(cp));
			want.letters += cp_is_letter(cp);
			want.upper += cp_is_upper(cp);
			want.lower += cp_is_lower(cp);
		}
		if (n == SIZE_MAX)
			continue;
		assert_true(sv_eq((struct sv){ fast, n }, str_sv(&slow)));
		assert_memory_equal(&c.letters, &want.letters, 3 * sizeof c.letters);
		assert_int_equal(c.first_upper, want.first_upper);
	}
	assert_int_equal(utf8_fold_latin(SV("École"), (char[8]){ 0 }, &(struct utf8_case){ 0 }), 5);
	str_fini(&s);
	str_fini(&slow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold_latin),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_folds_and_flags),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_spellings),
		cmocka_unit_test(test_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
