/* record.h - one operation as one line of the sidecar, and back.
 * The format is postil-sidecar(5).
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "annotate/book.h"

struct header {
	uint64_t digest;
	size_t length;
	const char *words; /* of the text (annotate/textwords.h); NULL: not kept */
};

/* How anchors name a text: the low half of its digest. */
uint32_t record_text(uint64_t digest);

/* Appends a whole line with its check value and newline. text: what TEXT_THIS
 * is; TEXT_UNKNOWN: not told. */
void record_write(const struct op *o, uint32_t text, struct str *out);
void header_write(const struct header *h, struct str *out);

enum record_type { RECORD_BAD, RECORD_OP, RECORD_HEADER };
/* Reads a line (without newline). Strings of *o and *h live in the arena. An
 * anchor that names no text is about TEXT_UNKNOWN. */
enum record_type record_read(struct sv line, struct op *o, struct header *h, struct arena *arena);

#endif
