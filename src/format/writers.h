/* writers.h - the writers that the table of formats names. */
#ifndef FORMAT_WRITERS_H
#define FORMAT_WRITERS_H

#include "format/format.h"

void tsv_head(struct str *out);
void tsv_row(const struct format_row *r, const char *doc, struct text *t,
	     const struct format_opts *o, struct str *out);
void jsonl_row(const struct format_row *r, const char *doc, struct text *t,
	       const struct format_opts *o, struct str *out);
void html_head(struct str *out);
void html_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t,
		struct str *out);
void markdown_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t,
		    struct str *out);

void brat_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t, struct str *out);
void conll_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t, struct str *out);

/* Without its directories. */
const char *doc_name(const char *doc);
/* Somebody's words, not only a word set off by marks? */
bool row_is_quote(const struct format_row *r);
/* A NULL is "". */
const char *row_attr(const struct format_row *r, enum attr a);

#endif
