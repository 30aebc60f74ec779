/* cmd_compare.c - postil diff and postil agree: annotators beside each other. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/compare.h"
#include "annotate/gamma.h"
#include "annotate/gamma_align.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/load.h"
#include "extract/tokens.h"
#include "format/format.h"
#include "ui/reader.h"

typedef VEC(struct loaded) loaded_vec;

/* Loads every file; false: one could not be read, which was said. */
static bool load_all(struct loading *l, char **files, size_t n, loaded_vec *out)
{
	bool ok = true;
	loading_init(l);
	for (size_t i = 0; i < n; i++) {
		struct loaded one;
		struct error err = { 0 };
		if (load_annotations(l, files[i], &one, &err)) {
			vec_push(out, one);
		} else {
			complain("%s", err.msg);
			ok = false;
		}
	}
	return ok;
}

static void unload(struct loading *l, loaded_vec *all)
{
	for (size_t i = 0; i < all->n; i++)
		loaded_fini(&all->v[i]);
	vec_fini(all);
	loading_fini(l);
}

/* ---- diff ---- */

static void diff_side(const struct loaded_span *s, struct str *out)
{
	if (s == NULL) {
		str_adds(out, "\t\t\t\t");
		return;
	}
	str_addc(out, '\t');
	escape_add(sv_of(s->tag), out);
	str_addf(out, "\t%zu\t%zu\t", s->at.start, s->at.end);
	escape_add(sv_of(s->text), out);
}

static void diff_row(const struct loading *l, const char *how, const struct loaded_span *a, const struct loaded_span *b)
{
	const struct loaded_span *any = a != NULL ? a : b;
	struct str out;
	str_init(&out);
	escape_add(sv_of(l->docs.v[any->doc].name), &out);
	str_addf(&out, "\t%s\t%s", how, kind_name(any->kind));
	diff_side(a, &out);
	diff_side(b, &out);
	puts(out.p);
	str_fini(&out);
}

static struct compared *side_of(const struct loaded *f)
{
	struct compared *out = xcalloc(f->all.n, sizeof *out);
	for (size_t i = 0; i < f->all.n; i++) {
		const struct loaded_span *s = &f->all.v[i];
		out[i] = (struct compared){ s->doc, s->at, s->kind, s->tag };
	}
	return out;
}

/* Pairs what is alike, the best first; the rest stands alone. */
static void diff(const struct loading *l, const struct loaded *a, const struct loaded *b)
{
	struct compared *left = side_of(a), *right = side_of(b);
	size_t *with_a = xcalloc(a->all.n, sizeof *with_a), *with_b = xcalloc(b->all.n, sizeof *with_b);
	size_t from = 0;
	compare_pair(left, a->all.n, right, b->all.n, with_a, with_b);
	printf("doc\thow\tkind\tleft_tag\tleft_start\tleft_end\tleft_text\tright_tag\tright_start\tright_end\tright_text\n");
	for (size_t i = 0; i <= a->all.n; i++) {
		const struct loaded_span *x = i < a->all.n ? &a->all.v[i] : NULL;
		for (; from < b->all.n; from++) { /* what only the right has, in its place */
			const struct loaded_span *y = &b->all.v[from];
			if (x != NULL && (y->doc > x->doc || (y->doc == x->doc && y->at.start > x->at.start)))
				break;
			if (with_b[from] == 0)
				diff_row(l, "right-only", NULL, y);
		}
		if (x == NULL)
			break;
		size_t k = with_a[i];
		enum compare_how how = k > 0 ? compare_two(&left[i], &right[k - 1]) : COMPARE_NONE;
		if (how != COMPARE_SAME)
			diff_row(l, how == COMPARE_NONE ? "left-only" : how == COMPARE_TAG ? "tag" : "span", x,
				 k > 0 ? &b->all.v[k - 1] : NULL);
	}
	free(with_a);
	free(with_b);
	free(left);
	free(right);
}

/* Both in the reader: what is decided goes to the sidecar of NAME. */
static int diff_review(struct reader_args a, const char *left, const char *right)
{
	const char *const sets[] = { "per-annotator=yes" };
	char *article = load_article_of(left);
	const char *files[] = { article };
	if (article == NULL) {
		complain(_("%s: the article of this sidecar is not beside it"), left);
		return EXIT_SOME_FAILED;
	}
	a.files = files;
	a.nfiles = 1;
	a.sets = sets;
	a.nsets = 1;
	a.diff[0] = left;
	a.diff[1] = right;
	int status = reader_run(&a);
	free(article);
	return status;
}

int cmd_diff_run(int argc, char **argv)
{
	static const struct option longs[] = { { "review", no_argument, NULL, 'r' },
					       { "annotator", required_argument, NULL, 'n' },
					       { "keys", required_argument, NULL, 'k' },
					       { "dump-screen", required_argument, NULL, 'd' },
					       { "no-config", no_argument, NULL, 'c' },
					       { NULL, 0, NULL, 0 } };
	struct reader_args a = { .encoding = ENC_AUTO };
	struct loading l;
	loaded_vec all = { 0 };
	bool review = false;
	int c;
	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		if (c == 'r')
			review = true;
		else if (c == 'n')
			a.annotator = optarg;
		else if (c == 'k')
			a.keys = optarg;
		else if (c == 'c')
			a.no_config = true;
		else if (c != 'd' || !parse_screen(optarg, &a.dump_w, &a.dump_h))
			return EXIT_WRONG_USAGE;
	}
	if (argc - optind != 2) {
		complain(_("diff: which two? Sidecars, articles that have one, or tables"));
		return EXIT_WRONG_USAGE;
	}
	argv += optind - 1;
	if (review)
		return diff_review(a, argv[1], argv[2]);
	bool ok = load_all(&l, argv + 1, 2, &all);
	if (ok)
		diff(&l, &all.v[0], &all.v[1]);
	unload(&l, &all);
	return ok ? EXIT_DONE : EXIT_SOME_FAILED;
}

/* ---- agree ---- */

/* Labels by number: kind and tag. */
struct label {
	enum kind kind;
	const char *tag;
};

struct labels {
	VEC(struct label) all;
};

static uint32_t label_of(struct labels *s, enum kind kind, const char *tag)
{
	for (size_t i = 0; i < s->all.n; i++) {
		if (s->all.v[i].kind == kind && strcmp(s->all.v[i].tag, tag) == 0)
			return (uint32_t)i + 1;
	}
	struct label one = { kind, tag };
	vec_push(&s->all, one);
	return (uint32_t)s->all.n;
}

/* What is judged: tokens of the articles, or characters where one is not there. */
struct units {
	VEC(struct span) all; /* code points, each document behind the one before */
	size_t *base;         /* where each document begins */
	bool tokens;
};

static size_t add_tokens(struct units *u, const char *path, size_t base)
{
	struct error err;
	struct text *t = text_open(path, ENC_AUTO, &err);
	struct tokens cut;
	if (t == NULL)
		return 0;
	struct sv all;
	char *bytes = text_read_all(t, &all);
	tokens_init(&cut, NULL, all);
	for (size_t i = 0; i < cut.all.n; i++) {
		struct span at = { base + text_offset(t, cut.all.v[i].span.start, OFFSET_CODEPOINT),
				   base + text_offset(t, cut.all.v[i].span.end, OFFSET_CODEPOINT) };
		vec_push(&u->all, at);
	}
	size_t end = text_offset(t, all.n, OFFSET_CODEPOINT);
	tokens_fini(&cut);
	free(bytes);
	text_close(t);
	return end;
}

static void units_init(struct units *u, const struct loading *l, const loaded_vec *all)
{
	*u = (struct units){ .base = xcalloc(l->docs.n + 1, sizeof *u->base), .tokens = true };
	for (size_t d = 0; d < l->docs.n; d++)
		u->tokens = u->tokens && l->docs.v[d].path != NULL;
	for (size_t d = 0; d < l->docs.n; d++) {
		size_t end = u->tokens ? add_tokens(u, l->docs.v[d].path, u->base[d]) : 0;
		for (size_t f = 0; f < all->n; f++) {
			for (size_t i = 0; i < all->v[f].all.n; i++) {
				const struct loaded_span *s = &all->v[f].all.v[i];
				end = s->doc == d && s->at.end > end ? s->at.end : end;
			}
		}
		for (size_t i = 0; !u->tokens && i < end; i++) {
			struct span one = { u->base[d] + i, u->base[d] + i + 1 };
			vec_push(&u->all, one);
		}
		u->base[d + 1] = u->base[d] + end + 1;
	}
}

/* The spans of a file on the common line, and the label of each unit. */
struct coded {
	VEC(struct marked_span) spans;
	uint32_t *units;
};

static void code(const struct loaded *f, const struct units *u, struct labels *labels, struct coded *out)
{
	*out = (struct coded){ .units = xcalloc(u->all.n + 1, sizeof *out->units) };
	size_t from = 0;
	for (size_t i = 0; i < f->all.n; i++) {
		const struct loaded_span *s = &f->all.v[i];
		size_t base = u->base[s->doc];
		struct marked_span m = { { base + s->at.start, base + s->at.end }, label_of(labels, s->kind, s->tag) };
		vec_push(&out->spans, m);
		while (from < u->all.n && u->all.v[from].end <= m.at.start)
			from++;
		for (size_t k = from; k < u->all.n && u->all.v[k].start < m.at.end; k++) {
			if (out->units[k] == 0) /* the outer one of nested spans */
				out->units[k] = m.label;
		}
	}
}

static void print_agreement(const char *pair, const char *kind, const char *tag, const struct agreement *g)
{
	printf("%s\t%s\t%s\t%zu\t%zu\t%zu\t%.3f\t%.3f\t%.3f\t%.3f\n", pair, kind, tag, g->left, g->right, g->same,
	       agree_precision(g), agree_recall(g), agree_f1(g), agree_overlap_f1(g));
}

static void print_pair(const loaded_vec *all, const struct coded *coded, const struct units *u, const struct labels *labels,
		       size_t a, size_t b)
{
	struct str pair;
	str_init(&pair);
	escape_add(sv_of(all->v[a].name), &pair);
	str_adds(&pair, " / ");
	escape_add(sv_of(all->v[b].name), &pair);
	for (uint32_t t = 0; t <= labels->all.n; t++) {
		struct agreement g = agree_spans(coded[a].spans.v, coded[a].spans.n, coded[b].spans.v, coded[b].spans.n, t);
		const struct label *k = t > 0 ? &labels->all.v[t - 1] : NULL;
		if (g.left + g.right > 0 || t == 0)
			print_agreement(pair.p, k != NULL ? kind_name(k->kind) : "all", k != NULL ? k->tag : "", &g);
	}
	printf("%s\tkappa\t%s\t\t\t\t\t\t%.3f\t\n", pair.p, u->tokens ? "tokens" : "characters",
	       agree_kappa(coded[a].units, coded[b].units, u->all.n));
	str_fini(&pair);
}

static void print_coefficient(const char *name, const char *tag, double value)
{
	printf("%s\t%s\t%s\t\t\t\t\t\t%.3f\t\n", _("all"), name, tag, value);
}

/* Where units begin and end, and what they are called: all of them together, and for each label. */
static void print_unitizing(const struct coded *coded, size_t n, size_t length, const struct labels *labels)
{
	const struct marked_span **spans = xcalloc(n, sizeof *spans);
	size_t *counts = xcalloc(n, sizeof *counts);
	struct disagreement *d = xcalloc(labels->all.n, sizeof *d);
	for (size_t i = 0; i < n; i++) {
		spans[i] = coded[i].spans.v;
		counts[i] = coded[i].spans.n;
	}
	for (size_t t = 0; t < labels->all.n; t++)
		d[t] = agree_unitizing(spans, counts, n, length, (uint32_t)t + 1);
	print_coefficient("alpha_u", "all", agree_alpha_u(d, labels->all.n));
	for (size_t t = 0; t < labels->all.n; t++)
		print_coefficient("alpha_u", labels->all.v[t].tag, agree_alpha_u(&d[t], 1));
	print_coefficient("gamma", "all", gamma_measure(spans, counts, n, length, 0).value);
	for (size_t t = 0; t < labels->all.n; t++)
		print_coefficient("gamma", labels->all.v[t].tag, gamma_measure(spans, counts, n, length, (uint32_t)t + 1).value);
	free(spans);
	free(counts);
	free(d);
}

static void agree(const struct loading *l, const loaded_vec *all)
{
	struct units u;
	struct labels labels = { 0 };
	struct coded *coded = xcalloc(all->n, sizeof *coded);
	const uint32_t **rows = xcalloc(all->n, sizeof *rows);
	units_init(&u, l, all);
	for (size_t i = 0; i < all->n; i++) {
		code(&all->v[i], &u, &labels, &coded[i]);
		rows[i] = coded[i].units;
	}
	/* a coefficient stands in the column F1 */
	printf("pair\tkind\ttag\tleft\tright\tsame\tP\tR\tF1\tF1~\n");
	for (size_t a = 0; a < all->n; a++) {
		for (size_t b = a + 1; b < all->n; b++)
			print_pair(all, coded, &u, &labels, a, b);
	}
	print_coefficient("alpha", u.tokens ? "tokens" : "characters", agree_alpha(rows, all->n, u.all.n));
	print_unitizing(coded, all->n, u.base[l->docs.n], &labels);
	for (size_t i = 0; i < all->n; i++) {
		vec_fini(&coded[i].spans);
		free(coded[i].units);
	}
	vec_fini(&u.all);
	free(u.base);
	vec_fini(&labels.all);
	free(rows);
	free(coded);
}

int cmd_agree_run(int argc, char **argv)
{
	struct loading l;
	loaded_vec all = { 0 };
	if (argc - 1 > GAMMA_MOST) {
		complain(_("agree: at most %d annotators"), GAMMA_MOST);
		return EXIT_WRONG_USAGE;
	}
	if (argc < 3) {
		complain(_("agree: between whom? Two or more sidecars, articles that have one, or tables"));
		return EXIT_WRONG_USAGE;
	}
	bool ok = load_all(&l, argv + 1, (size_t)argc - 1, &all);
	if (ok)
		agree(&l, &all);
	unload(&l, &all);
	return ok ? EXIT_DONE : EXIT_SOME_FAILED;
}
