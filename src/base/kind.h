/* kind.h - the kinds of mention and their attributes: the vocabulary that
 * extraction, annotations, formats and screen share.
 */
#ifndef BASE_KIND_H
#define BASE_KIND_H

#include <stdbool.h>

#include "base/str.h"

/* One row a kind: enum, name in TSV. */
#define KIND_TABLE(X)        \
	X(ENTITY, "entity")  \
	X(FIGURE, "figure")  \
	X(DATE, "date")      \
	X(QUOTE, "quote")    \
	X(SPAN, "span")

enum kind {
#define X(id, name) KIND_##id,
	KIND_TABLE(X)
#undef X
	KIND_COUNT
};

const char *kind_name(enum kind k);
bool kind_parse(struct sv name, enum kind *k);

/* One row an attribute, in the order of the TSV columns. */
#define ATTR_TABLE(X)            \
	X(VALUE, "value")        \
	X(UNIT, "unit")          \
	X(MODIFIER, "modifier")  \
	X(SPEAKER, "speaker")    \
	X(CUE, "cue")            \
	X(ENTITY, "entity")

enum attr {
#define X(id, name) ATTR_##id,
	ATTR_TABLE(X)
#undef X
	ATTR_COUNT
};

const char *attr_name(enum attr a);
bool attr_parse(struct sv name, enum attr *a);

#endif
