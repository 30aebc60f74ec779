/* test_frame.c - what a frame says a character takes is what the C library, and so
 * curses, will give it; soft hyphens, joined emoji, what does not fit.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "ui/frame.h"

static void test_widths(void **state)
{
	struct frame f;
	size_t wrong = 0;

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	frame_init(&f);
	frame_reset(&f, 4, 1);
	for (uint32_t cp = 1; cp < 0x110000; cp++) {
		char bytes[4];
		int w;

		if (cp == 0xD800)
			cp = 0xE000;
		frame_put(&f, 0, 0, (struct sv){ bytes, utf8_write(cp, bytes) }, ROLE_TEXT, HUE_NONE);
		/* -1: newer than this C library, term.c shows a substitute */
		w = wcwidth((wchar_t)f.cells[0].cp[0]);
		if (w >= 0 && w != f.cells[0].width && wrong++ < 5)
			print_error("U+%04X takes %d columns, the frame says %u\n", cp, w, f.cells[0].width);
	}
	assert_int_equal(wrong, 0);
	frame_fini(&f);
}

static void test_clusters(void **state)
{
	static const struct {
		const char *cluster, *shown;
	} cases[] = {
		{ "t\xC2\xAD", "t" },                                   /* a soft hyphen behind its letter */
		{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", "\xF0\x9F\x91\xA9" }, /* woman, joiner, rocket */
		{ "e\xCC\x81", "e\xCC\x81" },
		{ "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86", "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84" }, /* five at most */
		{ "\x1B", "\xEF\xBF\xBD" },
		{ "\xCC\x81", " \xCC\x81" },
	};
	struct frame f;
	struct str out;

	(void)state;
	frame_init(&f);
	str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		frame_reset(&f, 2, 1);
		frame_put(&f, 0, 0, sv_of(cases[i].cluster), ROLE_TEXT, HUE_NONE);
		str_clear(&out);
		for (unsigned k = 0; k < f.cells[0].n; k++)
			str_add_cp(&out, f.cells[0].cp[k]);
		assert_string_equal(out.p, cases[i].shown);
	}
	/* a wide character does not stand in the last column, nor is half of one left */
	frame_reset(&f, 3, 1);
	frame_put(&f, 2, 0, SV("日"), ROLE_TEXT, HUE_NONE);
	assert_int_equal(f.cells[2].cp[0], ' ');
	frame_put(&f, 0, 0, SV("日"), ROLE_TEXT, HUE_NONE);
	frame_put(&f, 1, 0, SV("x"), ROLE_TEXT, HUE_NONE);
	assert_int_equal(f.cells[0].cp[0], ' ');
	assert_int_equal(f.cells[1].cp[0], 'x');
	assert_int_equal(frame_text(&f, 0, 0, 3, SV("日本語"), ROLE_TEXT, HUE_NONE), 3);
	assert_int_equal(f.cells[2].cp[0], 0x2026);
	str_fini(&out);
	frame_fini(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_widths), cmocka_unit_test(test_clusters) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
