/* format.c - the table of formats. */
#include "format/format.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "format/writers.h"

static const struct format formats[] = {
	{ "tsv", "tsv", N_("Tab-separated values, one mention a row"), tsv_row, tsv_head },
	{ "jsonl", "jsonl", N_("JSON, one mention a line"), jsonl_row, NULL },
};

const struct format *format_at(size_t i)
{
	return i < ARRAY_LEN(formats) ? &formats[i] : NULL;
}

const struct format *format_find(struct sv name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		if (sv_eq(sv_of(formats[i].name), name))
			return &formats[i];
	}
	return NULL;
}

void format_row_of(const struct annotation *a, struct format_row *r, char id_buf[20])
{
	snprintf(id_buf, 20, "%016" PRIx64, a->id);
	*r = (struct format_row){ .id = id_buf,
				  .kind = a->kind,
				  .tag = a->tag,
				  .span = a->at.span,
				  .text = sv_of(a->at.exact != NULL ? a->at.exact : ""),
				  .origin = a->origin,
				  .status = status_name(a->status),
				  .annotator = a->annotator,
				  .time = a->time,
				  .note = a->note };
	for (int i = 0; i < ATTR_COUNT; i++)
		r->attr[i] = a->attr[i];
}
