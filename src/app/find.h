/* find.h - the search of the reader: in the article, in the rows of a pane, in a
 * list; how many matches there are and which one this is. Matching itself is
 * text/search.h.
 *
 * The pattern is what was typed, flags of text/pattern.h included; one for
 * all places, so that n goes on wherever one is.
 */
#ifndef APP_FIND_H
#define APP_FIND_H

#include "app/app.h"

/* A prompt opens: keeps what find_cancel brings back. */
void find_begin(struct app *a);
/* Shows the first match of what is typed so far, from where the prompt opened. */
void find_preview(struct app *a, struct sv typed);
void find_cancel(struct app *a);
/* Takes a pattern for n and its marks without going anywhere. */
bool find_set(struct app *a, struct sv typed, struct error *err);
/* Goes to the first match; empty: of the last pattern again. */
bool find_commit(struct app *a, struct sv typed, struct error *err);
/* The pattern begins, or no longer begins, with \v; for a prompt. */
void find_toggle_regex(struct app *a, struct sv typed, struct str *out);

/* Counts the matches of the article a little further. true: there is more to do. */
bool find_count(struct app *a, size_t budget);
/* Appends "3/17", "-/17" between two matches, "3/17+" while it counts. */
void find_position(struct app *a, const struct doc *d, struct str *out);
/* The matches were those of other text. */
void find_forget(struct app *a);

#endif
