/* test_mouse.c - clicks in lists: the row under the pointer, its tick, its answer; and
 * that a form leaves what it is about in sight. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "app/command.h"
#include "app/mouse.h"
#include "ui/draw.h"

static struct app *open_reader(struct app_opts *o, struct tagset *tags, int lines)
{
	problem_vec problems = { 0 };
	struct error err = { 0 };

	tagset_init(tags);
	*o = (struct app_opts){ .keymap = keymap_load("default", NULL, &problems), .options = options_new(), .tags = tags,
				.annotator = "x", .no_sidecar = true };
	keymap_bind_tags(o->keymap, tags, &problems);
	struct app *a = app_new(o, &err);
	assert_non_null(a);
	struct str s;
	str_init(&s);
	str_adds(&s, "À Brive, la digue a cédé.\n\nBrive a peur, dit Brive.\n");
	for (int i = 0; i < lines; i++)
		str_addf(&s, "\nLe fleuve monte, la pluie tombe, on attend la nuit et la crue du jour numéro %d.\n", i);
	str_adds(&s, lines > 0 ? "\nRien n’est perdu, dit-on à Tulle.\n" : "");
	assert_true(app_open_text(a, text_from_memory("a", str_sv(&s)), "a", &err));
	str_fini(&s);
	app_resize(a, 80, 24);
	app_settle(a);
	return a;
}

static void close_reader(struct app *a, struct app_opts *o, struct tagset *tags)
{
	app_free(a);
	keymap_free(o->keymap);
	options_free(o->options);
	tagset_fini(tags);
}

static void type(struct app *a, const char *keys)
{
	key_vec v = { 0 };

	assert_true(keys_parse(sv_of(keys), &v, NULL));
	for (size_t i = 0; i < v.n; i++)
		app_feed(a, v.v[i]);
	app_settle(a);
	vec_fini(&v);
}

/* Where the row of the list is on the screen. */
static void click(struct app *a, unsigned x, size_t row)
{
	struct mouse m = { MOUSE_PRESS, x, list_top(a) + 1 + (unsigned)(row - a->list.top) };

	app_mouse(a, &m);
}

static void test_lists(void **state)
{
	struct app_opts o;
	struct tagset tags;
	struct app *a = open_reader(&o, &tags, 0);

	(void)state;
	type(a, ":goto 1<Enter>wL}wwO:history<Enter>");
	assert_int_equal(a->list.lines.n, 2);
	click(a, 10, 1);
	assert_int_equal(a->list.cur, 1);
	click(a, 10, 7); /* below the last row */
	assert_int_equal(a->list.cur, 1);
	click(a, 10, 1);
	assert_int_equal(a->mode, MODE_NORMAL);
	close_reader(a, &o, &tags);
}

static void test_ticks(void **state)
{
	struct app_opts o;
	struct tagset tags;
	struct app *a = open_reader(&o, &tags, 0);

	(void)state;
	type(a, "w*");
	assert_int_equal(a->list.kind, LIST_TAGALL);
	assert_int_equal(a->list.lines.n, 3);
	bool was = a->list.lines.v[2].ticked;
	click(a, 2, 2);
	assert_int_equal(a->list.lines.v[2].ticked, !was);
	click(a, 20, 1); /* the words: only the current row */
	click(a, 20, 1);
	assert_int_equal(a->list.cur, 1);
	assert_int_equal(a->mode, MODE_TAGALL);
	close_reader(a, &o, &tags);
}

/* The form stands at the foot of the screen; over it the article. */
static void test_form(void **state)
{
	struct app_opts o;
	struct tagset tags;
	struct app *a = open_reader(&o, &tags, 0);

	(void)state;
	type(a, "wLV");
	assert_true(list_top(a) > 10);
	click(a, 10, a->list.lines.n - 1);
	assert_int_equal(a->list.cur, a->list.lines.n - 1);
	click(a, 10, a->list.cur);
	assert_int_equal(a->mode, MODE_PROMPT);
	close_reader(a, &o, &tags);
}

static void test_form_covers_nothing(void **state)
{
	static const unsigned sizes[][2] = { { 80, 24 }, { 44, 12 }, { 120, 30 }, { 40, 10 } };
	struct app_opts o;
	struct tagset tags;
	struct app *a = open_reader(&o, &tags, 30);
	struct doc *d = app_doc(a);

	(void)state;
	for (size_t from = 0; from < ARRAY_LEN(sizes); from++) {
		app_resize(a, sizes[from][0], sizes[from][1]);
		type(a, "<Esc>G<S-Tab>V");
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
			struct sight s;
			size_t seen = NONE;

			app_resize(a, sizes[i][0], sizes[i][1]);
			for (bool is = sight_first(a, d, &s); is; is = sight_next(d, &s))
				if (s.row.bytes.start <= d->items.v[d->item].span.start)
					seen = s.y;
			assert_true(seen < list_top(a));
			assert_true(d->top <= d->items.v[d->item].span.start);
		}
	}
	close_reader(a, &o, &tags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_ticks),
		cmocka_unit_test(test_form),
		cmocka_unit_test(test_form_covers_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
