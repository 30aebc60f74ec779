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

/* The items of one tag and one name. */
struct entity_cluster {
	const char *tag, *name;
	uint32_t hash;
	size_t rank;         /* of its tag */
	size_t first;        /* item that opens it */
	size_t members;      /* where its items begin, when all is counted */
	unsigned count, decided;
};

typedef VEC(struct entity_cluster) cluster_list;

/* The most frequent first, then the order of the text. */
static int by_count(const void *pa, const void *pb)
{
	const struct entity_cluster *a = pa, *b = pb;
	int c;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if ((c = strcmp(a->tag, b->tag)) != 0)
		return c;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

static uint32_t hash_of(const char *tag, const char *name)
{
	uint32_t h = 2166136261u;

	for (; *tag; tag++)
		h = (h ^ (unsigned char)*tag) * 16777619u;
	for (h *= 31; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return h;
}

/* Clusters by tag and name. */
struct cluster_table {
	cluster_list all;
	uint32_t *slot; /* index + 1; 0 free */
	size_t size;
};

static void cluster_grow(struct cluster_table *t)
{
	if (t->all.n * 2 < t->size)
		return;
	free(t->slot);
	t->size = t->size ? t->size * 4 : 256;
	t->slot = xcalloc(t->size, sizeof *t->slot);
	for (size_t i = 0; i < t->all.n; i++) {
		size_t at = t->all.v[i].hash & (t->size - 1);

		while (t->slot[at])
			at = (at + 1) & (t->size - 1);
		t->slot[at] = (uint32_t)i + 1;
	}
}

/* The cluster of tag and name, made when it is new. */
static struct entity_cluster *cluster_of(struct cluster_table *t, const char *tag, const char *name, size_t item)
{
	uint32_t h = hash_of(tag, name);
	size_t at;

	cluster_grow(t);
	vec_reserve(&t->all, t->all.n + 1);
	for (at = h & (t->size - 1); t->slot[at]; at = (at + 1) & (t->size - 1)) {
		const struct entity_cluster *c = &t->all.v[t->slot[at] - 1];

		if (c->hash == h && strcmp(c->tag, tag) == 0 && strcmp(c->name, name) == 0)
			return &t->all.v[t->slot[at] - 1];
	}
	struct entity_cluster c = { .tag = tag, .name = name, .hash = h, .rank = tag_rank(tag), .first = item };
	vec_push(&t->all, c);
	t->slot[at] = (uint32_t)t->all.n;
	return &t->all.v[t->all.n - 1];
}

/* Items without a cluster have their own words as its name; those that stand
 * nowhere yet live in the arena of the rows. */
static const char *cluster_name(struct doc *d, const struct item *it, struct str *words)
{
	if (it->entity && *it->entity)
		return it->entity;
	if (it->a && it->a->at.exact && strlen(it->a->at.exact) <= 200)
		return it->a->at.exact;
	str_clear(words);
	view_copy(d, it->span, 200, words);
	return arena_strndup(&d->names, words->p, words->n);
}

static void rows_from_clusters(struct doc *d, struct cluster_table *t)
{
	struct pane_list *l = &d->panes[PANE_ENTITIES];
	size_t group = 0, next = 0;

	for (size_t i = 0; i < t->all.n; i++) {
		struct entity_cluster *c = &t->all.v[i];
		struct pane_row r = { .type = ROW_CLUSTER, .label = c->name, .item = c->first, .count = c->count,
				      .decided = c->decided, .first_member = next };

		if (i == 0 || strcmp(c->tag, t->all.v[i - 1].tag) != 0) {
			struct pane_row g = { .type = ROW_GROUP, .label = c->tag, .item = NONE };

			group = l->rows.n;
			vec_push(&l->rows, g);
		}
		vec_push(&l->rows, r);
		l->rows.v[group].count++;
		c->members = next;
		next += c->count;
		l->count += c->count;
		l->decided += c->decided;
	}
}

static void entity_rows(struct doc *d)
{
	struct cluster_table t = { .size = 0 };
	struct pane_list *l = &d->panes[PANE_ENTITIES];
	uint32_t *of = xcalloc(d->items.n + 1, sizeof *of), *place; /* cluster of each item, + 1 */
	struct str words;
	size_t n = 0;

	arena_fini(&d->names);
	arena_init(&d->names);
	str_init(&words);
	for (size_t i = 0; i < d->items.n; i++) {
		struct item *it = &d->items.v[i];

		if (item_pane(it) != PANE_ENTITIES || !item_stops(it))
			continue;
		struct entity_cluster *c = cluster_of(&t, it->tag, cluster_name(d, it, &words), i);
		c->count++;
		c->decided += it->status != STATUS_SUGGESTED;
		of[i] = (uint32_t)(c - t.all.v) + 1;
		n++;
	}
	place = xcalloc(t.all.n + 1, sizeof *place);
	for (size_t c = 0; c < t.all.n; c++)
		t.all.v[c].members = c; /* for now: where it stood before the sort */
	if (t.all.n)
		qsort(t.all.v, t.all.n, sizeof *t.all.v, by_count);
	for (size_t c = 0; c < t.all.n; c++)
		place[t.all.v[c].members] = (uint32_t)c;
	rows_from_clusters(d, &t);
	vec_reserve(&l->members, n);
	l->members.n = n;
	for (size_t i = 0; i < d->items.n; i++)
		if (of[i])
			l->members.v[t.all.v[place[of[i] - 1]].members++] = i;
	free(place);
	free(of);
	free(t.slot);
	vec_fini(&t.all);
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
		if (speaker && *speaker) {
			str_addf(out, _("%s: "), speaker);
			own = out->n;
			view_copy(d, it->span, 300, out);
			return own;
		}
		view_copy(d, it->span, 300, out);
		return 0;
	}
	if (p == PANE_FIGURES && bound_sign(item_attr(it, ATTR_MODIFIER)))
		str_addf(out, "%s ", bound_sign(item_attr(it, ATTR_MODIFIER)));
	view_copy(d, it->span, 300, out);
	own = out->n;
	if (p == PANE_FIGURES)
		add_context(d, it->span, out);
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
