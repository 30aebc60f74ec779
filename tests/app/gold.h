/* gold.h - a gold table as keystrokes.c wants it: the annotations that should be there,
 * in bytes, and whether one is as it should be.
 */
#ifndef TESTS_APP_GOLD_H
#define TESTS_APP_GOLD_H

#include "annotate/annotation.h"
#include "base/vec.h"
#include "format/read.h"
#include "text/text.h"

struct want {
	struct span at;
	enum kind kind;
	const char *tag;
	bool optional;
	const char *attr[ATTR_COUNT]; /* as the gold has them, alternatives behind |; NULL: not named */
};

typedef VEC(struct want) want_vec;

/* Appends what stands in the file; the strings are in rows, which is made here. Ends the process when
 * it cannot be read. */
void gold_read(const char *path, struct text *t, struct read_rows *rows, want_vec *out);
/* The same span, kind and tag? */
bool want_is(const struct want *w, const struct annotation *an);
/* Has it the attribute, which the gold names? Compared as score.py does. */
bool want_has(const struct want *w, const struct annotation *an, int attr);

#endif
