/* load.c - see load.h. */
#include "cli/load.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/anchor.h"
#include "annotate/textwords.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "format/read.h"
#include "store/sidecar.h"

void loading_init(struct loading *l)
{
	memset(l, 0, sizeof *l);
}

void loading_fini(struct loading *l)
{
	for (size_t i = 0; i < l->docs.n; i++) {
		free(l->docs.v[i].name);
		free(l->docs.v[i].path);
	}
	vec_fini(&l->docs);
}

void loaded_fini(struct loaded *d)
{
	vec_fini(&d->all);
	arena_fini(&d->arena);
}

/* near: a file beside which the article may stand. */
static size_t doc_index(struct loading *l, const char *path, const char *near)
{
	struct loaded_doc d = { .name = xstrdup(file_name(path)) };
	struct str beside;
	size_t i = 0;
	while (i < l->docs.n && strcmp(l->docs.v[i].name, d.name) != 0)
		i++;
	str_init(&beside);
	str_add(&beside, (struct sv){ near, (size_t)(file_name(near) - near) });
	str_adds(&beside, d.name);
	if (access(path, R_OK) == 0)
		d.path = xstrdup(path);
	else if (access(beside.p, R_OK) == 0)
		d.path = xstrdup(beside.p);
	str_fini(&beside);
	if (i == l->docs.n) {
		vec_push(&l->docs, d);
		return i;
	}
	if (l->docs.v[i].path == NULL) {
		l->docs.v[i].path = d.path;
		d.path = NULL;
	}
	free(d.name);
	free(d.path);
	return i;
}

static int by_place(const void *x, const void *y)
{
	const struct loaded_span *a = x, *b = y;
	if (a->doc != b->doc)
		return a->doc < b->doc ? -1 : 1;
	if (a->at.start != b->at.start)
		return a->at.start < b->at.start ? -1 : 1;
	return (a->at.end > b->at.end) - (a->at.end < b->at.end);
}

char *load_article_of(const char *sidecar)
{
	if (!sv_ends(sv_of(sidecar), SV(".postil")))
		return NULL;
	char *path = xstrndup(sidecar, strlen(sidecar) - strlen(".postil"));
	char *dot = strrchr(path, '.');
	if (access(path, R_OK) != 0 && dot != NULL && dot > file_name(path))
		*dot = '\0';
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static bool load_sidecar(struct loading *l, const char *path, struct loaded *out, struct error *err)
{
	char *article = load_article_of(path);
	if (article == NULL)
		return error_set(err, ERR_IO, _("%s: the article of this sidecar is not beside it"), path);
	struct text *t = text_open(article, ENC_AUTO, err);
	struct book *b = book_new("");
	struct sidecar_report report = { 0 };
	struct sidecar_text about = { text_digest_of, textwords_of_text, t, t != NULL ? text_size(t) : 0 };
	struct sidecar *s = t != NULL ? sidecar_open(path, SIDECAR_READONLY, &about, b, &report, err) : NULL;
	if (s != NULL && report.text_changed) {
		struct reanchor_report placed;
		struct sv all;
		char *bytes = text_read_all(t, &all);
		reanchor(b, all, &placed);
		free(bytes);
	}
	size_t doc = s != NULL ? doc_index(l, article, path) : 0;
	for (size_t i = 0; s != NULL && i < book_count(b); i++) {
		const struct annotation *a = book_at(b, i);
		struct loaded_span x = { .doc = doc, .kind = a->kind };
		if (a->status != STATUS_ACCEPTED || a->placed == PLACED_LOST)
			continue;
		x.at.start = text_offset(t, a->at.span.start, OFFSET_CODEPOINT);
		x.at.end = text_offset(t, a->at.span.end, OFFSET_CODEPOINT);
		x.tag = arena_strdup(&out->arena, a->tag);
		x.text = arena_strdup(&out->arena, a->at.exact != NULL ? a->at.exact : "");
		vec_push(&out->all, x);
	}
	bool ok = s != NULL;
	sidecar_close(s);
	book_free(b);
	text_close(t);
	free(article);
	return ok;
}

static bool load_table(struct loading *l, const char *path, const struct read_format *f, struct loaded *out,
		       struct error *err)
{
	struct text *t = text_open(path, ENC_AUTO, err);
	struct read_rows rows;
	if (t == NULL)
		return false;
	struct sv all;
	char *bytes = text_read_all(t, &all);
	read_rows_init(&rows);
	bool ok = f->read(all, path, &rows, err);
	/* A table that names no article is about the one of its own name. */
	char *stem = xstrdup(path), *dot = strrchr(stem, '.');
	if (dot != NULL && dot > file_name(stem))
		*dot = '\0';
	for (size_t i = 0; ok && i < rows.all.n; i++) {
		const struct read_row *r = &rows.all.v[i];
		if (r->row.status != NULL && strcmp(r->row.status, "rejected") == 0)
			continue;
		struct loaded_span x = { .doc = doc_index(l, *r->doc ? r->doc : stem, path), .at = r->row.span,
					 .kind = r->row.kind, .tag = arena_strdup(&out->arena, r->row.tag),
					 .text = arena_strndup(&out->arena, r->row.text.p ? r->row.text.p : "", r->row.text.n) };
		vec_push(&out->all, x);
	}
	free(stem);
	read_rows_fini(&rows);
	free(bytes);
	text_close(t);
	return ok;
}

static bool ends(const char *path, const char *suffix)
{
	return sv_ends(sv_of(path), sv_of(suffix));
}

bool load_annotations(struct loading *l, const char *path, struct loaded *out, struct error *err)
{
	*out = (struct loaded){ .name = path };
	arena_init(&out->arena);
	bool ok;
	struct str side;
	str_init(&side);
	str_addf(&side, "%s.postil", path);
	if (ends(path, ".postil"))
		ok = load_sidecar(l, path, out, err);
	else if (access(side.p, R_OK) == 0)
		ok = load_sidecar(l, side.p, out, err);
	else
		ok = load_table(l, path, read_format_find(sv_of(ends(path, ".ann") ? "brat" : ends(path, ".jsonl") ? "jsonl" : "tsv")),
				out, err);
	str_fini(&side);
	if (ok && out->all.n > 0)
		qsort(out->all.v, out->all.n, sizeof *out->all.v, by_place);
	if (!ok)
		loaded_fini(out);
	return ok;
}
