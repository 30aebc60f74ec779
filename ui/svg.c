/* svg.c - a frame as an SVG picture, for the manual and the README. */
#include "ui/theme.h"

#define CELL_W 8.4
#define CELL_H 18

static void add_escaped(struct str *out, const struct cell *c)
{
	for (unsigned i = 0; i < c->n; i++) {
		switch (c->cp[i]) {
		case ' ': /* plain ones are taken together, whatever one asks for */
			str_adds(out, "&#160;");
			break;
		case '<':
			str_adds(out, "&lt;");
			break;
		case '>':
			str_adds(out, "&gt;");
			break;
		case '&':
			str_adds(out, "&amp;");
			break;
		default:
			str_addf(out, "&#%u;", c->cp[i]);
		}
	}
}

struct picture {
	const struct frame *f;
	const struct theme *t;
	uint32_t ink, paper; /* 0xRRGGBB */
	struct str *out;
};

static bool is_blank(const struct cell *c)
{
	return c->n == 1 && c->cp[0] == ' ';
}

/* Cells of one look next to each other are one run. */
static void add_run(const struct picture *p, unsigned y, unsigned from, unsigned to)
{
	const struct frame *f = p->f;
	struct str *out = p->out;
	struct style s = theme_style(p->t, &f->cells[(size_t)y * f->w + from]);
	uint32_t ink = s.fg.set ? s.fg.rgb : p->ink, paper = s.bg.set ? s.bg.rgb : p->paper;
	unsigned look = s.look;

	if (look & LOOK_REVERSE) {
		uint32_t swap = ink;

		ink = paper;
		paper = swap;
	}
	if (paper != p->paper)
		str_addf(out, "<rect x=\"%.1f\" y=\"%u\" width=\"%.1f\" height=\"%d\" fill=\"#%06x\"%s/>\n",
			 from * CELL_W + 8, y * CELL_H + 8, (to - from) * CELL_W, CELL_H, paper,
			 look & LOOK_DIM ? " opacity=\"0.65\"" : "");
	while (!(look & LOOK_UNDERLINE) && from < to && is_blank(&f->cells[(size_t)y * f->w + from]))
		from++;
	while (!(look & LOOK_UNDERLINE) && to > from && is_blank(&f->cells[(size_t)y * f->w + to - 1]))
		to--;
	if (from == to)
		return;
	str_addf(out, "<text x=\"%.1f\" y=\"%u\" fill=\"#%06x\"%s%s%s%s textLength=\"%.1f\">",
		 from * CELL_W + 8, y * CELL_H + 21, ink,
		 look & LOOK_BOLD ? " font-weight=\"bold\"" : "",
		 look & LOOK_ITALIC ? " font-style=\"italic\"" : "",
		 look & LOOK_UNDERLINE ? " text-decoration=\"underline\"" : "",
		 look & LOOK_DIM ? " opacity=\"0.65\"" : "", (to - from) * CELL_W);
	for (unsigned x = from; x < to; x++)
		add_escaped(out, &f->cells[(size_t)y * f->w + x]);
	str_adds(out, "</text>\n");
}

void frame_svg(const struct frame *f, const struct theme *t, bool light, struct str *out)
{
	struct picture p = { f, t, light ? 0x24292e : 0xd8dee9, light ? 0xffffff : 0x1e222a, out };

	str_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%u\" "
		 "font-family=\"DejaVu Sans Mono, monospace\" font-size=\"14\">\n"
		 "<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"#%06x\"/>\n",
		 f->w * CELL_W + 16, f->h * CELL_H + 16, p.paper);
	for (unsigned y = 0; y < f->h; y++) {
		const struct cell *row = &f->cells[(size_t)y * f->w];

		for (unsigned x = 0, to; x < f->w; x = to) {
			for (to = x + 1; to < f->w && row[to].role == row[x].role &&
					 row[to].hue == row[x].hue && row[to].look == row[x].look;
			     to++)
				continue;
			add_run(&p, y, x, to);
		}
	}
	str_adds(out, "</svg>\n");
}
