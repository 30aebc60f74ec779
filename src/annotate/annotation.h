/* annotation.h - what the reader keeps, and the fold of operations it is made of.
 *
 * The state is the fold of a log of operations; the sidecar (store/) is that
 * log. Every change is an op; undo and redo are ops too. Annotations may
 * overlap and nest. A rejected suggestion is an annotation with status
 * STATUS_REJECTED: re-extraction does not bring it back.
 */
#ifndef ANNOTATE_ANNOTATION_H
#define ANNOTATE_ANNOTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/kind.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

enum status { STATUS_SUGGESTED, STATUS_ACCEPTED, STATUS_REJECTED };
const char *status_name(enum status s);
bool status_parse(struct sv name, enum status *s);

/* Where it stands, and how to find it again when the text has changed. */
struct anchor {
	struct span span;   /* bytes */
	const char *exact;  /* the text itself */
	const char *before; /* up to 48 bytes of text before, whole code points */
	const char *after;
	uint32_t text;      /* the text that span is about: TEXT_THIS, or another one of the log */
};

/* Texts are told apart by the low half of their digest. */
#define TEXT_THIS 0u    /* the article as it is open */
#define TEXT_UNKNOWN 1u /* the log does not say */

enum placed { PLACED_KEPT, PLACED_MOVED, PLACED_CONFIRM, PLACED_LOST };

struct annotation {
	uint64_t id;           /* unique, never used again */
	struct anchor at;
	enum placed placed;
	enum kind kind;
	const char *tag;
	const char *attr[ATTR_COUNT]; /* NULL: none */
	const char *note;      /* NULL: none */
	const char *origin;    /* "extracted", "user", "import:brat" ... */
	enum status status;
	const char *annotator;
	const char *time;      /* RFC 3339 UTC of the last change */
};

/* Verbs of the log; one row: enum, name in the sidecar. */
#define OP_TABLE(X)         \
	X(ADD, "add")       /* a new annotation (tag, accept, reject, import) */ \
	X(REMOVE, "remove") \
	X(TAG, "tag")       /* another tag (and kind) */ \
	X(STATUS, "status") \
	X(SPAN, "span")     /* other edges, or found again elsewhere */ \
	X(ATTR, "attr")     \
	X(NOTE, "note")     \
	X(LINK, "link")     /* from one annotation to another, with a name */ \
	X(UNLINK, "unlink") \
	X(UNDO, "undo")     /* of the step named */ \
	X(REDO, "redo")

/* What a record of a restored state is part of. */
enum turn { TURN_NONE, TURN_RESTORE, TURN_UNDO, TURN_REDO };

enum op_verb {
#define X(id, name) OP_##id,
	OP_TABLE(X)
#undef X
	OP_COUNT
};

const char *op_name(enum op_verb v);
bool op_parse(struct sv name, enum op_verb *v);

/* One record of the log. Strings are borrowed when given to the store and
 * owned by it when read from it. Ops with the same step are one undo step. Ops
 * that are written together count together or not at all: `of` says how many they are.
 * An earlier state comes back by undo and redo records of many steps; together
 * they are a step of their own, `restored`, which is undone and done again by
 * such records as well. */
struct op {
	uint64_t id;       /* of this record: set by the store */
	uint64_t clock;    /* Lamport: larger than all seen; set by the store */
	uint64_t step;     /* the undo step it belongs to; for UNDO/REDO: the step meant */
	enum op_verb verb;
	enum turn turn;    /* of a restored state: brings it, takes it back, brings it again */
	uint64_t restored; /* the step that it is; 0: none */
	uint64_t batch;    /* what was written together, 0: the step */
	size_t of;         /* so many records; 0: it stands alone */
	uint64_t target;   /* annotation (LINK: the source) */
	uint64_t other;    /* LINK: the annotation pointed at */
	struct annotation to; /* ADD: everything; else the fields the verb changes */
	enum attr attr;    /* ATTR */
	const char *name;  /* LINK: its name; ATTR: a user's own attribute */
	const char *annotator, *time;
};

#endif
