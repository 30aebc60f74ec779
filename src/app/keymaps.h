/* keymaps.h - the keymaps that ship with the program, compiled in from
 * keymaps/ so that it runs uninstalled.
 */
#ifndef APP_KEYMAPS_H
#define APP_KEYMAPS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Appends the text of a shipped keymap; false when there is none of the name. */
bool keymaps_shipped(const char *name, struct str *out);
/* Names in order, NULL behind the last. */
const char *keymaps_name(size_t i);

#endif
