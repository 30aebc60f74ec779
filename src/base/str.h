/* str.h - strings: struct sv borrows bytes, struct str owns them.
 *
 * Neither is a text with characters: bytes only; utf8.h knows more. A struct
 * str is always NUL-terminated behind its n bytes (p is never NULL), so p
 * passes as a C string where the bytes hold no NUL.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Borrowed: whoever owns the bytes must outlive the view. */
struct sv {
	const char *p;
	size_t n;
};

/* Owned: str_init / str_fini. */
struct str {
	char *p;
	size_t n, cap;
};

/* Half-open range of bytes [start, end): the currency of the whole program. */
struct span {
	size_t start, end;
};

#define SV(lit) ((struct sv){ "" lit, sizeof(lit) - 1 })
/* In the tables of constants. */
#define SV_INIT(lit) { "" lit, sizeof(lit) - 1 }
#define SV_FMT "%.*s"
#define SV_ARG(s) (int)(s).n, (s).p

static inline struct sv sv_of(const char *cstr)
{
	return (struct sv){ cstr, strlen(cstr) };
}

/* end is clipped to s.n */
static inline struct sv sv_cut(struct sv s, size_t start, size_t end)
{
	if (end > s.n)
		end = s.n;
	if (start > end)
		start = end;
	return (struct sv){ s.p + start, end - start };
}

static inline struct sv sv_span(struct sv s, struct span at)
{
	return sv_cut(s, at.start, at.end);
}

static inline bool sv_eq(struct sv a, struct sv b)
{
	return a.n == b.n && (a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0));
}

static inline bool sv_starts(struct sv s, struct sv prefix)
{
	return s.n >= prefix.n && sv_eq(sv_cut(s, 0, prefix.n), prefix);
}

static inline bool sv_ends(struct sv s, struct sv suffix)
{
	return s.n >= suffix.n && sv_eq(sv_cut(s, s.n - suffix.n, s.n), suffix);
}

/* Fields between sep, short ones; false at the end. */
static inline bool sv_next(struct sv *rest, char sep, struct sv *field)
{
	size_t n = 0;
	if (rest->p == NULL)
		return false;
	while (n < rest->n && rest->p[n] != sep)
		n++;
	*field = (struct sv){ rest->p, n };
	*rest = n < rest->n ? (struct sv){ rest->p + n + 1, rest->n - n - 1 } : (struct sv){ NULL, 0 };
	return true;
}

/* Is w one of the words of list, which are apart by one blank? */
bool sv_has_word(struct sv list, struct sv w);
struct sv sv_trim(struct sv s);                      /* ASCII blanks off both ends */

void str_init(struct str *s);
void str_fini(struct str *s);
void str_clear(struct str *s);
void str_grow(struct str *s, size_t n);
/* Room for n bytes in all. */
static inline void str_reserve(struct str *s, size_t n)
{
	if (n >= s->cap)
		str_grow(s, n);
}

static inline void str_add(struct str *s, struct sv what)
{
	str_reserve(s, s->n + what.n);
	if (what.n > 0)
		memcpy(s->p + s->n, what.p, what.n);
	s->n += what.n;
	s->p[s->n] = '\0';
}

static inline void str_adds(struct str *s, const char *cstr)
{
	str_add(s, sv_of(cstr));
}

static inline void str_addc(struct str *s, char c)
{
	str_reserve(s, s->n + 1);
	s->p[s->n++] = c;
	s->p[s->n] = '\0';
}

void str_addf(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct sv str_sv(const struct str *s);
/* Prints n in decimal into the end of buf; returns its first digit, a C string in buf. */
const char *size_print(size_t n, char buf[24]);
char *str_take(struct str *s); /* the bytes, to be freed by the caller; s is empty again */

static inline bool span_hits(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

static inline bool span_holds(struct span outer, struct span inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_eq(struct span a, struct span b)
{
	return a.start == b.start && a.end == b.end;
}

#endif
