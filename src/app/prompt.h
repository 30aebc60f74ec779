/* prompt.h - the line at the bottom: editing, history, completion.
 *
 * Knows no terminal; what is typed comes as keys. Enter runs the line as the
 * kind says: a command, a search, a note.
 */
#ifndef APP_PROMPT_H
#define APP_PROMPT_H

#include "app/app.h"

void prompt_init(struct prompt *p);
void prompt_fini(struct prompt *p);
/* Opens it with a first text; the mode before is kept to go back to. */
void prompt_open(struct app *a, enum prompt_kind kind, struct sv text);
void prompt_close(struct app *a);
void prompt_feed(struct app *a, struct key k);
void prompt_insert(struct app *a, struct sv text);
/* Shows what could stand at the caret of a command, without taking any of it yet. */
void prompt_offer(struct app *a);
/* Appends what stands before the line: ":" "/" "note: ". */
void prompt_lead(const struct prompt *p, struct str *out);

#endif
