/* frame.c - see frame.h. */
#include "ui/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static const struct {
	char letter;
	const char *name;
} roles[] = {
#define X(id, l, n) { l, n },
	ROLE_TABLE(X)
#undef X
};

char role_letter(enum role r)
{
	return r < ROLE_COUNT ? roles[r].letter : '?';
}

const char *role_name(enum role r)
{
	return r < ROLE_COUNT ? roles[r].name : "?";
}

void frame_init(struct frame *f)
{
	memset(f, 0, sizeof *f);
}

void frame_fini(struct frame *f)
{
	free(f->cells);
	memset(f, 0, sizeof *f);
}

static const struct cell blank = { .cp = { ' ' }, .n = 1, .width = 1, .role = ROLE_TEXT };

void frame_reset(struct frame *f, unsigned w, unsigned h)
{
	if (w != f->w || h != f->h || !f->cells) {
		f->cells = xrealloc(f->cells, ((size_t)w * h + 1) * sizeof *f->cells);
		f->w = w;
		f->h = h;
	}
	for (size_t i = 0; i < (size_t)w * h; i++)
		f->cells[i] = blank;
	f->cursor_x = f->cursor_y = 0;
	f->cursor_shown = false;
}

struct cell *frame_cell(struct frame *f, unsigned x, unsigned y)
{
	return x < f->w && y < f->h ? &f->cells[(size_t)y * f->w + x] : NULL;
}

/* Whatever is overwritten by half becomes a blank. */
static void cell_clear(struct frame *f, unsigned x, unsigned y)
{
	struct cell *c = frame_cell(f, x, y);

	if (!c)
		return;
	if (c->width == 0 && x > 0) {
		struct cell *left = c - 1;
		uint8_t role = left->role;

		*left = blank;
		left->role = role;
	}
	if (c->width == 2 && x + 1 < f->w)
		c[1] = blank;
	*c = blank;
}

void frame_put(struct frame *f, unsigned x, unsigned y, struct sv s, enum role role, enum hue hue)
{
	if (s.n == 1 && s.p[0] >= ' ' && s.p[0] < 0x7F && x < f->w && y < f->h) { /* most of them */
		cell_clear(f, x, y);
		f->cells[(size_t)y * f->w + x] = (struct cell){ .cp = { (unsigned char)s.p[0] }, .n = 1, .width = 1,
								.role = (uint8_t)role, .hue = (uint8_t)hue };
		return;
	}
	struct cell c = { .n = 0, .width = 1, .role = (uint8_t)role, .hue = (uint8_t)hue };
	size_t at = 0;

	while (at < s.n && c.n < CELL_CPS) {
		uint32_t cp;
		size_t len = utf8_decode(s.p + at, s.n - at, &cp);

		at += len;
		if (cp == 0xAD && c.n > 0) /* shows at the end of a row only, as a hyphen */
			continue;
		if (cp_is_unsafe(cp) || cp == 0 || (cp == CP_BAD && len != 3)) {
			if (c.n == 0) {
				c.cp[c.n++] = CP_BAD;
				c.role = role == ROLE_TEXT ? ROLE_UNSAFE : (uint8_t)role;
			}
			continue;
		}
		if (c.n == 0) {
			if (cp_width(cp) == 0)
				c.cp[c.n++] = ' '; /* a mark without a letter stands on a blank */
			else
				c.width = (uint8_t)cp_width(cp);
			c.cp[c.n++] = cp;
		} else if (cp_is_mark(cp) && cp_width(cp) == 0) {
			c.cp[c.n++] = cp;
		}
	}
	if (c.n == 0)
		c.cp[c.n++] = ' ';
	if (x >= f->w || y >= f->h)
		return;
	if (c.width == 2 && x + 1 >= f->w)
		c = (struct cell){ .cp = { ' ' }, .n = 1, .width = 1, .role = (uint8_t)role };
	cell_clear(f, x, y);
	f->cells[(size_t)y * f->w + x] = c;
	if (c.width == 2) {
		cell_clear(f, x + 1, y);
		f->cells[(size_t)y * f->w + x + 1] =
			(struct cell){ .width = 0, .role = (uint8_t)role, .hue = (uint8_t)hue };
	}
}

/* The bytes of the next cluster of a string of the program's own or a name:
 * a base and the marks behind it. */
static size_t next_cluster(struct sv s, size_t at, unsigned *width)
{
	uint32_t cp;
	size_t end = at + utf8_decode(s.p + at, s.n - at, &cp);

	*width = cp_is_unsafe(cp) || cp_width(cp) < 2 ? 1 : 2;
	while (end < s.n) {
		size_t len = utf8_decode(s.p + end, s.n - end, &cp);

		if (!cp_is_mark(cp) || cp_width(cp) != 0)
			break;
		end += len;
	}
	return end;
}

unsigned frame_text(struct frame *f, unsigned x, unsigned y, unsigned max, struct sv s,
		    enum role role, enum hue hue)
{
	unsigned used = 0;
	size_t at = 0;

	if (x >= f->w || max == 0)
		return 0;
	if (max > f->w - x)
		max = f->w - x;
	while (at < s.n) {
		unsigned width;
		size_t end = next_cluster(s, at, &width);

		/* the last column is kept for … unless everything ends in it */
		if (used + width > max || (used + width == max && end < s.n)) {
			frame_put(f, x + used, y, SV("…"), role, hue);
			return used + 1;
		}
		/* newlines and tabs of names and contexts are blanks here */
		if (s.p[at] == '\n' || s.p[at] == '\t' || s.p[at] == '\r')
			frame_put(f, x + used, y, SV(" "), role, hue);
		else
			frame_put(f, x + used, y, sv_cut(s, at, end), role, hue);
		used += width;
		at = end;
	}
	return used;
}

void frame_fill(struct frame *f, unsigned x, unsigned y, unsigned n, enum role role)
{
	for (unsigned i = 0; i < n && x + i < f->w; i++)
		frame_put(f, x + i, y, SV(" "), role, HUE_NONE);
}

void frame_paint(struct frame *f, unsigned x, unsigned y, unsigned n, enum role role, enum hue hue)
{
	for (unsigned i = 0; i < n; i++) {
		struct cell *c = frame_cell(f, x + i, y);

		if (!c)
			return;
		c->role = (uint8_t)role;
		c->hue = (uint8_t)hue;
	}
}

void frame_look(struct frame *f, unsigned x, unsigned y, unsigned n, unsigned look)
{
	for (unsigned i = 0; i < n; i++) {
		struct cell *c = frame_cell(f, x + i, y);

		if (c)
			c->look |= (uint8_t)look;
	}
}

void frame_cursor(struct frame *f, unsigned x, unsigned y)
{
	f->cursor_x = x < f->w ? x : f->w ? f->w - 1 : 0;
	f->cursor_y = y < f->h ? y : f->h ? f->h - 1 : 0;
	f->cursor_shown = true;
}

static void row_text(const struct frame *f, unsigned y, bool plain, struct str *out)
{
	unsigned end = f->w;
	const struct cell *row = &f->cells[(size_t)y * f->w];

	while (plain && end > 0 && row[end - 1].n == 1 && row[end - 1].cp[0] == ' ')
		end--;
	for (unsigned x = 0; x < end; x++)
		for (unsigned i = 0; i < row[x].n; i++)
			str_add_cp(out, row[x].cp[i]);
}

void frame_dump(const struct frame *f, bool plain, bool with_roles, struct str *out)
{
	for (unsigned y = 0; y < f->h; y++) {
		if (!plain)
			str_addc(out, '|');
		row_text(f, y, plain, out);
		str_adds(out, plain ? "\n" : "|\n");
	}
	if (!with_roles)
		return;
	if (f->cursor_shown)
		str_addf(out, "cursor %u,%u\n", f->cursor_x, f->cursor_y);
	else
		str_adds(out, "cursor hidden\n");
	for (unsigned y = 0; y < f->h; y++) {
		str_addc(out, '|');
		for (unsigned x = 0; x < f->w; x++)
			str_addc(out, role_letter(f->cells[(size_t)y * f->w + x].role));
		str_adds(out, "|\n");
	}
}
