/* problem.c - see problem.h. */
#include "app/problem.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

void problem_add(problem_vec *p, const char *file, size_t line, const char *fmt, ...)
{
	char what[400];
	struct str s, safe;
	struct problem one;
	va_list ap;
	if (p == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	str_init(&s);
	str_init(&safe);
	if (line > 0)
		str_addf(&s, "%s:%zu: %s", file, line, what);
	else
		str_addf(&s, "%s: %s", file, what);
	utf8_printable(str_sv(&s), &safe);
	one.text = xstrndup(safe.p, safe.n);
	vec_push(p, one);
	str_fini(&s);
	str_fini(&safe);
}

void problems_fini(problem_vec *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->v[i].text);
	vec_fini(p);
}
