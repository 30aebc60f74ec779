/* tagset.c - see tagset.h. */
#include "annotate/tagset.h"

#include <strings.h>

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

static void tag_fini(struct tag *t)
{
	free(t->name);
	free(t->key);
	free(t->colour);
	free(t->help);
	for (int i = 0; i < ATTR_COUNT; i++)
		free(t->allowed[i]);
}

void tagset_fini(struct tagset *s)
{
	for (size_t i = 0; i < s->tags.n; i++)
		tag_fini(&s->tags.v[i]);
	vec_fini(&s->tags);
}

static void set(char **field, const char *value)
{
	if (value == NULL && *field != NULL)
		return;
	free(*field);
	*field = xstrdup(value != NULL ? value : "");
}

static struct tag *find(struct tagset *s, const char *name)
{
	for (size_t i = 0; i < s->tags.n; i++) {
		if (sv_eq(sv_of(s->tags.v[i].name), sv_of(name)))
			return &s->tags.v[i];
	}
	return NULL;
}

void tagset_put(struct tagset *s, const char *name, enum kind kind, const char *key,
		const char *colour, const char *help)
{
	struct tag *t = find(s, name);
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

void tagset_allow(struct tagset *s, const char *name, enum attr attr, const char *values)
{
	struct tag *t = find(s, name);
	if (t == NULL)
		return;
	free(t->allowed[attr]);
	t->allowed[attr] = values != NULL && values[0] != '\0' ? xstrdup(values) : NULL;
}

void tagset_drop(struct tagset *s, const char *name)
{
	struct tag *t = find(s, name);
	if (t == NULL)
		return;
	tag_fini(t);
	size_t i = (size_t)(t - s->tags.v);
	s->tags.n--;
	for (; i < s->tags.n; i++)
		s->tags.v[i] = s->tags.v[i + 1];
}

const struct tag *tagset_find(const struct tagset *s, struct sv name)
{
	for (size_t i = 0; i < s->tags.n; i++) {
		if (sv_eq(sv_of(s->tags.v[i].name), name))
			return &s->tags.v[i];
	}
	return NULL;
}

struct sv tagset_meant(const struct tagset *s, struct sv name)
{
	for (size_t i = 0; tagset_find(s, name) == NULL && i < s->tags.n; i++) {
		struct sv known = sv_of(s->tags.v[i].name);
		if (known.n == name.n && strncasecmp(known.p, name.p, name.n) == 0)
			return known;
	}
	return name;
}

enum kind tagset_kind(const struct tagset *s, struct sv name)
{
	const struct tag *t = tagset_find(s, name);
	return t != NULL ? t->kind : KIND_SPAN;
}
