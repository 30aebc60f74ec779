/* test_empty.c - an article without a word: every command and every key is harmless
 * there, and the page says that it is empty.
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

#include "app/command.h"
#include "tests/app/reader.h"

static const char *const texts[] = { "", "\n", " \n\n \t\n", "\r\n\xC2\xA0\r\n" };
static const unsigned sizes[][2] = { { 40, 10 }, { 80, 24 }, { 160, 48 } };

/* Nothing was annotated, the caret is in the text, the screen can be drawn. */
static void check(struct reader *r, const char *what)
{
	const struct doc *d = app_doc(r->a);

	app_settle(r->a);
	frame_draw(r->a, &r->f, r->a->w, r->a->h);
	if (book_count(d->book) > 0 || book_log_count(d->book) > 0)
		fail_msg("%s left an annotation of white space", what);
	assert_true(d->caret <= text_size(d->text) && d->top <= text_size(d->text));
}

static bool shows(struct reader *r, const char *words)
{
	struct str s;
	bool is;

	str_init(&s);
	frame_draw(r->a, &r->f, r->a->w, r->a->h);
	frame_dump(&r->f, true, false, &s);
	is = strstr(s.p, words) != NULL;
	str_fini(&s);
	return is;
}

static void test_says_so(void **state)
{
	struct reader r;

	(void)state;
	for (size_t t = 0; t < ARRAY_LEN(texts); t++)
		for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
			reader_init(&r, texts[t], sizes[s][0], sizes[s][1]);
			assert_true(shows(&r, "empty article"));
			assert_false(shows(&r, "¶0/0"));
			reader_fini(&r);
		}
	reader_init(&r, "\n\n.", 40, 10);
	assert_false(shows(&r, "empty article"));
	reader_fini(&r);
}

/* Every command with nothing, and with what each takes. */
static void test_commands(void **state)
{
	static const char *const args[] = {
		"", "PER", "QUOTE", "DIRECT", "INDIRECT", "QUANTITY", "all", "sight", "cluster entity", "entities", "quotes",
		"article", "next", "word", "number", "name", "quote", "clause", "sentence", "paragraph", "start out", "end in character",
		"value 3", "speaker", "mentions", "words", "order", "count", "progress", "up", "down", "word-back", "page-down",
		"bottom", "percent", "half-up", "3", "50%", "x", "width=40", "articles", "keep", "show",
	};
	/* after these modes */
	static const char *const before[] = { "", "select paragraph", "focus quotes", "history", "notes" };
	char line[128];

	(void)state;
	for (size_t t = 0; t < ARRAY_LEN(texts); t++)
		for (size_t i = 0; i < command_count(); i++) {
			const struct command *c = command_at(i);
			struct reader r;

			if (c->completer == COMPLETE_FILE || c->completer == COMPLETE_FORMAT)
				continue;
			reader_init(&r, texts[t], sizes[i % ARRAY_LEN(sizes)][0], sizes[i % ARRAY_LEN(sizes)][1]);
			for (size_t k = 0; k < ARRAY_LEN(args) * ARRAY_LEN(before); k++) {
				struct error err = { 0 };

				if (*before[k % ARRAY_LEN(before)])
					app_run(r.a, sv_of(before[k % ARRAY_LEN(before)]), &err);
				snprintf(line, sizeof line, "%s %s", c->name, args[k / ARRAY_LEN(before)]);
				err = (struct error){ 0 };
				if (!app_run(r.a, sv_of(line), &err))
					assert_true(*err.msg);
				if (k % 7 == 0)
					check(&r, line);
				r.a->quit = r.a->suspend = false;
				for (int n = 0; n < 3; n++)
					app_feed(r.a, (struct key){ .sym = KEYSYM_ESC });
			}
			check(&r, c->name);
			reader_fini(&r);
		}
}

/* Every sequence of every mode, by itself and after a selection. */
static void test_keys(void **state)
{
	(void)state;
	for (size_t t = 0; t < ARRAY_LEN(texts); t++) {
		struct reader r;

		reader_init(&r, texts[t], sizes[t % ARRAY_LEN(sizes)][0], sizes[t % ARRAY_LEN(sizes)][1]);
		for (size_t i = 0; i < keymap_count(r.keymap) * 2; i++) {
			const struct binding *b = keymap_at(r.keymap, i / 2);

			if (i % 2)
				app_feed(r.a, (struct key){ .cp = 'v' });
			for (size_t k = 0; k < b->n; k++)
				app_feed(r.a, b->keys[k]);
			check(&r, b->command);
			r.a->quit = r.a->suspend = false;
			for (int n = 0; n < 4; n++)
				app_feed(r.a, (struct key){ .sym = KEYSYM_ESC });
		}
		reader_fini(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_says_so),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
