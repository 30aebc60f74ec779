/* test_sidecar.c - the sidecar and its neighbours under strain: two processes that
 * save in turn, whole copies, what is no sidecar, and cells of any bytes through
 * TSV and back. SAVES= and CELLS= make it long.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "annotate/book.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "format/read.h"
#include "store/sidecar.h"

#define RANDOM_SEED 11
#include "tests/random.h"

static unsigned many(const char *name, unsigned otherwise)
{
	const char *s = getenv(name);

	return s ? (unsigned)strtoul(s, NULL, 10) : otherwise;
}

static uint64_t digest(void *ctx)
{
	(void)ctx;
	return 42;
}

static const struct sidecar_text article = { digest, NULL, NULL, 1000 };

/* Until nobody holds the lock of the sidecar; the next one may be faster than we are. */
static void wait_for_lock(const char *path)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0 || fcntl(fd, F_OFD_SETLKW, &l) != 0)
		_exit(4);
	close(fd); /* which gives it back */
}

/* Opens, adds one, closes; the other one's lock is waited for. Returns how often it was
 * met; an answer that is neither ends the process. */
static unsigned save_one(const char *path, size_t at)
{
	unsigned met = 0;

	for (;; met++) {
		struct book *b = book_new("test");
		struct sidecar_report report;
		struct error err = { 0 };
		struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);
		struct annotation a = { .kind = KIND_ENTITY, .tag = "PER", .origin = "user",
					.at = { { at, at + 1 }, "x", "", "", TEXT_THIS } };

		if (!s || report.torn || report.bad_lines)
			_exit(3);
		bool ok = !report.locked;
		if (ok) {
			book_set_sink(b, sidecar_sink, s);
			book_add(b, &a, &err);
			ok = book_unsaved(b) == 0;
		}
		sidecar_close(s);
		book_free(b);
		if (ok)
			return met;
		wait_for_lock(path);
	}
}

static void test_two_writers(void **state)
{
	char path[] = "/tmp/postil-two-XXXXXX.postil";
	unsigned each = many("SAVES", 120);
	struct sidecar_report report;
	struct error err = { 0 };
	pid_t child[2];

	(void)state;
	close(mkstemps(path, 7));
	unlink(path);
	for (size_t k = 0; k < 2; k++) {
		child[k] = fork();
		if (child[k] == 0) {
			for (unsigned i = 0; i < each; i++)
				save_one(path, k * 100000 + i);
			_exit(0);
		}
	}
	for (size_t k = 0; k < 2; k++) {
		int status;

		assert_int_equal(waitpid(child[k], &status, 0), child[k]);
		assert_int_equal(status, 0);
	}
	struct book *b = book_new("test");
	struct sidecar *s = sidecar_open(path, SIDECAR_READONLY, &article, b, &report, &err);

	assert_non_null(s);
	assert_int_equal(book_count(b), 2 * each);
	for (unsigned i = 0; i < each; i++) {
		assert_int_equal(book_at(b, i)->at.span.start, i);
		assert_int_equal(book_at(b, each + i)->at.span.start, 100000 + i);
	}
	assert_int_equal(report.bad_lines, 0);
	assert_int_equal(report.headers, 1);
	sidecar_close(s);
	book_free(b);
	unlink(path);
}

/* Opens bytes as a sidecar. NULL: refused. */
static struct book *open_bytes(struct sv bytes, struct sidecar_report *report)
{
	char path[] = "/tmp/postil-bad-XXXXXX.postil";
	int fd = mkstemps(path, 7);
	struct error err = { 0 };
	struct book *b = book_new("test");

	assert_int_equal(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
	close(fd);
	struct sidecar *s = sidecar_open(path, SIDECAR_READONLY, &article, b, report, &err);

	unlink(path);
	if (!s) {
		assert_true(strstr(err.msg, path) != NULL);
		book_free(b);
		return NULL;
	}
	sidecar_close(s);
	return b;
}

/* A whole copy is the book; with a line garbled it is the book without that line, and
 * the line is named. */
static void test_copy_and_damage(void **state)
{
	struct book *b = book_new("test");
	struct sidecar_report report;
	struct str all;

	(void)state;
	str_init(&all);
	for (size_t i = 0; i < 20; i++) {
		struct annotation a = { .kind = KIND_ENTITY, .tag = "PER", .origin = "user",
					.at = { { i, i + 1 }, "x", "", "", TEXT_THIS } };
		book_add(b, &a, NULL);
	}
	sidecar_copy(b, &article, &all);
	struct book *c = open_bytes(str_sv(&all), &report);

	assert_int_equal(book_count(c), 20);
	assert_false(report.text_changed);
	book_free(c);
	for (size_t i = 0; i + 1 < all.n; i++) {
		char keep = all.p[i];

		if (keep == '\n')
			continue;
		all.p[i] = keep == 'Q' ? 'R' : i % 3 ? 'Q' : '\0';
		c = open_bytes(str_sv(&all), &report);
		assert_non_null(c);
		assert_int_equal(report.bad_lines, 1);
		size_t line = 1;
		for (size_t k = 0; k < i; k++)
			line += all.p[k] == '\n';
		assert_int_equal(report.first_bad, line);
		assert_int_equal(book_count(c), line == 1 ? 20 : 19);
		book_free(c);
		all.p[i] = keep;
	}
	str_fini(&all);
	book_free(b);
}

static void test_no_sidecar(void **state)
{
	static const char *const no[] = { "Le conseil municipal se réunit jeudi.\n", "\n", "{\"a\":1}\n", "add\tid=1\n", "~00000000\n" };
	struct sidecar_report report;
	struct str line;

	(void)state;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_null(open_bytes(sv_of(no[i]), &report));
	str_init(&line);
	for (size_t i = 0; i < 3000000; i++)
		str_addc(&line, 'x');
	assert_null(open_bytes(str_sv(&line), &report));
	str_fini(&line);
	struct book *b = open_bytes(SV(""), &report);

	assert_non_null(b);
	book_free(b);
}

static void random_cell(struct str *out)
{
	static const char *const parts[] = { "\t", "\n", "\r", "\\", "\\t", "\"", "=", "é", "😀", "a", "2", " ", ",", "'", "\xE2\x80\xA8", "x\\", "+", "-",
					     "\x7F", "\x01", "\xC2\x85", "\xE2\x80\xAE", "\xFF", "plain words, ", "« été »" };

	str_clear(out);
	for (uint32_t n = random_below(9); n > 0; n--)
		str_adds(out, parts[random_below(sizeof parts / sizeof *parts)]);
}

/* No control, no override of the direction, no ill-formed byte. */
static bool is_safe(const struct str *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if ((unsigned char)s->p[i] < ' ' || s->p[i] == 0x7F)
			return false;
	}
	return utf8_valid(str_sv(s)) && !strstr(s->p, "\xC2\x85") && !strstr(s->p, "\xE2\x80\xAE");
}

/* What was written as TSV is read back as it was, whatever the cells hold. */
static void test_cells(void **state)
{
	struct str cell, out, back;
	unsigned cells = many("CELLS", 40000);

	(void)state;
	str_init(&cell);
	str_init(&out);
	str_init(&back);
	for (unsigned i = 0; i < cells; i++) {
		random_cell(&cell);
		str_clear(&out);
		str_clear(&back);
		escape_add(str_sv(&cell), &out);
		assert_true(is_safe(&out));
		unescape_add(str_sv(&out), &back);
		assert_true(sv_eq(str_sv(&cell), str_sv(&back)));
	}
	str_fini(&cell);
	str_fini(&out);
	str_fini(&back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_writers),
		cmocka_unit_test(test_copy_and_damage),
		cmocka_unit_test(test_no_sidecar),
		cmocka_unit_test(test_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
