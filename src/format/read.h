/* read.h - annotations from the files of postil and of other programs.
 *
 * The counterpart of the writers in format.h. Offsets are left as the file
 * has them (code points unless the user says otherwise): the caller, who has
 * the article, converts them.
 */
#ifndef FORMAT_READ_H
#define FORMAT_READ_H

#include "base/mem.h"
#include "format/format.h"

struct read_row {
	struct format_row row; /* strings in the arena; span as in the file */
	const char *doc;       /* "" when the format names none */
	size_t line;           /* from 1 */
	bool optional;         /* gold only: neither wanted nor wrong */
	const char *attributes; /* gold only: the cell, with what is right as well behind |; NULL: none */
	bool no_span;          /* only the words are known (CoNLL): find them behind the last */
};

/* From one row to another. */
struct read_link {
	const char *from_id, *to_id; /* as the file calls them */
	const char *name;
	size_t line;
	size_t from, to; /* rows; READ_NOWHERE: the file has none of that id */
};

#define READ_NOWHERE SIZE_MAX

struct read_rows {
	VEC(struct read_row) all;
	VEC(struct read_link) links;
	struct arena arena;
};

struct read_format {
	const char *name;
	const char *help; /* N_() */
	/* Appends what bytes hold. false: *err names file and line; nothing of it counts. */
	bool (*read)(struct sv bytes, const char *name, struct read_rows *out, struct error *err);
};

const struct read_format *read_format_find(struct sv name); /* NULL: none of that name */
const struct read_format *read_format_at(size_t i);         /* NULL behind the last */

void read_rows_init(struct read_rows *r);
void read_rows_fini(struct read_rows *r);

bool read_tsv(struct sv bytes, const char *name, struct read_rows *out, struct error *err);
bool read_jsonl(struct sv bytes, const char *name, struct read_rows *out, struct error *err);
bool read_brat(struct sv bytes, const char *name, struct read_rows *out, struct error *err);
bool read_conll(struct sv bytes, const char *name, struct read_rows *out, struct error *err);

/* For the readers: finds the rows of the links, those from row `first` on. */
void read_links_find(struct read_rows *r, size_t first);
/* For the readers: the kind of a tag that comes without one. */
enum kind read_kind_of(struct sv tag);
bool read_number(struct sv s, size_t *n);
const char *read_copy(struct read_rows *r, struct sv s);

#endif
