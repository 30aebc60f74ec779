/* panes.h - the side panes as lists of rows: entities by type and cluster,
 * figures and dates, quotes. Draws nothing.
 */
#ifndef APP_PANES_H
#define APP_PANES_H

#include "app/app.h"
#include "app/pane_filter.h"

const char *pane_name(enum pane p);        /* as in commands: "entities" ... */
const char *pane_title(enum pane p);       /* translated */
bool pane_parse(struct sv name, enum pane *p);
/* Makes the rows anew from the items: of all panes, of one. */
void panes_rebuild(struct doc *d);
void pane_rebuild(struct doc *d, enum pane p);
/* The same after another filter or order: the cursor stays on its item if that is still
 * there. Takes over f (NULL: all are shown). */
void pane_set_filter(struct doc *d, enum pane p, struct pane_filter *f);
void pane_set_sort(struct doc *d, enum pane p, enum pane_sort sort);
/* The orders a pane has: the i-th, SORT_END behind the last; the first is the default. */
enum pane_sort pane_sort_at(enum pane p, size_t i);
const char *sort_name(enum pane_sort s);  /* as in commands */
const char *sort_title(enum pane_sort s); /* translated: "by speaker" */
/* The row that lists the item, by itself or in its cluster; NONE. */
size_t pane_row_of(const struct doc *d, enum pane p, size_t item);
/* Of a heading of quotes by speaker: the share of all quoted words; 0: does not apply. */
unsigned pane_row_percent(const struct doc *d, enum pane p, const struct pane_row *r);
/* Moves the pane's cursor by n rows (headings are stepped over). */
void pane_move(struct pane_list *l, long by);
/* Puts the cursor on a row near the current item. */
void pane_enter(struct doc *d, enum pane p);
/* Is it where that puts it? */
bool pane_is_entered(struct doc *d, enum pane p);
/* Keeps where cursor and top are for the next time the article is open: in kept of the list. */
void pane_keep(const struct doc *d, struct pane_list *l);
/* Puts them back there; false: nothing was kept, or it is not listed. */
bool pane_return(struct doc *d, enum pane p);
/* Scrolls so that cur is within the `rows` rows from top. */
void pane_scroll(struct pane_list *l, size_t rows);
/* The text of a row, safe to be cut anywhere: "≥ 80 personnes", "speaker: words".
 * Returns how many bytes of it are the item itself; the rest is what follows in the text. */
size_t pane_row_text(struct doc *d, enum pane p, const struct pane_row *r, struct str *out);
/* The same and the notes behind it, a line each: what is searched. */
void pane_row_words(struct doc *d, enum pane p, const struct pane_row *r, struct str *out);
/* A figure or date with its bound and what follows; returns as pane_row_text. */
size_t pane_figure_words(struct doc *d, const struct item *it, struct str *out);
/* Items the row stands for (a cluster's, or the one); r is in l->rows. */
size_t pane_row_items(const struct pane_list *l, const struct pane_row *r, const size_t **items);
void pane_list_fini(struct pane_list *l);

/* ---- one item after the other, for view_items.c; the rows are as pane_rebuild makes them ---- */

/* The items of the pane depend on what stands around them too. */
bool pane_looks_around(const struct pane_list *l);
/* d->items.v[item] is to go or to change: it leaves its pane. */
void panes_item_out(struct doc *d, size_t item);
/* It is new: it comes into its pane, if that shows it. */
void panes_item_in(struct doc *d, size_t item);
/* Another one takes its place in the items. */
void panes_item_replace(struct doc *d, size_t item, const struct item *by);
/* Items from `from` on have another index, one more or one less. */
void panes_shift(struct doc *d, size_t from, bool up);
/* Panes that look around: the items that begin in these bytes are looked at again. */
void panes_look_again(struct doc *d, struct span around);
/* A speaker as said, or the cluster it belongs to. NULL: unknown. */
const char *item_attr(const struct item *it, enum attr a);
/* Translated name of a group: "Persons" for PER; the tag itself otherwise. */
const char *tag_title(const char *tag);

/* Words of a quote, as its speaker's share counts them. */
size_t quoted_words(struct doc *d, struct span at);
/* Place of a tag among the groups of a pane; unknown ones come last. */
size_t tag_rank(const char *tag);

#endif
