/* pane_rows.c - the rows of the side panes made from the items: filtered, grouped,
 * sorted. See panes.h.
 */
#include <stdlib.h>
#include <string.h>

#include "app/panes.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

static const struct {
	const char *name, *title;
} sorts[SORT_END] = {
	[SORT_ORDER] = { "order", N_("in order") },	 [SORT_TIMES] = { "count", N_("by count") },
	[SORT_NAME] = { "name", N_("by name") },	 [SORT_VALUE] = { "value", N_("by value") },
	[SORT_UNIT] = { "unit", N_("by unit") },	 [SORT_SPEAKER] = { "speaker", N_("by speaker") },
};

static const enum pane_sort orders[PANE_COUNT][5] = {
	[PANE_ENTITIES] = { SORT_TIMES, SORT_NAME, SORT_ORDER, SORT_END },
	[PANE_FIGURES] = { SORT_ORDER, SORT_VALUE, SORT_UNIT, SORT_SPEAKER, SORT_END },
	[PANE_QUOTES] = { SORT_ORDER, SORT_SPEAKER, SORT_END },
};

enum pane_sort pane_sort_at(enum pane p, size_t i)
{
	return i < ARRAY_LEN(orders[p]) ? orders[p][i] : SORT_END;
}

const char *sort_name(enum pane_sort s)
{
	return sorts[s].name;
}

const char *sort_title(enum pane_sort s)
{
	return _(sorts[s].title);
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

/* ---- clusters and groups: the items of one tag and one name ---- */

struct row_group {
	const char *tag, *name;
	uint32_t hash;
	size_t rank;         /* of its tag */
	size_t first;        /* item that opens it */
	size_t members;      /* where its items begin, when all is counted */
	unsigned count, decided;
	size_t weight;       /* words that are quoted */
	const char *sort_name; /* folded; NULL: nobody asked */
};

struct row_groups {
	VEC(struct row_group) all;
	uint32_t *slot; /* index + 1; 0 free */
	size_t size;
};

/* Tags in the order of the panes. */
static int by_tag(const struct row_group *a, const struct row_group *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->tag, b->tag);
}

static int by_first(const struct row_group *a, const struct row_group *b)
{
	return a->first < b->first ? -1 : a->first > b->first;
}

/* The most frequent first, then the order of the text. */
static int by_count(const void *pa, const void *pb)
{
	const struct row_group *a = pa, *b = pb;
	int c = by_tag(a, b);

	if (c != 0)
		return c;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return by_first(a, b);
}

static int by_name(const void *pa, const void *pb)
{
	const struct row_group *a = pa, *b = pb;
	int c = by_tag(a, b);

	if (c == 0)
		c = strcmp(a->sort_name, b->sort_name);
	return c ? c : by_first(a, b);
}

static int by_order(const void *pa, const void *pb)
{
	const struct row_group *a = pa, *b = pb;
	int c = by_tag(a, b);

	return c ? c : by_first(a, b);
}

/* The heaviest first; what has no name last. */
static int by_weight(const void *pa, const void *pb)
{
	const struct row_group *a = pa, *b = pb;

	if ((*a->name == '\0') != (*b->name == '\0'))
		return *a->name == '\0' ? 1 : -1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return by_first(a, b);
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

static void groups_grow(struct row_groups *t)
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

/* The group of tag and name, made when it is new. */
static struct row_group *group_of(struct row_groups *t, const char *tag, const char *name, size_t item)
{
	uint32_t h = hash_of(tag, name);
	size_t at;

	groups_grow(t);
	vec_reserve(&t->all, t->all.n + 1);
	for (at = h & (t->size - 1); t->slot[at]; at = (at + 1) & (t->size - 1)) {
		const struct row_group *c = &t->all.v[t->slot[at] - 1];

		if (c->hash == h && strcmp(c->tag, tag) == 0 && strcmp(c->name, name) == 0)
			return &t->all.v[t->slot[at] - 1];
	}
	struct row_group c = { .tag = tag, .name = name, .hash = h, .rank = tag_rank(tag), .first = item };
	vec_push(&t->all, c);
	t->slot[at] = (uint32_t)t->all.n;
	return &t->all.v[t->all.n - 1];
}

static void groups_fini(struct row_groups *t)
{
	free(t->slot);
	vec_fini(&t->all);
}

/* What is shown of a pane: its items that pass the filter, with their group. */
struct shown {
	struct row_groups groups;
	uint32_t *of;    /* group of each item, + 1; 0: not shown */
	uint32_t *place; /* of each group, after the sort */
	size_t n, weight;
};

static void shown_sort(struct shown *s, int (*cmp)(const void *, const void *))
{
	struct row_group *g = s->groups.all.v;
	size_t n = s->groups.all.n;

	s->place = xcalloc(n + 1, sizeof *s->place);
	for (size_t c = 0; c < n; c++)
		g[c].members = c; /* for now: where it stood before the sort */
	if (n)
		qsort(g, n, sizeof *g, cmp);
	for (size_t c = 0; c < n; c++)
		s->place[g[c].members] = (uint32_t)c;
}

static void shown_fini(struct shown *s)
{
	groups_fini(&s->groups);
	free(s->of);
	free(s->place);
}

/* ---- entities ---- */

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

static void rows_from_clusters(struct pane_list *l, struct row_groups *t)
{
	size_t group = 0, next = 0;

	for (size_t i = 0; i < t->all.n; i++) {
		struct row_group *c = &t->all.v[i];
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

static void fold_names(struct doc *d, struct row_groups *t, struct str *words)
{
	for (size_t i = 0; i < t->all.n; i++) {
		str_clear(words);
		utf8_fold(sv_of(t->all.v[i].name), FOLD_ALL, words);
		t->all.v[i].sort_name = arena_strndup(&d->names, words->p, words->n);
	}
}

static void entity_rows(struct doc *d)
{
	struct pane_list *l = &d->panes[PANE_ENTITIES];
	struct shown s = { .of = xcalloc(d->items.n + 1, sizeof *s.of) };
	struct str words;

	arena_fini(&d->names);
	arena_init(&d->names);
	str_init(&words);
	for (size_t i = 0; i < d->items.n; i++) {
		struct item *it = &d->items.v[i];

		if (item_pane(it) != PANE_ENTITIES || !item_stops(it) || !pane_filter_takes(l->filter, d, i, &words))
			continue;
		struct row_group *c = group_of(&s.groups, it->tag, cluster_name(d, it, &words), i);
		c->count++;
		c->decided += it->status != STATUS_SUGGESTED;
		s.of[i] = (uint32_t)(c - s.groups.all.v) + 1;
		s.n++;
	}
	if (l->sort == SORT_NAME)
		fold_names(d, &s.groups, &words);
	shown_sort(&s, l->sort == SORT_NAME ? by_name : l->sort == SORT_ORDER ? by_order : by_count);
	rows_from_clusters(l, &s.groups);
	vec_reserve(&l->members, s.n);
	l->members.n = s.n;
	for (size_t i = 0; i < d->items.n; i++)
		if (s.of[i])
			l->members.v[s.groups.all.v[s.place[s.of[i] - 1]].members++] = i;
	shown_fini(&s);
	str_fini(&words);
}

/* ---- figures, dates and quotes: one row an item ---- */

size_t quoted_words(struct doc *d, struct span at)
{
	size_t words = 0;
	bool in = false;

	for (size_t pos = at.start; pos < at.end;) {
		struct sv v = text_view(d->text, pos, at.end - pos < 4096 ? at.end - pos : 4096);

		if (v.n == 0)
			break;
		for (size_t i = 0; i < v.n; i++) {
			unsigned char c = (unsigned char)v.p[i];
			bool letter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') ||
				      (c >= 0xC3 && c != 0xE2) || (in && c >= 0x80 && c < 0xC0);

			words += letter && !in;
			in = letter;
		}
		pos += v.n;
	}
	return words;
}

/* Under which heading an item stands. */
static const char *heading_of(struct doc *d, size_t i, enum pane_sort sort)
{
	const struct item *it = &d->items.v[i];
	const char *unit;
	bool sure;

	switch (sort) {
	case SORT_SPEAKER:
		return item_source(d, i, &sure);
	case SORT_UNIT:
		unit = it->kind == KIND_FIGURE ? item_attr(it, ATTR_UNIT) : NULL;
		if (unit && *unit)
			return unit;
		/* fall through */
	default:
		return it->kind == KIND_FIGURE ? "FIGURE" : it->tag;
	}
}

/* An item as it is sorted within its heading. */
struct sort_item {
	size_t item;
	uint32_t group;
	double value; /* more comes first */
};

static int by_value(const void *pa, const void *pb)
{
	const struct sort_item *a = pa, *b = pb;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->value > b->value || a->value < b->value)
		return a->value > b->value ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

static double value_of(const struct item *it, enum pane_sort sort)
{
	const char *v = sort == SORT_VALUE || sort == SORT_UNIT ? item_attr(it, ATTR_VALUE) : NULL;

	return v && *v ? strtod(v, NULL) : 0; /* of a range its lower end; of a date its year */
}

static void collect(struct doc *d, enum pane p, struct shown *s)
{
	struct pane_list *l = &d->panes[p];
	struct str words;

	str_init(&words);
	for (size_t i = 0; i < d->items.n; i++) {
		struct item *it = &d->items.v[i];

		if (item_pane(it) != p || !item_stops(it) || !pane_filter_takes(l->filter, d, i, &words))
			continue;
		bool tags = l->sort == SORT_ORDER || l->sort == SORT_VALUE;
		const char *heading = heading_of(d, i, l->sort);
		struct row_group *g = group_of(&s->groups, tags ? heading : "", heading, i);
		g->count++;
		g->decided += it->status != STATUS_SUGGESTED;
		if (p == PANE_QUOTES && l->sort == SORT_SPEAKER) /* a term is no speech */
			g->weight += strcmp(it->tag, "TERM") != 0 ? quoted_words(d, it->span) : 0;
		else
			g->weight++;
		s->of[i] = (uint32_t)(g - s->groups.all.v) + 1;
		s->n++;
	}
	str_fini(&words);
	for (size_t g = 0; g < s->groups.all.n; g++)
		s->weight += s->groups.all.v[g].weight;
	s->weight += s->weight == 0;
	shown_sort(s, l->sort == SORT_UNIT || l->sort == SORT_SPEAKER ? by_weight : by_order);
}

static void add_item_row(struct doc *d, enum pane p, const struct shown *s, const struct sort_item *at, bool first)
{
	struct pane_list *l = &d->panes[p];
	const struct row_group *group = &s->groups.all.v[at->group];
	bool decided = d->items.v[at->item].status != STATUS_SUGGESTED;
	struct pane_row r = { .type = ROW_ITEM, .item = at->item, .count = 1, .decided = decided,
			      .first_member = l->members.n };

	if (first) {
		struct pane_row h = { .type = ROW_GROUP, .label = group->name, .item = NONE, .count = group->count };

		if (p == PANE_QUOTES && l->sort == SORT_SPEAKER)
			h.percent = (unsigned)((group->weight * 200 / s->weight + 1) / 2);
		vec_push(&l->rows, h);
	}
	vec_push(&l->members, at->item);
	vec_push(&l->rows, r);
	l->count++;
	l->decided += decided;
}

static void item_rows(struct doc *d, enum pane p)
{
	struct shown s = { .of = xcalloc(d->items.n + 1, sizeof *s.of) };
	struct sort_item *all;
	size_t n = 0;

	collect(d, p, &s);
	all = xcalloc(s.n + 1, sizeof *all);
	for (size_t i = 0; i < d->items.n; i++)
		if (s.of[i])
			all[n++] = (struct sort_item){ i, s.place[s.of[i] - 1],
						       value_of(&d->items.v[i], d->panes[p].sort) };
	if (n)
		qsort(all, n, sizeof *all, by_value);
	for (size_t i = 0; i < n && s.groups.all.v; i++)
		add_item_row(d, p, &s, &all[i], i == 0 || all[i].group != all[i - 1].group);
	free(all);
	shown_fini(&s);
}

/* ---- the panes ---- */

void pane_rebuild(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];

	if (l->sort == SORT_ORDER && orders[p][0] != SORT_ORDER && !l->sorted)
		l->sort = orders[p][0];
	vec_clear(&l->rows);
	vec_clear(&l->members);
	l->count = l->decided = 0;
	if (p == PANE_ENTITIES)
		entity_rows(d);
	else
		item_rows(d, p);
	pane_move(l, 0);
}

void panes_rebuild(struct doc *d)
{
	for (int p = 0; p < PANE_COUNT; p++)
		pane_rebuild(d, (enum pane)p);
}

/* Rebuilds and finds the item of the cursor again. */
static void rebuild_here(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];
	size_t item = l->cur < l->rows.n ? l->rows.v[l->cur].item : NONE, row;

	pane_rebuild(d, p);
	row = item == NONE ? NONE : pane_row_of(l, item);
	l->cur = row == NONE ? 0 : row;
	pane_move(l, 0);
}

void pane_set_filter(struct doc *d, enum pane p, struct pane_filter *f)
{
	pane_filter_free(d->panes[p].filter);
	d->panes[p].filter = f;
	rebuild_here(d, p);
}

void pane_set_sort(struct doc *d, enum pane p, enum pane_sort sort)
{
	d->panes[p].sort = sort;
	d->panes[p].sorted = true;
	rebuild_here(d, p);
}
