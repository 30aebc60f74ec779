/* oom.c - preloaded by oom.sh: the allocation with the number in $OOM_AT, and all
 * behind it, are refused. Only calls of the program and its libraries are counted. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

static long left = -2;

static int refused(void)
{
	if (left == -2) {
		left = -1; /* getenv does not allocate */
		const char *s = getenv("OOM_AT");
		left = s ? atol(s) : -1;
	}
	if (left > 0)
		left--;
	if (left == 0)
		errno = ENOMEM;
	return left == 0;
}

void *malloc(size_t n)
{
	return refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return refused() ? NULL : __libc_realloc(p, n);
}
