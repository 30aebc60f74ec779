/* log.c - see log.h. */
#include "annotate/log.h"

#include <string.h>

void log_fini(struct log *l)
{
	vec_fini(&l->ops);
	vec_fini(&l->threads);
	vec_fini(&l->steps);
	vec_fini(&l->undo);
	vec_fini(&l->redo);
	free(l->slots);
	*l = (struct log){ 0 };
}

/* ---- order ---- */

static int by_clock(const void *x, const void *y)
{
	const struct op *a = x, *b = y;
	if (a->clock != b->clock)
		return a->clock < b->clock ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static void sort(struct log *l)
{
	for (size_t i = 1; i < l->ops.n; i++) {
		if (by_clock(&l->ops.v[i - 1], &l->ops.v[i]) > 0) {
			qsort(l->ops.v, l->ops.n, sizeof *l->ops.v, by_clock);
			return;
		}
	}
}

void log_order(struct log *l)
{
	size_t n = 0;
	sort(l);
	for (size_t i = 0; i < l->ops.n; i++) {
		if (n > 0 && by_clock(&l->ops.v[n - 1], &l->ops.v[i]) == 0)
			continue;
		if (n != i)
			l->ops.v[n] = l->ops.v[i];
		n++;
	}
	l->ops.n = n;
	vec_clear(&l->threads);
	vec_clear(&l->steps);
	vec_clear(&l->undo);
	vec_clear(&l->redo);
	if (l->nslots > 0)
		memset(l->slots, 0, l->nslots * sizeof *l->slots);
	vec_reserve(&l->threads, n);
}

/* Records that were written together. */
struct batch {
	uint64_t id;
	size_t of, there;
};

typedef VEC(struct batch) batch_vec;

static struct batch *batch_find(const batch_vec *v, uint64_t id)
{
	for (size_t i = v->n; i > 0; i--) {
		if (v->v[i - 1].id == id)
			return &v->v[i - 1];
	}
	return NULL;
}

size_t log_drop_cut(struct log *l, size_t unread)
{
	batch_vec all = { 0 };
	size_t n = 0, broken = 0, was = l->ops.n;
	for (size_t i = 0, end; i < was; i = end) {
		struct batch run = { log_batch(&l->ops.v[i]), l->ops.v[i].of, 0 };
		for (end = i; end < was && log_batch(&l->ops.v[end]) == run.id && l->ops.v[end].of == run.of; end++)
			run.there++;
		if (run.there >= run.of)
			continue;
		struct batch *t = batch_find(&all, run.id); /* the copies of merged logs mix */
		if (t != NULL)
			t->there += run.there;
		else
			vec_push(&all, run);
	}
	for (size_t i = 0; i < all.n; i++) {
		if (all.v[i].there < all.v[i].of && all.v[i].of - all.v[i].there > unread)
			all.v[broken++] = all.v[i];
	}
	all.n = broken;
	for (size_t i = 0; i < was && broken > 0; i++) {
		if (l->ops.v[i].of == 0 || batch_find(&all, log_batch(&l->ops.v[i])) == NULL)
			l->ops.v[n++] = l->ops.v[i];
	}
	l->ops.n = broken > 0 ? n : was;
	vec_fini(&all);
	return was - l->ops.n;
}

/* ---- steps ---- */

static uint32_t *slot_of(const struct log *l, uint64_t id)
{
	size_t i = (size_t)(id * 0x9E3779B97F4A7C15u >> 32) & (l->nslots - 1);
	while (l->slots[i] != 0 && l->steps.v[l->slots[i] - 1].id != id)
		i = (i + 1) & (l->nslots - 1);
	return &l->slots[i];
}

struct step *log_step(const struct log *l, uint64_t id)
{
	if (l->steps.n > 0 && l->steps.v[l->steps.n - 1].id == id) /* nearly always the one meant */
		return &l->steps.v[l->steps.n - 1];
	if (l->nslots == 0 || *slot_of(l, id) == 0)
		return NULL;
	return &l->steps.v[*slot_of(l, id) - 1];
}

static void grow(struct log *l)
{
	if (l->steps.n * 2 < l->nslots)
		return;
	free(l->slots);
	l->nslots = l->nslots > 0 ? l->nslots * 4 : 64;
	l->slots = xcalloc(l->nslots, sizeof *l->slots);
	for (size_t i = 0; i < l->steps.n; i++)
		*slot_of(l, l->steps.v[i].id) = (uint32_t)i + 1;
}

static struct step *add_step(struct log *l, uint64_t id)
{
	struct step fresh = { id, false, false, l->threads.n, NONE_BEFORE };
	grow(l);
	vec_push(&l->steps, fresh);
	*slot_of(l, id) = (uint32_t)l->steps.n;
	vec_push(&l->undo, (uint32_t)l->steps.n - 1);
	vec_clear(&l->redo);
	return &l->steps.v[l->steps.n - 1];
}

/* From one stack to the other: it is on top as a rule. */
#define move_step(from, to, step)                                                         \
	do {                                                                              \
		size_t at_ = (from)->n;                                                   \
		while (at_ > 0 && (from)->v[at_ - 1] != (step))                           \
			at_--;                                                            \
		if (at_ > 0) {                                                            \
			memmove(&(from)->v[at_ - 1], &(from)->v[at_],                     \
				((from)->n - at_) * sizeof *(from)->v);                   \
			(from)->n--;                                                      \
		}                                                                         \
		vec_push(to, step);                                                       \
	} while (0)

static void turn(struct log *l, struct step *s, bool undone)
{
	uint32_t at = (uint32_t)(s - l->steps.v);
	if (s->undone == undone)
		return;
	s->undone = undone;
	if (undone)
		move_step(&l->undo, &l->redo, at);
	else
		move_step(&l->redo, &l->undo, at);
}

struct step *log_next(const struct log *l, bool undone)
{
	size_t n = undone ? l->redo.n : l->undo.n;
	const uint32_t *stack = undone ? l->redo.v : l->undo.v;
	while (n > 0 && l->steps.v[stack[n - 1]].undone != undone)
		n--;
	return n > 0 ? &l->steps.v[stack[n - 1]] : NULL;
}

/* Of a restored state: the step that is meant stays where it is in its stack. */
static void track_restored(struct log *l, const struct op *o)
{
	struct step *s = log_step(l, o->restored);
	if (o->turn != TURN_RESTORE && s != NULL)
		turn(l, s, o->turn == TURN_UNDO);
	else if (o->turn == TURN_RESTORE && s == NULL)
		add_step(l, o->restored)->restores = true;
}

/* The step that a record of undo or redo changes; NULL: it is so already. */
static struct step *toggle(struct log *l, const struct op *o)
{
	bool undo = o->verb == OP_UNDO;
	struct step *s = log_step(l, o->step);
	bool changes = s != NULL && s->undone != undo;
	if (o->turn != TURN_NONE) {
		if (changes)
			s->undone = undo;
		track_restored(l, o);
		s = log_step(l, o->step);
	} else if (changes) {
		turn(l, s, undo);
	}
	return changes ? s : NULL;
}

struct step *log_track(struct log *l)
{
	const struct op *o = &l->ops.v[l->threads.n];
	struct thread t = { 0, NONE_BEFORE, NONE_BEFORE };
	struct step *s = NULL;
	if (o->verb == OP_UNDO || o->verb == OP_REDO) {
		s = toggle(l, o);
		vec_push(&l->threads, t);
		return s;
	}
	s = log_step(l, o->step);
	if (s == NULL)
		s = add_step(l, o->step);
	t.step = (uint32_t)(s - l->steps.v);
	t.before_in_step = (uint32_t)s->last;
	s->last = l->threads.n;
	vec_push(&l->threads, t);
	return NULL;
}
