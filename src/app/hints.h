/* hints.h - letters on what is in sight; typing them goes there. What there is most
 * need to go to has one letter, the rest two; no letter that ends begins another.
 */
#ifndef APP_HINTS_H
#define APP_HINTS_H

#include "app/app.h"

struct hint {
	size_t pos;     /* byte */
	size_t item;    /* NONE: a word */
	char label[3];
};

typedef VEC(struct hint) hint_vec;

/* What shows letters now, in the order of the text. */
void hints_make(const struct app *a, struct doc *d, hint_vec *out);
/* Takes a key while letters are shown; false: they are not. */
bool hints_feed(struct app *a, struct key k);
/* Shows letters; false: nothing is in sight that could have some. */
bool hints_open(struct app *a, struct doc *d, enum hinting what);

#endif
