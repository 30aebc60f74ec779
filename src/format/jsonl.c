/* jsonl.c - one JSON object a line, by jansson. Ill-formed bytes become
 * U+FFFD: JSON holds none. */
#include <jansson.h>

#include "base/utf8.h"
#include "format/writers.h"

static json_t *string(struct sv s)
{
	struct str clean;
	str_init(&clean);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		str_add_cp(&clean, cp);
	}
	json_t *j = json_stringn(clean.p, clean.n);
	str_fini(&clean);
	return j;
}

static void put(json_t *o, const char *name, const char *value)
{
	if (value != NULL && value[0] != '\0')
		json_object_set_new(o, name, string(sv_of(value)));
}

void jsonl_row(const struct format_row *r, const char *doc, struct text *t,
	       const struct format_opts *o, struct str *out)
{
	json_t *j = json_object();
	put(j, "doc", doc);
	put(j, "id", r->id);
	put(j, "kind", kind_name(r->kind));
	put(j, "tag", r->tag);
	json_object_set_new(j, "start",
			    json_integer((json_int_t)text_offset(t, r->span.start, o->unit)));
	json_object_set_new(j, "end",
			    json_integer((json_int_t)text_offset(t, r->span.end, o->unit)));
	json_object_set_new(j, "text", string(r->text));
	for (int i = 0; i < ATTR_COUNT; i++)
		put(j, attr_name((enum attr)i), r->attr[i]);
	put(j, "unit_code", r->code);
	put(j, "origin", r->origin);
	put(j, "status", r->status);
	put(j, "annotator", r->annotator);
	put(j, "time", r->time);
	put(j, "note", r->note);
	if (r->nlinks > 0) {
		json_t *links = json_array();
		for (size_t i = 0; i < r->nlinks; i++) {
			json_t *l = json_object();
			put(l, "name", r->links[i].name);
			put(l, "to", r->links[i].to);
			json_array_append_new(links, l);
		}
		json_object_set_new(j, "links", links);
	}
	char *s = json_dumps(j, JSON_COMPACT);
	if (s != NULL)
		str_addf(out, "%s\n", s);
	free(s);
	json_decref(j);
}
