/* str.c - borrowed and owned byte strings; see str.h. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct sv sv_trim(struct sv s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = sv_cut(s, 1, s.n);
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool sv_has_word(struct sv list, struct sv w)
{
	const char *end = list.p + list.n;
	for (const char *p = list.p; w.n > 0 && (p = memmem(p, (size_t)(end - p), w.p, w.n)) != NULL; p++) {
		if ((p == list.p || p[-1] == ' ') && (p + w.n == end || p[w.n] == ' '))
			return true;
	}
	return false;
}

void str_init(struct str *s)
{
	s->cap = 32;
	s->p = xmalloc(s->cap);
	s->p[0] = '\0';
	s->n = 0;
}

void str_fini(struct str *s)
{
	free(s->p);
	s->p = NULL;
	s->n = s->cap = 0;
}

void str_clear(struct str *s)
{
	s->n = 0;
	s->p[0] = '\0';
}

void str_grow(struct str *s, size_t n)
{
	size_t cap = s->cap;
	while (cap <= n)
		cap += cap / 2 + 16;
	s->p = xrealloc(s->p, cap);
	s->cap = cap;
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		str_reserve(s, s->n + (size_t)n);
		vsnprintf(s->p + s->n, (size_t)n + 1, fmt, again);
		s->n += (size_t)n;
	}
	va_end(again);
}

const char *size_print(size_t n, char buf[24])
{
	char *p = &buf[23];
	*p = '\0';
	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	return p;
}

struct sv str_sv(const struct str *s)
{
	return (struct sv){ s->p, s->n };
}

char *str_take(struct str *s)
{
	char *p = s->p;
	str_init(s);
	return p;
}
