/* layout.h - wrapping a window of the text into rows of a given width.
 *
 * French typography: no break before « : ; ! ? » or behind « « », nor inside
 * « 330 000 »; no-break and thin spaces are kept. Rows equal what
 * libunistring's line breaking gives with these rules on top (property test).
 * Lines longer than LAYOUT_WINDOW bytes are laid out in windows that begin
 * at fixed multiples, so that the same byte always starts the same row.
 *
 * Rows tile the bytes of the text. What a page adds (indents, stretched
 * blanks, hyphens, empty rows between paragraphs) has no bytes: indents and
 * stretches are columns of clusters, empty rows are counted in row.above.
 */
#ifndef TEXT_LAYOUT_H
#define TEXT_LAYOUT_H

#include "base/str.h"
#include "base/vec.h"
#include "text/text.h"

struct layout_opts {
	size_t width;    /* columns, at least 1 */
	unsigned tab;    /* columns of a tab stop, 1 to 16 */
	bool wrap_words; /* false: break anywhere */
	bool justify;    /* blanks are stretched so that rows end at the width */
	bool hyphens;    /* words may break at soft hyphens; these never show elsewhere */
	unsigned indent; /* columns before the first row of a paragraph */
	unsigned spacing; /* 0: empty lines as the file has them; n: n - 1 between paragraphs */
	unsigned top;    /* empty rows above the first row of the text */
	struct span headline; /* a line: ragged, rows alike in length, an empty row below; or empty */
};

struct row {
	struct span bytes; /* what stands on the row, trailing blanks and the newline included */
	size_t shown_end;  /* bytes.end without the newline and the blank it broke at */
	bool first;        /* first row of its line */
	bool last;         /* last row of its line */
	bool hyphen;       /* broken at a soft hyphen, which shows */
	unsigned indent;   /* columns before its first cluster */
	unsigned above;    /* empty rows of the page's own above it */
};

/* The row that holds pos. */
struct row layout_row(struct text *t, const struct layout_opts *o, size_t pos);
/* Row after / before; false at the end / at the start of the text. */
bool layout_next(struct text *t, const struct layout_opts *o, const struct row *r, struct row *next);
bool layout_prev(struct text *t, const struct layout_opts *o, const struct row *r, struct row *prev);

/* One grapheme cluster of a row. */
struct cluster {
	struct span bytes;
	unsigned column; /* from the start of the row */
	unsigned width;  /* columns it takes: 0 never, tabs and stretched blanks as wide as they are */
	bool hyphen;     /* its last column is the hyphen of a broken word */
};
typedef VEC(struct cluster) cluster_vec;
/* Splits the shown part of a row. Unsafe characters take the width of the
 * mark that stands for them (1). */
void layout_clusters(struct text *t, const struct layout_opts *o, const struct row *r, cluster_vec *out);

#endif
