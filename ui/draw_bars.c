/* draw_bars.c - the status line, and the line below it: prompt, message,
 * keys that may follow, or what is under the caret; see draw.h. */
#include "app/prompt.h"
#include "app/review.h"
#include "app/status.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/draw.h"

static unsigned put(struct frame *f, unsigned x, unsigned y, unsigned end, const struct str *s,
		    enum role role)
{
	if (x >= end || s->n == 0)
		return x;
	return x + frame_text(f, x, y, end - x, str_sv(s), role, HUE_NONE);
}

static unsigned width_of(const struct str *s)
{
	return s->n ? (unsigned)utf8_width(str_sv(s)) + 2 : 0;
}

/* Left: mode, name. Right: keys, match, decided, place, state; what does not fit
 * goes in this order: state, place. */
static void draw_status(struct app *a, struct doc *d, unsigned y, struct frame *f)
{
	struct status_line s;
	const struct str *right[5];
	unsigned x, used = 0, n = 0, room;

	status_init(&s);
	status_make(a, d, &s);
	frame_fill(f, 0, y, f->w, ROLE_STATUS);
	frame_put(f, 0, y, SV(" "), ROLE_STATUS_MODE, HUE_NONE);
	x = put(f, 1, y, f->w, &s.mode, ROLE_STATUS_MODE);
	frame_put(f, x++, y, SV(" "), ROLE_STATUS_MODE, HUE_NONE);
	x++;
	room = f->w > x + 10 ? f->w - x - 10 : 0; /* the name keeps ten columns */
	right[n++] = &s.keys;
	right[n++] = &s.match;
	used += width_of(&s.keys) + width_of(&s.match);
	if (used + width_of(&s.decided) <= room) {
		right[n++] = &s.decided;
		used += width_of(&s.decided);
	}
	if (used + width_of(&s.place) <= room) {
		right[n++] = &s.place;
		used += width_of(&s.place);
	}
	if (used + width_of(&s.state) <= room) {
		right[n++] = &s.state;
		used += width_of(&s.state);
	}
	put(f, x, y, f->w > used + 1 ? f->w - used - 1 : x, &s.name, ROLE_STATUS);
	x = f->w > used ? f->w - used : 0;
	for (unsigned i = 0; i < n; i++) {
		put(f, x + 1, y, f->w, right[i], ROLE_STATUS);
		x += width_of(right[i]);
	}
	status_fini(&s);
}

static void draw_prompt(struct app *a, unsigned y, struct frame *f)
{
	struct prompt *p = &a->prompt;
	struct sv line = str_sv(&p->line);
	struct str lead;
	size_t from = 0, at = p->at;
	unsigned x, room;

	str_init(&lead);
	prompt_lead(p, &lead);
	x = frame_text(f, 0, y, f->w / 2, str_sv(&lead), ROLE_KEY, HUE_NONE);
	room = f->w > x + 1 ? f->w - x - 1 : 1;
	str_fini(&lead);

	/* the caret stays in sight: cut at the left by whole characters */
	while (utf8_width(sv_cut(line, from, at)) >= room) {
		uint32_t cp;

		from += utf8_decode(line.p + from, line.n - from, &cp);
	}
	frame_text(f, x, y, room + 1, sv_cut(line, from, line.n),
		   p->fresh && p->kind == PROMPT_FIELD ? ROLE_SELECTION : ROLE_TEXT, HUE_NONE);
	frame_cursor(f, x + (unsigned)utf8_width(sv_cut(line, from, at)), y);
}

void draw_bars(struct app *a, struct doc *d, const struct geometry *g, struct frame *f)
{
	struct str s;

	draw_status(a, d, g->status_y, f);
	if (a->busy_shown) {
		str_init(&s);
		str_addf(&s, _("searching: %u%%; Esc stops it"), a->busy_percent);
		frame_text(f, 0, g->message_y, f->w, str_sv(&s), ROLE_MESSAGE, HUE_NONE);
		str_fini(&s);
		return;
	}
	if (a->mode == MODE_PROMPT) {
		draw_prompt(a, g->message_y, f);
		return;
	}
	str_init(&s);
	if (status_waits(a, &s))
		frame_text(f, 0, g->message_y, f->w, str_sv(&s), ROLE_KEY, HUE_NONE);
	else if (a->message.n)
		frame_text(f, 0, g->message_y, f->w, str_sv(&a->message),
			   a->message_is_error ? ROLE_ERROR : ROLE_MESSAGE, HUE_NONE);
	else if (a->mode == MODE_REVIEW) {
		review_keys(a, &s);
		frame_text(f, 0, g->message_y, f->w, str_sv(&s), ROLE_MESSAGE, HUE_NONE);
	} else {
		status_item(a, d, &s);
		frame_text(f, 0, g->message_y, f->w, str_sv(&s), ROLE_MESSAGE,
			   status_subject(a, d) != NONE ? item_hue(a, &d->items.v[status_subject(a, d)]) : HUE_NONE);
	}
	str_fini(&s);
}
