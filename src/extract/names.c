/* names.c - mentions of persons, organisations, places, from the tagger's labels
 * and a pass over the document: the same words are the same thing everywhere.
 *
 * Which mentions name one thing in the world is the matter of clusters.c.
 */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "extract/acronym.h"
#include "extract/extract.h"
#include "extract/tagger.h"
#include "lang/lang.h"
#include "extract/lexicon.h"

/* Tokens [first, end) with the tag they were given; a string's votes. */
struct name {
	size_t first, end;
	enum label label;  /* LABEL_B_... */
	float margin;      /* over the best reading that is no name of this tag here */
	float surest;      /* of the same words in the text, where it is the first of them */
	const float *loss; /* of its first token; NULL for those found by their words */
	uint32_t hash;
	size_t same;       /* the first of the same words, itself when it is that */
};

typedef VEC(struct name) name_vec;

/* From this margin on a name speaks for others. */
#define SURE 1.0f

static uint32_t name_hash(const struct tokens *t, size_t first, size_t end)
{
	uint32_t h = 2166136261u;
	for (size_t i = first; i < end; i++)
		h = tokens_hash(t, h, i);
	return h ^ h >> 15;
}

static bool same_words(const struct tokens *t, const struct name *a, const struct name *b)
{
	size_t n = a->end - a->first;
	return a->hash == b->hash && n == b->end - b->first && tokens_same(t, a->first, b->first, n);
}

static float margin_of(const float *loss, int label)
{
	float next = -100;
	for (int l = 0; l < LABEL_COUNT; l++)
		next = l != label && loss[l] > next ? loss[l] : next;
	return -next;
}

/* Takes off what cannot begin or end a name; false when nothing is left. */
static bool trim(const struct tokens *t, struct name *n)
{
	while (n->end > n->first) {
		const struct token *k = &t->all.v[n->end - 1];
		bool keep = k->type != TOKEN_MARK || k->lead == '+' ||
			    (k->lead == '.' && !(k->flags & TOKEN_SPACE) && n->end - n->first > 2);
		if (keep && !(k->flags & TOKEN_ELIDED))
			break;
		n->end--;
	}
	while (n->first < n->end) {
		const struct token *k = &t->all.v[n->first];
		if (k->type == TOKEN_NUMBER || (k->flags & TOKEN_CAPITAL) ||
		    (token_may(t, n->first, MAY_NAME) && n->end - n->first > 1))
			break;
		n->first++;
	}
	return n->first < n->end;
}

static void collect(const struct tokens *t, const struct tagged *tags, name_vec *out)
{
	for (size_t i = 0; i < t->all.n; i++) {
		if (!(tags->labels[i] & 1))
			continue;
		const float *own = tagged_losses(tags, i);
		struct name n = { .first = i, .end = i + 1, .label = (enum label)tags->labels[i], .margin = margin_of(own, tags->labels[i]), .loss = own };
		while (n.end < t->all.n && tags->labels[n.end] == tags->labels[i] + 1) {
			n.margin = fminf(n.margin, margin_of(tagged_losses(tags, n.end), tags->labels[n.end]));
			n.end++;
		}
		if (!trim(t, &n))
			continue;
		n.hash = name_hash(t, n.first, n.end);
		vec_push(out, n);
	}
}

/* Is token i in a name, and in which? SIZE_MAX: none. Names are in order. */
static size_t name_at(const name_vec *names, size_t i)
{
	size_t low = 0, high = names->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (names->v[mid].end <= i)
			low = mid + 1;
		else
			high = mid;
	}
	return low < names->n && names->v[low].first <= i ? low : SIZE_MAX;
}

/* The name that holds token i, of more (in order, the last ones of the text until now) or
 * else of names; NULL: none. */
static const struct name *name_of(const name_vec *names, const name_vec *more, size_t i)
{
	for (size_t k = more->n; k > 0 && more->v[k - 1].end > i; k--) {
		if (more->v[k - 1].first <= i)
			return &more->v[k - 1];
	}
	size_t at = name_at(names, i);
	return at != SIZE_MAX ? &names->v[at] : NULL;
}

/* Appends x, in the place of those that it meets. */
static void push_name(const struct tokens *t, name_vec *more, struct name x)
{
	while (more->n > 0 && more->v[more->n - 1].end > x.first)
		more->n--;
	x.hash = name_hash(t, x.first, x.end);
	vec_push(more, x);
}

/* Puts those of more (in order) in the place of the names that they meet; more is done with. */
static void put_names(name_vec *names, name_vec *more)
{
	name_vec all = { 0 };
	size_t k = 0;
	vec_reserve(&all, names->n + more->n);
	for (size_t i = 0; i < names->n && more->n > 0; i++) {
		const struct name *x = &names->v[i];
		while (k < more->n && more->v[k].end <= x->first)
			all.v[all.n++] = more->v[k++];
		if (k == more->n || x->end <= more->v[k].first)
			all.v[all.n++] = *x;
	}
	while (k < more->n)
		all.v[all.n++] = more->v[k++];
	if (more->n > 0) {
		vec_fini(names);
		*names = all;
	} else {
		vec_fini(&all);
	}
	vec_fini(more);
}

/* The tokens that are words with a capital: most names have one. */
static pos_vec find_capitals(const struct tokens *t)
{
	pos_vec caps = { 0 };
	for (size_t i = 0; i < t->all.n; i++) {
		if (t->all.v[i].flags & TOKEN_CAPITAL && t->all.v[i].type == TOKEN_WORD)
			vec_push(&caps, i);
	}
	return caps;
}

/* « BRUXELLES, 5 juin (AFN) - »: who sends the news is an organisation, known or not. */
static void find_senders(const struct tokens *t, const pos_vec *caps, const struct tagged *tags, name_vec *names)
{
	name_vec more = { 0 };
	for (size_t c = 0; c < caps->n; c++) {
		const struct token *v = t->all.v;
		size_t k = caps->v[c];
		if (k < 2 || k + 2 >= t->all.n || !(v[k].flags & TOKEN_UPPER) || v[k - 1].lead != '(' || v[k + 1].lead != ')' ||
		    name_at(names, k) != SIZE_MAX)
			continue;
		if (v[k + 2].lead != 0x2013 && v[k + 2].lead != 0x2014 && v[k + 2].lead != '-')
			continue;
		struct name x = { .first = k, .end = k + 1, .label = LABEL_B_ORG, .margin = 2 * SURE, .loss = tagged_losses(tags, k) };
		push_name(t, &more, x);
	}
	put_names(names, &more);
}

/* « Service départemental d'incendie et de secours (SDIS) »: the initials say where the
 * name begins, and that both are names. */
static void spell_out(const struct tokens *t, const pos_vec *caps, const struct tagged *tags, name_vec *names)
{
	name_vec more = { 0 };
	for (size_t c = 0; c < caps->n; c++) {
		size_t k = caps->v[c];
		if (k < 2 || k + 1 >= t->all.n)
			continue;
		size_t first = acronym_start(t, k);
		if (first == k || !((t->all.v[first].flags & TOKEN_CAPITAL) || token_may(t, first, MAY_NAME)))
			continue;
		const struct name *sign = name_of(names, &more, k), *name = name_of(names, &more, first);
		bool known = sign != NULL;
		enum label label = known ? sign->label : name != NULL ? name->label : LABEL_B_ORG;
		struct name x = { .first = first, .end = k - 1, .label = label, .margin = 2 * SURE, .loss = tagged_losses(tags, first) };
		push_name(t, &more, x);
		x = (struct name){ .first = k, .end = k + 1, .label = label, .margin = 2 * SURE, .loss = tagged_losses(tags, k) };
		if (!known)
			push_name(t, &more, x);
	}
	put_names(names, &more);
}

/* What links the names a and b: « de », « du », « de la », « de l' »? */
static bool is_linked(const struct tokens *t, const struct name *a, const struct name *b)
{
	size_t k = a->end;
	if (b->first == k + 2)
		return token_is(t, k, "de") && (token_is(t, k + 1, "la") || token_is(t, k + 1, "l'"));
	return b->first == k + 1 && (token_is(t, k, "de") || token_is(t, k, "du") || token_is(t, k, "des") || token_is(t, k, "d'"));
}

/* « Conseil des droits de l'homme » « de l' » « ONU » are one name, « Tribunal de
 * commerce » « de » « Nantes » too; « CGT de Lille » is two. */
static void join_parts(const struct tokens *t, name_vec *names)
{
	size_t n = 0;
	for (size_t i = 0; i < names->n; i++) {
		struct name *b = &names->v[i], *a = n > 0 ? &names->v[n - 1] : b;
		bool place = b->label == LABEL_B_LOC && token_may(t, a->first, MAY_NAME);
		if (n > 0 && a->label == LABEL_B_ORG && (b->label == LABEL_B_ORG || place) && is_linked(t, a, b)) {
			a->end = b->end;
			a->margin = fminf(a->margin, b->margin);
			a->hash = name_hash(t, a->first, a->end);
		} else {
			names->v[n++] = *b;
		}
	}
	names->n = n;
}

/* An open table from hash to the first name with these words. */
struct index {
	size_t *slot, size; /* index + 1; 0 free */
};

static size_t *index_slot(const struct index *x, const struct tokens *t, const name_vec *names,
			  const struct name *n)
{
	size_t at = n->hash & (x->size - 1);
	while (x->slot[at] != 0 && !same_words(t, &names->v[x->slot[at] - 1], n))
		at = (at + 1) & (x->size - 1);
	return &x->slot[at];
}

static void index_init(struct index *x, const struct tokens *t, name_vec *names)
{
	x->size = 16;
	while (x->size < names->n * 2)
		x->size *= 2;
	x->slot = xcalloc(x->size, sizeof *x->slot);
	for (size_t i = 0; i < names->n; i++) {
		size_t *s = index_slot(x, t, names, &names->v[i]);
		if (*s == 0) {
			*s = i + 1;
			names->v[i].surest = names->v[i].margin;
		}
		struct name *first = &names->v[*s - 1];
		first->surest = fmaxf(first->surest, names->v[i].margin);
		names->v[i].same = *s - 1;
	}
}

/* One mention may not outvote all the others. */
#define LOSS_MAX 6.0f

/* Every string takes the tag that its mentions together are surest of. */
static void vote(name_vec *names)
{
	float (*sum)[LABEL_COUNT] = xcalloc(names->n + 1, sizeof *sum);
	for (size_t i = 0; i < names->n; i++) {
		for (int l = LABEL_B_PER; l < LABEL_COUNT; l += 2)
			sum[names->v[i].same][l] += fmaxf(names->v[i].loss[l], -LOSS_MAX);
	}
	for (size_t i = 0; i < names->n; i++) {
		const float *s = sum[names->v[i].same];
		for (int l = LABEL_B_PER; l < LABEL_COUNT; l += 2) {
			if (s[l] > s[names->v[i].label])
				names->v[i].label = (enum label)l;
		}
	}
	free(sum);
}

/* Is token i the head of a phrase that may be a name: capitalised, not a lone
 * common word at the head of a sentence? */
static bool may_begin(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	return k->type == TOKEN_WORD && k->flags & TOKEN_CAPITAL && k->fold.n > 1 && !(k->flags & TOKEN_ELIDED);
}

/* Strings found elsewhere that the tagger passed over here. */
static void find_missed(const struct tokens *t, const pos_vec *caps, const struct index *x, name_vec *names)
{
	size_t found = names->n, next = 0, longest = 0, done = 0;
	for (size_t i = 0; i < found; i++) {
		size_t n = names->v[i].end - names->v[i].first;
		longest = n > longest ? n : longest;
	}
	longest = longest > 9 ? 9 : longest;
	for (size_t c = 0; c < caps->n; c++) {
		size_t i = caps->v[c];
		while (next < found && names->v[next].end <= i)
			next++;
		if (i < done || !may_begin(t, i) || (next < found && names->v[next].first <= i))
			continue;
		size_t limit = next < found ? names->v[next].first : t->all.n;
		for (size_t n = longest; n > 0; n--) {
			struct name m = { .first = i, .end = i + n };
			if (i + n > limit || (n == 1 && t->all.v[i].flags & TOKEN_SENTENCE && t->all.v[i].fold.n < 4))
				continue;
			m.hash = name_hash(t, i, i + n);
			size_t at = *index_slot(x, t, names, &m);
			if (at == 0 || at > found || names->v[at - 1].surest < SURE)
				continue;
			m.label = names->v[at - 1].label;
			m.margin = names->v[at - 1].surest / 2;
			vec_push(names, m);
			done = i + n;
			break;
		}
	}
}

/* ---- rules on top of what the tagger says, each of them worth something by
 * cross-validation ---- */

static const struct particle {
	const char *particle, *name;
} particles[] = {
#define PARTICLE(p, n) { p, n },
#include "lang/fr/names.def"
#undef PARTICLE
};

/* NAME_ bits of token i. */
static uint32_t listed_as(const struct tokens *t, size_t i)
{
	return words_get(&t->language->names, t->all.v[i].fold);
}

/* « V. » before token i; not « M. », which is Monsieur. */
static bool is_initial(const struct tokens *t, size_t i)
{
	const struct token *v = t->all.v;
	return i > 1 && v[i - 1].lead == '.' && v[i - 2].type == TOKEN_WORD && v[i - 2].flags & TOKEN_CAPITAL &&
	       v[i - 2].fold.n == 1 && !token_is(t, i - 2, "m") && !(v[i - 1].flags & TOKEN_SPACE) &&
	       v[i - 2].sentence == v[i].sentence;
}

/* « cité de Boukamal » is « Boukamal », « ONG Médiris » is « Médiris »; « le général de Gaulle » is « de Gaulle ». */
static void set_bounds(const struct tokens *t, struct name *x)
{
	const struct token *k = &t->all.v[x->first];
	if (x->label == LABEL_B_LOC && x->end - x->first > 2 && !(k->flags & TOKEN_CAPITAL) &&
	    listed_as(t, x->first) & NAME_PLACE_TYPE &&
	    (token_is(t, x->first + 1, "de") || token_is(t, x->first + 1, "du") || token_is(t, x->first + 1, "d'")))
		x->first += 2;
	if (x->label == LABEL_B_ORG && x->end - x->first > 1 && token_is(t, x->first, "ong"))
		x->first++;
	while (x->label == LABEL_B_PER && is_initial(t, x->first))
		x->first -= 2;
	for (size_t i = 0; i < ARRAY_LEN(particles) && x->first > 0; i++) {
		if (x->label == LABEL_B_PER && token_is(t, x->first, particles[i].name) &&
		    token_is(t, x->first - 1, particles[i].particle))
			x->first--;
	}
}

/* « La Vilaine » at the head of a sentence is « Vilaine » where the text has that too. */
static void drop_article(const struct tokens *t, const struct index *x, const name_vec *names, struct name *n)
{
	struct name bare = { .first = n->first + 1, .end = n->end };
	if (n->end - n->first < 2 || !(t->all.v[n->first].flags & TOKEN_SENTENCE) ||
	    !(token_is(t, n->first, "la") || token_is(t, n->first, "le") || token_is(t, n->first, "les") ||
	      token_is(t, n->first, "l'")))
		return;
	bare.hash = name_hash(t, bare.first, bare.end);
	if (*index_slot(x, t, names, &bare) != 0)
		n->first++;
}

/* Takes titles off persons, and out what is no name by itself. */
static void weed(const struct tokens *t, name_vec *names)
{
	size_t n = 0;
	for (size_t i = 0; i < names->n; i++) {
		struct name x = names->v[i];
		while (x.label == LABEL_B_PER && x.end - x.first > 1 &&
		       listed_as(t, x.first) & NAME_TITLE) {
			x.first++;
			while (x.first < x.end && t->all.v[x.first].type == TOKEN_MARK)
				x.first++;
		}
		bool one = x.end - x.first == 1, number = one && t->all.v[x.first].type == TOKEN_NUMBER;
		if (x.end > x.first && !number &&
		    !(one && listed_as(t, x.first) & NAME_NO_NAME))
			names->v[n++] = x;
	}
	names->n = n;
}

/* « pont Mathilde », « gare de Lyon »: the site's word comes in and gives the tag;
 * not in « la place de Sarkozy », « mise en place de Daech ». */
static void take_site(const struct tokens *t, const struct tagged *tags, struct name *x)
{
	size_t i = x->first;
	if (i > 1 && (token_is(t, i - 1, "la") || token_is(t, i - 1, "l'")) && token_is(t, i - 2, "de"))
		i -= 2;
	else if (i > 0 && (token_is(t, i - 1, "de") || token_is(t, i - 1, "du") || token_is(t, i - 1, "des") ||
			   token_is(t, i - 1, "d'")))
		i--;
	if (i == 0 || tags->labels[i - 1] != LABEL_O || t->all.v[i - 1].sentence != t->all.v[x->first].sentence ||
	    (i < x->first && x->label == LABEL_B_PER))
		return;
	uint32_t site = listed_as(t, i - 1) & (NAME_SITE_LOC | NAME_SITE_ORG);
	if (site == 0 || (i > 1 && listed_as(t, i - 2) & NAME_NO_SITE))
		return;
	x->first = i - 1;
	x->label = site & NAME_SITE_LOC ? LABEL_B_LOC : LABEL_B_ORG;
}

/* The last (or the first) word of a person's name stands for the person, whatever the
 * tagger took it for; a first name only where it was not sure. */
static void know_persons(const struct tokens *t, name_vec *names, bool given)
{
	size_t size = 16, *slot; /* the word's token + 1 */
	while (size < names->n * 2)
		size *= 2;
	slot = xcalloc(size, sizeof *slot);
	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < names->n; i++) {
			struct name *x = &names->v[i];
			size_t word = given ? x->first : x->end - 1;
			bool full = x->label == LABEL_B_PER && x->end - x->first > 1 && x->margin > SURE;
			bool lone = x->label != LABEL_B_PER && x->end - x->first == 1 && (!given || x->margin < 2 * SURE);
			if (pass == 0 ? !full : !lone)
				continue;
			size_t at = name_hash(t, word, word + 1) & (size - 1);
			while (slot[at] != 0 && !sv_eq(t->all.v[slot[at] - 1].fold, t->all.v[word].fold))
				at = (at + 1) & (size - 1);
			if (pass == 0)
				slot[at] = word + 1;
			else if (slot[at] != 0)
				x->label = LABEL_B_PER;
		}
	}
	free(slot);
}

/* What the lists know as an organisation and as nothing else. */
static void know_lists(const struct tokens *t, name_vec *names)
{
	for (size_t i = 0; i < names->n; i++) {
		struct name *x = &names->v[i];
		if (x->label == LABEL_B_ORG || x->margin > 4 * SURE || x->end - x->first > LEXICON_WORDS_MAX)
			continue;
		unsigned in = lexicon_find(t, x->first, x->end);
		if (in & LEXICON_ORGS && !(in & ~LEXICON_ORGS))
			x->label = LABEL_B_ORG;
	}
}

/* Countries and big towns of the lists that the tagger nearly took: « Berlin a dit non ». */
static void find_places(const struct tokens *t, const pos_vec *caps, const struct tagged *tags, name_vec *names)
{
	name_vec more = { 0 };
	for (size_t c = 0; c < caps->n; c++) {
		size_t i = caps->v[c];
		const float *own = tagged_losses(tags, i);
		if (tags->labels[i] != LABEL_O || !may_begin(t, i) || own[LABEL_B_LOC] < -4 * SURE ||
		    !(lexicon_find(t, i, i + 1) & LEXICON_KNOWN_PLACES) || name_at(names, i) != SIZE_MAX)
			continue;
		struct name x = { .first = i, .end = i + 1, .label = LABEL_B_LOC, .margin = SURE, .loss = own };
		push_name(t, &more, x);
	}
	put_names(names, &more);
}

/* How many tokens from i on, which is in no name, are an organisation of several words that the lists know as
 * nothing else; 0: none. A name that is in it stands wholly in it. Not « Le Pays »,
 * « Le Point »: words of every day. */
static size_t listed_at(const struct tokens *t, const name_vec *names, size_t i)
{
	if (!may_begin(t, i) || token_is(t, i, "le") || token_is(t, i, "la") ||
	    token_is(t, i, "les") || token_is(t, i, "l'"))
		return 0;
	unsigned bits[LEXICON_WORDS_MAX] = { 0 };
	for (size_t n = lexicon_find_each(t, i, t->all.n, bits); n > 1; n--) {
		unsigned in = t->all.v[i + n - 1].sentence == t->all.v[i].sentence ? bits[n - 1] : 0;
		size_t last = name_at(names, i + n - 1);
		if (in & LEXICON_ORGS && !(in & ~LEXICON_ORGS) && (last >= names->n || names->v[last].end == i + n))
			return n;
	}
	return 0;
}

/* Organisations of the lists that the tagger passed over: « le groupe Etat islamique ». */
static void find_listed(const struct tokens *t, const pos_vec *caps, const struct tagged *tags, name_vec *names)
{
	name_vec more = { 0 };
	for (size_t c = 0, done = 0, next = 0; c < caps->n; c++) {
		size_t i = caps->v[c];
		while (next < names->n && names->v[next].end <= i)
			next++;
		bool lone = i >= done && (next == names->n || names->v[next].first > i);
		size_t n = lone ? listed_at(t, names, i) : 0;
		struct name x = { .first = i, .end = i + n, .label = LABEL_B_ORG, .margin = SURE, .loss = tagged_losses(tags, i) };
		if (n == 0)
			continue;
		push_name(t, &more, x);
		done = i + n;
	}
	put_names(names, &more);
}

/* A margin is the logarithm of odds between two whole readings of the sentence, and holds the
 * bias, which is taken off; how often one of them is right was counted in cross-validation
 * (make train-report). */
static float confidence_of(float margin)
{
	return 1.0f / (1.0f + expf((TAGGER_BIAS - margin) / 2));
}

void names_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	const int8_t *own = lang_model_size() == TAGGER_MODEL_SIZE ? lang_model : NULL; /* of another shape: make train */
	struct tagged tags;
	name_vec names = { 0 };
	struct index x;
	tagger_run(&tags, t, o->model != NULL ? o->model : own);
	pos_vec caps = find_capitals(t);
	collect(t, &tags, &names);
	spell_out(t, &caps, &tags, &names);
	find_senders(t, &caps, &tags, &names);
	find_places(t, &caps, &tags, &names);
	find_listed(t, &caps, &tags, &names);
	join_parts(t, &names);
	index_init(&x, t, &names);
	vote(&names);
	know_persons(t, &names, false);
	know_persons(t, &names, true);
	know_lists(t, &names);
	find_missed(t, &caps, &x, &names);
	for (size_t i = 0; i < names.n; i++)
		drop_article(t, &x, &names, &names.v[i]);
	weed(t, &names);
	for (size_t i = 0; i < names.n; i++) {
		struct name *n = &names.v[i];
		set_bounds(t, n);
		take_site(t, &tags, n);
		struct span at = { t->all.v[n->first].span.start, t->all.v[n->end - 1].span.end };
		struct mention *e = mentions_add(m, KIND_ENTITY, at, label_tag(n->label),
						 n->loss != NULL ? N_("the model of names") : N_("the same words elsewhere"));
		e->confidence = confidence_of(n->margin);
	}
	free(x.slot);
	vec_fini(&caps);
	vec_fini(&names);
	tagged_fini(&tags);
}
