/* text.h - the article: bytes on demand, decoded, never written.
 *
 * A text is read-only and may be of any size: regular files come by pread
 * through a block cache (never mmap: a truncated file must not kill the
 * reader), everything else (pipe, converted encoding) is spooled first. All
 * positions are bytes of the UTF-8 text behind its BOM; byte 0 is the first
 * byte of the article. Ill-formed bytes and NUL are kept as they are.
 *
 * text_read may be called from any thread; the rest from one thread only.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

struct text;

enum text_encoding {
	ENC_AUTO, /* UTF-8; else by BOM; else Windows-1252 for ill-formed text without NUL */
	ENC_UTF8,
	ENC_UTF16LE,
	ENC_UTF16BE,
	ENC_LATIN1,
	ENC_LATIN9,
	ENC_CP1252
};

/* "-" is standard input. Directories, devices and (unless force) FIFOs are
 * refused at once. NULL and *err on failure. */
struct text *text_open(const char *path, enum text_encoding enc, struct error *err);
/* Is there a regular file that may be read? What text_open says at first, without opening. */
bool text_may_open(const char *path, struct error *err);
/* Copies n bytes: for tests and for standard input read elsewhere. */
struct text *text_from_memory(const char *name, struct sv bytes);
void text_close(struct text *t);

enum text_encoding text_encoding(const struct text *t);
const char *text_encoding_name(enum text_encoding enc);
bool text_encoding_parse(const char *name, enum text_encoding *enc);
size_t text_size(const struct text *t);            /* bytes */
/* Copies at most n bytes from pos; returns how many (short at the end, or
 * where the file has been truncated since). */
size_t text_read(const struct text *t, size_t pos, char *buf, size_t n);
/* Borrowed view of at least 1 and at most n bytes at pos through the cache;
 * alive until the next call on t. Empty at the end. */
struct sv text_view(struct text *t, size_t pos, size_t n);
/* Has the file on disk changed (grown, shrunk, replaced, gone) since it was
 * opened? One fstat and one stat. */
enum text_fate { TEXT_SAME, TEXT_CHANGED, TEXT_GONE };
enum text_fate text_fate(const struct text *t);
/* XXH3-64 of all bytes. */
uint64_t text_digest(const struct text *t);
/* The same of a struct text *, for those who call back. */
uint64_t text_digest_of(void *text);
/* All bytes in memory, to be freed by the caller; *out is what was read of them. */
char *text_read_all(const struct text *t, struct sv *out);

/* ---- offsets: the sparse index, grown as far as it is asked for ---- */
enum offset_unit { OFFSET_BYTE, OFFSET_CODEPOINT, OFFSET_UTF16 };
size_t text_offset(struct text *t, size_t byte, enum offset_unit unit);     /* byte -> unit */
size_t text_byte(struct text *t, size_t offset, enum offset_unit unit);     /* unit -> byte */

/* ---- lines and paragraphs (a paragraph is what stands between newlines) ---- */
size_t text_line_start(struct text *t, size_t pos); /* of the line that holds pos */
size_t text_line_end(struct text *t, size_t pos);   /* before its newline, or text_size */
size_t text_line_at(struct text *t, size_t number);  /* byte where line `number` starts */
/* The same, bounded: looks at most max bytes away (one line of 100 MB). */
size_t text_line_start_within(struct text *t, size_t pos, size_t max);
size_t text_line_end_within(struct text *t, size_t pos, size_t max);

#endif
