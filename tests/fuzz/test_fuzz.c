/* test_fuzz.c - what reads foreign bytes, fed with broken ones: sidecar records,
 * settings and keymaps, texts of any encoding with layout and extraction.
 *
 * Kept inputs stand in tests/fuzz/corpus/TARGET; each is tried as it is, then
 * mutated (bytes flipped, stretches cut, doubled, spliced with others) from a
 * fixed seed. In the suite that is a short run; `make fuzz SECONDS=600` goes on
 * for so long with each target, with sanitizers and a seed of the clock, and
 * leaves the last input in /tmp/postil-fuzz-TARGET when one crashes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <time.h>

#include <cmocka.h>
#include <xxhash.h>

#include "app/ini.h"
#include "app/keymap.h"
#include "app/options.h"
#include "app/problem.h"
#include "extract/extract.h"
#include "format/format.h"
#include "store/record.h"
#include "text/layout.h"

#define INPUT_MAX 20000
#define SHORT_RUN 1500 /* mutations a target */

static uint64_t seed = 20261124;

static uint32_t random_below(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return n ? (uint32_t)((seed >> 33) % n) : 0;
}

/* ---- targets ---- */

/* The line with a check value that is right again, so that its fields are read. */
static struct sv mended(struct sv line, struct str *out)
{
	struct sv body = line;

	while (body.n > 0 && body.p[body.n - 1] != '~')
		body.n--;
	body.n = body.n > 1 ? body.n - 2 : line.n;
	str_clear(out);
	str_add(out, sv_cut(line, 0, body.n));
	str_addf(out, "\t~%08x", (unsigned)XXH32(body.p, body.n, 0));
	return str_sv(out);
}

/* What is read is written again and read the same. */
static void feed_sidecar(struct sv all)
{
	struct sv line;
	struct str mend;
	struct arena arena;
	struct str out, again;

	arena_init(&arena);
	str_init(&mend);
	str_init(&out);
	str_init(&again);
	while (sv_next(&all, '\n', &line)) {
		struct op op;
		struct header h;

		record_read(line, &op, &h, &arena);
		if (record_read(mended(line, &mend), &op, &h, &arena) != RECORD_OP)
			continue;
		str_clear(&out);
		record_write(&op, TEXT_UNKNOWN, &out);
		assert_int_equal(record_read(sv_cut(str_sv(&out), 0, out.n - 1), &op, &h, &arena), RECORD_OP);
		str_clear(&again);
		record_write(&op, TEXT_UNKNOWN, &again);
		assert_true(sv_eq(str_sv(&out), str_sv(&again)));
	}
	str_fini(&mend);
	str_fini(&out);
	str_fini(&again);
	arena_fini(&arena);
}

static void feed_settings(struct sv all)
{
	struct ini ini = { 0 };
	problem_vec problems = { 0 };
	struct keymap *m = keymap_parse(all, "fuzz", NULL, &problems);

	keymap_free(m);
	ini_parse(&ini, all, "fuzz", &problems);
	ini_fini(&ini);
	problems_fini(&problems);
}

/* Spans lie in the text, in order; rows cover it; TSV reads back. */
static void feed_text(struct sv all)
{
	struct extract_opts o = { 0 };
	struct layout_opts l = { .width = 1 + random_below(50), .tab = 8, .wrap_words = true };
	struct format_opts f = { .unit = OFFSET_CODEPOINT };
	struct text *t = text_from_memory("fuzz", all);
	struct row r = layout_row(t, &l, 0);
	struct mentions m;
	struct str cell, back;

	while (layout_next(t, &l, &r, &r))
		continue;
	assert_int_equal(r.bytes.end, all.n);
	str_init(&cell);
	str_init(&back);
	extract(all, &o, &m);
	for (size_t i = 0; i < m.all.n; i++) {
		const struct mention *x = &m.all.v[i];
		struct format_row row = { .id = "1", .kind = x->kind, .tag = x->tag, .span = x->span,
					  .text = sv_span(all, x->span) };

		assert_true(x->span.start < x->span.end && x->span.end <= all.n);
		assert_true(i == 0 || m.all.v[i - 1].span.start <= x->span.start);
		str_clear(&cell);
		format_find(SV("tsv"))->row(&row, "fuzz", t, &f, &cell);
		str_clear(&cell);
		str_clear(&back);
		tsv_escape(row.text, &cell);
		tsv_unescape(str_sv(&cell), &back);
	}
	mentions_fini(&m);
	str_fini(&cell);
	str_fini(&back);
	text_close(t);
}

struct target {
	const char *name;
	void (*feed)(struct sv bytes);
};

static const struct target targets[] = {
	{ "sidecar", feed_sidecar },
	{ "settings", feed_settings },
	{ "text", feed_text },
};

/* ---- the driver ---- */

struct corpus {
	VEC(struct str) all;
};

static void corpus_read(struct corpus *c, const char *target)
{
	char path[512];
	struct dirent *e;

	snprintf(path, sizeof path, "tests/fuzz/corpus/%s", target);
	DIR *d = opendir(path);
	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		struct str s;
		char buf[INPUT_MAX];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "tests/fuzz/corpus/%s/%s", target, e->d_name);
		FILE *f = fopen(path, "rb");
		assert_non_null(f);
		size_t n = fread(buf, 1, sizeof buf, f);
		fclose(f);
		str_init(&s);
		str_add(&s, (struct sv){ buf, n });
		vec_push(&c->all, s);
	}
	closedir(d);
	assert_true(c->all.n > 0);
}

static void mutate(const struct corpus *c, struct str *s)
{
	static const char *const bits[] = { "\xFF", "\xC2\xA0", "\t", "\n", "«", "»", "'", "\"", "=", "\\",
					    "\xF0\x9F", "999999999999999999999", "-", "é", "\xE2\x80\xAE",
					    "un ", " millions", "[", ",", "\r\n", "<", ">", "%", " dit-il" };
	const struct str *from = &c->all.v[random_below(c->all.n)];
	struct str other;

	str_clear(s);
	str_add(s, str_sv(from));
	str_init(&other);
	for (unsigned n = 1 + random_below(6); n > 0; n--) {
		size_t at = random_below(s->n + 1), len = random_below(40);
		struct sv all = str_sv(s);

		str_clear(&other);
		switch (random_below(5)) {
		case 0: /* a byte is another */
			if (at < s->n)
				s->p[at] = (char)random_below(256);
			continue;
		case 1: /* a stretch is cut out */
			str_add(&other, sv_cut(all, 0, at));
			str_add(&other, sv_cut(all, at + len, all.n));
			break;
		case 2: /* ... or stands there twice */
			str_add(&other, sv_cut(all, 0, at + len));
			str_add(&other, sv_cut(all, at, all.n));
			break;
		case 3: /* something bad in between */
			str_add(&other, sv_cut(all, 0, at));
			str_adds(&other, bits[random_below(ARRAY_LEN(bits))]);
			str_add(&other, sv_cut(all, at, all.n));
			break;
		default: { /* goes on with another input */
			const struct str *tail = &c->all.v[random_below(c->all.n)];
			str_add(&other, sv_cut(all, 0, at));
			str_add(&other, sv_cut(str_sv(tail), random_below(tail->n + 1), tail->n));
			break;
		}
		}
		str_clear(s);
		str_add(s, sv_cut(str_sv(&other), 0, INPUT_MAX));
	}
	str_fini(&other);
}

static void keep_input(const char *target, const struct str *s)
{
	char path[128];

	snprintf(path, sizeof path, "/tmp/postil-fuzz-%s", target);
	FILE *f = fopen(path, "wb");
	if (f) {
		fwrite(s->p, 1, s->n, f);
		fclose(f);
	}
}

static void run_target(const struct target *t)
{
	const char *seconds = getenv("FUZZ_SECONDS");
	time_t end = time(NULL) + (seconds ? atoi(seconds) : 0);
	struct corpus c = { 0 };
	struct str s;
	unsigned long tried = 0;

	str_init(&s);
	corpus_read(&c, t->name);
	if (seconds)
		seed = (uint64_t)time(NULL);
	for (size_t i = 0; i < c.all.n; i++)
		t->feed(str_sv(&c.all.v[i]));
	while (seconds ? time(NULL) < end : tried < SHORT_RUN) {
		mutate(&c, &s);
		if (seconds)
			keep_input(t->name, &s);
		t->feed(str_sv(&s));
		tried++;
	}
	if (seconds)
		print_message("%s: %lu inputs\n", t->name, tried);
	for (size_t i = 0; i < c.all.n; i++)
		str_fini(&c.all.v[i]);
	vec_fini(&c.all);
	str_fini(&s);
}

static void test_sidecar(void **state)
{
	(void)state;
	run_target(&targets[0]);
}

static void test_settings(void **state)
{
	(void)state;
	run_target(&targets[1]);
}

static void test_text(void **state)
{
	(void)state;
	run_target(&targets[2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sidecar),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
