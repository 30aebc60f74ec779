/* pane_groups.h - for pane_rows.c and pane_update.c only: which items a pane shows, in
 * which group, and where the rows of a group stand. */
#ifndef APP_PANE_GROUPS_H
#define APP_PANE_GROUPS_H

#include "app/panes.h"

enum pane pane_of_item(const struct item *it);
bool pane_shows(struct doc *d, enum pane p, size_t item, struct str *buf);
/* The group that the item is listed in, made when it is new: its index. buf is scratch. */
uint32_t pane_group_for(struct doc *d, enum pane p, size_t item, struct str *buf);
/* What the item adds to the weight of its group. */
size_t pane_weight(struct doc *d, enum pane p, const struct item *it);
/* What item.value is to be. */
double pane_value(const struct pane_list *l, const struct item *it);
/* Rows of a group: one of a cluster; a heading and one an item elsewhere. */
size_t pane_group_rows(enum pane p, const struct pane_group *g);
/* Does the row stand before (< 0), in or behind (> 0) the rows of the group? */
int pane_row_cmp(const struct pane_list *l, enum pane p, const struct pane_row *r, const struct pane_group *g);
/* The first row that does not stand before the group. */
size_t pane_group_row(const struct pane_list *l, enum pane p, const struct pane_group *g);
/* The row of the item, or where it would be, among n rows of its group from `from` on. */
size_t pane_item_row(const struct doc *d, const struct pane_list *l, size_t from, size_t n, size_t item);

#endif
