/* test_book.c - properties of the fold: whatever was done, undoing all of it
 * is the beginning again, redoing all of it the end; and what the sidecar
 * kept is the state, read back by another process or session.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "annotate/book.h"
#include "store/sidecar.h"

#define RANDOM_SEED 0
#include "tests/random.h"

static int64_t fixed_clock(void *ctx)
{
	(void)ctx;
	return 1764000000;
}

/* The whole state as text. */
static void describe(const struct book *b, struct str *out)
{
	const struct link *links;
	size_t n = book_links(b, &links);

	str_clear(out);
	for (size_t i = 0; i < book_count(b); i++) {
		const struct annotation *a = book_at(b, i);
		str_addf(out, "%016llx %zu-%zu %s %s %s %s %s %s %s",
			 (unsigned long long)a->id, a->at.span.start, a->at.span.end, a->at.exact,
			 kind_name(a->kind), a->tag, status_name(a->status),
			 a->note ? a->note : "-", a->origin, a->annotator);
		for (int k = 0; k < ATTR_COUNT; k++)
			str_addf(out, " %s", a->attr[k] ? a->attr[k] : "-");
		str_addc(out, '\n');
	}
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%016llx -%s-> %016llx\n", (unsigned long long)links[i].from,
			 links[i].name, (unsigned long long)links[i].to);
}

static uint64_t some(const struct book *b)
{
	size_t n = book_count(b);

	return n ? book_at(b, random_below((uint32_t)n))->id : 0;
}

static const char *const words[] = { "Deir Ezzor", "l'OSDH", "75 civils", "« a\tb\nc »", "œuvre",
				     "\\", "", "\xF0\x9F\x8D\xA9", "x=y" };

static const char *word(void)
{
	return words[random_below(sizeof words / sizeof *words)];
}

static void add_one(struct book *b)
{
	static const enum kind kinds[] = { KIND_ENTITY, KIND_FIGURE, KIND_DATE, KIND_QUOTE };
	struct annotation a = { .origin = random_below(2) ? "user" : "extracted" };
	size_t start = random_below(1000);

	a.kind = kinds[random_below(4)];
	a.tag = random_below(2) ? "ORG" : "PER";
	a.at = (struct anchor){ { start, start + 1 + random_below(30) }, word(), word(), word(), TEXT_THIS };
	a.status = (enum status)random_below(3);
	if (random_below(3) == 0)
		a.attr[random_below(ATTR_COUNT)] = word();
	book_add(b, &a, NULL);
}

static void change(struct book *b)
{
	uint64_t id = some(b), other = some(b);
	struct anchor at = { { random_below(900), 950 }, "corrigé", "avant", "après", TEXT_THIS };

	if (!id) {
		add_one(b);
		return;
	}
	switch (random_below(9)) {
	case 0: book_remove(b, id, NULL); break;
	case 1: book_set_tag(b, id, KIND_ENTITY, random_below(2) ? "LOC" : "MISC", NULL); break;
	case 2: book_set_status(b, id, (enum status)random_below(3), NULL); break;
	case 3: book_set_span(b, id, &at, PLACED_KEPT, NULL); break;
	case 4: book_set_attr(b, id, (enum attr)random_below(ATTR_COUNT), word(), NULL); break;
	case 5: book_set_note(b, id, word(), NULL); break;
	case 6: book_link(b, id, other, "speaker", NULL); break;
	case 7: book_unlink(b, id, other, NULL); break;
	default: add_one(b); break;
	}
}

/* One step of one or several changes; or undo, or redo. */
static void act(struct book *b, bool with_undo)
{
	unsigned what = random_below(10);

	if (with_undo && what == 0) {
		book_undo(b, NULL);
	} else if (with_undo && what == 1) {
		book_redo(b, NULL);
	} else if (what == 2) {
		book_begin(b);
		for (unsigned i = random_below(5); i > 0; i--)
			change(b);
		book_end(b, NULL);
	} else if (what < 5) {
		add_one(b);
	} else {
		change(b);
	}
}

static void test_undo_all_is_the_beginning(void **state)
{
	struct str at[62], now;

	(void)state;
	for (seed = 1; seed < 60 * 7919u; seed += 7919) {
		uint32_t keep = seed;
		struct book *b = book_new("test");
		size_t steps = 0;

		book_set_clock(b, fixed_clock, NULL);
		str_init(&at[0]);
		describe(b, &at[0]);
		for (int i = 0; i < 60; i++) {
			act(b, false);
			str_init(&now);
			describe(b, &now);
			/* a step that changed nothing may be no step */
			if (strcmp(now.p ? now.p : "", at[steps].p ? at[steps].p : "") != 0)
				at[++steps] = now;
			else
				str_fini(&now);
		}
		str_init(&now);
		for (int i = 0; book_can_undo(b) && i < 1000; i++)
			assert_true(book_undo(b, NULL));
		describe(b, &now);
		assert_string_equal(now.p ? now.p : "", at[0].p ? at[0].p : "");
		assert_false(book_undo(b, NULL));
		while (book_can_redo(b))
			assert_true(book_redo(b, NULL));
		describe(b, &now);
		assert_string_equal(now.p, at[steps].p);
		for (size_t i = 0; i <= steps; i++)
			str_fini(&at[i]);
		str_fini(&now);
		book_free(b);
		seed = keep;
	}
}

/* Back or forth to anywhere, beside the order of undo and redo. */
static void wander(struct book *b)
{
	size_t n = book_log_count(b);
	uint64_t step = n ? book_log_at(b, random_below((uint32_t)n))->step : 0;

	switch (n ? random_below(12) : 11) {
	case 0: book_undo_step(b, step, NULL); break;
	case 1: book_redo_step(b, step, NULL); break;
	case 2: book_restore(b, random_below((uint32_t)n + 1), NULL); break;
	case 3: book_undo(b, NULL); break;
	case 4: book_redo(b, NULL); break;
	default: act(b, true); break;
	}
}

/* What the records leave one after the other is what they leave from the beginning; and
 * ids that are not said to be touched are as before. */
static void test_one_by_one_is_the_fold(void **state)
{
	struct str as_is, anew;

	(void)state;
	str_init(&as_is);
	str_init(&anew);
	for (unsigned round = 1; round < 40; round++) {
		struct book *b = book_new("test");

		seed = round * 104729u;
		book_set_clock(b, fixed_clock, NULL);
		for (int i = 0; i < 120; i++) {
			struct book *whole;

			wander(b);
			if (i % 7)
				continue;
			whole = book_new("test");
			for (size_t k = 0; k < book_log_count(b); k++)
				book_replay(whole, book_log_at(b, (k * 31 + round) % book_log_count(b)));
			for (size_t k = 0; k < book_log_count(b); k++) /* those that 31 passes over, and others twice */
				book_replay(whole, book_log_at(b, k));
			book_fold(whole);
			describe(b, &as_is);
			describe(whole, &anew);
			assert_string_equal(as_is.p ? as_is.p : "", anew.p ? anew.p : "");
			assert_int_equal(book_can_undo(b), book_can_undo(whole));
			assert_int_equal(book_can_redo(b), book_can_redo(whole));
			for (size_t k = 1; k < book_count(b); k++) {
				assert_true(book_at(b, k - 1)->at.span.start <= book_at(b, k)->at.span.start);
				assert_ptr_equal(book_find(b, book_at(b, k)->id), book_at(b, k));
			}
			book_free(whole);
		}
		book_free(b);
	}
	str_fini(&as_is);
	str_fini(&anew);
}

static bool is_touched(const id_vec *ids, uint64_t id)
{
	for (size_t i = 0; i < ids->n; i++)
		if (ids->v[i] == id)
			return true;
	return false;
}

static void test_what_is_touched(void **state)
{
	VEC(struct annotation) before = { 0 };
	id_vec ids = { 0 };

	(void)state;
	for (seed = 5; seed < 60 * 7919u; seed += 7919) {
		struct book *b = book_new("test");

		book_set_clock(b, fixed_clock, NULL);
		for (int i = 0; i < 40; i++) {
			struct book_mark mark = book_mark(b);

			vec_clear(&before);
			vec_clear(&ids);
			for (size_t k = 0; k < book_count(b); k++)
				vec_push(&before, *book_at(b, k));
			wander(b);
			assert_true(book_touched(b, mark, 100000, &ids));
			for (size_t k = 0; k < before.n; k++) {
				const struct annotation *now = book_find(b, before.v[k].id);

				if (!is_touched(&ids, before.v[k].id))
					assert_true(now && memcmp(now, &before.v[k], sizeof *now) == 0);
			}
			for (size_t k = 0; k < book_count(b); k++) {
				bool was = false;

				for (size_t j = 0; j < before.n && !was; j++)
					was = before.v[j].id == book_at(b, k)->id;
				assert_true(was || is_touched(&ids, book_at(b, k)->id));
			}
			size_t n = ids.n;
			vec_clear(&ids);
			assert_true(n == 0 || !book_touched(b, mark, n - 1, &ids));
		}
		book_fold(b);
		assert_false(book_touched(b, (struct book_mark){ 0, 0 }, 100000, &ids));
		book_free(b);
	}
	vec_fini(&before);
	vec_fini(&ids);
}

static uint64_t digest(void *ctx)
{
	(void)ctx;
	return 42;
}

static const struct sidecar_text article = { digest, NULL, NULL, 1000 };

static void test_save_and_load_is_the_state(void **state)
{
	char path[] = "/tmp/postil-test-XXXXXX.postil";
	int fd = mkstemps(path, 7);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	for (seed = 3; seed < 25 * 104729u; seed += 104729) {
		uint32_t keep = seed;
		struct sidecar_report report;
		struct error err = { 0 };
		struct str want, got;

		unlink(path);
		str_init(&want);
		str_init(&got);
		for (int session = 0; session < 4; session++) {
			struct book *b = book_new(session % 2 ? "léa" : "paul");
			struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);

			assert_non_null(s);
			assert_int_equal(report.bad_lines, 0);
			assert_false(report.torn);
			describe(b, &got);
			assert_string_equal(got.p ? got.p : "", want.p ? want.p : "");
			book_set_sink(b, sidecar_sink, s);
			book_set_clock(b, fixed_clock, NULL);
			for (int i = 0; i < 12; i++)
				act(b, true);
			assert_int_equal(book_unsaved(b), 0);
			describe(b, &want);
			sidecar_close(s);
			book_free(b);
		}
		/* and back to the beginning across all sessions */
		struct book *b = book_new("paul");
		struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);

		book_set_sink(b, sidecar_sink, s);
		while (book_can_undo(b))
			assert_true(book_undo(b, NULL));
		assert_int_equal(book_count(b), 0);
		sidecar_close(s);
		book_free(b);
		str_fini(&want);
		str_fini(&got);
		seed = keep;
	}
	unlink(path);
}

/* A sidecar cut anywhere opens: whole lines before the cut are the state. */
static void test_torn_anywhere(void **state)
{
	char path[] = "/tmp/postil-torn-XXXXXX.postil";
	int fd = mkstemps(path, 7);
	struct sidecar_report report;
	struct error err = { 0 };
	char bytes[16384];

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	seed = 77;
	struct book *b = book_new("test");
	struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);

	book_set_sink(b, sidecar_sink, s);
	for (int i = 0; i < 20; i++)
		act(b, true);
	sidecar_close(s);
	book_free(b);
	FILE *f = fopen(path, "rb");
	size_t n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	assert_true(n > 200 && n < sizeof bytes);
	size_t lines = 0;
	for (size_t cut = 0; cut < n; cut++) {
		f = fopen(path, "wb");
		fwrite(bytes, 1, cut, f);
		fclose(f);
		b = book_new("test");
		s = sidecar_open(path, 0, &article, b, &report, &err);
		assert_non_null(s);
		assert_int_equal(report.bad_lines, 0);
		/* one more record with every line that is whole */
		assert_true(report.records >= lines);
		assert_true(report.records <= lines + 1);
		lines = report.records;
		struct annotation a = { .kind = KIND_ENTITY, .tag = "PER", .origin = "user",
					.at = { { 1, 5 }, "Léa", "", "", TEXT_THIS } };
		book_set_sink(b, sidecar_sink, s);
		book_add(b, &a, &err);
		size_t count = book_count(b);
		sidecar_close(s);
		book_free(b);
		/* what is written behind a tear is read */
		b = book_new("test");
		s = sidecar_open(path, SIDECAR_READONLY, &article, b, &report, &err);
		assert_int_equal(book_count(b), count);
		assert_false(report.torn);
		sidecar_close(s);
		book_free(b);
	}
	unlink(path);
}

#define STEPS 7

/* Steps of 0, 1, 2 records, a restored state, its undo, 5 and 6 records: what the book is
 * after each, and how long the sidecar. */
static void write_steps(const char *path, struct str states[STEPS], size_t ends[STEPS])
{
	struct sidecar_report report;
	struct error err = { 0 };
	struct book *b = book_new("test");
	struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);
	struct stat st = { 0 };

	book_set_sink(b, sidecar_sink, s);
	for (size_t step = 0; step < STEPS; step++) {
		struct annotation a = { .kind = KIND_ENTITY, .tag = "PER", .origin = "user",
					.at = { { step, 9 }, "Léa", "", "", TEXT_THIS } };

		if (step == 3)
			assert_true(book_restore(b, 1, &err));
		else if (step == 4)
			assert_true(book_undo(b, &err));
		book_begin(b);
		for (size_t i = 0; i < step && step != 3 && step != 4; i++)
			book_add(b, &a, &err);
		assert_true(book_end(b, &err));
		str_init(&states[step]);
		describe(b, &states[step]);
		stat(path, &st);
		ends[step] = (size_t)st.st_size;
	}
	sidecar_close(s);
	book_free(b);
}

/* What is written behind a cut, then read, holds nothing of the cut step. */
static void write_behind(const char *path, struct book *b, struct sidecar *s)
{
	struct sidecar_report report;
	struct error err = { 0 };
	struct annotation a = { .kind = KIND_ENTITY, .tag = "ORG", .origin = "user", .at = { { 1, 5 }, "x", "", "", TEXT_THIS } };
	size_t count;

	book_set_sink(b, sidecar_sink, s);
	book_add(b, &a, &err);
	count = book_count(b);
	sidecar_close(s);
	book_free(b);
	b = book_new("test");
	s = sidecar_open(path, SIDECAR_READONLY, &article, b, &report, &err);
	assert_int_equal(book_count(b), count);
	assert_int_equal(report.cut + report.bad_lines, 0);
	sidecar_close(s);
	book_free(b);
}

/* A step of several records, and a restored state, cut anywhere: all of it or nothing. */
static void test_a_cut_step_is_no_step(void **state)
{
	char path[] = "/tmp/postil-step-XXXXXX.postil", bytes[16384];
	int fd = mkstemps(path, 7);
	struct str states[STEPS], now;
	size_t ends[STEPS], n;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	str_init(&now);
	write_steps(path, states, ends);
	FILE *f = fopen(path, "rb");
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	assert_true(n > 1000 && n < sizeof bytes && n == ends[STEPS - 1]);
	for (size_t cut = ends[1]; cut <= n; cut++) {
		struct book *b = book_new("test");
		struct sidecar_report report;
		struct error err = { 0 };
		size_t whole = 0;

		f = fopen(path, "wb");
		fwrite(bytes, 1, cut, f);
		fclose(f);
		while (whole + 1 < STEPS && ends[whole + 1] <= cut + 1) /* a missing newline alone is no loss */
			whole++;
		struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);
		describe(b, &now);
		assert_string_equal(now.p ? now.p : "", states[whole].p ? states[whole].p : "");
		assert_true(report.torn == (cut > ends[whole]));
		write_behind(path, b, s);
	}
	for (size_t i = 0; i < STEPS; i++)
		str_fini(&states[i]);
	str_fini(&now);
	unlink(path);
}

/* A line of a step that was damaged later takes only itself away. */
static void test_damage_in_a_step(void **state)
{
	char path[] = "/tmp/postil-hurt-XXXXXX.postil", bytes[8192];
	int fd = mkstemps(path, 7);
	struct sidecar_report report;
	struct error err = { 0 };
	struct annotation a = { .kind = KIND_ENTITY, .tag = "PER", .origin = "user", .at = { { 1, 5 }, "Léa", "", "", TEXT_THIS } };

	(void)state;
	close(fd);
	unlink(path);
	struct book *b = book_new("test");
	struct sidecar *s = sidecar_open(path, 0, &article, b, &report, &err);

	book_set_sink(b, sidecar_sink, s);
	book_begin(b);
	for (int i = 0; i < 4; i++)
		book_add(b, &a, &err);
	book_end(b, &err);
	sidecar_close(s);
	book_free(b);
	FILE *f = fopen(path, "rb+");
	size_t n = fread(bytes, 1, sizeof bytes - 1, f);
	bytes[n] = '\0';
	char *third = strstr(strstr(strstr(bytes, "\nadd") + 1, "\nadd") + 1, "\nadd") + 9;
	fseek(f, third - bytes, SEEK_SET);
	fputc('?', f);
	fclose(f);
	b = book_new("test");
	s = sidecar_open(path, 0, &article, b, &report, &err);
	assert_int_equal(book_count(b), 3);
	assert_int_equal(report.bad_lines, 1);
	assert_int_equal(report.cut, 0);
	sidecar_close(s);
	book_free(b);
	unlink(path);
}

static double load_time(size_t steps)
{
	struct book *b = book_new("test");
	struct timespec from, to;

	for (size_t i = 0; i < 30000; i++) {
		struct op o = { .id = i + 1, .clock = i + 1, .step = i % steps + 1, .verb = OP_ADD, .target = i + 1,
				.to = { .tag = "PER", .at = { { i, i + 1 }, "x", "", "", TEXT_THIS } } };

		book_replay(b, &o);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	book_fold(b);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	book_free(b);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Decisions made one by one load as fast as those made at once. */
static void test_many_steps(void **state)
{
	double one = 1e9, many = 1e9;

	(void)state;
	for (int i = 0; i < 3; i++) {
		double t = load_time(1), u = load_time(30000);

		one = t < one ? t : one;
		many = u < many ? u : many;
	}
	assert_true(many < 6 * one + 0.002);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_undo_all_is_the_beginning),
		cmocka_unit_test(test_one_by_one_is_the_fold),
		cmocka_unit_test(test_what_is_touched),
		cmocka_unit_test(test_save_and_load_is_the_state),
		cmocka_unit_test(test_torn_anywhere),
		cmocka_unit_test(test_a_cut_step_is_no_step),
		cmocka_unit_test(test_damage_in_a_step),
		cmocka_unit_test(test_many_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
