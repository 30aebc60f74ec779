/* tsv.c - the default format; its columns are the contract's. */
#include "base/escape.h"
#include "format/writers.h"

static void cell(const char *s, struct str *out)
{
	str_addc(out, '\t');
	if (s != NULL)
		escape_add(sv_of(s), out);
}

static void add_offset(size_t n, struct str *out)
{
	char digits[24];
	str_addc(out, '\t');
	str_adds(out, size_print(n, digits));
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
	escape_add(sv_of(doc), out);
	cell(r->id, out);
	cell(kind_name(r->kind), out);
	cell(r->tag, out);
	add_offset(text_offset(t, r->span.start, o->unit), out);
	add_offset(text_offset(t, r->span.end, o->unit), out);
	str_addc(out, '\t');
	escape_add(r->text, out);
	for (int i = 0; i < ATTR_COUNT; i++)
		cell(r->attr[i], out);
	cell(r->origin, out);
	cell(r->status, out);
	cell(r->annotator, out);
	cell(r->time, out);
	cell(r->note, out);
	str_addc(out, '\n');
}
