/* places.h - where each article was left, for the next time it is opened.
 *
 * $XDG_STATE_HOME/postil/places.tsv (or ~/.local/state): a line an article,
 * BYTE TAB SIZE TAB PATH, the last one read first, at most a thousand; before the path
 * may stand, a tab behind each: the top of the page (« top=BYTE »), order and filter of its panes
 * (« quotes=speaker is:open »), where the cursor of each stood (« row=quotes BYTE ROWS »: what
 * begins there, so many rows below the top one) and which of them had the focus (« focus=quotes »;
 * without it the article had). What is not understood is left out. An article that has another
 * size now is opened at its beginning.
 */
#ifndef APP_PLACES_H
#define APP_PLACES_H

#include "app/app.h"

/* Where the file is; the caller frees it. */
char *places_path(void);
/* Reads the file; one that is not there or not readable is no fault. */
void places_load(struct app *a, const char *path);
/* Puts caret, panes and focus of a document that was opened as they were. */
void places_apply(const struct app *a, struct doc *d);
/* Keeps those of the documents that were open; failing costs the places only. */
void places_save(const struct app *a, const char *path);

#endif
