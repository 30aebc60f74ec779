/* cmd_sidecar.c - postil export and postil check: what the sidecars hold. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "annotate/textwords.h"
#include "app/config.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "extract/extract.h"
#include "format/format.h"
#include "store/sidecar.h"

/* An article with its annotations, read-only. */
struct opened {
	struct text *text;
	char *bytes;
	struct sv all;
	struct book *book;
	struct sidecar_report report;
	struct reanchor_report placed;
};

static void opened_fini(struct opened *o)
{
	book_free(o->book);
	text_close(o->text);
	free(o->bytes);
}

static bool open_both(const char *path, const struct config *c, struct opened *o)
{
	struct error err;
	char *file = NULL;
	*o = (struct opened){ 0 };
	o->text = open_article(path, c->options, &file, &err);
	if (o->text == NULL) {
		complain("%s", err.msg);
		free(file);
		return false;
	}
	o->bytes = text_read_all(o->text, &o->all);
	o->book = book_new("");
	char *side = sidecar_path(file,
				  option_bool(c->options, OPT_PER_ANNOTATOR) ?
					  config_annotator(c, NULL) :
					  NULL,
				  option_string(c->options, OPT_DIRECTORY));
	struct sidecar_text article = { text_digest_of, textwords_of_text, o->text, text_size(o->text) };
	struct sidecar *s = sidecar_open(side, SIDECAR_READONLY, &article, o->book, &o->report, &err);
	free(side);
	free(file);
	if (s == NULL) {
		complain("%s", err.msg);
		opened_fini(o);
		return false;
	}
	sidecar_close(s);
	if (o->report.text_changed)
		reanchor(o->book, o->all, &o->placed);
	return true;
}

/* Is this mention decided already? */
static bool decided(const struct book *b, const struct mention *m)
{
	for (size_t i = 0; i < book_count(b); i++) {
		const struct annotation *a = book_at(b, i);
		if (span_eq(a->at.span, m->span) && a->kind == m->kind)
			return true;
	}
	return false;
}

/* m must live as long as the rows. */
static void add_suggestions(const struct opened *o, struct mentions *m, struct format_rows *rows)
{
	struct extract_opts x = { 0 };
	extract(o->all, &x, m);
	for (size_t i = 0; i < m->all.n; i++) {
		const struct mention *one = &m->all.v[i];
		struct format_row row = { .kind = one->kind,
					  .tag = one->tag,
					  .span = one->span,
					  .text = sv_span(o->all, one->span),
					  .origin = "extracted",
					  .status = "suggested" };
		char *id = arena_alloc(&rows->arena, 24);
		snprintf(id, 24, "%zu", i + 1);
		row.id = id;
		for (int k = 0; k < ATTR_COUNT; k++)
			row.attr[k] = one->attr[k];
		if (!decided(o->book, one))
			vec_push(&rows->all, row);
	}
}

struct export_args {
	const struct format *format;
	struct format_opts write;
	bool all;
};

static void export_one(const struct opened *o, const char *path, const struct export_args *a, struct str *out)
{
	struct format_rows rows;
	struct mentions m;
	mentions_init(&m);
	format_rows_init(&rows);
	for (size_t i = 0; i < book_count(o->book); i++)
		format_rows_add(&rows, book_at(o->book, i));
	const struct link *links;
	size_t nlinks = book_links(o->book, &links);
	format_rows_link(&rows, links, nlinks);
	if (a->all) {
		mentions_fini(&m);
		add_suggestions(o, &m, &rows);
	}
	format_write(a->format, &rows, path, o->text, &a->write, out);
	format_rows_fini(&rows);
	mentions_fini(&m);
}

static bool export_options(int argc, char **argv, struct export_args *a)
{
	static const struct option longs[] = { { "format", required_argument, NULL, 'f' },
					       { "all", no_argument, NULL, 'a' },
					       { "offsets", required_argument, NULL, 'o' },
					       { NULL, 0, NULL, 0 } };
	int c;
	while ((c = getopt_long(argc, argv, "f:a", longs, NULL)) != -1) {
		if (c == 'a') {
			a->all = true;
		} else if (c == 'f') {
			a->format = format_find(sv_of(optarg));
			if (a->format == NULL) {
				complain(_("unknown format %s"), optarg);
				return false;
			}
		} else if (c == 'o') {
			if (!parse_offsets(optarg, &a->write.unit))
				return false;
		} else {
			return false;
		}
	}
	if (optind == argc)
		complain(_("export: which article?"));
	return optind < argc;
}

int cmd_export_run(int argc, char **argv)
{
	struct export_args a = { format_at(0), { OFFSET_CODEPOINT, true }, false };
	struct config config;
	int status = EXIT_DONE;
	if (!export_options(argc, argv, &a))
		return EXIT_WRONG_USAGE;
	config_init(&config, NULL, false);
	struct str out;
	str_init(&out);
	if (a.format->head != NULL)
		a.format->head(&out);
	struct gathering g = { 0 };
	if (!gather_articles(argv + optind, (size_t)(argc - optind), config.options, &g))
		status = EXIT_SOME_FAILED;
	for (size_t i = 0; i < g.all.n; i++) {
		const char *path = g.all.v[i].path;
		struct opened o;
		if (!open_both(path, &config, &o)) {
			status = EXIT_SOME_FAILED;
			continue;
		}
		export_one(&o, path, &a, &out);
		opened_fini(&o);
	}
	gathering_fini(&g);
	fwrite(out.p, 1, out.n, stdout);
	str_fini(&out);
	config_fini(&config);
	return status;
}

/* A line for each problem of one article; true when there was none. */
static bool check_one(const char *path, const struct opened *o)
{
	bool ok = true;
	if (o->report.cut > 0) {
		printf(_("%s: a step of the sidecar was not written to its end; all before it is whole\n"), path);
		ok = false;
	} else if (o->report.torn) {
		printf(_("%s: the last record of the sidecar is torn; all before it is whole\n"), path);
		ok = false;
	}
	if (o->report.bad_lines > 0) {
		printf(ngettext("%s: %u damaged line in the sidecar: line %zu\n",
				"%s: %u damaged lines in the sidecar, the first is line %zu\n", o->report.bad_lines),
		       path, o->report.bad_lines, o->report.first_bad);
		ok = false;
	}
	if (o->report.text_changed) {
		printf(_("%s: the text has changed since: %u kept, %u moved, %u to confirm, %u lost\n"),
		       path, o->placed.kept, o->placed.moved, o->placed.confirm, o->placed.lost);
		ok = false;
	}
	for (size_t i = 0; i < book_count(o->book); i++) {
		const struct annotation *a = book_at(o->book, i);
		struct sv now = sv_span(o->all, a->at.span);
		if (!o->report.text_changed && a->at.exact != NULL &&
		    memchr(now.p, '\0', now.n) == NULL && !sv_eq(now, sv_of(a->at.exact))) {
			printf(_("%s: annotation %zu does not stand on its text\n"), path, i + 1);
			ok = false;
		}
	}
	return ok;
}

int cmd_check_run(int argc, char **argv)
{
	struct config config;
	int status = EXIT_DONE;
	if (argc < 2) {
		complain(_("check: which article?"));
		return EXIT_WRONG_USAGE;
	}
	config_init(&config, NULL, false);
	struct gathering g = { 0 };
	if (!gather_articles(argv + 1, (size_t)argc - 1, config.options, &g))
		status = EXIT_SOME_FAILED;
	for (size_t i = 0; i < g.all.n; i++) {
		struct opened o;
		if (!open_both(g.all.v[i].path, &config, &o)) {
			status = EXIT_SOME_FAILED;
			continue;
		}
		if (!check_one(g.all.v[i].path, &o))
			status = EXIT_SOME_FAILED;
		opened_fini(&o);
	}
	gathering_fini(&g);
	config_fini(&config);
	return status;
}
