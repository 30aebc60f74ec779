/* record.h - one operation as one line of the sidecar, and back.
 * The format is postil-sidecar(5).
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "annotate/book.h"

struct header {
	uint64_t digest;
	size_t length;
};

/* Appends a whole line with its check value and newline. */
void record_write(const struct op *o, struct str *out);
void header_write(const struct header *h, struct str *out);

enum record_type { RECORD_BAD, RECORD_OP, RECORD_HEADER };
/* Reads a line (without newline). Strings of *o live in the arena. */
enum record_type record_read(struct sv line, struct op *o, struct header *h, struct arena *arena);

#endif
