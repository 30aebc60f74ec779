/* panes.c - see panes.h. */
#include "app/panes.h"

#include <stdlib.h>
#include <string.h>

#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

static const struct {
	const char *name, *title;
} panes[PANE_COUNT] = {
	{ "entities", N_("Entities") },
	{ "figures", N_("Figures and dates") },
	{ "quotes", N_("Quotes") },
};

static const struct {
	const char *tag, *title;
} groups[] = {
	{ "PER", N_("Persons") },      { "ORG", N_("Organisations") },
	{ "LOC", N_("Places") },       { "MISC", N_("Others") },
	{ "FIGURE", N_("Figures") },   { "DATE", N_("Dates") },
	{ "DIRECT", N_("Direct") },    { "INDIRECT", N_("Reported") },
	{ "TERM", N_("Terms") },
};

const char *pane_name(enum pane p)
{
	return panes[p].name;
}

const char *pane_title(enum pane p)
{
	return _(panes[p].title);
}

bool pane_parse(struct sv name, enum pane *p)
{
	for (int i = 0; i < PANE_COUNT; i++) {
		if (sv_eq(name, sv_of(panes[i].name))) {
			*p = (enum pane)i;
			return true;
		}
	}
	return false;
}

const char *tag_title(const char *tag)
{
	for (size_t i = 0; i < ARRAY_LEN(groups); i++)
		if (strcmp(groups[i].tag, tag) == 0)
			return _(groups[i].title);
	return tag;
}

size_t tag_rank(const char *tag)
{
	for (size_t i = 0; i < ARRAY_LEN(groups); i++)
		if (strcmp(groups[i].tag, tag) == 0)
			return i;
	return ARRAY_LEN(groups);
}

const char *item_attr(const struct item *it, enum attr a)
{
	if (it->a)
		return it->a->attr[a];
	return it->m ? it->m->attr[a] : NULL;
}

size_t pane_row_items(const struct pane_list *l, const struct pane_row *r, const size_t **items)
{
	if (r->type == ROW_GROUP)
		return 0;
	*items = r->type == ROW_ITEM ? &r->item : l->members.v + l->groups.v[r->group].members;
	return r->count;
}

void pane_list_fini(struct pane_list *l)
{
	vec_fini(&l->rows);
	vec_fini(&l->groups);
	vec_fini(&l->members);
	free(l->slots);
	l->slots = NULL;
	l->nslots = 0;
}

void pane_move(struct pane_list *l, long by)
{
	long at = (long)l->cur, n = (long)l->rows.n, step = by < 0 ? -1 : 1, stop;

	if (n == 0) {
		l->cur = l->top = 0;
		return;
	}
	at = at + by < 0 ? 0 : at + by >= n ? n - 1 : at + by;
	stop = at;
	while (at >= 0 && at < n && l->rows.v[at].type == ROW_GROUP)
		at += step;
	if (at < 0 || at >= n)
		for (at = stop; at >= 0 && at < n && l->rows.v[at].type == ROW_GROUP; at -= step)
			continue;
	l->cur = at < 0 || at >= n ? 0 : (size_t)at;
}

void pane_enter(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];
	size_t row = d->item == NONE ? NONE : pane_row_of(d, p, d->item);

	if (row != NONE)
		l->cur = row;
	pane_move(l, 0);
}

bool pane_is_entered(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p], was = *l;

	if (d->item == NONE)
		l->cur = 0;
	pane_enter(d, p);
	bool is = l->cur == was.cur;
	l->cur = was.cur;
	l->top = was.top;
	return is;
}

void pane_keep(const struct doc *d, struct pane_list *l)
{
	bool moved = l->cur > 1 || l->top > 0; /* the first row is a heading */

	if (!d->has_found) /* not all are listed yet: what was kept holds */
		return;
	l->kept = moved && l->cur < l->rows.n && l->rows.v[l->cur].item < d->items.n
			  ? d->items.v[l->rows.v[l->cur].item].span.start : NONE;
	l->kept_below = l->cur > l->top ? l->cur - l->top : 0;
}

bool pane_return(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];
	size_t i = l->kept == NONE ? d->items.n : view_item_from(d, l->kept), row = NONE;

	for (; i < d->items.n && d->items.v[i].span.start == l->kept && row == NONE; i++)
		row = pane_row_of(d, p, i);
	if (row == NONE)
		return false;
	l->cur = row;
	l->top = row > l->kept_below ? row - l->kept_below : 0;
	return true;
}

void pane_scroll(struct pane_list *l, size_t rows)
{
	if (rows == 0)
		return;
	if (l->cur < l->top)
		l->top = l->cur;
	if (l->cur >= l->top + rows)
		l->top = l->cur - rows + 1;
	if (l->top + rows > l->rows.n)
		l->top = l->rows.n > rows ? l->rows.n - rows : 0;
	/* the heading of the first group comes along */
	if (l->top == l->cur && l->top > 0 && l->rows.v[l->top - 1].type == ROW_GROUP)
		l->top--;
}

/* Does the sentence end at this byte, or a quote begin or end? A stop inside a number
 * (« 1.500 ») has no blank behind it. */
static bool ends_context(const char *p)
{
	bool stop = *p == '.' || *p == '!' || *p == '?' || *p == ';';

	return *p == '\n' || (stop && (p[1] == ' ' || p[1] == '\n' || p[1] == '\0')) ||
	       strncmp(p, "\xC2\xBB", 2) == 0 || strncmp(p, "\xC2\xAB", 2) == 0;
}

/* « ≥ » for « au moins »: the bound of a figure in one column. */
static const char *bound_sign(const char *modifier)
{
	static const char *const signs[][2] = { { "min", "≥" }, { "max", "≤" }, { "more", ">" },
						{ "less", "<" }, { "approx", "≈" } };

	for (size_t i = 0; modifier && i < ARRAY_LEN(signs); i++) {
		if (strcmp(modifier, signs[i][0]) == 0)
			return signs[i][1];
	}
	return NULL;
}

/* A little of the text behind an item, so that a figure says of what. */
static void add_context(struct doc *d, struct span at, struct str *out)
{
	struct span after = { at.end, at.end + 200 };
	size_t from = out->n, end;

	if (after.end > text_size(d->text))
		after.end = text_size(d->text);
	view_copy(d, after, 200, out);
	for (end = from; end < out->n && !ends_context(out->p + end); end++)
		continue;
	while (end > from && (out->p[end - 1] == ' ' || out->p[end - 1] == ','))
		end--;
	out->n = end;
	/* no half character at the end */
	while (out->n > from && !utf8_valid((struct sv){ out->p + from, out->n - from }))
		out->n--;
	out->p[out->n] = '\0';
}

size_t pane_figure_words(struct doc *d, const struct item *it, struct str *out)
{
	size_t own;

	if (bound_sign(item_attr(it, ATTR_MODIFIER)))
		str_addf(out, "%s ", bound_sign(item_attr(it, ATTR_MODIFIER)));
	view_copy(d, it->span, 300, out);
	own = out->n;
	add_context(d, it->span, out);
	return own;
}

size_t pane_row_text(struct doc *d, enum pane p, const struct pane_row *r, struct str *out)
{
	const struct item *it = r->item < d->items.n ? &d->items.v[r->item] : NULL;
	const char *speaker;

	if (r->type != ROW_ITEM || !it) {
		str_adds(out, r->type != ROW_GROUP ? r->label : *r->label ? tag_title(r->label) : _("nobody is named"));
		return out->n;
	}
	if (p == PANE_FIGURES)
		return pane_figure_words(d, it, out);
	speaker = p == PANE_QUOTES && d->panes[p].sort != SORT_SPEAKER ? item_attr(it, ATTR_SPEAKER) : NULL;
	if (speaker && *speaker)
		str_addf(out, _("%s: "), speaker);
	size_t own = p == PANE_QUOTES ? out->n : 0;
	view_copy(d, it->span, 300, out);
	return own;
}

void pane_row_words(struct doc *d, enum pane p, const struct pane_row *r, struct str *out)
{
	const size_t *items;
	size_t n = pane_row_items(d->panes + p, r, &items);

	pane_row_text(d, p, r, out);
	for (size_t i = 0; i < n; i++) {
		const struct item *it = &d->items.v[items[i]];

		if (it->a && it->a->note)
			str_addf(out, "\n%s", it->a->note);
	}
}
