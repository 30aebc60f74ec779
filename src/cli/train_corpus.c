/* train_corpus.c - gold texts for the trainer; see train.h. */
#include "cli/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static struct sv read_file(struct corpus *c, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct str s;
	char buf[65536];
	size_t got;
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	str_init(&s);
	while ((got = fread(buf, 1, sizeof buf, f)) > 0)
		str_add(&s, (struct sv){ buf, got });
	fclose(f);
	size_t n = s.n;
	char *bytes = str_take(&s);
	str_fini(&s);
	vec_push(&c->files, bytes);
	return (struct sv){ bytes, n };
}

typedef VEC(struct gold_name) gold_vec;

/* kind tag start end text attributes optional, in code points. */
static void read_gold(struct sv rows, struct sv text, gold_vec *out)
{
	struct sv row, cell[7];
	while (sv_next(&rows, '\n', &row)) {
		size_t n = 0;
		while (n < ARRAY_LEN(cell) && sv_next(&row, '\t', &cell[n]))
			n++;
		if (n < 4 || !sv_eq(cell[0], SV("entity")))
			continue;
		struct gold_name g = { { utf8_seek(text, strtoul(cell[2].p, NULL, 10)),
					 utf8_seek(text, strtoul(cell[3].p, NULL, 10)) },
				       (uint8_t)((label_of(cell[1], true) - 1) / 2),
				       n == 7 && sv_eq(cell[6], SV("1")) };
		vec_push(out, g);
	}
}

static void label_tokens(struct train_doc *d)
{
	for (size_t k = 0; k < d->names.n; k++) {
		const struct gold_name *g = &d->names.v[k];
		size_t first = tokens_at(&d->t, g->at.start);
		for (size_t i = first; i < d->t.all.n && d->t.all.v[i].span.start < g->at.end; i++)
			d->labels[i] = (uint8_t)(LABEL_B_PER + 2 * g->tag + (i > first));
	}
}

/* A document of text, and those of the gold names that lie in it. */
static void add_document(struct corpus *c, struct sv file, struct span part, const gold_vec *gold, bool article,
			 size_t fold)
{
	struct train_doc d = { .article = article, .fold = fold };
	if (c->language == NULL)
		c->language = language_new();
	tokens_init(&d.t, c->language, sv_span(file, part));
	for (size_t i = 0; i < gold->n; i++) {
		struct gold_name g = gold->v[i];
		if (g.at.start < part.start || g.at.end > part.end)
			continue;
		g.at.start -= part.start;
		g.at.end -= part.start;
		vec_push(&d.names, g);
	}
	size_t n = d.t.all.n + 1;
	d.labels = xcalloc(n, 1);
	d.counts = xcalloc(n, 1);
	d.own = xcalloc(n, 1);
	d.features = xcalloc(n, sizeof *d.features * FEATURES_MAX);
	label_tokens(&d);
	struct features_doc *seen = features_doc_new(&d.t);
	for (size_t i = 0; i < d.t.all.n; i++) {
		size_t own;
		d.counts[i] = (uint8_t)features_of(seen, i, d.features + i * FEATURES_MAX, &own);
		d.own[i] = (uint8_t)own;
	}
	features_doc_free(seen);
	vec_push(&c->docs, d);
}

/* Takes the marks of one article out: what is left in *text, the names in out. */
static void read_marks(const char *path, struct sv marked, struct str *text, gold_vec *out)
{
	size_t at = 0;
	while (at < marked.n) {
		const char *open = memchr(marked.p + at, '[', marked.n - at);
		const char *close = open != NULL ? memchr(open, ']', marked.n - (size_t)(open - marked.p)) : NULL;
		size_t start = open != NULL ? (size_t)(open - marked.p) : marked.n;
		str_add(text, sv_cut(marked, at, start));
		if (open == NULL)
			break;
		struct sv tag = { open + 1, strcspn(open + 1, " ]") };
		if (close == NULL || open[1 + tag.n] != ' ' || (label_of(tag, true) & 1) == 0) {
			fprintf(stderr, "train: %s: not a mark: %.*s\n", path, (int)(marked.n - start < 40 ? marked.n - start : 40), open);
			exit(1);
		}
		struct sv name = { open + tag.n + 2, (size_t)(close - open) - tag.n - 2 };
		struct gold_name g = { { text->n, text->n + name.n }, (uint8_t)((label_of(tag, true) - 1) / 2), false };
		str_add(text, name);
		vec_push(out, g);
		at = start + (size_t)(close - open) + 1;
	}
}

static void add_prose(struct corpus *c, const char *path)
{
	struct sv rest = read_file(c, path);
	while (rest.n > 0) {
		struct str text;
		gold_vec gold = { 0 };
		const char *stop = memmem(rest.p, rest.n, "\n%%\n", 4);
		struct sv one = { rest.p, stop != NULL ? (size_t)(stop - rest.p) : rest.n };
		str_init(&text);
		read_marks(path, one, &text, &gold);
		size_t n = text.n;
		char *bytes = str_take(&text);
		str_fini(&text);
		vec_push(&c->files, bytes);
		add_document(c, (struct sv){ bytes, n }, (struct span){ 0, n }, &gold, true, TRAIN_FOLDS);
		vec_fini(&gold);
		rest = stop != NULL ? sv_cut(rest, one.n + 4, rest.n) : (struct sv){ NULL, 0 };
	}
}

void corpus_add(struct corpus *c, const char *gold_path)
{
	struct str path;
	gold_vec gold = { 0 };
	size_t n = strlen(gold_path);
	bool article = strstr(gold_path, "/sentences/") == NULL;
	size_t fold = c->files.n / 2 % TRAIN_FOLDS;
	if (n > 4 && strcmp(gold_path + n - 4, ".txt") == 0) {
		add_prose(c, gold_path);
		return;
	}
	if (n < 9 || strcmp(gold_path + n - 9, ".gold.tsv") != 0) {
		fprintf(stderr, "train: %s: not called .gold.tsv\n", gold_path);
		exit(2);
	}
	str_init(&path);
	str_add(&path, (struct sv){ gold_path, n - 9 });
	str_adds(&path, ".txt");
	struct sv text = read_file(c, path.p);
	read_gold(read_file(c, gold_path), text, &gold);
	for (size_t at = 0; at < text.n;) {
		size_t end = at;
		while (end < text.n && (article || text.p[end] != '\n'))
			end++;
		add_document(c, text, (struct span){ at, end }, &gold, article, fold);
		at = end + 1;
	}
	vec_fini(&gold);
	str_fini(&path);
}

void corpus_fini(struct corpus *c)
{
	language_free(c->language);
	for (size_t i = 0; i < c->docs.n; i++) {
		struct train_doc *d = &c->docs.v[i];
		tokens_fini(&d->t);
		vec_fini(&d->names);
		free(d->labels);
		free(d->features);
		free(d->counts);
		free(d->own);
	}
	for (size_t i = 0; i < c->files.n; i++)
		free(c->files.v[i]);
	vec_fini(&c->docs);
	vec_fini(&c->files);
}
