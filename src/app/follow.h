/* follow.h - the page beside a pane shows what the cursor of the pane is on; the caret stays.
 * When one leaves the pane without going there, the page comes back to where it was.
 */
#ifndef APP_FOLLOW_H
#define APP_FOLLOW_H

#include "app/app.h"

/* Where a key or a click found things. */
struct follow {
	const struct doc *d;
	enum pane pane;
	size_t row, caret;
};

struct follow follow_begin(const struct app *a);
/* After it: moves the page if the cursor of the pane moved, or takes it back. */
void follow_end(struct app *a, struct follow was);
/* Shows what the cursor of the pane is on. */
void follow_row(struct app *a, struct doc *d);

#endif
