/* move_same.c - the commands that go from a mention to what belongs to it: other
 * mentions of the same, the speaker of a quote and back.
 */
#include <string.h>

#include "app/command.h"
#include "app/pane_filter.h"
#include "app/panes.h"
#include "app/view.h"
#include "base/i18n.h"

/* The item that is meant; in a pane the row's own. NONE with *err: none. */
static size_t subject(struct app *a, struct doc *d, struct error *err)
{
	const struct pane_list *l = &d->panes[a->pane];
	size_t i = a->mode == MODE_PANE && l->cur < l->rows.n ? l->rows.v[l->cur].item : d->item;

	if (i < d->items.n)
		return i;
	error_set(err, ERR_STATE, _("no mention here"));
	return NONE;
}

/* By what it is told to be the same: cluster, speaker, unit; "" nothing. */
static const char *identity(struct doc *d, size_t i)
{
	const struct item *it = &d->items.v[i];
	const char *s;
	bool sure;

	switch (it->kind) {
	case KIND_QUOTE:
		return item_source(d, i, &sure);
	case KIND_FIGURE:
		s = item_attr(it, ATTR_UNIT);
		break;
	case KIND_DATE:
		s = item_attr(it, ATTR_VALUE);
		break;
	default:
		s = it->entity;
	}
	return s ? s : "";
}

static bool same_words(struct doc *d, struct span a, struct span b)
{
	struct str x, y;
	bool same = false;

	if (a.end - a.start != b.end - b.start || a.end - a.start > 400)
		return false;
	str_init(&x);
	str_init(&y);
	view_copy(d, a, 400, &x);
	view_copy(d, b, 400, &y);
	same = sv_eq(str_sv(&x), str_sv(&y));
	str_fini(&x);
	str_fini(&y);
	return same;
}

static bool is_same(struct doc *d, size_t i, size_t k, const char *who)
{
	const struct item *a = &d->items.v[i], *b = &d->items.v[k];

	if (a->kind != b->kind || !item_stops(b))
		return false;
	return *who ? strcmp(who, identity(d, k)) == 0 : same_words(d, a->span, b->span);
}

/* Round the article, so that every one is reached. */
static bool step(struct app *a, const struct args *args, int dir, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t n = args->count ? args->count : 1, from, at, seen = 0, which = 0;
	const char *who;

	if (!d || (from = at = subject(a, d, err)) == NONE)
		return false;
	who = identity(d, from);
	for (size_t k = 0; k < d->items.n; k++) {
		bool same = is_same(d, from, k, who);

		seen += same;
		which += same && k <= from;
	}
	if (seen < 2)
		return error_set(err, ERR_STATE, _("named only here"));
	for (n %= seen; n > 0; n--)
		do
			at = (at + (dir > 0 ? 1 : d->items.n - 1)) % d->items.n;
		while (!is_same(d, from, at, who));
	view_push_jump(d);
	a->mode = MODE_NORMAL;
	view_goto_item(a, d, at);
	which = 0;
	for (size_t k = 0; k <= at; k++)
		which += is_same(d, from, k, who);
	app_say(a, _("%s: %zu of %zu"), *who ? who : d->items.v[at].tag, which, seen);
	return true;
}

bool cmd_next_occurrence(struct app *a, const struct args *args, struct error *err)
{
	return step(a, args, 1, err);
}

bool cmd_prev_occurrence(struct app *a, const struct args *args, struct error *err)
{
	return step(a, args, -1, err);
}

/* Where the speaker of a quote stands; empty: nowhere. */
static struct span speaker_span(const struct item *it)
{
	return it->kind == KIND_QUOTE && it->m && item_stops(it) ? it->m->speaker : (struct span){ 0, 0 };
}

/* The quote whose speaker stands at the span, the nearest to pos. */
static size_t quote_of(const struct doc *d, struct span at, size_t pos)
{
	size_t best = NONE, near = SIZE_MAX;

	for (size_t i = 0; i < d->items.n; i++) {
		struct span s = speaker_span(&d->items.v[i]), q = d->items.v[i].span;
		size_t far = q.start > pos ? q.start - pos : pos > q.end ? pos - q.end : 0;

		if (s.end > s.start && span_hits(s, at) && far < near) {
			near = far;
			best = i;
		}
	}
	return best;
}

bool cmd_speaker(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t i, to = NONE;
	struct span at;

	(void)args;
	if (!d)
		return false;
	i = a->mode == MODE_PANE || d->item != NONE ? subject(a, d, err) : NONE;
	at = i != NONE ? speaker_span(&d->items.v[i]) : (struct span){ 0, 0 };
	if (i != NONE && d->items.v[i].kind == KIND_QUOTE && at.end == at.start)
		return error_set(err, ERR_STATE, _("the text does not say who speaks"));
	if (at.end == at.start) {
		at = i != NONE ? d->items.v[i].span : (struct span){ d->caret, d->caret + 1 };
		to = quote_of(d, at, d->caret);
		if (to == NONE)
			return error_set(err, ERR_STATE, _("nobody is quoted here"));
	}
	view_push_jump(d);
	a->mode = MODE_NORMAL;
	if (to != NONE) {
		view_goto_item(a, d, to);
	} else {
		view_goto(a, d, at.start);
		for (size_t k = view_item_from(d, at.start); k < d->items.n && d->items.v[k].span.start < at.end; k++)
			if (d->items.v[k].kind == KIND_ENTITY && item_stops(&d->items.v[k])) {
				view_goto_item(a, d, k);
				break;
			}
	}
	return true;
}
