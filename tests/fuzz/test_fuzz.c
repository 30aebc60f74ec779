/* test_fuzz.c - what reads foreign bytes, fed with broken ones: sidecar records,
 * settings and keymaps, feeds, command lines, the tables of other programs, texts of
 * any encoding with layout and extraction; and the reader, fed with any keys.
 *
 * Kept inputs stand in tests/fuzz/corpus/TARGET; each is tried as it is, then
 * mutated (bytes flipped, stretches cut, doubled, spliced with others) from a
 * fixed seed. In the suite that is a short run; `make fuzz SECONDS=600` goes on
 * for so long with each target (TARGET=keys: with that one), with sanitizers and a
 * seed of the clock, and leaves the last input in /tmp/postil-fuzz-TARGET when one
 * crashes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <ftw.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <xxhash.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "app/feed.h"
#include "app/ini.h"
#include "app/keymap.h"
#include "app/options.h"
#include "app/problem.h"
#include "app/view.h"
#include "base/escape.h"
#include "base/words.h"
#include "extract/extract.h"
#include "format/format.h"
#include "format/read.h"
#include "store/record.h"
#include "text/layout.h"
#include "ui/draw.h"

#define INPUT_MAX 20000

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
		escape_add(row.text, &cell);
		unescape_add(str_sv(&cell), &back);
	}
	mentions_fini(&m);
	str_fini(&cell);
	str_fini(&back);
	text_close(t);
}

static void feed_feed(struct sv all)
{
	struct feed f = { 0 };
	struct error err = { 0 };
	char day[11];

	feed_sniff(all);
	if (!feed_parse(all, "fuzz", &f, &err)) {
		assert_true(*err.msg);
		return;
	}
	assert_true(f.items.n <= FEED_ITEMS_MAX);
	for (size_t i = 0; i < f.items.n; i++) {
		const struct feed_item *it = &f.items.v[i];

		assert_true(it->title && it->html);
		if (feed_day(it->date, day))
			assert_true(strlen(day) == 10 && day[4] == '-' && day[7] == '-');
	}
	feed_fini(&f);
}

/* Words that are quoted and put together again are the same words. */
static void feed_words(struct sv all)
{
	struct str word, back, line;
	size_t at = 0, again = 0, there = 0;

	str_init(&word);
	str_init(&back);
	str_init(&line);
	while (word_next(all, &at, "'\"", &word, NULL)) {
		char q = word.n && memchr(word.p, '"', word.n) ? '\'' : '"';
		bool quoted;

		if (word.n && memchr(word.p, q, word.n))
			continue; /* holds both */
		str_clear(&line);
		str_addf(&line, "  %c", q);
		str_add(&line, str_sv(&word));
		str_addf(&line, "%c ", q);
		again = 0;
		assert_true(word_next(str_sv(&line), &again, "'\"", &back, &quoted));
		assert_true(quoted && sv_eq(str_sv(&back), str_sv(&word)));
		assert_false(word_next(str_sv(&line), &again, "'\"", &back, NULL));
		there++;
	}
	assert_int_equal(at, all.n);
	assert_true(there <= all.n);
	str_fini(&word);
	str_fini(&back);
	str_fini(&line);
}

static void feed_import(struct sv all)
{
	const struct read_format *f;

	for (size_t i = 0; (f = read_format_at(i)) != NULL; i++) {
		struct read_rows rows;
		struct error err = { 0 };

		read_rows_init(&rows);
		if (!f->read(all, "fuzz", &rows, &err))
			assert_true(*err.msg);
		for (size_t k = 0; k < rows.all.n; k++)
			assert_non_null(rows.all.v[k].row.tag);
		read_rows_fini(&rows);
	}
}

/* ---- the reader ---- */

static const char article[] =
	"Le port de Brive rouvre\n\nBRIVE, 12 mars 2024 – Au moins 75 civils ont été évacués du port de Brive, a "
	"annoncé la préfète, Claire Morvan. « La digue a cédé », a-t-elle dit.\n\nSelon l’Agence des ports (ADP), "
	"2,5 millions d’euros manquent. « Nous paierons », promet Mme Morvan à Brive, mardi.\n";

/* What a book holds, as one text: who compares two of them sees what undo left behind. */
static void book_print(const struct book *b, struct str *out)
{
	const struct link *links;
	size_t n = book_links(b, &links);

	str_clear(out);
	for (size_t i = 0; i < book_count(b); i++) {
		const struct annotation *an = book_at(b, i);

		str_addf(out, "%llx %d %s %zu-%zu %d %s", (unsigned long long)an->id, (int)an->kind, an->tag,
			 an->at.span.start, an->at.span.end, (int)an->status, an->note ? an->note : "");
		for (int k = 0; k < ATTR_COUNT; k++)
			str_addf(out, "|%s", an->attr[k] ? an->attr[k] : "");
		str_adds(out, "\n");
	}
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%llx>%llx %s\n", (unsigned long long)links[i].from, (unsigned long long)links[i].to,
			 links[i].name);
}

/* Digits behind @ are a size: @2 is 80x24. */
static void resize(struct app *a, char c)
{
	static const unsigned sizes[][2] = { { 40, 10 }, { 100, 30 }, { 80, 24 }, { 160, 48 }, { 1, 1 }, { 39, 9 },
					     { 60, 10 }, { 300, 12 }, { 41, 80 }, { 0, 0 } };

	app_resize(a, sizes[c - '0'][0], sizes[c - '0'][1]);
}

static void type(struct app *a, struct sv all, struct frame *f)
{
	for (size_t at = 0, used; at < all.n && !a->quit; at += used) {
		struct key k;

		if (all.p[at] == '@' && at + 1 < all.n && all.p[at + 1] >= '0' && all.p[at + 1] <= '9') {
			resize(a, all.p[at + 1]);
			used = 2;
		} else if (key_parse(sv_cut(all, at, all.n), &k, &used, NULL)) {
			app_feed(a, k);
		} else {
			used = 1;
		}
		app_settle(a);
		if (app_doc(a))
			assert_true(app_doc(a)->caret <= text_size(app_doc(a)->text));
		if (at % 3 == 0)
			frame_draw(a, f, a->w, a->h);
	}
	frame_draw(a, f, a->w, a->h);
}

/* All of it undone is the beginning, done again what it was; the log alone says the same. */
static void check_undo(struct book *b)
{
	struct book *again = book_new("x");
	struct str was, is;

	str_init(&was);
	str_init(&is);
	book_print(b, &was);
	for (size_t i = 0; i < book_log_count(b); i++)
		book_replay(again, book_log_at(b, i));
	book_fold(again);
	book_print(again, &is);
	assert_string_equal(was.p, is.p);
	book_free(again);
	while (book_can_redo(b))
		assert_true(book_redo(b, NULL));
	book_print(b, &was);
	while (book_can_undo(b))
		assert_true(book_undo(b, NULL));
	book_print(b, &is);
	assert_string_equal("", is.p);
	while (book_can_redo(b))
		assert_true(book_redo(b, NULL));
	book_print(b, &is);
	assert_string_equal(was.p, is.p);
	str_fini(&was);
	str_fini(&is);
}

static void feed_keys(struct sv all)
{
	problem_vec problems = { 0 };
	struct tagset tags;
	struct options *options = options_new();
	struct keymap *keymap = keymap_load(all.n % 4 == 0 ? "vim" : "default", NULL, &problems);
	struct app_opts o = { .keymap = keymap, .options = options, .tags = &tags, .annotator = "x", .no_sidecar = true };
	struct error err = { 0 };
	struct frame f;

	tagset_init(&tags);
	keymap_bind_tags(keymap, &tags, &problems);
	frame_init(&f);
	struct app *a = app_new(&o, &err);
	assert_non_null(a);
	assert_true(app_open_text(a, text_from_memory("a.txt", sv_of(article)), "a.txt", &err));
	app_resize(a, 80, 24);
	app_extract(a);
	app_settle(a);
	type(a, all, &f);
	for (size_t i = 0; i < a->docs.n; i++)
		check_undo(a->docs.v[i]->book);
	app_free(a);
	frame_fini(&f);
	keymap_free(keymap);
	options_free(options);
	tagset_fini(&tags);
	problems_fini(&problems);
}

/* name, mutations in the suite; a function feed_NAME and a directory NAME of the corpus */
#define TARGET_TABLE(X) \
	X(sidecar, 1500) X(settings, 1500) X(text, 1500) X(feed, 3000) X(words, 5000) X(import, 1500) X(keys, 400)

struct target {
	const char *name;
	void (*feed)(struct sv bytes);
	unsigned long most;
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

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

/* Commands write files: all runs in a directory that goes away, without a home. */
static void enter(char *dir)
{
	static const char *const homes[] = { "HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME" };

	assert_non_null(mkdtemp(dir));
	assert_int_equal(chdir(dir), 0);
	for (size_t i = 0; i < ARRAY_LEN(homes); i++)
		setenv(homes[i], dir, 1);
}

static void run_target(const struct target *t)
{
	char dir[] = "/tmp/postil-fuzz-XXXXXX", *root = getcwd(NULL, 0);
	const char *seconds = getenv("FUZZ_SECONDS");
	time_t end = time(NULL) + (seconds ? atoi(seconds) : 0);
	struct corpus c = { 0 };
	struct str s;
	unsigned long tried = 0;

	str_init(&s);
	corpus_read(&c, t->name);
	enter(dir);
	if (seconds)
		seed = (uint64_t)time(NULL);
	for (size_t i = 0; i < c.all.n; i++)
		t->feed(str_sv(&c.all.v[i]));
	while (seconds ? time(NULL) < end : tried < t->most) {
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
	assert_int_equal(chdir(root), 0);
	free(root);
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#define X(name, most)                                                                   \
	static void test_##name(void **state)                                           \
	{                                                                               \
		static const struct target t = { #name, feed_##name, most };            \
		const char *only = getenv("FUZZ_TARGET");                               \
		(void)state;                                                            \
		if (!only || !*only || strcmp(only, #name) == 0)                        \
			run_target(&t);                                                 \
	}
TARGET_TABLE(X)
#undef X

int main(void)
{
	const struct CMUnitTest tests[] = {
#define X(name, most) cmocka_unit_test(test_##name),
		TARGET_TABLE(X)
#undef X
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
