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

const char *item_attr(const struct item *it, enum attr a)
{
	if (it->a)
		return it->a->attr[a];
	return it->m ? it->m->attr[a] : NULL;
}

static enum pane item_pane(const struct item *it)
{
	switch (it->kind) {
	case KIND_FIGURE:
	case KIND_DATE:
		return PANE_FIGURES;
	case KIND_QUOTE:
		return PANE_QUOTES;
	default:
		return PANE_ENTITIES;
	}
}

/* Rank of a tag's group: the known ones first, in order. */
static size_t tag_rank(const char *tag)
{
	for (size_t i = 0; i < ARRAY_LEN(groups); i++)
		if (strcmp(groups[i].tag, tag) == 0)
			return i;
	return ARRAY_LEN(groups);
}

/* What is sorted: an entity item with the name of its cluster. */
struct member {
	const char *tag, *name;
	size_t item;
	size_t first; /* item that opens its cluster */
	unsigned count;
};

static int by_cluster(const void *pa, const void *pb)
{
	const struct member *a = pa, *b = pb;
	size_t ra = tag_rank(a->tag), rb = tag_rank(b->tag);
	int c;

	if (ra != rb)
		return ra < rb ? -1 : 1;
	if ((c = strcmp(a->tag, b->tag)) != 0 || (c = strcmp(a->name, b->name)) != 0)
		return c;
	return a->item < b->item ? -1 : a->item > b->item;
}

/* The most frequent first, then the order of the text. */
static int by_count(const void *pa, const void *pb)
{
	const struct member *a = pa, *b = pb;
	size_t ra = tag_rank(a->tag), rb = tag_rank(b->tag);
	int c;

	if (ra != rb)
		return ra < rb ? -1 : 1;
	if ((c = strcmp(a->tag, b->tag)) != 0)
		return c;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

static bool same_cluster(const struct member *a, const struct member *b)
{
	return strcmp(a->tag, b->tag) == 0 && strcmp(a->name, b->name) == 0;
}

static void rows_from_members(struct doc *d, const struct member *m, size_t n)
{
	struct pane_list *l = &d->panes[PANE_ENTITIES];
	size_t group = 0;

	for (size_t i = 0; i < n; i++) {
		bool decided = d->items.v[m[i].item].status != STATUS_SUGGESTED;
		bool new_group = i == 0 || strcmp(m[i].tag, m[i - 1].tag) != 0;

		if (new_group) {
			struct pane_row g = { .type = ROW_GROUP, .label = m[i].tag, .item = NONE };

			group = l->rows.n;
			vec_push(&l->rows, g);
		}
		if (new_group || m[i].first != m[i - 1].first) {
			struct pane_row r = { .type = ROW_CLUSTER, .label = m[i].name,
					      .item = m[i].item, .first_member = l->members.n };

			vec_push(&l->rows, r);
			l->rows.v[group].count++;
		}
		vec_push(&l->members, m[i].item);
		l->rows.v[l->rows.n - 1].count++;
		l->rows.v[l->rows.n - 1].decided += decided;
		l->count++;
		l->decided += decided;
	}
}

/* Names of items without a cluster are their own words: kept in one arena
 * that lives as long as the rows (text of the members). */
static void entity_rows(struct doc *d)
{
	VEC(struct member) ms = { 0 };
	struct str words;

	arena_fini(&d->names);
	arena_init(&d->names);
	str_init(&words);
	for (size_t i = 0; i < d->items.n; i++) {
		struct item *it = &d->items.v[i];
		struct member m = { .tag = it->tag, .name = it->entity, .item = i };

		if (item_pane(it) != PANE_ENTITIES || !item_stops(it))
			continue;
		if (!m.name || !*m.name) {
			str_clear(&words);
			view_copy(d, it->span, 200, &words);
			m.name = arena_strndup(&d->names, words.p, words.n);
		}
		vec_push(&ms, m);
	}
	if (ms.n)
		qsort(ms.v, ms.n, sizeof *ms.v, by_cluster);
	for (size_t i = 0, j; i < ms.n; i = j) {
		for (j = i; j < ms.n && same_cluster(&ms.v[i], &ms.v[j]); j++)
			ms.v[j].first = ms.v[i].item;
		for (size_t k = i; k < j; k++)
			ms.v[k].count = (unsigned)(j - i);
	}
	if (ms.n)
		qsort(ms.v, ms.n, sizeof *ms.v, by_count);
	rows_from_members(d, ms.v, ms.n);
	vec_fini(&ms);
	str_fini(&words);
}

static const char *item_group(const struct item *it)
{
	return it->kind == KIND_FIGURE ? "FIGURE" : it->tag;
}

/* One row an item, under the groups of the pane in the order of the table. */
static void item_rows(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];

	for (size_t g = 0; g <= ARRAY_LEN(groups); g++) {
		size_t heading = NONE;

		for (size_t i = 0; i < d->items.n; i++) {
			struct item *it = &d->items.v[i];
			struct pane_row r = { .type = ROW_ITEM, .item = i, .count = 1,
					      .decided = it->status != STATUS_SUGGESTED };

			if (item_pane(it) != p || !item_stops(it) || tag_rank(item_group(it)) != g)
				continue;
			if (heading == NONE) {
				struct pane_row h = { .type = ROW_GROUP, .label = item_group(it),
						      .item = NONE };

				heading = l->rows.n;
				vec_push(&l->rows, h);
			}
			r.first_member = l->members.n;
			vec_push(&l->members, i);
			vec_push(&l->rows, r);
			l->rows.v[heading].count++;
			l->count++;
			l->decided += r.decided;
		}
	}
}

void panes_rebuild(struct doc *d)
{
	for (int p = 0; p < PANE_COUNT; p++) {
		struct pane_list *l = &d->panes[p];

		vec_clear(&l->rows);
		vec_clear(&l->members);
		l->count = l->decided = 0;
	}
	entity_rows(d);
	item_rows(d, PANE_FIGURES);
	item_rows(d, PANE_QUOTES);
	for (int p = 0; p < PANE_COUNT; p++)
		pane_move(&d->panes[p], 0);
}

size_t pane_row_of(const struct pane_list *l, size_t item)
{
	for (size_t i = 0; i < l->rows.n; i++) {
		const size_t *items;
		size_t n = pane_row_items(l, &l->rows.v[i], &items);

		for (size_t k = 0; k < n; k++)
			if (items[k] == item)
				return i;
	}
	return NONE;
}

size_t pane_row_items(const struct pane_list *l, const struct pane_row *r, const size_t **items)
{
	if (r->type == ROW_GROUP)
		return 0;
	*items = l->members.v + r->first_member;
	return r->count;
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
	size_t row = d->item == NONE ? NONE : pane_row_of(l, d->item);

	if (row != NONE)
		l->cur = row;
	pane_move(l, 0);
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

/* Does the sentence or the quote end at this byte? A stop inside a number
 * (« 1.500 ») has no blank behind it. */
static bool ends_context(const char *p)
{
	bool stop = *p == '.' || *p == '!' || *p == '?' || *p == ';';

	return *p == '\n' || (stop && (p[1] == ' ' || p[1] == '\n' || p[1] == '\0')) ||
	       strncmp(p, "\xC2\xBB", 2) == 0;
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

size_t pane_row_text(struct doc *d, enum pane p, const struct pane_row *r, struct str *out)
{
	const struct item *it = r->item < d->items.n ? &d->items.v[r->item] : NULL;
	const char *speaker;
	size_t own;

	if (r->type != ROW_ITEM || !it) {
		str_adds(out, r->type == ROW_GROUP ? tag_title(r->label) : r->label);
		return out->n;
	}
	if (p == PANE_QUOTES) {
		speaker = item_attr(it, ATTR_SPEAKER);
		if (speaker && *speaker)
			str_addf(out, _("%s: "), speaker);
	}
	if (p == PANE_FIGURES && bound_sign(item_attr(it, ATTR_MODIFIER)))
		str_addf(out, "%s ", bound_sign(item_attr(it, ATTR_MODIFIER)));
	view_copy(d, it->span, 300, out);
	own = out->n;
	if (p == PANE_FIGURES)
		add_context(d, it->span, out);
	return own;
}
