/* tsv.c - the default format; its columns are the contract's. */
#include "format/writers.h"

void tsv_escape(struct sv s, struct str *out)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\t')
			str_adds(out, "\\t");
		else if (c == '\n')
			str_adds(out, "\\n");
		else if (c == '\r')
			str_adds(out, "\\r");
		else if (c == '\\')
			str_adds(out, "\\\\");
		else
			str_addc(out, c);
	}
}

void tsv_unescape(struct sv s, struct str *out)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\\' && i + 1 < s.n) {
			c = s.p[++i];
			c = (char)(c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
		}
		str_addc(out, c);
	}
}

static void cell(const char *s, struct str *out)
{
	str_addc(out, '\t');
	if (s != NULL)
		tsv_escape(sv_of(s), out);
}

void tsv_head(struct str *out)
{
	str_adds(out, "doc\tid\tkind\ttag\tstart\tend\ttext");
	for (int i = 0; i < ATTR_COUNT; i++)
		str_addf(out, "\t%s", attr_name((enum attr)i));
	str_adds(out, "\torigin\tstatus\tannotator\ttime\tnote\n");
}

void tsv_row(const struct format_row *r, const char *doc, struct text *t,
	     const struct format_opts *o, struct str *out)
{
	tsv_escape(sv_of(doc), out);
	cell(r->id, out);
	cell(kind_name(r->kind), out);
	cell(r->tag, out);
	str_addf(out, "\t%zu\t%zu\t", text_offset(t, r->span.start, o->unit),
		 text_offset(t, r->span.end, o->unit));
	tsv_escape(r->text, out);
	for (int i = 0; i < ATTR_COUNT; i++)
		cell(r->attr[i], out);
	cell(r->origin, out);
	cell(r->status, out);
	cell(r->annotator, out);
	cell(r->time, out);
	cell(r->note, out);
	str_addc(out, '\n');
}
