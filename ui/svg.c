/* svg.c - a frame as an SVG picture, for the manual and the README. */
#include "ui/frame.h"
#include "ui/theme.h"

#define CELL_W 8.4
#define CELL_H 18

static void add_escaped(struct str *out, const struct cell *c)
{
	for (unsigned i = 0; i < c->n; i++) {
		switch (c->cp[i]) {
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

/* Cells of one look next to each other are one run. */
static void add_run(struct str *out, const struct frame *f, unsigned y, unsigned from, unsigned to)
{
	const struct cell *c = &f->cells[(size_t)y * f->w + from];
	unsigned look = theme_look((enum role)c->role) | c->look;
	const char *hex = theme_hex(c->hue ? (enum hue)c->hue : theme_role_hue((enum role)c->role));
	const char *ink = *hex ? hex : "#d8dee9";
	bool blank = true;

	if (look & LOOK_REVERSE)
		str_addf(out, "<rect x=\"%.1f\" y=\"%u\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
			 from * CELL_W + 8, y * CELL_H + 8, (to - from) * CELL_W, CELL_H, ink);
	for (unsigned x = from; x < to; x++)
		blank = blank && (f->cells[(size_t)y * f->w + x].n == 0 ||
				  f->cells[(size_t)y * f->w + x].cp[0] == ' ');
	if (blank)
		return;
	str_addf(out, "<text x=\"%.1f\" y=\"%u\" fill=\"%s\"%s%s%s%s textLength=\"%.1f\">",
		 from * CELL_W + 8, y * CELL_H + 21, look & LOOK_REVERSE ? "#1e222a" : ink,
		 look & LOOK_BOLD ? " font-weight=\"bold\"" : "",
		 look & LOOK_ITALIC ? " font-style=\"italic\"" : "",
		 look & LOOK_UNDERLINE ? " text-decoration=\"underline\"" : "",
		 look & LOOK_DIM ? " opacity=\"0.65\"" : "", (to - from) * CELL_W);
	for (unsigned x = from; x < to; x++)
		add_escaped(out, &f->cells[(size_t)y * f->w + x]);
	str_adds(out, "</text>\n");
}

void frame_svg(const struct frame *f, struct str *out)
{
	str_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%u\" "
		 "font-family=\"monospace\" font-size=\"14\" xml:space=\"preserve\">\n"
		 "<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"#1e222a\"/>\n",
		 f->w * CELL_W + 16, f->h * CELL_H + 16);
	for (unsigned y = 0; y < f->h; y++) {
		const struct cell *row = &f->cells[(size_t)y * f->w];

		for (unsigned x = 0, to; x < f->w; x = to) {
			for (to = x + 1; to < f->w && row[to].role == row[x].role &&
					 row[to].hue == row[x].hue && row[to].look == row[x].look;
			     to++)
				continue;
			add_run(out, f, y, x, to);
		}
	}
	str_adds(out, "</svg>\n");
}
