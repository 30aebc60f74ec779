/* complete.h - what Tab offers in a prompt, each with a sentence. */
#ifndef APP_COMPLETE_H
#define APP_COMPLETE_H

#include "app/app.h"

/* Completions of the word that ends at `at` of a command line or a filter, appended to
 * out (malloc'd); returns where that word begins. */
size_t complete_command(struct app *a, struct sv line, size_t at, choice_vec *out);
size_t complete_filter(struct app *a, struct sv line, size_t at, choice_vec *out);
void choices_clear(choice_vec *c);
/* Bytes that all of them begin with. */
size_t choices_common(const choice_vec *c);

#endif
