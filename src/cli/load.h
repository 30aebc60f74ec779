/* load.h - the annotations of one file, whatever it is: a sidecar, an article
 * with its sidecar, or a table (TSV, JSONL, brat). For diff and agree.
 */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "annotate/agree.h"
#include "base/error.h"
#include "base/kind.h"
#include "base/mem.h"
#include "base/vec.h"

struct loaded_span {
	size_t doc;      /* index into the documents of struct loading */
	struct span at;  /* code points of its document */
	enum kind kind;
	const char *tag, *text;
};

struct loaded {
	const char *name;
	VEC(struct loaded_span) all; /* by document, start, end */
	struct arena arena;
};

struct loaded_doc {
	char *name, *path; /* path: NULL when the article is not there */
};

/* The documents that all files of one comparison speak of, by their names
 * without directories; and where each text was found. */
struct loading {
	VEC(struct loaded_doc) docs;
};

/* The article of FILE.postil or FILE.NAME.postil, to be freed; NULL when it is not there. */
char *load_article_of(const char *sidecar);
void loading_init(struct loading *l);
void loading_fini(struct loading *l);
/* What was refused counts as not annotated. false: *err says why. */
bool load_annotations(struct loading *l, const char *path, struct loaded *out, struct error *err);
void loaded_fini(struct loaded *d);

#endif
