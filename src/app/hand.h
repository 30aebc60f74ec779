/* hand.h - what the commands that change annotations share: what they are about,
 * and the annotation that a suggestion or a selection becomes.
 */
#ifndef APP_HAND_H
#define APP_HAND_H

#include "app/command.h"

/* Items a command is about: without arguments the current one (in a pane those of
 * the row), else « all », « sight » or « cluster », then maybe a kind or a tag.
 * false with *err: it says something else. */
bool hand_targets(struct app *a, struct doc *d, const struct args *args, pos_vec *out, struct error *err);
/* The annotation that an item becomes. Strings live in the arena, or are borrowed. */
struct annotation hand_annotation(struct doc *d, const struct item *it, enum status status, struct arena *arena);
/* The annotation under the caret; a suggestion there is accepted first, in the
 * step that is open. 0 with *err: none. */
uint64_t hand_here(struct app *a, struct doc *d, struct arena *arena, struct error *err);
/* The item that covers exactly at; NONE. */
size_t hand_item_of(const struct doc *d, struct span at);
/* What extraction says of a span that was marked by hand: value and unit of a
 * figure, speaker and cue of a quote, the entity of a name known already. Fills
 * attributes that are not set; strings live in the arena, or are borrowed. */
void hand_fill(struct doc *d, struct annotation *an, struct arena *arena);
/* Goes to the next open suggestion when the option says so. */
void hand_advance(struct app *a, struct doc *d);
/* Gives the sticky tag to what is under the caret. */
bool hand_stick(struct app *a, struct error *err);
/* Enter in a selection: the item it began from gets its edges. */
bool hand_keep_selection(struct app *a, struct error *err);
/* The current annotation points at that item. */
bool hand_link(struct app *a, struct doc *d, size_t item, struct error *err);
/* Appends « · speaker → Claire Le Bihan » for each link of an annotation. */
void link_describe(const struct doc *d, const struct annotation *an, struct str *out);
/* Takes the key that names the tag which is to stick; false: none is waited for. */
bool hand_feed(struct app *a, struct key k);
void hand_unstick(struct app *a);

#endif
