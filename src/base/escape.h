/* escape.h - a value in one cell of one line, for tables and the sidecar: tab, line ends
 * and backslash are written \t \n \r \\; what a terminal or a spreadsheet might obey
 * (controls, C1, overrides of the direction) and ill-formed bytes as \xHH a byte.
 */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/str.h"

/* Appends s so written. */
void escape_add(struct sv s, struct str *out);
/* Appends what s means; a backslash before anything else means that itself. */
void unescape_add(struct sv s, struct str *out);

#endif
