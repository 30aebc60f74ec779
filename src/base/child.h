/* child.h - running another program on foreign bytes, within bounds, without a shell.
 *
 * The program gets arguments as they are, one descriptor to read from and
 * nothing else of ours: a session of its own (no terminal), the root as its
 * directory, no descriptor beyond the three. When it takes too long, writes
 * too much or is called off, it and its children are killed.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

enum child_end {
	CHILD_DONE,      /* exit status 0 */
	CHILD_MISSING,   /* no such program */
	CHILD_FAILED,    /* another status, a signal, or it could not be started */
	CHILD_SLOW,      /* killed after `seconds` */
	CHILD_TOO_MUCH,  /* killed at `limit` */
	CHILD_CALLED_OFF /* killed because *cancel became true */
};

struct child_bounds {
	unsigned seconds;           /* of wall clock */
	size_t limit;               /* bytes of output */
	const atomic_bool *cancel;  /* NULL: nobody does */
};

/* Runs argv[0], found by PATH, with `in` as standard input (-1: /dev/null), and
 * appends its output to out. Anything but CHILD_DONE: *err says what happened,
 * with the last line that the program wrote to standard error. */
enum child_end child_run(char *const argv[], int in, const struct child_bounds *bounds, struct str *out,
			 struct error *err);

#endif
