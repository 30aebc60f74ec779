/* panel.h - the rows that open above the status line for a while: keys that may
 * follow, completions, the tour. What they say; ui/draw_panel.c draws it.
 */
#ifndef APP_PANEL_H
#define APP_PANEL_H

#include "app/app.h"

struct panel_row {
	char *key;  /* what to type */
	char *text; /* what it does; NULL: nothing to say */
};

struct panel {
	VEC(struct panel_row) rows;
	const char *title; /* translated; NULL: none */
	size_t current;    /* row, NONE */
	bool wide;         /* one row a line: sentences */
	bool verbatim;     /* the texts are a drawing: never said again under the rows */
};

/* false: nothing to show. */
bool panel_make(struct app *a, struct panel *p);
void panel_fini(struct panel *p);
void panel_add(struct panel *p, const char *key, const char *text); /* copies; text NULL: none */
/* What overlaps the current mention: its words, and a line for each that says from where to where
 * (layers.c). */
void layers_add(struct app *a, struct panel *p);
/* It goes. by_key: the page comes back to where it was before it. */
void layers_close(struct app *a, bool by_key);
/* Rows a panel has at most, its rule not counted, over so many of the screen. */
unsigned panel_most(unsigned rows);

/* The sentence of a command line: that of phrases.def, of a move or a tag; else the
 * command's own, behind the line when it has arguments. */
void command_describe(const struct app *a, const char *command, struct str *out);

#endif
