/* select.h - text objects: what a selection grows and shrinks by.
 *
 * Works on a window of the text around the place (tokens.h), so it costs the
 * same in any article.
 */
#ifndef APP_SELECT_H
#define APP_SELECT_H

#include "app/app.h"

enum object {
	OBJECT_WORD,      /* without its elision: « armée » of « l'armée » */
	OBJECT_TOKEN,     /* as it is cut: « l' », a mark, a number alone */
	OBJECT_NUMBER,    /* number with its unit */
	OBJECT_NAME,      /* capitalised words and what joins them */
	OBJECT_QUOTE,     /* between the marks */
	OBJECT_QUOTE_MARKS, /* with the marks */
	OBJECT_CLAUSE,    /* between commas, dashes, brackets, quotation marks */
	OBJECT_SENTENCE,
	OBJECT_PARAGRAPH,
	OBJECT_COUNT
};

const char *object_name(enum object o);
bool object_parse(struct sv name, enum object *o);
/* The object of that kind that holds span (not empty); false: none there. */
bool object_at(struct doc *d, enum object o, struct span at, struct span *out);
/* The smallest object or item that is larger than at and holds it. */
bool object_grow(struct doc *d, struct span at, struct span *out);
/* The selection goes from its anchor to the caret, both characters taken in. */
void select_extend(struct doc *d);
/* Selects s: the caret on its last character. */
void select_set(struct app *a, struct doc *d, struct span s);
/* at without white space at its ends. */
struct span span_trim(struct doc *d, struct span at);

#endif
