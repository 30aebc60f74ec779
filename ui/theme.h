/* theme.h - how roles and hues look: attributes that need no colour, and
 * colours for 256, 16 and 8 of them. Plain data; ui/term.c and ui/svg.c read it.
 *
 * Nothing here sets a background but by reverse: the terminal's own stays.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "ui/frame.h"

enum {
	LOOK_BOLD = 1 << 0,
	LOOK_UNDERLINE = 1 << 1,
	LOOK_REVERSE = 1 << 2,
	LOOK_DIM = 1 << 3,
	LOOK_ITALIC = 1 << 4
};

/* LOOK_ bits of a role. */
unsigned theme_look(enum role r);
/* Colour number of a hue on a terminal of so many colours; -1: the default. */
int theme_colour(enum hue h, int colours);
/* The same as #rrggbb for pictures; "" the default. */
const char *theme_hex(enum hue h);
/* The hue a role has of its own when its cell brings none. */
enum hue theme_role_hue(enum role r);

#endif
