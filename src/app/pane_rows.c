/* pane_rows.c - the rows of the side panes made from the items: filtered, grouped,
 * sorted. What one item changes in them is pane_update.c. See panes.h.
 */
#include <stdlib.h>
#include <string.h>

#include "app/pane_groups.h"
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

enum pane pane_of_item(const struct item *it)
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

bool pane_shows(struct doc *d, enum pane p, size_t item, struct str *buf)
{
	return item_stops(&d->items.v[item]) && pane_filter_takes(d->panes[p].filter, d, item, buf);
}

bool pane_looks_around(const struct pane_list *l)
{
	return l->sort == SORT_SPEAKER || pane_filter_looks_around(l->filter);
}

/* ---- groups in order ---- */

/* Tags in the order of the panes. */
static int by_tag(const struct pane_group *a, const struct pane_group *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->tag, b->tag);
}

static int by_first(const struct pane_group *a, const struct pane_group *b)
{
	return a->first < b->first ? -1 : a->first > b->first;
}

static int by_order(const struct pane_group *a, const struct pane_group *b)
{
	int c = by_tag(a, b);

	return c ? c : by_first(a, b);
}

/* The most frequent first, then the order of the text. */
static int by_count(const struct pane_group *a, const struct pane_group *b)
{
	int c = by_tag(a, b);

	if (c != 0)
		return c;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return by_first(a, b);
}

static int by_name(const struct pane_group *a, const struct pane_group *b)
{
	int c = by_tag(a, b);

	if (c == 0)
		c = strcmp(a->sort_name, b->sort_name);
	return c ? c : by_first(a, b);
}

/* The heaviest first; what has no name last. */
static int by_weight(const struct pane_group *a, const struct pane_group *b)
{
	if ((*a->name == '\0') != (*b->name == '\0'))
		return *a->name == '\0' ? 1 : -1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return by_first(a, b);
}

typedef int group_cmp(const struct pane_group *a, const struct pane_group *b);

static group_cmp *order_of(const struct pane_list *l, enum pane p)
{
	if (p == PANE_ENTITIES)
		return l->sort == SORT_NAME ? by_name : l->sort == SORT_ORDER ? by_order : by_count;
	return l->sort == SORT_UNIT || l->sort == SORT_SPEAKER ? by_weight : by_order;
}

/* ---- the group of an item ---- */

static uint32_t hash_of(const char *tag, const char *name)
{
	uint32_t h = 2166136261u;

	for (; *tag; tag++)
		h = (h ^ (unsigned char)*tag) * 16777619u;
	for (h *= 31; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return h;
}

static uint32_t *slot_of(const struct pane_list *l, const char *tag, const char *name, uint32_t hash)
{
	size_t at = hash & (l->nslots - 1);

	for (; l->slots[at]; at = (at + 1) & (l->nslots - 1)) {
		const struct pane_group *g = &l->groups.v[l->slots[at] - 1];

		if (g->hash == hash && strcmp(g->tag, tag) == 0 && strcmp(g->name, name) == 0)
			break;
	}
	return &l->slots[at];
}

static void groups_grow(struct pane_list *l)
{
	if (l->groups.n * 2 < l->nslots)
		return;
	free(l->slots);
	l->nslots = l->nslots ? l->nslots * 4 : 256;
	l->slots = xcalloc(l->nslots, sizeof *l->slots);
	for (size_t i = 0; i < l->groups.n; i++) {
		const struct pane_group *g = &l->groups.v[i];

		*slot_of(l, g->tag, g->name, g->hash) = (uint32_t)i + 1;
	}
}

static const char *folded(struct doc *d, const char *name)
{
	struct str s;
	const char *kept;

	str_init(&s);
	utf8_fold(sv_of(name), FOLD_ALL, &s);
	kept = arena_strndup(&d->names, s.p, s.n);
	str_fini(&s);
	return kept;
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
	return words->p;
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

uint32_t pane_group_for(struct doc *d, enum pane p, size_t item, struct str *buf)
{
	struct pane_list *l = &d->panes[p];
	const struct item *it = &d->items.v[item];
	bool cluster = p == PANE_ENTITIES, tags = l->sort == SORT_ORDER || l->sort == SORT_VALUE;
	const char *name = cluster ? cluster_name(d, it, buf) : heading_of(d, item, l->sort);
	const char *tag = cluster ? it->tag : tags ? name : "";
	uint32_t hash = hash_of(tag, name), *slot;

	groups_grow(l);
	slot = slot_of(l, tag, name, hash);
	if (*slot == 0) {
		if (name == buf->p)
			name = arena_strdup(&d->names, name);
		struct pane_group g = { .tag = tag, .name = name, .hash = hash, .rank = tag_rank(tag), .first = item };

		if (cluster && l->sort == SORT_NAME)
			g.sort_name = folded(d, name);
		vec_push(&l->groups, g);
		*slot = (uint32_t)l->groups.n;
	}
	return *slot - 1;
}

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

size_t pane_weight(struct doc *d, enum pane p, const struct item *it)
{
	if (p != PANE_QUOTES || d->panes[p].sort != SORT_SPEAKER)
		return 1;
	return strcmp(it->tag, "TERM") != 0 ? quoted_words(d, it->span) : 0; /* a term is no speech */
}

unsigned pane_row_percent(const struct doc *d, enum pane p, const struct pane_row *r)
{
	const struct pane_list *l = &d->panes[p];
	size_t all = l->weight ? l->weight : 1;

	if (p != PANE_QUOTES || l->sort != SORT_SPEAKER || r->type != ROW_GROUP)
		return 0;
	return (unsigned)((l->groups.v[r->group].weight * 200 / all + 1) / 2);
}

double pane_value(const struct pane_list *l, const struct item *it)
{
	const char *v = l->sort == SORT_VALUE || l->sort == SORT_UNIT ? item_attr(it, ATTR_VALUE) : NULL;

	double value = v && *v ? strtod(v, NULL) : 0; /* of a range its lower end; of a date its year */

	return value == value ? value : 0; /* « nan » stands in no order */
}

/* ---- where a group stands ---- */

size_t pane_group_rows(enum pane p, const struct pane_group *g)
{
	return g->count == 0 ? 0 : p == PANE_ENTITIES ? 1 : g->count + 1;
}

int pane_row_cmp(const struct pane_list *l, enum pane p, const struct pane_row *r, const struct pane_group *g)
{
	if (r->group != NO_GROUP)
		return order_of(l, p)(&l->groups.v[r->group], g);
	struct pane_group heading = { .tag = r->label, .rank = tag_rank(r->label) };
	int c = by_tag(&heading, g);

	return c ? c : -1;
}

size_t pane_group_row(const struct pane_list *l, enum pane p, const struct pane_group *g)
{
	size_t lo = 0, hi = l->rows.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (pane_row_cmp(l, p, &l->rows.v[mid], g) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t pane_item_row(const struct doc *d, const struct pane_list *l, size_t from, size_t n, size_t item)
{
	double value = d->items.v[item].value;
	size_t lo = from, hi = from + n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2, at = l->rows.v[mid].item;
		double other = d->items.v[at].value;

		if (other > value || (!(other < value) && at < item))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t pane_row_of(const struct doc *d, enum pane p, size_t item)
{
	const struct pane_list *l = &d->panes[p];
	const struct pane_group *g;
	size_t row;

	if (item >= d->items.n || d->items.v[item].group == 0 || pane_of_item(&d->items.v[item]) != p)
		return NONE;
	g = &l->groups.v[d->items.v[item].group - 1];
	row = pane_group_row(l, p, g);
	return p == PANE_ENTITIES ? row : pane_item_row(d, l, row + 1, g->count, item);
}

/* ---- all anew ---- */

static void clear(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];

	vec_clear(&l->rows);
	vec_clear(&l->groups);
	if (l->nslots)
		memset(l->slots, 0, l->nslots * sizeof *l->slots);
	vec_clear(&l->members);
	l->count = l->decided = 0;
	l->weight = 0;
	if (p != PANE_ENTITIES)
		return;
	arena_fini(&d->names);
	arena_init(&d->names);
}

/* The items of these panes (bits), into their groups. */
static void collect(struct doc *d, unsigned panes)
{
	struct str words;

	str_init(&words);
	for (size_t i = 0; i < d->items.n; i++) {
		struct item *it = &d->items.v[i];
		enum pane p = pane_of_item(it);
		struct pane_list *l = &d->panes[p];

		if (!(panes & 1u << p))
			continue;
		it->group = 0;
		if (!pane_shows(d, p, i, &words))
			continue;
		it->group = pane_group_for(d, p, i, &words) + 1;
		it->value = pane_value(l, it);
		struct pane_group *g = &l->groups.v[it->group - 1];
		g->count++;
		g->decided += !item_is_open(it);
		g->weight += pane_weight(d, p, it);
	}
	str_fini(&words);
}

static void fill_members(struct doc *d, unsigned panes)
{
	for (int p = 0; p < PANE_COUNT; p++) {
		struct pane_list *l = &d->panes[p];
		size_t n = 0;

		for (size_t i = 0; (panes & 1u << p) && i < l->groups.n; i++) {
			struct pane_group *g = &l->groups.v[i];

			g->members = n;
			n += g->count;
			l->count += g->count;
			l->decided += g->decided;
			l->weight += g->weight;
		}
		if (panes & 1u << p) {
			vec_reserve(&l->members, n);
			l->members.n = n;
		}
	}
	for (size_t i = 0; i < d->items.n; i++) {
		const struct item *it = &d->items.v[i];
		enum pane p = pane_of_item(it);

		if (!(panes & 1u << p) || it->group == 0)
			continue;
		struct pane_group *g = &d->panes[p].groups.v[it->group - 1];
		d->panes[p].members.v[g->members + g->room++] = i;
	}
}

static int by_group(const void *pa, const void *pb, void *order)
{
	const struct pane_group *const *a = pa, *const *b = pb;

	return (*(group_cmp **)order)(*a, *b);
}

static void add_cluster(struct pane_list *l, const struct pane_group *g, size_t *heading)
{
	struct pane_row r = { .type = ROW_CLUSTER, .group = (uint32_t)(g - l->groups.v), .label = g->name, .item = g->first,
			      .count = g->count, .decided = g->decided };

	if (*heading == NONE || strcmp(g->tag, l->rows.v[*heading].label) != 0) {
		struct pane_row h = { .type = ROW_GROUP, .group = NO_GROUP, .label = g->tag, .item = NONE };

		*heading = l->rows.n;
		vec_push(&l->rows, h);
	}
	vec_push(&l->rows, r);
	l->rows.v[*heading].count++;
}

/* An item as it is sorted within its heading. */
struct sort_item {
	size_t item;
	double value;
};

static int by_value(const void *pa, const void *pb)
{
	const struct sort_item *a = pa, *b = pb;

	if (a->value > b->value || a->value < b->value)
		return a->value > b->value ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

static void add_items(struct doc *d, struct pane_list *l, const struct pane_group *g)
{
	struct pane_row h = { .type = ROW_GROUP, .group = (uint32_t)(g - l->groups.v), .label = g->name, .item = NONE,
			      .count = g->count };
	struct sort_item *all = xcalloc(g->count, sizeof *all);

	vec_push(&l->rows, h);
	for (size_t i = 0; i < g->count; i++) {
		all[i].item = l->members.v[g->members + i];
		all[i].value = d->items.v[all[i].item].value;
	}
	if (l->sort == SORT_VALUE || l->sort == SORT_UNIT)
		qsort(all, g->count, sizeof *all, by_value);
	for (size_t i = 0; i < g->count; i++) {
		struct pane_row r = { .type = ROW_ITEM, .group = h.group, .item = all[i].item, .count = 1,
				      .decided = !item_is_open(&d->items.v[all[i].item]) };

		vec_push(&l->rows, r);
	}
	free(all);
}

static void make_rows(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];
	struct pane_group **sorted = xcalloc(l->groups.n + 1, sizeof *sorted);
	group_cmp *order = order_of(l, p);
	size_t heading = NONE;

	vec_reserve(&l->rows, l->groups.n + (p == PANE_ENTITIES ? 8 : l->count));
	for (size_t i = 0; i < l->groups.n; i++)
		sorted[i] = &l->groups.v[i];
	if (l->groups.n)
		qsort_r(sorted, l->groups.n, sizeof *sorted, by_group, &order);
	for (size_t i = 0; i < l->groups.n; i++) {
		if (p == PANE_ENTITIES)
			add_cluster(l, sorted[i], &heading);
		else
			add_items(d, l, sorted[i]);
	}
	free(sorted);
}

static void rebuild(struct doc *d, unsigned panes)
{
	for (int p = 0; p < PANE_COUNT; p++) {
		struct pane_list *l = &d->panes[p];

		if (!(panes & 1u << p))
			continue;
		if (l->sort == SORT_ORDER && orders[p][0] != SORT_ORDER && !l->sorted)
			l->sort = orders[p][0];
		clear(d, (enum pane)p);
	}
	collect(d, panes);
	fill_members(d, panes);
	for (int p = 0; p < PANE_COUNT; p++) {
		if (!(panes & 1u << p))
			continue;
		make_rows(d, (enum pane)p);
		pane_move(&d->panes[p], 0);
	}
}

void pane_rebuild(struct doc *d, enum pane p)
{
	rebuild(d, 1u << p);
}

void panes_rebuild(struct doc *d)
{
	rebuild(d, (1u << PANE_COUNT) - 1);
}

/* Rebuilds and finds the item of the cursor again. */
static void rebuild_here(struct doc *d, enum pane p)
{
	struct pane_list *l = &d->panes[p];
	size_t item = l->cur < l->rows.n ? l->rows.v[l->cur].item : NONE, row;

	pane_rebuild(d, p);
	row = item == NONE ? NONE : pane_row_of(d, p, item);
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
