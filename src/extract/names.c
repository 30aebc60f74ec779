/* names.c - stub, being written. */
#include "extract/extract.h"

void names_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	(void)t;
	(void)o;
	(void)m;
}
