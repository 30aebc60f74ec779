/* error.c - filling struct error; see error.h. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Names and messages come from outside: control characters become '?', and a
 * cut in the middle of a UTF-8 sequence is taken back to its start. */
static void make_safe(char *msg, size_t cap)
{
	struct str s;
	str_init(&s);
	utf8_printable(sv_of(msg), &s);
	size_t n = s.n < cap - 1 ? s.n : cap - 1;
	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	memcpy(msg, s.p, n);
	msg[n] = '\0';
	str_fini(&s);
}

bool error_set(struct error *err, enum error_code code, const char *fmt, ...)
{
	if (err == NULL)
		return false;
	va_list ap;
	va_start(ap, fmt);
	err->code = code;
	vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	make_safe(err->msg, sizeof err->msg);
	return false;
}

bool error_errno(struct error *err, int errnum, const char *fmt, ...)
{
	if (err == NULL)
		return false;
	va_list ap;
	va_start(ap, fmt);
	err->code = ERR_IO;
	int n = vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof err->msg)
		snprintf(err->msg + n, sizeof err->msg - (size_t)n, ": %s", strerror(errnum));
	make_safe(err->msg, sizeof err->msg);
	return false;
}
