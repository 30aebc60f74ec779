/* note_edit.h - a note written in the user's editor. */
#ifndef APP_NOTE_EDIT_H
#define APP_NOTE_EDIT_H

#include "app/app.h"

/* While a->hand.edit is set, an editor is wanted on that file. Its words, NULL behind
 * the last: from $VISUAL, else $EDITOR, else vi, cut at blanks; malloc'd, all of them. */
char **note_edit_command(const struct app *a);
/* The editor has ended (status 0: well): takes the note, removes the file. */
void note_edit_done(struct app *a, int status);
/* Gives the edit up, removes the file. */
void note_edit_drop(struct app *a);

#endif
