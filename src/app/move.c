/* move.c - the commands that move the caret and the panes' cursors. */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/panes.h"
#include "app/select.h"
#include "app/steps.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* One row a move: enum, name, help. */
#define WHERE_TABLE(X) \
	X(LEFT, "left", N_("A character to the left")) \
	X(RIGHT, "right", N_("A character to the right")) \
	X(UP, "up", N_("A row up")) \
	X(DOWN, "down", N_("A row down")) \
	X(WORD, "word", N_("To the next word")) \
	X(WORD_BACK, "word-back", N_("To the previous word")) \
	X(SENTENCE, "sentence", N_("To the next sentence")) \
	X(SENTENCE_BACK, "sentence-back", N_("To the previous sentence")) \
	X(PARAGRAPH, "paragraph", N_("To the next paragraph")) \
	X(PARAGRAPH_BACK, "paragraph-back", N_("To the previous paragraph")) \
	X(LINE_START, "line-start", N_("To the start of the row")) \
	X(LINE_END, "line-end", N_("To the end of the row")) \
	X(PAGE_DOWN, "page-down", N_("A page down")) \
	X(PAGE_UP, "page-up", N_("A page up")) \
	X(HALF_DOWN, "half-down", N_("Half a page down")) \
	X(HALF_UP, "half-up", N_("Half a page up")) \
	X(TOP, "top", N_("To the first row")) \
	X(BOTTOM, "bottom", N_("To the last row")) \
	X(PERCENT, "percent", N_("To as many per cent of the article as the count says"))

enum where {
#define X(id, name, help) W_##id,
	WHERE_TABLE(X)
#undef X
	W_COUNT
};

static const struct {
	const char *name, *help;
} wheres[W_COUNT] = {
#define X(id, name, help) { name, help },
	WHERE_TABLE(X)
#undef X
};

const char *where_name(size_t i)
{
	return i < W_COUNT ? wheres[i].name : NULL;
}

const char *where_help(struct sv name)
{
	for (size_t i = 0; i < W_COUNT; i++) {
		if (sv_eq(name, sv_of(wheres[i].name)))
			return _(wheres[i].help);
	}
	return NULL;
}

static bool where_parse(struct sv s, enum where *w)
{
	for (int i = 0; i < W_COUNT; i++) {
		if (sv_eq(s, sv_of(wheres[i].name))) {
			*w = (enum where)i;
			return true;
		}
	}
	return false;
}

static size_t column_of(struct doc *d, const struct layout_opts *o, const struct row *r, size_t pos)
{
	cluster_vec cs = { 0 };
	size_t column = 0;

	layout_clusters(d->text, o, r, &cs);
	for (size_t i = 0; i < cs.n; i++)
		column = pos >= cs.v[i].bytes.end ? cs.v[i].column + cs.v[i].width
			 : pos >= cs.v[i].bytes.start ? cs.v[i].column : column;
	vec_fini(&cs);
	return column;
}

static size_t pos_in_row(struct doc *d, const struct layout_opts *o, const struct row *r,
			 size_t column)
{
	cluster_vec cs = { 0 };
	size_t pos = r->bytes.start;

	layout_clusters(d->text, o, r, &cs);
	for (size_t i = 0; i < cs.n && cs.v[i].column <= column; i++)
		pos = cs.v[i].bytes.start;
	vec_fini(&cs);
	return pos;
}

static void move_rows(struct app *a, struct doc *d, long by, bool scroll)
{
	struct layout_opts o = view_layout(a);
	struct row r = layout_row(d->text, &o, d->caret);
	size_t column = d->column != NONE ? d->column : column_of(d, &o, &r, d->caret), top = d->top;
	long left;

	if (scroll) { /* the caret moves as far as the screen, to the edge when that stays */
		long rows = (long)view_move_top(a, d, (size_t)(by < 0 ? -by : by), by > 0);

		by = rows == 0 ? by : by < 0 ? -rows : rows;
	}
	for (left = by; left > 0 && layout_next(d->text, &o, &r, &r); left--)
		continue;
	for (; left < 0 && layout_prev(d->text, &o, &r, &r); left++)
		continue;
	d->caret = pos_in_row(d, &o, &r, column);
	if (scroll && d->top != top)
		view_caret_into_sight(a, d); /* a page is what moves, not the caret */
	d->item = view_item_at(d, d->caret);
	view_scroll_to_caret(a, d);
	d->column = column;
}

static size_t target(struct app *a, struct doc *d, enum where w, size_t count)
{
	struct layout_opts o = view_layout(a);
	size_t pos = d->caret, n = count ? count : 1;
	struct row r;

	switch (w) {
	case W_LINE_START:
		return layout_row(d->text, &o, pos).bytes.start;
	case W_LINE_END:
		r = layout_row(d->text, &o, pos);
		return r.shown_end > r.bytes.start ? char_from(d, &o, r.shown_end, -1)
						   : r.bytes.start;
	case W_TOP:
	case W_BOTTOM:
		if (count == 0)
			return w == W_TOP ? 0 : text_size(d->text);
		return text_line_at(d->text, count);
	case W_PERCENT:
		n = count > 100 ? 100 : count;
		return layout_row(d->text, &o, (size_t)((double)text_size(d->text) * (double)n / 100.0))
			.bytes.start;
	default:
		break;
	}
	for (size_t i = 0; i < n && i < 100000; i++) {
		size_t was = pos;

		pos = w == W_LEFT || w == W_RIGHT ? char_from(d, &o, pos, w == W_LEFT ? -1 : 1)
		      : w == W_WORD || w == W_WORD_BACK ? word_from(d, pos, w == W_WORD ? 1 : -1)
		      : w == W_SENTENCE || w == W_SENTENCE_BACK
			      ? sentence_from(d, pos, w == W_SENTENCE ? 1 : -1)
			      : paragraph_from(d, pos, w == W_PARAGRAPH ? 1 : -1);
		if (pos == was)
			break;
	}
	return pos;
}

/* A selection takes words, sentences and paragraphs in whole: the caret goes to
 * their last character. NONE: this is no such move. */
static size_t select_target(struct doc *d, enum where w, size_t count)
{
	size_t pos = d->caret, n = count ? count : 1;

	if ((w != W_WORD && w != W_SENTENCE && w != W_PARAGRAPH) || pos < d->sel_anchor)
		return NONE;
	for (size_t i = 0; i < n && i < 100000; i++) {
		size_t next = char_beside(d, pos, 1);
		struct span at = { d->sel_anchor, next };

		if (w == W_WORD) {
			if (!edge_move(d, &at, EDGE_END, true, false))
				break;
		} else {
			at.end = w == W_SENTENCE ? sentence_from(d, next, 1) : paragraph_from(d, next, 1);
			at = span_trim(d, at);
			if (at.end <= next) { /* blanks only up to there: the one behind */
				at.end = w == W_SENTENCE ? sentence_from(d, char_beside(d, next, 1), 1)
							 : paragraph_from(d, char_beside(d, next, 1), 1);
				at = span_trim(d, at);
			}
			if (at.end <= next)
				break;
		}
		pos = char_beside(d, at.end, -1);
	}
	return pos;
}

/* Rows a vertical move makes; 0: not vertical. */
static long rows_of(struct app *a, enum where w, size_t count)
{
	long n = count ? (count > 1000000 ? 1000000 : (long)count) : 1;
	long page = (long)view_page_rows(a);

	switch (w) {
	case W_UP:
		return -n;
	case W_DOWN:
		return n;
	case W_PAGE_DOWN:
		return n * (page > 2 ? page - 2 : 1);
	case W_PAGE_UP:
		return -n * (page > 2 ? page - 2 : 1);
	case W_HALF_DOWN:
		return n * ((page + 1) / 2);
	case W_HALF_UP:
		return -n * ((page + 1) / 2);
	default:
		return 0;
	}
}

/* In a pane or a list every move is one of rows. */
static bool move_in_rows(struct app *a, struct doc *d, enum where w, size_t count)
{
	long by = rows_of(a, w, count);

	if (w == W_TOP)
		by = -1000000000;
	if (w == W_BOTTOM)
		by = 1000000000;
	if (a->mode == MODE_PANE)
		pane_move(&d->panes[a->pane], by);
	else
		list_move(a, by);
	return true;
}

void select_extend(struct doc *d)
{
	size_t at = d->caret, end = char_beside(d, at, 1);

	if (at >= d->sel_anchor)
		d->sel = (struct span){ d->sel_anchor, end };
	else
		d->sel = (struct span){ at, d->sel_anchor };
}

bool cmd_move(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = app_doc(a); /* a list over one that is not open has rows as well */
	enum where w;
	long by;

	if (!d)
		return false;
	if (!where_parse(args->v[0], &w))
		return error_set(err, ERR_USAGE, _("no such move: %.*s"), SV_ARG(args->v[0]));
	if (a->mode != MODE_NORMAL && a->mode != MODE_SELECT)
		return move_in_rows(a, d, w, args->count);
	by = rows_of(a, w, args->count);
	if (by != 0) {
		if (labs(by) > 2 * (long)view_page_rows(a)) /* farther than one would scroll back */
			view_push_jump(d);
		move_rows(a, d, by, w >= W_PAGE_DOWN);
	} else {
		if (w == W_TOP || w == W_BOTTOM || w == W_PERCENT)
			view_push_jump(d);
		size_t to = a->mode == MODE_SELECT ? select_target(d, w, args->count) : NONE;

		view_goto(a, d, to != NONE ? to : target(a, d, w, args->count));
	}
	if (a->mode == MODE_SELECT)
		select_extend(d);
	return true;
}

bool cmd_scroll(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	if (!d)
		return false;
	view_move_top(a, d, args->count ? args->count : 1, arg_is(args, 0, "down"));
	view_caret_into_sight(a, d);
	d->item = view_item_at(d, d->caret);
	return true;
}

/* Does the item pass the filter of next-mention and next-open? */
static bool wanted(const struct item *it, bool open, const struct args *args)
{
	if (!item_stops(it) || (open && !item_is_open(it)))
		return false;
	if (arg_is(args, 0, "note"))
		return it->a && it->a->note && *it->a->note;
	return args->n == 0 || sv_eq(args->v[0], sv_of(kind_name(it->kind))) ||
	       sv_eq(args->v[0], sv_of(it->tag));
}

/* Nothing open behind the caret: what is open in the articles after this one, and
 * from the first one on. Articles not read yet are read now. */
static bool next_article(struct app *a, const struct args *args)
{
	size_t from = a->doc, place = doc_place(a, from);

	for (size_t k = 1; k < a->docs.n; k++) {
		size_t i = doc_at(a, (place + k) % a->docs.n);
		struct doc *d = a->docs.v[i];

		if (doc_is_finished(d) || !doc_switch(a, i))
			continue;
		app_settle_doc(a);
		for (i = 0; i < d->items.n; i++) {
			if (wanted(&d->items.v[i], true, args)) {
				d->focus = PANE_COUNT;
				view_goto_item(a, d, i);
				app_say(a, _("%s: %u of %u decided"), d->path, d->decided, d->total);
				return true;
			}
		}
	}
	if (a->doc != from)
		doc_switch(a, from);
	return false;
}

/* In a pane: through its rows, and the mentions of a row, in the order they stand. */
static bool step_pane(struct app *a, struct doc *d, int dir, bool open, struct error *err)
{
	struct pane_list *l = &d->panes[a->pane];
	size_t row = l->cur, n = 0, at = NONE;
	const size_t *items = NULL;
	const struct item *it;

	if (row < l->rows.n)
		n = pane_row_items(l, &l->rows.v[row], &items);
	for (size_t i = 0; i < n; i++)
		if (items[i] == d->item)
			at = i;
	if (at == NONE) /* the row has not been entered yet */
		at = dir > 0 ? NONE : n;
	do {
		at = dir > 0 ? at + 1 : at - 1; /* NONE + 1 is 0, 0 - 1 is NONE */
		while (at >= n && (row = dir > 0 ? row + 1 : row - 1) < l->rows.n) {
			n = pane_row_items(l, &l->rows.v[row], &items);
			at = dir > 0 || n == 0 ? 0 : n - 1;
		}
		if (at >= n)
			return error_set(err, ERR_STATE, dir > 0 ? _("no mention behind this one") : _("no mention before this one"));
		it = &d->items.v[items[at]];
	} while (!item_stops(it) || (open && !item_is_open(it)));
	view_goto_item(a, d, items[at]);
	l->cur = row;
	return true;
}

static bool step_item(struct app *a, const struct args *args, int dir, bool open, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t n = args->count ? args->count : 1, at;

	if (!d)
		return false;
	if (a->mode == MODE_PANE && args->n == 0)
		return step_pane(a, d, dir, open, err);
	at = d->item;
	if (at == NONE) { /* between two items */
		at = view_item_from(d, d->caret + (dir > 0));
		if (dir > 0)
			at--; /* NONE + 1 is 0 */
	}
	while (n > 0) {
		at = dir > 0 ? at + 1 : at - 1;
		if (at >= d->items.n)
			break;
		if (wanted(&d->items.v[at], open, args))
			n--;
	}
	if (at >= d->items.n) {
		if (open && dir > 0 && next_article(a, args))
			return true;
		if (!d->has_found && d->items.n == 0)
			return error_set(err, ERR_STATE, _("nothing found yet"));
		return error_set(err, ERR_STATE, dir > 0 ? _("no mention behind this one")
							 : _("no mention before this one"));
	}
	view_goto_item(a, d, at);
	return true;
}

bool cmd_next_mention(struct app *a, const struct args *args, struct error *err)
{
	return step_item(a, args, 1, false, err);
}

bool cmd_prev_mention(struct app *a, const struct args *args, struct error *err)
{
	return step_item(a, args, -1, false, err);
}

bool cmd_next_open(struct app *a, const struct args *args, struct error *err)
{
	return step_item(a, args, 1, true, err);
}

bool cmd_prev_open(struct app *a, const struct args *args, struct error *err)
{
	return step_item(a, args, -1, true, err);
}

bool cmd_goto(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct sv s = args->v[0];
	bool percent = s.n > 0 && s.p[s.n - 1] == '%';
	size_t n = 0, i, p, of;

	if (!d)
		return false;
	if (percent)
		s.n--;
	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000000; i++)
		n = n * 10 + (size_t)(s.p[i] - '0');
	if (i == 0 || i < s.n)
		return error_set(err, ERR_USAGE, _("not a paragraph number: %.*s"), SV_ARG(args->v[0]));
	view_push_jump(d);
	if (percent) {
		view_goto(a, d, target(a, d, W_PERCENT, n ? n : 1));
	} else if (view_paragraph(d, 0, &p, &of)) {
		if (n < 1 || n > of)
			return error_set(err, ERR_USAGE, ngettext("there is %zu paragraph", "there are %zu paragraphs", of), of);
		view_goto(a, d, d->paragraphs.v[n - 1]);
	} else {
		view_goto(a, d, text_line_at(d->text, n));
	}
	return true;
}

static bool mark_index(struct sv s, size_t *i, struct error *err)
{
	if (s.n != 1 || s.p[0] < 'a' || s.p[0] > 'z')
		return error_set(err, ERR_USAGE, _("a mark is a letter from a to z"));
	*i = (size_t)(s.p[0] - 'a');
	return true;
}

bool cmd_mark(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t i = 0;

	if (!d)
		return false;
	if (args->n == 0) {
		a->want_mark = true; /* the next key is the letter */
		return true;
	}
	if (!mark_index(args->v[0], &i, err))
		return false;
	d->marks[i] = d->caret;
	app_say(a, _("mark %c set"), (char)('a' + i));
	return true;
}

bool cmd_to_mark(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t i = 0;

	if (!d)
		return false;
	if (args->n == 0) {
		a->want_to_mark = true;
		return true;
	}
	if (!mark_index(args->v[0], &i, err))
		return false;
	if (d->marks[i] == NONE)
		return error_set(err, ERR_STATE, _("mark %c is not set"), (char)('a' + i));
	view_push_jump(d);
	view_goto(a, d, d->marks[i]);
	return true;
}

bool cmd_jump_back(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t here;

	(void)args;
	if (!d)
		return false;
	if (d->jump_at == 0)
		return error_set(err, ERR_STATE, _("no earlier place"));
	here = d->caret;
	if (d->jump_at == d->jumps.n && d->jumps.v[d->jumps.n - 1] != here) {
		vec_push(&d->jumps, here);
		d->jump_at = d->jumps.n - 1;
	}
	d->jump_at--;
	view_goto(a, d, d->jumps.v[d->jump_at]);
	return true;
}

bool cmd_jump_forward(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	(void)args;
	if (!d)
		return false;
	if (d->jump_at + 1 >= d->jumps.n)
		return error_set(err, ERR_STATE, _("no later place"));
	view_goto(a, d, d->jumps.v[++d->jump_at]);
	return true;
}
