/* loop.h - the event loop: terminal, worker and signals in one poll.
 */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "app/app.h"
#include "ui/looks.h"
#include "ui/term.h"

/* Runs until the app quits, the terminal goes away or a signal ends it.
 * tty: descriptor that becomes readable with keys. Returns the signal that
 * ended it, 0 for an ordinary end. */
int loop_run(struct app *a, struct terminal *t, struct looks *looks, int tty);

#endif
