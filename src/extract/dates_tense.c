/* dates_tense.c - does a weekday lie behind or before the article's day? By the nearest verb of its
 * sentence: « se tiendra mardi », « doit se réunir mardi », « le sommet se tient mardi » are to come,
 * « a annoncé mardi que … » is past. No parser: verbs are known by their endings, the helping verbs
 * before them, and the lists of dates.def. See dates.h. */
#include "base/mem.h"
#include "extract/dates.h"

#define REACH 25 /* words on each side */

/* The accent of « annoncé » is lost when folded. */
static bool is_participle(const struct tokens *t, size_t i)
{
	struct sv s = token_text(t, i);
	return sv_ends(s, SV("é")) || sv_ends(s, SV("ée")) || sv_ends(s, SV("és")) || sv_ends(s, SV("ées")) ||
	       date_find(DATE_PARTICIPLES, t, i) != NULL;
}

static bool is_infinitive(const struct tokens *t, size_t i)
{
	struct sv s = i < t->all.n ? t->all.v[i].fold : SV("");
	return sv_ends(s, SV("er")) || sv_ends(s, SV("ir")) || sv_ends(s, SV("re"));
}

/* The helping verb of the participle at token i, at most three words before it: 1 present, -1 past, 0 none. */
static int helper_before(const struct tokens *t, size_t i, bool *be)
{
	static const char *const present[] = { "est", "sont", NULL };
	static const char *const past[] = { "a", "ont", "avait", "avaient", "etait", "etaient", "fut", "furent", "ai", "avons", NULL };
	for (size_t k = i; k > 0 && k + 4 > i && !(t->all.v[k].flags & TOKEN_SENTENCE); k--) {
		*be = token_is_any(t, k - 1, present);
		if (*be || token_is_any(t, k - 1, past))
			return *be ? 1 : -1;
	}
	return 0;
}

/* « doit », « va » with the infinitive within three words. */
static bool is_going_to(const struct tokens *t, size_t i)
{
	if (date_find(DATE_GOING_TO, t, i) == NULL)
		return false;
	for (size_t k = i + 1; k < i + 5; k++) {
		if (is_infinitive(t, k))
			return true;
	}
	return false;
}

/* What token i says of the time of its clause: 1 to come, -1 past, 0 nothing. */
static int side_of(const struct tokens *t, size_t i)
{
	const struct token *w = &t->all.v[i];
	bool be = false;
	if (w->type != TOKEN_WORD || w->flags & (TOKEN_CAPITAL | TOKEN_ELIDED) || w->fold.n < 2)
		return 0;
	if (is_going_to(t, i))
		return 1;
	if (is_participle(t, i)) {
		int helper = helper_before(t, i, &be);
		bool expected = date_find(DATE_EXPECTED, t, i) != NULL; /* « est attendu mardi » */
		return helper == 0 ? (expected ? 1 : 0) : be && expected ? 1 : -1;
	}
	if (date_find(DATE_SCHEDULED, t, i) != NULL)
		return 1;
	bool future = sv_ends(w->fold, SV("ra")) || sv_ends(w->fold, SV("ront"));
	if (w->fold.n >= 4 && future && date_find(DATE_NO_VERBS, t, i) == NULL)
		return 1;
	return w->fold.n > 4 && (sv_ends(w->fold, SV("ait")) || sv_ends(w->fold, SV("aient"))) && date_find(DATE_NO_VERBS, t, i) == NULL ? -1 : 0;
}

bool date_is_to_come(const struct tokens *t, size_t i)
{
	const struct sentence *s = &t->sentences.v[t->all.v[i].sentence];
	for (size_t d = 1; d <= REACH; d++) {
		int side = i >= s->first + d ? side_of(t, i - d) : 0;
		if (side == 0 && i + d < s->end)
			side = side_of(t, i + d);
		if (side != 0)
			return side > 0;
	}
	return false;
}
