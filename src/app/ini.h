/* ini.h - an INI file as a list of settings; the only door to iniparser.
 *
 * iniparser 4.1 refuses a whole file for one bad line, folds case, writes to
 * standard error and keeps no line numbers. So each line is checked here
 * first, what is wrong becomes a problem with file and line, and iniparser is
 * given the lines that are right; the values come from it.
 */
#ifndef APP_INI_H
#define APP_INI_H

#include <stdint.h>

#include "app/problem.h"
#include "base/error.h"
#include "base/str.h"

struct ini_entry {
	char *section; /* lower case; "" before the first */
	char *key;     /* lower case, as iniparser has it */
	char *value;   /* comments and quotes off */
	size_t line;   /* from 1 */
	uint32_t hash; /* of section and key */
};

struct ini {
	VEC(struct ini_entry) all; /* in the order of the file */
};

/* text is the whole file, name stands in problems. Duplicates are kept, with
 * the value of the last, and said. */
void ini_parse(struct ini *ini, struct sv text, const char *name, problem_vec *problems);
void ini_fini(struct ini *ini);
/* Reads a file of at most 1 MB; false with *err. */
bool ini_read_file(const char *path, struct str *out, struct error *err);

#endif
