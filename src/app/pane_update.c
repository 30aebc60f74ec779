/* pane_update.c - the rows of the side panes after a change of few items: the same as
 * pane_rows.c would make anew, at the cost of what moves. See panes.h.
 */
#include <stdlib.h>
#include <string.h>

#include "app/pane_groups.h"
#include "app/view.h"

/* ---- rows come and go ---- */

static void take_rows(struct pane_list *l, size_t at, size_t n)
{
	memmove(l->rows.v + at, l->rows.v + at + n, (l->rows.n - at - n) * sizeof *l->rows.v);
	l->rows.n -= n;
}

/* n rows at `at`, still to be filled. */
static struct pane_row *open_rows(struct pane_list *l, size_t at, size_t n)
{
	vec_reserve(&l->rows, l->rows.n + n);
	memmove(l->rows.v + at + n, l->rows.v + at, (l->rows.n - at) * sizeof *l->rows.v);
	l->rows.n += n;
	return l->rows.v + at;
}

/* A group whose first row is `at` has another count, weight or first item: to where it belongs now. */
static void settle(struct pane_list *l, enum pane p, const struct pane_group *g, size_t at)
{
	size_t n = pane_group_rows(p, g);
	struct pane_row *kept;

	if ((at == 0 || pane_row_cmp(l, p, &l->rows.v[at - 1], g) < 0) &&
	    (at + n == l->rows.n || pane_row_cmp(l, p, &l->rows.v[at + n], g) > 0))
		return;
	kept = xmalloc(n * sizeof *kept);
	memcpy(kept, l->rows.v + at, n * sizeof *kept);
	take_rows(l, at, n);
	at = pane_group_row(l, p, g);
	memcpy(open_rows(l, at, n), kept, n * sizeof *kept);
	free(kept);
}

/* ---- members ---- */

static size_t member_at(const struct pane_list *l, const struct pane_group *g, size_t item)
{
	size_t lo = 0, hi = g->count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->members.v[g->members + mid] < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	return g->members + lo;
}

/* Room for one more: a full group goes to the end of them all. */
static void make_room(struct pane_list *l, struct pane_group *g)
{
	size_t room = g->room ? g->room * 2 : 2;

	if (g->count < g->room)
		return;
	vec_reserve(&l->members, l->members.n + room);
	if (g->count)
		memcpy(l->members.v + l->members.n, l->members.v + g->members, g->count * sizeof *l->members.v);
	memset(l->members.v + l->members.n + g->count, 0, (room - g->count) * sizeof *l->members.v);
	g->members = l->members.n;
	g->room = room;
	l->members.n += room;
}

/* ---- an item leaves ---- */

/* Counts; what the group is without the item. */
static void drop_member(struct doc *d, enum pane p, struct pane_group *g, size_t item)
{
	struct pane_list *l = &d->panes[p];
	size_t at = member_at(l, g, item), weight = pane_weight(d, p, &d->items.v[item]);

	memmove(l->members.v + at, l->members.v + at + 1, (g->members + g->count - at - 1) * sizeof *l->members.v);
	g->count--;
	g->decided -= !item_is_open(&d->items.v[item]);
	g->weight -= weight;
	g->first = g->count ? l->members.v[g->members] : g->first;
	l->count--;
	l->decided -= !item_is_open(&d->items.v[item]);
	l->weight -= weight;
}

static void tell_cluster(struct pane_row *r, const struct pane_group *g)
{
	r->label = g->name;
	r->item = g->first;
	r->count = g->count;
	r->decided = g->decided;
}

/* The heading of a tag stands before its clusters. */
static size_t heading_before(const struct pane_list *l, size_t row)
{
	while (l->rows.v[row].type != ROW_GROUP)
		row--;
	return row;
}

static void cluster_out(struct doc *d, struct pane_group *g, size_t item)
{
	struct pane_list *l = &d->panes[PANE_ENTITIES];
	size_t row = pane_group_row(l, PANE_ENTITIES, g);

	drop_member(d, PANE_ENTITIES, g, item);
	if (g->count > 0) {
		tell_cluster(&l->rows.v[row], g);
		settle(l, PANE_ENTITIES, g, row);
		return;
	}
	size_t heading = heading_before(l, row);
	take_rows(l, row, 1);
	if (--l->rows.v[heading].count == 0)
		take_rows(l, heading, 1);
}

static void row_out(struct doc *d, enum pane p, struct pane_group *g, size_t item)
{
	struct pane_list *l = &d->panes[p];
	size_t heading = pane_group_row(l, p, g);

	take_rows(l, pane_item_row(d, l, heading + 1, g->count, item), 1);
	drop_member(d, p, g, item);
	if (g->count == 0) {
		take_rows(l, heading, 1);
		return;
	}
	l->rows.v[heading].count = g->count;
	settle(l, p, g, heading);
}

void panes_item_out(struct doc *d, size_t item)
{
	struct item *it = &d->items.v[item];
	enum pane p = pane_of_item(it);
	struct pane_list *l = &d->panes[p];

	if (it->group == 0)
		return;
	if (p == PANE_ENTITIES)
		cluster_out(d, &l->groups.v[it->group - 1], item);
	else
		row_out(d, p, &l->groups.v[it->group - 1], item);
	it->group = 0;
}

/* ---- an item comes ---- */

static void add_member(struct doc *d, enum pane p, struct pane_group *g, size_t item)
{
	struct pane_list *l = &d->panes[p];
	size_t at, weight = pane_weight(d, p, &d->items.v[item]);

	make_room(l, g);
	at = member_at(l, g, item);
	memmove(l->members.v + at + 1, l->members.v + at, (g->members + g->count - at) * sizeof *l->members.v);
	l->members.v[at] = item;
	g->count++;
	g->decided += !item_is_open(&d->items.v[item]);
	g->weight += weight;
	g->first = l->members.v[g->members];
	l->count++;
	l->decided += !item_is_open(&d->items.v[item]);
	l->weight += weight;
}

static void cluster_in(struct doc *d, struct pane_group *g, size_t item)
{
	struct pane_list *l = &d->panes[PANE_ENTITIES];
	bool fresh = g->count == 0;
	size_t row = fresh ? 0 : pane_group_row(l, PANE_ENTITIES, g);

	add_member(d, PANE_ENTITIES, g, item);
	if (!fresh) {
		tell_cluster(&l->rows.v[row], g);
		settle(l, PANE_ENTITIES, g, row);
		return;
	}
	row = pane_group_row(l, PANE_ENTITIES, g);
	/* the row before is another of its tag, or its heading; else there is none yet */
	if (row == 0 || strcmp(l->rows.v[heading_before(l, row - 1)].label, g->tag) != 0)
		*open_rows(l, row++, 1) = (struct pane_row){ .type = ROW_GROUP, .group = NO_GROUP, .label = g->tag, .item = NONE };
	struct pane_row *r = open_rows(l, row, 1);
	*r = (struct pane_row){ .type = ROW_CLUSTER, .group = (uint32_t)(g - l->groups.v) };
	tell_cluster(r, g);
	l->rows.v[heading_before(l, row)].count++;
}

static void row_in(struct doc *d, enum pane p, struct pane_group *g, size_t item)
{
	struct pane_list *l = &d->panes[p];
	uint32_t group = (uint32_t)(g - l->groups.v);
	size_t heading = 0, row;

	if (g->count > 0) {
		heading = pane_group_row(l, p, g);
		add_member(d, p, g, item);
	} else {
		add_member(d, p, g, item);
		heading = pane_group_row(l, p, g);
		*open_rows(l, heading, 1) = (struct pane_row){ .type = ROW_GROUP, .group = group, .item = NONE };
	}
	row = pane_item_row(d, l, heading + 1, g->count - 1, item);
	*open_rows(l, row, 1) = (struct pane_row){ .type = ROW_ITEM, .group = group, .item = item, .count = 1,
						   .decided = !item_is_open(&d->items.v[item]) };
	l->rows.v[heading].label = g->name;
	l->rows.v[heading].count = g->count;
	settle(l, p, g, heading);
}

static void come_in(struct doc *d, enum pane p, size_t item, uint32_t group)
{
	struct pane_list *l = &d->panes[p];

	d->items.v[item].group = group + 1;
	d->items.v[item].value = pane_value(l, &d->items.v[item]);
	if (p == PANE_ENTITIES)
		cluster_in(d, &l->groups.v[group], item);
	else
		row_in(d, p, &l->groups.v[group], item);
}

void panes_item_in(struct doc *d, size_t item)
{
	enum pane p = pane_of_item(&d->items.v[item]);
	struct str words;

	str_init(&words);
	d->items.v[item].group = 0;
	if (pane_shows(d, p, item, &words))
		come_in(d, p, item, pane_group_for(d, p, item, &words));
	str_fini(&words);
}

/* ---- an item becomes another ---- */

/* It stays in its row: only whether it is decided. */
static void decide(struct doc *d, enum pane p, size_t item, bool was)
{
	struct pane_list *l = &d->panes[p];
	bool is = !item_is_open(&d->items.v[item]);
	struct pane_group *g = &l->groups.v[d->items.v[item].group - 1];
	struct pane_row *r = &l->rows.v[pane_row_of(d, p, item)];

	g->decided = g->decided + is - was;
	l->decided = l->decided + is - was;
	r->decided = r->decided + is - was;
}

void panes_item_replace(struct doc *d, size_t item, const struct item *by)
{
	struct item was = d->items.v[item];
	enum pane p = pane_of_item(by);
	struct pane_list *l = &d->panes[p];
	struct str words;
	bool stays = false;

	str_init(&words);
	d->items.v[item] = *by;
	if (was.group && pane_of_item(&was) == p && pane_shows(d, p, item, &words)) {
		double value = pane_value(l, by);

		stays = pane_group_for(d, p, item, &words) + 1 == was.group && !(value < was.value) && !(value > was.value) &&
			pane_weight(d, p, &was) == pane_weight(d, p, by);
	}
	str_fini(&words);
	if (stays) {
		d->items.v[item].group = was.group;
		d->items.v[item].value = was.value;
		decide(d, p, item, !item_is_open(&was));
		return;
	}
	d->items.v[item] = was;
	panes_item_out(d, item);
	d->items.v[item] = *by;
	panes_item_in(d, item);
}

/* ---- around ---- */

void panes_shift(struct doc *d, size_t from, bool up)
{
	size_t by = up ? 1 : (size_t)-1;

	for (int p = 0; p < PANE_COUNT; p++) {
		struct pane_list *l = &d->panes[p];

		for (size_t i = 0; i < l->members.n; i++)
			l->members.v[i] += l->members.v[i] >= from ? by : 0;
		for (size_t i = 0; i < l->groups.n; i++)
			l->groups.v[i].first += l->groups.v[i].first >= from ? by : 0;
		for (size_t i = 0; i < l->rows.n; i++)
			l->rows.v[i].item += l->rows.v[i].item >= from && l->rows.v[i].item != NONE ? by : 0;
	}
}

void panes_look_again(struct doc *d, struct span around)
{
	struct str words;

	str_init(&words);
	for (size_t i = view_item_from(d, around.start); i < d->items.n && d->items.v[i].span.start < around.end; i++) {
		enum pane p = pane_of_item(&d->items.v[i]);
		uint32_t group;

		if (!pane_looks_around(&d->panes[p]))
			continue;
		group = pane_shows(d, p, i, &words) ? pane_group_for(d, p, i, &words) + 1 : 0;
		if (group == d->items.v[i].group)
			continue;
		panes_item_out(d, i);
		if (group)
			come_in(d, p, i, group - 1);
	}
	str_fini(&words);
}
