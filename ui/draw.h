/* draw.h - state in, frame out: the one entry and the parts it is made of.
 *
 * frame_draw reads the state and fills the frame; it decides nothing. It
 * needs no terminal, so every screen is a test.
 */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "app/app.h"
#include "app/view.h"
#include "ui/frame.h"

/* Draws the state of a into f, w x h (the app is told of a new size first). */
void frame_draw(struct app *a, struct frame *f, unsigned w, unsigned h);

/* The parts, for frame_draw only. */
void draw_article(struct app *a, struct doc *d, const struct geometry *g, struct frame *f);
/* sight: the bytes on the screen. */
void draw_map(struct app *a, struct doc *d, const struct geometry *g, struct span sight, struct frame *f);
void draw_pane(struct app *a, struct doc *d, enum pane p, const struct box *b, struct frame *f);
void draw_list(struct app *a, struct frame *f);
/* The current case of a review, at the bottom of the list's area. */
void draw_review(struct app *a, const struct box *area, struct frame *f);
/* Above the status line, over everything. */
void draw_panel(struct app *a, const struct geometry *g, struct frame *f);
void draw_bars(struct app *a, struct doc *d, const struct geometry *g, struct frame *f);
/* The hue of its kind or tag; a tag of the user's has the colour it was given. */
enum hue item_hue(const struct app *a, const struct item *it);
enum hue tag_hue(const struct app *a, enum kind kind, const char *tag);

#endif
