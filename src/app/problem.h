/* problem.h - complaints about lines of settings: shown, never fatal. */
#ifndef APP_PROBLEM_H
#define APP_PROBLEM_H

#include <stddef.h>

#include "base/vec.h"

struct problem {
	char *text; /* "file:line: what", made safe */
};
typedef VEC(struct problem) problem_vec;

/* line 0: none is named. */
void problem_add(problem_vec *p, const char *file, size_t line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void problems_fini(problem_vec *p);

#endif
