/* errand.c - see errand.h. */
#include "app/errand.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "annotate/textwords.h"
#include "app/article.h"
#include "app/docs.h"
#include "app/view.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "store/sidecar.h"
#include "text/parts.h"

#define DATELINE 600 /* bytes in which a full date is the article's own */
#define TITLE_MAX 240

struct errand *errand_new(enum errand_kind kind, size_t doc, const char *path)
{
	struct errand *e = xcalloc(1, sizeof *e);

	e->kind = kind;
	e->doc = doc;
	e->path = xstrdup(path);
	str_init(&e->text);
	return e;
}

void survey_fini(struct survey *s)
{
	free(s->title);
	*s = (struct survey){ 0 };
}

void errand_free(struct errand *e)
{
	if (!e)
		return;
	free(e->path);
	free(e->file);
	free(e->side);
	options_free(e->options);
	memory_free(e->memory);
	str_fini(&e->text);
	survey_fini(&e->survey);
	free(e);
}

static void convert(struct errand *e, const atomic_bool *cancel)
{
	struct article_how how = { .options = e->options, .cancel = cancel };

	e->ok = article_convert(e->path, &how, &e->text, &e->err);
	if (!e->ok || !e->keep)
		return;
	e->kept = article_keep(e->file, str_sv(&e->text), &e->err);
}

/* The headline, else the first line that is not blank. */
static char *title_of(struct text *t)
{
	struct text_parts parts;
	char buf[2048];
	struct sv rest = { buf, text_read(t, 0, buf, sizeof buf) }, line;
	struct str s;

	str_init(&s);
	text_parts(t, &parts);
	utf8_printable(sv_span(rest, parts.headline), &s);
	while (s.n == 0 && sv_next(&rest, '\n', &line)) {
		line = sv_trim(line);
		if (line.n > 0)
			utf8_printable(sv_cut(line, 0, TITLE_MAX), &s);
	}
	return s.n ? s.p : (str_fini(&s), NULL);
}

static bool is_day(const char *s)
{
	for (size_t i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	return s[10] == '\0' || s[10] == 'T';
}

void survey_doc(const struct doc *d, struct survey *s)
{
	*s = (struct survey){ .known = d->has_found, .title = title_of(d->text), .decided = d->decided,
			      .total = d->total };
	for (size_t i = 0; i < d->items.n; i++) {
		const struct item *it = &d->items.v[i];

		if (item_stops(it))
			s->kinds[it->kind]++;
	}
	for (size_t i = 0; d->has_found && i < d->found.all.n; i++) {
		const struct mention *m = &d->found.all.v[i];

		if (m->span.start > DATELINE)
			break;
		if (m->kind == KIND_DATE && m->attr[ATTR_VALUE] && is_day(m->attr[ATTR_VALUE])) {
			memcpy(s->day, m->attr[ATTR_VALUE], 10);
			break;
		}
	}
}

static void survey(struct errand *e, const atomic_bool *cancel)
{
	struct doc *d = doc_new(e->path, "");
	struct extract_opts opts = { .cancel = cancel, .memory = e->memory,
				     .date = e->date[0] ? e->date : NULL };
	struct text *t = text_open(e->file, e->enc, &e->err);
	struct sidecar_text about = { text_digest_of, textwords_of_text, t, t ? text_size(t) : 0 };
	struct sidecar_report report = { 0 };
	struct sidecar *side = NULL;
	struct sv all;

	if (!t) {
		doc_free(d);
		return;
	}
	doc_put_text(d, t);
	if (e->side)
		side = sidecar_open(e->side, SIDECAR_READONLY, &about, d->book, &report, &e->err);
	sidecar_close(side);
	if (text_size(t) <= APP_WHOLE) {
		char *bytes = text_read_all(t, &all);
		struct reanchor_report placed;

		if (report.text_changed && report.records)
			reanchor(d->book, all, &placed);
		d->has_found = extract(all, &opts, &d->found);
		if (!d->has_found)
			mentions_fini(&d->found);
		free(bytes);
		view_rebuild(d);
	}
	survey_doc(d, &e->survey);
	e->ok = true;
	doc_free(d);
}

void errand_run(struct errand *e, const atomic_bool *cancel)
{
	if (e->kind == ERRAND_CONVERT)
		convert(e, cancel);
	else
		survey(e, cancel);
}
