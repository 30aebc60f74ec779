/* gather.h - what is named on the command line, as a list of articles.
 *
 * A file is itself; a directory is the articles in it (text, and what the
 * filters know; hidden files, sidecars and kept texts left out), by name; a
 * feed is its items; an address is fetched by the user's own command into a
 * file first.
 */
#ifndef APP_GATHER_H
#define APP_GATHER_H

#include "app/filters.h"
#include "base/vec.h"

struct gathered {
	char *path;
	char *title;  /* NULL: not known before it is opened */
	char day[11]; /* "": not known */
};

struct gathering {
	VEC(struct gathered) all;
	bool many; /* a directory or a feed was among them */
};

/* Adds what arg names; false: *err says why, and nothing was added. */
bool gather(struct gathering *g, const char *arg, const struct filtering *f, struct error *err);
void gathering_fini(struct gathering *g);

#endif
