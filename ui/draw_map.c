/* draw_map.c - the article as one column beside it: where somebody speaks,
 * where figures stand (in a pane: what it lists), what is annotated; the
 * track beside it thickens where the screen is. See draw.h.
 */
#include "ui/draw.h"

#include <string.h>

#include "app/panes.h"
#include "ui/glyph.h"

/* The items of the row that the names' pane is at. */
static size_t picked(const struct app *a, const struct doc *d, const size_t **items)
{
	const struct pane_list *l = &d->panes[PANE_ENTITIES];

	*items = NULL;
	return app_focus(a) == MODE_PANE && a->pane == PANE_ENTITIES && l->cur < l->rows.n
		       ? pane_row_items(l, &l->rows.v[l->cur], items)
		       : 0;
}

static bool has(const size_t *items, size_t n, size_t item)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (items[mid] < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && items[lo] == item;
}

/* Does the map show the item? In a pane only what the pane lists, of names
 * only the one it is at. */
static bool shown(const struct app *a, const struct doc *d, size_t item, bool pane)
{
	const struct item *it = &d->items.v[item];
	const size_t *items;
	size_t n;

	if (it->status == STATUS_REJECTED)
		return false;
	if (!pane) /* open names, dates and reported speech are everywhere */
		return it->a || it->kind == KIND_FIGURE ||
		       (it->kind == KIND_QUOTE && strcmp(it->tag, "DIRECT") == 0);
	if (a->pane == PANE_QUOTES)
		return it->kind == KIND_QUOTE;
	if (a->pane == PANE_FIGURES)
		return it->kind == KIND_FIGURE || it->kind == KIND_DATE;
	n = picked(a, d, &items);
	return has(items, n, item);
}

static enum glyph map_glyph(const struct item *it)
{
	if (it->a)
		return GLYPH_KEPT;
	if (it->kind == KIND_QUOTE)
		return GLYPH_QUOTE;
	return it->kind == KIND_FIGURE || it->kind == KIND_DATE ? GLYPH_FIGURE : GLYPH_ENTITY;
}

/* Annotations before speech, speech before figures. */
static int rank(const struct item *it)
{
	return it->a ? 3 : it->kind == KIND_QUOTE ? 2 : 1;
}

/* Row y of h stands for these bytes. */
static struct span row_bytes(size_t size, unsigned y, unsigned h)
{
	return (struct span){ (size_t)((double)size * y / h), (size_t)((double)size * (y + 1) / h) };
}

/* What a row of the map shows: an annotation that begins there, else speech
 * that reaches into it, else a figure. *first: where to look from. */
static const struct item *item_of_row(const struct app *a, const struct doc *d, struct span at, size_t *first)
{
	const struct item *best = NULL;
	bool pane = app_focus(a) == MODE_PANE;
	size_t i = *first;

	while (i > 0 && d->items.v[i - 1].span.start + d->longest > at.start)
		i--;
	for (; i < d->items.n && d->items.v[i].span.start < at.end; i++) {
		const struct item *it = &d->items.v[i];
		bool in = it->span.start >= at.start ||
			  (it->kind == KIND_QUOTE && !it->a && it->span.end > at.start);

		if (in && (!best || rank(it) > rank(best)) && shown(a, d, i, pane))
			best = it;
	}
	*first = i;
	return best;
}

void draw_map(struct app *a, struct doc *d, const struct geometry *g, struct span sight, struct frame *f)
{
	const struct box *b = &g->map;
	size_t size = text_size(d->text), first = 0;
	bool whole = sight.start == 0 && sight.end >= size;

	for (unsigned y = 0; y < b->h && !whole; y++) {
		struct span at = row_bytes(size, y, b->h);
		bool here = sight.start < at.end && (at.start < sight.end || at.start == at.end);
		const struct item *it = item_of_row(a, d, at, &first);

		frame_put(f, g->track, b->y + y, glyph(a, here ? GLYPH_THUMB : GLYPH_BORDER),
			  here ? ROLE_MAP_HERE : ROLE_BORDER, HUE_NONE);
		if (it)
			frame_put(f, b->x, b->y + y, glyph(a, map_glyph(it)), here ? ROLE_MAP_HERE : ROLE_MAP,
				  item_hue(a, it));
	}
}
