/* docs.h - the list of open articles: opening, sidecars, going from one to the next.
 */
#ifndef APP_DOCS_H
#define APP_DOCS_H

#include "app/app.h"
#include "store/sidecar.h"

void doc_free(struct doc *d);
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
void doc_switch(struct app *a, size_t to);
/* The anchor of a span, strings in the arena. */
struct anchor doc_anchor(struct doc *d, struct span at, struct arena *arena);

#endif
