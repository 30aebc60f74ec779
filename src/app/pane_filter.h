/* pane_filter.h - which items a side pane shows: a line of terms that all must hold.
 *
 *	mort|bless|tué  tag:PERCENT  speaker:préfète  is:open  note:vérifier  -hier
 *
 * A term is words, looked for as the search does, or FIELD:words; | parts
 * alternatives, - before it means not, "..." keeps blanks together. Knows rows
 * and items, nothing of keys and screen.
 */
#ifndef APP_PANE_FILTER_H
#define APP_PANE_FILTER_H

#include "app/app.h"

struct pane_filter;

/* NULL with *err: an unknown field or state. An empty line is no filter: NULL, no error. */
struct pane_filter *pane_filter_new(struct sv line, struct error *err);
void pane_filter_free(struct pane_filter *f);
const char *pane_filter_line(const struct pane_filter *f); /* as typed; "" for NULL */
/* buf is scratch. */
bool pane_filter_takes(const struct pane_filter *f, struct doc *d, size_t item, struct str *buf);

/* Does it ask who says it? Then other items than its own decide. */
bool pane_filter_looks_around(const struct pane_filter *f);
/* Bytes before and behind an item in which a quote may say who. */
#define SENTENCE_MAX 400

/* "tag:" "speaker:" "is:" "note:" and their sentence; NULL behind the last. */
const char *pane_filter_field(size_t i, const char **help);
const char *pane_filter_state(size_t i, const char **help); /* the words behind is: */

/* Who says what the item says: the speaker of a quote; for a figure, a date or a name that
 * of the quote it stands in, else of a quote in its sentence (*sure: which). "" nobody. */
const char *item_source(struct doc *d, size_t item, bool *sure);

#endif
