/* test_theme.c - themes: the shipped ones, wrong lines, colours on terminals of
 * few colours, backgrounds as terminals tell them, states told apart without colours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include <cmocka.h>

#include "ui/theme.h"

static void test_shipped(void **state)
{
	(void)state;
	for (size_t i = 0; theme_name(i); i++) {
		problem_vec problems = { 0 };
		struct theme t;

		assert_true(theme_load(&t, theme_name(i), NULL, &problems));
		if (problems.n)
			fail_msg("%s", problems.v[0].text);
		assert_int_equal(t.mono, strcmp(theme_name(i), "mono") == 0);
		for (int r = 0; r < ROLE_COUNT; r++)
			if (t.roles[r].bg.set && strcmp(theme_name(i), "contrast") != 0)
				fail_msg("%s imposes a background", theme_name(i));
		problems_fini(&problems);
	}
}

/* What is shown of one state must not be what is shown of another, on a
 * terminal without italics and dim. */
static void test_states_without_colour(void **state)
{
	static const enum role states[] = { ROLE_TEXT,      ROLE_SUGGESTION, ROLE_ANNOTATION, ROLE_CURRENT,
					    ROLE_CURRENT_ANNOTATION, ROLE_SELECTION, ROLE_MATCH };
	struct theme t;

	(void)state;
	assert_true(theme_load(&t, "mono", NULL, NULL));
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		for (size_t k = 0; k < i; k++) {
			/* bold of a headline is left out: it would make a suggestion kept */
			struct cell a = { .role = (uint8_t)states[i], .hue = HUE_PER },
				    b = { .role = (uint8_t)states[k], .hue = HUE_LOC, .look = LOOK_BOLD };
			unsigned sa = theme_style(&t, &a).look & (LOOK_BOLD | LOOK_UNDERLINE | LOOK_REVERSE);
			unsigned sb = theme_style(&t, &b).look & (LOOK_BOLD | LOOK_UNDERLINE | LOOK_REVERSE);

			if (sa == sb)
				fail_msg("%s and %s look the same", role_name(states[i]), role_name(states[k]));
		}
	}
}

static void test_colour_numbers(void **state)
{
	struct colour c = { true, 0x5F87D7, 4, false }, red = { true, 0xCD0000, 9, true }, none = { 0 };

	(void)state;
	assert_int_equal(colour_number(&c, 256), 68);
	assert_int_equal(colour_number(&c, 16), 4);
	assert_int_equal(colour_number(&red, 256), 9);
	assert_int_equal(colour_number(&red, 8), 1);
	assert_int_equal(colour_number(&c, 0), -1);
	assert_int_equal(colour_number(&none, 256), -1);
	c.basic = -1;
	c.rgb = 0x111111;
	assert_int_equal(colour_number(&c, 8), 0);
	assert_int_equal(colour_number(&c, 256), 233);
}

static void test_backgrounds(void **state)
{
	static const struct {
		const char *answer;
		int rgb; /* -1: none */
	} answers[] = {
		{ "rgb:1e1e/2222/2a2a", 0x1E222A }, { "rgb:ff/ff/ff", 0xFFFFFF },
		{ "rgb:f/0/8", 0xFF0088 },	    { "rgba:0000/0000/0000/ffff", 0 },
		{ "#fdf6e3", 0xFDF6E3 },	    { "rgb:1e1e/2222", -1 },
		{ "rgb:xx/22/22", -1 },		    { "", -1 },
		{ "rgb:123456/1/1", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		uint32_t rgb = 0;
		bool got = colour_parse_answer(sv_of(answers[i].answer), &rgb);

		assert_int_equal(got, answers[i].rgb >= 0);
		if (got)
			assert_int_equal(rgb, answers[i].rgb);
	}
	assert_true(colour_is_dark(0x1E222A));
	assert_true(colour_is_dark(0x002B36));
	assert_false(colour_is_dark(0xFDF6E3));
	assert_int_equal(colour_fgbg("15;0"), 1);
	assert_int_equal(colour_fgbg("0;default;15"), 0);
	assert_int_equal(colour_fgbg("0;7"), 0);
	assert_int_equal(colour_fgbg("7;8"), 1);
	assert_int_equal(colour_fgbg("15;default"), -1);
	assert_int_equal(colour_fgbg(""), -1);
	assert_int_equal(colour_fgbg(NULL), -1);
}

static void test_own_file(void **state)
{
	char path[] = "/tmp/postil-theme-XXXXXX";
	static const char text[] = "[theme]\nextends = dark\n[colours]\nper = ff0000 red\nfoo = red\n"
				   "org = reddish\nloc = 00ff00 greenish\n[looks]\ncurrent = white on 222244 bold\n"
				   "headline = wavy\nfootline = bold\nannotation = italic loc\nodd\n";
	static const char *const said[] = { ":5: ", ":6: ", ":7: ", ":10: ", ":11: ", ":13: " };
	problem_vec problems = { 0 };
	struct cell c = { .role = ROLE_CURRENT, .hue = HUE_PER };
	struct theme t;
	struct style s;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
	close(fd);
	assert_true(theme_load(&t, path, NULL, &problems));
	assert_int_equal(problems.n, sizeof said / sizeof *said);
	for (size_t i = 0; i < problems.n; i++) {
		bool any = false;

		for (size_t k = 0; k < problems.n; k++)
			any = any || strstr(problems.v[k].text, said[i]);
		if (!any)
			fail_msg("nothing said of %s", said[i]);
	}
	s = theme_style(&t, &c);
	assert_true(s.bg.set && s.bg.rgb == 0x222244 && s.fg.is_basic && s.fg.basic == 7 && s.look == LOOK_BOLD);
	c.role = ROLE_ANNOTATION;
	c.hue = HUE_NONE;
	s = theme_style(&t, &c);
	assert_true(s.fg.set && s.fg.rgb == 0x00FF00 && s.look == LOOK_ITALIC);
	problems_fini(&problems);
	assert_false(theme_load(&t, "none-such", NULL, &problems));
	assert_int_equal(problems.n, 1);
	assert_true(t.hues[HUE_PER].set);
	problems_fini(&problems);
	unlink(path);
}

/* What lies in another mention is told from it by its underline, whatever the colours. */
static void test_nested(void **state)
{
	static const char *const names[] = { "mono", "default" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct theme t;
		struct cell outer = { .role = ROLE_ANNOTATION }, inner = { .role = ROLE_ANNOTATION, .look = LOOK_NESTED };
		struct cell found = { .role = ROLE_SUGGESTION }, in_it = { .role = ROLE_SUGGESTION, .look = LOOK_NESTED };

		assert_true(theme_load(&t, names[i], NULL, NULL));
		assert_int_equal(theme_style(&t, &outer).look ^ theme_style(&t, &inner).look, LOOK_UNDERLINE);
		assert_int_equal(theme_style(&t, &found).look ^ theme_style(&t, &in_it).look, LOOK_UNDERLINE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_states_without_colour),
		cmocka_unit_test(test_colour_numbers),
		cmocka_unit_test(test_backgrounds),
		cmocka_unit_test(test_own_file),
		cmocka_unit_test(test_nested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
