/* read_jsonl.c - one JSON object a line, by jansson; see read.h. */
#include <jansson.h>

#include "base/i18n.h"
#include "format/read.h"

static const char *string(struct read_rows *out, const json_t *o, const char *name)
{
	const json_t *j = json_object_get(o, name);
	return json_is_string(j) ? read_copy(out, (struct sv){ json_string_value(j), json_string_length(j) }) : NULL;
}

static bool number(const json_t *o, const char *name, size_t *n)
{
	const json_t *j = json_object_get(o, name);
	if (!json_is_integer(j) || json_integer_value(j) < 0)
		return false;
	*n = (size_t)json_integer_value(j);
	return true;
}

static bool read_one(const json_t *o, struct read_row *r, struct read_rows *out)
{
	const char *kind = string(out, o, "kind"), *text = string(out, o, "text"), *doc = string(out, o, "doc");
	r->doc = doc != NULL ? doc : "";
	r->row.id = string(out, o, "id");
	r->row.tag = string(out, o, "tag");
	r->row.text = sv_of(text != NULL ? text : "");
	r->row.status = string(out, o, "status");
	r->row.annotator = string(out, o, "annotator");
	r->row.note = string(out, o, "note");
	for (int i = 0; i < ATTR_COUNT; i++)
		r->row.attr[i] = string(out, o, attr_name((enum attr)i));
	if (r->row.tag == NULL || !number(o, "start", &r->row.span.start) || !number(o, "end", &r->row.span.end) ||
	    r->row.span.end <= r->row.span.start)
		return false;
	if (kind == NULL || !kind_parse(sv_of(kind), &r->row.kind))
		r->row.kind = read_kind_of(sv_of(r->row.tag));
	return true;
}

/* "links": [{"name": "speaker", "to": "ID"}] */
static void read_links(const json_t *o, const struct read_row *r, struct read_rows *out)
{
	const json_t *one;
	size_t i;
	json_array_foreach(json_object_get(o, "links"), i, one) {
		struct read_link l = { .from_id = r->row.id, .to_id = string(out, one, "to"), .name = string(out, one, "name"),
				       .line = r->line };
		if (l.from_id != NULL && l.to_id != NULL)
			vec_push(&out->links, l);
	}
}

bool read_jsonl(struct sv bytes, const char *name, struct read_rows *out, struct error *err)
{
	struct sv line;
	size_t first = out->all.n;
	for (size_t n = 1; bytes.n > 0 && sv_next(&bytes, '\n', &line); n++) {
		struct read_row r = { .line = n };
		json_error_t why;
		if (sv_trim(line).n == 0)
			continue;
		json_t *o = json_loadb(line.p, line.n, 0, &why);
		bool ok = json_is_object(o) && read_one(o, &r, out);
		if (ok)
			read_links(o, &r, out);
		json_decref(o);
		if (!ok)
			return error_set(err, ERR_FORMAT, _("%s:%zu: no JSON object with tag, start and end"), name, n);
		vec_push(&out->all, r);
	}
	read_links_find(out, first);
	return true;
}
