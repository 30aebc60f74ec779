/* save.h - what is not on disk yet, and where it can go.
 *
 * Every decision is written before the next key; this is for the day on which
 * that fails: the disk is full, the directory is gone. Nothing is lost then: it
 * stays in memory, is tried again with each decision, and can be written elsewhere.
 */
#ifndef APP_SAVE_H
#define APP_SAVE_H

#include "app/app.h"

/* Records of d that are in no file. */
size_t doc_unsaved(const struct app *a, const struct doc *d);
/* The reader must end and cannot ask: tries to save once more, else writes a
 * sidecar for each article that is not saved into the first of the directories (NULL
 * behind the last) that takes it. Appends what is to be said, a line each.
 * false: something is lost. */
bool app_rescue(struct app *a, const char *const *directories, struct str *say);

#endif
