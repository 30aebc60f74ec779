/* log.h - the records of a book in order of (clock, id), the steps they belong to and
 * which of those are undone; the threads through it: from each record to the one
 * before of the same step and of the same annotation. Only book.c uses it.
 */
#ifndef ANNOTATE_LOG_H
#define ANNOTATE_LOG_H

#include "annotate/annotation.h"

struct step {
	uint64_t id;
	bool undone;
	bool restores;      /* made of undo and redo of other steps; last is NONE_BEFORE */
	size_t first, last; /* of its records, by index */
};

/* Of one record; NONE_BEFORE ends a thread. Those of undo and redo are in none. */
#define NONE_BEFORE UINT32_MAX
struct thread {
	uint32_t step; /* index */
	uint32_t before_in_step, before_of_target;
};

struct log {
	VEC(struct op) ops;
	VEC(struct thread) threads; /* as far as tracked */
	VEC(struct step) steps;     /* in order of their first record */
	uint32_t *slots;            /* of steps by id: index + 1; 0 free */
	size_t nslots;
	VEC(uint32_t) undo, redo;   /* steps, the next one last */
};

void log_fini(struct log *l);
/* Forgets steps and threads, sorts; a record that was merged in twice counts once. */
void log_order(struct log *l);
/* Drops records of which others that were written with them are missing: the write was cut
 * off. Where no more are missing than lines could not be read, they stay. Of an
 * ordered log, before it is tracked. Returns how many. */
size_t log_drop_cut(struct log *l, size_t unread);
/* What a record was written with. */
static inline uint64_t log_batch(const struct op *o)
{
	return o->batch != 0 ? o->batch : o->step;
}
/* The step on top of a stack that is undone, or not: what a restored state undid, or did
 * again, is passed over, it comes back with that. NULL: none. */
struct step *log_next(const struct log *l, bool undone);
/* Takes the first record that was not tracked yet into its step. Returns the step that an undo
 * or redo changed; NULL otherwise. Which target it has is the caller's to say. */
struct step *log_track(struct log *l);
/* NULL: unknown. */
struct step *log_step(const struct log *l, uint64_t id);

#endif
