/* format.h - mentions and annotations as text for other programs.
 *
 * One table of formats; one neutral row that suggestions and annotations both
 * fill. Offsets in rows are bytes and are converted here, at the border.
 */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include <stdint.h>

#include "annotate/annotation.h"
#include "annotate/book.h"
#include "base/error.h"
#include "base/kind.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/text.h"

/* A link to another row. */
struct format_link {
	char to[20]; /* its id */
	const char *name;
};

/* Borrowed strings throughout; NULL or "" is an empty cell. */
struct format_row {
	const char *id;
	enum kind kind;
	const char *tag;
	struct span span;
	struct sv text;
	const char *attr[ATTR_COUNT];
	const char *code; /* the unit whatever its spelling (« EUR »); JSONL only */
	const char *origin, *status, *annotator, *time, *note;
	const struct format_link *links; /* that begin here */
	size_t nlinks;
};

struct format_opts {
	enum offset_unit unit;
	bool header;     /* TSV: write the header row */
};

struct format {
	const char *name, *extension;
	const char *help;                 /* N_() */
	/* Appends one row of document doc; t gives the offsets. NULL: only whole. */
	void (*row)(const struct format_row *r, const char *doc, struct text *t,
		    const struct format_opts *o, struct str *out);
	void (*head)(struct str *out);    /* NULL: none */
	/* Appends a whole document, rows sorted by place, nothing that was refused. */
	void (*whole)(const struct format_row *rows, size_t n, const char *doc, struct text *t,
		      struct str *out);
};

/* The rows of one document while they are gathered. */
struct format_rows {
	VEC(struct format_row) all;
	struct arena arena; /* for what the rows borrow */
};
void format_rows_init(struct format_rows *r);
void format_rows_fini(struct format_rows *r);
void format_rows_add(struct format_rows *r, const struct annotation *a);
/* Hands the rows that were added their links of the book. */
void format_rows_link(struct format_rows *r, const struct link *links, size_t n);
/* Appends a document in format f; sorts the rows when f writes whole ones. */
void format_write(const struct format *f, struct format_rows *r, const char *doc, struct text *t,
		  const struct format_opts *o, struct str *out);

const struct format *format_find(struct sv name); /* NULL: none of that name */
const struct format *format_at(size_t i);         /* NULL behind the last */

/* Fills a row from an annotation. id_buf must live as long as the row. */
void format_row_of(const struct annotation *a, struct format_row *r, char id_buf[20]);

#endif
