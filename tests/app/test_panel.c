/* test_panel.c - what opens over the article hides nothing it speaks of: wherever the caret
 * stands, its row is over the panel of what overlaps, and the page comes back afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/command.h"
#include "app/mouse.h"
#include "tests/app/reader.h"

static const char article[] =
	"Le canal rouvre\n\nNANTES, 3 mars 2024 – Le canal a rouvert.\n\nUn mot.\n\n« Les vingt écluses de Bretagne et "
	"les trois ponts de Nantes seront remis en service avant le 12 juin », a promis la ministre des Transports, Anne "
	"Quéré, vendredi à Nantes.\n\nSelon le syndicat des bateliers de la Loire, 40 péniches attendent depuis le 2 janvier "
	"entre Nantes et Redon, où « douze d’entre elles ont été vidées » par les pompiers.";

/* The row of the rule that a panel begins with; the height: there is none. */
static unsigned rule_row(const struct frame *f)
{
	unsigned y = 0;

	while (y < f->h && (f->cells[(size_t)y * f->w].cp[0] != 0x2500))
		y++;
	return y;
}

static void test_caret_in_sight(void **state)
{
	static const unsigned sizes[][2] = { { 40, 10 }, { 60, 14 }, { 80, 24 }, { 120, 12 } };
	size_t opened = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct reader r;

		reader_init(&r, article, sizes[i][0], sizes[i][1]);
		for (int word = 0; word < 120; word++) {
			const struct doc *d = app_doc(r.a);
			size_t top = d->top, caret = d->caret;
			struct error err = { 0 };

			for (int twice = 0; twice < 2; twice++) { /* the same key: the next that lies there */
				app_feed(r.a, (struct key){ .cp = 'o' });
				frame_draw(r.a, &r.f, sizes[i][0], sizes[i][1]);
				if (!r.a->hand.layers)
					break;
				opened++;
				assert_int_equal(d->caret, caret);
				assert_true(r.f.cursor_shown);
				if (r.f.cursor_y >= rule_row(&r.f))
					fail_msg("%ux%u: the panel hides the caret at %zu", sizes[i][0], sizes[i][1], caret);
			}
			app_feed(r.a, (struct key){ .sym = KEYSYM_ESC });
			assert_int_equal(d->top, top);
			app_run(r.a, SV("move word"), &err);
		}
		reader_fini(&r);
	}
	assert_true(opened > 50);
}

static void keys(struct reader *r, const char *cps)
{
	for (; *cps; cps++)
		app_feed(r->a, (struct key){ .cp = (unsigned char)*cps });
}

/* The page beside a pane: it follows, comes back with h and Esc, stays where one clicks. */
static void test_follow(void **state)
{
	struct reader r;
	struct str s;
	struct doc *d;

	(void)state;
	str_init(&s);
	for (int i = 0; i < 6; i++)
		str_adds(&s, article);
	reader_init(&r, s.p, 100, 12);
	d = app_doc(r.a);
	keys(&r, "cjjjjj");
	assert_int_equal(d->caret, 0);
	assert_true(d->top > 0);
	keys(&r, "h");
	assert_int_equal(d->top, 0);
	keys(&r, "cjj");
	app_feed(r.a, (struct key){ .sym = KEYSYM_ESC });
	assert_int_equal(d->top, 0);
	keys(&r, "cjj");
	size_t top = d->top;
	assert_true(top > 0);
	app_mouse(r.a, &(struct mouse){ .what = MOUSE_PRESS, .x = 10, .y = 5 });
	assert_int_equal(r.a->mode, MODE_NORMAL);
	assert_true(d->caret > top);
	assert_int_equal(d->top, top);
	keys(&r, "ckkkkkkkkh"); /* not to where it was before the click */
	assert_int_equal(d->top, top);
	reader_fini(&r);
	str_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_caret_in_sight), cmocka_unit_test(test_follow) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
