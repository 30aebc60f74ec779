/* draw_panel.c - the panel above the status line (app/panel.h): a rule, then rows in
 * as many columns as fit; see draw.h. */
#include "app/panel.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/glyph.h"

#define COLUMN_MIN 38 /* of a key with its sentence */

struct grid {
	unsigned columns, width, rows; /* rows of the grid in sight */
	unsigned key_width;
	size_t lines;                  /* of the whole grid */
	size_t top;                    /* first line in sight */
};

static unsigned key_width(const struct panel *p, unsigned most)
{
	unsigned w = 0;

	for (size_t i = 0; i < p->rows.n; i++) {
		unsigned n = (unsigned)utf8_width(sv_of(p->rows.v[i].key));

		if (n > w)
			w = n;
	}
	return w < most ? w : most;
}

#define SMALL 60   /* columns below which the current row has its sentence under the rows */
#define SENTENCE 2 /* rows of it */

/* Is the sentence of the current row said under the rows, as it is cut in them? */
static bool sentence_under(const struct panel *p, unsigned w, size_t lines)
{
	return !p->verbatim && p->current < p->rows.n && p->rows.v[p->current].text &&
	       (w < SMALL || (!p->wide && p->rows.n > lines && w / COLUMN_MIN > 1));
}

/* A row a line, if two thirds of the screen hold them; more go side by side. */
static struct grid measure(const struct panel *p, unsigned w, unsigned h)
{
	unsigned most = panel_most(h);
	if (sentence_under(p, w, most) && most > SENTENCE + 2)
		most -= SENTENCE;
	struct grid g = { .columns = 1, .width = w, .key_width = key_width(p, w > 60 ? w / 3 : w / 2) };

	while (!p->wide && most > 0 && (size_t)g.columns * most < p->rows.n && g.columns < w / COLUMN_MIN)
		g.columns++;
	g.width = w / g.columns;
	g.lines = (p->rows.n + g.columns - 1) / g.columns;
	g.rows = g.lines < most ? (unsigned)g.lines : most;
	size_t line = p->current != NONE && g.lines > 0 ? p->current % g.lines : 0;
	if (line > 0 && line >= g.rows)
		g.top = line - g.rows + 1;
	return g;
}

static void draw_row(struct app *a, const struct panel *p, size_t i, const struct grid *g, unsigned x, unsigned y,
		     struct frame *f)
{
	const struct panel_row *r = &p->rows.v[i];
	bool current = i == p->current;
	enum role key = current ? ROLE_PANE_CURRENT : ROLE_KEY, text = current ? ROLE_PANE_CURRENT : ROLE_TEXT;
	struct str safe;
	unsigned used = g->key_width + 2, room = g->width - 2;

	if (current) {
		frame_fill(f, x, y, g->width, text);
		frame_put(f, x, y, glyph(a, GLYPH_ITEM), text, HUE_NONE);
	}
	str_init(&safe);
	utf8_printable(sv_of(r->key), &safe);
	frame_text(f, x + 1, y, r->text ? used - 2 : room, str_sv(&safe), key, HUE_NONE);
	if (r->text && used < room) {
		str_clear(&safe);
		utf8_printable(sv_of(r->text), &safe);
		frame_text(f, x + 1 + used, y, room - used, str_sv(&safe), text, HUE_NONE);
	}
	str_fini(&safe);
}

/* A sentence in two rows, broken between words. */
static void draw_sentence(const char *text, unsigned y, struct frame *f)
{
	struct sv rows[SENTENCE];
	struct str safe;

	str_init(&safe);
	utf8_printable(sv_of(text), &safe);
	size_t n = utf8_wrap(str_sv(&safe), f->w - 2, rows, SENTENCE);
	for (unsigned r = 0; r < SENTENCE; r++) {
		frame_fill(f, 0, y + r, f->w, ROLE_TEXT);
		if (r < n)
			frame_text(f, 1, y + r, f->w - 2, rows[r], ROLE_FAINT, HUE_NONE);
	}
	str_fini(&safe);
}

/* The rule carries the title, and how many rows are not in sight. */
static void draw_rule(struct app *a, const struct panel *p, const struct grid *g, unsigned y, struct frame *f)
{
	struct str s;

	for (unsigned x = 0; x < f->w; x++)
		frame_put(f, x, y, glyph(a, GLYPH_RULE), ROLE_BORDER, HUE_NONE);
	str_init(&s);
	if (p->title)
		str_addf(&s, " %s ", p->title);
	if (g->lines > g->rows)
		str_addf(&s, _(" %zu of %zu "), (size_t)g->rows * g->columns < p->rows.n ? (size_t)g->rows * g->columns : p->rows.n,
			 p->rows.n);
	frame_text(f, 1, y, f->w - 2, str_sv(&s), ROLE_PANE_GROUP, HUE_NONE);
	str_fini(&s);
}

void draw_panel(struct app *a, const struct geometry *g, struct frame *f)
{
	struct panel p;
	struct grid t;
	unsigned y;

	if (panel_make(a, &p)) {
		t = measure(&p, f->w, g->status_y);
		bool sentence = sentence_under(&p, f->w, t.rows) && g->status_y > t.rows + SENTENCE + 1;

		y = g->status_y - t.rows - (sentence ? SENTENCE : 0);
		if (sentence)
			draw_sentence(p.rows.v[p.current].text, g->status_y - SENTENCE, f);
		draw_rule(a, &p, &t, y - 1, f);
		for (unsigned r = 0; r < t.rows; r++) {
			frame_fill(f, 0, y + r, f->w, ROLE_TEXT);
			for (unsigned c = 0; c < t.columns; c++) {
				size_t i = c * t.lines + t.top + r;

				if (t.top + r < t.lines && i < p.rows.n)
					draw_row(a, &p, i, &t, c * t.width, y + r, f);
			}
		}
	}
	panel_fini(&p);
}
