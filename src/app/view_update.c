/* view_update.c - the merged list after a few changes: what the annotations that were
 * touched, and the mentions they meet or met, are now. The same as view_rebuild, which
 * does the rest when there is much to change.
 */
#include <stdlib.h>
#include <string.h>

#include "app/panes.h"
#include "app/view.h"
#include "app/view_list.h"

#define TOUCHED 400 /* annotations: with more all is made anew */
#define MOVES 24    /* the same for items that come or go: each moves all behind it */

struct update {
	struct doc *d;
	id_vec ids;       /* annotations that may be other items now */
	size_t touched;   /* so many of them come from the log */
	place_vec places;  /* of those, all they have or had */
	pos_vec mentions; /* that meet them */
	pos_vec gone;     /* items that go */
	item_vec fresh;   /* those that come instead */
};

static int by_number(const void *pa, const void *pb)
{
	const size_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

static int by_annotation(const void *pa, const void *pb)
{
	const uint64_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

#define sort_unique(vec, cmp)                                                    \
	do {                                                                     \
		size_t n_ = 0;                                                   \
		if ((vec)->n > 0)                                                \
			qsort((vec)->v, (vec)->n, sizeof *(vec)->v, cmp);        \
		for (size_t i_ = 0; i_ < (vec)->n; i_++)                         \
			if (n_ == 0 || (vec)->v[n_ - 1] != (vec)->v[i_])         \
				(vec)->v[n_++] = (vec)->v[i_];                   \
		(vec)->n = n_;                                                   \
	} while (0)

/* ---- what is concerned ---- */

static void add_mentions(struct update *u, struct span at)
{
	const mention_vec *all = &u->d->found.all;

	for (size_t i = mention_from(u->d, at.start); i < all->n && all->v[i].span.start <= at.end; i++)
		if (span_hits(all->v[i].span, at) || span_eq(all->v[i].span, at))
			vec_push(&u->mentions, i);
}

/* Annotations at the very place of a mention say what it says. */
static void add_annotations(struct update *u, struct span at)
{
	const struct book *b = u->d->book;

	for (size_t i = book_from(b, at.start); i < book_count(b) && book_at(b, i)->at.span.start == at.start; i++)
		if (span_eq(book_at(b, i)->at.span, at))
			vec_push(&u->ids, book_at(b, i)->id);
}

static void add_gone(struct update *u, struct span at, uint64_t id, const struct mention *m)
{
	const struct doc *d = u->d;

	for (size_t i = view_item_from(d, at.start); i < d->items.n && d->items.v[i].span.start == at.start; i++) {
		const struct item *it = &d->items.v[i];

		if (it->a ? it->a->id == id : m && it->m == m)
			vec_push(&u->gone, i);
	}
}

static void find_concerned(struct update *u)
{
	struct doc *d = u->d;
	size_t others;

	for (size_t i = 0; i < u->touched; i++) {
		size_t from = u->places.n;

		book_places(d->book, u->ids.v[i], &u->places);
		for (size_t k = from; k < u->places.n; k++) /* at one of them it stands as an item */
			add_gone(u, u->places.v[k], u->ids.v[i], NULL);
	}
	for (size_t i = 0; d->has_found && i < u->places.n; i++)
		add_mentions(u, u->places.v[i]);
	sort_unique(&u->mentions, by_number);
	others = u->ids.n;
	for (size_t i = 0; i < u->mentions.n; i++) {
		const struct mention *m = &d->found.all.v[u->mentions.v[i]];

		add_gone(u, m->span, 0, m);
		add_annotations(u, m->span);
	}
	for (size_t i = others; i < u->ids.n; i++)
		add_gone(u, book_find(d->book, u->ids.v[i])->at.span, u->ids.v[i], NULL);
	sort_unique(&u->gone, by_number);
	sort_unique(&u->ids, by_annotation);
}

/* ---- what they are now ---- */

static size_t length(struct span s)
{
	return s.end - s.start;
}

/* The annotation that answers m, as an item; false: none. */
static bool answer(const struct doc *d, const struct mention *m, struct item *by)
{
	size_t from = m->span.start > d->longest ? m->span.start - d->longest : 0;
	bool any = false;

	for (size_t i = book_from(d->book, from); i < book_count(d->book); i++) {
		const struct annotation *a = book_at(d->book, i);
		struct item it = item_of_annotation(a);

		if (a->at.span.start >= m->span.end || (any && a->at.span.start > by->span.start))
			break;
		if (a->placed == PLACED_LOST || !item_answers(&it, m) || (any && item_order(by, &it) < 0))
			continue;
		*by = it;
		any = true;
	}
	return any;
}

/* Items of annotations, as they come from u->ids. */
static int by_item_id(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;

	return (a->a->id > b->a->id) - (a->a->id < b->a->id);
}

static int in_order(const void *pa, const void *pb)
{
	return item_order(pa, pb);
}

static void make_fresh(struct update *u)
{
	struct doc *d = u->d;

	for (size_t i = 0; i < u->ids.n; i++) {
		const struct annotation *a = book_find(d->book, u->ids.v[i]);

		if (a && a->placed != PLACED_LOST)
			vec_push(&u->fresh, item_of_annotation(a));
	}
	size_t annotations = u->fresh.n;
	for (size_t i = 0; i < annotations; i++) /* answer() looks so far back */
		if (length(u->fresh.v[i].span) > d->longest)
			d->longest = length(u->fresh.v[i].span);
	for (size_t i = 0; i < u->mentions.n; i++) {
		const struct mention *m = &d->found.all.v[u->mentions.v[i]];
		struct item by;

		if (!answer(d, m, &by)) {
			vec_push(&u->fresh, item_of_mention(d, m));
			continue;
		}
		struct item *it = annotations ? bsearch(&by, u->fresh.v, annotations, sizeof by, by_item_id) : NULL;
		if (it)
			item_take_mention(d, it, m);
	}
	if (u->fresh.n)
		qsort(u->fresh.v, u->fresh.n, sizeof *u->fresh.v, in_order);
}

/* ---- the list ---- */

static void count(struct doc *d, const struct item *it, bool comes)
{
	d->decided += it->a ? comes ? 1u : -1u : 0;
}

/* Can it stand at index i instead of what stands there? */
static bool fits(const struct doc *d, size_t i, const struct item *it)
{
	return (i == 0 || item_order(&d->items.v[i - 1], it) < 0) &&
	       (i + 1 >= d->items.n || item_order(it, &d->items.v[i + 1]) < 0);
}

/* Of the items that come, in order: the first at the place of index `at` that can stand there. */
static size_t successor(const struct update *u, const bool *used, size_t at)
{
	const struct doc *d = u->d;
	struct span place = d->items.v[at].span;
	size_t lo = 0, hi = u->fresh.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		struct span s = u->fresh.v[mid].span;

		if (s.start < place.start || (s.start == place.start && s.end < place.end))
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < u->fresh.n && span_eq(u->fresh.v[lo].span, place); lo++)
		if (!used[lo] && fits(d, at, &u->fresh.v[lo]))
			return lo;
	return NONE;
}

/* Items that have the place of one that goes, and could stand there, take it. */
static void replace(struct update *u)
{
	struct doc *d = u->d;
	bool *used = xcalloc(u->fresh.n + 1, sizeof *used);
	size_t n = 0;

	for (size_t i = 0; i < u->gone.n; i++) {
		size_t at = u->gone.v[i], k = successor(u, used, at);

		if (k == NONE) {
			u->gone.v[n++] = at;
			continue;
		}
		count(d, &d->items.v[at], false);
		count(d, &u->fresh.v[k], true);
		panes_item_replace(d, at, &u->fresh.v[k]);
		used[k] = true;
	}
	u->gone.n = n;
	n = 0;
	for (size_t i = 0; i < u->fresh.n; i++)
		if (!used[i])
			u->fresh.v[n++] = u->fresh.v[i];
	u->fresh.n = n;
	free(used);
}

static void take_out(struct doc *d, size_t at)
{
	count(d, &d->items.v[at], false);
	panes_item_out(d, at);
	d->items.n--;
	memmove(d->items.v + at, d->items.v + at + 1, (d->items.n - at) * sizeof *d->items.v);
	panes_shift(d, at + 1, false);
}

static void put_in(struct doc *d, const struct item *it)
{
	size_t at = view_item_from(d, it->span.start);

	while (at < d->items.n && item_order(&d->items.v[at], it) < 0)
		at++;
	vec_reserve(&d->items, d->items.n + 1);
	memmove(d->items.v + at + 1, d->items.v + at, (d->items.n - at) * sizeof *d->items.v);
	d->items.v[at] = *it;
	d->items.n++;
	panes_shift(d, at, true);
	count(d, it, true);
	panes_item_in(d, at);
	if (length(it->span) > d->longest)
		d->longest = length(it->span);
}

static void apply(struct update *u)
{
	struct doc *d = u->d;
	bool longest = false;

	for (size_t i = 0; i < u->gone.n; i++)
		longest = longest || length(d->items.v[u->gone.v[i]].span) == d->longest;
	for (size_t i = u->gone.n; i > 0; i--)
		take_out(d, u->gone.v[i - 1]);
	for (size_t i = 0; i < u->fresh.n; i++)
		put_in(d, &u->fresh.v[i]);
	if (longest)
		items_longest(d);
	d->total = (unsigned)d->items.n;
}

/* What says who speaks may stand a little away from what it says it of. */
static void look_around(struct update *u)
{
	struct doc *d = u->d;
	size_t far = d->reach + 2 * d->longest + (size_t)2 * SENTENCE_MAX;
	bool any = false;

	for (int p = 0; p < PANE_COUNT; p++)
		any = any || pane_looks_around(&d->panes[p]);
	for (size_t i = 0; any && i < u->places.n; i++) {
		struct span s = u->places.v[i];

		panes_look_again(d, (struct span){ s.start > far ? s.start - far : 0, s.end + far });
	}
}

static void update_fini(struct update *u)
{
	vec_fini(&u->ids);
	vec_fini(&u->places);
	vec_fini(&u->mentions);
	vec_fini(&u->gone);
	vec_fini(&u->fresh);
}

void view_update(struct doc *d)
{
	struct update u = { .d = d };
	bool had = d->item < d->items.n, few = book_touched(d->book, d->seen, TOUCHED, &u.ids);
	struct item was = had ? d->items.v[d->item] : (struct item){ 0 };

	if (few) {
		sort_unique(&u.ids, by_annotation);
		u.touched = u.ids.n;
		find_concerned(&u);
		make_fresh(&u);
		replace(&u);
		few = u.gone.n + u.fresh.n <= MOVES;
	}
	if (few) {
		apply(&u);
		look_around(&u);
		items_current(d, had ? &was : NULL);
		for (int p = 0; p < PANE_COUNT; p++)
			pane_move(&d->panes[p], 0);
		d->seen = book_mark(d->book);
	} else {
		view_rebuild(d);
	}
	update_fini(&u);
}
