/* places.c - see places.h. */
#include "app/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/pane_filter.h"
#include "app/panes.h"
#include "base/dirs.h"
#include "base/fd.h"

#define PLACES_MAX 1000

/* A line: AT TAB SIZE TAB [NAME=... TAB ...] PATH, the fields as places.h says; a path begins
 * with /. */
struct place {
	size_t at, size;
	struct sv views; /* the fields, tabs between and behind them */
	struct sv path;
};

char *places_path(void)
{
	return user_path(DIR_STATE, "places.tsv");
}

static bool read_number(struct sv s, size_t *out)
{
	*out = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *out > SIZE_MAX / 16)
			return false;
		*out = *out * 10 + (size_t)(s.p[i] - '0');
	}
	return s.n > 0;
}

static bool next_place(struct sv *rest, struct place *p)
{
	struct sv line, at, size;

	while (sv_next(rest, '\n', &line)) {
		if (sv_next(&line, '\t', &at) && sv_next(&line, '\t', &size) && line.p && line.n > 0 &&
		    read_number(at, &p->at) && read_number(size, &p->size)) {
			const char *path = line.p;

			while (path < line.p + line.n && *path != '/') { /* the next field */
				const char *tab = memchr(path, '\t', (size_t)(line.p + line.n - path));

				path = tab ? tab + 1 : line.p + line.n;
			}
			p->views = sv_cut(line, 0, (size_t)(path - line.p));
			p->path = sv_cut(line, p->views.n, line.n);
			return true;
		}
	}
	return false;
}

static void read_file(const char *path, struct str *out)
{
	FILE *f = fopen(path, "re");
	char buf[16384];
	size_t n;

	while (f && (n = fread(buf, 1, sizeof buf, f)) > 0 && out->n < (size_t)4 << 20)
		str_add(out, (struct sv){ buf, n });
	if (f)
		fclose(f);
}

/* The path of its text from the root; NULL for standard input. */
static char *full_path(const struct doc *d)
{
	const char *path = d->file ? d->file : d->path;

	return strcmp(path, "-") == 0 || strchr(path, '\n') ? NULL : realpath(path, NULL);
}

/* « quotes 1234 5 »: the cursor stands on what begins at this byte, so many rows below the top. */
static void read_row(struct doc *d, struct sv field)
{
	struct sv name, at;
	size_t kept, below;
	enum pane p;

	if (!sv_next(&field, ' ', &name) || !sv_next(&field, ' ', &at) || !pane_parse(name, &p) ||
	    !read_number(at, &kept) || !read_number(field, &below))
		return;
	d->panes[p].kept = kept;
	d->panes[p].kept_below = below;
}

/* Fields that hold for any text, and those for this one. What is wrong is not used. */
static void read_view(struct doc *d, struct sv field, bool same_text)
{
	struct sv name, order;
	size_t top;
	enum pane p;

	if (!sv_next(&field, '=', &name))
		return;
	if (sv_eq(name, SV("focus")) && pane_parse(field, &p))
		d->focus = p;
	if (same_text && sv_eq(name, SV("row")))
		read_row(d, field);
	if (same_text && sv_eq(name, SV("top")) && read_number(field, &top) && top < d->caret)
		d->top = top;
	if (!pane_parse(name, &p) || !sv_next(&field, ' ', &order))
		return;
	for (size_t i = 0; pane_sort_at(p, i) != SORT_END; i++)
		if (sv_eq(order, sv_of(sort_name(pane_sort_at(p, i)))))
			pane_set_sort(d, p, pane_sort_at(p, i));
	if (field.p && field.n > 0)
		pane_set_filter(d, p, pane_filter_new(field, NULL));
}

static void write_views(const struct app *a, struct doc *d, struct str *out)
{
	enum pane focus = d == app_doc(a) ? app_pane(a) : d->focus;

	size_t top = d == app_doc(a) && a->hand.page != NONE ? a->hand.page : d->top; /* a pane moved it */

	if (top < d->caret)
		str_addf(out, "top=%zu\t", top);
	for (int p = 0; p < PANE_COUNT; p++) {
		struct pane_list *l = &d->panes[p];

		pane_keep(d, l);
		if (l->kept != NONE)
			str_addf(out, "row=%s %zu %zu\t", pane_name((enum pane)p), l->kept, l->kept_below);
		if (!l->filter && !l->sorted)
			continue;
		str_addf(out, "%s=%s", pane_name((enum pane)p), sort_name(l->sort));
		if (l->filter && !strchr(pane_filter_line(l->filter), '\t'))
			str_addf(out, " %s", pane_filter_line(l->filter));
		str_addc(out, '\t');
	}
	if (focus != PANE_COUNT)
		str_addf(out, "focus=%s\t", pane_name(focus));
}

void places_load(struct app *a, const char *path)
{
	str_clear(&a->places);
	read_file(path, &a->places);
}

void places_apply(const struct app *a, struct doc *d)
{
	struct sv rest = str_sv(&a->places);
	char *name = a->places.n ? full_path(d) : NULL;
	struct place p;

	while (name && next_place(&rest, &p)) {
		if (!sv_eq(p.path, sv_of(name)))
			continue;
		bool same = p.size == text_size(d->text) && p.at < p.size;
		if (same)
			d->caret = d->top = p.at;
		for (struct sv field; sv_next(&p.views, '\t', &field);)
			read_view(d, field, same);
		break;
	}
	free(name);
}

static bool is_open(char *const *names, size_t n, struct sv path)
{
	for (size_t i = 0; i < n; i++)
		if (names[i] && sv_eq(sv_of(names[i]), path))
			return true;
	return false;
}

void places_save(const struct app *a, const char *path)
{
	char **names = xcalloc(a->docs.n + 1, sizeof *names);
	struct str old, out;
	size_t lines = 0;

	str_init(&old);
	str_init(&out);
	read_file(path, &old);
	for (size_t i = 0; i < a->docs.n; i++) {
		struct doc *d = a->docs.v[i];

		names[i] = d->visited ? full_path(d) : NULL;
		if (names[i] && lines++ < PLACES_MAX) {
			str_addf(&out, "%zu\t%zu\t", d->caret, d->size);
			write_views(a, d, &out);
			str_addf(&out, "%s\n", names[i]);
		}
	}
	struct sv rest = str_sv(&old);
	struct place p;
	while (lines < PLACES_MAX && old.n > 0 && next_place(&rest, &p)) {
		if (is_open(names, a->docs.n, p.path))
			continue;
		str_addf(&out, "%zu\t%zu\t" SV_FMT SV_FMT "\n", p.at, p.size, SV_ARG(p.views), SV_ARG(p.path));
		lines++;
	}
	fd_make_parents(path);
	if (out.n > 0)
		fd_replace(path, str_sv(&out), 0600);
	for (size_t i = 0; i < a->docs.n; i++)
		free(names[i]);
	free(names);
	str_fini(&old);
	str_fini(&out);
}
