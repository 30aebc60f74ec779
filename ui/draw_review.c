/* draw_review.c - the current case of a review below its list: both sides with
 * the words around them; see draw.h. */
#include "app/review.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/draw.h"

/* Where the pen is: cells of a box, from left to right and down. */
struct pen {
	struct frame *f;
	unsigned x, y, left, right, bottom;
};

/* Columns of the word that begins at i. */
static unsigned word_width(struct sv s, size_t i)
{
	size_t end = i;

	while (end < s.n && s.p[end] != ' ')
		end++;
	return (unsigned)utf8_width(sv_cut(s, i, end));
}

/* Writes s by whole clusters, going on in the next row at a blank where it can;
 * stops at the bottom. */
static void write(struct pen *p, struct sv s, enum role role, enum hue hue)
{
	char *starts = xcalloc(s.n + 1, 1);

	utf8_graphemes(s, starts);
	for (size_t i = 0, end; i < s.n; i = end) {
		for (end = i + 1; end < s.n && !starts[end];)
			end++;
		struct sv one = sv_cut(s, i, end);
		unsigned w = (unsigned)utf8_width(one);

		unsigned need = i > 0 && s.p[i - 1] == ' ' ? word_width(s, i) : w;

		if (p->x + w > p->right || (p->x + need > p->right && need <= p->right - p->left)) {
			p->x = p->left;
			p->y++;
		}
		if (p->y >= p->bottom)
			break;
		if (p->x == p->left && one.p[0] == ' ')
			continue;
		frame_put(p->f, p->x, p->y, one, role, hue);
		p->x += w;
	}
	free(starts);
}

/* The last part of s that takes at most `columns`, from a blank on. */
static struct sv tail(struct sv s, size_t columns)
{
	size_t i = s.n;

	while (i > 0) {
		uint32_t cp;
		size_t n = utf8_decode_back(s, i, &cp);

		if (utf8_width(sv_cut(s, i - n, s.n)) > columns)
			break;
		i -= n;
	}
	while (i > 0 && i < s.n && s.p[i - 1] != ' ')
		i++;
	while (i < s.n && s.p[i] == ' ')
		i++;
	return sv_cut(s, i, s.n);
}

static void draw_side(struct app *a, const struct review_case *c, int k, const struct box *b, struct frame *f)
{
	const struct review_side *s = &c->side[k];
	struct pen p = { f, b->x + 1, b->y, b->x + 1, b->x + b->w, b->y + b->h };
	size_t room = (size_t)(b->w - 1) * (b->h - 1), words = utf8_width(str_sv(&s->exact));
	struct str head;

	str_init(&head);
	str_addf(&head, "%s", review_side_name(a, k));
	unsigned n = frame_text(f, p.x, p.y, b->w - 1, str_sv(&head), ROLE_KEY, HUE_NONE);
	str_clear(&head);
	if (s->there) {
		str_addf(&head, "  %s", s->a.tag);
		for (int i = 0; i < ATTR_COUNT; i++)
			if (s->a.attr[i])
				str_addf(&head, "  %s=%s", attr_name((enum attr)i), s->a.attr[i]);
		if (s->a.note)
			str_addf(&head, "  « %s »", s->a.note);
	} else {
		str_addf(&head, "  —");
	}
	frame_text(f, p.x + n, p.y, b->w - 1 - n, str_sv(&head), ROLE_TEXT, s->there ? tag_hue(a, s->a.kind, s->a.tag) : HUE_NONE);
	str_fini(&head);
	p.y++;
	if (!s->there || b->h < 2)
		return;
	write(&p, tail(str_sv(&s->before), room > words ? (room - words) / 2 : 0), ROLE_FAINT, HUE_NONE);
	write(&p, SV("["), ROLE_TEXT, HUE_NONE);
	write(&p, str_sv(&s->exact), ROLE_CURRENT, HUE_NONE);
	write(&p, SV("]"), ROLE_TEXT, HUE_NONE);
	write(&p, str_sv(&s->after), ROLE_FAINT, HUE_NONE);
}

void draw_review(struct app *a, const struct box *area, struct frame *f)
{
	const struct review_case *c = review_current(a);
	unsigned rows = review_panel(a);

	if (!c || rows >= area->h)
		return;
	struct box b = { area->x, area->y + area->h - rows, area->w, rows };

	for (unsigned y = b.y; y < b.y + b.h; y++)
		frame_fill(f, b.x, y, b.w, ROLE_TEXT);
	if (rows % 2) { /* an odd number has room for a line */
		for (unsigned x = b.x; x < b.x + b.w; x++)
			frame_put(f, x, b.y, SV("─"), ROLE_BORDER, HUE_NONE);
		b.y++;
		b.h--;
	}
	b.h /= 2;
	if (c->same) {
		frame_text(f, b.x + 1, b.y, b.w - 1, sv_of(_("The annotations on which both agree; one key takes them all.")), ROLE_TEXT, HUE_NONE);
		return;
	}
	draw_side(a, c, 0, &b, f);
	b.y += b.h;
	draw_side(a, c, 1, &b, f);
}
