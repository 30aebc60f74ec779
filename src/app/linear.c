/* linear.c - see linear.h. */
#include "app/linear.h"

#include <stdlib.h>
#include <string.h>

#include "app/panes.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* Where a bracket stands. */
struct bracket {
	size_t pos;
	bool opens;
	size_t item;
	size_t len; /* of the item */
};

typedef VEC(struct bracket) bracket_vec;

/* At one place what ends comes first, then the longest that begins. */
static int by_place(const void *pa, const void *pb)
{
	const struct bracket *a = pa, *b = pb;

	if (a->pos != b->pos)
		return a->pos < b->pos ? -1 : 1;
	if (a->opens != b->opens)
		return a->opens ? 1 : -1;
	if (a->len != b->len)
		return (a->len > b->len) == a->opens ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

static void collect(const struct doc *d, bracket_vec *out)
{
	for (size_t i = 0; i < d->items.n; i++) {
		const struct span at = d->items.v[i].span;

		if (!item_stops(&d->items.v[i]) || at.end == at.start)
			continue;
		vec_push(out, ((struct bracket){ at.start, true, i, at.end - at.start }));
		vec_push(out, ((struct bracket){ at.end, false, i, at.end - at.start }));
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_place);
}

static void add_bracket(const struct doc *d, const struct bracket *b, struct str *out)
{
	const struct item *it = &d->items.v[b->item];
	const char *who = it->kind == KIND_QUOTE ? item_attr(it, ATTR_SPEAKER) : NULL;

	if (!b->opens) {
		if (it->a && it->a->note && *it->a->note)
			str_addf(out, " ; %s", it->a->note);
		str_addc(out, ']');
		return;
	}
	str_addf(out, "[%s%s ", it->tag, it->a ? "" : "?");
	if (who && *who)
		str_addf(out, _("%s: "), who);
}

/* [from, to) of the text, made safe, its newlines kept. */
static bool print_text(struct doc *d, size_t from, size_t to, FILE *out)
{
	struct str safe;
	bool ok = true;

	str_init(&safe);
	while (ok && from < to) {
		size_t end = text_line_end_within(d->text, from, 32768);
		struct sv v;

		end = end < to ? end : to;
		v = text_view(d->text, from, end > from ? end - from : 1);
		if (v.n == 0)
			break;
		str_clear(&safe);
		if (end > from)
			utf8_printable(v, &safe);
		else if (v.p[0] == '\n')
			str_addc(&safe, '\n');
		from += v.n;
		ok = fwrite(safe.p, 1, safe.n, out) == safe.n;
	}
	str_fini(&safe);
	return ok;
}

static bool print_announced(struct doc *d, FILE *out)
{
	bracket_vec brackets = { 0 };
	size_t at = 0;
	struct str s, safe;
	bool ok = true;

	str_init(&s);
	str_init(&safe);
	collect(d, &brackets);
	for (size_t i = 0; ok && i < brackets.n; i++) {
		ok = print_text(d, at, brackets.v[i].pos, out);
		at = brackets.v[i].pos;
		str_clear(&s);
		str_clear(&safe);
		add_bracket(d, &brackets.v[i], &s);
		utf8_printable(str_sv(&s), &safe);
		ok = ok && fwrite(safe.p, 1, safe.n, out) == safe.n;
	}
	ok = ok && print_text(d, at, text_size(d->text), out);
	vec_fini(&brackets);
	str_fini(&s);
	str_fini(&safe);
	return ok;
}

static void add_row(struct doc *d, enum pane p, const struct pane_row *r, struct str *out)
{
	if (r->type == ROW_GROUP) {
		str_addf(out, "\n%s (%u)\n", tag_title(r->label), r->count);
		return;
	}
	pane_row_text(d, p, r, out);
	if (r->count > 1)
		str_addf(out, ngettext(", %u time", ", %u times", r->count), r->count);
	if (r->decided && r->decided == r->count)
		str_adds(out, _(", kept"));
	else if (r->decided)
		str_addf(out, ngettext(", %u kept", ", %u kept", r->decided), r->decided);
	str_addc(out, '\n');
}

/* What is found, a heading for each pane. */
static bool print_lists(struct doc *d, FILE *out)
{
	struct str s, safe;
	struct sv rest, line;
	bool ok = true;

	str_init(&s);
	str_init(&safe);
	for (int p = 0; p < PANE_COUNT; p++) {
		struct pane_list *l = &d->panes[p];

		if (l->rows.n == 0)
			continue;
		str_addf(&s, "\n== %s ==\n", pane_title((enum pane)p));
		for (size_t i = 0; i < l->rows.n; i++)
			add_row(d, (enum pane)p, &l->rows.v[i], &s);
	}
	rest = str_sv(&s);
	while (ok && sv_next(&rest, '\n', &line) && rest.p) {
		str_clear(&safe);
		utf8_printable(line, &safe);
		str_addc(&safe, '\n');
		ok = fwrite(safe.p, 1, safe.n, out) == safe.n;
	}
	str_fini(&s);
	str_fini(&safe);
	return ok;
}

bool linear_print(struct doc *d, bool announce, FILE *out)
{
	size_t size = text_size(d->text);
	bool ok = announce ? print_announced(d, out) : print_text(d, 0, size, out);

	if (ok && size && text_view(d->text, size - 1, 1).p[0] != '\n')
		ok = fputc('\n', out) != EOF;
	return ok && (!announce || print_lists(d, out));
}
