/* view_items.c - the merged list: annotations, and the suggestions they do not
 * answer. A suggestion is answered by an annotation of the same span, or of
 * the same kind that overlaps it: rejected ones do not come back.
 */
#include <stdlib.h>
#include <string.h>

#include "app/panes.h"
#include "app/view.h"

static int by_place(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->tag, b->tag);
}

static void add_annotations(struct doc *d, size_t *longest)
{
	for (size_t i = 0; i < book_count(d->book); i++) {
		const struct annotation *a = book_at(d->book, i);
		struct item it = {
			.span = a->at.span,
			.kind = a->kind,
			.tag = a->tag,
			.status = a->status == STATUS_SUGGESTED ? STATUS_ACCEPTED : a->status,
			.a = a,
			.entity = a->attr[ATTR_ENTITY],
		};

		if (a->placed == PLACED_LOST)
			continue;
		if (it.span.end - it.span.start > *longest)
			*longest = it.span.end - it.span.start;
		vec_push(&d->items, it);
	}
}

/* The annotation among the first n items that answers m, NULL: none. */
static struct item *answer(struct doc *d, size_t n, size_t longest, const struct mention *m)
{
	size_t from = m->span.start > longest ? m->span.start - longest : 0;
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->items.v[mid].span.start < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < n && d->items.v[lo].span.start < m->span.end; lo++) {
		struct item *it = &d->items.v[lo];

		if (span_eq(it->span, m->span) ||
		    (it->kind == m->kind && span_hits(it->span, m->span)))
			return it;
	}
	return NULL;
}

static const char *mention_entity(const struct doc *d, const struct mention *m)
{
	if (m->attr[ATTR_ENTITY])
		return m->attr[ATTR_ENTITY];
	if (m->cluster >= 0 && (size_t)m->cluster < d->found.clusters.n)
		return d->found.clusters.v[m->cluster].name;
	return NULL;
}

static void add_suggestions(struct doc *d, size_t longest)
{
	size_t n = d->items.n;

	for (size_t i = 0; i < d->found.all.n; i++) {
		const struct mention *m = &d->found.all.v[i];
		struct item it = { .span = m->span, .kind = m->kind, .tag = m->tag,
				   .status = STATUS_SUGGESTED, .m = m,
				   .entity = mention_entity(d, m) };
		struct item *by = answer(d, n, longest, m);

		if (by) {
			if (span_eq(by->span, m->span) && !by->m) {
				by->m = m;
				if (!by->entity)
					by->entity = it.entity;
			}
			continue;
		}
		vec_push(&d->items, it);
	}
}

/* Both lists come sorted, save for what begins and ends at the same place. */
static void sort_tail(struct doc *d, size_t from)
{
	bool sorted = true;

	for (size_t i = from + 1; i < d->items.n && sorted; i++)
		sorted = by_place(&d->items.v[i - 1], &d->items.v[i]) <= 0;
	if (!sorted)
		qsort(d->items.v + from, d->items.n - from, sizeof *d->items.v, by_place);
}

/* [0, half) and [half, n) are sorted: now all are. */
static void merge_halves(struct doc *d, size_t half)
{
	size_t n = d->items.n, a = half, b = n, k = n;
	struct item *tail;

	if (half == 0 || half == n)
		return;
	tail = xmalloc((n - half) * sizeof *tail);
	memcpy(tail, d->items.v + half, (n - half) * sizeof *tail);
	while (b > half) {
		if (a > 0 && by_place(&d->items.v[a - 1], &tail[b - 1 - half]) > 0)
			d->items.v[--k] = d->items.v[--a];
		else
			d->items.v[--k] = tail[--b - half];
	}
	free(tail);
}

void view_rebuild(struct doc *d)
{
	struct item was = { 0 };
	bool had = d->item < d->items.n;
	size_t longest = 0;

	if (had)
		was = d->items.v[d->item]; /* span and kind only: pointers may be dead */
	d->items.n = 0;
	add_annotations(d, &longest);
	d->decided = (unsigned)d->items.n;
	sort_tail(d, 0);
	size_t annotations = d->items.n;
	if (d->has_found)
		add_suggestions(d, longest);
	sort_tail(d, annotations);
	merge_halves(d, annotations);
	d->total = (unsigned)d->items.n;
	d->longest = 0;
	d->item = NONE;
	for (size_t i = 0; i < d->items.n; i++) {
		const struct item *it = &d->items.v[i];

		if (it->span.end - it->span.start > d->longest)
			d->longest = it->span.end - it->span.start;
		if (had && span_eq(it->span, was.span) && it->kind == was.kind && item_stops(it))
			d->item = i;
	}
	d->item = view_item_at(d, d->caret);
	panes_rebuild(d);
}
