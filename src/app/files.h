/* files.h - the list of articles, and what goes over all of them: searching, the next
 * unfinished one.
 */
#ifndef APP_FILES_H
#define APP_FILES_H

#include "app/app.h"

/* Has the next article looked into that nobody has, when the list was asked for. */
void files_survey(struct app *a);
/* Makes n rows of the list from this one on, as far as they are not made. */
void files_fill(struct app *a, size_t from, size_t n);
/* Takes a survey that was made, and has the next one made. */
void files_surveyed(struct app *a, struct errand *e);
/* Something of a document has changed that a list in sight may show. */
void files_changed(struct app *a, size_t doc);
/* The screen has another width: the rows are made for it. */
void files_resized(struct app *a);
/* The document of the row in a list of articles; NONE: there is no such list. */
size_t files_row(const struct app *a);
/* Enter on a row of the list, or of what was found in all articles. */
bool files_apply(struct app *a, size_t doc, struct span at);
/* The list closes: with no article below it the reader ends. */
void files_left(struct app *a);

#endif
