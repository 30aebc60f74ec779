/* layout.c - wrapping, a segment at a time; see layout.h.
 *
 * A segment is a line (what stands between newlines) or, in a line longer
 * than LAYOUT_WINDOW bytes, a stretch that begins at a multiple of it: so
 * one line of 100 MB costs no more than any other, and where a row begins
 * does not depend on how one came to it. The rows of the last few segments
 * are kept with the text.
 */
#include "text/layout.h"

#include <string.h>

#include "base/utf8.h"
#include "text/internal.h"

#define LAYOUT_WINDOW 16384
#define SEGMENTS 48 /* more than the lines of a screen: pages are cut once */
#define BLANKS 1024 /* bytes of empty lines that spacing takes together */
#define STRETCH 2   /* columns that a blank may get, on average */

struct segment {
	struct span at;        /* without the newline */
	struct layout_opts o;
	bool line_start, line_end;
	bool used;
	unsigned long clock;
	unsigned indent;       /* of its first row */
	VEC(size_t) rows;      /* where each begins */
};

struct layout_cache {
	struct segment segments[SEGMENTS];
	unsigned long clock;
};

void layout_cache_free(struct layout_cache *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < SEGMENTS; i++)
		vec_fini(&c->segments[i].rows);
	free(c);
}

/* ---- where segments begin and end ---- */

static bool has_newline(struct text *t, size_t from, size_t to)
{
	struct sv s = text_view(t, from, to - from);
	return s.n > 0 && memchr(s.p, '\n', s.n) != NULL;
}

/* Does a segment begin near the multiple m of the window? Then where: behind
 * the next blank, so that no word is cut, else at the next code point. */
static bool boundary(struct text *t, size_t m, size_t *at)
{
	if (m < LAYOUT_WINDOW || m >= text_size(t) || has_newline(t, m - LAYOUT_WINDOW, m))
		return false;
	struct sv s = text_view(t, m, 1024);
	for (size_t i = 0; i < s.n && s.p[i] != '\n'; i++) {
		if (s.p[i] == ' ' && i + 1 < s.n && s.p[i + 1] != ' ' && s.p[i + 1] != '\n') {
			*at = m + i + 1;
			return true;
		}
	}
	size_t i = 0;
	while (i < s.n && i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i++;
	*at = m + i;
	return *at < text_size(t) && s.p[i] != '\n';
}

static struct span segment_span(struct text *t, size_t pos, bool *line_start, bool *line_end)
{
	size_t m = pos / LAYOUT_WINDOW * LAYOUT_WINDOW, at;
	struct span s;
	size_t far = pos - m + 2 * LAYOUT_WINDOW;
	s.start = text_line_start_within(t, pos, far);
	*line_start = s.start == 0 || has_newline(t, s.start - 1, s.start);
	for (size_t k = m; k + 2 * LAYOUT_WINDOW > m && k >= LAYOUT_WINDOW; k -= LAYOUT_WINDOW) {
		if (boundary(t, k, &at) && at <= pos && at > s.start) {
			s.start = at;
			*line_start = false;
			break;
		}
	}
	s.end = text_line_end_within(t, pos, 3 * LAYOUT_WINDOW);
	*line_end = true;
	for (size_t k = s.start / LAYOUT_WINDOW * LAYOUT_WINDOW + LAYOUT_WINDOW; k < s.end;
	     k += LAYOUT_WINDOW) {
		if (boundary(t, k, &at) && at > s.start && at > pos && at < s.end) {
			s.end = at;
			*line_end = false;
			break;
		}
	}
	return s;
}

/* ---- breaking a segment into rows ---- */

static bool is_tall_mark(uint32_t cp)
{
	return cp == ':' || cp == ';' || cp == '!' || cp == '?' || cp == '%' || cp == 0xBB ||
	       cp == 0x203A || cp == 0x2026;
}

/* French typography on top of the Unicode rules: may a line begin at i? */
static bool may_break(struct sv s, size_t i, uint32_t cp)
{
	uint32_t prev, before;
	size_t n = utf8_decode_back(s, i, &prev);
	if (prev != ' ')
		return true;
	if (is_tall_mark(cp))
		return false;
	if (utf8_decode_back(s, i - n, &before) == 0)
		return true;
	if (before == 0xAB || before == 0x2039) /* behind an opening mark */
		return false;
	if (cp_is_digit(before) && cp_is_digit(cp)) { /* « 330 000 » */
		size_t d = i;
		while (d < s.n && cp_is_digit((unsigned char)s.p[d]))
			d++;
		return d - i != 3;
	}
	return true;
}

static unsigned cp_columns(uint32_t cp, unsigned column, unsigned tab)
{
	if (cp == '\t')
		return tab - column % tab;
	if (cp_is_unsafe(cp))
		return 1;
	return (unsigned)cp_width(cp);
}

#define SOFT_HYPHEN "\xC2\xAD"

static bool at_soft_hyphen(struct sv s, size_t end)
{
	return end >= 2 && memcmp(s.p + end - 2, SOFT_HYPHEN, 2) == 0;
}

/* Walks the clusters of s: each unsafe character is one of its own. */
struct walker {
	struct sv s;
	const char *graphemes;
	size_t at;
	unsigned tab;
};

/* The next cluster that starts at w->at in column; its columns. */
static unsigned walk(struct walker *w, unsigned column, size_t *end, uint32_t *first)
{
	uint32_t cp;
	size_t i = w->at + utf8_decode(w->s.p + w->at, w->s.n - w->at, &cp);
	unsigned width = cp_columns(cp, column, w->tab);
	*first = cp;
	if (!cp_is_unsafe(cp)) {
		while (i < w->s.n && !w->graphemes[i]) {
			size_t n = utf8_decode(w->s.p + i, w->s.n - i, &cp);
			/* joined emoji show the first of them: terminals differ on the rest */
			if (cp_is_unsafe(cp) && !(cp == 0x200D && width == 2))
				break;
			unsigned more = cp == 0x200D ? 0 : cp_columns(cp, column, w->tab);
			width = more > width ? more : width;
			i += n;
		}
		while (i + 1 < w->s.n && memcmp(w->s.p + i, SOFT_HYPHEN, 2) == 0)
			i += 2;
	}
	*end = i;
	return width > 0 ? width : 1; /* a lone mark takes a column of its own */
}

static bool is_headline(const struct layout_opts *o, struct span at)
{
	return o->headline.end > o->headline.start && at.start >= o->headline.start &&
	       at.start < o->headline.end;
}

/* Columns before the first row of a paragraph. */
static unsigned indent_of(const struct segment *g, struct sv s)
{
	if (!g->line_start || s.n == 0 || s.p[0] == ' ' || s.p[0] == '\t' || is_headline(&g->o, g->at))
		return 0;
	return g->o.indent < g->o.width / 4 ? g->o.indent : (unsigned)g->o.width / 4;
}

struct breaks {
	char *graphemes, *lines; /* as utf8.h has them, one a byte */
};

static bool break_allowed(const struct segment *g, const struct breaks *b, const struct walker *w,
			  uint32_t cp, bool room_for_hyphen)
{
	if (!g->o.wrap_words || b->lines[w->at] == LINE_NO)
		return false;
	if (at_soft_hyphen(w->s, w->at))
		return g->o.hyphens && room_for_hyphen;
	return may_break(w->s, w->at, cp);
}

static void break_at_width(struct segment *g, struct sv s, const struct breaks *b, size_t width)
{
	struct walker w = { .s = s, .graphemes = b->graphemes, .tab = g->o.tab };
	size_t row = 0, brk = 0, end;
	unsigned column = g->indent;

	vec_clear(&g->rows);
	vec_push(&g->rows, g->at.start);
	for (; w.at < s.n; w.at = end) {
		uint32_t cp;
		unsigned columns = walk(&w, column, &end, &cp);
		if (w.at > row && break_allowed(g, b, &w, cp, column < width))
			brk = w.at;
		/* blanks hang over the edge; what alone is too wide stands there too */
		if (column + columns <= width || cp == ' ' || w.at == row) {
			column += columns;
			continue;
		}
		row = brk > row ? brk : w.at;
		vec_push(&g->rows, g->at.start + row);
		column = 0;
		end = row; /* walked again: a tab is as wide as its new column makes it */
	}
}

static void break_rows(struct segment *g, struct sv s)
{
	struct breaks b = { xmalloc(s.n + 1), xmalloc(s.n + 1) };
	size_t lo = 1, hi = g->o.width, n;

	utf8_graphemes(s, b.graphemes);
	if (g->o.wrap_words)
		utf8_linebreaks(s, b.lines);
	g->indent = indent_of(g, s);
	break_at_width(g, s, &b, hi);
	n = g->rows.n;
	/* a headline: the narrowest that needs no more rows */
	while (n > 1 && is_headline(&g->o, g->at) && lo < hi) {
		size_t mid = (lo + hi) / 2;

		break_at_width(g, s, &b, mid);
		if (g->rows.n > n)
			lo = mid + 1;
		else
			hi = mid;
		if (lo == hi)
			break_at_width(g, s, &b, hi);
	}
	free(b.graphemes);
	free(b.lines);
}

static bool same_opts(const struct layout_opts *a, const struct layout_opts *b)
{
	return a->width == b->width && a->tab == b->tab && a->wrap_words == b->wrap_words &&
	       a->hyphens == b->hyphens && a->indent == b->indent && span_eq(a->headline, b->headline);
}

static struct segment *segment_at(struct text *t, const struct layout_opts *o, size_t pos)
{
	struct layout_cache *c = t->layout;
	if (c == NULL)
		c = t->layout = xcalloc(1, sizeof *c);
	struct segment *oldest = &c->segments[0];
	for (size_t i = 0; i < SEGMENTS; i++) {
		struct segment *g = &c->segments[i];
		bool in = pos >= g->at.start && (pos < g->at.end || (pos == g->at.end && g->line_end));
		if (g->used && in && same_opts(&g->o, o)) {
			g->clock = ++c->clock;
			return g;
		}
		if (g->clock < oldest->clock)
			oldest = g;
	}
	oldest->o = *o;
	oldest->at = segment_span(t, pos, &oldest->line_start, &oldest->line_end);
	oldest->used = true;
	oldest->clock = ++c->clock;
	struct sv s = text_view(t, oldest->at.start, oldest->at.end - oldest->at.start);
	oldest->at.end = oldest->at.start + s.n; /* shorter when truncated since */
	break_rows(oldest, s);
	return oldest;
}

/* ---- empty lines ---- */

/* Is the line that starts at s empty but for blanks? *next: where the next begins. */
static bool is_empty_line(struct text *t, size_t s, size_t *next)
{
	struct sv v = text_view(t, s, BLANKS);
	size_t i = 0;

	while (i < v.n && (v.p[i] == ' ' || v.p[i] == '\t' || v.p[i] == '\r'))
		i++;
	*next = s + i + (i < v.n);
	return i < v.n ? v.p[i] == '\n' : s + i >= text_size(t);
}

/* The last byte before s that is no white space, looked for near s. */
static bool last_ink(struct text *t, size_t s, size_t *at)
{
	size_t from = s > BLANKS ? s - BLANKS : 0;
	char buf[BLANKS];
	size_t n = text_read(t, from, buf, s - from);

	while (n > 0 && (strchr(" \t\r\n", buf[n - 1]) != NULL && buf[n - 1] != '\0'))
		n--;
	*at = from + n - 1;
	return n > 0;
}

/* With spacing, empty lines belong to the row before them. */
static size_t without_empty_lines(struct text *t, size_t pos)
{
	size_t start = text_line_start_within(t, pos, BLANKS), next, ink;

	if (start > 0 && is_empty_line(t, start, &next) && last_ink(t, start, &ink))
		return text_line_end_within(t, ink, BLANKS + 1);
	return pos;
}

static size_t end_of_empty_lines(struct text *t, size_t end)
{
	size_t ink, next;

	if (end == 0 || !last_ink(t, end, &ink))
		return end;
	while (end < text_size(t) && end - ink <= BLANKS && is_empty_line(t, end, &next))
		end = next;
	return end;
}

/* ---- rows ---- */

static unsigned rows_above(struct text *t, const struct layout_opts *o, size_t start)
{
	const struct span *head = &o->headline;
	bool below, close = head->end > head->start && start > head->end && start - head->end < BLANKS;
	size_t next, at;

	if (start == 0)
		return o->top;
	if (o->spacing == 0 && !close)
		return 0;
	at = close ? text_line_end_within(t, head->end, BLANKS) + 1 : 0;
	below = close && (o->spacing > 0 ? end_of_empty_lines(t, at) : at) == start;
	if ((o->spacing < 2 && !below) || is_empty_line(t, start, &next))
		return 0;
	return o->spacing > 1 ? o->spacing - 1 : 1;
}

static struct row row_of(struct text *t, const struct layout_opts *o, const struct segment *g, size_t i)
{
	struct row r = { .bytes = { g->rows.v[i], g->at.end } };
	r.first = i == 0 && g->line_start;
	r.last = i + 1 == g->rows.n && g->line_end;
	r.indent = i == 0 ? g->indent : 0;
	if (i + 1 < g->rows.n)
		r.bytes.end = g->rows.v[i + 1];
	struct sv s = text_view(t, r.bytes.start, r.bytes.end - r.bytes.start);
	size_t n = s.n;
	if (r.last && n > 0 && s.p[n - 1] == '\r')
		n--;
	while (!r.last && n > 0 && s.p[n - 1] == ' ')
		n--;
	r.hyphen = o->hyphens && !r.last && n == s.n && at_soft_hyphen(s, n);
	r.shown_end = r.bytes.start + n;
	if (r.last && r.bytes.end < text_size(t))
		r.bytes.end++; /* the newline */
	if (r.last && o->spacing > 0)
		r.bytes.end = end_of_empty_lines(t, r.bytes.end);
	if (r.first)
		r.above = rows_above(t, o, r.bytes.start);
	return r;
}

struct row layout_row(struct text *t, const struct layout_opts *o, size_t pos)
{
	if (pos > text_size(t))
		pos = text_size(t);
	if (o->spacing > 0)
		pos = without_empty_lines(t, pos);
	const struct segment *g = segment_at(t, o, pos);
	size_t lo = 0, hi = g->rows.n;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (g->rows.v[mid] <= pos)
			lo = mid;
		else
			hi = mid;
	}
	return row_of(t, o, g, lo);
}

bool layout_next(struct text *t, const struct layout_opts *o, const struct row *r, struct row *next)
{
	size_t at = r->bytes.end, size = text_size(t);
	if (at > size || at <= r->bytes.start)
		return false;
	/* Behind a final newline there is one empty row more only when asked
	 * for by position: like less, the text ends with its last line. */
	if (at == size)
		return false;
	*next = layout_row(t, o, at);
	return next->bytes.start >= at;
}

bool layout_prev(struct text *t, const struct layout_opts *o, const struct row *r, struct row *prev)
{
	size_t start = r->bytes.start; /* prev may be r */
	if (start == 0)
		return false;
	*prev = layout_row(t, o, start - 1);
	return prev->bytes.start < start;
}

static bool is_blank(struct sv s, const struct row *r, const struct cluster *k)
{
	return k->bytes.end == k->bytes.start + 1 && s.p[k->bytes.start - r->bytes.start] == ' ';
}

/* Stretches the blanks between words so that the row ends at the width; rows
 * that would need holes stay ragged. */
static void justify(struct sv s, const struct layout_opts *o, const struct row *r, cluster_vec *cs,
		    unsigned used)
{
	size_t first = 0, gaps = 0, seen = 0;
	unsigned spare = used < o->width ? (unsigned)o->width - used : 0, given = 0;

	while (first < cs->n && is_blank(s, r, &cs->v[first]))
		first++;
	for (size_t i = first; i < cs->n; i++)
		gaps += is_blank(s, r, &cs->v[i]);
	if (gaps == 0 || spare > gaps * STRETCH)
		return;
	for (size_t i = first; i < cs->n; i++) {
		cs->v[i].column += given;
		if (is_blank(s, r, &cs->v[i])) {
			unsigned upto = (unsigned)(spare * ++seen / gaps);

			cs->v[i].width += upto - given;
			given = upto;
		}
	}
}

void layout_clusters(struct text *t, const struct layout_opts *o, const struct row *r,
		     cluster_vec *out)
{
	vec_clear(out);
	struct sv s = text_view(t, r->bytes.start, r->shown_end - r->bytes.start);
	if (s.n == 0)
		return;
	char *graphemes = xmalloc(s.n);
	struct walker w = { .s = s, .graphemes = graphemes, .tab = o->tab };
	unsigned column = r->indent;
	size_t end;
	utf8_graphemes(s, graphemes);
	for (; w.at < s.n; w.at = end) {
		uint32_t cp;
		struct cluster k = { .column = column };
		k.width = walk(&w, column, &end, &cp);
		k.bytes = (struct span){ r->bytes.start + w.at, r->bytes.start + end };
		column += k.width;
		vec_push(out, k);
	}
	free(graphemes);
	if (r->hyphen && column < o->width) {
		out->v[out->n - 1].hyphen = true;
		out->v[out->n - 1].width++;
		column++;
	}
	if (o->justify && !r->last && !is_headline(o, r->bytes))
		justify(s, o, r, out, column);
}
