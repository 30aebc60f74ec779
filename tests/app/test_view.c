/* test_view.c - paging, scrolling and resizing whatever the page looks like: no
 * text is stepped over, the caret stays in sight, the top stays a row's start and a
 * resize keeps it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "app/view.h"

#define RANDOM_SEED 2463534242u
#include "tests/random.h"

static void random_article(struct str *s)
{
	static const char *const words[] = { "la", "rivière", "monte", "inexorablement", "« non »", "12 000", "d’eau",
					     "pré\xC2\xADsident", "日本語", "e\xCC\x81t\xC3\xA9", "\t", "👩\xE2\x80\x8D🚀" };

	str_clear(s);
	str_adds(s, random_below(3) ? "Un titre sans point\n" : "Une phrase.\n");
	for (uint32_t p = 3 + random_below(30); p > 0; p--) {
		for (uint32_t k = random_below(3); k > 0; k--)
			str_adds(s, random_below(4) ? "\n" : " \t\n");
		for (uint32_t w = random_below(90); w > 0; w--)
			str_addf(s, "%s ", words[random_below(sizeof words / sizeof *words)]);
		str_adds(s, random_below(9) ? "fin.\n" : "");
	}
}

static void run(struct app *a, const char *line)
{
	struct error err = { 0 };

	if (!app_run(a, sv_of(line), &err))
		fail_msg("%s: %s", line, err.msg);
}

static void random_options(struct app *a)
{
	static const char *const spacings[] = { "file", "0", "1", "2", "3" };
	char line[64];

	snprintf(line, sizeof line, "set indent=%u", random_below(7));
	run(a, line);
	snprintf(line, sizeof line, "set width=%u", 20 + random_below(80));
	run(a, line);
	snprintf(line, sizeof line, "set paragraph-spacing=%s", spacings[random_below(5)]);
	run(a, line);
	run(a, random_below(2) ? "set justify=yes" : "set justify=no");
	run(a, random_below(2) ? "set hyphens=yes" : "set hyphens=no");
}

/* First byte not in sight; whether the caret is. */
static size_t sight_end(struct app *a, struct doc *d, bool *caret)
{
	struct sight s;
	size_t end = d->top;

	*caret = false;
	for (bool more = sight_first(a, d, &s); more; more = sight_next(d, &s)) {
		assert_true(s.y < view_page_rows(a));
		end = s.row.bytes.end;
		*caret = *caret || (d->caret >= s.row.bytes.start && d->caret < end) ||
			 (d->caret == end && end == text_size(d->text));
	}
	return end;
}

static void check(struct app *a, struct doc *d)
{
	struct layout_opts o = view_layout(a);
	bool caret;

	assert_int_equal(layout_row(d->text, &o, d->top).bytes.start, d->top);
	sight_end(a, d, &caret);
	if (!caret)
		fail_msg("caret %zu is not in sight from %zu", d->caret, d->top);
}

static void step(struct app *a, struct doc *d)
{
	static const char *const moves[] = { "move page-down", "move page-up", "move half-down", "move half-up",
					     "scroll down", "scroll up", "move down", "move up", "move bottom",
					     "move top", "move sentence", "move paragraph-back" };
	uint32_t k = random_below(sizeof moves / sizeof *moves + 1);
	size_t top = d->top, end;
	bool caret;

	end = sight_end(a, d, &caret);
	if (k == sizeof moves / sizeof *moves) {
		struct layout_opts o;
		size_t now;

		app_resize(a, 40 + random_below(130), 10 + random_below(50));
		o = view_layout(a);
		now = d->top;
		d->top = layout_row(d->text, &o, top).bytes.start;
		sight_end(a, d, &caret);
		if (caret) /* else the page follows it */
			assert_int_equal(now, d->top);
		d->top = now;
	} else {
		run(a, moves[k]);
	}
	check(a, d);
	if (k == 0 || k == 2 || k == 4)
		assert_true(d->top >= top && d->top <= end); /* nothing skipped */
	if (k == 1 || k == 3 || k == 5) {
		assert_true(d->top <= top);
		assert_true(sight_end(a, d, &caret) >= top);
	}
}

static void test_walks(void **state)
{
	problem_vec problems = { 0 };
	struct tagset tags;
	struct options *options = options_new();
	struct keymap *keymap = keymap_load("default", NULL, &problems);
	struct app_opts o = { .keymap = keymap, .options = options, .tags = &tags, .annotator = "x", .no_sidecar = true };
	struct str s;

	(void)state;
	tagset_init(&tags);
	str_init(&s);
	for (int i = 0; i < 60; i++) {
		struct error err = { 0 };
		struct app *a = app_new(&o, &err);

		random_article(&s);
		assert_non_null(a);
		assert_true(app_open_text(a, text_from_memory("x", str_sv(&s)), "x", &err));
		app_resize(a, 80, 24);
		for (int k = 0; k < 120; k++) {
			if (random_below(15) == 0) {
				random_options(a);
				view_normalize(a, app_doc(a));
				view_scroll_to_caret(a, app_doc(a));
			}
			step(a, app_doc(a));
		}
		app_free(a);
	}
	str_fini(&s);
	keymap_free(keymap);
	options_free(options);
	tagset_fini(&tags);
	problems_fini(&problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_walks) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
