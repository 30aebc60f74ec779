/* test_text.c - opening an article: encodings, what is refused, what happens to
 * the file later; offsets and lines against counting byte by byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/text.h"

#define RANDOM_SEED 7
#include "tests/random.h"

static char dir[] = "/tmp/postil-text-XXXXXX";

static int setup(void **state)
{
	(void)state;
	return mkdtemp(dir) != NULL && chdir(dir) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(dir) == 0 ? 0 : -1;
}

static void put(const char *name, const char *bytes, size_t n)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void assert_holds(struct text *t, const char *want, size_t n)
{
	struct sv got;
	char *bytes = text_read_all(t, &got);

	assert_int_equal(got.n, n);
	assert_memory_equal(bytes, want, n);
	free(bytes);
}

/* « Été : 5 € » in each encoding, detected and declared, is the same text. */
static const struct {
	const char *bytes;
	size_t n;
	enum text_encoding enc;
	bool detected;      /* by ENC_AUTO as well */
	const char *want;
} encoded[] = {
#define BYTES(s) s, sizeof s - 1
	{ BYTES("\xC3\x89t\xC3\xA9 : 5 \xE2\x82\xAC"), ENC_UTF8, true, "Été : 5 €" },
	{ BYTES("\xEF\xBB\xBF\xC3\x89t\xC3\xA9 : 5 \xE2\x82\xAC"), ENC_UTF8, true, "Été : 5 €" },
	{ BYTES("\xC9t\xE9 : 5 \x80"), ENC_CP1252, true, "Été : 5 €" },
	{ BYTES("\xC9t\xE9 : 5 \xA4"), ENC_LATIN9, false, "Été : 5 €" },
	{ BYTES("\xC9t\xE9 : 5 \xA4"), ENC_LATIN1, false, "Été : 5 ¤" },
	{ BYTES("\xFF\xFE\xC9\0t\0\xE9\0 \0:\0 \0" "5\0 \0\xAC\x20"), ENC_UTF16LE, true, "Été : 5 €" },
	{ BYTES("\xFE\xFF\0\xC9\0t\0\xE9\0 \0:\0 \0" "5\0 \x20\xAC"), ENC_UTF16BE, true, "Été : 5 €" },
	{ BYTES("\xC9\0t\0\xE9\0 \0:\0 \0" "5\0 \0\xAC\x20"), ENC_UTF16LE, true, "Été : 5 €" },
	{ BYTES("\0\xC9\0t\0\xE9\0 \0:\0 \0" "5\0 \x20\xAC"), ENC_UTF16BE, true, "Été : 5 €" },
	/* the BOM wins over a declaration that it contradicts */
	{ BYTES("\xFE\xFF\0\xC9\0t"), ENC_UTF16LE, false, "Ét" },
	/* a cut unit and a lone surrogate: one substitute each */
	{ BYTES("\xFF\xFE\xC9\0\0\xD8t\0z"), ENC_UTF16LE, true, "É\xEF\xBF\xBDt\xEF\xBF\xBD" },
	/* ill-formed bytes in a text that has UTF-8 in it are kept as they are */
	{ BYTES("\xC3\x89t\xC3\xA9 \xFF \xC3\xA0"), ENC_UTF8, true, "\xC3\x89t\xC3\xA9 \xFF \xC3\xA0" },
	{ BYTES(""), ENC_UTF8, true, "" },
#undef BYTES
};

static void test_encodings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof encoded / sizeof *encoded; i++) {
		enum text_encoding as[] = { encoded[i].enc, ENC_AUTO };
		struct error err = { 0 };

		put("a", encoded[i].bytes, encoded[i].n);
		for (size_t k = 0; k < 1u + encoded[i].detected; k++) {
			struct text *t = text_open("a", as[k], &err);

			assert_non_null(t);
			assert_holds(t, encoded[i].want, strlen(encoded[i].want));
			if (as[k] == ENC_AUTO)
				assert_int_equal(text_encoding(t), encoded[i].enc);
			text_close(t);
		}
	}
	unlink("a");
}

/* A character cut by the buffer of the conversion. */
static void test_long_conversion(void **state)
{
	size_t n = 200001;
	char *utf16 = malloc(n * 2);
	struct str want;
	struct error err = { 0 };

	(void)state;
	assert_non_null(utf16);
	str_init(&want);
	for (size_t i = 0; i < n; i++) {
		utf16[2 * i] = (char)0xE9;
		utf16[2 * i + 1] = 0;
		str_adds(&want, "é");
	}
	put("a", utf16, n * 2);
	struct text *t = text_open("a", ENC_UTF16LE, &err);
	assert_non_null(t);
	assert_holds(t, want.p, want.n);
	text_close(t);
	str_fini(&want);
	free(utf16);
	unlink("a");
}

static void test_encoding_names(void **state)
{
	static const char *const names[] = { "utf8", "UTF-8", "latin1", "ISO-8859-15", "cp1252", "utf-16" };
	enum text_encoding enc;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_true(text_encoding_parse(names[i], &enc));
	for (int e = ENC_AUTO; e <= ENC_CP1252; e++) {
		assert_true(text_encoding_parse(text_encoding_name((enum text_encoding)e), &enc));
		assert_int_equal(enc, e);
	}
	assert_false(text_encoding_parse("klingon", &enc));
}

/* None of these may freeze or open; each says what it is. */
static void test_refused(void **state)
{
	static const struct {
		const char *name, *why;
	} cases[] = { { "dir", "directory" }, { "fifo", "named pipe" }, { "sock", "socket" },
		      { "/dev/null", "device" }, { "missing", "No such file" } };
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = "sock" };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(mkdir("dir", 0700), 0);
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_int_equal(bind(s, (struct sockaddr *)&at, sizeof at), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error err = { 0 };

		assert_null(text_open(cases[i].name, ENC_AUTO, &err));
		assert_non_null(strstr(err.msg, cases[i].name));
		if (strstr(err.msg, cases[i].why) == NULL)
			fail_msg("%s: wanted « %s »", err.msg, cases[i].why);
	}
	close(s);
	rmdir("dir");
	unlink("fifo");
	unlink("sock");
}

static void test_fate(void **state)
{
	struct error err = { 0 };
	char buf[16];

	(void)state;
	put("a", "0123456789", 10);
	struct text *t = text_open("a", ENC_UTF8, &err);
	assert_non_null(t);
	assert_int_equal(text_fate(t), TEXT_SAME);
	assert_int_equal(text_read(t, 4, buf, 3), 3);
	assert_memory_equal(buf, "456", 3);
	assert_int_equal(truncate("a", 6), 0);
	assert_int_equal(text_fate(t), TEXT_CHANGED);
	assert_int_equal(text_read(t, 4, buf, 5), 2); /* what there still is */
	assert_int_equal(text_view(t, 8, 2).n, 0);
	unlink("a");
	assert_int_equal(text_fate(t), TEXT_GONE);
	text_close(t);
}

/* ---- offsets and lines ---- */

static const char *const pieces[] = { "a", "mot ", "é", "’", "\xE2\x80\xAF", "日", "👩", "\n", "\r\n",
				      "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F", "fin.\n\n" };

/* Enough for several checkpoints of the index, now and then a long line. */
static void random_text(struct str *out)
{
	str_clear(out);
	while (out->n < 300000) {
		const char *p = pieces[random_below(sizeof pieces / sizeof *pieces)];

		for (unsigned n = random_below(2000) == 0 ? 70000 : 1; n > 0; n--)
			str_adds(out, *p == '\n' && n > 1 ? "x" : p);
	}
}

/* Code points and UTF-16 units before each byte, by decoding one after the other. */
struct naive {
	size_t at, codepoints, u16, line, line_start;
};

static void check_offsets(struct text *t, const struct naive *n)
{
	assert_int_equal(text_offset(t, n->at, OFFSET_CODEPOINT), n->codepoints);
	assert_int_equal(text_offset(t, n->at, OFFSET_UTF16), n->u16);
	assert_int_equal(text_offset(t, n->at, OFFSET_BYTE), n->at);
	assert_int_equal(text_byte(t, n->codepoints, OFFSET_CODEPOINT), n->at);
	assert_int_equal(text_byte(t, n->u16, OFFSET_UTF16), n->at);
	assert_int_equal(text_line_start(t, n->at), n->line_start);
	assert_int_equal(text_line_at(t, n->line), n->line_start);
}

static void check_text(struct text *t, const struct str *s)
{
	struct naive n = { .line = 1 };
	size_t next = 0;

	while (n.at < s->n) {
		uint32_t cp;
		size_t step = utf8_decode(s->p + n.at, s->n - n.at, &cp);

		if (n.at >= next) {
			check_offsets(t, &n);
			next = n.at + random_below(3000);
		}
		if (s->p[n.at] == '\n') {
			assert_int_equal(text_line_end(t, n.line_start), n.at);
			n.line++;
			n.line_start = n.at + 1;
		}
		n.at += step;
		n.codepoints++;
		n.u16 += cp >= 0x10000 ? 2 : 1;
	}
	check_offsets(t, &n);
	assert_int_equal(text_byte(t, n.codepoints + 10, OFFSET_CODEPOINT), s->n);
}

static void test_offsets(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	for (int round = 0; round < 6; round++) {
		struct error err = { 0 };

		random_text(&s);
		put("a", s.p, s.n);
		struct text *file = text_open("a", ENC_UTF8, &err);
		struct text *memory = text_from_memory("a", str_sv(&s));
		assert_non_null(file);
		if (round % 2 == 0) /* all of it was counted before */
			text_offset(file, s.n, OFFSET_CODEPOINT);
		check_text(file, &s);
		check_text(memory, &s);
		assert_int_equal(text_digest(file), text_digest(memory));
		text_close(file);
		text_close(memory);
	}
	str_fini(&s);
	unlink("a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),      cmocka_unit_test(test_long_conversion),
		cmocka_unit_test(test_encoding_names), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_fate),	       cmocka_unit_test(test_offsets),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
