/* extract.c - runs the parts in their order; see extract.h. */
#include "extract/extract.h"

/* Hardly a text has more than one mention in so many bytes. */
#define MENTION_BYTES 48

static bool cancelled(const struct extract_opts *o)
{
	return o->cancel != NULL && atomic_load_explicit(o->cancel, memory_order_relaxed);
}

static bool wanted(const struct extract_opts *o, enum kind k)
{
	return o->kinds == 0 || (o->kinds & 1u << k) != 0;
}

/* Kinds that were only needed to find others go out again. */
static void keep_wanted(const struct extract_opts *o, struct mentions *m)
{
	size_t n = 0;
	for (size_t i = 0; i < m->all.n; i++) {
		if (!wanted(o, m->all.v[i].kind))
			continue;
		if (n < i)
			m->all.v[n] = m->all.v[i];
		n++;
	}
	m->all.n = n;
}

bool extract(struct sv text, const struct extract_opts *o, struct mentions *m)
{
	static void (*const parts[])(const struct tokens *, const struct extract_opts *,
				     struct mentions *) = { dates_find,      figures_find,  names_find,
							    remembered_find, clusters_find, quotes_find };
	struct tokens t;
	bool names = wanted(o, KIND_ENTITY) || wanted(o, KIND_QUOTE); /* speakers are names */
	mentions_init(m);
	vec_reserve(&m->all, text.n / MENTION_BYTES);
	struct language *own = o->language == NULL ? language_new() : NULL;
	tokens_init(&t, own != NULL ? own : o->language, text);
	for (size_t i = 0; i < ARRAY_LEN(parts) && !cancelled(o); i++) {
		if ((parts[i] == names_find || parts[i] == remembered_find || parts[i] == clusters_find) && !names)
			continue;
		if ((parts[i] == quotes_find && !wanted(o, KIND_QUOTE)) || (parts[i] == figures_find && !wanted(o, KIND_FIGURE)))
			continue;
		parts[i](&t, o, m);
	}
	tokens_fini(&t);
	language_free(own);
	keep_wanted(o, m);
	mentions_sort(m, 0);
	return !cancelled(o);
}
