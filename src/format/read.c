/* read.c - the table of readers, and TSV, brat and CoNLL; see read.h. */
#include "format/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"

static const struct read_format formats[] = {
	{ "tsv", N_("what postil exports; any table with columns tag, start, end"), read_tsv },
	{ "jsonl", N_("one JSON object a line, as postil exports it"), read_jsonl },
	{ "brat", N_("brat stand-off (.ann): T lines, the notes on them, and relations"), read_brat },
	{ "conll", N_("a token and its BIO tag a line"), read_conll },
};

const struct read_format *read_format_at(size_t i)
{
	return i < ARRAY_LEN(formats) ? &formats[i] : NULL;
}

const struct read_format *read_format_find(struct sv name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		if (sv_eq(sv_of(formats[i].name), name))
			return &formats[i];
	}
	return NULL;
}

void read_rows_init(struct read_rows *r)
{
	memset(r, 0, sizeof *r);
	arena_init(&r->arena);
}

void read_rows_fini(struct read_rows *r)
{
	vec_fini(&r->all);
	vec_fini(&r->links);
	arena_fini(&r->arena);
}

enum kind read_kind_of(struct sv tag)
{
	static const struct {
		const char *tag;
		enum kind kind;
	} known[] = { { "PER", KIND_ENTITY },   { "ORG", KIND_ENTITY },   { "LOC", KIND_ENTITY },
		      { "MISC", KIND_ENTITY },  { "DATE", KIND_DATE },    { "DIRECT", KIND_QUOTE },
		      { "INDIRECT", KIND_QUOTE }, { "TERM", KIND_QUOTE }, { "QUANTITY", KIND_FIGURE },
		      { "MONEY", KIND_FIGURE }, { "PERCENT", KIND_FIGURE }, { "AGE", KIND_FIGURE } };
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (sv_eq(tag, sv_of(known[i].tag)))
			return known[i].kind;
	}
	return KIND_SPAN;
}

bool read_number(struct sv s, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *n > SIZE_MAX / 20)
			return false;
		*n = *n * 10 + (size_t)(s.p[i] - '0');
	}
	return s.n > 0;
}

const char *read_copy(struct read_rows *r, struct sv s)
{
	return arena_strndup(&r->arena, s.p, s.n);
}

struct named_row {
	const char *id;
	size_t row;
};

static int by_id_and_row(const void *x, const void *y)
{
	const struct named_row *a = x, *b = y;
	int c = strcmp(a->id, b->id);
	return c != 0 ? c : (a->row > b->row) - (a->row < b->row);
}

static size_t find_id(const struct named_row *v, size_t n, const char *id)
{
	size_t lo = 0, hi = n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (strcmp(v[mid].id, id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && strcmp(v[lo].id, id) == 0 ? v[lo].row : READ_NOWHERE;
}

void read_links_find(struct read_rows *r, size_t first)
{
	VEC(struct named_row) named = { 0 };
	for (size_t i = first; i < r->all.n && r->links.n > 0; i++) {
		struct named_row one = { r->all.v[i].row.id, i };
		if (one.id != NULL)
			vec_push(&named, one);
	}
	if (named.n > 0)
		qsort(named.v, named.n, sizeof *named.v, by_id_and_row);
	for (size_t i = 0; i < r->links.n; i++) {
		r->links.v[i].from = find_id(named.v, named.n, r->links.v[i].from_id);
		r->links.v[i].to = find_id(named.v, named.n, r->links.v[i].to_id);
	}
	vec_fini(&named);
}

/* A line without its newline and carriage return. */
static bool next_line(struct sv *rest, struct sv *line, size_t *number)
{
	if (rest->n == 0 || !sv_next(rest, '\n', line))
		return false;
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	(*number)++;
	return true;
}

/* ---- TSV: columns by the names of the header ---- */

#define COLUMNS_MAX 64

static const char *cell(struct read_rows *out, struct sv raw)
{
	struct str s;
	str_init(&s);
	unescape_add(raw, &s);
	const char *copy = read_copy(out, str_sv(&s));
	str_fini(&s);
	return copy;
}

/* "speaker=X|Y;cue=Z" of the gold files: the first of each. */
static void set_attributes(struct read_rows *out, struct sv all, struct format_row *row)
{
	struct sv one;
	while (sv_next(&all, ';', &one)) {
		struct sv name, value = one;
		enum attr a;
		if (sv_next(&value, '=', &name) && value.p != NULL && attr_parse(name, &a)) {
			struct sv first = value;
			sv_next(&value, '|', &first);
			row->attr[a] = read_copy(out, first);
		}
	}
}

static bool set_cell(struct read_rows *out, struct read_row *r, struct sv column, struct sv raw)
{
	struct format_row *row = &r->row;
	enum attr a;
	if (sv_eq(column, SV("start")))
		return read_number(raw, &row->span.start);
	if (sv_eq(column, SV("end")))
		return read_number(raw, &row->span.end);
	if (sv_eq(column, SV("kind")))
		return kind_parse(raw, &row->kind);
	const char *value = cell(out, raw);
	if (sv_eq(column, SV("doc")))
		r->doc = value;
	else if (sv_eq(column, SV("tag")))
		row->tag = value;
	else if (sv_eq(column, SV("text")))
		row->text = sv_of(value);
	else if (sv_eq(column, SV("status")))
		row->status = value;
	else if (sv_eq(column, SV("annotator")))
		row->annotator = value;
	else if (sv_eq(column, SV("note")))
		row->note = value;
	else if (sv_eq(column, SV("optional")))
		r->optional = sv_eq(raw, SV("1"));
	else if (sv_eq(column, SV("attributes")))
		set_attributes(out, sv_of(r->attributes = value), row);
	else if (attr_parse(column, &a) && *value)
		row->attr[a] = value;
	return true;
}

bool read_tsv(struct sv bytes, const char *name, struct read_rows *out, struct error *err)
{
	struct sv line, columns[COLUMNS_MAX], field;
	size_t n = 0, number = 0, needed = 0;
	bool has_kind = false;
	if (!next_line(&bytes, &line, &number))
		return error_set(err, ERR_FORMAT, _("%s: empty: a header row is missing"), name);
	while (n < COLUMNS_MAX && sv_next(&line, '\t', &field)) {
		has_kind = has_kind || sv_eq(field, SV("kind"));
		needed += sv_eq(field, SV("tag")) || sv_eq(field, SV("start")) || sv_eq(field, SV("end"));
		columns[n++] = field;
	}
	if (needed != 3)
		return error_set(err, ERR_FORMAT, _("%s:1: the header names no columns tag, start and end"), name);
	while (next_line(&bytes, &line, &number)) {
		struct read_row r = { .doc = "", .line = number };
		size_t k = 0;
		if (line.n == 0)
			continue;
		for (; k < n && sv_next(&line, '\t', &field); k++) {
			if (!set_cell(out, &r, columns[k], field))
				return error_set(err, ERR_FORMAT, _("%s:%zu: column %zu makes no sense"), name, number, k + 1);
		}
		if (r.row.tag == NULL || r.row.span.end <= r.row.span.start)
			return error_set(err, ERR_FORMAT, _("%s:%zu: no tag, or an empty span"), name, number);
		if (!has_kind)
			r.row.kind = read_kind_of(sv_of(r.row.tag));
		vec_push(&out->all, r);
	}
	return true;
}

/* ---- brat ---- */

static struct read_row *brat_find(struct read_rows *out, size_t from, struct sv id)
{
	for (size_t i = from; i < out->all.n; i++) {
		if (sv_eq(id, sv_of(out->all.v[i].row.id)))
			return &out->all.v[i];
	}
	return NULL;
}

/* "T1<TAB>PER 0 5<TAB>words": of « 0 5;8 12 » the first and last place. */
static bool brat_text(struct read_rows *out, struct sv id, struct sv rest, size_t number)
{
	struct sv spec, tag, at, place;
	struct read_row r = { .doc = "", .line = number };
	if (!sv_next(&rest, '\t', &spec) || !sv_next(&spec, ' ', &tag))
		return false;
	bool first = true;
	while (sv_next(&spec, ';', &place)) {
		size_t start, end;
		if (!sv_next(&place, ' ', &at) || !read_number(at, &start) || !read_number(place, &end))
			return false;
		r.row.span.start = first ? start : r.row.span.start;
		r.row.span.end = end;
		first = false;
	}
	r.row.id = read_copy(out, id);
	r.row.tag = read_copy(out, tag);
	r.row.kind = read_kind_of(tag);
	if (rest.p != NULL)
		r.row.text = sv_of(read_copy(out, rest));
	vec_push(&out->all, r);
	return !first && r.row.span.end > r.row.span.start;
}

/* "R1<TAB>speaker Arg1:T1 Arg2:T2", whatever the two roles are called. */
static bool brat_relation(struct read_rows *out, struct sv rest, size_t number)
{
	struct sv spec, name, from, to, role;
	if (!sv_next(&rest, '\t', &spec) || !sv_next(&spec, ' ', &name) || !sv_next(&spec, ' ', &from) ||
	    !sv_next(&spec, ' ', &to) || !sv_next(&from, ':', &role) || !sv_next(&to, ':', &role) || from.n == 0 || to.n == 0)
		return false;
	struct read_link l = { .from_id = read_copy(out, from), .to_id = read_copy(out, to),
			       .name = read_copy(out, name), .line = number };
	vec_push(&out->links, l);
	return true;
}

/* "#1<TAB>AnnotatorNotes T1<TAB>text", and comments of ours: see brat.c. */
static void brat_comment(struct read_rows *out, size_t from, struct sv line)
{
	struct sv what, on;
	enum attr attr;
	if (!sv_next(&line, '\t', &what) || !sv_next(&what, ' ', &on))
		return;
	struct read_row *r = what.p != NULL ? brat_find(out, from, what) : NULL;
	if (r == NULL || line.p == NULL)
		return;
	if (attr_parse(on, &attr))
		r->row.attr[attr] = read_copy(out, line);
	else if (sv_eq(on, SV("kind")))
		kind_parse(line, &r->row.kind);
	else
		r->row.note = read_copy(out, line);
}

bool read_brat(struct sv bytes, const char *name, struct read_rows *out, struct error *err)
{
	struct sv line, id;
	size_t number = 0, from = out->all.n;
	while (next_line(&bytes, &line, &number)) {
		if (line.n == 0 || !sv_next(&line, '\t', &id) || id.n == 0)
			continue;
		if (id.p[0] == 'T' && !brat_text(out, id, line, number))
			return error_set(err, ERR_FORMAT, _("%s:%zu: not a line of brat's: ID, tag, start and end"), name, number);
		if (id.p[0] == 'R' && !brat_relation(out, line, number))
			return error_set(err, ERR_FORMAT, _("%s:%zu: not a relation of brat's: ID, name and two ends"), name, number);
		if (id.p[0] == '#' && line.p != NULL)
			brat_comment(out, from, line);
	}
	read_links_find(out, from);
	return true;
}

/* ---- CoNLL: words only, to be found in the article in their order ---- */

bool read_conll(struct sv bytes, const char *name, struct read_rows *out, struct error *err)
{
	struct sv line;
	size_t number = 0;
	struct str words;
	(void)name;
	(void)err;
	str_init(&words);
	struct read_row *open = NULL;
	while (next_line(&bytes, &line, &number)) {
		size_t tab = line.n;
		while (tab > 0 && line.p[tab - 1] != '\t' && line.p[tab - 1] != ' ')
			tab--;
		struct sv tag = sv_cut(line, tab, line.n), rest = line, word = line;
		sv_next(&rest, line.n > 0 && memchr(line.p, '\t', line.n) != NULL ? '\t' : ' ', &word);
		bool inside = tag.n > 2 && tag.p[0] == 'I' && open != NULL && sv_eq(sv_cut(tag, 2, tag.n), sv_of(open->row.tag));
		bool begins = tag.n > 2 && (tag.p[0] == 'B' || tag.p[0] == 'I') && tag.p[1] == '-' && !inside;
		if (inside) {
			str_addc(&words, ' ');
			str_add(&words, word);
			open->row.text = sv_of(read_copy(out, str_sv(&words)));
			continue;
		}
		open = NULL;
		if (!begins)
			continue;
		struct read_row r = { .doc = "", .line = number, .no_span = true };
		str_clear(&words);
		str_add(&words, word);
		r.row.tag = read_copy(out, sv_cut(tag, 2, tag.n));
		r.row.kind = read_kind_of(sv_of(r.row.tag));
		r.row.text = sv_of(read_copy(out, word));
		vec_push(&out->all, r);
		open = &out->all.v[out->all.n - 1];
	}
	str_fini(&words);
	return true;
}
