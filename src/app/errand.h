/* errand.h - what the second worker does behind the screen's back: converting one
 * article, and looking what is in one that is not open.
 *
 * An errand owns copies of all it needs; it touches no document and no screen.
 */
#ifndef APP_ERRAND_H
#define APP_ERRAND_H

#include <stdatomic.h>

#include "app/options.h"
#include "base/error.h"
#include "base/kind.h"
#include "base/str.h"
#include "extract/memory.h"
#include "text/text.h"

/* What a list of articles says about one. */
struct survey {
	bool known;
	char *title;   /* the first line; NULL: none */
	char day[11];  /* of the dateline, YYYY-MM-DD; "": none found */
	unsigned decided, total;
	unsigned kinds[KIND_COUNT]; /* suggestions and annotations that were not refused */
};

enum errand_kind { ERRAND_CONVERT, ERRAND_SURVEY };

struct errand {
	enum errand_kind kind;
	size_t doc;              /* whose it is */
	char *path;              /* of the article */
	char *file;              /* of its text */
	char *side;              /* survey: of its sidecar; NULL: none */
	bool keep;               /* convert: write the text to file */
	char date[11];           /* survey: of the article; "": take it from the dateline */
	enum text_encoding enc;
	struct options *options; /* a copy */
	struct memory *memory;   /* survey: what is known about names; NULL */
	/* what came of it */
	bool ok;
	bool kept;               /* convert: the text is in file; else it is in text */
	struct str text;
	struct error err;        /* why not, or why it is not kept */
	struct survey survey;
};

struct errand *errand_new(enum errand_kind kind, size_t doc, const char *path);
void errand_free(struct errand *e);
void errand_run(struct errand *e, const atomic_bool *cancel);

struct doc;
/* What an open document says; title is to be freed. */
void survey_doc(const struct doc *d, struct survey *s);
void survey_fini(struct survey *s);

#endif
