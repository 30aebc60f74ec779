/* anchor.h - where an annotation stands, and finding it again.
 *
 * An anchor keeps the span, the text itself and up to ANCHOR_CONTEXT bytes on
 * either side; the log keeps the words of the text it was made on (textwords.h).
 * When the text has changed, old and new text are mapped word by word, and
 * every anchor follows its words. Without the old words, what the anchors
 * together tell of the old text takes their place. What the map does not
 * tell is looked for by the same words with the same neighbours. A wrong
 * place is worse than a lost one: what is changed itself, ties and weak
 * matches are left to be confirmed, and a quote of which any word is another.
 */
#ifndef ANNOTATE_ANCHOR_H
#define ANNOTATE_ANCHOR_H

#include "annotate/annotation.h"

#define ANCHOR_CONTEXT 48

/* An anchor for at in text; strings are copied into the arena. */
struct anchor anchor_make(struct sv text, struct span at, struct arena *arena);

/* The anchor's own words in text, chosen by how much of the context agrees;
 * *found is set for all but PLACED_LOST. */
enum placed anchor_find(const struct anchor *a, struct sv text, struct span *found);

/* Where the same words stand (case, accents and what is between them may
 * differ), the nth such place behind `from`, round the end of the text; false:
 * nowhere. Bytes. */
bool anchor_next_place(const struct anchor *a, struct sv text, size_t from, struct span *found);

struct book;
struct reanchor_report {
	unsigned kept, moved, confirm, lost;
};
/* Places every anchor of the book's log that is about another text in this one,
 * and makes the state anew. The report counts annotations that are in force. */
void reanchor(struct book *b, struct sv text, struct reanchor_report *report);

#endif
