/* figures_age.c - is a number of years an age, not a duration: « âgé de 24 ans », « Paul, 24 ans, »,
 * « un homme de 24 ans », « les plus de 65 ans », « mort à 91 ans ». See figures.h. */
#include "extract/figures.h"

#include "base/mem.h"

static const struct sv persons[] = {
#define PERSON(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef PERSON
}, person_endings[] = {
#define PERSON_ENDING(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef PERSON_ENDING
}, not_persons[] = {
#define NOT_PERSON(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef NOT_PERSON
}, young[] = {
#define YOUNG(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef YOUNG
}, has_years[] = {
#define HAS_YEARS(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef HAS_YEARS
}, dead[] = {
#define DEAD(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef DEAD
};

static bool is_in(struct sv s, const struct sv *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (sv_eq(s, list[i]))
			return true;
	}
	return false;
}

/* « homme », « nageuse », « étudiants », « Toulousain »: does token i name a person? */
static bool is_person_word(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	struct sv s = k->fold;
	if (k->type != TOKEN_WORD || s.n < 3)
		return false;
	if (k->flags & TOKEN_CAPITAL && !(k->flags & TOKEN_SENTENCE))
		return true;
	if (s.p[s.n - 1] == 's' && !is_in(s, persons, ARRAY_LEN(persons)))
		s.n--;
	if (is_in(s, persons, ARRAY_LEN(persons)))
		return true;
	for (size_t e = 0; e < ARRAY_LEN(person_endings); e++) {
		if (sv_ends(s, person_endings[e]))
			return !is_in(s, not_persons, ARRAY_LEN(not_persons));
	}
	return false;
}

/* « les plus de 65 ans », « les 18-24 ans », « des moins de 25 ans » */
static bool is_group(const struct tokens *t, size_t i, bool range)
{
	static const char *const articles[] = { "les", "des", "aux", "chez" };
	bool bound = i > 2 && token_is(t, i - 1, "de") && (token_is(t, i - 2, "plus") || token_is(t, i - 2, "moins"));
	size_t k = bound ? i - 2 : i;
	for (size_t a = 0; (bound || range) && k > 0 && a < ARRAY_LEN(articles); a++) {
		if (token_is(t, k - 1, articles[a]))
			return true;
	}
	return false;
}

/* « âgé de », « l'âge de la retraite à », within five words of one clause. */
static bool is_called_age(const struct tokens *t, size_t i)
{
	for (size_t k = i; k > 0 && k + 6 > i; k--) {
		const struct token *w = &t->all.v[k - 1];
		if (sv_starts(w->fold, SV("age")))
			return true;
		if (w->flags & TOKEN_SENTENCE || (w->type == TOKEN_MARK && !token_may(t, k, MAY_NUMERAL)))
			return false;
	}
	return false;
}

/* « homme de », « frères de 19 et », « morte à »: what stands before a number of years says that
 * it is an age. */
static bool is_of_person(const struct tokens *t, size_t i, size_t end)
{
	static const char *const passed[] = { "de", "d'", "moins", "plus", "environ", "quelque", "pres", "et", "ou", "seulement", "respectivement" };
	size_t k = i;
	for (bool on = true; on && k > 0 && i < k + 8;) {
		on = t->all.v[k - 1].type == TOKEN_NUMBER || token_is_mark(t, k - 1, ',');
		for (size_t p = 0; p < ARRAY_LEN(passed) && !on; p++)
			on = token_is(t, k - 1, passed[p]);
		k -= on;
	}
	if (k == 0 || t->all.v[k].flags & TOKEN_SENTENCE)
		return false;
	if ((token_is(t, k, "de") || token_is(t, k, "d'")) && is_person_word(t, k - 1))
		return true;
	bool goes_on = token_is(t, end, "de") || token_is(t, end, "d'") || token_is(t, end, "pour") || token_is(t, end, "a");
	if (token_text(t, k - 1).n == t->all.v[k - 1].fold.n && is_in(t->all.v[k - 1].fold, has_years, ARRAY_LEN(has_years)))
		return !goes_on; /* no « à » */
	if (!token_is(t, i - 1, "a"))
		return false;
	bool begins = t->all.v[i - 1].flags & TOKEN_SENTENCE || (i > 1 && (t->all.v[i - 2].type == TOKEN_MARK || token_is(t, i - 2, "qu'")));
	if (begins && token_is_mark(t, end, ','))
		return true; /* « à 26 ans, il » */
	for (size_t back = i - 1; back > 0 && back + 4 > i && !(t->all.v[back].flags & TOKEN_SENTENCE); back--) {
		if (is_in(t->all.v[back - 1].fold, dead, ARRAY_LEN(dead)))
			return true;
	}
	return false;
}

bool is_age(const struct tokens *t, size_t i, size_t unit, size_t end, bool range)
{
	bool years = token_is(t, unit, "ans") || token_is(t, unit, "an");
	if (i == 0)
		return false;
	if (!years && !token_is(t, unit, "annees")) /* « le bébé de 3 semaines » */
		return i > 1 && token_is(t, i - 1, "de") && is_in(t->all.v[i - 2].fold, young, ARRAY_LEN(young));
	if ((years && is_group(t, i, range)) || is_called_age(t, i))
		return true; /* also « âgé d'une trentaine d'années » */
	bool named = i > 1 && t->all.v[i - 2].flags & TOKEN_CAPITAL; /* « Zacarias Moussaoui, 36 ans et citoyen français » */
	if (years && token_is_mark(t, i - 1, ',') && i > 1 && t->all.v[i - 2].type == TOKEN_WORD &&
	    (end >= t->all.n || t->all.v[end].type == TOKEN_MARK || (named && token_is(t, end, "et"))))
		return true;
	if (years && token_is_mark(t, i - 1, '(') && token_is_mark(t, end, ')'))
		return true;
	return is_of_person(t, i, end);
}
