/* theme.h - how roles and hues look: bold and so on, and colours as RGB with
 * the one of sixteen that stands for it. Read from INI files: shipped ones
 * (ui/themes, compiled in) and those of the user. ui/term.c and ui/svg.c ask it.
 *
 * A theme sets no background unless its file says so: the terminal's stays.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "app/problem.h"
#include "ui/frame.h"

enum {
	LOOK_BOLD = 1 << 0,
	LOOK_UNDERLINE = 1 << 1,
	LOOK_REVERSE = 1 << 2,
	LOOK_DIM = 1 << 3,
	LOOK_ITALIC = 1 << 4,
	LOOK_NESTED = 1 << 5 /* of a cell: underlined where its role is not, and the other way round */
};

struct colour {
	bool set;      /* false: the terminal's own */
	uint32_t rgb;  /* 0xRRGGBB */
	int8_t basic;  /* of the sixteen; -1: the nearest */
	bool is_basic; /* written by its name: the terminal's own red, whatever it is */
};

struct style {
	unsigned look; /* LOOK_ bits */
	struct colour fg, bg;
	uint8_t hue;   /* the foreground of a role whose cell brings none, when fg is not set */
};

struct theme {
	struct style roles[ROLE_COUNT];
	struct colour hues[HUE_COUNT];
	bool mono; /* no colour anywhere */
};

/* Shipped names, NULL behind the last. */
const char *theme_name(size_t i);
/* Reads a theme: a path, DIR/themes/NAME.ini, or a shipped one. What is wrong
 * is a problem, and the rest is used; false: nothing by that name, *t is the default. */
bool theme_load(struct theme *t, const char *name, const char *dir, problem_vec *problems);
/* The shipped theme for a background: 1 dark, 0 light, -1 not known. */
const char *theme_for(int dark);
/* How a cell looks. */
struct style theme_style(const struct theme *t, const struct cell *c);
enum hue hue_parse(struct sv name); /* HUE_NONE: no such hue */
/* Number of c on a terminal of so many colours; -1: the terminal's own. */
int colour_number(const struct colour *c, int colours);
/* Is a background dark? rgb: 0xRRGGBB. */
bool colour_is_dark(uint32_t rgb);
/* « rgb:1e1e/2222/2a2a », « rgba:... » or « #1e222a », as terminals answer OSC 11. */
bool colour_parse_answer(struct sv s, uint32_t *rgb);
/* $COLORFGBG, « 15;0 »: 1 dark, 0 light, -1 it does not say. */
int colour_fgbg(const char *value);

#endif
