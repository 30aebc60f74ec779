/* layers.c - mentions that overlap: from one to the next under the caret, and a panel
 * that shows under their words from where to where each one goes, in any terminal.
 */
#include <string.h>

#include "app/command.h"
#include "app/panel.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define MOST 6    /* lines */
#define BEFORE 12 /* columns before the current mention, where not all has room */

/* Items that overlap one, itself included: in order of place, the longer first. */
static void overlapping(const struct doc *d, size_t item, pos_vec *out)
{
	struct span at = d->items.v[item].span;
	size_t i = view_item_from(d, at.start > d->longest ? at.start - d->longest : 0);

	for (; i < d->items.n && d->items.v[i].span.start < at.end; i++) {
		struct span s = d->items.v[i].span;
		size_t k = out->n;

		if (!span_hits(s, at) || !item_stops(&d->items.v[i]))
			continue;
		vec_push(out, i);
		for (; k > 0 && d->items.v[out->v[k - 1]].span.start == s.start && d->items.v[out->v[k - 1]].span.end < s.end; k--)
			out->v[k] = out->v[k - 1];
		out->v[k] = i;
	}
}

/* A line of text and the column of each of its bytes. */
struct ruler {
	struct span at;   /* bytes of the article */
	struct str shown; /* made safe */
	pos_vec columns;  /* of each byte of at, and of its end */
};

static void ruler_fill(struct ruler *r, struct doc *d, size_t width)
{
	struct str raw;
	size_t column = 0, i = 0;

	str_init(&raw);
	view_copy(d, r->at, width * 8, &raw);
	while (i < raw.n) {
		uint32_t cp;
		struct sv one = sv_cut(str_sv(&raw), i, i + utf8_decode(raw.p + i, raw.n - i, &cp));
		size_t before = r->shown.n, w;

		if (cp == '\n' || cp == '\r' || cp == '\t')
			str_addc(&r->shown, ' ');
		else if (cp_is_mark(cp))
			str_add(&r->shown, one);
		else
			utf8_printable(one, &r->shown);
		w = cp_is_mark(cp) ? 0 : utf8_width(sv_cut(str_sv(&r->shown), before, r->shown.n));
		if (column + w > width) {
			r->shown.n = before;
			r->shown.p[before] = '\0';
			break;
		}
		for (size_t k = 0; k < one.n; k++)
			vec_push(&r->columns, column);
		column += w;
		i += one.n;
	}
	vec_push(&r->columns, column);
	r->at.end = r->at.start + i;
	str_fini(&raw);
}

/* From where to where, under the words: open at an end that is not in sight. */
static void bracket(const struct app *a, const struct ruler *r, struct span s, struct str *out)
{
	bool drawn = option_enum(a->o.options, OPT_BORDERS) == 0 && !option_bool(a->o.options, OPT_LINEAR);
	const char *left = drawn ? "└" : "[", *line = drawn ? "─" : "-", *right = drawn ? "┘" : "]", *one = drawn ? "│" : "|";
	size_t from = s.start > r->at.start ? s.start - r->at.start : 0;
	size_t to = (s.end < r->at.end ? s.end : r->at.end) - r->at.start;

	if (s.start >= r->at.end || s.end <= r->at.start) {
		str_adds(out, s.end <= r->at.start ? "←" : "→");
		return;
	}
	for (size_t i = 0; i < r->columns.v[from]; i++)
		str_addc(out, ' ');
	size_t n = r->columns.v[to] - r->columns.v[from];
	for (size_t i = 0; i < n; i++)
		str_adds(out, n == 1 ? one : i == 0 && s.start >= r->at.start ? left : i + 1 == n && s.end <= r->at.end ? right : line);
}

/* Where the line of words begins: with the first mention, or a little before the current one. */
static size_t line_start(struct doc *d, const pos_vec *all, size_t width)
{
	struct span cur = d->items.v[d->item].span;
	size_t start = d->items.v[all->v[0]].span.start;
	struct str s;

	if (cur.start <= start)
		return cur.start < start ? cur.start : start;
	str_init(&s);
	view_copy(d, (struct span){ start, cur.end }, 4096, &s);
	bool fits = cur.end - start <= 4096 && utf8_width(str_sv(&s)) <= width;
	str_fini(&s);
	if (fits)
		return start;
	for (size_t i = 0; i < BEFORE && cur.start > start; i++) { /* a few code points back */
		do {
			cur.start--;
		} while (cur.start > start && ((unsigned char)text_view(d->text, cur.start, 1).p[0] & 0xC0) == 0x80);
	}
	return cur.start;
}

void layers_add(struct app *a, struct panel *p)
{
	struct doc *d = app_doc(a);
	pos_vec all = { 0 };
	struct ruler r = { 0 };
	struct str s;
	size_t first = 0, width, longest = 0;

	if (!d || d->item >= d->items.n)
		return;
	overlapping(d, d->item, &all);
	while (all.v[first] != d->item) /* the current one is in sight */
		first++;
	first = first >= MOST ? first - MOST + 1 : 0;
	for (size_t i = 0; i < all.n; i++) {
		size_t n = strlen(d->items.v[all.v[i]].tag);

		longest = n > longest ? n : longest;
	}
	longest = longest < a->w / 3 ? longest : a->w / 3;
	width = a->w - longest - 6;
	str_init(&s);
	str_init(&r.shown);
	r.at = (struct span){ line_start(d, &all, width), text_size(d->text) };
	ruler_fill(&r, d, width);
	panel_add(p, "", r.shown.p);
	for (size_t i = first; i < all.n && i < first + MOST; i++) {
		const struct item *it = &d->items.v[all.v[i]];

		str_clear(&s);
		bracket(a, &r, it->span, &s);
		if (all.v[i] == d->item)
			p->current = p->rows.n;
		panel_add(p, it->tag, s.p);
	}
	p->wide = p->verbatim = true;
	p->title = _("what overlaps; the same key: next");
	str_fini(&s);
	str_fini(&r.shown);
	vec_fini(&r.columns);
	vec_fini(&all);
}

/* The page goes up where the panel would hide the caret. */
static void uncover(struct app *a, struct doc *d, size_t lines)
{
	unsigned rows, most;
	struct geometry g;

	view_geometry(a, &g);
	most = panel_most(g.status_y);
	rows = (lines + 1 < most ? (unsigned)lines + 1 : most) + 1; /* the words, and a rule */
	a->hand.page = d->top;
	view_uncover(a, d, (struct span){ d->caret, d->caret + 1 }, g.status_y > rows ? g.status_y - rows : 1);
}

void layers_close(struct app *a, bool by_key)
{
	struct doc *d = app_doc(a);

	if (a->hand.layers && by_key && d && d->state == DOC_OPEN) {
		d->top = a->hand.page;
		view_normalize(a, d);
		view_scroll_to_caret(a, d);
	}
	if (a->hand.layers)
		a->hand.page = NONE;
	a->hand.layers = false;
}

bool cmd_cycle(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	pos_vec under = { 0 };
	size_t next = NONE;

	(void)args;
	if (!d)
		return false;
	view_items_under(d, d->caret, &under);
	for (size_t i = 0; i < under.n; i++)
		if (under.v[i] == d->item)
			next = under.v[(i + 1) % under.n];
	if (next != NONE)
		d->item = next;
	vec_clear(&under);
	if (next != NONE)
		overlapping(d, d->item, &under);
	a->hand.layers = under.n > 1;
	if (a->hand.layers)
		uncover(a, d, under.n < MOST ? under.n : MOST);
	vec_fini(&under);
	return a->hand.layers || error_set(err, ERR_STATE, _("nothing else lies here"));
}
