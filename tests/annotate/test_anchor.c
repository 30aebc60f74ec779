/* test_anchor.c - annotations follow a corrected text: anchors in the sample
 * articles (and in those of $SHARED), with 5 and 15 of 100 words changed,
 * dropped or added, paragraphs moved or deleted, and the text retyped: NFD, CRLF, other
 * quotation marks, apostrophes and blanks. Once with the words of the old text kept
 * in the log, once with the anchors alone, as in a log that does not have them.
 *
 * What is placed without a question must be right; how many are placed at
 * all is counted. ANCHORS= says how many a round has (make anchors: 10,000),
 * PER= how many a text.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "annotate/anchor.h"
#include "annotate/book.h"
#include "annotate/textwords.h"
#include "base/utf8.h"
#include "text/text.h"

#define RANDOM_SEED 7
#include "tests/random.h"

#define WORDS_MAX 20000
#define OLD_TEXT 7u

enum { RETYPE = 1, MOVE = 2, DELETE = 4, DEBUG = 8 };

/* The words of the old text and where each is in the new one (empty: gone). */
struct edited {
	struct span was[WORDS_MAX], is[WORDS_MAX];
	size_t n;
	struct str text;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static void cut_words(struct sv old, struct edited *e)
{
	e->n = 0;
	for (size_t i = 0; i < old.n && e->n < WORDS_MAX;) {
		while (i < old.n && is_blank(old.p[i]))
			i++;
		size_t start = i;
		while (i < old.n && !is_blank(old.p[i]))
			i++;
		if (i > start)
			e->was[e->n++] = (struct span){ start, i };
	}
}

/* Appends s as somebody else would have typed it. */
static void retype(struct sv s, bool on, struct str *out)
{
	struct str nfd;
	if (!on) {
		str_add(out, s);
		return;
	}
	str_init(&nfd);
	utf8_nfd(s, &nfd);
	for (size_t i = 0; i < nfd.n;) {
		uint32_t cp;
		size_t n = utf8_decode(nfd.p + i, nfd.n - i, &cp);
		if (cp == '\n')
			str_adds(out, "\r\n");
		else if (cp == 0xAB || cp == 0xBB)
			str_addc(out, '"');
		else if (cp == '\'')
			str_adds(out, "’");
		else if (cp == 0x2019)
			str_addc(out, '\'');
		else if (cp == ' ' && random_below(10) == 0)
			str_adds(out, "  ");
		else if (cp == 0xA0 || cp == 0x202F)
			str_addc(out, ' ');
		else
			str_add(out, (struct sv){ nfd.p + i, n });
		i += n;
	}
	str_fini(&nfd);
}

static bool has_word(struct sv s)
{
	struct textwords w = { 0 };
	textwords_cut(s, 0, &w);
	bool any = w.all.n > 0;
	textwords_fini(&w);
	return any;
}

static void edit_word(struct sv old, struct edited *e, size_t i, unsigned percent, bool typed)
{
	static const char *const fresh[] = { "désormais", "jeudi", "grave", "pourtant", "selon", "1 200", "encore", "de", "la" };
	bool hit = random_below(100) < percent && has_word(sv_span(old, e->was[i]));
	unsigned how = random_below(3);
	const char *word = fresh[random_below(sizeof fresh / sizeof *fresh)];

	e->is[i].start = e->text.n;
	if (hit && how == 0)
		str_adds(&e->text, word);
	else if (!hit || how == 2)
		retype(sv_span(old, e->was[i]), typed, &e->text);
	e->is[i].end = e->text.n;
	if (hit && how == 2)
		str_addf(&e->text, " %s", word);
}

/* Words [from, to) with what stands before each. */
static void edit_range(struct sv old, struct edited *e, size_t from, size_t to, unsigned percent, bool typed)
{
	for (size_t i = from; i < to; i++) {
		size_t gap = i > 0 ? e->was[i - 1].end : 0;
		retype(sv_cut(old, gap, e->was[i].start), typed, &e->text);
		edit_word(old, e, i, percent, typed);
	}
}

/* Where the paragraph behind word `from` begins. */
static size_t next_paragraph(struct sv old, const struct edited *e, size_t from)
{
	while (from < e->n && (from == 0 || memchr(old.p + e->was[from - 1].end, '\n', e->was[from].start - e->was[from - 1].end) == NULL))
		from++;
	return from;
}

static void edit(struct sv old, unsigned percent, int how, struct edited *e)
{
	cut_words(old, e);
	str_clear(&e->text);
	size_t a = 0, b = 0, c = e->n;
	if (how & (MOVE | DELETE)) {
		a = next_paragraph(old, e, e->n / 5);
		b = next_paragraph(old, e, e->n / 2);
		c = next_paragraph(old, e, e->n * 4 / 5);
	}
	edit_range(old, e, 0, a, percent, how & RETYPE);
	if (how & MOVE) {
		edit_range(old, e, b, c, percent, how & RETYPE);
		edit_range(old, e, a, b, percent, how & RETYPE);
	} else if (how & DELETE) {
		for (size_t i = a; i < b; i++)
			e->is[i] = (struct span){ e->text.n, e->text.n };
		edit_range(old, e, b, c, percent, how & RETYPE);
	} else {
		edit_range(old, e, a, c, percent, how & RETYPE);
	}
	edit_range(old, e, c, e->n, percent, how & RETYPE);
}

struct result {
	unsigned all, right, edges, confirm, astray, lost, gone, wrong; /* astray: to confirm, elsewhere */
	double seconds;
};

/* What was the anchor of words [i, i + n) now: from the first to the last that is there. */
static struct span truth_of(const struct edited *e, size_t i, size_t n)
{
	struct span t = { SIZE_MAX, 0 };
	for (size_t k = i; k < i + n; k++) {
		if (e->is[k].end == e->is[k].start)
			continue;
		t.start = e->is[k].start < t.start ? e->is[k].start : t.start;
		t.end = e->is[k].end;
	}
	return t.end > 0 ? t : (struct span){ 0, 0 };
}

static bool matches(struct span a, struct span b)
{
	size_t lo = a.start > b.start ? a.start : b.start, hi = a.end < b.end ? a.end : b.end;
	size_t shorter = a.end - a.start < b.end - b.start ? a.end - a.start : b.end - b.start;
	return hi > lo && (hi - lo) * 2 >= shorter; /* the edges are counted apart */
}

static void judge(const struct annotation *a, struct span truth, struct sv now, bool debug, struct result *r)
{
	bool hit = matches(a->at.span, truth), sure = a->placed == PLACED_KEPT || a->placed == PLACED_MOVED;
	if (truth.end == 0) { /* its words are gone: any sure place is wrong */
		r->gone++;
		r->wrong += sure;
	} else {
		r->all++;
		r->lost += a->placed == PLACED_LOST;
		r->confirm += a->placed == PLACED_CONFIRM && hit;
		r->astray += a->placed == PLACED_CONFIRM && !hit;
		r->right += sure && hit;
		r->edges += sure && span_eq(a->at.span, truth);
		r->wrong += sure && !hit;
	}
	if (debug && ((sure && !hit) || (a->placed == PLACED_LOST && truth.end > 0)))
		print_message("%s [%s] %zu at %zu [%.*s], should be %zu [%.*s], was in ...%s[]%s\n", sure ? "WRONG" : "lost", a->at.exact, (size_t)a->id,
			      a->at.span.start, SV_ARG(sv_span(now, a->at.span)), truth.start, SV_ARG(sv_span(now, truth)), a->at.before, a->at.after);
}

/* From the first to the last word of it, as annotations stand; false: there is
 * none, or only particles. */
static bool trim(struct sv text, struct span *at)
{
	struct textwords w = { 0 };
	bool any = false;
	textwords_cut(sv_span(text, *at), at->start, &w);
	for (size_t i = 0; i < w.all.n; i++) {
		unsigned char c = (unsigned char)text.p[w.all.v[i].start];
		any = any || w.all.v[i].end - w.all.v[i].start > 4 || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}
	if (w.all.n > 0)
		*at = (struct span){ w.all.v[0].start, w.all.v[w.all.n - 1].end };
	textwords_fini(&w);
	return any;
}

static void try_text(struct sv old, const struct edited *e, bool words, size_t anchors, bool debug, struct result *r)
{
	struct span *truth = test_calloc(anchors + 1, sizeof *truth);
	struct book *b = book_new("test");
	struct reanchor_report report;
	struct str kept;
	struct arena arena;

	arena_init(&arena);
	str_init(&kept);
	if (words)
		assert_true(textwords_write(old, &kept));
	book_add_text(b, OLD_TEXT, words ? kept.p : NULL);
	for (size_t i = 0; i < anchors; i++) {
		size_t n = 1 + random_below(5), at = random_below((uint32_t)(e->n - n));
		struct span s = { e->was[at].start, e->was[at + n - 1].end };
		struct op o = { .id = i + 1, .clock = i + 1, .step = i + 1, .verb = OP_ADD, .target = i + 1 };

		if (memchr(old.p + s.start, '\n', s.end - s.start) || !trim(old, &s))
			continue;
		truth[i] = truth_of(e, at, n);
		if (truth[i].end > 0)
			trim(str_sv(&e->text), &truth[i]);
		o.to = (struct annotation){ .at = anchor_make(old, s, &arena), .tag = "PER", .origin = "user" };
		o.to.at.text = OLD_TEXT;
		book_replay(b, &o);
	}
	book_fold(b);
	clock_t t = clock();
	reanchor(b, str_sv(&e->text), &report);
	r->seconds += (double)(clock() - t) / CLOCKS_PER_SEC;
	assert_int_equal(report.kept + report.moved + report.confirm + report.lost, book_count(b));
	for (size_t i = 0; i < book_count(b); i++)
		judge(book_at(b, i), truth[book_at(b, i)->id - 1], str_sv(&e->text), debug, r);
	book_free(b);
	arena_fini(&arena);
	str_fini(&kept);
	test_free(truth);
}

static void try_file(const char *path, unsigned percent, int how, bool words, size_t anchors, struct result *r)
{
	struct error err;
	struct sv old;
	struct edited *e = test_calloc(1, sizeof *e);
	struct text *t = text_open(path, ENC_AUTO, &err);

	assert_non_null(t);
	char *bytes = text_read_all(t, &old);
	str_init(&e->text);
	edit(old, percent, how, e);
	try_text(old, e, words, anchors, how & DEBUG, r);
	str_fini(&e->text);
	test_free(e);
	free(bytes);
	text_close(t);
}

static struct result campaign(const char *name, unsigned percent, int how, bool words)
{
	const char *many = getenv("ANCHORS"), *shared = getenv("SHARED");
	size_t want = many ? strtoul(many, NULL, 10) : 2000, each = getenv("PER") ? strtoul(getenv("PER"), NULL, 10) : 90;
	struct result r = { 0 };
	char pattern[512];
	glob_t files;

	snprintf(pattern, sizeof pattern, "%s/articles/*.txt", shared ? shared : "../shared");
	assert_int_equal(glob("src/lang/fr/samples/*.txt", 0, NULL, &files), 0);
	if (many)
		glob(pattern, GLOB_APPEND, NULL, &files);
	how |= getenv("ANCHORS_DEBUG") ? DEBUG : 0;
	while (r.all < want)
		for (size_t i = 0; i < files.gl_pathc; i++)
			try_file(files.gl_pathv[i], percent, how, words, each, &r);
	globfree(&files);
	print_message("%-14s %2u %% edited, %s: %u anchors, %.2f %% found: %u right (%u to the byte), %u to confirm; %u to confirm elsewhere, "
		      "%u lost, %u WRONG (%u whose words are gone), %.3f ms each\n",
		      name, percent, words ? "words kept" : "contexts  ", r.all, 100.0 * (r.right + r.confirm) / r.all, r.right, r.edges, r.confirm,
		      r.astray, r.lost, r.wrong, r.gone, r.seconds * 1000 / (r.all + r.gone));
	return r;
}

static void bar(const char *name, unsigned percent, int how, unsigned found)
{
	for (int words = 1; words >= 0; words--) {
		struct result r = campaign(name, percent, how, words);

		assert_true(r.wrong * 1000 <= r.all + 500); /* a short round has luck */
		assert_true((r.right + r.confirm) * 1000 >= r.all * found);
	}
}

static void test_five(void **state)
{
	(void)state;
	bar("words", 5, 0, 990);
}

static void test_fifteen(void **state)
{
	(void)state;
	bar("words", 15, 0, 950);
}

static void test_thirty(void **state)
{
	(void)state;
	bar("words", 30, 0, 700);
}

static void test_moved(void **state)
{
	(void)state;
	bar("moved", 0, MOVE, 995);
	bar("moved", 5, MOVE, 980);
}

static void test_deleted(void **state)
{
	(void)state;
	bar("deleted", 5, DELETE, 980);
}

static void test_retyped(void **state)
{
	(void)state;
	bar("retyped", 0, RETYPE, 995);
	bar("retyped", 5, RETYPE, 985);
	bar("retyped, moved", 15, RETYPE | MOVE, 900);
}

/* The words of a text, written and read back, are those words. */
static void test_words_kept(void **state)
{
	static const char text[] = "  L’Élysée — n’a pas répondu.\n\n« Oui », dit-il à 13 h 00 ; antiterroriste x                                                      "
				   "                                        loin";
	struct textwords a = { 0 }, b = { 0 };
	struct str s;

	(void)state;
	str_init(&s);
	textwords_cut(sv_of(text), 0, &a);
	assert_true(textwords_write(sv_of(text), &s));
	assert_true(textwords_read(str_sv(&s), &b));
	assert_int_equal(a.all.n, b.all.n);
	for (size_t i = 0; i < a.all.n; i++) {
		assert_int_equal(a.all.v[i].start, b.all.v[i].start);
		assert_int_equal(a.all.v[i].hash & 0xFFF, b.all.v[i].hash);
	}
	assert_false(textwords_read(SV("AA?"), &b));
	assert_false(textwords_read(SV("AAAAA"), &b));
	textwords_fini(&a);
	textwords_fini(&b);
	str_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_kept), cmocka_unit_test(test_five),	   cmocka_unit_test(test_fifteen), cmocka_unit_test(test_thirty),
		cmocka_unit_test(test_moved),	   cmocka_unit_test(test_deleted), cmocka_unit_test(test_retyped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
