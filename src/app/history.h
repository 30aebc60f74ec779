/* history.h - what was typed in prompts, for the next session.
 *
 * $XDG_STATE_HOME/postil/history (or ~/.local/state): a line each, the oldest first,
 * with the character of its prompt before it: : a command, / a search, & a filter.
 * Notes are not in it. Several readers may end at the same time: each adds what is its own.
 */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include "app/app.h"

/* The caller frees it. */
char *history_path(void);
/* A file that is not there or not readable is no fault. */
void history_load(struct app *a, const char *path);
/* Failing costs the history only. */
void history_save(const struct app *a, const char *path);
/* Appends a line; an equal one before it goes. */
void history_add(struct prompt *p, enum prompt_kind kind, struct sv line);

#endif
