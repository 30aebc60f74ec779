/* linear.h - an article as lines of text, for screen readers, braille, and
 * terminals that place no cursor: a paragraph a line, mentions announced in
 * it (« [PER? Linda Tom] », without the question mark once kept), then what
 * is found, one thing a line. No screen, no keys.
 */
#ifndef APP_LINEAR_H
#define APP_LINEAR_H

#include <stdio.h>

#include "app/app.h"

/* The text of d, made safe; announce: with its mentions, and lists behind it.
 * false when out takes no more. */
bool linear_print(struct doc *d, bool announce, FILE *out);

#endif
