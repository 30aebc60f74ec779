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
/* Takes the first record that was not tracked yet into its step. Returns the step that an undo
 * or redo changed; NULL otherwise. Which target it has is the caller's to say. */
struct step *log_track(struct log *l);
/* NULL: unknown. */
struct step *log_step(const struct log *l, uint64_t id);

#endif
