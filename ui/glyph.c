/* glyph.c - see glyph.h. */
#include "ui/glyph.h"

static const char *const glyphs[GLYPH_COUNT][3] = {
#define X(id, unicode, ascii, none) { unicode, ascii, none },
	GLYPH_TABLE(X)
#undef X
};

enum borders borders_of(const struct app *a)
{
	if (option_bool(a->o.options, OPT_LINEAR))
		return BORDERS_NONE;
	return (enum borders)option_enum(a->o.options, OPT_BORDERS);
}

struct sv glyph(const struct app *a, enum glyph g)
{
	return sv_of(glyphs[g][borders_of(a)]);
}
