/* mem.c - allocation that cannot fail, and arenas; see mem.h. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BLOCK_SIZE 16384

/* The one mutable global of src/: there is no state to pass it in when
 * memory is out in the depth of a library call. */
static void (*exhausted_fn)(void);

void mem_on_exhausted(void (*fn)(void))
{
	exhausted_fn = fn;
}

static _Noreturn void exhausted(void)
{
	static const char msg[] = "postil: out of memory; your annotations are saved\n";
	void (*fn)(void) = exhausted_fn;
	exhausted_fn = NULL;
	if (fn != NULL)
		fn();
	ssize_t rc = write(STDERR_FILENO, msg, sizeof msg - 1);
	(void)rc;
	_exit(1);
}

#define LARGE ((size_t)1 << 21)     /* a large page */
#define SMALL_PAGE ((uintptr_t)4096) /* where they are others, the system refuses, and nothing is lost */

/* A large block in large pages: asked of a system that has them, as a fault for each small page
 * takes a tenth of the time of extraction from a large text. All its pages, as a mapping of two
 * kinds could not grow where it is. */
static void *in_large_pages(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	uintptr_t from = (uintptr_t)p & ~(SMALL_PAGE - 1), to = ((uintptr_t)p + n + SMALL_PAGE - 1) & ~(SMALL_PAGE - 1);
	if (n >= LARGE)
		madvise((void *)from, to - from, MADV_HUGEPAGE);
#endif
	return p;
}

void *xmalloc(size_t n)
{
	void *p = malloc(n > 0 ? n : 1);
	if (p == NULL)
		exhausted();
	return in_large_pages(p, n);
}

void *xcalloc(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
	if (p == NULL)
		exhausted();
	return in_large_pages(p, count * size);
}

void *xrealloc(void *p, size_t n)
{
	void *q = realloc(p, n > 0 ? n : 1);
	if (q == NULL)
		exhausted();
	return in_large_pages(q, n);
}

char *xstrndup(const char *s, size_t n)
{
	char *p = xmalloc(n + 1);
	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

/* ---- arena: a list of blocks, newest first; the newest is filled ---- */

struct arena_block {
	struct arena_block *next;
	size_t used, cap;
	max_align_t data[];
};

void arena_init(struct arena *a)
{
	a->head = NULL;
}

void arena_fini(struct arena *a)
{
	while (a->head != NULL) {
		struct arena_block *b = a->head;
		a->head = b->next;
		free(b);
	}
}

static void *arena_raw(struct arena *a, size_t n, size_t align)
{
	struct arena_block *b = a->head;
	size_t at = b != NULL ? (b->used + align - 1) / align * align : 0;
	if (b == NULL || n > b->cap || at > b->cap - n) {
		size_t cap = n > BLOCK_SIZE ? n : BLOCK_SIZE;
		b = xmalloc(sizeof *b + cap);
		b->next = a->head;
		b->cap = cap;
		a->head = b;
		at = 0;
	}
	b->used = at + n;
	return (char *)b->data + at;
}

void *arena_alloc(struct arena *a, size_t n)
{
	void *p = arena_raw(a, n, sizeof(max_align_t));
	memset(p, 0, n);
	return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_raw(a, n + 1, 1);
	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}
