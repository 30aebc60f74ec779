/* tagset.c - see tagset.h. */
#include "annotate/tagset.h"

#include "base/i18n.h"

/* The tags everybody has; config.ini changes and adds. */
static const struct {
	const char *name;
	enum kind kind;
	const char *key, *help;
} defaults[] = {
	{ "PER", KIND_ENTITY, "P", N_("a person") },
	{ "ORG", KIND_ENTITY, "O", N_("an organisation, institution, company, party, group") },
	{ "LOC", KIND_ENTITY, "L", N_("a place: country, town, river, building") },
	{ "MISC", KIND_ENTITY, "M", N_("a named event, work, law, prize, product") },
	{ "DATE", KIND_DATE, "D", N_("a date, a time, a period") },
	{ "QUANTITY", KIND_FIGURE, "F", N_("a figure with what it counts") },
	{ "MONEY", KIND_FIGURE, "", N_("a sum with its currency") },
	{ "PERCENT", KIND_FIGURE, "", N_("a share in hundredths") },
	{ "AGE", KIND_FIGURE, "", N_("an age") },
	{ "DURATION", KIND_FIGURE, "", N_("how long something lasts") },
	{ "DISTANCE", KIND_FIGURE, "", N_("a length, a height, a way") },
	{ "AREA", KIND_FIGURE, "", N_("an area") },
	{ "VOLUME", KIND_FIGURE, "", N_("a volume") },
	{ "MASS", KIND_FIGURE, "", N_("a weight") },
	{ "SPEED", KIND_FIGURE, "", N_("a speed") },
	{ "TEMPERATURE", KIND_FIGURE, "", N_("a temperature") },
	{ "DIRECT", KIND_QUOTE, "Q", N_("words as somebody said them") },
	{ "INDIRECT", KIND_QUOTE, "I", N_("reported speech without marks") },
	{ "TERM", KIND_QUOTE, "", N_("a word set off by marks, no speech") },
};

void tagset_init(struct tagset *s)
{
	*s = (struct tagset){ 0 };
	for (size_t i = 0; i < ARRAY_LEN(defaults); i++)
		tagset_put(s, defaults[i].name, defaults[i].kind, defaults[i].key, "",
			   defaults[i].help);
}

void tagset_fini(struct tagset *s)
{
	for (size_t i = 0; i < s->tags.n; i++) {
		free(s->tags.v[i].name);
		free(s->tags.v[i].key);
		free(s->tags.v[i].colour);
		free(s->tags.v[i].help);
	}
	vec_fini(&s->tags);
}

static void set(char **field, const char *value)
{
	if (value == NULL && *field != NULL)
		return;
	free(*field);
	*field = xstrdup(value != NULL ? value : "");
}

void tagset_put(struct tagset *s, const char *name, enum kind kind, const char *key,
		const char *colour, const char *help)
{
	struct tag *t = NULL;
	for (size_t i = 0; i < s->tags.n && t == NULL; i++) {
		if (sv_eq(sv_of(s->tags.v[i].name), sv_of(name)))
			t = &s->tags.v[i];
	}
	if (t == NULL) {
		struct tag fresh = { .name = xstrdup(name), .kind = kind };
		vec_push(&s->tags, fresh);
		t = &s->tags.v[s->tags.n - 1];
	}
	t->kind = kind;
	set(&t->key, key);
	set(&t->colour, colour);
	set(&t->help, help);
}

const struct tag *tagset_find(const struct tagset *s, struct sv name)
{
	for (size_t i = 0; i < s->tags.n; i++) {
		if (sv_eq(sv_of(s->tags.v[i].name), name))
			return &s->tags.v[i];
	}
	return NULL;
}

enum kind tagset_kind(const struct tagset *s, struct sv name)
{
	const struct tag *t = tagset_find(s, name);
	return t != NULL ? t->kind : KIND_SPAN;
}
