/* index.c - offsets and lines: a checkpoint every INDEX_STEP bytes, made as
 * far as somebody asks; 1 GB takes half a megabyte. */
#include <string.h>

#include "base/utf8.h"
#include "text/internal.h"

static size_t count_byte(struct sv s, char c)
{
	size_t n = 0;
	for (const char *p = s.p, *end = s.p + s.n; p < end; n++) {
		p = memchr(p, c, (size_t)(end - p));
		if (p == NULL)
			break;
		p++;
	}
	return n;
}

/* Moves c, but for its newlines, behind s. */
static void count(struct checkpoint *c, struct sv s)
{
	size_t u16;
	c->byte += s.n;
	c->codepoints += utf8_count_both(s, &u16);
	c->u16 += u16;
}

/* Bytes from pos, at least `least` where there are so many, that end where a code point does. */
static struct sv whole_view(struct text *t, size_t pos, size_t least)
{
	struct sv s = text_view(t, pos, least + 4);
	size_t n = s.n < least ? s.n : least;
	/* Back to the start of a sequence that the cut would split. */
	for (size_t k = 1; k <= 3 && k < n && n < s.n; k++) {
		unsigned char b = (unsigned char)s.p[n - k];
		uint32_t cp;
		if (b >= 0xC0) {
			if (utf8_decode(s.p + n - k, s.n - (n - k), &cp) > k)
				n -= k;
			break;
		}
		if (b < 0x80)
			break;
	}
	return sv_cut(s, 0, n);
}

/* One more checkpoint; false at the end of the text. */
static bool grow(struct text *t)
{
	struct checkpoint c = { 0 };
	if (t->index.n > 0)
		c = t->index.v[t->index.n - 1];
	else
		vec_push(&t->index, c);
	struct sv s = whole_view(t, c.byte, INDEX_STEP);
	if (s.n == 0)
		return false;
	count(&c, s);
	c.newlines += count_byte(s, '\n');
	vec_push(&t->index, c);
	return true;
}

static size_t field(const struct checkpoint *c, int what)
{
	return what == 0 ? c->byte : what == 1 ? c->codepoints : what == 2 ? c->u16 : c->newlines;
}

/* The last checkpoint whose field is at most `want`. */
static const struct checkpoint *before(struct text *t, int what, size_t want)
{
	while (t->index.n == 0 || field(&t->index.v[t->index.n - 1], what) <= want) {
		if (!grow(t))
			break;
	}
	size_t lo = 0, hi = t->index.n;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (field(&t->index.v[mid], what) <= want)
			lo = mid;
		else
			hi = mid;
	}
	return &t->index.v[lo];
}

size_t text_offset(struct text *t, size_t byte, enum offset_unit unit)
{
	if (byte > t->size)
		byte = t->size;
	if (unit == OFFSET_BYTE)
		return byte;
	struct checkpoint c = t->recent[0];
	for (size_t i = 1; i < ARRAY_LEN(t->recent); i++) { /* spans come nearly in order */
		if (t->recent[i].byte <= byte && (t->recent[i].byte > c.byte || c.byte > byte))
			c = t->recent[i];
	}
	if (c.byte > byte || byte - c.byte > INDEX_STEP)
		c = *before(t, 0, byte);
	struct sv s = text_view(t, c.byte, byte - c.byte + 1), next = sv_cut(s, byte - c.byte, s.n);
	count(&c, sv_cut(s, 0, byte - c.byte));
	if (next.n == 0 || ((unsigned char)next.p[0] & 0xC0) != 0x80) /* not inside a sequence */
		t->recent[t->next_recent++ % ARRAY_LEN(t->recent)] = c;
	return unit == OFFSET_UTF16 ? c.u16 : c.codepoints;
}

size_t text_byte(struct text *t, size_t offset, enum offset_unit unit)
{
	if (unit == OFFSET_BYTE)
		return offset < t->size ? offset : t->size;
	struct checkpoint c = *before(t, unit == OFFSET_UTF16 ? 2 : 1, offset);
	size_t at = unit == OFFSET_UTF16 ? c.u16 : c.codepoints;
	struct sv s = text_view(t, c.byte, INDEX_STEP + 8);
	size_t i = 0;
	while (i < s.n && at < offset) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		at += unit == OFFSET_UTF16 && cp >= 0x10000 ? 2 : 1;
	}
	return c.byte + i;
}

size_t text_line_at(struct text *t, size_t number)
{
	if (number <= 1)
		return 0;
	struct checkpoint c = *before(t, 3, number - 2);
	size_t left = number - 1 - c.newlines, at = c.byte;
	while (left > 0) {
		size_t end = text_line_end(t, at);
		if (end >= t->size)
			return text_line_start(t, t->size);
		at = end + 1;
		left--;
	}
	return at;
}

/* ---- lines ---- */

size_t text_line_start_within(struct text *t, size_t pos, size_t max)
{
	size_t stop = pos > max ? pos - max : 0;
	while (pos > stop) {
		size_t from = pos - stop > INDEX_STEP / 4 ? pos - INDEX_STEP / 4 : stop;
		struct sv s = text_view(t, from, pos - from);
		const char *nl = s.n > 0 ? memrchr(s.p, '\n', s.n) : NULL;
		if (nl != NULL)
			return from + (size_t)(nl - s.p) + 1;
		pos = from;
	}
	return stop;
}

size_t text_line_end_within(struct text *t, size_t pos, size_t max)
{
	size_t stop = max < t->size - (pos < t->size ? pos : t->size) ? pos + max : t->size;
	while (pos < stop) {
		size_t n = stop - pos < INDEX_STEP / 4 ? stop - pos : INDEX_STEP / 4;
		struct sv s = text_view(t, pos, n);
		const char *nl = s.n > 0 ? memchr(s.p, '\n', s.n) : NULL;
		if (nl != NULL)
			return pos + (size_t)(nl - s.p);
		if (s.n == 0)
			return stop;
		pos += s.n;
	}
	return stop;
}

size_t text_line_start(struct text *t, size_t pos)
{
	return text_line_start_within(t, pos < t->size ? pos : t->size, SIZE_MAX);
}

size_t text_line_end(struct text *t, size_t pos)
{
	return text_line_end_within(t, pos, SIZE_MAX);
}
