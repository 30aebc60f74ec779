/* around.c - see around.h. */
#include "app/around.h"

#include "app/view.h"

void around_init(struct around *w, struct doc *d, struct span at)
{
	size_t from = at.start > REACH ? at.start - REACH : 0, size = text_size(d->text);
	size_t to = at.end + REACH < size ? at.end + REACH : size;

	/* begin behind a newline where there is one: sentences begin there */
	if (from > 0) {
		size_t line = text_line_start_within(d->text, at.start, REACH);

		if (line > from)
			from = line;
		while (from > 0 && from < at.start) {
			struct sv v = text_view(d->text, from, 1);

			if (v.n == 0 || ((unsigned char)v.p[0] & 0xC0) != 0x80)
				break;
			from++;
		}
	}
	str_init(&w->bytes);
	w->base = from;
	view_copy(d, (struct span){ from, to }, 2 * REACH + (at.end - at.start), &w->bytes);
	if (d->language == NULL)
		d->language = language_new();
	tokens_init(&w->t, d->language, str_sv(&w->bytes));
}

void around_fini(struct around *w)
{
	tokens_fini(&w->t);
	str_fini(&w->bytes);
}
