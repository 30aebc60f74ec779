/* keystrokes.c - the keys that a skilled annotator types to bring an article from
 * its suggestions to the gold table: found by trying, counted, printed.
 *
 *	keystrokes ARTICLE GOLD.tsv
 *
 * First spans and tags, then the attributes that the gold names (value, unit, modifier,
 * speaker, cue). Prints one line: keys for spans and tags, keys for attributes,
 * annotations of the gold, attributes of the gold, those that had to be mended, --keys
 * string. The reader itself
 * is the oracle: each candidate is typed in a child of this process that has the
 * reader's state, and what it leaves is compared with the gold. Everything
 * counts: moving, hints, counts before a key. No key goes to a place that is not
 * on the screen (80x24). tests/scripts/keystrokes.py replays the string in the
 * program itself and compares its export with the gold.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "app/command.h"
#include "app/hints.h"
#include "app/keymap.h"
#include "app/options.h"
#include "app/select.h"
#include "app/steps.h"
#include "app/view.h"
#include "base/utf8.h"
#include "tests/app/gold.h"

#define LONGEST 17 /* keys that mending one place may take */
#define COUNTED 5  /* words that one can count at a glance */

typedef VEC(char *) try_vec;

struct plan {
	struct app *a;
	struct tagset tags;
	struct keymap *keymap;
	struct options *options;
	struct read_rows rows; /* holds the strings of gold */
	want_vec gold;
	struct str keys;
	unsigned kinds; /* that the gold speaks of */
	size_t typed;
	const struct want *target;
};

/* ---- typing ---- */

static size_t key_count(const char *keys)
{
	key_vec v = { 0 };
	size_t n;

	if (!keys_parse(sv_of(keys), &v, NULL))
		abort();
	n = v.n;
	vec_fini(&v);
	return n;
}

static void type(struct app *a, const char *keys, bool settle)
{
	key_vec v = { 0 };

	keys_parse(sv_of(keys), &v, NULL);
	for (size_t i = 0; i < v.n; i++) {
		app_feed(a, v.v[i]);
		if (settle)
			app_settle(a);
	}
	vec_fini(&v);
}

/* ---- how far it is from the gold ---- */

static bool is_wanted(const struct plan *p, const struct annotation *an)
{
	if (!(p->kinds & 1u << an->kind))
		return true;
	for (size_t i = 0; i < p->gold.n; i++)
		if (want_is(&p->gold.v[i], an))
			return true;
	return false;
}

static bool is_there(const struct plan *p, const struct want *w)
{
	const struct book *b = app_doc(p->a)->book;

	for (size_t i = 0; i < book_count(b); i++)
		if (book_at(b, i)->status == STATUS_ACCEPTED && want_is(w, book_at(b, i)))
			return true;
	return false;
}

/* Annotations too many, and those that are missing. */
static size_t distance(const struct plan *p)
{
	const struct book *b = app_doc(p->a)->book;
	size_t n = 0;

	for (size_t i = 0; i < book_count(b); i++)
		n += book_at(b, i)->status == STATUS_ACCEPTED && !is_wanted(p, book_at(b, i));
	for (size_t i = 0; i < p->gold.n; i++)
		n += !p->gold.v[i].optional && !is_there(p, &p->gold.v[i]);
	return n;
}

static const struct annotation *kept_of(const struct plan *p, const struct want *w)
{
	const struct book *b = app_doc(p->a)->book;

	for (size_t i = 0; i < book_count(b); i++)
		if (book_at(b, i)->status == STATUS_ACCEPTED && want_is(w, book_at(b, i)))
			return book_at(b, i);
	return NULL;
}

static bool attr_wrong(const struct plan *p, const struct want *w, int attr)
{
	const struct annotation *an = w->optional || !w->attr[attr] ? NULL : kept_of(p, w);

	return an && !want_has(w, an, attr);
}

static size_t attrs_wrong(const struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->gold.n; i++)
		for (int k = 0; k < ATTR_COUNT; k++)
			n += attr_wrong(p, &p->gold.v[i], k);
	return n;
}

/* Spans and tags, each worth more than all attributes: they are not to be spoilt again. */
static size_t distance_with_attributes(const struct plan *p)
{
	return distance(p) * 10000 + attrs_wrong(p);
}

/* 0: the current mention is that of the gold row that is looked for. */
static size_t off_target(const struct plan *p)
{
	const struct doc *d = app_doc(p->a);

	return d->item >= d->items.n || !d->items.v[d->item].a || !want_is(p->target, d->items.v[d->item].a);
}

/* What these keys would leave, tried in a child. */
static size_t after(const struct plan *p, const char *keys, size_t (*measure)(const struct plan *p))
{
	int fds[2], status;
	size_t left = SIZE_MAX;
	pid_t child;

	if (pipe(fds) != 0 || (child = fork()) < 0)
		abort();
	if (child == 0) {
		type(p->a, keys, false);
		left = p->a->mode == MODE_NORMAL && !p->a->hand.hinting ? measure(p) : SIZE_MAX;
		_exit(write(fds[1], &left, sizeof left) == (ssize_t)sizeof left ? 0 : 1);
	}
	close(fds[1]);
	if (read(fds[0], &left, sizeof left) != (ssize_t)sizeof left)
		left = SIZE_MAX;
	close(fds[0]);
	waitpid(child, &status, 0);
	return left;
}

/* ---- ways to a place ---- */

static void add(try_vec *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void add(try_vec *out, const char *fmt, ...)
{
	char buf[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	vec_push(out, xstrdup(buf));
}

static void drop(try_vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->v[i]);
	vec_fini(v);
}

static void hint_ways(const struct plan *p, enum hinting what, struct span at, const char *lead, try_vec *out)
{
	hint_vec hints = { 0 };

	p->a->hand.hinting = what;
	hints_make(p->a, app_doc(p->a), &hints);
	p->a->hand.hinting = HINT_NONE;
	for (size_t i = 0; i < hints.n; i++)
		if (hints.v[i].pos >= at.start && hints.v[i].pos < at.end)
			add(out, "%s%s", lead, hints.v[i].label);
	vec_fini(&hints);
}

/* Keys that lead to something in at: nothing, a hint, a few steps. */
static void ways(const struct plan *p, struct span at, bool mention, try_vec *out)
{
	static const char *const steps[] = { "", "<Tab>", "<S-Tab>", "<Tab><Tab>", "w", "b", "ww", "bb", "www", "bbb",
					     "j", "k", ")", "(", "}", "{", "<Tab>w", "<Tab>ww", "j<Tab>", "}<Tab>",
					     ")<Tab>", ")w", "}w", "<Tab>b", "<S-Tab>b" };

	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		add(out, "%s", steps[i]);
	if (mention)
		hint_ways(p, HINT_MENTIONS, at, "<Comma>", out);
	hint_ways(p, HINT_WORDS, at, "<Semicolon>", out);
}

/* ---- what to do there ---- */

/* The key of a tag, or the way through the picker. */
static void tag_keys(const struct plan *p, const char *name, struct str *out)
{
	const struct tag *t = tagset_find(&p->tags, sv_of(name));

	if (t && t->key && *t->key) {
		str_adds(out, t->key);
		return;
	}
	for (size_t n = 1; t; n++) {
		size_t alike = 0;

		for (size_t i = 0; i < p->tags.tags.n; i++)
			alike += strncmp(p->tags.tags.v[i].name, name, n) == 0;
		if (alike == 1 || !name[n]) {
			str_addf(out, "T%.*s<Tab><Enter>", (int)n, name);
			return;
		}
	}
	str_addf(out, "T%s<Enter>", name);
}

static void press(struct str *out, char key, size_t n)
{
	if (n > 2)
		str_addf(out, "%zu%c", n, key);
	for (size_t i = 0; n <= 2 && i < n; i++)
		str_addc(out, key);
}

/* a A r R as often as needed to bring one span to the other; false: no way. */
static bool edge_keys(struct doc *d, struct span from, struct span to, size_t most, struct str *out)
{
	static const struct {
		enum edge edge;
		bool outwards;
		char key;
	} moves[] = { { EDGE_START, true, 'a' }, { EDGE_END, true, 'r' }, { EDGE_START, false, 'A' }, { EDGE_END, false, 'R' } };

	for (size_t m = 0; m < ARRAY_LEN(moves); m++) {
		bool start = moves[m].edge == EDGE_START;
		size_t goal = start ? to.start : to.end, n = 0;
		struct span at = from;

		if (moves[m].outwards ? (start ? goal >= at.start : goal <= at.end)
				      : (start ? goal <= at.start : goal >= at.end))
			continue;
		while ((start ? at.start : at.end) != goal && n < 99 &&
		       edge_move(d, &at, moves[m].edge, moves[m].outwards, false))
			n++;
		if ((start ? at.start : at.end) != goal || n > most)
			return false;
		press(out, moves[m].key, n);
		from = at;
	}
	return span_eq(from, to);
}

/* An annotation that is wrong: refused, or made to what it should have been. */
static void mend_ways(const struct plan *p, const struct annotation *an, try_vec *out)
{
	struct doc *d = app_doc(p->a);
	struct str s;

	add(out, "x");
	add(out, "U");
	str_init(&s);
	for (size_t i = 0; i < p->gold.n; i++) {
		const struct want *w = &p->gold.v[i];
		try_vec ends = { 0 };

		if (w->optional || !span_hits(w->at, an->at.span) || is_there(p, w))
			continue;
		bool tag = w->kind != an->kind || strcmp(w->tag, an->tag) != 0;
		str_clear(&s);
		if (edge_keys(d, an->at.span, w->at, COUNTED, &s)) {
			if (tag)
				tag_keys(p, w->tag, &s);
			add(out, "%s", s.p);
			add(out, "%s*<Enter>", s.p);
			if (an->kind == KIND_FIGURE && w->kind == KIND_FIGURE)
				add(out, "%sF", s.p);
		}
		if (!tag && w->at.start == an->at.span.start) {
			hint_ways(p, HINT_WORDS, (struct span){ w->at.end > 40 ? w->at.end - 40 : 0, w->at.end }, "v<Semicolon>", &ends);
			for (size_t k = 0; k < ends.n; k++)
				add(out, "%s<Enter>", ends.v[k]);
		} else if (!tag && w->at.end == an->at.span.end) {
			hint_ways(p, HINT_WORDS, (struct span){ w->at.start, w->at.start + 1 }, "vo<Semicolon>", &ends);
			for (size_t k = 0; k < ends.n; k++)
				add(out, "%s<Enter>", ends.v[k]);
		}
		static const char *const objects[] = { "+", "ic", "is", "iq", "in", "if" };
		for (size_t k = 0; !tag && k < ARRAY_LEN(objects); k++)
			add(out, "%s<Enter>", objects[k]);
		drop(&ends);
	}
	str_fini(&s);
}

/* From the object at the place to the span by edges, however many words it takes. */
static void stretch(const struct plan *p, struct span to, const char *object, const char *tag, try_vec *out)
{
	struct doc *d = app_doc(p->a);
	struct span at;
	struct str s;

	if (!object_at(d, OBJECT_WORD, (struct span){ to.start, to.start }, &at))
		return;
	str_init(&s);
	if (edge_keys(d, at, to, SIZE_MAX, &s))
		add(out, "%s%s%s", object, s.p, tag);
	str_fini(&s);
}

/* One that is missing: with the caret on one of its words. */
static void make_ways(const struct plan *p, const struct want *w, try_vec *out)
{
	static const char *const objects[] = { "", "+", "v", "++", "in", "if", "iq", "ic", "is", "vw", "v2w", "v3w", "v4w",
					       "vr", "iwr", "iwrr", "icR", "icA", "icRR", "icAA", "icr", "ica", "isR", "isA", "inr", "ina",
					       "inR", "inA", "ifr", "ifR", "if2r", "iwa", "iwar", "ic2A", "ic3A", "ic4A", "ic3R", "ic4R",
					       "icAR", "ifzr", "ifzrzr", "if3zr", "if4zr", "ifzR", "iwzr", "iwzrzr", "iwzR", "iq+", "iQ", "itr", "it" };
	struct str tag;
	try_vec ends = { 0 };

	str_init(&tag);
	tag_keys(p, w->tag, &tag);
	for (size_t i = 0; i < ARRAY_LEN(objects); i++) {
		add(out, "%s%s", objects[i], tag.p);
		if (i < 2)
			add(out, "%s%s*<Enter>", objects[i], tag.p);
		if (w->kind == KIND_FIGURE)
			add(out, "%s%s%s", objects[i], tag.p, tag.p);
	}
	hint_ways(p, HINT_WORDS, (struct span){ w->at.end > 40 ? w->at.end - 40 : 0, w->at.end }, "v<Semicolon>", &ends);
	hint_ways(p, HINT_WORDS, (struct span){ w->at.end > 40 ? w->at.end - 40 : 0, w->at.end }, "iw<Semicolon>", &ends);
	for (size_t k = 0; k < ends.n; k++)
		add(out, "%s%s", ends.v[k], tag.p);
	drop(&ends);
	stretch(p, w->at, "v", tag.p, out);
	stretch(p, w->at, "iw", tag.p, out);
	str_fini(&tag);
}

/* ---- the plan ---- */

static void do_keys(struct plan *p, const char *keys)
{
	type(p->a, keys, true);
	str_adds(&p->keys, keys);
	p->typed += key_count(keys);
}

static bool in_sight(const struct plan *p, struct span at, bool whole)
{
	struct layout_opts o = view_layout(p->a);
	struct row r = layout_row(app_doc(p->a)->text, &o, app_doc(p->a)->top);
	size_t from = r.bytes.start;

	for (size_t i = 1; i < view_page_rows(p->a) && layout_next(app_doc(p->a)->text, &o, &r, &r); i++)
		continue;
	return at.start >= from && (whole ? at.end : at.start + 1) <= r.bytes.end;
}

/* The best of all ways to a place and deeds there: fewest keys for what they mend. */
static char *best_of(const struct plan *p, const try_vec *to, const try_vec *deeds, size_t before)
{
	double best = 1e9;
	char *found = NULL;
	struct str s;

	str_init(&s);
	for (size_t i = 0; i < to->n; i++) {
		size_t way = key_count(to->v[i]);

		for (size_t k = 0; k < deeds->n; k++) {
			size_t n = way + key_count(deeds->v[k]), left;

			if (n > LONGEST || (double)n / 2.0 >= best)
				continue; /* few mend more than two at once */
			str_clear(&s);
			str_addf(&s, "%s%s", to->v[i], deeds->v[k]);
			left = after(p, s.p, distance);
			if (left >= before || (double)n / (double)(before - left) >= best)
				continue;
			best = (double)n / (double)(before - left);
			free(found);
			found = xstrdup(s.p);
		}
	}
	str_fini(&s);
	return found;
}

/* The first place in the text that is wrong; false: none. */
static bool first_wrong(const struct plan *p, const struct annotation **an, const struct want **w)
{
	const struct book *b = app_doc(p->a)->book;

	*an = NULL;
	*w = NULL;
	for (size_t i = 0; i < book_count(b) && !*an; i++)
		if (book_at(b, i)->status == STATUS_ACCEPTED && !is_wanted(p, book_at(b, i)))
			*an = book_at(b, i);
	for (size_t i = 0; i < p->gold.n && !*w; i++)
		if (!p->gold.v[i].optional && !is_there(p, &p->gold.v[i]))
			*w = &p->gold.v[i];
	return *an || *w;
}

static bool mend_one(struct plan *p)
{
	const struct annotation *an;
	const struct want *w;
	try_vec to = { 0 }, deeds = { 0 };
	char *keys;

	if (!first_wrong(p, &an, &w))
		return false;
	bool mention = an && (!w || an->at.span.start <= w->at.end);
	struct span at = mention ? an->at.span : w->at;
	for (int i = 0; i < 400 && !in_sight(p, at, false); i++)
		do_keys(p, at.start < app_doc(p->a)->top ? "<PageUp>" : "<Space>");
	if (!in_sight(p, at, true)) /* half of it stands below */
		do_keys(p, "<C-d>");
	if (mention)
		mend_ways(p, an, &deeds);
	else
		make_ways(p, w, &deeds);
	ways(p, at, mention, &to);
	keys = best_of(p, &to, &deeds, distance(p));
	drop(&to);
	drop(&deeds);
	if (!keys) {
		fprintf(stderr, "no way found for %zu to %zu (%s)\n", at.start, at.end, mention ? an->tag : w->tag);
		exit(1);
	}
	if (getenv("KEYSTROKES_TRACE"))
		fprintf(stderr, "%s\t%s\t%zu\n", mention ? "mend" : "make", keys, key_count(keys));
	do_keys(p, keys);
	free(keys);
	return true;
}

/* ---- attributes ---- */

/* What may be typed for a value: as much of it as its beginning that the reader makes the
 * rest of, or all; and what is offered without any of it. */
static void value_ways(struct sv value, try_vec *out)
{
	static const char *const offered[] = { "<Tab>", "<Tab><Tab>", "<Tab><Tab><Tab>", "<S-Tab>", "<Tab><Tab><Tab><Tab>" };
	struct str keys;

	str_init(&keys);
	for (size_t i = 0; i < ARRAY_LEN(offered); i++)
		add(out, "%s<Enter>", offered[i]);
	for (size_t i = 0, n; i < value.n; i += n) {
		uint32_t cp;

		n = utf8_decode(value.p + i, value.n - i, &cp);
		key_format((struct key){ .cp = cp }, &keys);
		for (size_t k = 0; i < 8 && k < ARRAY_LEN(offered); k++)
			add(out, "%s%s<Enter>", keys.p, offered[k]);
		if (i < 8 || i + n == value.n)
			add(out, "%s<Enter>", keys.p);
	}
	str_fini(&keys);
}

/* The shortest that sets one attribute of the current mention; NULL: none. lead: from there to
 * where the value is typed; behind: what follows the value. */
static char *field_keys(const struct plan *p, int attr, const char *lead, const char *behind)
{
	struct sv rest = sv_of(p->target->attr[attr]), one;
	size_t before = distance_with_attributes(p), best = SIZE_MAX;
	try_vec values = { 0 };
	char *found = NULL;
	struct str s;

	str_init(&s);
	while (sv_next(&rest, '|', &one))
		value_ways(one, &values);
	for (size_t i = 0; i < values.n; i++) {
		str_clear(&s);
		str_addf(&s, "%s%s%s", lead, values.v[i], behind);
		if (key_count(values.v[i]) >= best || after(p, s.p, distance_with_attributes) >= before)
			continue;
		best = key_count(values.v[i]);
		free(found);
		found = xstrdup(values.v[i]);
	}
	drop(&values);
	str_fini(&s);
	return found;
}

/* All that is wrong in the current mention, by the form: its rows are in the order of the
 * attributes, the first is the current one, and each value goes on to the next. */
static void form_keys(const struct plan *p, struct str *out)
{
	int row = -1, first = p->target->kind == KIND_QUOTE ? ATTR_SPEAKER : ATTR_VALUE;
	struct str lead;

	str_init(&lead);
	str_adds(out, "V");
	for (int k = first; k < ATTR_COUNT; k++) {
		if (!attr_wrong(p, p->target, k))
			continue;
		str_clear(&lead);
		str_adds(&lead, "V");
		for (int i = first; i < k; i++)
			str_addc(&lead, 'j');
		str_adds(&lead, "<Enter>");
		char *keys = field_keys(p, k, lead.p, "<Esc>");
		if (!keys) {
			fprintf(stderr, "no way found for %s of %zu\n", attr_name((enum attr)k), p->target->at.start);
			exit(1);
		}
		for (int i = row < 0 ? first : row; i < k; i++)
			str_addc(out, 'j');
		str_addf(out, "<Enter>%s", keys);
		row = k + 1;
		free(keys);
	}
	str_adds(out, "<Esc>");
	str_fini(&lead);
}

/* What mends the current mention: the form, a key of its own for each attribute, the tag's key once more, a link. */
static void attribute_deeds(const struct plan *p, try_vec *out)
{
	static const char *const direct[ATTR_COUNT] = { NULL };
	struct str s;

	str_init(&s);
	form_keys(p, &s);
	add(out, "%s", s.p);
	for (int k = 0; k < ATTR_COUNT; k++) {
		char *keys = direct[k] && attr_wrong(p, p->target, k) ? field_keys(p, k, direct[k], "") : NULL;

		if (keys)
			add(out, "%s%s", direct[k], keys);
		free(keys);
	}
	if (p->target->kind == KIND_FIGURE)
		add(out, "F");
	if (p->target->kind == KIND_QUOTE)
		hint_ways(p, HINT_LINK, (struct span){ 0, text_size(app_doc(p->a)->text) }, "&", out);
	str_fini(&s);
}

/* The shortest keys of these that measure less than before, by the key and what they mend. */
static char *cheapest(const struct plan *p, const try_vec *deeds, size_t (*measure)(const struct plan *p))
{
	size_t before = measure(p);
	double best = 1e9;
	char *found = NULL;

	for (size_t i = 0; i < deeds->n; i++) {
		double n = (double)key_count(deeds->v[i]);
		size_t left = after(p, deeds->v[i], measure);

		if (left >= before || n / (double)(before - left) >= best)
			continue;
		best = n / (double)(before - left);
		free(found);
		found = xstrdup(deeds->v[i]);
	}
	return found;
}

/* Goes to the target and mends it. */
static void mend_attributes(struct plan *p)
{
	try_vec deeds = { 0 };
	struct span at = p->target->at;
	char *keys;

	for (int i = 0; i < 400 && !in_sight(p, at, false); i++)
		do_keys(p, at.start < app_doc(p->a)->top ? "<PageUp>" : "<Space>");
	for (int tries = 0; off_target(p); tries++) {
		ways(p, at, true, &deeds);
		for (size_t i = 0, n = deeds.n; i < n; i++) /* it may lie under another one */
			for (int k = 1; k <= 2; k++)
				add(&deeds, "%s%s", deeds.v[i], k == 1 ? "o" : "oo");
		keys = cheapest(p, &deeds, off_target);
		if (!keys && tries == 2) {
			fprintf(stderr, "no way found to %zu\n", at.start);
			exit(1);
		}
		do_keys(p, keys ? keys : "<C-d>"); /* it stands behind the last row */
		free(keys);
		drop(&deeds);
	}
	attribute_deeds(p, &deeds);
	keys = cheapest(p, &deeds, distance_with_attributes);
	if (getenv("KEYSTROKES_TRACE"))
		fprintf(stderr, "attr\t%s\n", keys);
	do_keys(p, keys);
	free(keys);
	drop(&deeds);
}

static bool next_target(struct plan *p)
{
	for (size_t i = 0; i < p->gold.n; i++)
		for (int k = 0; k < ATTR_COUNT; k++)
			if (attr_wrong(p, &p->gold.v[i], k)) {
				p->target = &p->gold.v[i];
				return true;
			}
	return false;
}

/* What was learnt on the way may have made new suggestions: they go. */
static void finish(struct plan *p)
{
	const struct doc *d = app_doc(p->a);

	if (d->decided < d->total)
		do_keys(p, "X");
}

/* ---- reading ---- */

int main(int argc, char **argv)
{
	struct plan p = { .kinds = 0 };
	problem_vec problems = { 0 };
	struct error err = { 0 };
	size_t wanted = 0, attributes = 0, mended, keys;

	if (argc != 3) {
		fprintf(stderr, "usage: keystrokes ARTICLE GOLD.tsv\n");
		return 2;
	}
	str_init(&p.keys);
	tagset_init(&p.tags);
	p.options = options_new();
	p.keymap = keymap_load("default", NULL, &problems);
	keymap_bind_tags(p.keymap, &p.tags, &problems);
	struct app_opts o = { .keymap = p.keymap, .options = p.options, .tags = &p.tags, .annotator = "hand", .no_sidecar = true };
	p.a = app_new(&o, &err);
	if (!p.a || !app_open(p.a, argv[1], ENC_AUTO, &err)) {
		fprintf(stderr, "keystrokes: %s\n", err.msg);
		return 2;
	}
	app_resize(p.a, 80, 24);
	app_settle(p.a);
	gold_read(argv[2], app_doc(p.a)->text, &p.rows, &p.gold);
	for (size_t i = 0; i < p.gold.n; i++)
		p.kinds |= 1u << p.gold.v[i].kind;
	for (size_t i = 0; i < p.gold.n; i++)
		wanted += !p.gold.v[i].optional;
	for (size_t i = 0; i < p.gold.n; i++)
		for (int k = 0; k < ATTR_COUNT; k++)
			attributes += !p.gold.v[i].optional && p.gold.v[i].attr[k];
	do_keys(&p, "E");
	while (mend_one(&p))
		continue;
	finish(&p);
	keys = p.typed;
	mended = attrs_wrong(&p);
	if (next_target(&p))
		do_keys(&p, "g");
	while (next_target(&p))
		mend_attributes(&p);
	printf("%zu\t%zu\t%zu\t%zu\t%zu\t%s\n", keys, p.typed - keys, wanted, attributes, mended, p.keys.p);
	app_free(p.a);
	keymap_free(p.keymap);
	options_free(p.options);
	tagset_fini(&p.tags);
	problems_fini(&problems);
	vec_fini(&p.gold);
	read_rows_fini(&p.rows);
	str_fini(&p.keys);
	return 0;
}
