/* clusters.c - stub, being written. */
#include "extract/extract.h"

void clusters_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	(void)t;
	(void)o;
	(void)m;
}
