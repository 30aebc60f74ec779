/* cmd_eval.c - postil eval: what is found in articles against a gold table, with
 * each error and the words around it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/agree.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "extract/extract.h"
#include "format/read.h"

#define AROUND 30 /* bytes of context on either side of an error */

struct eval_label {
	enum kind kind;
	const char *tag;
};

typedef VEC(struct marked_span) span_vec;

/* Spans of all articles on one line, in bytes, each article behind the one before. */
struct eval {
	VEC(struct eval_label) labels;
	span_vec gold, found;
	struct str errors;
	size_t base;
	struct arena arena;
};

/* One article, its bytes and what stands in it. */
struct side {
	const char *doc;
	struct text *text;
	struct sv all;
	size_t base;
	span_vec gold, optional, found;
};

static uint32_t label_of(struct eval *e, enum kind kind, const char *tag)
{
	for (size_t i = 0; i < e->labels.n; i++) {
		if (e->labels.v[i].kind == kind && strcmp(e->labels.v[i].tag, tag) == 0)
			return (uint32_t)i + 1;
	}
	struct eval_label one = { kind, arena_strdup(&e->arena, tag) };
	vec_push(&e->labels, one);
	return (uint32_t)e->labels.n;
}

static bool has_span(const span_vec *v, const struct marked_span *s)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].label == s->label && span_eq(v->v[i].at, s->at))
			return true;
	}
	return false;
}

static void say_error(struct eval *e, const struct side *s, const char *what, const struct marked_span *m)
{
	const struct eval_label *l = &e->labels.v[m->label - 1];
	struct span at = { m->at.start - s->base, m->at.end - s->base };
	size_t from = at.start > AROUND ? at.start - AROUND : 0, to = at.end + AROUND < s->all.n ? at.end + AROUND : s->all.n;
	while (from > 0 && ((unsigned char)s->all.p[from] & 0xC0) == 0x80)
		from--;
	while (to < s->all.n && ((unsigned char)s->all.p[to] & 0xC0) == 0x80)
		to++;
	str_addf(&e->errors, "%s\t%s\t%s\t%s\t%zu\t%zu\t", s->doc, what, kind_name(l->kind), l->tag,
		 text_offset(s->text, at.start, OFFSET_CODEPOINT), text_offset(s->text, at.end, OFFSET_CODEPOINT));
	escape_add(sv_cut(s->all, from, at.start), &e->errors);
	str_adds(&e->errors, "[");
	escape_add(sv_span(s->all, at), &e->errors);
	str_adds(&e->errors, "]");
	escape_add(sv_cut(s->all, at.end, to), &e->errors);
	str_addc(&e->errors, '\n');
}

/* What is optional in the gold is neither missed nor spurious. */
static void compare(struct eval *e, struct side *s)
{
	for (size_t i = 0; i < s->gold.n; i++) {
		if (!has_span(&s->found, &s->gold.v[i]))
			say_error(e, s, "missed", &s->gold.v[i]);
		vec_push(&e->gold, s->gold.v[i]);
	}
	for (size_t i = 0; i < s->found.n; i++) {
		if (has_span(&s->optional, &s->found.v[i]))
			continue;
		if (!has_span(&s->gold, &s->found.v[i]))
			say_error(e, s, "spurious", &s->found.v[i]);
		vec_push(&e->found, s->found.v[i]);
	}
}

static void eval_one(struct eval *e, struct text *t, const char *path, const struct read_rows *gold)
{
	struct side s = { .doc = path, .text = t, .base = e->base };
	struct extract_opts opts = { 0 };
	struct mentions m;
	char *bytes = text_read_all(t, &s.all);
	unsigned kinds = 0;
	for (size_t i = 0; i < gold->all.n; i++) {
		const struct read_row *r = &gold->all.v[i];
		if (*r->doc && strcmp(file_name(r->doc), file_name(path)) != 0)
			continue;
		struct marked_span one = { { s.base + text_byte(t, r->row.span.start, OFFSET_CODEPOINT),
					     s.base + text_byte(t, r->row.span.end, OFFSET_CODEPOINT) },
					   label_of(e, r->row.kind, r->row.tag) };
		kinds |= 1u << r->row.kind;
		if (r->optional)
			vec_push(&s.optional, one);
		else
			vec_push(&s.gold, one);
	}
	extract(s.all, &opts, &m);
	for (size_t i = 0; i < m.all.n; i++) {
		const struct mention *x = &m.all.v[i];
		struct marked_span one = { { s.base + x->span.start, s.base + x->span.end }, 0 };
		if (!(kinds & 1u << x->kind))
			continue; /* the gold does not speak of this kind */
		one.label = label_of(e, x->kind, x->tag);
		vec_push(&s.found, one);
	}
	compare(e, &s);
	e->base += s.all.n + 1;
	mentions_fini(&m);
	vec_fini(&s.gold);
	vec_fini(&s.optional);
	vec_fini(&s.found);
	free(bytes);
}

static void print_row(const struct eval *e, const char *kind, const char *tag, uint32_t label)
{
	struct agreement g = agree_spans(e->gold.v, e->gold.n, e->found.v, e->found.n, label);
	if (g.left + g.right > 0 || label == 0)
		printf("%s\t%s\t%zu\t%zu\t%zu\t%.3f\t%.3f\t%.3f\t%.3f\n", kind, tag, g.left, g.right, g.same,
		       agree_precision(&g), agree_recall(&g), agree_f1(&g), agree_overlap_f1(&g));
}

static void print_all(const struct eval *e)
{
	printf("kind\ttag\tgold\tfound\tsame\tP\tR\tF1\tF1~\n");
	print_row(e, "all", "", 0);
	for (int k = 0; k < KIND_COUNT; k++) {
		for (uint32_t i = 0; i < e->labels.n; i++) {
			if ((int)e->labels.v[i].kind == k)
				print_row(e, kind_name(e->labels.v[i].kind), e->labels.v[i].tag, i + 1);
		}
	}
	if (e->errors.n > 0)
		printf("\ndoc\terror\tkind\ttag\tstart\tend\tcontext\n%s", e->errors.p);
}

/* The gold table; false: said why not. */
static bool read_gold(const char *path, struct read_rows *rows)
{
	struct error err = { 0 };
	struct text *t = text_open(path, ENC_AUTO, &err);
	bool ok = t != NULL;
	if (ok) {
		struct sv all;
		char *bytes = text_read_all(t, &all);
		ok = read_tsv(all, path, rows, &err);
		free(bytes);
		text_close(t);
	}
	if (!ok)
		complain("%s", err.msg);
	return ok;
}

int cmd_eval_run(int argc, char **argv)
{
	struct eval e = { 0 };
	struct read_rows gold;
	int status = EXIT_DONE;
	if (argc < 3) {
		complain(_("eval: which gold table, and which articles?"));
		return EXIT_WRONG_USAGE;
	}
	read_rows_init(&gold);
	arena_init(&e.arena);
	str_init(&e.errors);
	if (!read_gold(argv[1], &gold))
		status = EXIT_SOME_FAILED;
	for (int i = 2; i < argc && status == EXIT_DONE; i++) {
		struct error err = { 0 };
		struct text *t = text_open(argv[i], ENC_AUTO, &err);
		if (t == NULL) {
			complain("%s", err.msg);
			status = EXIT_SOME_FAILED;
			break;
		}
		eval_one(&e, t, argv[i], &gold);
		text_close(t);
	}
	if (status == EXIT_DONE)
		print_all(&e);
	vec_fini(&e.labels);
	vec_fini(&e.gold);
	vec_fini(&e.found);
	str_fini(&e.errors);
	arena_fini(&e.arena);
	read_rows_fini(&gold);
	return status;
}
