/* writers.h - the writers that the table of formats names. */
#ifndef FORMAT_WRITERS_H
#define FORMAT_WRITERS_H

#include "format/format.h"

void tsv_head(struct str *out);
void tsv_row(const struct format_row *r, const char *doc, struct text *t,
	     const struct format_opts *o, struct str *out);
void jsonl_row(const struct format_row *r, const char *doc, struct text *t,
	       const struct format_opts *o, struct str *out);

#endif
