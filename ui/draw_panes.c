/* draw_panes.c - the side panes and the lists over the article; see draw.h. */
#include <string.h>

#include "app/command.h"
#include "app/files.h"
#include "app/panes.h"
#include "app/review.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/glyph.h"
#include "ui/theme.h"

/* Has the pane the keys, or would have them without the prompt? */
static bool pane_focus(const struct app *a, enum pane p)
{
	return a->pane == p && app_focus(a) == MODE_PANE;
}

/* A rule with the title in it, and at its end how many are decided. */
static void draw_heading(struct app *a, struct doc *d, enum pane p, const struct box *b,
			 struct frame *f)
{
	struct pane_list *l = &d->panes[p];
	bool focus = pane_focus(a, p);
	enum role role = focus ? ROLE_PANE_TITLE_FOCUS : ROLE_PANE_TITLE;
	struct str s;
	unsigned used, width;

	for (unsigned x = 0; x < b->w; x++)
		frame_put(f, b->x + x, b->y, glyph(a, GLYPH_RULE), ROLE_BORDER, HUE_NONE);
	if (b->x > 0 && borders_of(a) != BORDERS_NONE)
		frame_put(f, b->x - 1, b->y, glyph(a, b->y ? GLYPH_TEE : GLYPH_CORNER), ROLE_BORDER, HUE_NONE);
	str_init(&s);
	str_addf(&s, " %s ", pane_title(p));
	used = 1 + frame_text(f, b->x + 1, b->y, b->w - 1, str_sv(&s), role, HUE_NONE);
	str_clear(&s);
	str_addf(&s, " %u/%u %s ", l->decided, l->count, glyph(a, GLYPH_TICK).p);
	width = (unsigned)utf8_width(str_sv(&s));
	if (used + width + 1 < b->w)
		frame_text(f, b->x + b->w - width - 1, b->y, width, str_sv(&s), ROLE_FAINT, HUE_NONE);
	str_clear(&s);
	if (l->sorted && l->sort != pane_sort_at(p, 0))
		str_addf(&s, "%s ", sort_title(l->sort));
	if (l->filter)
		str_addf(&s, "[%s] ", pane_filter_line(l->filter));
	if (s.n && used + width + 2 < b->w)
		frame_text(f, b->x + used, b->y, b->w - used - width - 2, str_sv(&s), ROLE_KEY, HUE_NONE);
	if (borders_of(a) == BORDERS_NONE)
		frame_look(f, b->x, b->y, b->w, LOOK_UNDERLINE);
	str_fini(&s);
}

/* What stands at the right end of a row: a count, a part decided, a tick. */
static void row_tail(const struct app *a, const struct doc *d, enum pane p, const struct pane_row *r, struct str *s)
{
	const char *tick = glyph(a, GLYPH_TICK).p;
	unsigned percent = pane_row_percent(d, p, r);

	if (percent)
		str_addf(s, _("%u%% of the words"), percent);
	else if (r->type == ROW_GROUP)
		str_addf(s, "%u", r->count);
	else if (r->type == ROW_CLUSTER && r->decided && r->decided < r->count)
		str_addf(s, "%u/%u %s", r->decided, r->count, tick);
	else if (r->type == ROW_CLUSTER && r->count > 1)
		str_addf(s, "%s%s%u", r->decided ? tick : "", glyph(a, GLYPH_TIMES).p, r->count);
	else if (r->decided)
		str_adds(s, tick);
}

/* Marks what the search found in a line that stands at x. */
static void paint_matches(struct app *a, struct frame *f, unsigned x, unsigned y, unsigned room, struct sv line)
{
	struct span hit = { 0, 0 };

	while (a->search && a->search_marks && search_in(a->search, line, hit.end, &hit)) {
		unsigned from = (unsigned)utf8_width(sv_cut(line, 0, hit.start));
		unsigned n = (unsigned)utf8_width(sv_span(line, hit));

		if (from >= room)
			return;
		frame_paint(f, x + from, y, n < room - from ? n : room - from, ROLE_MATCH, HUE_NONE);
	}
}

#define NUMBERS 9 /* columns in which the numbers of figures end */

/* Columns before a figure so that numbers stand under each other. */
static unsigned number_pad(const struct item *it, struct sv words, const struct box *b)
{
	const char *unit = item_attr(it, ATTR_UNIT);
	size_t n = unit ? strlen(unit) : 0, stop = b->w >= 50 ? NUMBERS : NUMBERS - 3, width;

	if (it->kind != KIND_FIGURE)
		return 0;
	if (n > 0 && n < words.n && memcmp(words.p + words.n - n, unit, n) == 0)
		words.n -= n;
	width = utf8_width(sv_trim(words));
	return width < stop ? (unsigned)(stop - width) : 0;
}

/* What leads (the figure, who speaks) in its own way, then the rest. */
static void draw_words(struct frame *f, unsigned x, unsigned y, unsigned room, struct sv s, size_t own,
		       const enum role roles[2], enum hue hue)
{
	unsigned used = frame_text(f, x, y, room, sv_cut(s, 0, own), roles[0], hue);

	if (used < room)
		frame_text(f, x + used, y, room - used, sv_cut(s, own, s.n), roles[1], HUE_NONE);
}

/* In a wide pane a figure says at the right who gives it, in `room` columns. */
static void source_tail(struct doc *d, size_t item, unsigned room, struct str *tail)
{
	bool sure;
	struct sv who = sv_of(item_source(d, item, &sure));
	struct str s;

	if (who.n == 0 || d->panes[PANE_FIGURES].sort == SORT_SPEAKER)
		return;
	str_init(&s);
	if (utf8_width(who) > room) {
		size_t n = who.n;
		uint32_t cp;

		while (n > 0 && utf8_width(sv_cut(who, 0, n)) >= room)
			n -= utf8_decode_back(who, n, &cp);
		str_addf(&s, SV_FMT "…", (int)n, who.p);
	} else {
		str_add(&s, who);
	}
	if (!sure)
		str_adds(&s, " ?");
	if (tail->n)
		str_addf(&s, " %s", tail->p);
	str_fini(tail);
	*tail = s;
}

/* true: the row cuts its words. */
static bool draw_pane_row(struct app *a, struct doc *d, enum pane p, const struct pane_row *r,
			  const struct box *b, unsigned y, enum role role, struct frame *f)
{
	struct str s, tail;
	unsigned width, x = b->x + (r->type == ROW_GROUP ? 1 : 2);
	bool cut = true;
	size_t own;
	const struct item *it = r->item < d->items.n ? &d->items.v[r->item] : NULL;
	enum hue hue = it && r->type != ROW_GROUP && role != ROLE_PANE_CURRENT ? item_hue(a, it) : HUE_NONE;
	enum role after = role == ROLE_TEXT && p == PANE_FIGURES && it ? ROLE_FAINT : role;

	str_init(&s);
	str_init(&tail);
	own = pane_row_text(d, p, r, &s);
	row_tail(a, d, p, r, &tail);
	if (p == PANE_FIGURES && r->type == ROW_ITEM && b->w >= 56)
		source_tail(d, r->item, b->w / 3, &tail);
	width = (unsigned)utf8_width(str_sv(&tail));
	frame_fill(f, b->x, y, b->w, role);
	if (it && p == PANE_FIGURES && !option_bool(a->o.options, OPT_LINEAR))
		x += number_pad(it, sv_cut(str_sv(&s), 0, own), b);
	if (b->x + b->w > x + width + 2) {
		const enum role roles[2] = { role, after };

		unsigned room = b->x + b->w - width - x - 2;

		if (option_bool(a->o.options, OPT_LINEAR)) { /* what belongs to it right behind it */
			if (tail.n)
				str_addf(&s, "  %s", tail.p);
			room += width + 1;
			str_clear(&tail);
			width = 0;
		}
		cut = utf8_width(str_sv(&s)) > room;
		draw_words(f, x, y, room, str_sv(&s), own, roles, hue);
		if (r->type != ROW_GROUP && pane_focus(a, p))
			paint_matches(a, f, x, y, room, str_sv(&s));
		frame_text(f, b->x + b->w - width - 1, y, width, str_sv(&tail), role, HUE_NONE);
	}
	str_fini(&s);
	str_fini(&tail);
	return cut;
}

static enum role row_role(const struct pane_row *r, bool at, bool follows)
{
	if (r->type == ROW_GROUP)
		return ROLE_PANE_GROUP;
	if (at || follows)
		return at ? ROLE_PANE_CURRENT : ROLE_PANE_FOLLOW;
	return r->decided == r->count ? ROLE_PANE_DONE : ROLE_TEXT;
}

/* The rows in sight; true: that of the cursor is cut. */
static bool draw_pane_rows(struct app *a, struct doc *d, enum pane p, const struct box *b, size_t follow, struct frame *f)
{
	struct pane_list *l = &d->panes[p];
	bool focus = pane_focus(a, p), cut = false;

	for (unsigned y = 1; y < b->h && l->top + y - 1 < l->rows.n; y++) {
		size_t i = l->top + y - 1;
		const struct pane_row *r = &l->rows.v[i];
		bool at = focus && i == l->cur;
		enum role role = row_role(r, at, !focus && i == follow);
		bool is = draw_pane_row(a, d, p, r, b, b->y + y, role, f);

		cut = cut || (is && at);
		if (role == ROLE_PANE_CURRENT || role == ROLE_PANE_FOLLOW)
			frame_put(f, b->x, b->y + y, glyph(a, GLYPH_ITEM), role, HUE_NONE);
		if (at)
			frame_cursor(f, b->x + 2, b->y + y);
	}
	return cut;
}

/* Rows under a rule at the foot of a box. */
static void draw_foot(struct app *a, const struct box *b, const struct sv *rows, unsigned n, struct frame *f)
{
	unsigned y = b->y + b->h - n;

	for (unsigned x = 0; n > 0 && x < b->w; x++)
		frame_put(f, b->x + x, y - 1, glyph(a, GLYPH_RULE), ROLE_BORDER, HUE_NONE);
	if (n > 0 && b->x > 0 && borders_of(a) != BORDERS_NONE)
		frame_put(f, b->x - 1, y - 1, glyph(a, GLYPH_TEE), ROLE_BORDER, HUE_NONE);
	for (unsigned i = 0; i < n; i++) {
		frame_fill(f, b->x, y + i, b->w, ROLE_TEXT);
		frame_text(f, b->x + 1, y + i, b->w - 2, rows[i], ROLE_TEXT, HUE_NONE);
	}
}

#define PANE_FOOT 6

/* Under the rows of a pane: what the current one cuts. */
static void draw_pane_foot(struct app *a, struct doc *d, enum pane p, const struct box *b, struct frame *f)
{
	struct pane_list *l = &d->panes[p];
	struct sv rows[PANE_FOOT];
	struct box above = *b;
	struct str s, safe;
	unsigned n = b->h > 12 ? PANE_FOOT : b->h > 9 ? 3 : 2;

	str_init(&s);
	str_init(&safe);
	pane_row_text(d, p, &l->rows.v[l->cur], &s);
	utf8_printable(str_sv(&s), &safe);
	n = (unsigned)utf8_wrap(str_sv(&safe), b->w - 2, rows, n);
	above.h -= n + 1;
	pane_scroll(l, above.h - 1);
	draw_pane_rows(a, d, p, &above, NONE, f);
	draw_foot(a, b, rows, n, f);
	str_fini(&s);
	str_fini(&safe);
}

void draw_pane(struct app *a, struct doc *d, enum pane p, const struct box *b, struct frame *f)
{
	struct pane_list *l = &d->panes[p];
	bool focus = pane_focus(a, p), drawn = !option_bool(a->o.options, OPT_LINEAR);
	size_t current = d->item == NONE ? NONE : pane_row_of(d, p, d->item);

	draw_heading(a, d, p, b, f);
	if (b->h < 2)
		return;
	if (!focus && current != NONE) {
		size_t keep = l->cur;

		l->cur = current; /* the pane follows the caret of the article */
		pane_scroll(l, b->h - 1);
		l->cur = keep;
	} else {
		pane_scroll(l, b->h - 1);
	}
	if (l->rows.n == 0)
		frame_text(f, b->x + 1, b->y + 1, b->w - 1,
			   sv_of(l->filter ? _("nothing passes the filter") : d->state != DOC_OPEN ? "" : d->has_found ? _("nothing found") : _("searching ...")), ROLE_FAINT,
			   HUE_NONE);
	if (draw_pane_rows(a, d, p, b, current, f) && drawn && b->h > 6)
		draw_pane_foot(a, d, p, b, f);
}

/* What was decided of a case, at the right. */
static void draw_state(struct app *a, size_t i, const struct box *b, unsigned y, enum role role, struct frame *f)
{
	struct sv s = sv_of(review_state(a, i));
	unsigned w = (unsigned)utf8_width(s);

	if (w == 0 || w + 2 >= b->w)
		return;
	frame_fill(f, b->x + b->w - w - 2, y, w + 2, role);
	frame_text(f, b->x + b->w - w - 1, y, w, s, role == ROLE_TEXT ? ROLE_PANE_DONE : role, HUE_NONE);
}

/* From where the text of a line is shown, so that its mark is in sight. */
static struct sv line_text(const struct list_line *l, unsigned room)
{
	struct sv text = sv_of(l->text);
	size_t start = l->mark.start, word;
	uint32_t cp;

	if (utf8_width(sv_cut(text, 0, l->mark.end)) < room)
		return text;
	while (start > 0 && utf8_width(sv_cut(text, start, l->mark.start)) < room / 3)
		start -= utf8_decode_back(text, start, &cp);
	for (word = start; word < l->mark.start && text.p[word] != ' ';)
		word++;
	return sv_cut(text, word < l->mark.start ? word + 1 : start, text.n);
}

static void draw_list_line(struct app *a, size_t i, const struct box *b, unsigned y, bool at, struct frame *f)
{
	const struct list_line *l = &a->list.lines.v[i];
	enum role role = at ? ROLE_PANE_CURRENT : l->heading ? ROLE_PANE_GROUP : ROLE_TEXT;
	unsigned x = b->x + 1, room;

	if (at)
		frame_fill(f, b->x, y, b->w, role);
	if (a->list.kind == LIST_TAGALL)
		x += frame_text(f, x, y, TICK_W, l->ticked ? SV("[x] ") : SV("[ ] "), role, HUE_NONE);
	room = list_line_room(a, l);
	if (x + room < b->x + b->w)
		frame_text(f, x + room + 1, y, b->x + b->w - x - room - 1, sv_of(l->tail), role, HUE_NONE);
	struct sv text = line_text(l, room);
	if (text.p != l->text && room > 1) {
		frame_put(f, x++, y, SV("…"), role, HUE_NONE);
		room--;
	}
	frame_text(f, x, y, room, text, role, HUE_NONE);
	if (a->list.kind == LIST_REVIEW)
		draw_state(a, i, b, y, role, f);
	if (l->key_width && !at)
		frame_paint(f, x, y, (unsigned)l->key_width, ROLE_KEY, HUE_NONE);
	paint_matches(a, f, x, y, b->w - (x - b->x), text);
	if (at)
		frame_cursor(f, b->x + 1, y);
}

/* Over the article's area: a heading, then the lines. */
void draw_list(struct app *a, struct frame *f)
{
	struct list *l = &a->list;
	struct sv said[LIST_FOOT];
	unsigned foot = list_foot(a, said), rows = list_rows(a);
	struct box b = list_box(a);
	struct box area = b;
	bool picks = mode_picks(app_focus(a));

	files_fill(a, l->top, b.h);
	for (unsigned y = 0; y < b.h; y++)
		frame_fill(f, b.x, b.y + y, b.w, y == 0 ? ROLE_PANE_TITLE_FOCUS : ROLE_TEXT);
	f->cursor_shown = false;
	if (l->columns)
		frame_text(f, b.x + b.w - (unsigned)utf8_width(sv_of(l->columns)) - 1, b.y, b.w, sv_of(l->columns),
			   ROLE_PANE_TITLE_FOCUS, HUE_NONE);
	frame_text(f, b.x + 1, b.y, b.w - 1, sv_of(l->title), ROLE_PANE_TITLE_FOCUS, HUE_NONE);
	for (unsigned y = 1; y <= rows && y < b.h && l->top + y - 1 < l->lines.n; y++)
		draw_list_line(a, l->top + y - 1, &b, b.y + y, picks && l->top + y - 1 == l->cur, f);
	draw_review(a, &area, f);
	draw_foot(a, &b, said, foot, f);
	if (!picks && a->search_marks && l->found >= l->top && l->found - l->top < rows)
		frame_cursor(f, b.x + 1, b.y + (unsigned)(l->found - l->top) + 1);
	else if (!picks)
		frame_cursor(f, b.x, b.y + b.h - 1);
}
