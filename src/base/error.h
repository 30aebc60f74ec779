/* error.h - how a failure travels: what, where and why, in the user's language.
 *
 * Not for bugs (assert) and not for lack of memory (mem.h). A function that
 * can fail returns false or NULL and fills the caller's struct error; the
 * idiom is  return error_set(err, ERR_IO, _("%s: ..."), name);
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

enum error_code {
	ERR_NONE = 0,
	ERR_USAGE,  /* the command or the setting makes no sense: exit status 2 */
	ERR_IO,     /* the system refused: errno is in the message */
	ERR_FORMAT, /* a file is not what it should be: the line is in the message */
	ERR_LOCKED, /* somebody else writes this sidecar */
	ERR_LIMIT,  /* too large, too long, too many */
	ERR_STATE   /* not possible now: nothing to undo, read-only ... */
};

struct error {
	enum error_code code;
	char msg[512]; /* one line, UTF-8, no newline; untrusted bytes already made safe */
};

/* Fills err (which may be NULL) and returns false. */
bool error_set(struct error *err, enum error_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, with ": " and strerror(errnum) behind; code is ERR_IO. */
bool error_errno(struct error *err, int errnum, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
