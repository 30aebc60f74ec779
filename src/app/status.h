/* status.h - what the status and message lines say; draws nothing.
 */
#ifndef APP_STATUS_H
#define APP_STATUS_H

#include "app/app.h"

/* Parts of the status line, each "" where there is nothing to say. */
struct status_line {
	struct str mode;    /* READ, SELECT, ENTITIES ... */
	struct str name;    /* of the article, made safe, and which of how many */
	struct str place;   /* 12% ¶3/22 */
	struct str decided; /* 14/22 decided */
	struct str state;   /* saved, read-only, extracting ... */
	struct str match;   /* of the search: 3/17 */
	struct str keys;    /* pending count and keys */
};

void status_init(struct status_line *s);
void status_fini(struct status_line *s);
void status_make(struct app *a, struct doc *d, struct status_line *s);
/* What is waited for, other than a panel says (panel.h); false: nothing. */
bool status_waits(const struct app *a, struct str *out);
/* The item that is meant: of the row in a pane, else under the caret; NONE. */
size_t status_subject(const struct app *a, const struct doc *d);
/* What the page shows as current: that, or where one is among the mentions of a row. */
size_t status_shown(const struct app *a, const struct doc *d);
/* What it is, in a few words, for the message line. */
void status_item(struct app *a, struct doc *d, struct str *out);

#endif
