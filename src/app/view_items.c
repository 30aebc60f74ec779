/* view_items.c - the merged list: annotations, and the suggestions they do not
 * answer. A suggestion is answered by an annotation of the same span, or of
 * the same kind that overlaps it: rejected ones do not come back. What a few
 * changes do to it is view_update.c.
 */
#include <stdlib.h>
#include <string.h>

#include "app/panes.h"
#include "app/view.h"
#include "app/view_list.h"

int item_order(const struct item *a, const struct item *b)
{
	int c;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	c = a->tag == b->tag ? 0 : strcmp(a->tag, b->tag);
	if (c != 0)
		return c;
	if (!a->a != !b->a) /* annotations first */
		return a->a ? -1 : 1;
	if (a->a)
		return a->a->id < b->a->id ? -1 : a->a->id > b->a->id;
	return a->m < b->m ? -1 : a->m > b->m; /* of one array */
}

static int by_order(const void *pa, const void *pb)
{
	return item_order(pa, pb);
}

struct item item_of_annotation(const struct annotation *a)
{
	return (struct item){
		.span = a->at.span,
		.kind = a->kind,
		.tag = a->tag,
		.status = a->status == STATUS_SUGGESTED ? STATUS_ACCEPTED : a->status,
		.a = a,
		.entity = a->attr[ATTR_ENTITY],
	};
}

static const char *mention_entity(const struct doc *d, const struct mention *m)
{
	if (m->attr[ATTR_ENTITY])
		return m->attr[ATTR_ENTITY];
	if (m->cluster >= 0 && (size_t)m->cluster < d->found.clusters.n)
		return d->found.clusters.v[m->cluster].name;
	return NULL;
}

struct item item_of_mention(const struct doc *d, const struct mention *m)
{
	return (struct item){ .span = m->span, .kind = m->kind, .tag = m->tag, .status = STATUS_SUGGESTED, .m = m,
			      .entity = mention_entity(d, m) };
}

bool item_answers(const struct item *it, const struct mention *m)
{
	return span_eq(it->span, m->span) || (it->kind == m->kind && span_hits(it->span, m->span));
}

void item_take_mention(const struct doc *d, struct item *it, const struct mention *m)
{
	if (it->m || !span_eq(it->span, m->span))
		return;
	it->m = m;
	if (!it->entity)
		it->entity = mention_entity(d, m);
}

static size_t length(struct span s)
{
	return s.end - s.start;
}

static void add_annotations(struct doc *d, size_t *longest)
{
	for (size_t i = 0; i < book_count(d->book); i++) {
		const struct annotation *a = book_at(d->book, i);

		if (a->placed == PLACED_LOST)
			continue;
		if (length(a->at.span) > *longest)
			*longest = length(a->at.span);
		vec_push(&d->items, item_of_annotation(a));
	}
}

/* The annotation among the first n items that answers m, NULL: none. *from: where to
 * look from, as of the mention before. */
static struct item *answer(struct doc *d, size_t n, size_t longest, const struct mention *m, size_t *from)
{
	size_t start = m->span.start > longest ? m->span.start - longest : 0;

	while (*from > 0 && d->items.v[*from - 1].span.start >= start)
		--*from;
	while (*from < n && d->items.v[*from].span.start < start)
		++*from;
	for (size_t i = *from; i < n && d->items.v[i].span.start < m->span.end; i++)
		if (item_answers(&d->items.v[i], m))
			return &d->items.v[i];
	return NULL;
}

static void add_suggestions(struct doc *d, size_t longest)
{
	size_t n = d->items.n, from = 0;

	for (size_t i = 0; i < d->found.all.n; i++) {
		const struct mention *m = &d->found.all.v[i];
		struct item *by = answer(d, n, longest, m, &from);
		size_t away = m->speaker.start > m->span.start ? m->speaker.start - m->span.start :
								 m->span.start - m->speaker.start;

		if (length(m->span) > d->longest_found)
			d->longest_found = length(m->span);
		if (m->kind == KIND_QUOTE && length(m->speaker) > 0 && away + length(m->speaker) > d->reach)
			d->reach = away + length(m->speaker);
		if (by)
			item_take_mention(d, by, m);
		else
			vec_push(&d->items, item_of_mention(d, m));
	}
}

/* Both lists come sorted, save for what begins and ends at the same place. */
static void sort_tail(struct doc *d, size_t from)
{
	bool sorted = true;

	for (size_t i = from + 1; i < d->items.n && sorted; i++)
		sorted = item_order(&d->items.v[i - 1], &d->items.v[i]) <= 0;
	if (!sorted)
		qsort(d->items.v + from, d->items.n - from, sizeof *d->items.v, by_order);
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
		if (a > 0 && item_order(&d->items.v[a - 1], &tail[b - 1 - half]) > 0)
			d->items.v[--k] = d->items.v[--a];
		else
			d->items.v[--k] = tail[--b - half];
	}
	free(tail);
}

void items_longest(struct doc *d)
{
	d->longest = 0;
	for (size_t i = 0; i < d->items.n; i++)
		if (length(d->items.v[i].span) > d->longest)
			d->longest = length(d->items.v[i].span);
}

void items_current(struct doc *d, const struct item *was)
{
	d->item = NONE;
	for (size_t i = was ? view_item_from(d, was->span.start) : d->items.n;
	     i < d->items.n && d->items.v[i].span.start == was->span.start; i++) {
		const struct item *it = &d->items.v[i];

		if (span_eq(it->span, was->span) && it->kind == was->kind && item_stops(it))
			d->item = i;
	}
	d->item = view_item_at(d, d->caret);
}

void view_rebuild(struct doc *d)
{
	struct item was = { 0 };
	bool had = d->item < d->items.n;
	size_t longest = 0;

	if (had)
		was = d->items.v[d->item]; /* span and kind only: pointers may be dead */
	d->items.n = 0;
	d->longest_found = d->reach = 0;
	add_annotations(d, &longest);
	d->decided = (unsigned)d->items.n;
	sort_tail(d, 0);
	size_t annotations = d->items.n;
	if (d->has_found)
		add_suggestions(d, longest);
	sort_tail(d, annotations);
	merge_halves(d, annotations);
	d->total = (unsigned)d->items.n;
	items_longest(d);
	items_current(d, had ? &was : NULL);
	panes_rebuild(d);
	d->seen = book_mark(d->book);
}
