/* draw.c - the whole screen, and the article in it; see draw.h. */
#include "ui/draw.h"

#include <stdlib.h>
#include <string.h>

#include "app/hints.h"
#include "app/panes.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "app/select.h"
#include "app/status.h"
#include "ui/glyph.h"
#include "ui/theme.h"

static enum hue name_hue(const struct app *a, const char *name)
{
	static const struct {
		const char *tag;
		enum hue hue;
	} hues[] = {
		{ "PER", HUE_PER }, { "ORG", HUE_ORG }, { "LOC", HUE_LOC }, { "MISC", HUE_MISC },
	};
	const struct tag *t = a->o.tags ? tagset_find(a->o.tags, sv_of(name)) : NULL;

	if (t && t->colour && hue_parse(sv_of(t->colour)) != HUE_NONE)
		return hue_parse(sv_of(t->colour));
	for (size_t i = 0; i < ARRAY_LEN(hues); i++)
		if (strcmp(hues[i].tag, name) == 0)
			return hues[i].hue;
	return HUE_USER;
}

enum hue tag_hue(const struct app *a, enum kind kind, const char *tag)
{
	switch (kind) {
	case KIND_FIGURE:
		return HUE_FIGURE;
	case KIND_DATE:
		return HUE_DATE;
	case KIND_QUOTE:
		return HUE_QUOTE;
	default:
		return name_hue(a, tag);
	}
}

enum hue item_hue(const struct app *a, const struct item *it)
{
	return tag_hue(a, it->kind, it->tag);
}

/* How bytes look; the same for all of at. */
struct look {
	struct span at;
	enum role role;
	enum hue hue;
	bool nested;
};

struct paint {
	struct app *a;
	struct doc *d;
	const struct geometry *g;
	struct frame *f;
	size_t current;      /* item, NONE */
	pos_vec over;        /* items that hit the screen, in order */
	bool *shares;        /* of each of them: another of its class lies over it in part */
	VEC(struct span) hits; /* of the search */
	const struct text_parts *parts;
	struct span read;    /* the sentence or paragraph of the marker; empty: none */
	struct look run;     /* of the bytes looked at last */
};

static bool in_span(struct span s, size_t pos)
{
	return pos >= s.start && pos < s.end;
}


static size_t item_len(const struct item *it)
{
	return it->span.end - it->span.start;
}

/* Items that reach into [from, to). */
static void collect_items(struct paint *p, size_t from, size_t to)
{
	size_t i = view_item_from(p->d, from > p->d->longest ? from - p->d->longest : 0);

	for (; i < p->d->items.n && p->d->items.v[i].span.start < to; i++) {
		const struct item *it = &p->d->items.v[i];

		if (it->span.end > from && item_stops(it))
			vec_push(&p->over, i);
	}
}

/* Quotes and what stands in them are two classes: they look different anyway. */
static bool same_class(const struct item *a, const struct item *b)
{
	return (a->kind == KIND_QUOTE) == (b->kind == KIND_QUOTE);
}

static void find_shares(struct paint *p)
{
	const struct item *items = p->d->items.v;

	p->shares = xcalloc(p->over.n, sizeof *p->shares);
	for (size_t i = 0; i < p->over.n; i++) {
		const struct item *a = &items[p->over.v[i]];

		for (size_t k = i + 1; k < p->over.n && items[p->over.v[k]].span.start < a->span.end; k++)
			if (same_class(a, &items[p->over.v[k]]))
				p->shares[i] = p->shares[k] = true;
	}
}

static void collect_hits(struct paint *p, size_t from, size_t to)
{
	struct span hit;
	pos_vec at = { 0 };
	size_t next;

	if (!p->a->search || !p->a->search_marks || p->a->busy_shown)
		return;
	search_watch(p->a->search, NULL, NULL);
	search_scan(p->a->search, p->d->text, from > 200 ? from - 200 : 0, to, 2000, &at, &next);
	for (size_t i = 0; i < at.n; i++)
		if (search_next(p->a->search, p->d->text, at.v[i], &hit) && hit.start < to)
			vec_push(&p->hits, hit);
	vec_fini(&at);
}

static enum role item_role(const struct item *it, bool current)
{
	if (current && it->kind == KIND_QUOTE) /* a whole page may be one: no block of it */
		return it->a ? ROLE_CURRENT_ANNOTATED_QUOTE : ROLE_CURRENT_QUOTE;
	if (current)
		return it->a ? ROLE_CURRENT_ANNOTATION : ROLE_CURRENT;
	if (it->kind == KIND_QUOTE)
		return it->a ? ROLE_ANNOTATED_QUOTE : ROLE_SUGGESTED_QUOTE;
	return it->a ? ROLE_ANNOTATION : ROLE_SUGGESTION;
}

/* The look ends where the span begins or ends. */
static void look_clip(struct look *l, size_t pos, struct span s)
{
	size_t edge = pos < s.start ? s.start : s.end;

	if (edge > pos && edge < l->at.end)
		l->at.end = edge;
}

/* Of what is in no item. */
static enum role plain_role(const struct paint *p, size_t pos, struct look *l)
{
	const struct span parts[] = { p->parts->headline, p->parts->byline, p->parts->dateline, p->read };

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		look_clip(l, pos, parts[i]);
	return in_span(p->parts->headline, pos) ? ROLE_HEADLINE
	       : in_span(p->parts->byline, pos) || in_span(p->parts->dateline, pos) ? ROLE_DATELINE
	       : p->read.end > p->read.start && !in_span(p->read, pos) ? ROLE_FAINT : ROLE_TEXT;
}

/* The innermost item decides, the current one before the others. */
static enum role items_role(const struct paint *p, size_t pos, struct look *l)
{
	const struct item *best = NULL, *cur = NULL;
	unsigned layers[2] = { 0, 0 }; /* quotes; others */

	for (size_t i = 0; i < p->over.n; i++) {
		const struct item *it = &p->d->items.v[p->over.v[i]];

		look_clip(l, pos, it->span);
		if (it->span.start > pos)
			break;
		if (pos >= it->span.end)
			continue;
		if (p->over.v[i] == p->current)
			cur = it;
		layers[it->kind != KIND_QUOTE]++;
		if (!best || item_len(it) <= item_len(best))
			best = it;
	}
	if (cur && (best == cur || cur->kind != KIND_QUOTE || best->kind == KIND_QUOTE))
		best = cur;
	if (!best)
		return plain_role(p, pos, l);
	l->hue = item_hue(p->a, best);
	l->nested = layers[best->kind != KIND_QUOTE] % 2 == 0;
	return item_role(best, best == cur);
}

/* The look of the byte at pos: selection and matches before all. */
static const struct look *look_at(struct paint *p, size_t pos)
{
	struct look l = { .at = { pos, SIZE_MAX }, .hue = HUE_NONE };
	bool matches = false;

	if (in_span(p->run.at, pos))
		return &p->run;
	if (p->a->mode == MODE_SELECT)
		look_clip(&l, pos, p->d->sel);
	for (size_t i = 0; i < p->hits.n; i++) {
		look_clip(&l, pos, p->hits.v[i]);
		matches = matches || in_span(p->hits.v[i], pos);
	}
	if (p->a->mode == MODE_SELECT && in_span(p->d->sel, pos))
		l.role = ROLE_SELECTION;
	else
		l.role = matches ? ROLE_MATCH : items_role(p, pos, &l);
	p->run = l;
	return &p->run;
}

/* Marker of the current item, then the letters of the annotations that begin
 * on the row: more than two become +. */
static void draw_margin(struct paint *p, const struct row *r, unsigned y)
{
	unsigned x = p->g->text.x - MARGIN_W, n = 0;

	if (p->read.start < r->shown_end && p->read.end > r->bytes.start)
		frame_put(p->f, x, y, glyph(p->a, GLYPH_MARKER), ROLE_MARGIN, HUE_NONE);
	for (size_t i = 0; i < p->over.n; i++) {
		const struct item *it = &p->d->items.v[p->over.v[i]];
		char letter[1];

		if (it->span.start < r->bytes.start || it->span.start >= r->bytes.end)
			continue;
		if (p->over.v[i] == p->current)
			frame_put(p->f, x, y, glyph(p->a, GLYPH_ITEM), ROLE_MARGIN, HUE_NONE);
		if (!it->a)
			continue;
		letter[0] = item_letter(p->a, it);
		if (n < 2)
			frame_put(p->f, x + 1 + n, y, (struct sv){ letter, 1 }, ROLE_MARGIN,
				  item_hue(p->a, it));
		else
			frame_put(p->f, x + 2, y, SV("+"), ROLE_MARGIN, HUE_NONE);
		n++;
	}
}

static void draw_cluster(struct paint *p, const struct cluster *c, unsigned y)
{
	struct sv bytes = text_view(p->d->text, c->bytes.start, c->bytes.end - c->bytes.start);
	unsigned x = p->g->text.x + c->column;
	const struct look *look = look_at(p, c->bytes.start);
	enum role role = look->role;
	enum hue hue = look->hue;

	if (c->column >= p->g->text.w)
		return;
	bytes = sv_cut(bytes, 0, c->bytes.end - c->bytes.start);
	if (bytes.n == 1 && (bytes.p[0] == '\t' || bytes.p[0] == ' '))
		for (unsigned i = 0; i < c->width && c->column + i < p->g->text.w; i++)
			frame_put(p->f, x + i, y, SV(" "), role, hue);
	else
		frame_put(p->f, x, y, bytes, role, hue);
	if (c->hyphen)
		frame_put(p->f, x + c->width - 1, y, SV("-"), role, hue);
	if (in_span(p->parts->headline, c->bytes.start)) /* the mentions in it too */
		frame_look(p->f, x, y, c->width, LOOK_BOLD);
	if (look->nested)
		frame_look(p->f, x, y, c->width, LOOK_NESTED);
}

/* A bracket in a blank, which keeps its look. Column 0 is left of the text. */
static void put_bracket(struct paint *p, unsigned column, unsigned y, enum glyph g, const struct item *it)
{
	unsigned x = p->g->text.x + column - 1;
	struct cell *c = column <= p->g->text.w ? frame_cell(p->f, x, y) : NULL;
	unsigned role, look;

	if (!c || c->n != 1 || (c->cp[0] != ' ' && c->cp[0] != 0xA0 && c->cp[0] != 0x202F))
		return;
	role = c->role;
	look = c->look;
	frame_put(p->f, x, y, glyph(p->a, g), (enum role)role, item_hue(p->a, it));
	frame_look(p->f, x, y, 1, look | LOOK_BOLD);
}

/* Where mentions that overlap begin and end on the row, if a blank stands there. */
static void draw_brackets(struct paint *p, const struct row *r, const cluster_vec *cs, unsigned y)
{
	for (size_t i = 0; i < p->over.n; i++) {
		const struct item *it = &p->d->items.v[p->over.v[i]];
		bool begins = it->span.start >= r->bytes.start, ends = it->span.end <= r->shown_end;

		if (it->span.start >= r->shown_end)
			break;
		if (!p->shares[i] || it->span.end <= r->bytes.start)
			continue;
		for (size_t k = 0; k < cs->n; k++) {
			const struct cluster *c = &cs->v[k];

			if (begins && c->bytes.start == it->span.start)
				put_bracket(p, c->column, y, GLYPH_OPENS, it);
			if (ends && c->bytes.end == it->span.end)
				put_bracket(p, c->column + c->width + 1, y, GLYPH_CLOSES, it);
		}
	}
}

static void draw_row(struct paint *p, const struct layout_opts *o, const struct row *r, unsigned y)
{
	cluster_vec cs = { 0 };
	size_t caret = p->d->caret;
	unsigned x = 0;
	bool here = caret >= r->bytes.start &&
		    (caret < r->bytes.end ||
		     (caret == r->bytes.end && caret == text_size(p->d->text)));

	layout_clusters(p->d->text, o, r, &cs);
	for (size_t i = 0; i < cs.n; i++) {
		draw_cluster(p, &cs.v[i], y);
		if (caret >= cs.v[i].bytes.end)
			x = cs.v[i].column + cs.v[i].width;
		else if (caret >= cs.v[i].bytes.start)
			x = cs.v[i].column;
	}
	if (here)
		frame_cursor(p->f, p->g->text.x + (x < p->g->text.w ? x : p->g->text.w - 1), y);
	draw_margin(p, r, y);
	if (option_bool(p->a->o.options, OPT_BRACKETS))
		draw_brackets(p, r, &cs, y);
	vec_fini(&cs);
}

/* The letters over the first columns of what they lead to. */
static void draw_hints(struct paint *p)
{
	cluster_vec cs = { 0 };
	hint_vec hints = { 0 };
	struct sight s;
	size_t k = 0;

	hints_make(p->a, p->d, &hints);
	for (bool more = sight_first(p->a, p->d, &s); more; more = sight_next(p->d, &s)) {
		layout_clusters(p->d->text, &s.o, &s.row, &cs);
		for (size_t i = 0; i < cs.n && k < hints.n; i++) {
			for (; k < hints.n && hints.v[k].pos < cs.v[i].bytes.end; k++) {
				const char *label = hints.v[k].label;

				if (p->a->hand.hint && (label[0] != p->a->hand.hint || !label[1]))
					continue;
				frame_text(p->f, p->g->text.x + cs.v[i].column, p->g->text.y + s.y, 2,
					   sv_of(label), ROLE_HINT, HUE_NONE);
			}
		}
	}
	vec_fini(&cs);
	vec_fini(&hints);
}

/* What the marker says one reads. */
static struct span read_span(const struct app *a, struct doc *d)
{
	int marker = option_enum(a->o.options, OPT_MARKER);
	struct span at = { d->caret, d->caret + 1 };

	if (marker == 0 || !object_at(d, marker == 1 ? OBJECT_SENTENCE : OBJECT_PARAGRAPH, at, &at))
		return (struct span){ 0, 0 };
	return at;
}

/* What stands where there is no text. */
static const char *nothing(const struct doc *d)
{
	if (d->state == DOC_CONVERTING)
		return _("converting ...");
	return d->state == DOC_OPEN ? _("empty article") : d->failed ? d->failed : "";
}

void draw_article(struct app *a, struct doc *d, const struct geometry *g, struct frame *f)
{
	struct paint p = { .a = a, .d = d, .g = g, .f = f, .current = a->mode == MODE_SELECT ? NONE : status_shown(a, d),
			   .parts = view_parts(d), .read = read_span(a, d) };
	struct span at = { d->top, d->top };
	struct sight s;

	for (bool more = sight_first(a, d, &s); more; more = sight_next(d, &s))
		at.end = s.row.bytes.end;
	collect_items(&p, at.start, at.end);
	find_shares(&p);
	collect_hits(&p, at.start, at.end);
	for (bool more = sight_first(a, d, &s); more; more = sight_next(d, &s))
		draw_row(&p, &s.o, &s.row, g->text.y + s.y);
	if (a->hand.hinting)
		draw_hints(&p);
	if (g->map.h)
		draw_map(a, d, g, at, f);
	if (p.parts->blank)
		frame_text(f, g->text.x, 0, g->text.w, sv_of(nothing(d)), ROLE_FAINT, HUE_NONE);
	free(p.shares);
	vec_fini(&p.over);
	vec_fini(&p.hits);
}

static void draw_too_small(struct app *a, struct frame *f)
{
	struct str s;

	str_init(&s);
	str_addf(&s, _("Too small: %ux%u"), a->w, a->h);
	frame_text(f, 0, 0, f->w, str_sv(&s), ROLE_TEXT, HUE_NONE);
	str_clear(&s);
	str_addf(&s, _("needs %dx%d"), SCREEN_MIN_W, SCREEN_MIN_H);
	frame_text(f, 0, 1, f->w, str_sv(&s), ROLE_TEXT, HUE_NONE);
	str_fini(&s);
}

static void draw_border(struct app *a, const struct geometry *g, struct frame *f)
{
	for (unsigned y = 0; y < g->area.h; y++)
		frame_put(f, g->area.w, y, glyph(a, GLYPH_BORDER), ROLE_BORDER, HUE_NONE);
}

void frame_draw(struct app *a, struct frame *f, unsigned w, unsigned h)
{
	struct doc *d = app_doc(a);
	struct geometry g;

	if (w != a->w || h != a->h)
		app_resize(a, w, h);
	frame_reset(f, w, h);
	view_geometry(a, &g);
	if (g.too_small || !d) {
		if (w && h)
			draw_too_small(a, f);
		return;
	}
	if (g.side)
		draw_border(a, &g, f);
	if (g.article)
		draw_article(a, d, &g, f);
	for (int p = 0; p < PANE_COUNT; p++)
		if (g.pane[p].h)
			draw_pane(a, d, (enum pane)p, &g.pane[p], f);
	if (mode_is_list(app_focus(a)))
		draw_list(a, f);
	draw_panel(a, &g, f);
	draw_bars(a, d, &g, f);
}
