/* form.h - the attributes of an annotation as rows to fill in. */
#ifndef APP_FORM_H
#define APP_FORM_H

#include "app/app.h"

/* Rows of a form: the attributes by their number, then these. */
enum { FORM_TAG = ATTR_COUNT, FORM_NOTE };

/* The page goes up until the end of the annotation, or its start, stands over the form. */
void form_uncover(struct app *a);
/* What :attr takes for no value at all. */
#define ATTR_NOTHING "\"\""

/* Asks for the value, the present one in the line: of what is current, or of the row of the pane. */
bool form_ask(struct app *a, size_t field, struct error *err);
/* May it stand there? A beginning that only one value has becomes that value. */
bool form_check(struct app *a, size_t item, size_t field, struct sv *value, struct error *err);
/* The same as form_ask for the row the cursor is on. */
bool form_edit(struct app *a, struct error *err);
/* The value that was typed; goes on to the next row. */
bool form_commit(struct app *a, size_t field, struct sv value, struct error *err);
/* "value", "tag" ...: what the prompt asks for. Translated. */
const char *form_field(size_t field);
/* What may stand in a row: appended, malloc'd, what begins with word. */
void form_complete(struct app *a, size_t field, struct sv word, choice_vec *out);

#endif
