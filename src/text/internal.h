/* internal.h - what text.c, index.c and layout.c share; nobody else includes it. */
#ifndef TEXT_INTERNAL_H
#define TEXT_INTERNAL_H

#include <sys/stat.h>

#include "base/vec.h"
#include "text/text.h"

/* One stretch of the file in memory. */
struct window {
	size_t start, n;
	char *buf;
	size_t cap;
	unsigned long used; /* of the clock: the older one is read anew */
};

/* The index every INDEX_STEP bytes: what has been counted up to here. */
#define INDEX_STEP 65536
struct checkpoint {
	size_t byte, codepoints, u16, newlines;
};

struct layout_cache;

struct text {
	char *name;
	int fd;            /* -1: in memory */
	struct str memory;
	size_t skip;       /* bytes of the BOM in the file */
	size_t size;
	enum text_encoding enc;
	bool spooled;      /* fd is ours alone: it cannot change behind our back */
	struct stat st;
	struct window windows[2];
	unsigned long clock;
	VEC(struct checkpoint) index;
	struct checkpoint recent[4]; /* where offsets were last counted: a ring; without newlines */
	size_t next_recent;
	struct layout_cache *layout;
};

void layout_cache_free(struct layout_cache *c);

#endif
