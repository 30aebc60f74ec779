/* view.c - geometry, place and scrolling; see view.h. The merged list of
 * items is made in view_items.c. */
#include "app/view.h"

#include <string.h>

#include "base/utf8.h"

/* Rows for each pane: the focused one gets half of the height, without one all
 * get a third; what one does not fill, the others have. */
static void share_rows(const struct app *a, unsigned rows, unsigned h[PANE_COUNT])
{
	const struct doc *d = app_doc(a);
	unsigned spare = 0, wanting = 0, need[PANE_COUNT];

	for (int p = 0; p < PANE_COUNT; p++) {
		bool big = app_focus(a) == MODE_PANE && a->pane == (enum pane)p;

		need[p] = d && d->panes[p].rows.n + 1 < rows ? (unsigned)d->panes[p].rows.n + 1 : rows;
		h[p] = app_focus(a) != MODE_PANE ? rows / PANE_COUNT : big ? rows - 2 * (rows / 4) : rows / 4;
		if (app_focus(a) != MODE_PANE && p == PANE_QUOTES)
			h[p] = rows - 2 * (rows / PANE_COUNT);
		if (d && d->has_found && need[p] < h[p]) {
			spare += h[p] - need[p];
			h[p] = need[p];
		}
		wanting += need[p] > h[p];
	}
	for (int p = 0; p < PANE_COUNT && wanting > 0; p++) {
		unsigned more = need[p] > h[p] ? need[p] - h[p] : 0, part = spare / wanting;

		if (more == 0)
			continue;
		wanting--;
		part = more < part ? more : part;
		h[p] += part;
		spare -= part;
	}
	h[PANE_QUOTES] += spare;
}

static void geometry_side(const struct app *a, struct geometry *g, unsigned rows, unsigned width)
{
	unsigned right = a->w - (width + MARGIN_W + 4), y = 0, h[PANE_COUNT];

	if (right > 72)
		right = 72;
	if (right < 34)
		right = 34;
	g->area = (struct box){ 0, 0, a->w - right - 1, rows };
	g->track = g->area.w;
	share_rows(a, rows, h);
	for (int p = 0; p < PANE_COUNT; p++) {
		g->pane[p] = (struct box){ a->w - right, y, right, h[p] };
		y += h[p];
	}
	g->side = g->article = true;
}

void view_geometry(const struct app *a, struct geometry *g)
{
	unsigned rows, width = (unsigned)option_int(a->o.options, OPT_WIDTH);
	bool linear = option_bool(a->o.options, OPT_LINEAR), map;
	bool centre = option_bool(a->o.options, OPT_CENTER) && !linear;

	memset(g, 0, sizeof *g);
	g->too_small = a->w < SCREEN_MIN_W || a->h < SCREEN_MIN_H;
	rows = a->h > 2 ? a->h - 2 : 1;
	g->status_y = a->h > 1 ? a->h - 2 : 0;
	g->message_y = a->h > 0 ? a->h - 1 : 0;
	if (a->w >= SCREEN_SIDE_W && option_bool(a->o.options, OPT_PANES) && !linear) {
		geometry_side(a, g, rows, width);
	} else {
		g->area = (struct box){ 0, 0, a->w, rows };
		g->article = app_focus(a) != MODE_PANE;
		if (!g->article)
			g->pane[a->pane] = g->area;
	}
	unsigned room = g->area.w;
	map = option_bool(a->o.options, OPT_MAP) && option_enum(a->o.options, OPT_BORDERS) != 2 && !linear;
	if (g->article && a->w >= SCREEN_MAP_W && map) {
		if (!g->side)
			g->track = --room;
		g->map = (struct box){ --room, 0, 1, rows };
	}
	if (room < width + MARGIN_W + 1)
		width = room > MARGIN_W + 2 ? room - MARGIN_W - 1 : 1;
	g->text = (struct box){ MARGIN_W + (centre ? (room - MARGIN_W - width) / 2 : 0), 0, width, rows };
}

const struct text_parts *view_parts(struct doc *d)
{
	if (!d->parts_known)
		text_parts(d->text, &d->parts);
	d->parts_known = true;
	return &d->parts;
}

struct layout_opts view_layout(const struct app *a)
{
	const struct options *o = a->o.options;
	struct doc *d = app_doc(a);
	struct geometry g;

	view_geometry(a, &g);
	return (struct layout_opts){ .width = g.text.w,
				     .tab = (unsigned)option_int(o, OPT_TAB),
				     .wrap_words = true,
				     .justify = option_bool(o, OPT_JUSTIFY),
				     .hyphens = option_bool(o, OPT_HYPHENS),
				     .indent = (unsigned)option_int(o, OPT_INDENT),
				     .spacing = (unsigned)option_enum(o, OPT_SPACING),
				     .top = a->h >= SCREEN_TOP_H,
				     .headline = d ? view_parts(d)->headline : (struct span){ 0, 0 } };
}

size_t view_page_rows(const struct app *a)
{
	return a->h > 2 ? a->h - 2 : 1;
}

bool sight_first(const struct app *a, struct doc *d, struct sight *s)
{
	s->o = view_layout(a);
	s->row = layout_row(d->text, &s->o, d->top);
	s->h = (unsigned)view_page_rows(a);
	s->y = s->row.bytes.start == 0 && s->row.above < s->h ? s->row.above : 0;
	return true;
}

bool sight_next(struct doc *d, struct sight *s)
{
	if (!layout_next(d->text, &s->o, &s->row, &s->row))
		return false;
	s->y += 1 + s->row.above;
	return s->y < s->h;
}

/* The start of the row from which that of pos is at most n rows away. */
static size_t rows_up(struct doc *d, const struct layout_opts *o, size_t pos, size_t n)
{
	struct row r = layout_row(d->text, o, pos), up;

	while (layout_prev(d->text, o, &r, &up)) {
		/* what stands above the first row of the text shows */
		size_t height = 1 + r.above + (up.bytes.start == 0 ? up.above : 0);

		if (height > n)
			break;
		n -= height;
		r = up;
	}
	return r.bytes.start;
}

/* The end of the text stays at the foot of the screen. */
static size_t clip_top(const struct app *a, struct doc *d, const struct layout_opts *o, size_t was)
{
	struct sight s;
	bool more = sight_first(a, d, &s);
	size_t top;

	while (more)
		more = sight_next(d, &s);
	if (s.y >= s.h)
		return d->top;
	top = rows_up(d, o, s.row.bytes.start, view_page_rows(a) - 1);
	return top > was ? top : was;
}

size_t view_move_top(const struct app *a, struct doc *d, size_t n, bool down)
{
	struct layout_opts o = view_layout(a);
	struct row r = layout_row(d->text, &o, d->top), next;
	size_t rows = 0, was = d->top;

	while (n > 0 && (down ? layout_next(d->text, &o, &r, &next) : layout_prev(d->text, &o, &r, &next))) {
		size_t height = 1 + (down ? next.above : r.above);

		if (height > n && rows > 0)
			break;
		n -= height < n ? height : n;
		r = next;
		rows++;
	}
	d->top = r.bytes.start;
	if (down)
		d->top = clip_top(a, d, &o, was);
	return rows;
}

bool item_stops(const struct item *it)
{
	return it->status != STATUS_REJECTED;
}

bool item_is_open(const struct item *it)
{
	return it->status == STATUS_SUGGESTED;
}

size_t view_item_from(const struct doc *d, size_t pos)
{
	size_t lo = 0, hi = d->items.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->items.v[mid].span.start < pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t mention_from(const struct doc *d, size_t pos)
{
	size_t from = pos > d->longest_found ? pos - d->longest_found : 0, lo = 0, hi = d->found.all.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->found.all.v[mid].span.start < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool item_has(const struct item *it, size_t pos)
{
	return it->span.start <= pos && pos < it->span.end;
}

size_t view_item_at(const struct doc *d, size_t pos)
{
	size_t best = NONE, i;

	if (d->item < d->items.n && item_has(&d->items.v[d->item], pos) &&
	    item_stops(&d->items.v[d->item]))
		return d->item;
	i = view_item_from(d, pos > d->longest ? pos - d->longest : 0);
	for (; i < d->items.n && d->items.v[i].span.start <= pos; i++) {
		const struct item *it = &d->items.v[i];

		if (!item_has(it, pos) || !item_stops(it))
			continue;
		if (best == NONE || it->span.end - it->span.start <
					    d->items.v[best].span.end - d->items.v[best].span.start)
			best = i;
	}
	return best;
}

void view_items_under(const struct doc *d, size_t pos, pos_vec *out)
{
	size_t i = view_item_from(d, pos > d->longest ? pos - d->longest : 0);

	for (; i < d->items.n && d->items.v[i].span.start <= pos; i++) {
		size_t len = d->items.v[i].span.end - d->items.v[i].span.start, k;

		if (!item_has(&d->items.v[i], pos) || !item_stops(&d->items.v[i]))
			continue;
		vec_push(out, i);
		for (k = out->n - 1; k > 0; k--) {
			struct span before = d->items.v[out->v[k - 1]].span;

			if (before.end - before.start <= len)
				break;
			out->v[k] = out->v[k - 1];
		}
		out->v[k] = i;
	}
}

/* Is pos on one of the n rows of the screen from top? */
static bool in_sight(const struct app *a, struct doc *d, size_t pos, size_t n)
{
	struct sight s;
	bool more = sight_first(a, d, &s);

	if (pos < d->top)
		return false;
	for (s.h = (unsigned)n; more; more = sight_next(d, &s))
		if (pos < s.row.bytes.end || (pos == s.row.bytes.end && pos == text_size(d->text)))
			return true;
	return s.y < s.h && pos >= s.row.bytes.start;
}

void view_scroll_to_caret(struct app *a, struct doc *d)
{
	struct layout_opts o = view_layout(a);
	size_t page = view_page_rows(a), near = page / 2;
	struct row r;
	size_t size = text_size(d->text);

	if (d->caret > size)
		d->caret = size;
	if (in_sight(a, d, d->caret, page))
		return;
	r = layout_row(d->text, &o, d->caret);
	if (d->caret < d->top) {
		/* a step above the top scrolls by that much, a leap shows the surroundings */
		struct row t = layout_row(d->text, &o, d->top);

		for (size_t i = 0; i < near; i++) {
			if (!layout_prev(d->text, &o, &t, &t))
				break;
			if (t.bytes.start <= r.bytes.start) {
				d->top = t.bytes.start;
				return;
			}
		}
		d->top = rows_up(d, &o, d->caret, page / 3);
		return;
	}
	if (in_sight(a, d, d->caret, page + near)) {
		d->top = rows_up(d, &o, d->caret, page - 1);
		return;
	}
	d->top = rows_up(d, &o, d->caret, page / 3);
	d->top = clip_top(a, d, &o, 0);
}

void view_show(const struct app *a, struct doc *d, size_t pos)
{
	struct layout_opts o = view_layout(a);

	if (in_sight(a, d, pos, view_page_rows(a)))
		return;
	d->top = rows_up(d, &o, pos, view_page_rows(a) / 3);
	d->top = clip_top(a, d, &o, 0);
}

void view_caret_into_sight(const struct app *a, struct doc *d)
{
	struct span last = { 0, 0 };
	struct sight s;

	for (bool more = sight_first(a, d, &s); more; more = sight_next(d, &s))
		last = s.row.bytes;
	if (d->caret < d->top)
		d->caret = d->top;
	if (d->caret >= last.end && last.end < text_size(d->text))
		d->caret = last.start;
}

void view_normalize(struct app *a, struct doc *d)
{
	struct layout_opts o = view_layout(a);
	size_t size = text_size(d->text);

	if (d->caret > size)
		d->caret = size;
	if (d->top > size)
		d->top = size;
	d->top = layout_row(d->text, &o, d->top).bytes.start;
}

void view_uncover(const struct app *a, struct doc *d, struct span at, unsigned rows)
{
	unsigned first = 0, last = 0, up;
	struct sight s;

	for (bool is = sight_first(a, d, &s); is; is = sight_next(d, &s)) {
		first = s.row.bytes.start <= at.start ? s.y : first;
		last = s.row.bytes.start < at.end ? s.y : last;
	}
	up = last + 1 < rows ? 0 : last + 2 - rows; /* and the row behind it */
	if (up > first)
		up = first;
	for (bool is = up > 0 && sight_first(a, d, &s); is && s.y <= up; is = sight_next(d, &s))
		d->top = s.row.bytes.start;
}

void view_goto(struct app *a, struct doc *d, size_t pos)
{
	d->caret = pos > text_size(d->text) ? text_size(d->text) : pos;
	d->column = NONE;
	d->item = view_item_at(d, d->caret);
	view_scroll_to_caret(a, d);
}

void view_goto_item(struct app *a, struct doc *d, size_t item)
{
	if (item >= d->items.n)
		return;
	d->item = item;
	view_goto(a, d, d->items.v[item].span.start);
}

void view_push_jump(struct doc *d)
{
	if (d->jump_at < d->jumps.n)
		d->jumps.n = d->jump_at;
	if (d->jumps.n > 0 && d->jumps.v[d->jumps.n - 1] == d->caret)
		return;
	if (d->jumps.n >= 100) {
		memmove(d->jumps.v, d->jumps.v + 1, (d->jumps.n - 1) * sizeof *d->jumps.v);
		d->jumps.n--;
	}
	vec_push(&d->jumps, d->caret);
	d->jump_at = d->jumps.n;
}

void view_copy(struct doc *d, struct span at, size_t most, struct str *out)
{
	size_t n = at.end > at.start ? at.end - at.start : 0;

	if (n > most)
		n = most;
	str_reserve(out, out->n + n);
	n = text_read(d->text, at.start, out->p + out->n, n);
	out->n += n;
	out->p[out->n] = '\0';
}

/* Paragraphs are lines with something on them. */
static void find_paragraphs(struct doc *d)
{
	size_t size = text_size(d->text), pos = 0, start = 0;
	bool any = false;

	d->paragraphs_known = true;
	while (pos < size) {
		struct sv v = text_view(d->text, pos, 65536);

		if (v.n == 0)
			break;
		for (size_t i = 0; i < v.n;) {
			const char *nl;

			while (!any && i < v.n && (v.p[i] == ' ' || v.p[i] == '\r' || v.p[i] == '\t'))
				i++;
			any = any || (i < v.n && v.p[i] != '\n');
			nl = i < v.n ? memchr(v.p + i, '\n', v.n - i) : NULL;
			if (!nl)
				break;
			if (any)
				vec_push(&d->paragraphs, start);
			any = false;
			i = (size_t)(nl - v.p) + 1;
			start = pos + i;
		}
		pos += v.n;
	}
	if (any)
		vec_push(&d->paragraphs, start);
}

bool view_paragraph(struct doc *d, size_t pos, size_t *n, size_t *of)
{
	size_t lo = 0, hi;

	if (text_size(d->text) > APP_WHOLE)
		return false;
	if (!d->paragraphs_known)
		find_paragraphs(d);
	hi = d->paragraphs.n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->paragraphs.v[mid] <= pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	*n = lo ? lo : d->paragraphs.n ? 1 : 0;
	*of = d->paragraphs.n;
	return true;
}

char item_letter(const struct app *a, const struct item *it)
{
	(void)a;
	if (it->kind == KIND_FIGURE)
		return 'F';
	if (it->kind == KIND_QUOTE)
		return it->tag[0] == 'I' ? 'I' : it->tag[0] == 'T' ? 'T' : 'Q';
	return it->tag[0] >= '!' && it->tag[0] <= '~' ? it->tag[0] : '*';
}
