/* encoding.h - what encoding a text is in, and turning it into UTF-8. */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include "text/text.h"

#define ENCODING_PROBE 65536 /* bytes looked at */

/* Guesses from the first bytes; *skip becomes the length of a UTF-8 BOM. */
enum text_encoding encoding_detect(struct sv head, size_t *skip);
/* Converts all of fd into an unlinked temporary file and returns that, -1
 * with *err. What cannot be converted becomes U+FFFD. */
int encoding_spool(int fd, enum text_encoding enc, const char *name, struct error *err);

#endif
