/* language.c - see language.h: fills its tables from the lists of lang/fr. */
#include "extract/language.h"

#include "base/mem.h"
#include "extract/cues.h"

static const struct {
	struct sv word;
	uint32_t bits;
} names[] = {
#define TRIGGER(kind, w) { SV_INIT(w), TRIGGER_##kind },
#include "lang/fr/triggers.def"
#undef TRIGGER
#define NO_NAME(w) { SV_INIT(w), NAME_NO_NAME },
#define NO_SITE(w) { SV_INIT(w), NAME_NO_SITE },
#define PLACE_TYPE(w) { SV_INIT(w), NAME_PLACE_TYPE },
#define TITLE(w) { SV_INIT(w), NAME_TITLE },
#define SMALL_WORD(w) { SV_INIT(w), NAME_SMALL_WORD },
#define SITE(w, tag) { SV_INIT(w), NAME_SITE_##tag },
#include "lang/fr/names.def"
#undef NO_NAME
#undef NO_SITE
#undef PLACE_TYPE
#undef TITLE
#undef SMALL_WORD
#undef SITE
};

#define ALIASES_MAX 12

static const char *const aliases[][ALIASES_MAX] = {
#define ALIAS(...) { __VA_ARGS__ },
#include "lang/fr/aliases.def"
#undef ALIAS
};

/* What stands in two groups belongs to the first. */
static void add_alias(struct words *w, struct sv name, uint32_t group)
{
	if (words_get(w, name) == 0)
		words_add(w, name, group);
}

struct language *language_new(void)
{
	struct language *x = xcalloc(1, sizeof *x);
	begins_init(&x->begins);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		words_add(&x->names, names[i].word, names[i].bits);
	x->alias_groups = ARRAY_LEN(aliases);
	for (uint32_t g = 0; g < ARRAY_LEN(aliases); g++) {
		for (size_t k = 0; k < ALIASES_MAX && aliases[g][k] != NULL; k++)
			add_alias(&x->aliases, sv_of(aliases[g][k]), g + 1);
	}
	x->cues = cue_words_new();
	return x;
}

void language_free(struct language *x)
{
	if (x != NULL)
		free(x->cues);
	free(x);
}
