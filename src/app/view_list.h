/* view_list.h - for view_items.c and view_update.c only: what stands in the merged list, and
 * in which order. */
#ifndef APP_VIEW_LIST_H
#define APP_VIEW_LIST_H

#include "app/view.h"

/* A total order: by place, kind and tag; annotations before suggestions. */
int item_order(const struct item *a, const struct item *b);
struct item item_of_annotation(const struct annotation *a);
struct item item_of_mention(const struct doc *d, const struct mention *m);
/* The first annotation in order that answers a mention is its answer. */
bool item_answers(const struct item *it, const struct mention *m);
/* The answer of a mention at its own place has what that says, of the first such mention. */
void item_take_mention(const struct doc *d, struct item *it, const struct mention *m);
/* d->longest anew. */
void items_longest(struct doc *d);
/* The current item: that of before (NULL: none) if it is still there, or what the caret is in. */
void items_current(struct doc *d, const struct item *was);

#endif
