/* mouse.c - see mouse.h. */
#include "app/mouse.h"

#include "app/command.h"
#include "app/follow.h"
#include "app/panel.h"
#include "app/panes.h"
#include "app/review.h"
#include "app/select.h"
#include "app/view.h"

#define WHEEL_ROWS 3

static bool inside(const struct box *b, unsigned x, unsigned y)
{
	return b->h > 0 && x >= b->x && x < b->x + b->w && y >= b->y && y < b->y + b->h;
}

/* The byte under a cell of the text column; beside it, the nearest of the row. */
static size_t byte_at(const struct app *a, struct doc *d, const struct geometry *g, unsigned x, unsigned y)
{
	unsigned column = x > g->text.x ? x - g->text.x : 0;
	cluster_vec cs = { 0 };
	struct sight s, next;
	size_t at;

	sight_first(a, d, &s);
	for (next = s; sight_next(d, &next) && next.y <= y; s = next)
		continue;
	layout_clusters(d->text, &s.o, &s.row, &cs);
	at = s.row.bytes.start;
	for (size_t i = 0; i < cs.n && cs.v[i].column <= column; i++)
		at = cs.v[i].bytes.start;
	vec_fini(&cs);
	return at;
}

static void run(struct app *a, const char *command)
{
	struct error err = { 0 };

	if (!app_run(a, sv_of(command), &err))
		app_complain(a, "%s", err.msg);
}

static void wheel(struct app *a, bool down)
{
	a->count = WHEEL_ROWS;
	if (mode_is_list(a->mode))
		list_move(a, down ? WHEEL_ROWS : -WHEEL_ROWS);
	else
		run(a, down ? "scroll down" : "scroll up");
	a->count = 0;
}

static void press_pane(struct app *a, struct doc *d, enum pane p, unsigned row)
{
	struct pane_list *l = &d->panes[p];

	if (a->mode != MODE_PANE || a->pane != p) {
		size_t to = row > 0 ? l->top + row - 1 : l->cur;

		a->mode = MODE_PANE;
		a->pane = p;
		l->cur = to < l->rows.n ? to : l->cur;
	} else if (row > 0 && l->top + row - 1 < l->rows.n) {
		l->cur = l->top + row - 1;
	}
	if (l->cur < l->rows.n && l->rows.v[l->cur].type == ROW_GROUP)
		pane_move(l, 1);
}

/* A row of a list becomes the current one; the current one does what Enter does. */
static void press_list(struct app *a, unsigned x, unsigned y)
{
	struct list *l = &a->list;
	unsigned top = list_top(a) + 1, end = top + list_rows(a);

	if (!mode_picks(a->mode) || y < top || y >= end || l->top + (y - top) >= l->lines.n)
		return;
	size_t row = l->top + (y - top);
	if (l->kind == LIST_TAGALL && x < TICK_W) {
		l->cur = row;
		run(a, "toggle");
	} else if (l->cur != row) {
		list_move(a, (long)row - (long)l->cur);
	} else if (a->mode == MODE_TAGALL && l->kind != LIST_TAGALL) { /* tag-all: Enter is for all rows */
		run(a, "apply");
	}
}

static void drag(struct app *a, struct doc *d, size_t to)
{
	if (a->mode != MODE_SELECT) {
		if (to == d->sel_anchor)
			return;
		a->mode = MODE_SELECT;
	}
	d->caret = to;
	select_extend(d);
	d->item = NONE;
}

static void feed(struct app *a, struct doc *d, const struct mouse *m)
{
	struct geometry g;

	if (m->what == MOUSE_UP || m->what == MOUSE_DOWN) {
		wheel(a, m->what == MOUSE_DOWN);
		return;
	}
	if (mode_is_list(a->mode)) {
		if (m->what == MOUSE_PRESS)
			press_list(a, m->x, m->y);
		return;
	}
	view_geometry(a, &g);
	if (g.article && inside(&g.area, m->x, m->y)) {
		size_t at = byte_at(a, d, &g, m->x, m->y);

		if (m->what == MOUSE_DRAG) {
			drag(a, d, at);
			return;
		}
		a->mode = MODE_NORMAL;
		d->sel_anchor = at;
		view_goto(a, d, at);
		if (a->hand.sticky)
			run(a, "accept");
		return;
	}
	for (int p = 0; m->what == MOUSE_PRESS && p < PANE_COUNT; p++)
		if (inside(&g.pane[p], m->x, m->y))
			press_pane(a, d, (enum pane)p, m->y - g.pane[p].y);
}

void app_mouse(struct app *a, const struct mouse *m)
{
	struct follow was = follow_begin(a);

	if (!app_doc(a) || a->mode == MODE_PROMPT)
		return;
	layers_close(a, false);
	feed(a, app_doc(a), m);
	follow_end(a, was);
}
