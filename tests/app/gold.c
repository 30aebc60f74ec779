/* gold.c - see gold.h. */
#include "tests/app/gold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

bool want_is(const struct want *w, const struct annotation *an)
{
	return span_eq(w->at, an->at.span) && w->kind == an->kind && strcmp(w->tag, an->tag) == 0;
}

/* Small letters, one blank, one apostrophe: as score.py compares. */
static void normal(struct sv s, struct str *out)
{
	struct str folded;

	str_init(&folded);
	utf8_fold(s, FOLD_CASE | FOLD_APOS, &folded);
	str_clear(out);
	for (size_t i = 0; i < folded.n; i++)
		if (folded.p[i] != ' ' || (out->n && out->p[out->n - 1] != ' '))
			str_addc(out, folded.p[i]);
	str_fini(&folded);
}

static bool same_number(const struct str *a, const struct str *b)
{
	char *x, *y;

	return a->n && b->n && strtod(a->p, &x) == strtod(b->p, &y) && !*x && !*y;
}

bool want_has(const struct want *w, const struct annotation *an, int attr)
{
	struct sv rest = sv_of(w->attr[attr]), one;
	struct str want, got;
	bool right = false;

	str_init(&want);
	str_init(&got);
	normal(sv_of(an->attr[attr] ? an->attr[attr] : ""), &got);
	while (!right && sv_next(&rest, '|', &one)) {
		normal(one, &want);
		right = sv_eq(str_sv(&want), str_sv(&got)) || (attr == ATTR_VALUE && same_number(&want, &got));
	}
	str_fini(&want);
	str_fini(&got);
	return right;
}

static char *file_bytes(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes;

	if (!f) {
		fprintf(stderr, "keystrokes: %s\n", path);
		exit(2);
	}
	bytes = xmalloc(1 << 22);
	*n = fread(bytes, 1, 1 << 22, f);
	fclose(f);
	return bytes;
}

/* "speaker=X|Y;cue=Z": all that is right. The entity is a name of the cluster, not typed. */
static void read_attributes(struct read_rows *rows, const struct read_row *r, struct want *w)
{
	struct sv rest = sv_of(r->attributes ? r->attributes : ""), one, name;
	enum attr attr;

	while (sv_next(&rest, ';', &one))
		if (sv_next(&one, '=', &name) && one.n > 0 && attr_parse(name, &attr) && attr != ATTR_ENTITY)
			w->attr[attr] = read_copy(rows, one);
}

void gold_read(const char *path, struct text *t, struct read_rows *rows, want_vec *out)
{
	struct error err = { 0 };
	size_t n;
	char *bytes = file_bytes(path, &n);

	read_rows_init(rows);
	if (!read_tsv((struct sv){ bytes, n }, path, rows, &err)) {
		fprintf(stderr, "keystrokes: %s\n", err.msg);
		exit(2);
	}
	for (size_t i = 0; i < rows->all.n; i++) {
		const struct read_row *r = &rows->all.v[i];
		struct want w = { { text_byte(t, r->row.span.start, OFFSET_CODEPOINT),
				    text_byte(t, r->row.span.end, OFFSET_CODEPOINT) },
				  r->row.kind, r->row.tag, r->optional, { NULL } };

		read_attributes(rows, r, &w);
		vec_push(out, w);
	}
	free(bytes);
}
