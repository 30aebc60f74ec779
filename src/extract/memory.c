/* memory.c - see memory.h; and the pass that applies it to the names found.
 *
 * Words that were refused are not suggested with that tag; words that were
 * kept or tagged once have the tag wherever the tagger saw a name; kept or
 * tagged twice, they are found wherever they stand.
 */
#include "extract/memory.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "extract/extract.h"

#define SURE 2 /* decisions from which words are found everywhere */
#define WORDS_MAX 12
#define CONFIDENCE 0.95f

struct entry {
	struct memory_entry e;
	uint32_t hash;  /* of its words */
	char *key;      /* them, as add_word makes them */
	size_t words;
	size_t next;    /* with the same words: index + 1; 0 none */
	uint32_t spelt; /* hash of text and tag as they are written */
};

struct memory {
	VEC(struct entry) all;
	size_t *slot, size;   /* open table: words -> the first entry with them, + 1 */
	size_t *written;      /* the same size: text and tag -> entry, + 1, without cutting words */
	uint64_t begins[64];  /* bits of the hashes of first words */
	size_t longest;       /* words */
};

/* A run of words while it grows. */
struct phrase {
	struct str key;
	uint32_t hash;
};

static void add_word(struct phrase *w, const struct token *k)
{
	if (w->key.n == 0)
		str_addc(&w->key, k->flags & TOKEN_CAPITAL ? 'A' : 'a');
	else
		str_addc(&w->key, ' ');
	str_add(&w->key, k->fold);
	for (size_t i = 0; i < k->fold.n; i++)
		w->hash = (w->hash ^ (unsigned char)k->fold.p[i]) * 16777619u;
	w->hash = (w->hash ^ ' ') * 16777619u;
}

static void phrase_begin(struct phrase *w)
{
	str_clear(&w->key);
	w->hash = 2166136261u;
}

/* The words of a written name: how many. */
static size_t phrase_of(struct sv text, struct phrase *w)
{
	struct tokens t;
	size_t n;

	tokens_init(&t, NULL, text);
	phrase_begin(w);
	n = t.all.n;
	for (size_t i = 0; i < n; i++)
		add_word(w, &t.all.v[i]);
	tokens_fini(&t);
	return n;
}

struct memory *memory_new(void)
{
	struct memory *m = xcalloc(1, sizeof *m);

	m->size = 64;
	m->slot = xcalloc(m->size, sizeof *m->slot);
	m->written = xcalloc(m->size, sizeof *m->written);
	return m;
}

void memory_free(struct memory *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->all.n; i++) {
		free(m->all.v[i].e.text);
		free(m->all.v[i].e.tag);
		free(m->all.v[i].key);
	}
	vec_fini(&m->all);
	free(m->slot);
	free(m->written);
	free(m);
}

static size_t *slot_of(const struct memory *m, uint32_t hash, struct sv key)
{
	size_t at = hash & (m->size - 1);

	while (m->slot[at] != 0) {
		const struct entry *e = &m->all.v[m->slot[at] - 1];

		if (e->hash == hash && sv_eq(sv_of(e->key), key))
			break;
		at = (at + 1) & (m->size - 1);
	}
	return &m->slot[at];
}

static uint32_t hash_of(struct sv text, struct sv tag)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 16777619u;
	for (size_t i = 0; i < tag.n; i++)
		h = (h * 31 ^ (unsigned char)tag.p[i]) * 16777619u;
	return h;
}

static size_t *written_of(const struct memory *m, uint32_t hash, struct sv text, struct sv tag)
{
	size_t at = hash & (m->size - 1);

	for (; m->written[at] != 0; at = (at + 1) & (m->size - 1)) {
		const struct entry *e = &m->all.v[m->written[at] - 1];

		if (e->spelt == hash && sv_eq(sv_of(e->e.text), text) && sv_eq(sv_of(e->e.tag), tag))
			break;
	}
	return &m->written[at];
}

static void enter(struct memory *m, size_t i)
{
	struct entry *e = &m->all.v[i];
	size_t *s = slot_of(m, e->hash, sv_of(e->key));

	e->next = *s;
	*s = i + 1;
	*written_of(m, e->spelt, sv_of(e->e.text), sv_of(e->e.tag)) = i + 1;
}

/* Room for one more. */
static void grow(struct memory *m)
{
	if ((m->all.n + 1) * 2 < m->size)
		return;
	free(m->slot);
	free(m->written);
	m->size *= 4;
	m->slot = xcalloc(m->size, sizeof *m->slot);
	m->written = xcalloc(m->size, sizeof *m->written);
	for (size_t i = 0; i < m->all.n; i++)
		enter(m, i);
}

static uint32_t word_hash(struct sv fold)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < fold.n; i++)
		h = (h ^ (unsigned char)fold.p[i]) * 16777619u;
	return h & 4095;
}

static void push(struct memory *m, struct sv text, struct sv tag, struct sv key, uint32_t hash, size_t words)
{
	struct entry e = { .hash = hash, .words = words, .spelt = hash_of(text, tag) };
	size_t first = 1;

	e.e.text = xstrndup(text.p, text.n);
	e.e.tag = xstrndup(tag.p, tag.n);
	e.key = xstrndup(key.p, key.n);
	while (first < key.n && key.p[first] != ' ')
		first++;
	uint32_t h = word_hash(sv_cut(key, 1, first));
	m->begins[h / 64] |= (uint64_t)1 << h % 64;
	m->longest = words > m->longest ? words : m->longest;
	grow(m);
	vec_push(&m->all, e);
	enter(m, m->all.n - 1);
}

static struct entry *find(const struct memory *m, uint32_t hash, struct sv key, struct sv tag)
{
	for (size_t i = *slot_of(m, hash, key); i != 0; i = m->all.v[i - 1].next)
		if (sv_eq(sv_of(m->all.v[i - 1].e.tag), tag))
			return &m->all.v[i - 1];
	return NULL;
}

static int level(int count)
{
	return count < 0 ? -1 : count < SURE ? count : SURE;
}

size_t memory_enter(struct memory *m, struct sv text, struct sv tag)
{
	struct phrase w;
	size_t at = *written_of(m, hash_of(text, tag), text, tag);

	if (at != 0)
		return at - 1;
	at = SIZE_MAX;
	str_init(&w.key);
	size_t n = phrase_of(text, &w);
	if (n > 0 && n <= WORDS_MAX) {
		const struct entry *e = find(m, w.hash, str_sv(&w.key), tag);

		if (!e)
			push(m, text, tag, str_sv(&w.key), w.hash, n);
		at = e ? (size_t)(e - m->all.v) : m->all.n - 1;
	}
	str_fini(&w.key);
	return at;
}

bool memory_change(struct memory *m, size_t entry, int by)
{
	int was = m->all.v[entry].e.count;

	m->all.v[entry].e.count += by;
	return level(was) != level(was + by);
}

bool memory_add(struct memory *m, struct sv text, struct sv tag, int by)
{
	size_t e = by != 0 ? memory_enter(m, text, tag) : SIZE_MAX;

	return e != SIZE_MAX && memory_change(m, e, by);
}

int memory_count(const struct memory *m, struct sv text, struct sv tag)
{
	struct phrase w;

	str_init(&w.key);
	phrase_of(text, &w);
	const struct entry *e = find(m, w.hash, str_sv(&w.key), tag);
	str_fini(&w.key);
	return e ? e->e.count : 0;
}

size_t memory_forget(struct memory *m, struct sv text)
{
	struct phrase w;
	size_t n = 0;

	str_init(&w.key);
	phrase_of(text, &w);
	for (size_t i = *slot_of(m, w.hash, str_sv(&w.key)); i != 0; i = m->all.v[i - 1].next) {
		n += m->all.v[i - 1].e.count != 0;
		m->all.v[i - 1].e.count = 0;
	}
	str_fini(&w.key);
	return n;
}

void memory_prefer(struct memory *m, const struct memory *own)
{
	for (size_t i = 0; i < own->all.n; i++) {
		const struct entry *o = &own->all.v[i];
		struct entry *e = find(m, o->hash, sv_of(o->key), sv_of(o->e.tag));

		if (o->e.count == 0)
			continue;
		if (!e) {
			push(m, sv_of(o->e.text), sv_of(o->e.tag), sv_of(o->key), o->hash, o->words);
			e = &m->all.v[m->all.n - 1];
		}
		if ((e->e.count < 0) != (o->e.count < 0) || abs(o->e.count) > abs(e->e.count))
			e->e.count = o->e.count;
	}
}

struct memory *memory_copy(const struct memory *m)
{
	struct memory *c = memory_new();

	memory_prefer(c, m);
	return c;
}

size_t memory_entries(const struct memory *m)
{
	return m->all.n;
}

const struct memory_entry *memory_at(const struct memory *m, size_t i)
{
	return &m->all.v[i].e;
}

/* ---- the pass over the names of a text ---- */

/* What is known about a run of words: its best tag, NULL when two are equal. */
struct verdict {
	const char *tag;
	int count;
	const struct entry *first; /* NULL: never heard of */
};

static struct verdict judge(const struct memory *m, const struct phrase *w)
{
	struct verdict v = { 0 };

	for (size_t i = *slot_of(m, w->hash, str_sv(&w->key)); i != 0; i = m->all.v[i - 1].next) {
		const struct entry *e = &m->all.v[i - 1];

		v.first = e;
		if (e->e.count > v.count) {
			v.count = e->e.count;
			v.tag = e->e.tag;
		} else if (e->e.count == v.count) {
			v.tag = NULL;
		}
	}
	return v;
}

static int count_of(const struct memory *m, const struct verdict *v, const char *tag)
{
	const struct entry *e =
		v->first ? find(m, v->first->hash, sv_of(v->first->key), sv_of(tag)) : NULL;

	return e ? e->e.count : 0;
}

/* Other tags for what the tagger found, and away with what was refused. */
static void correct(const struct tokens *t, const struct memory *m, struct phrase *w, struct mentions *found)
{
	size_t n = 0;

	for (size_t i = 0; i < found->all.n; i++) {
		struct mention e = found->all.v[i];

		if (e.kind == KIND_ENTITY) {
			phrase_begin(w);
			for (size_t k = tokens_at(t, e.span.start);
			     k < t->all.n && t->all.v[k].span.start < e.span.end; k++)
				add_word(w, &t->all.v[k]);
			struct verdict v = judge(m, w);
			int own = count_of(m, &v, e.tag);

			if (v.tag && v.count > own) {
				e.tag = arena_strdup(&found->arena, v.tag);
				e.rule = N_("your earlier decisions");
				e.confidence = CONFIDENCE;
			} else if (own < 0) {
				continue;
			}
		}
		found->all.v[n++] = e;
	}
	found->all.n = n;
}

/* The longest run of sure words from token i: tokens, 0 none. */
static size_t longest_at(const struct tokens *t, const struct memory *m, size_t i, struct phrase *w,
			 const char **tag)
{
	uint32_t h = word_hash(t->all.v[i].fold);
	size_t best = 0;

	if (!(m->begins[h / 64] & (uint64_t)1 << h % 64))
		return 0;
	phrase_begin(w);
	for (size_t n = 1; n <= m->longest && i + n <= t->all.n; n++) {
		const struct token *k = &t->all.v[i + n - 1];

		if (n > 1 && k->sentence != t->all.v[i].sentence)
			break;
		add_word(w, k);
		struct verdict v = judge(m, w);
		if (v.tag && v.count >= SURE) {
			best = n;
			*tag = v.tag;
		}
	}
	return best;
}

/* Takes the entities that overlap at out again; false when one of them is
 * longer: then it stays, and at is not wanted. next: the first that may. */
static bool make_room(struct mentions *found, size_t *next, size_t n, struct span at)
{
	while (*next < n && (found->all.v[*next].span.end <= at.start || found->all.v[*next].kind != KIND_ENTITY))
		(*next)++;
	for (size_t i = *next; i < n && found->all.v[i].span.start < at.end; i++)
		if (found->all.v[i].kind == KIND_ENTITY && span_holds(found->all.v[i].span, at))
			return false;
	for (size_t i = *next; i < n && found->all.v[i].span.start < at.end; i++)
		if (found->all.v[i].kind == KIND_ENTITY && span_hits(found->all.v[i].span, at))
			found->all.v[i].confidence = -1; /* goes */
	return true;
}

static void find_everywhere(const struct tokens *t, const struct memory *m, struct phrase *w,
			    struct mentions *found)
{
	size_t n = found->all.n, next = 0, kept = 0;

	for (size_t i = 0; i < t->all.n; i++) {
		const char *tag = NULL;
		size_t words = longest_at(t, m, i, w, &tag);
		struct span at = { t->all.v[i].span.start, 0 };

		if (words == 0)
			continue;
		at.end = t->all.v[i + words - 1].span.end;
		if (!make_room(found, &next, n, at))
			continue;
		tag = arena_strdup(&found->arena, tag);
		mentions_add(found, KIND_ENTITY, at, tag, N_("your earlier decisions"))->confidence = CONFIDENCE;
		i += words - 1;
	}
	for (size_t i = 0; i < found->all.n; i++)
		if (found->all.v[i].confidence >= 0)
			found->all.v[kept++] = found->all.v[i];
	found->all.n = kept;
}

void remembered_find(const struct tokens *t, const struct extract_opts *o, struct mentions *found)
{
	struct phrase w;

	if (!o->memory || o->memory->all.n == 0)
		return;
	str_init(&w.key);
	mentions_sort(found, 0);
	correct(t, o->memory, &w, found);
	find_everywhere(t, o->memory, &w, found);
	str_fini(&w.key);
}
