/* notes.c - the notes of the article as a list: Enter goes there, / searches them. */
#include "app/command.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define WORDS_MAX 60 /* bytes of what a note stands on */

bool cmd_notes(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct str s, safe;

	(void)args;
	if (!d)
		return false;
	list_open(a, LIST_NOTES, _("Notes: Enter goes there"));
	str_init(&s);
	str_init(&safe);
	for (size_t i = 0; i < d->items.n; i++) {
		const struct item *it = &d->items.v[i];
		size_t n, of;

		if (!it->a || !it->a->note || !*it->a->note)
			continue;
		str_clear(&s);
		str_clear(&safe);
		if (view_paragraph(d, it->span.start, &n, &of))
			str_addf(&s, "¶%-3zu ", n);
		str_addf(&s, "%s  ", it->a->note);
		str_addf(&s, "— %s ", it->tag);
		view_copy(d, it->span, WORDS_MAX, &s);
		utf8_printable(str_sv(&s), &safe);
		list_add(a, safe.p)->span = it->span;
	}
	str_fini(&s);
	str_fini(&safe);
	if (a->list.lines.n == 0) {
		list_close(a);
		return error_set(err, ERR_STATE, _("no note in this article"));
	}
	a->mode = MODE_TAGALL;
	return true;
}
