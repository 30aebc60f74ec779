/* draw_map.c - the article as one column beside it: where it is annotated, where
 * suggestions are open, and which part of it is on the screen; see draw.h. */
#include "ui/draw.h"

/* Does the map show the item? In a pane only what the pane lists. */
static bool shown(const struct app *a, const struct item *it)
{
	if (it->status == STATUS_REJECTED)
		return false;
	if (app_focus(a) != MODE_PANE) /* open names and dates are everywhere */
		return it->a || it->kind == KIND_FIGURE || it->kind == KIND_QUOTE;
	if (a->pane == PANE_QUOTES)
		return it->kind == KIND_QUOTE;
	if (a->pane == PANE_FIGURES)
		return it->kind == KIND_FIGURE || it->kind == KIND_DATE;
	return it->kind == KIND_ENTITY || it->kind == KIND_SPAN;
}

static struct sv glyph(const struct item *it)
{
	return it->a ? SV("●") : it->kind == KIND_QUOTE ? SV("\"") : SV("·");
}

/* Row y of h stands for these bytes. */
static struct span row_bytes(size_t size, unsigned y, unsigned h)
{
	return (struct span){ (size_t)((double)size * y / h), (size_t)((double)size * (y + 1) / h) };
}

void draw_map(struct app *a, struct doc *d, const struct box *b, struct span sight, struct frame *f)
{
	size_t size = text_size(d->text), i = 0;

	for (unsigned y = 0; y < b->h; y++) {
		struct span at = row_bytes(size, y, b->h);
		const struct item *kept = NULL, *open = NULL;
		bool here = sight.start < at.end && (at.start < sight.end || at.start == at.end);

		for (; i < d->items.n && d->items.v[i].span.start < at.end; i++) {
			const struct item *it = &d->items.v[i];

			if (!shown(a, it))
				continue;
			if (it->a && !kept)
				kept = it;
			if (!it->a && (!open || it->kind == KIND_FIGURE))
				open = it;
		}
		if (!kept)
			kept = open;
		frame_put(f, b->x, b->y + y, kept ? glyph(kept) : SV(" "), here ? ROLE_MAP_HERE : ROLE_MAP,
			  kept ? item_hue(kept) : HUE_NONE);
	}
}
