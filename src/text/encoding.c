/* encoding.c - detection by BOM and by what is well-formed; conversion by iconv. */
#include "text/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

/* One row an encoding: shown name, iconv's name, bytes of a unit. */
static const struct {
	const char *name, *iconv;
	size_t unit;
} encodings[] = {
	[ENC_AUTO] = { "auto", NULL, 1 },
	[ENC_UTF8] = { "UTF-8", NULL, 1 },
	[ENC_UTF16LE] = { "UTF-16LE", "UTF-16LE", 2 },
	[ENC_UTF16BE] = { "UTF-16BE", "UTF-16BE", 2 },
	[ENC_LATIN1] = { "ISO-8859-1", "ISO-8859-1", 1 },
	[ENC_LATIN9] = { "ISO-8859-15", "ISO-8859-15", 1 },
	[ENC_CP1252] = { "Windows-1252", "CP1252", 1 },
};

const char *text_encoding_name(enum text_encoding enc)
{
	return encodings[enc].name;
}

bool text_encoding_parse(const char *name, enum text_encoding *enc)
{
	static const struct {
		const char *name;
		enum text_encoding enc;
	} also[] = { { "utf8", ENC_UTF8 },     { "utf-16", ENC_UTF16LE },    { "latin1", ENC_LATIN1 },
		     { "latin9", ENC_LATIN9 }, { "cp1252", ENC_CP1252 },     { "latin-1", ENC_LATIN1 },
		     { "latin-9", ENC_LATIN9 } };
	for (size_t i = 0; i < ARRAY_LEN(encodings); i++) {
		if (strcasecmp(name, encodings[i].name) == 0) {
			*enc = (enum text_encoding)i;
			return true;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(also); i++) {
		if (strcasecmp(name, also[i].name) == 0) {
			*enc = also[i].enc;
			return true;
		}
	}
	return false;
}

/* Zero bytes at even and at odd places: UTF-16 without BOM has nearly all of
 * one sort in Latin text. */
static bool looks_utf16(struct sv s, bool *big)
{
	size_t zero[2] = { 0, 0 };
	for (size_t i = 0; i < s.n; i++)
		zero[i & 1] += s.p[i] == '\0';
	size_t most = zero[0] > zero[1] ? zero[0] : zero[1];
	size_t least = zero[0] > zero[1] ? zero[1] : zero[0];
	*big = zero[0] > zero[1];
	return s.n >= 8 && s.n % 2 == 0 && most * 10 > s.n * 3 && least * 20 < most;
}

enum text_encoding encoding_detect(struct sv head, size_t *skip)
{
	size_t good = 0, bad = 0;
	bool big;
	*skip = 0;
	if (sv_starts(head, SV("\xEF\xBB\xBF"))) {
		*skip = 3;
		return ENC_UTF8;
	}
	if (sv_starts(head, SV("\xFF\xFE")))
		return ENC_UTF16LE;
	if (sv_starts(head, SV("\xFE\xFF")))
		return ENC_UTF16BE;
	for (size_t i = utf8_ascii_end(head, 0), n; i < head.n; i = utf8_ascii_end(head, i + n)) {
		uint32_t cp;
		n = utf8_decode(head.p + i, head.n - i, &cp);
		if (cp == CP_BAD && n < 3) /* U+FFFD itself takes three bytes */
			bad += head.n - i > 3 || head.n < ENCODING_PROBE;
		else
			good++;
	}
	if (memchr(head.p, '\0', head.n) != NULL)
		return looks_utf16(head, &big) ? (big ? ENC_UTF16BE : ENC_UTF16LE) : ENC_UTF8;
	/* One byte in ten may be wrong before a text that has UTF-8 in it is
	 * called something else: a broken UTF-8 file shows substitutes. */
	return bad > 0 && bad > good ? ENC_CP1252 : ENC_UTF8;
}

struct converter {
	iconv_t cd;
	size_t unit;
	FILE *out;
	char in[65536];
	size_t n;
};

/* Converts what is in the buffer; keeps an incomplete tail unless last. */
static bool convert(struct converter *c, bool last)
{
	char out[4096];
	char *in = c->in;
	size_t left = c->n;
	while (left > 0) {
		char *to = out;
		size_t room = sizeof out;
		size_t rc = iconv(c->cd, &in, &left, &to, &room);
		int why = errno;
		if (fwrite(out, 1, sizeof out - room, c->out) != sizeof out - room)
			return false;
		if (rc != (size_t)-1 || why == E2BIG)
			continue;
		if (why == EINVAL && !last)
			break;
		size_t step = left < c->unit ? left : c->unit; /* a wrong or cut unit */
		in += step;
		left -= step;
		if (fputs("\xEF\xBF\xBD", c->out) < 0)
			return false;
	}
	memmove(c->in, in, left);
	c->n = left;
	return true;
}

static bool convert_all(struct converter *c, int fd, off_t pos)
{
	for (;;) {
		ssize_t n = pread(fd, c->in + c->n, sizeof c->in - c->n, pos);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			return convert(c, true) && fflush(c->out) == 0;
		pos += n;
		c->n += (size_t)n;
		if (!convert(c, false))
			return false;
	}
}

int encoding_spool(int fd, enum text_encoding enc, const char *name, struct error *err)
{
	struct converter *c = xcalloc(1, sizeof *c);
	unsigned char bom[2] = { 0, 0 };
	int spool = -1;
	bool has_bom = encodings[enc].unit == 2 && pread(fd, bom, 2, 0) == 2 &&
		       ((bom[0] == 0xFF && bom[1] == 0xFE) || (bom[0] == 0xFE && bom[1] == 0xFF));
	if (has_bom)
		enc = bom[0] == 0xFF ? ENC_UTF16LE : ENC_UTF16BE;
	c->unit = encodings[enc].unit;
	c->cd = iconv_open("UTF-8", encodings[enc].iconv);
	c->out = tmpfile();
	if (c->cd == (iconv_t)-1 || c->out == NULL)
		error_errno(err, errno, _("%s: cannot convert from %s"), name, encodings[enc].name);
	else if (!convert_all(c, fd, has_bom ? 2 : 0))
		error_errno(err, errno, "%s", name);
	else
		spool = fcntl(fileno(c->out), F_DUPFD_CLOEXEC, 3);
	if (c->out != NULL)
		fclose(c->out);
	if (c->cd != (iconv_t)-1)
		iconv_close(c->cd);
	free(c);
	return spool;
}
