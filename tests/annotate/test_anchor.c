/* test_anchor.c - annotations follow a corrected text: thousands of anchors in the
 * sample articles, with 5 and 15 of 100 words changed, dropped or added, and with
 * paragraphs moved. What is placed without a question must be right; how many
 * are placed at all is counted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/anchor.h"
#include "text/text.h"

#define WORDS_MAX 4000

static uint32_t seed = 7;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* The words of the old text and where each is in the new one (empty: gone). */
struct edited {
	struct span was[WORDS_MAX], is[WORDS_MAX];
	size_t n;
	struct str text;
};

static void cut_words(struct sv old, struct edited *e)
{
	e->n = 0;
	for (size_t i = 0; i < old.n && e->n < WORDS_MAX;) {
		while (i < old.n && (old.p[i] == ' ' || old.p[i] == '\n'))
			i++;
		size_t start = i;
		while (i < old.n && old.p[i] != ' ' && old.p[i] != '\n')
			i++;
		if (i > start)
			e->was[e->n++] = (struct span){ start, i };
	}
}

/* Each word is changed, dropped, or followed by a new one with `percent` in 100. */
static void edit(struct sv old, unsigned percent, struct edited *e)
{
	static const char *const fresh[] = { "désormais", "jeudi", "grave", "pourtant", "selon", "1 200", "encore" };
	size_t at = 0;

	cut_words(old, e);
	str_clear(&e->text);
	for (size_t i = 0; i < e->n; i++) {
		bool hit = random_below(100) < percent;
		unsigned how = random_below(3);
		const char *word = fresh[random_below(sizeof fresh / sizeof *fresh)];

		str_add(&e->text, sv_cut(old, at, e->was[i].start));
		at = e->was[i].end;
		e->is[i].start = e->text.n;
		if (hit && how == 0)
			str_adds(&e->text, word);
		else if (!hit || how == 2)
			str_add(&e->text, sv_span(old, e->was[i]));
		e->is[i].end = e->text.n;
		if (hit && how == 2)
			str_addf(&e->text, " %s", word);
	}
	str_add(&e->text, sv_cut(old, at, old.n));
}

/* The last third of the paragraphs comes first. */
static void move_paragraphs(struct sv old, struct edited *e)
{
	size_t cut = old.n * 2 / 3;

	while (cut > 1 && !(old.p[cut - 1] == '\n' && old.p[cut - 2] == '\n'))
		cut--;
	cut_words(old, e);
	str_clear(&e->text);
	str_add(&e->text, sv_cut(old, cut, old.n));
	str_addc(&e->text, '\n');
	size_t tail = e->text.n;
	str_add(&e->text, sv_cut(old, 0, cut));
	for (size_t i = 0; i < e->n; i++) {
		size_t by = e->was[i].start < cut ? tail : 0;
		e->is[i].start = e->was[i].start < cut ? e->was[i].start + by : e->was[i].start - cut;
		e->is[i].end = e->is[i].start + (e->was[i].end - e->was[i].start);
	}
}

struct result {
	unsigned all, right, confirm, astray, lost, wrong; /* astray: to confirm, elsewhere */
};

/* Anchors of one to five words, a new one at every second word. */
static void try_all(struct sv old, const struct edited *e, struct result *r)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i + 6 < e->n; i += 2) {
		size_t n = 1 + random_below(5);
		struct span at = { e->was[i].start, e->was[i + n - 1].end }, found = { 0, 0 };
		struct span truth = { e->is[i].start, e->is[i + n - 1].end };
		struct anchor a = anchor_make(old, at, &arena);

		if (memchr(a.exact, '\n', strlen(a.exact)) || truth.end <= truth.start)
			continue; /* all of it was dropped */
		enum placed p = anchor_find(&a, str_sv(&e->text), &found);
		r->all++;
		if (p == PLACED_LOST)
			r->lost++;
		else if (p == PLACED_CONFIRM && span_hits(found, truth))
			r->confirm++;
		else if (p == PLACED_CONFIRM)
			r->astray++;
		else if (span_hits(found, truth))
			r->right++;
		else
			r->wrong++;
	}
	arena_fini(&arena);
}

static struct result campaign(unsigned percent)
{
	static const char *const names[] = { "crue", "trains", "vaccin" };
	struct result r = { 0 };
	struct edited *e = test_calloc(1, sizeof *e);

	str_init(&e->text);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 3; i++) {
			char path[64];
			struct error err;
			struct sv old;

			snprintf(path, sizeof path, "src/lang/fr/samples/%s.txt", names[i]);
			struct text *t = text_open(path, ENC_AUTO, &err);
			assert_non_null(t);
			char *bytes = text_read_all(t, &old);
			if (percent)
				edit(old, percent, e);
			else
				move_paragraphs(old, e);
			try_all(old, e, &r);
			free(bytes);
			text_close(t);
		}
	}
	str_fini(&e->text);
	test_free(e);
	print_message("%u %% edited: %u anchors, %u right, %u to confirm (%u more astray), %u lost, %u wrong\n", percent, r.all,
		      r.right, r.confirm, r.astray, r.lost, r.wrong);
	return r;
}

static void test_five(void **state)
{
	struct result r = campaign(5);

	(void)state;
	assert_true(r.wrong * 1000 <= r.all);
	assert_true((r.right + r.confirm) * 100 >= r.all * 99);
}

static void test_fifteen(void **state)
{
	struct result r = campaign(15);

	(void)state;
	assert_true(r.wrong * 1000 <= r.all);
	assert_true((r.right + r.confirm) * 100 >= r.all * 95);
}

static void test_moved(void **state)
{
	struct result r = campaign(0);

	(void)state;
	assert_true(r.wrong * 1000 <= r.all);
	assert_true((r.right + r.confirm) * 100 >= r.all * 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_five),
		cmocka_unit_test(test_fifteen),
		cmocka_unit_test(test_moved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
