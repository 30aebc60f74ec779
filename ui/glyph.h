/* glyph.h - the lines and marks of the program's own, by the option borders.
 */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include "app/app.h"

/* X(id, unicode, ascii, none) */
#define GLYPH_TABLE(X)                                      \
	X(BORDER, "│", "|", " ")  /* beside the panes */     \
	X(THUMB, "┃", "#", " ")   /* the same where the screen is */ \
	X(RULE, "─", "-", " ")    /* of a pane's heading */   \
	X(CORNER, "┬", "+", " ")  /* where the first rule meets the border */ \
	X(TEE, "├", "+", " ")     /* where the others do */   \
	X(MARKER, "▎", "|", "|")  /* beside the sentence one reads */ \
	X(ITEM, "›", ">", ">")    /* before the current item */ \
	X(OPENS, "⟦", "[", "[")   /* a mention that overlaps another begins behind it */ \
	X(CLOSES, "⟧", "]", "]")  /* and ends before it */     \
	X(TICK, "✓", "+", "+")    /* decided */               \
	X(TIMES, "×", "x", "x")   /* how often */             \
	X(QUOTE, "▌", "=", "=")   /* the map: where somebody speaks */ \
	X(FIGURE, "•", ".", ".")  /* the map: figures and dates */ \
	X(ENTITY, "▫", ":", ":")  /* the map: names, while their pane is in use */ \
	X(KEPT, "◆", "*", "*")    /* the map: annotations */

enum glyph {
#define X(id, unicode, ascii, none) GLYPH_##id,
	GLYPH_TABLE(X)
#undef X
	GLYPH_COUNT
};

enum borders { BORDERS_UNICODE, BORDERS_ASCII, BORDERS_NONE };
enum borders borders_of(const struct app *a);
struct sv glyph(const struct app *a, enum glyph g);

#endif
