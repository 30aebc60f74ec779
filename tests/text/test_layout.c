/* test_layout.c - wrapping against libunistring: the rows of any text are
 * contiguous, no wider than asked, never cut a grapheme cluster, break words
 * only where libunistring (asked here directly) allows a break, and are as
 * full as these rules let them be; French typography on top, by example.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "base/utf8.h"
#include "text/layout.h"

#define RANDOM_SEED 1
#include "tests/random.h"

/* Pieces of news prose and of trouble: wide, combining, thin spaces, flags. */
static const char *const pieces[] = {
	"le ", "ville ", "de ", "Boukamal, ", "« ", " »", " : ", " ; ", "330 000 ", "10 km ", "l’OSDH ",
	"aujourd'hui ", "e\xCC\x81tat ", "日本語", "\xE2\x80\xAF", "\xC2\xA0", "Saint-Denis ", "—", "\t",
	"anticonstitutionnellement", "👩‍👩‍👧 ", "🇫🇷🇧🇪", "\xF0\x9F\x8D\xA9", "...", " ? ", "(a) ", "5 %",
	"\n", "  ", "\xC2\xAD", "A.B.", "œ", "\xE2\x80\xA6 "
};

static void random_text(struct str *out)
{
	str_clear(out);
	for (unsigned n = random_below(60); n > 0; n--)
		str_adds(out, pieces[random_below(sizeof pieces / sizeof *pieces)]);
}

/* French rules that this program adds to libunistring's: no break here. */
static bool forbidden(struct sv s, size_t i)
{
	static const char *const never_before[] = { ":", ";", "!", "?", "%", "»", "›", "…" };

	if (i == 0 || s.p[i - 1] != ' ')
		return false;
	for (size_t k = 0; k < sizeof never_before / sizeof *never_before; k++) {
		if (sv_starts(sv_cut(s, i, s.n), sv_of(never_before[k])))
			return true;
	}
	if (i >= 3 && memcmp(s.p + i - 3, "«", 2) == 0)
		return true;
	size_t d = i;
	while (d < s.n && s.p[d] >= '0' && s.p[d] <= '9')
		d++;
	return i >= 2 && s.p[i - 2] >= '0' && s.p[i - 2] <= '9' && d - i == 3;
}

static size_t row_width(struct text *t, const struct layout_opts *o, const struct row *r)
{
	cluster_vec c = { 0 };
	size_t width = 0;

	layout_clusters(t, o, r, &c);
	for (size_t i = 0; i < c.n; i++)
		width += c.v[i].width;
	for (size_t i = c.n; i > 0 && text_view(t, c.v[i - 1].bytes.start, 1).p[0] == ' '; i--)
		width -= c.v[i - 1].width; /* blanks hang over the edge */
	if (c.n > 0)
		assert_int_equal(c.v[c.n - 1].bytes.end, r->shown_end);
	vec_fini(&c);
	return width;
}

/* One line of text against libunistring. */
static void check_line(struct text *t, const struct layout_opts *o, struct sv s)
{
	char lines[8192], graphemes[8192];
	struct row r = layout_row(t, o, 0), next;

	assert_true(s.n < sizeof lines);
	u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", lines);
	u8_grapheme_breaks((const uint8_t *)s.p, s.n, graphemes);
	assert_int_equal(r.bytes.start, 0);
	for (;; r = next) {
		bool more = layout_next(t, o, &r, &next);
		size_t end = r.bytes.end;

		if (row_width(t, o, &r) > o->width && r.shown_end - r.bytes.start > 4) {
			/* only one cluster wider than the row may stand over the edge */
			cluster_vec c = { 0 };
			layout_clusters(t, o, &r, &c);
			if (c.n != 1)
				fail_msg("row %zu-%zu of « %.*s » is wider than %zu", r.bytes.start,
					 end, (int)s.n, s.p, o->width);
			vec_fini(&c);
		}
		if (!more) {
			assert_int_equal(end, s.n);
			return;
		}
		assert_int_equal(next.bytes.start, end);
		assert_true(end > r.bytes.start);
		assert_true(graphemes[end]);
		/* a break that libunistring does not know: only where the row holds no other */
		bool allowed = lines[end] == UC_BREAK_POSSIBLE && !forbidden(s, end);
		for (size_t i = r.bytes.start + 1; i < end && !allowed; i++) {
			if (lines[i] == UC_BREAK_POSSIBLE && !forbidden(s, i))
				fail_msg("row %zu-%zu of « %.*s » at width %zu could break at %zu",
					 r.bytes.start, end, (int)s.n, s.p, o->width, i);
		}
		/* greedy: what stands up to the next opportunity would not have fitted */
		size_t k = end + 1;
		while (k < s.n && !(lines[k] == UC_BREAK_POSSIBLE && !forbidden(s, k)))
			k++;
		size_t shown = k;
		while (shown > end && s.p[shown - 1] == ' ')
			shown--;
		if (allowed && memchr(s.p + r.bytes.start, '\t', k - r.bytes.start) == NULL) {
			size_t would = utf8_width(sv_cut(s, r.bytes.start, shown));
			if (would <= o->width)
				fail_msg("row %zu-%zu of « %.*s » at width %zu: %zu columns fit up to %zu",
					 r.bytes.start, end, (int)s.n, s.p, o->width, would, k);
		}
	}
}

static void test_against_libunistring(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	for (int i = 0; i < 4000; i++) {
		random_text(&s);
		char *nl = s.n ? memchr(s.p, '\n', s.n) : NULL;
		struct sv line = nl ? sv_cut(str_sv(&s), 0, (size_t)(nl - s.p)) : str_sv(&s);
		/* invisible characters are shown as marks here, each a cluster of its own */
		if (line.n == 0 || strstr(s.p, "\xC2\xAD") || strstr(s.p, "\xE2\x80\x8D"))
			continue;
		struct layout_opts o = { .width = 2 + random_below(60), .tab = 8, .wrap_words = true };
		struct text *t = text_from_memory("x", line);
		check_line(t, &o, line);
		text_close(t);
	}
	str_fini(&s);
}

/* Clusters tile the shown bytes and stand side by side; only what is alone on
 * its row, or blanks, may pass the width. */
static void check_columns(struct text *t, const struct layout_opts *o, const struct row *r)
{
	cluster_vec c = { 0 };
	size_t at = r->bytes.start, solid = 0;
	unsigned column = r->indent;

	layout_clusters(t, o, r, &c);
	for (size_t i = 0; i < c.n; i++) {
		assert_int_equal(c.v[i].bytes.start, at);
		assert_int_equal(c.v[i].column, column);
		at = c.v[i].bytes.end;
		column += c.v[i].width;
		if (text_view(t, c.v[i].bytes.start, 1).p[0] != ' ')
			solid = column;
	}
	assert_int_equal(at, r->shown_end);
	if (c.n > 1 && solid > o->width)
		fail_msg("a row of %zu columns at width %zu", solid, o->width);
	vec_fini(&c);
}

/* Whatever the bytes: forward, backward and by position the same rows. */
static void test_every_way_the_same_rows(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	for (int i = 0; i < 400; i++) {
		random_text(&s);
		for (int k = random_below(4) ? 0 : 5; k > 0 && s.n; k--)
			s.p[random_below((uint32_t)s.n)] = (char)random_below(256);
		struct layout_opts o = { .width = 1 + random_below(40),
					 .tab = 4,
					 .wrap_words = random_below(4) > 0,
					 .justify = random_below(2) > 0,
					 .hyphens = random_below(2) > 0,
					 .indent = random_below(6),
					 .spacing = random_below(4),
					 .top = random_below(2) };
		if (random_below(2)) {
			const char *nl = s.n ? memchr(s.p, '\n', s.n) : NULL;

			o.headline.end = nl ? (size_t)(nl - s.p) : s.n;
		}
		struct text *t = text_from_memory("x", str_sv(&s));
		struct row r = layout_row(t, &o, 0), next, prev;
		size_t rows = 1;

		assert_int_equal(r.bytes.start, 0);
		while (layout_next(t, &o, &r, &next)) {
			assert_int_equal(next.bytes.start, r.bytes.end);
			check_columns(t, &o, &r);
			for (size_t p = r.bytes.start; p < r.bytes.end; p++) {
				struct row at = layout_row(t, &o, p);
				assert_int_equal(at.bytes.start, r.bytes.start);
				assert_int_equal(at.bytes.end, r.bytes.end);
			}
			assert_true(layout_prev(t, &o, &next, &prev));
			assert_int_equal(prev.bytes.start, r.bytes.start);
			r = next;
			rows++;
		}
		assert_int_equal(r.bytes.end, s.n);
		while (layout_prev(t, &o, &r, &prev)) {
			r = prev;
			rows--;
		}
		assert_int_equal(rows, 1);
		text_close(t);
	}
	str_fini(&s);
}

static void test_french(void **state)
{
	static const struct {
		const char *text;
		size_t width;
		const char *rows; /* joined by | */
	} cases[] = {
		{ "Il a dit : « Non ! »", 9, "Il a|dit :|« Non ! »" },
		{ "plus de 330 000 morts", 12, "plus de|330 000|morts" },
		{ "en 2017 75 civils", 8, "en 2017|75|civils" },
		{ "aujourd'hui l'ONU", 12, "aujourd'hui|l'ONU" },
		{ "Saint-Denis", 8, "Saint-|Denis" },
		{ "10\xC2\xA0" "km ici", 6, "10\xC2\xA0km|ici" },
		{ "abcdefgh", 3, "abc|def|gh" },
	};
	struct str got;

	(void)state;
	str_init(&got);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct layout_opts o = { .width = cases[i].width, .tab = 8, .wrap_words = true };
		struct text *t = text_from_memory("x", sv_of(cases[i].text));
		struct row r = layout_row(t, &o, 0);

		str_clear(&got);
		do {
			if (got.n)
				str_addc(&got, '|');
			str_add(&got, text_view(t, r.bytes.start, r.shown_end - r.bytes.start));
		} while (layout_next(t, &o, &r, &r));
		assert_string_equal(got.p, cases[i].rows);
		text_close(t);
	}
	str_fini(&got);
}

static void add_row(struct text *t, const struct layout_opts *o, const struct row *r, struct str *out)
{
	cluster_vec c = { 0 };

	for (unsigned k = 0; k < r->above + r->indent; k++)
		str_addc(out, k < r->above ? '^' : ' ');
	layout_clusters(t, o, r, &c);
	for (size_t k = 0; k < c.n; k++) {
		struct sv v = text_view(t, c.v[k].bytes.start, c.v[k].bytes.end - c.v[k].bytes.start);
		size_t soft = v.n > 2 && memcmp(v.p + v.n - 2, "\xC2\xAD", 2) == 0 ? 2 : 0;

		str_add(out, sv_cut(v, 0, v.n - soft));
		for (unsigned w = 1; w < c.v[k].width && v.p[0] == ' '; w++)
			str_addc(out, ' ');
		if (c.v[k].hyphen)
			str_addc(out, '-');
	}
	vec_fini(&c);
}

static void add_page(struct text *t, const struct layout_opts *o, struct str *out)
{
	struct row r = layout_row(t, o, 0);

	do {
		if (r.bytes.start)
			str_addc(out, '|');
		add_row(t, o, &r, out);
	} while (layout_next(t, o, &r, &r));
}

/* The columns that a page adds have no bytes, and empty rows none either. */
static void test_page(void **state)
{
	static const struct {
		const char *text;
		struct layout_opts o;
		const char *page; /* rows joined by |, hyphens and indents as shown, ^ an empty row above */
	} cases[] = {
		{ "un deux trois quatre", { .width = 12, .justify = true }, "un deux|trois quatre" },
		{ "aa bb cc dd ee", { .width = 10, .justify = true }, "aa  bb  cc|dd ee" },
		{ "aa b\xC2\xA0" "c dddd", { .width = 9, .justify = true }, "aa b\xC2\xA0" "c|dddd" },
		{ "aa b\xC2\xA0" "c dd eee", { .width = 10, .justify = true }, "aa b\xC2\xA0" "c  dd|eee" },
		{ "il part, dit\xC2\xAD" "elle", { .width = 13, .hyphens = true }, "il part, dit-|elle" },
		{ "il part, dit\xC2\xAD" "elle", { .width = 12, .hyphens = true }, "il part,|ditelle" },
		{ "il part, dit\xC2\xAD" "elle", { .width = 13 }, "il part,|ditelle" },
		{ "aa bb\ncc dd", { .width = 8, .indent = 2 }, "  aa bb|  cc dd" },
		{ "aa bb cc\ndd", { .width = 8, .indent = 2 }, "  aa bb|cc|  dd" },
		{ "aa\nbb", { .width = 8, .spacing = 2 }, "aa|^bb" },
		{ "aa\n\n\n\nbb\n", { .width = 8, .spacing = 2 }, "aa|^bb" },
		{ "aa\n \nbb", { .width = 8, .spacing = 1 }, "aa|bb" },
		{ "aa\n\nbb", { .width = 8 }, "aa||bb" },
		{ "\naa", { .width = 8, .spacing = 2 }, "|^aa" },
		{ "le titre long\nbb", { .width = 11, .indent = 2, .headline = { 0, 13 } }, "le titre|long|^  bb" },
		{ "un titre plus long ici\n\nbb", { .width = 18, .headline = { 0, 22 }, .top = 1 },
		  "^un titre plus|long ici||bb" },
		{ "titre\n\nbb", { .width = 18, .spacing = 1, .headline = { 0, 5 } }, "titre|^bb" },
	};
	struct str got;

	(void)state;
	str_init(&got);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct layout_opts o = cases[i].o;
		struct text *t = text_from_memory("x", sv_of(cases[i].text));

		o.tab = 8;
		o.wrap_words = true;
		str_clear(&got);
		add_page(t, &o, &got);
		assert_string_equal(got.p, cases[i].page);
		text_close(t);
	}
	str_fini(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_libunistring),
		cmocka_unit_test(test_every_way_the_same_rows),
		cmocka_unit_test(test_french),
		cmocka_unit_test(test_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
