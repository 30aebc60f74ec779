/* state.c - see state.h. */
#include "annotate/state.h"

#include <string.h>

void state_init(struct state *s)
{
	*s = (struct state){ 0 };
	arena_init(&s->arena);
}

void state_fini(struct state *s)
{
	arena_fini(&s->arena);
	vec_fini(&s->all);
	vec_fini(&s->links);
	free(s->slots);
	free(s->order);
	*s = (struct state){ 0 };
}

/* ---- by id ---- */

static struct entry **slot_of(struct entry **slots, size_t n, uint64_t id)
{
	size_t i = (size_t)(id * 0x9E3779B97F4A7C15u >> 32) & (n - 1);
	while (slots[i] != NULL && slots[i]->a.id != id)
		i = (i + 1) & (n - 1);
	return &slots[i];
}

struct entry *state_find(const struct state *s, uint64_t id)
{
	return s->nslots > 0 ? *slot_of(s->slots, s->nslots, id) : NULL;
}

static void grow(struct state *s)
{
	if (s->all.n * 2 < s->nslots)
		return;
	free(s->slots);
	s->nslots = s->nslots > 0 ? s->nslots * 4 : 64;
	s->slots = xcalloc(s->nslots, sizeof *s->slots);
	for (size_t i = 0; i < s->all.n; i++)
		*slot_of(s->slots, s->nslots, s->all.v[i]->a.id) = s->all.v[i];
}

struct entry *state_entry(struct state *s, uint64_t id)
{
	struct entry *e = state_find(s, id);
	if (e != NULL)
		return e;
	grow(s);
	e = arena_alloc(&s->arena, sizeof *e);
	e->a.id = id;
	vec_push(&s->all, e);
	*slot_of(s->slots, s->nslots, id) = e;
	return e;
}

/* ---- what records do ---- */

static void change(struct annotation *a, const struct op *o)
{
	switch (o->verb) {
	case OP_TAG:
		a->kind = o->to.kind;
		a->tag = o->to.tag != NULL ? o->to.tag : a->tag;
		break;
	case OP_STATUS:
		a->status = o->to.status;
		break;
	case OP_SPAN:
		a->at = o->to.at;
		a->placed = o->to.placed;
		break;
	case OP_ATTR:
		a->attr[o->attr] = o->to.attr[o->attr];
		break;
	case OP_NOTE:
		a->note = o->to.note;
		break;
	default:
		return;
	}
	a->annotator = o->annotator;
	a->time = o->time;
}

static struct annotation added(const struct op *o)
{
	struct annotation a = o->to;
	a.id = o->target;
	a.annotator = o->annotator;
	a.time = o->time;
	a.tag = a.tag != NULL ? a.tag : "";
	a.origin = a.origin != NULL ? a.origin : "user";
	return a;
}

void state_apply(struct entry *e, const struct op *o)
{
	if (o->verb == OP_ADD) {
		if (e->added) /* what was taken away does not come back by the same record */
			return;
		e->a = added(o);
		e->added = e->there = true;
	} else if (e->there && o->verb == OP_REMOVE) {
		e->there = false;
	} else if (e->there) {
		change(&e->a, o);
	}
}

/* ---- in order ---- */

static int by_place(struct span a, uint64_t a_id, struct span b, uint64_t b_id)
{
	if (a.start != b.start)
		return a.start < b.start ? -1 : 1;
	if (a.end != b.end)
		return a.end < b.end ? -1 : 1;
	return (a_id > b_id) - (a_id < b_id);
}

static int by_entry(const void *x, const void *y)
{
	const struct entry *const *a = x, *const *b = y;
	return by_place((*a)->a.at.span, (*a)->a.id, (*b)->a.at.span, (*b)->a.id);
}

static struct entry *at(const struct state *s, size_t i)
{
	return s->order[i < s->gap ? i : i + (s->cap - s->n)];
}

const struct annotation *state_at(const struct state *s, size_t i)
{
	return &at(s, i)->a;
}

/* Where e stands or would stand with this span. Its own may be another one already. */
static size_t find_place(const struct state *s, const struct entry *e, struct span span)
{
	size_t lo = 0, hi = s->n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct entry *m = at(s, mid);
		if (m == e)
			return mid;
		if (by_place(m->a.at.span, m->a.id, span, e->a.id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void move_gap(struct state *s, size_t to)
{
	size_t wide = s->cap - s->n;
	if (to < s->gap)
		memmove(s->order + to + wide, s->order + to, (s->gap - to) * sizeof(struct entry *));
	else if (to > s->gap)
		memmove(s->order + s->gap, s->order + s->gap + wide, (to - s->gap) * sizeof(struct entry *));
	s->gap = to;
}

static void put(struct state *s, struct entry *e)
{
	if (s->n == s->cap) {
		move_gap(s, s->n);
		s->cap += s->cap / 2 + 64;
		s->order = xrealloc(s->order, s->cap * sizeof(struct entry *));
	}
	move_gap(s, find_place(s, e, e->a.at.span));
	s->order[s->gap++] = e;
	s->n++;
}

static void take_out(struct state *s, const struct entry *e, struct span was)
{
	move_gap(s, find_place(s, e, was) + 1);
	s->gap--;
	s->n--;
}

struct standing state_standing(const struct entry *e)
{
	return (struct standing){ e->there, e->a.at.span };
}

void state_settle(struct state *s, struct entry *e, struct standing was)
{
	if (was.there && e->there && span_eq(was.span, e->a.at.span))
		return;
	if (was.there)
		take_out(s, e, was.span);
	if (e->there)
		put(s, e);
}

void state_settle_all(struct state *s)
{
	bool sorted = true;
	free(s->order);
	s->cap = s->all.n + s->all.n / 8 + 64;
	s->order = xmalloc(s->cap * sizeof(struct entry *));
	s->n = 0;
	for (size_t i = 0; i < s->all.n; i++) {
		if (!s->all.v[i]->there)
			continue;
		s->order[s->n++] = s->all.v[i];
		sorted = sorted && (s->n < 2 || by_entry(&s->order[s->n - 2], &s->order[s->n - 1]) <= 0);
	}
	if (!sorted)
		qsort(s->order, s->n, sizeof(struct entry *), by_entry);
	s->gap = s->n;
}

/* ---- links ---- */

void state_link(struct state *s, const struct op *o)
{
	size_t n = 0;
	for (size_t i = 0; i < s->links.n; i++) {
		if (s->links.v[i].from != o->target || s->links.v[i].to != o->other)
			s->links.v[n++] = s->links.v[i];
	}
	s->links.n = n;
	if (o->verb == OP_LINK) {
		struct link l = { o->target, o->other, o->name != NULL ? o->name : "" };
		vec_push(&s->links, l);
	}
}

static bool is_there(const struct state *s, uint64_t id)
{
	const struct entry *e = state_find(s, id);
	return e != NULL && e->there;
}

void state_prune_links(struct state *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->links.n; i++) {
		if (is_there(s, s->links.v[i].from) && is_there(s, s->links.v[i].to))
			s->links.v[n++] = s->links.v[i];
	}
	s->links.n = n;
}
