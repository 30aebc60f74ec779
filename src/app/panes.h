/* panes.h - the side panes as lists of rows: entities by type and cluster,
 * figures and dates, quotes. Draws nothing.
 */
#ifndef APP_PANES_H
#define APP_PANES_H

#include "app/app.h"

const char *pane_name(enum pane p);        /* as in commands: "entities" ... */
const char *pane_title(enum pane p);       /* translated */
bool pane_parse(struct sv name, enum pane *p);
void panes_rebuild(struct doc *d);
/* The row whose item or cluster is the current one; NONE. */
size_t pane_row_of(const struct pane_list *l, size_t item);
/* Moves the pane's cursor by n rows (headings are stepped over). */
void pane_move(struct pane_list *l, long by);
/* Puts the cursor on a row near the current item. */
void pane_enter(struct doc *d, enum pane p);
/* Scrolls so that cur is within the `rows` rows from top. */
void pane_scroll(struct pane_list *l, size_t rows);
/* The text of a row, safe to be cut anywhere: "≥ 80 personnes", "speaker: words".
 * Returns how many bytes of it are the item itself; the rest is what follows in the text. */
size_t pane_row_text(struct doc *d, enum pane p, const struct pane_row *r, struct str *out);
/* The same and the notes behind it, a line each: what is searched. */
void pane_row_words(struct doc *d, enum pane p, const struct pane_row *r, struct str *out);
/* Items the row stands for (a cluster's, or the one). */
size_t pane_row_items(const struct pane_list *l, const struct pane_row *r, const size_t **items);
/* A speaker as said, or the cluster it belongs to. NULL: unknown. */
const char *item_attr(const struct item *it, enum attr a);
/* Translated name of a group: "Persons" for PER; the tag itself otherwise. */
const char *tag_title(const char *tag);

#endif
