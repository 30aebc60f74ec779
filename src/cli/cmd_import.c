/* cmd_import.c - postil import: other tools' annotations into a sidecar, as one
 * undo step. Each row is checked against the article: what does not stand
 * where the file says is looked for by its words, and said when it is not there.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "annotate/textwords.h"
#include "app/config.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "format/read.h"
#include "store/sidecar.h"

struct import {
	const struct read_format *format;
	enum offset_unit unit;
	const char *annotator;
	struct text *text;
	struct sv all;       /* the article */
	struct book *book;
	size_t behind;       /* byte behind the last row that was placed */
	unsigned added, there, lost, linked;
	uint64_t *ids;       /* of each row: its annotation; 0: not placed */
};

/* Words apart by any white space, from byte `from` on: CoNLL does not say what
 * stood between them, and « l' » and « ONU » may touch. */
static bool find_words(struct sv text, size_t from, struct sv words, struct span *at)
{
	for (size_t i = from; i < text.n; i++) {
		size_t k = i, w = 0;
		while (w < words.n && k < text.n) {
			if (words.p[w] == ' ') {
				w++;
				while (k < text.n && (text.p[k] == ' ' || text.p[k] == '\n'))
					k++;
			} else if (text.p[k] == words.p[w]) {
				k++;
				w++;
			} else {
				break;
			}
		}
		if (w == words.n && w > 0) {
			*at = (struct span){ i, k };
			return true;
		}
	}
	return false;
}

/* Where the row stands in the article, in bytes. */
static bool place(struct import *m, const struct read_row *r, struct span *at)
{
	struct sv want = r->row.text;
	if (r->no_span)
		return find_words(m->all, m->behind, want, at);
	at->start = text_byte(m->text, r->row.span.start, m->unit);
	at->end = text_byte(m->text, r->row.span.end, m->unit);
	bool inside = at->end > at->start && text_offset(m->text, at->end, m->unit) == r->row.span.end;
	if (inside && (want.n == 0 || sv_eq(sv_span(m->all, *at), want)))
		return true;
	if (want.n == 0)
		return false;
	struct anchor a = { .span = *at, .exact = want.p, .before = "", .after = "" };
	enum placed placed = anchor_find(&a, m->all, at);
	return placed == PLACED_KEPT || placed == PLACED_MOVED;
}

/* The annotation that says the same; 0: none. */
static uint64_t is_there(const struct book *b, struct span at, const struct read_row *r)
{
	size_t lo = 0, hi = book_count(b);
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (book_at(b, mid)->at.span.start < at.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (size_t i = lo; i < book_count(b) && book_at(b, i)->at.span.start == at.start; i++) {
		const struct annotation *a = book_at(b, i);
		if (span_eq(a->at.span, at) && a->kind == r->row.kind && strcmp(a->tag, r->row.tag) == 0)
			return a->id;
	}
	return 0;
}

/* Returns the annotation of the row; 0: it has no place. */
static uint64_t import_row(struct import *m, const struct read_row *r, const char *file, struct arena *arena, struct error *err)
{
	struct span at;
	char origin[32];
	if (!place(m, r, &at)) {
		complain(_("%s:%zu: « %.60s » does not stand in the article"), file, r->line,
			 r->row.text.p != NULL ? r->row.text.p : r->row.tag);
		m->lost++;
		return 0;
	}
	m->behind = at.end;
	uint64_t there = is_there(m->book, at, r);
	if (there != 0) {
		m->there++;
		return there;
	}
	snprintf(origin, sizeof origin, "import:%s", m->format->name);
	struct annotation a = { .at = anchor_make(m->all, at, arena), .kind = r->row.kind, .tag = r->row.tag,
				.note = r->row.note, .origin = origin, .status = STATUS_ACCEPTED };
	if (r->row.status != NULL && *r->row.status)
		status_parse(sv_of(r->row.status), &a.status);
	for (int k = 0; k < ATTR_COUNT; k++)
		a.attr[k] = r->row.attr[k];
	m->added++;
	return book_add(m->book, &a, err);
}

static bool is_linked(const struct book *b, uint64_t from, uint64_t to, const char *name)
{
	const struct link *links;
	size_t n = book_links(b, &links);
	for (size_t i = 0; i < n; i++) {
		if (links[i].from == from && links[i].to == to && strcmp(links[i].name, name) == 0)
			return true;
	}
	return false;
}

static void import_link(struct import *m, const struct read_link *l, const char *file, struct error *err)
{
	uint64_t from = l->from != READ_NOWHERE ? m->ids[l->from] : 0, to = l->to != READ_NOWHERE ? m->ids[l->to] : 0;
	const char *name = l->name != NULL ? l->name : "";
	if (from == 0 || to == 0 || from == to) {
		complain(_("%s:%zu: the link « %.60s » has not both its ends"), file, l->line, name);
		m->lost++;
	} else if (!is_linked(m->book, from, to, name)) {
		book_link(m->book, from, to, name, err);
		m->linked++;
	}
}

static bool import_rows(struct import *m, const char *file, const struct read_rows *rows, struct error *err)
{
	struct arena arena;
	arena_init(&arena);
	m->ids = xcalloc(rows->all.n, sizeof *m->ids);
	book_begin(m->book);
	for (size_t i = 0; i < rows->all.n; i++)
		m->ids[i] = import_row(m, &rows->all.v[i], file, &arena, err);
	for (size_t i = 0; i < rows->links.n; i++)
		import_link(m, &rows->links.v[i], file, err);
	bool ok = book_end(m->book, err);
	free(m->ids);
	arena_fini(&arena);
	return ok && book_unsaved(m->book) == 0;
}

/* false: *err says why the sidecar cannot be written. */
static bool into_sidecar(struct import *m, const char *file, const char *article, const struct read_rows *rows,
			 const struct config *c, struct error *err)
{
	struct sidecar_report report = { 0 };
	struct sidecar_text about = { text_digest_of, textwords_of_text, m->text, text_size(m->text) };
	char *path = sidecar_path(article, option_bool(c->options, OPT_PER_ANNOTATOR) ? m->annotator : NULL,
				  option_string(c->options, OPT_DIRECTORY));
	struct sidecar *s = sidecar_open(path, 0, &about, m->book, &report, err);
	bool ok = s != NULL;
	if (ok && (report.locked || report.readonly))
		ok = error_set(err, ERR_LOCKED, "%s: %s", path, report.why);
	if (ok && report.text_changed)
		reanchor(m->book, m->all, &(struct reanchor_report){ 0 });
	if (ok) {
		book_set_sink(m->book, sidecar_sink, s);
		ok = import_rows(m, file, rows, err);
	}
	sidecar_close(s);
	free(path);
	return ok;
}

static int run(struct import *m, const char *file, const char *article, const struct config *c)
{
	struct error err = { 0 };
	struct read_rows rows;
	struct sv bytes;
	struct text *t = text_open(file, ENC_AUTO, &err);
	m->text = t != NULL ? text_open(article, ENC_AUTO, &err) : NULL;
	if (m->text == NULL) {
		complain("%s", err.msg);
		text_close(t);
		return EXIT_SOME_FAILED;
	}
	char *table = text_read_all(t, &bytes), *whole = text_read_all(m->text, &m->all);
	m->book = book_new(m->annotator);
	read_rows_init(&rows);
	bool ok = m->format->read(bytes, file, &rows, &err) && into_sidecar(m, file, article, &rows, c, &err);
	if (!ok)
		complain("%s", err.msg);
	else
		printf(_("%s: %u imported, %u there already, %u not found\n"), article, m->added, m->there, m->lost);
	if (ok && m->linked > 0)
		printf(ngettext("%s: %u link\n", "%s: %u links\n", m->linked), article, m->linked);
	read_rows_fini(&rows);
	book_free(m->book);
	free(table);
	free(whole);
	text_close(m->text);
	text_close(t);
	return ok && m->lost == 0 ? EXIT_DONE : EXIT_SOME_FAILED;
}

static bool set_option(int c, struct import *m)
{
	if (c == 'f') {
		m->format = read_format_find(sv_of(optarg));
		if (m->format == NULL)
			complain(_("unknown format %s: tsv, jsonl, brat or conll"), optarg);
		return m->format != NULL;
	}
	if (c == 'n') {
		m->annotator = optarg;
		return true;
	}
	return c == 'o' && parse_offsets(optarg, &m->unit);
}

int cmd_import_run(int argc, char **argv)
{
	static const struct option longs[] = { { "format", required_argument, NULL, 'f' },
					       { "offsets", required_argument, NULL, 'o' },
					       { "annotator", required_argument, NULL, 'n' },
					       { NULL, 0, NULL, 0 } };
	struct import m = { .format = read_format_at(0), .unit = OFFSET_CODEPOINT };
	struct config config;
	int c;
	while ((c = getopt_long(argc, argv, "f:", longs, NULL)) != -1) {
		if (!set_option(c, &m))
			return EXIT_WRONG_USAGE;
	}
	if (argc - optind != 2) {
		complain(_("import: which annotations, and into the sidecar of which article?"));
		return EXIT_WRONG_USAGE;
	}
	config_init(&config, NULL, false);
	m.annotator = config_annotator(&config, m.annotator);
	int status = run(&m, argv[optind], argv[optind + 1], &config);
	config_fini(&config);
	return status;
}
