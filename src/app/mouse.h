/* mouse.h - the mouse: wheel, click, drag; only with the option mouse. What it does
 * can all be done with keys. Cells count from the upper left, from 0. */
#ifndef APP_MOUSE_H
#define APP_MOUSE_H

#include "app/app.h"

enum mouse_what { MOUSE_PRESS, MOUSE_DRAG, MOUSE_UP, MOUSE_DOWN }; /* the last two: the wheel */

struct mouse {
	enum mouse_what what;
	unsigned x, y;
};

void app_mouse(struct app *a, const struct mouse *m);

#endif
