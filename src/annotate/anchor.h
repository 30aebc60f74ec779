/* anchor.h - where an annotation stands, and finding it again.
 *
 * An anchor keeps the span, the text itself and up to ANCHOR_CONTEXT bytes on
 * either side. When the text has changed, each anchor is looked for: the same
 * place, the place that the difference of old and new text would give, the
 * same words with the same neighbours, the nearest words within a bounded edit
 * distance. A wrong place is worse than a lost one: ties and weak matches are
 * left to be confirmed.
 */
#ifndef ANNOTATE_ANCHOR_H
#define ANNOTATE_ANCHOR_H

#include "annotate/annotation.h"

#define ANCHOR_CONTEXT 48

/* An anchor for at in text; strings are copied into the arena. */
struct anchor anchor_make(struct sv text, struct span at, struct arena *arena);

/* Looks for the anchor in text; *found is set for all but PLACED_LOST. */
enum placed anchor_find(const struct anchor *a, struct sv text, struct span *found);

struct book;
struct reanchor_report {
	unsigned kept, moved, confirm, lost;
};
/* Places every annotation of the book in text (book_place). */
void reanchor(struct book *b, struct sv text, struct reanchor_report *report);

#endif
