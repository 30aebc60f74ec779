/* format.c - the table of formats. */
#include "format/format.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "format/writers.h"

static const struct format formats[] = {
	{ "tsv", "tsv", N_("Tab-separated values, one mention a row"), tsv_row, tsv_head, NULL },
	{ "jsonl", "jsonl", N_("JSON, one mention a line"), jsonl_row, NULL, NULL },
	{ "html", "html", N_("A page with the text, highlights and a legend"), NULL, html_head, html_whole },
	{ "markdown", "md", N_("Notes: quotes and figures with their sources, and who is named"), NULL, NULL,
	  markdown_whole },
	{ "brat", "ann", N_("brat stand-off (.ann), for one article at a time"), NULL, NULL, brat_whole },
	{ "conll", "conll", N_("CoNLL: a token and its IOB2 tag a line"), NULL, NULL, conll_whole },
};

const struct format *format_at(size_t i)
{
	return i < ARRAY_LEN(formats) ? &formats[i] : NULL;
}

const struct format *format_find(struct sv name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		if (sv_eq(sv_of(formats[i].name), name))
			return &formats[i];
	}
	return NULL;
}

void format_row_of(const struct annotation *a, struct format_row *r, char id_buf[20])
{
	snprintf(id_buf, 20, "%016" PRIx64, a->id);
	*r = (struct format_row){ .id = id_buf,
				  .kind = a->kind,
				  .tag = a->tag,
				  .span = a->at.span,
				  .text = sv_of(a->at.exact != NULL ? a->at.exact : ""),
				  .origin = a->origin,
				  .status = status_name(a->status),
				  .annotator = a->annotator,
				  .time = a->time,
				  .note = a->note };
	for (int i = 0; i < ATTR_COUNT; i++)
		r->attr[i] = a->attr[i];
}

void format_rows_init(struct format_rows *r)
{
	*r = (struct format_rows){ .all = { 0 } };
	arena_init(&r->arena);
}

void format_rows_fini(struct format_rows *r)
{
	vec_fini(&r->all);
	arena_fini(&r->arena);
}

void format_rows_add(struct format_rows *r, const struct annotation *a)
{
	struct format_row row;
	format_row_of(a, &row, arena_alloc(&r->arena, 20));
	vec_push(&r->all, row);
}

static int by_from(const void *pa, const void *pb)
{
	const struct link *a = pa, *b = pb;
	return (a->from > b->from) - (a->from < b->from);
}

void format_rows_link(struct format_rows *r, const struct link *links, size_t n)
{
	struct link *sorted = xcalloc(n + 1, sizeof *sorted);
	struct format_link *all = arena_alloc(&r->arena, (n + 1) * sizeof *all);
	if (n > 0) {
		memcpy(sorted, links, n * sizeof *sorted);
		qsort(sorted, n, sizeof *sorted, by_from);
	}
	for (size_t i = 0; i < n; i++) {
		snprintf(all[i].to, sizeof all[i].to, "%016" PRIx64, sorted[i].to);
		all[i].name = arena_strdup(&r->arena, sorted[i].name);
	}
	for (size_t i = 0; i < r->all.n && n > 0; i++) {
		struct format_row *row = &r->all.v[i];
		struct link key = { .from = strtoull(row->id, NULL, 16) };
		const struct link *hit = bsearch(&key, sorted, n, sizeof *sorted, by_from);
		if (hit == NULL)
			continue;
		size_t first = (size_t)(hit - sorted), end = first + 1;
		while (first > 0 && sorted[first - 1].from == key.from)
			first--;
		while (end < n && sorted[end].from == key.from)
			end++;
		row->links = &all[first];
		row->nlinks = end - first;
	}
	free(sorted);
}

/* By place; the longer one first, so that it holds the others. */
static int by_place(const void *pa, const void *pb)
{
	const struct format_row *a = pa, *b = pb;
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end > b->span.end ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

void format_write(const struct format *f, struct format_rows *r, const char *doc, struct text *t,
		  const struct format_opts *o, struct str *out)
{
	size_t n = 0;
	for (size_t i = 0; f->whole == NULL && i < r->all.n; i++)
		f->row(&r->all.v[i], doc, t, o, out);
	if (f->whole == NULL)
		return;
	for (size_t i = 0; i < r->all.n; i++) {
		if (strcmp(r->all.v[i].status, status_name(STATUS_REJECTED)) != 0)
			r->all.v[n++] = r->all.v[i];
	}
	r->all.n = n;
	if (n > 0)
		qsort(r->all.v, n, sizeof *r->all.v, by_place);
	f->whole(r->all.v, n, doc, t, out);
}
