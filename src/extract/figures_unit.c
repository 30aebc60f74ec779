/* figures_unit.c - what a number counts: a unit of the table or a noun with
 * the adjectives that belong to it. See figures.h. */
#include "extract/figures.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static const struct unit {
	struct sv words;
	const char *tag, *code;
} units[] = { /* sorted by their first word */
#define UNITWORD(w, t, c) { SV_INIT(w), t, c },
#include "lang/fr/units.def"
#undef UNITWORD
};

static const struct sv complements[] = {
#define COMPLEMENT(w) SV_INIT(w),
#include "lang/fr/figures.def"
#undef COMPLEMENT
};

/* Is s the word, or its plural with s or x? */
static bool same_word(struct sv s, struct sv word)
{
	size_t n = word.n;
	if (s.n < n || s.n > n + 1 || memcmp(s.p, word.p, n) != 0)
		return false;
	return s.n == n || s.p[n] == 's' || s.p[n] == 'x';
}

/* Words of a unit may each stand in the plural; « d' » and its like may not. */
static size_t unit_at(const struct tokens *t, size_t i, struct sv words)
{
	struct sv rest = words, w;
	size_t k = i;
	while (sv_next(&rest, ' ', &w)) {
		if (k >= t->all.n)
			return 0;
		struct sv s = t->all.v[k].fold;
		if (w.n > 2 ? !same_word(s, w) : !sv_eq(s, w))
			return 0;
		k++;
		if (rest.n == 0)
			break;
	}
	return k - i;
}

/* The order of a unit's first word and a word; a blank comes before all that is in words. */
static int compare_first(struct sv unit, struct sv word)
{
	int d = memcmp(unit.p, word.p, unit.n < word.n ? unit.n : word.n);
	if (d == 0 && unit.n > word.n)
		return unit.p[word.n] != ' ';
	return d != 0 ? d : -(unit.n < word.n);
}

static size_t first_unit(struct sv word)
{
	size_t low = 0, high = ARRAY_LEN(units);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (compare_first(units[mid].words, word) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* « MAD » is money, « mad » is not: a code of three letters is written in capitals. */
static bool is_written_so(const struct tokens *t, size_t i, const struct unit *u)
{
	bool code = strlen(u->code) == 3 && u->words.n == 3 && strcmp(u->tag, "MONEY") == 0 &&
		    u->words.p[0] - 'a' == u->code[0] - 'A' && u->words.p[1] - 'a' == u->code[1] - 'A';
	if (u->words.n == 1 && u->code[0] >= 'a' && u->code[0] <= 'z' && u->code[0] != 'l')
		return !(t->all.v[i].flags & TOKEN_CAPITAL); /* « 3 M » are no metres */
	if (u->words.n == 1 && u->words.p[0] == 'f')
		return t->all.v[i].flags & TOKEN_CAPITAL; /* francs */
	return !code || t->all.v[i].flags & TOKEN_UPPER;
}

/* The longest unit whose first word is `word`, which stands at token i. */
static void longest_unit(const struct tokens *t, size_t i, struct sv word, const struct unit **best, size_t *most)
{
	for (size_t u = first_unit(word); u < ARRAY_LEN(units) && compare_first(units[u].words, word) == 0; u++) {
		size_t n = unit_at(t, i, units[u].words);
		if (n > *most && is_written_so(t, i, &units[u])) {
			*most = n;
			*best = &units[u];
		}
	}
}

const char *unit_find(const struct tokens *t, size_t i, size_t *e, const char **code)
{
	const struct unit *best = NULL;
	size_t most = 0;
	if (!token_may(t, i, MAY_UNIT))
		return NULL;
	struct sv s = t->all.v[i].fold;
	longest_unit(t, i, s, &best, &most);
	if (s.n > 3 && (s.p[s.n - 1] == 's' || s.p[s.n - 1] == 'x'))
		longest_unit(t, i, sv_cut(s, 0, s.n - 1), &best, &most);
	if (best == NULL)
		return NULL;
	*e = i + most;
	*code = best->code;
	return best->tag;
}

const char *unit_of_word(struct sv word, const char **code)
{
	size_t u = first_unit(word);
	if ((u == ARRAY_LEN(units) || !sv_eq(units[u].words, word)) && word.n > 3 && (word.p[word.n - 1] == 's' || word.p[word.n - 1] == 'x')) {
		word.n--;
		u = first_unit(word);
	}
	if (u == ARRAY_LEN(units) || !sv_eq(units[u].words, word))
		return NULL;
	*code = units[u].code;
	return units[u].tag;
}

bool units_sorted(void)
{
	for (size_t u = 1; u < ARRAY_LEN(units); u++) {
		struct sv w = units[u].words;
		size_t n = 0;
		while (n < w.n && w.p[n] != ' ')
			n++;
		if (compare_first(units[u - 1].words, sv_cut(w, 0, n)) > 0)
			return false;
	}
	return true;
}

size_t phrase_at(const struct tokens *t, size_t i, struct sv phrase)
{
	struct sv rest = phrase, w;
	size_t k = i;
	while (sv_next(&rest, ' ', &w)) {
		if (k >= t->all.n || !(sv_eq(t->all.v[k].fold, w) || (w.n == 1 && w.p[0] == '_')))
			return 0;
		k++;
		if (rest.n == 0)
			break;
	}
	return k - i;
}

size_t phrase_before(const struct tokens *t, size_t i, struct sv phrase)
{
	size_t at = phrase.n, k = i;
	for (; at > 0 && k > 0; k--) {
		struct sv s = t->all.v[k - 1].fold;
		bool any = phrase.p[at - 1] == '_' && (at == 1 || phrase.p[at - 2] == ' ');
		if (k < i && t->all.v[k].flags & TOKEN_SENTENCE)
			return 0;
		if (!any && (at < s.n || s.n == 0 || phrase.p[at - 1] != s.p[s.n - 1] ||
			     memcmp(phrase.p + at - s.n, s.p, s.n) != 0))
			return 0;
		at -= any ? 1 : s.n;
		if (at == 0)
			return i < t->all.n && t->all.v[i].flags & TOKEN_SENTENCE ? 0 : i - k + 1;
		if (phrase.p[--at] != ' ')
			return 0;
	}
	return 0;
}

static bool is_word(const struct tokens *t, size_t i)
{
	return i < t->all.n && t->all.v[i].type == TOKEN_WORD &&
	       !(t->all.v[i].flags & (TOKEN_SENTENCE | TOKEN_CLITIC));
}

static bool is_plural(struct sv s)
{
	char last = s.n > 2 ? s.p[s.n - 1] : '\0';
	return last == 's' || last == 'x' || last == 'z';
}

/* Can the word at i be a counted noun? */
static bool is_noun(const struct tokens *t, size_t i, bool plural)
{
	if (!is_word(t, i) || t->all.v[i].flags & TOKEN_ELIDED || token_may(t, i, MAY_NUMBER | MAY_WEEKDAY | MAY_MONTH))
		return false;
	struct sv s = t->all.v[i].fold;
	if (token_may(t, i, IS_STOPWORD))
		return false;
	if (!plural || is_plural(s) || t->all.v[i].flags & TOKEN_CAPITAL)
		return s.n > 1;
	return utf8_count(s) > 3 && memchr(s.p, '-', s.n) != NULL;
}

static bool is_adjective(const struct tokens *t, size_t i)
{
	return token_may(t, i, IS_ADJECTIVE) && is_word(t, i);
}

/* « nucléaires » behind « réacteurs »: what is counted is the compound. */
static bool is_compound(const struct tokens *t, size_t i)
{
	if (!token_may(t, i, IS_COMPOUND) || !is_word(t, i) || t->all.v[i].flags & (TOKEN_CAPITAL | TOKEN_ELIDED))
		return false;
	/* « trois élus membres d'un parti » */
	return !(token_is(t, i, "membres") && (token_is(t, i + 1, "de") || token_is(t, i + 1, "d'") || token_is(t, i + 1, "du") || token_is(t, i + 1, "des")));
}

/* « de », « d' », « de ces », « des » between the numeral and its noun. */
static size_t skip_of(const struct tokens *t, size_t i, const struct numeral *n)
{
	static const char *const which[] = { "ces", "ses", "leurs", "nos", "vos", "mes" };
	bool of = token_is(t, i, "de") || token_is(t, i, "d'");
	if (!of && !token_is(t, i, "des") && !token_is(t, i, "du"))
		return i;
	if (n->flags & NUMERAL_OF && of) {
		size_t k = i + 1;
		return token_is(t, k, "l'") || token_is(t, k, "la") || token_is(t, k, "leurs") ||
				       token_is(t, k, "ces") || token_is(t, k, "ses") ?
			       k + 1 :
			       k;
	}
	if (n->flags & (NUMERAL_OF | NUMERAL_FRACTION))
		return i + (of && (token_is(t, i + 1, "l'") || token_is(t, i + 1, "la")) ? 2 : 1);
	if (of) {
		for (size_t w = 0; w < ARRAY_LEN(which); w++) {
			if (token_is(t, i + 1, which[w]))
				return i + 2;
		}
		return n->value.mant >= 1000000 && !(n->flags & NUMERAL_WORDS) ? i + 1 : i;
	}
	return token_is(t, i, "des") && !token_may(t, i + 1, MAY_NUMERAL) ? i + 1 : i;
}

static bool mark_opens(const struct tokens *t, size_t i)
{
	return i + 1 < t->all.n && t->all.v[i].type == TOKEN_MARK &&
	       (t->all.v[i].lead == 0xAB || t->all.v[i].lead == 0x201C || t->all.v[i].lead == '"') &&
	       !(t->all.v[i].flags & TOKEN_SENTENCE);
}

/* « d'État », « de feu » behind « secrétaires », « coups »: with its « de » it names what is
 * counted. */
static bool is_complement(const struct tokens *t, size_t k)
{
	if (!(token_is(t, k, "de") || token_is(t, k, "d'")) || !is_word(t, k + 1))
		return false;
	for (size_t c = 0; c < ARRAY_LEN(complements); c++) {
		if (same_word(t->all.v[k + 1].fold, complements[c]))
			return true;
	}
	return false;
}

/* « à vue », « en examen » behind « gardés », « mises » */
static bool is_fixed(const struct tokens *t, size_t k)
{
	static const struct {
		const char *first, *second;
	} fixed[] = {
#define FIXED(a, b) { a, b },
#include "lang/fr/figures.def"
#undef FIXED
	};
	for (size_t f = 0; f < ARRAY_LEN(fixed); f++) {
		if (token_is(t, k, fixed[f].first) && token_is(t, k + 1, fixed[f].second))
			return true;
	}
	return false;
}

/* The noun phrase at k; false when none begins there. */
static bool read_noun(const struct tokens *t, size_t k, bool plural, struct counted *c)
{
	size_t first = k, noun;
	bool other = false;
	if (mark_opens(t, k))
		k++;
	first = k;
	while (is_adjective(t, k) && k < first + 3) {
		other = other || token_is(t, k, "autres") || token_is(t, k, "autre");
		k++;
	}
	noun = k;
	if (!is_noun(t, k, plural)) {
		if (k == first)
			return false;
		noun = k - 1; /* « deux autres », « les deux premiers » */
	}
	k = noun + 1;
	while (is_compound(t, k) && k < noun + 3)
		k++;
	c->unit_end = k;
	if (is_complement(t, k)) {
		bool title = token_is(t, k + 1, "etat");
		k += 2;
		c->unit_end = title ? k : c->unit_end;
	} else if (is_fixed(t, k)) {
		c->unit_end = k += 2;
	}
	c->first = other && noun > first ? first + 1 : first;
	c->end = k;
	return true;
}

/* « deux des plus grands ports »: the noun behind the adjective. */
static bool read_superlative(const struct tokens *t, size_t i, struct counted *c)
{
	if (!token_is(t, i, "des") || !token_is(t, i + 1, "plus") || !is_noun(t, i + 2, true))
		return false;
	c->of = i;
	c->first = is_noun(t, i + 3, true) ? i + 3 : i + 2;
	c->end = c->unit_end = c->first + 1;
	return true;
}

bool unit_behind_hyphen(const struct tokens *t, size_t i)
{
	size_t e;
	const char *code;
	return token_is_mark(t, i, '-') && token_is_glued(t, i) && token_is_glued(t, i + 1) && i + 1 < t->all.n &&
	       t->all.v[i + 1].fold.n <= 3 && unit_find(t, i + 1, &e, &code) != NULL;
}

bool counted_read(const struct tokens *t, const struct numeral *n, struct counted *c)
{
	size_t i = n->end, e;
	*c = (struct counted){ .end = i, .first = i, .of = SIZE_MAX, .tag = "QUANTITY", .code = "" };
	if (i >= t->all.n || t->all.v[i].flags & TOKEN_SENTENCE)
		return false;
	if (read_superlative(t, i, c))
		return true;
	if (unit_behind_hyphen(t, i)) { /* « 2,5-km » */
		c->tag = unit_find(t, i + 1, &c->end, &c->code);
		c->first = i + 1;
		c->unit_end = c->end;
		return c->unit = true;
	}
	size_t k = skip_of(t, i, n);
	const char *tag = unit_find(t, k, &e, &c->code);
	size_t a;
	if (tag == NULL && is_adjective(t, k)) { /* « trois dernières années » */
		for (a = k; is_adjective(t, a) && a < k + 2;)
			a++;
		tag = unit_find(t, a, &e, &c->code);
	}
	if (tag != NULL && !(t->all.v[k].flags & TOKEN_SENTENCE) && k < t->all.n) {
		c->tag = tag;
		c->first = k;
		c->end = c->unit_end = e;
		c->unit = true;
		if (k > i)
			c->of = i;
		return true;
	}
	if (k == i && n->flags & (NUMERAL_OF | NUMERAL_FRACTION))
		return false; /* their noun has « de » before it */
	bool plural = !(n->flags & (NUMERAL_OF | NUMERAL_FRACTION)) && k == i && decimal_cmp(n->value, (struct decimal){ 2, 0 }) >= 0;
	if (!read_noun(t, k, plural, c))
		return false;
	if (k > i)
		c->of = i;
	return true;
}
