/* mem.h - memory that is there or the program ends in good order.
 *
 * xmalloc and its kin never return NULL. When memory is out, the handler set
 * with mem_on_exhausted (the reader gives the terminal back there) runs, a
 * message goes to standard error and the process exits with status 1: the
 * sidecar on disk is whole at any moment, so nothing is lost.
 *
 * An arena holds many small things that die together.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

void *xmalloc(size_t n) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *xrealloc(void *p, size_t n) __attribute__((returns_nonnull));
char *xstrdup(const char *s) __attribute__((malloc, returns_nonnull));
char *xstrndup(const char *s, size_t n) __attribute__((malloc, returns_nonnull));

/* fn runs once, before the message; it must not allocate. NULL: none. */
void mem_on_exhausted(void (*fn)(void));

struct arena_block;
struct arena {
	struct arena_block *head;
};

void arena_init(struct arena *a);
void arena_fini(struct arena *a);
/* n bytes, aligned for any type, zeroed, alive until arena_fini. */
void *arena_alloc(struct arena *a, size_t n) __attribute__((returns_nonnull));
/* A NUL-terminated copy of n bytes. */
char *arena_strndup(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
char *arena_strdup(struct arena *a, const char *s) __attribute__((returns_nonnull));

#endif
