/* hints.c - see hints.h. Letters only, of the row on which hands rest first; all of
 * them stand unshifted on AZERTY, BÉPO and QWERTY. */
#include "app/hints.h"

#include <string.h>

#include "app/command.h"
#include "app/view.h"
#include "base/i18n.h"

static const char letters[] = "fjdkslghrueiwotyvnbcxpazqm";
#define LETTERS (sizeof letters - 1)

void hints_items(const struct app *a, struct doc *d, pos_vec *out)
{
	struct layout_opts o = view_layout(a);
	struct row r = layout_row(d->text, &o, d->top);
	size_t end;

	for (size_t i = 1; i < view_page_rows(a) && layout_next(d->text, &o, &r, &r); i++)
		continue;
	end = r.bytes.end;
	for (size_t i = view_item_from(d, d->top); i < d->items.n && d->items.v[i].span.start < end; i++)
		if (item_stops(&d->items.v[i]) && out->n < LETTERS * LETTERS)
			vec_push(out, i);
}

void hints_label(size_t i, char label[2])
{
	label[0] = letters[i % LETTERS];
	label[1] = letters[i / LETTERS];
}

bool hints_feed(struct app *a, struct key k)
{
	struct doc *d = app_doc(a);
	pos_vec items = { 0 };
	const char *at;

	if (!a->hinting || !d)
		return false;
	at = k.sym == KEYSYM_NONE && k.mods == 0 && k.cp > ' ' && k.cp < 128 ? strchr(letters, (int)k.cp) : NULL;
	if (at && !a->hint) {
		a->hint = *at;
		return true;
	}
	a->hinting = false;
	hints_items(a, d, &items);
	for (size_t i = 0; at && i < items.n; i++) {
		char label[2];

		hints_label(i, label);
		if (label[0] == a->hint && label[1] == *at) {
			view_push_jump(d);
			view_goto_item(a, d, items.v[i]);
			break;
		}
	}
	vec_fini(&items);
	return true;
}

bool cmd_hint(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	pos_vec items = { 0 };

	(void)args;
	if (!d)
		return false;
	hints_items(a, d, &items);
	a->hinting = items.n > 0;
	a->hint = 0;
	a->mode = MODE_NORMAL;
	vec_fini(&items);
	return a->hinting || error_set(err, ERR_STATE, _("no mention in sight"));
}
