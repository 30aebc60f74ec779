/* frame.h - a screen as data: a grid of cells with roles, and the cursor.
 *
 * No curses, no terminal: ui/draw*.c fills a frame from the state, ui/term.c
 * blits it, ui/dump.c prints it. Everything put here is made safe on the way
 * in: an unsafe character becomes a visible substitute of one column.
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/str.h"

/* What a cell means; how it looks is the theme's (theme.h). One row a role:
 * enum, letter in the role plane, name in themes. */
#define ROLE_TABLE(X)                                 \
	X(TEXT, '.', "text")                          \
	X(HEADLINE, 'H', "headline")                  \
	X(DATELINE, 'D', "dateline")                  \
	X(UNSAFE, '!', "unsafe")                      \
	X(SUGGESTION, 's', "suggestion")              \
	X(ANNOTATION, 'A', "annotation")              \
	X(SUGGESTED_QUOTE, 'q', "suggested-quote")    \
	X(ANNOTATED_QUOTE, 'Q', "annotated-quote")    \
	X(CURRENT, 'c', "current")                    \
	X(CURRENT_ANNOTATION, 'C', "current-annotation") \
	X(CURRENT_QUOTE, 'u', "current-quote")        \
	X(CURRENT_ANNOTATED_QUOTE, 'U', "current-annotated-quote") \
	X(SELECTION, 'v', "selection")                \
	X(MATCH, 'm', "match")                        \
	X(MARGIN, 'g', "margin")                      \
	X(BORDER, 'b', "border")                      \
	X(PANE_TITLE, 't', "pane-title")              \
	X(PANE_TITLE_FOCUS, 'T', "pane-title-focus")  \
	X(PANE_GROUP, 'G', "pane-group")              \
	X(PANE_CURRENT, 'P', "pane-current")          \
	X(PANE_FOLLOW, 'p', "pane-follow")            \
	X(PANE_DONE, 'd', "pane-done")                \
	X(FAINT, 'f', "faint")                        \
	X(STATUS, '=', "status")                      \
	X(STATUS_MODE, 'M', "status-mode")            \
	X(MESSAGE, 'i', "message")                    \
	X(ERROR, 'E', "error")                        \
	X(KEY, 'k', "key")                            \
	X(MAP, '|', "map")                            \
	X(MAP_HERE, '#', "map-here")                  \
	X(HINT, 'h', "hint")

enum role {
#define X(id, letter, name) ROLE_##id,
	ROLE_TABLE(X)
#undef X
	ROLE_COUNT
};

char role_letter(enum role r);
const char *role_name(enum role r);

/* The colour a tag brings, by its name in themes; the first is the terminal's
 * own foreground, the last six are for the user's tags. */
#define HUE_TABLE(X)                                                                    \
	X(NONE, "none") X(PER, "per") X(ORG, "org") X(LOC, "loc") X(MISC, "misc")       \
	X(DATE, "date") X(FIGURE, "figure") X(QUOTE, "quote") X(USER, "user")           \
	X(RED, "red") X(GREEN, "green") X(YELLOW, "yellow") X(BLUE, "blue")             \
	X(MAGENTA, "magenta") X(CYAN, "cyan")

enum hue {
#define X(id, name) HUE_##id,
	HUE_TABLE(X)
#undef X
	HUE_COUNT
};

#define CELL_CPS 5 /* one base and at most four marks: CCHARW_MAX of ncurses */

struct cell {
	uint32_t cp[CELL_CPS];
	uint8_t n;     /* code points, at least 1 unless width is 0 */
	uint8_t width; /* 1 or 2; 0: the right half of a wide character */
	uint8_t role;  /* enum role */
	uint8_t hue;   /* enum hue */
	uint8_t look;  /* LOOK_ bits of theme.h besides those of its role */
	uint8_t pad[3]; /* 0: cells compare as bytes */
};

struct frame {
	unsigned w, h;
	struct cell *cells; /* w * h, row by row */
	unsigned cursor_x, cursor_y;
	bool cursor_shown;
};

void frame_init(struct frame *f);
void frame_fini(struct frame *f);
/* Becomes w x h blanks in ROLE_TEXT, cursor hidden in the corner. */
void frame_reset(struct frame *f, unsigned w, unsigned h);
struct cell *frame_cell(struct frame *f, unsigned x, unsigned y); /* NULL outside */
/* Puts one grapheme cluster; what does not fit before the right edge is a blank. */
void frame_put(struct frame *f, unsigned x, unsigned y, struct sv cluster, enum role role,
	       enum hue hue);
/* Writes s in at most max columns, with … where it is cut; returns the columns used. */
unsigned frame_text(struct frame *f, unsigned x, unsigned y, unsigned max, struct sv s,
		    enum role role, enum hue hue);
/* n blanks in a role. */
void frame_fill(struct frame *f, unsigned x, unsigned y, unsigned n, enum role role);
/* Gives n cells another role and hue, leaving what they show. */
void frame_paint(struct frame *f, unsigned x, unsigned y, unsigned n, enum role role, enum hue hue);
/* Adds LOOK_ bits to n cells. */
void frame_look(struct frame *f, unsigned x, unsigned y, unsigned n, unsigned look);
void frame_cursor(struct frame *f, unsigned x, unsigned y);

/* The frame as text: rows between bars, trailing blanks kept; with roles a
 * second plane of role letters and the cursor. plain: bare rows, right-trimmed. */
void frame_dump(const struct frame *f, bool plain, bool roles, struct str *out);
struct theme;
/* The frame as an SVG picture, on white where light. */
void frame_svg(const struct frame *f, const struct theme *t, bool light, struct str *out);

#endif
