/* fold.c - see fold.h. */
#include "annotate/fold.h"

#include <string.h>

static int by_place(const void *x, const void *y)
{
	const struct annotation *a = x, *b = y;
	if (a->at.span.start != b->at.span.start)
		return a->at.span.start < b->at.span.start ? -1 : 1;
	if (a->at.span.end != b->at.span.end)
		return a->at.span.end < b->at.span.end ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

void fold_sort(struct annotation *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (by_place(&v[i - 1], &v[i]) > 0) {
			qsort(v, n, sizeof *v, by_place);
			return;
		}
	}
}

void fold_init(struct fold *f)
{
	*f = (struct fold){ 0 };
}

static void slot_put(struct fold *f, uint64_t id, size_t index)
{
	size_t i = (size_t)id & (f->nslots - 1);
	while (f->slots[i] != 0)
		i = (i + 1) & (f->nslots - 1);
	f->slots[i] = index + 1;
}

static void slots_grow(struct fold *f)
{
	if (f->all.n * 2 < f->nslots)
		return;
	free(f->slots);
	f->nslots = f->nslots > 0 ? f->nslots * 2 : 64;
	f->slots = xcalloc(f->nslots, sizeof *f->slots);
	for (size_t i = 0; i < f->all.n; i++)
		slot_put(f, f->all.v[i].id, i);
}

static struct annotation *slot_find(struct fold *f, uint64_t id)
{
	for (size_t i = (size_t)id; f->nslots > 0; i++) {
		size_t at = f->slots[i & (f->nslots - 1)];
		if (at == 0)
			return NULL;
		if (f->all.v[at - 1].id == id)
			return &f->all.v[at - 1];
	}
	return NULL;
}

/* What a record changes in the annotation it is about. */
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

static void change_links(struct fold *f, const struct op *o)
{
	size_t n = 0;
	for (size_t i = 0; i < f->links.n; i++) {
		if (f->links.v[i].from != o->target || f->links.v[i].to != o->other)
			f->links.v[n++] = f->links.v[i];
	}
	f->links.n = n;
	if (o->verb == OP_LINK) {
		struct link l = { o->target, o->other, o->name != NULL ? o->name : "" };
		vec_push(&f->links, l);
	}
}

/* A removed annotation keeps its slot: its kind says that it is gone. */
#define GONE KIND_COUNT

void fold_apply(struct fold *f, const struct op *o)
{
	struct annotation *a;
	if (o->verb == OP_LINK || o->verb == OP_UNLINK) {
		change_links(f, o);
		return;
	}
	slots_grow(f);
	a = slot_find(f, o->target);
	if (o->verb == OP_ADD) {
		if (a != NULL)
			return;
		struct annotation fresh = added(o);
		vec_push(&f->all, fresh);
		slot_put(f, o->target, f->all.n - 1);
	} else if (a != NULL && a->kind != GONE) {
		if (o->verb == OP_REMOVE)
			a->kind = GONE;
		else
			change(a, o);
	}
}

static bool is_there(struct fold *f, uint64_t id)
{
	const struct annotation *a = slot_find(f, id);
	return a != NULL && a->kind != GONE;
}

void fold_finish(struct fold *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->links.n; i++) {
		if (is_there(f, f->links.v[i].from) && is_there(f, f->links.v[i].to))
			f->links.v[n++] = f->links.v[i];
	}
	f->links.n = n;
	n = 0;
	for (size_t i = 0; i < f->all.n; i++) {
		if (f->all.v[i].kind == GONE)
			continue;
		if (n != i)
			f->all.v[n] = f->all.v[i];
		n++;
	}
	f->all.n = n;
	free(f->slots);
	f->slots = NULL;
	f->nslots = 0;
	fold_sort(f->all.v, f->all.n);
}

void fold_adopt(struct fold *f, struct annotation *v, size_t n, size_t cap, struct link *links,
		size_t nlinks, size_t caplinks)
{
	*f = (struct fold){ 0 };
	f->all.v = v;
	f->all.n = n;
	f->all.cap = cap;
	f->links.v = links;
	f->links.n = nlinks;
	f->links.cap = caplinks;
}

static void insert_sorted(struct fold *f, const struct annotation *a)
{
	size_t at = f->all.n;
	while (at > 0 && by_place(&f->all.v[at - 1], a) > 0)
		at--;
	vec_push(&f->all, *a);
	memmove(&f->all.v[at + 1], &f->all.v[at], (f->all.n - 1 - at) * sizeof *f->all.v);
	f->all.v[at] = *a;
}

static void take_out(struct fold *f, size_t at)
{
	f->all.n--;
	memmove(&f->all.v[at], &f->all.v[at + 1], (f->all.n - at) * sizeof *f->all.v);
}

static void drop_links(struct fold *f, uint64_t id)
{
	size_t n = 0;
	for (size_t i = 0; i < f->links.n; i++) {
		if (f->links.v[i].from != id && f->links.v[i].to != id)
			f->links.v[n++] = f->links.v[i];
	}
	f->links.n = n;
}

void fold_apply_sorted(struct fold *f, const struct op *o)
{
	size_t i = 0;
	if (o->verb == OP_LINK || o->verb == OP_UNLINK) {
		change_links(f, o);
		return;
	}
	if (o->verb == OP_ADD) {
		struct annotation fresh = added(o);
		insert_sorted(f, &fresh);
		return;
	}
	while (i < f->all.n && f->all.v[i].id != o->target)
		i++;
	if (i == f->all.n)
		return;
	if (o->verb == OP_REMOVE) {
		drop_links(f, o->target);
		take_out(f, i);
	} else {
		struct annotation moved = f->all.v[i];
		change(&moved, o);
		take_out(f, i);
		insert_sorted(f, &moved);
	}
}
