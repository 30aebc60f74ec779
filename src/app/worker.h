/* worker.h - one thread that extracts or runs errands, so that the screen never waits.
 *
 * Give it bytes, get mentions back, or an errand (errand.h) that it runs: worker_start copies nothing (the bytes
 * are handed over), the thread writes one byte to a pipe when a result is
 * ready, worker_take collects it. It touches neither text, book nor screen.
 */
#ifndef APP_WORKER_H
#define APP_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "app/errand.h"
#include "base/error.h"
#include "extract/extract.h"

struct worker;

/* What is to be read. */
struct worker_job {
	size_t doc;
	struct span window;    /* bytes of the document */
	char *bytes;           /* they, malloc'd */
	char date[11];         /* of the article, YYYY-MM-DD; "" take it from the dateline */
	struct memory *memory; /* what is known about names; NULL: nothing */
	struct errand *errand; /* instead of all this; NULL: none */
};

/* What comes back: mentions whose spans count from `base` in the document. */
struct worker_result {
	size_t doc;           /* as given to worker_start */
	struct span window;   /* bytes of the document that were read */
	struct mentions found; /* the caller's now: mentions_fini */
	struct errand *errand; /* or the errand, run; the caller's now */
};

struct worker *worker_new(struct error *err);
void worker_free(struct worker *w); /* cancels what runs and joins the thread */
/* Becomes readable when a result is there. */
int worker_fd(const struct worker *w);
/* Queues a job, whose bytes and memory are the worker's from now on. Instead:
 * what was queued for the same document and not begun is dropped. Conversions
 * go before surveys. */
void worker_start(struct worker *w, const struct worker_job *job, bool instead);
/* Something queued or running? */
bool worker_busy(struct worker *w);
/* The next finished result, false when there is none yet. */
bool worker_take(struct worker *w, struct worker_result *r);
/* Waits until nothing is queued or running (for dumps and tests). */
void worker_wait(struct worker *w);

#endif
