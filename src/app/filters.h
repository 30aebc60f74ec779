/* filters.h - the table of filters at work: from what people have to text.
 *
 * A filter is a line of config.ini, [filters]: « pdf = pdftotext %f - ». It is
 * cut into words here and run without a shell: quotes hold words together, |
 * hands the output on, || names what is tried when the first is missing, fails or
 * says nothing. %f is the file and %u the address; without %f the file is
 * standard input. child.h bounds what runs.
 */
#ifndef APP_FILTERS_H
#define APP_FILTERS_H

#include <stdatomic.h>

#include "app/options.h"
#include "base/error.h"
#include "base/str.h"

struct filtering {
	const struct options *options;
	const atomic_bool *cancel; /* NULL: nobody calls off */
};

/* The command for a file of this name, and the part of the name before the
 * suffix; NULL: none is needed. */
const char *filter_of(const struct options *o, struct sv name, struct sv *stem);
/* By the first bytes of a file that no suffix gives away: "pdf", "gz"; NULL. */
const char *filter_sniff(struct sv head);
/* Do these first bytes look like text in any encoding? */
bool filter_is_text(struct sv head);

/* Runs a command on bytes, or on the file path when bytes.p is NULL; appends
 * what comes out. false: *err says why, without the file's name. */
bool filter_run(const struct filtering *f, const char *command, const char *path, struct sv bytes,
		struct str *out, struct error *err);
/* Fetches by the user's own command ([filters] url). http and https only. */
bool filter_fetch(const struct filtering *f, const char *url, struct str *out, struct error *err);

#endif
