/* follow.c - see follow.h. */
#include "app/follow.h"

#include "app/status.h"
#include "app/view.h"

void follow_row(struct app *a, struct doc *d)
{
	size_t item = status_shown(a, d);
	struct geometry g;

	view_geometry(a, &g);
	if (!g.side || item == NONE)
		return;
	if (a->hand.page == NONE)
		a->hand.page = d->top;
	view_show(a, d, d->items.v[item].span.start);
}

struct follow follow_begin(const struct app *a)
{
	const struct doc *d = app_doc(a);
	enum pane p = app_pane(a);

	return (struct follow){ d, p, d && p != PANE_COUNT ? d->panes[p].cur : 0, d ? d->caret : 0 };
}

void follow_end(struct app *a, struct follow was)
{
	struct follow is = follow_begin(a);
	struct doc *d = app_doc(a);

	if (!d || d->state != DOC_OPEN || is.d != was.d || is.caret != was.caret) {
		a->hand.page = a->hand.layers ? a->hand.page : NONE;
		return;
	}
	if (is.pane == PANE_COUNT && was.pane != PANE_COUNT && a->hand.page != NONE) {
		d->top = a->hand.page;
		a->hand.page = NONE;
		view_normalize(a, d);
		view_scroll_to_caret(a, d);
	} else if (is.pane != PANE_COUNT && is.pane == was.pane && is.row != was.row) {
		follow_row(a, d);
	}
}
