/* sidecar.h - the log of operations on disk, beside the article.
 *
 * Append-only, line-oriented UTF-8; the format is postil-sidecar(5). Each
 * line carries its check value; a torn tail is cut off and said, garbled
 * lines in the middle are skipped and said, and stay in the file. Every step
 * is written and fsynced before sidecar_sink returns. The file is made with
 * the first step, never by reading.
 */
#ifndef STORE_SIDECAR_H
#define STORE_SIDECAR_H

#include "annotate/book.h"
#include "base/error.h"

struct sidecar;

struct sidecar_report {
	bool exists;
	bool readonly;      /* opened so, or not writable */
	bool locked;        /* somebody else writes: opened read-only */
	bool torn;          /* the last line was incomplete and was dropped */
	unsigned bad_lines; /* in the middle: skipped */
	size_t cut;         /* records left out: the rest of what was written with them is missing */
	size_t first_bad;   /* line number of the first */
	bool text_changed;  /* there are annotations of another text: reanchor() them */
	size_t records, headers;
	char why[256];      /* locked or not writable: by whom, why; "" */
};

enum { SIDECAR_READONLY = 1 << 0 };

/* FILE.postil, or FILE.NAME.postil when annotator is not NULL; in directory
 * when that is not NULL or "". The caller frees it. */
char *sidecar_path(const char *article, const char *annotator, const char *directory);

/* The article of a sidecar. Its digest is asked for only when there is one to
 * compare it with or a header to write: a large text must not wait for it. */
struct sidecar_text {
	uint64_t (*digest)(void *ctx); /* 0 when it can no longer be told */
	/* Appends the text's words (annotate/textwords.h); false: they are not to be kept. NULL: never. */
	bool (*words)(void *ctx, struct str *out);
	void *ctx;
	size_t length; /* bytes */
};

/* Opens and replays into book (book_fold included). A second writer gets a
 * read-only sidecar and report->locked. NULL with *err only when the file is
 * there and cannot be read at all. */
struct sidecar *sidecar_open(const char *path, unsigned flags, const struct sidecar_text *text,
			     struct book *book, struct sidecar_report *report, struct error *err);
void sidecar_close(struct sidecar *s);
const char *sidecar_name(const struct sidecar *s);
/* Appends a whole sidecar with every record of the book. */
void sidecar_copy(const struct book *book, const struct sidecar_text *text, struct str *out);
/* A book_sink: ctx is the struct sidecar. */
bool sidecar_sink(void *ctx, const struct op *ops, size_t n, struct error *err);

#endif
