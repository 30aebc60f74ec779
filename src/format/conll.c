/* conll.c - annotations as CoNLL-2002: a token and its IOB2 tag a line, a blank
 * between them, an empty line between paragraphs.
 *
 * One tag a token: of spans that overlap the first, and longest, counts. Tokens are cut
 * at white space, marks, behind an elision, and at the edges of spans, so that « l'ONU »
 * is two and no tag covers half a token. No token holds a blank.
 */
#include "base/utf8.h"
#include "format/writers.h"

struct cutter {
	const struct format_row *rows;
	size_t n, at; /* the row that is open or comes next */
	size_t end;   /* of the row that is open; 0: none */
	bool begun;   /* its B- is written */
};

/* Opens and closes spans at pos; the next edge behind it. */
static size_t edge(struct cutter *c, size_t pos)
{
	if (c->end > 0 && pos >= c->end)
		c->end = 0;
	while (c->end == 0 && c->at < c->n && c->rows[c->at].span.start < pos)
		c->at++; /* inside one that counted */
	if (c->end == 0 && c->at < c->n && c->rows[c->at].span.start == pos) {
		c->end = c->rows[c->at].span.end;
		c->begun = false;
	}
	return c->end > 0 ? c->end : c->at < c->n ? c->rows[c->at].span.start : SIZE_MAX;
}

static bool joins(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp) || cp_is_mark(cp);
}

/* Bytes of the token at pos, at most up to `limit`: a word with its apostrophe, or one mark. */
static size_t token(struct sv text, size_t pos, size_t limit)
{
	uint32_t cp, next;
	size_t n = utf8_decode(text.p + pos, text.n - pos, &cp), end = pos + n;
	while (joins(cp) && end < limit && end < text.n) {
		n = utf8_decode(text.p + end, text.n - end, &next);
		if (cp_is_apostrophe(next))
			return end + n;
		if (!joins(next))
			break;
		end += n;
	}
	return end;
}

static void put_token(struct cutter *c, struct sv word, struct str *out)
{
	str_add(out, word);
	if (c->end > 0) {
		str_adds(out, c->begun ? " I-" : " B-");
		for (const char *p = c->rows[c->at].tag; *p != '\0'; p++)
			str_addc(out, *p == ' ' || *p == '\t' || *p == '\n' ? '_' : *p);
		c->begun = true;
	} else {
		str_adds(out, " O");
	}
	str_addc(out, '\n');
}

void conll_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t, struct str *out)
{
	struct cutter c = { rows, n, 0, 0, false };
	struct sv text;
	char *bytes = text_read_all(t, &text);
	bool fresh = true; /* an empty line stands before */
	(void)doc;
	for (size_t pos = 0; pos < text.n;) {
		uint32_t cp;
		size_t next = edge(&c, pos), len = utf8_decode(text.p + pos, text.n - pos, &cp);
		if (cp_is_space(cp) || cp == 0 || cp == 0x200B) {
			if (cp == '\n' && !fresh && c.end == 0) {
				str_addc(out, '\n');
				fresh = true;
			}
			pos += len;
			continue;
		}
		size_t end = token(text, pos, next);
		put_token(&c, sv_cut(text, pos, end < next ? end : next), out);
		pos = end < next ? end : next;
		fresh = false;
	}
	if (!fresh)
		str_addc(out, '\n');
	free(bytes);
}
