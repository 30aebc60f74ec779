/* docs.h - the list of articles: opening and closing, sidecars, going from one to
 * the next.
 *
 * A document is opened when it is gone to, converting what is no text behind
 * the screen; the least used ones are closed again when more than DOCS_OPEN
 * are open and all of theirs is on disk. Indices into a->docs never change.
 */
#ifndef APP_DOCS_H
#define APP_DOCS_H

#include "app/app.h"
#include "store/sidecar.h"

#define DOCS_OPEN 8

/* One without a text; path is copied. */
struct doc *doc_new(const char *path, const char *annotator);
void doc_free(struct doc *d);
/* Takes over t: the document is open. */
void doc_put_text(struct doc *d, struct text *t);
/* Opens it, or has it converted behind (DOC_CONVERTING); wait: converts at once.
 * false: *err says why it cannot be opened. */
bool doc_open(struct app *a, struct doc *d, bool wait, struct error *err);
/* Takes a conversion that has ended. */
void doc_converted(struct app *a, struct errand *e);
/* Closes it without a loss; false: something of it is not on disk. */
bool doc_close(struct app *a, struct doc *d);
/* How it stands in the order of the list; and the other way round. */
size_t doc_place(const struct app *a, size_t doc);
size_t doc_at(const struct app *a, size_t place);
/* Is it known that nothing of it is open? */
bool doc_is_finished(const struct doc *d);
/* What stands for it in lists: live while it is open. Its title is to be freed. */
void doc_survey(const struct doc *d, struct survey *s);
/* Opens the sidecar when that has not been done, and says what it found:
 * locked, not writable, torn, text changed. Costs a digest of the text. */
void doc_attach(struct app *a, struct doc *d);
/* May the annotations be changed? false: *err says why not. */
bool doc_writable(struct app *a, struct doc *d, struct error *err);
/* What a sidecar must know of the article. */
struct sidecar_text doc_text(struct doc *d);
struct reanchor_report;
/* Finds the annotations of b, made on another text, in the article. */
void doc_reanchor(struct doc *d, struct book *b, struct reanchor_report *report);
/* false: it cannot be opened, which was said; the one in sight stays. */
bool doc_switch(struct app *a, size_t to);
/* The same, and the pane has the focus that had it when the article was left. */
bool doc_enter(struct app *a, size_t to);
/* The anchor of a span, strings in the arena. */
struct anchor doc_anchor(struct doc *d, struct span at, struct arena *arena);

#endif
