/* view.h - what is where: the geometry of the screen, the merged list of
 * suggestions and annotations, and the place in the article.
 *
 * No drawing: ui/draw*.c draws what this says.
 */
#ifndef APP_VIEW_H
#define APP_VIEW_H

#include "app/app.h"

#define SCREEN_MIN_W 40
#define SCREEN_MIN_H 10
#define SCREEN_SIDE_W 100 /* side panes from here */
#define SCREEN_MAP_W 60   /* the map from here */
#define SCREEN_TOP_H 24   /* an empty row above the headline from here */
#define MARGIN_W 4        /* columns for marker and two tag letters, and a blank */

struct box {
	unsigned x, y, w, h;
};

struct geometry {
	bool too_small;
	bool side;                     /* panes beside the article */
	bool article;                  /* the article is in sight */
	struct box text;               /* the text column, margin excluded */
	struct box area;               /* all that belongs to the article */
	struct box map;                /* one column at its right; h 0: not in sight */
	unsigned track;                /* the column of the border, or of the track beside the map */
	struct box pane[PANE_COUNT];   /* h 0: not in sight; the heading is the first row */
	unsigned status_y, message_y;
};

void view_geometry(const struct app *a, struct geometry *g);
struct layout_opts view_layout(const struct app *a);
/* Headline, byline and dateline, found on first need. */
const struct text_parts *view_parts(struct doc *d);

/* The rows in sight, from the top: for (bool is = sight_first(a, d, &s); is;
 * is = sight_next(d, &s)). Empty rows of the page's own are stepped over. */
struct sight {
	struct layout_opts o;
	struct row row;
	unsigned y, h; /* its row of the screen, from 0; rows of the screen */
};
bool sight_first(const struct app *a, struct doc *d, struct sight *s);
bool sight_next(struct doc *d, struct sight *s);
/* The top moves by at most n rows of the screen (at least one of the text),
 * down or up, and not so far that the end leaves the foot of the screen;
 * returns how many rows of the text those are. */
size_t view_move_top(const struct app *a, struct doc *d, size_t n, bool down);

/* Makes items, panes and counts of d anew from mentions and book. */
void view_rebuild(struct doc *d);
/* The same after changes in the book, at the cost of what they touch; where that is
 * much, by view_rebuild. */
void view_update(struct doc *d);
/* The item that the caret means: d->item while the caret is in it, else the
 * innermost under the caret. SIZE_MAX: none. */
size_t view_item_at(const struct doc *d, size_t pos);
/* Items that lie over pos, the shortest first. */
void view_items_under(const struct doc *d, size_t pos, pos_vec *out);
/* First item whose start is at or after pos. */
size_t view_item_from(const struct doc *d, size_t pos);
/* First mention that may reach beyond pos. */
size_t mention_from(const struct doc *d, size_t pos);
bool item_stops(const struct item *it); /* does Tab stop at it? */
bool item_is_open(const struct item *it); /* is it to be decided still? */
/* Puts the caret at pos, chooses the current item, scrolls it into sight. */
void view_goto(struct app *a, struct doc *d, size_t pos);
void view_goto_item(struct app *a, struct doc *d, size_t item);
/* Scrolls so that the caret is in sight. */
void view_scroll_to_caret(struct app *a, struct doc *d);
/* Scrolls so that pos is in sight, with what stands around it; the caret stays. */
void view_show(const struct app *a, struct doc *d, size_t pos);
/* The page goes up, also where the text ends, until the end of at, or its start, stands in
 * the first rows of the screen. */
void view_uncover(const struct app *a, struct doc *d, struct span at, unsigned rows);
/* Moves the caret to where it is in sight; the top stays. */
void view_caret_into_sight(const struct app *a, struct doc *d);
/* Makes top a row start and clips everything to the text (after a resize). */
void view_normalize(struct app *a, struct doc *d);
/* A screen far away is centred: remembers where one came from. */
void view_push_jump(struct doc *d);
/* The paragraph that holds pos, from 1, of how many; false for texts too large. */
bool view_paragraph(struct doc *d, size_t pos, size_t *n, size_t *of);
size_t view_page_rows(const struct app *a);

/* Letters of the margin: the tag's own key or its first letter. */
char item_letter(const struct app *a, const struct item *it);
/* Bytes at an item, copied; at most `most`. */
void view_copy(struct doc *d, struct span at, size_t most, struct str *out);

#endif
