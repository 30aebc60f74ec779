/* hints.h - two letters on every mention in sight; typing them goes there. */
#ifndef APP_HINTS_H
#define APP_HINTS_H

#include "app/app.h"

/* The items that begin on the screen, in order. */
void hints_items(const struct app *a, struct doc *d, pos_vec *out);
/* The letters of the i-th of them. */
void hints_label(size_t i, char label[2]);
/* Takes a key while letters are shown; false: they are not. */
bool hints_feed(struct app *a, struct key k);

#endif
