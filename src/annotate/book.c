/* book.c - the log, its fold, and undo; see book.h.
 *
 * The log is kept in order of (clock, id), so copies of a sidecar that were
 * merged line by line fold to the same state whatever the order of lines.
 * A step that was undone is left out of the fold. Ordinary changes are
 * applied to the state at once; undo, redo and loading fold anew.
 */
#include "annotate/book.h"

#include <string.h>
#include <time.h>

#include "annotate/fold.h"
#include "annotate/ids.h"
#include "base/i18n.h"

struct step {
	uint64_t id;
	bool undone;
};

struct known_text {
	uint32_t id;
	const char *words; /* NULL: not kept */
};

struct book {
	struct arena arena;       /* every string of log and state */
	char *annotator;
	struct ids ids;
	VEC(struct op) log;
	VEC(struct annotation) state;
	VEC(struct link) links;
	VEC(struct known_text) texts;
	VEC(struct step) steps;   /* in order of their first record */
	VEC(uint64_t) undo, redo; /* step ids, the next one last */
	book_sink sink;
	void *sink_ctx;
	int64_t (*now)(void *ctx);
	void *now_ctx;
	uint64_t clock;
	unsigned depth;           /* of book_begin */
	uint64_t step;            /* the open one, 0 none */
	size_t kept;              /* log records that the sink has */
	size_t step_first;        /* log index where the open step begins */
	struct op last;           /* what the last undo or redo touched */
	bool has_last;
};

struct book *book_new(const char *annotator)
{
	struct book *b = xcalloc(1, sizeof *b);
	arena_init(&b->arena);
	b->annotator = xstrdup(annotator);
	ids_init(&b->ids);
	return b;
}

void book_free(struct book *b)
{
	if (b == NULL)
		return;
	vec_fini(&b->log);
	vec_fini(&b->state);
	vec_fini(&b->links);
	vec_fini(&b->texts);
	vec_fini(&b->steps);
	vec_fini(&b->undo);
	vec_fini(&b->redo);
	arena_fini(&b->arena);
	free(b->annotator);
	free(b);
}

void book_set_sink(struct book *b, book_sink sink, void *ctx)
{
	b->sink = sink;
	b->sink_ctx = ctx;
}

void book_set_clock(struct book *b, int64_t (*now)(void *ctx), void *ctx)
{
	b->now = now;
	b->now_ctx = ctx;
}

/* ---- reading ---- */

size_t book_count(const struct book *b)
{
	return b->state.n;
}

const struct annotation *book_at(const struct book *b, size_t i)
{
	return &b->state.v[i];
}

static struct annotation *find(const struct book *b, uint64_t id)
{
	for (size_t i = 0; i < b->state.n; i++) {
		if (b->state.v[i].id == id)
			return &b->state.v[i];
	}
	return NULL;
}

const struct annotation *book_find(const struct book *b, uint64_t id)
{
	return find(b, id);
}

size_t book_links(const struct book *b, const struct link **links)
{
	*links = b->links.v;
	return b->links.n;
}

size_t book_log_count(const struct book *b)
{
	return b->log.n;
}

const struct op *book_log_at(const struct book *b, size_t i)
{
	return &b->log.v[i];
}

bool book_can_undo(const struct book *b)
{
	return b->undo.n > 0;
}

bool book_can_redo(const struct book *b)
{
	return b->redo.n > 0;
}

size_t book_unsaved(const struct book *b)
{
	return b->log.n - b->kept;
}

/* ---- copies ---- */

static const char *keep(struct book *b, const char *s)
{
	return s != NULL ? arena_strdup(&b->arena, s) : NULL;
}

static void keep_annotation(struct book *b, struct annotation *a)
{
	a->at.exact = keep(b, a->at.exact);
	a->at.before = keep(b, a->at.before);
	a->at.after = keep(b, a->at.after);
	a->tag = keep(b, a->tag);
	for (int i = 0; i < ATTR_COUNT; i++)
		a->attr[i] = keep(b, a->attr[i]);
	a->note = keep(b, a->note);
	a->origin = keep(b, a->origin);
	a->annotator = keep(b, a->annotator);
	a->time = keep(b, a->time);
}

static struct op keep_op(struct book *b, const struct op *o)
{
	struct op copy = *o;
	keep_annotation(b, &copy.to);
	copy.name = keep(b, o->name);
	copy.annotator = keep(b, o->annotator);
	copy.time = keep(b, o->time);
	return copy;
}

/* ---- the fold ---- */

static struct step *step_find(const struct book *b, uint64_t id)
{
	/* Newest first: that is nearly always the one meant. */
	for (size_t i = b->steps.n; i > 0; i--) {
		if (b->steps.v[i - 1].id == id)
			return &b->steps.v[i - 1];
	}
	return NULL;
}

bool book_step_in_force(const struct book *b, uint64_t step)
{
	const struct step *s = step_find(b, step);
	return s != NULL && !s->undone;
}

#define drop_id(stack, id)                                             \
	do {                                                           \
		size_t n_ = 0;                                         \
		for (size_t i_ = 0; i_ < (stack)->n; i_++) {           \
			if ((stack)->v[i_] != (id))                    \
				(stack)->v[n_++] = (stack)->v[i_];     \
		}                                                      \
		(stack)->n = n_;                                       \
	} while (0)

/* Undo and redo stacks after one more record. */
static void track_step(struct book *b, const struct op *o)
{
	bool undo = o->verb == OP_UNDO;
	if (undo || o->verb == OP_REDO) {
		struct step *s = step_find(b, o->step);
		if (s == NULL || s->undone == undo)
			return;
		s->undone = undo;
		if (undo) {
			drop_id(&b->undo, o->step);
			vec_push(&b->redo, o->step);
		} else {
			drop_id(&b->redo, o->step);
			vec_push(&b->undo, o->step);
		}
		return;
	}
	if (b->steps.n > 0 && b->steps.v[b->steps.n - 1].id == o->step)
		return;
	if (step_find(b, o->step) != NULL)
		return;
	struct step fresh = { o->step, false };
	vec_push(&b->steps, fresh);
	vec_push(&b->undo, o->step);
	vec_clear(&b->redo);
}

static int by_clock(const void *x, const void *y)
{
	const struct op *a = x, *b = y;
	if (a->clock != b->clock)
		return a->clock < b->clock ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static void sort_log(struct book *b)
{
	for (size_t i = 1; i < b->log.n; i++) {
		if (by_clock(&b->log.v[i - 1], &b->log.v[i]) > 0) {
			qsort(b->log.v, b->log.n, sizeof *b->log.v, by_clock);
			return;
		}
	}
}

void book_fold(struct book *b)
{
	struct fold f;
	size_t n = 0;
	bool all_kept = b->kept == b->log.n;
	sort_log(b);
	for (size_t i = 0; i < b->log.n; i++) { /* a record merged in twice counts once */
		if (n == 0 || b->log.v[n - 1].id != b->log.v[i].id ||
		    b->log.v[n - 1].clock != b->log.v[i].clock)
			b->log.v[n++] = b->log.v[i];
	}
	b->log.n = n;
	if (all_kept)
		b->kept = n;
	vec_clear(&b->steps);
	vec_clear(&b->undo);
	vec_clear(&b->redo);
	for (size_t i = 0; i < n; i++) {
		track_step(b, &b->log.v[i]);
		if (b->log.v[i].clock > b->clock)
			b->clock = b->log.v[i].clock;
	}
	fold_init(&f);
	for (size_t i = 0; i < n; i++) {
		const struct op *o = &b->log.v[i];
		if (o->verb != OP_UNDO && o->verb != OP_REDO && book_step_in_force(b, o->step))
			fold_apply(&f, o);
	}
	fold_finish(&f);
	vec_fini(&b->state);
	vec_fini(&b->links);
	b->state.v = f.all.v;
	b->state.n = f.all.n;
	b->state.cap = f.all.cap;
	b->links.v = f.links.v;
	b->links.n = f.links.n;
	b->links.cap = f.links.cap;
}

struct arena *book_arena(struct book *b)
{
	return &b->arena;
}

void book_replay_owned(struct book *b, const struct op *op)
{
	vec_push(&b->log, *op);
	b->log.v[b->log.n - 1].to.id = op->target;
	b->kept = b->log.n;
}

void book_replay(struct book *b, const struct op *op)
{
	struct op copy = keep_op(b, op);
	book_replay_owned(b, &copy);
}

/* ---- changing ---- */

/* Applies one new record to the state without folding it all. */
static void apply_now(struct book *b, const struct op *o)
{
	struct fold f;
	fold_adopt(&f, b->state.v, b->state.n, b->state.cap, b->links.v, b->links.n, b->links.cap);
	fold_apply_sorted(&f, o);
	b->state.v = f.all.v;
	b->state.n = f.all.n;
	b->state.cap = f.all.cap;
	b->links.v = f.links.v;
	b->links.n = f.links.n;
	b->links.cap = f.links.cap;
}

static void stamp(struct book *b, char out[32])
{
	time_t t = b->now != NULL ? (time_t)b->now(b->now_ctx) : time(NULL);
	struct tm tm;
	gmtime_r(&t, &tm);
	strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void book_begin(struct book *b)
{
	if (b->depth++ == 0) {
		b->step = ids_next(&b->ids);
		b->step_first = b->log.n;
	}
}

bool book_flush(struct book *b, struct error *err)
{
	if (b->kept == b->log.n)
		return true;
	if (b->sink != NULL &&
	    !b->sink(b->sink_ctx, &b->log.v[b->kept], b->log.n - b->kept, err))
		return false;
	b->kept = b->log.n;
	return true;
}

bool book_end(struct book *b, struct error *err)
{
	if (b->depth == 0 || --b->depth > 0)
		return true;
	b->step = 0;
	return book_flush(b, err);
}

/* Adds a record to the log (and, unless it is undo or redo, to the state). */
static bool record(struct book *b, struct op *o, struct error *err)
{
	char now[32];
	book_begin(b);
	stamp(b, now);
	o->id = ids_next(&b->ids);
	o->clock = ++b->clock;
	if (o->verb != OP_UNDO && o->verb != OP_REDO)
		o->step = b->step;
	o->annotator = b->annotator;
	o->time = now;
	struct op kept = keep_op(b, o);
	o->time = kept.time; /* ours dies here */
	vec_push(&b->log, kept);
	track_step(b, &kept);
	if (kept.verb != OP_UNDO && kept.verb != OP_REDO)
		apply_now(b, &kept);
	return book_end(b, err);
}

uint64_t book_add(struct book *b, const struct annotation *proto, struct error *err)
{
	struct op o = { .verb = OP_ADD, .to = *proto };
	o.target = o.to.id = ids_next(&b->ids);
	(void)record(b, &o, err);
	return o.target;
}

/* A record about an annotation that must be there. */
static bool change(struct book *b, uint64_t id, struct op *o, struct error *err)
{
	if (find(b, id) == NULL)
		return error_set(err, ERR_STATE, _("this annotation is gone"));
	o->target = id;
	return record(b, o, err);
}

bool book_remove(struct book *b, uint64_t id, struct error *err)
{
	struct op o = { .verb = OP_REMOVE };
	return change(b, id, &o, err);
}

bool book_set_tag(struct book *b, uint64_t id, enum kind kind, const char *tag, struct error *err)
{
	struct op o = { .verb = OP_TAG, .to = { .kind = kind, .tag = tag } };
	return change(b, id, &o, err);
}

bool book_set_status(struct book *b, uint64_t id, enum status status, struct error *err)
{
	struct op o = { .verb = OP_STATUS, .to = { .status = status } };
	return change(b, id, &o, err);
}

bool book_set_span(struct book *b, uint64_t id, const struct anchor *at, enum placed placed,
		   struct error *err)
{
	struct op o = { .verb = OP_SPAN, .to = { .at = *at, .placed = placed } };
	return change(b, id, &o, err);
}

bool book_set_attr(struct book *b, uint64_t id, enum attr attr, const char *value,
		   struct error *err)
{
	struct op o = { .verb = OP_ATTR, .attr = attr };
	o.to.attr[attr] = value != NULL && value[0] != '\0' ? value : NULL;
	return change(b, id, &o, err);
}

bool book_set_note(struct book *b, uint64_t id, const char *note, struct error *err)
{
	struct op o = { .verb = OP_NOTE };
	o.to.note = note != NULL && note[0] != '\0' ? note : NULL;
	return change(b, id, &o, err);
}

bool book_link(struct book *b, uint64_t from, uint64_t to, const char *name, struct error *err)
{
	struct op o = { .verb = OP_LINK, .other = to, .name = name };
	if (find(b, to) == NULL)
		return error_set(err, ERR_STATE, _("this annotation is gone"));
	return change(b, from, &o, err);
}

bool book_unlink(struct book *b, uint64_t from, uint64_t to, struct error *err)
{
	struct op o = { .verb = OP_UNLINK, .other = to };
	return change(b, from, &o, err);
}

/* ---- texts ---- */

void book_add_text(struct book *b, uint32_t text, const char *words)
{
	for (size_t i = 0; i < b->texts.n; i++) {
		if (b->texts.v[i].id == text) {
			if (b->texts.v[i].words == NULL)
				b->texts.v[i].words = keep(b, words);
			return;
		}
	}
	struct known_text t = { text, keep(b, words) };
	vec_push(&b->texts, t);
}

bool book_text(const struct book *b, uint32_t text, const char **words)
{
	for (size_t i = 0; i < b->texts.n; i++) {
		if (b->texts.v[i].id == text) {
			*words = b->texts.v[i].words;
			return true;
		}
	}
	return false;
}

bool book_this_text(struct book *b, uint32_t text)
{
	bool others = false;
	for (size_t i = 0; i < b->log.n; i++) {
		struct op *o = &b->log.v[i];
		if ((o->verb != OP_ADD && o->verb != OP_SPAN) || o->to.at.text == TEXT_THIS)
			continue;
		if (o->to.at.text == TEXT_UNKNOWN && b->texts.n == 1)
			o->to.at.text = b->texts.v[0].id;
		if (o->to.at.text == text)
			o->to.at.text = TEXT_THIS;
		others = others || o->to.at.text != TEXT_THIS;
	}
	return others;
}

void book_set_anchor(struct book *b, size_t log_index, const struct anchor *at, enum placed placed)
{
	struct op *o = &b->log.v[log_index];
	if (at->exact != o->to.at.exact)
		o->to.at.exact = keep(b, at->exact);
	o->to.at.span = at->span;
	o->to.placed = placed;
}

/* ---- undo ---- */

static bool reverse(struct book *b, enum op_verb verb, uint64_t step, struct error *err)
{
	struct op o = { .verb = verb, .step = step };
	b->has_last = false;
	for (size_t i = 0; i < b->log.n && !b->has_last; i++) {
		if (b->log.v[i].step == step && b->log.v[i].verb != OP_UNDO &&
		    b->log.v[i].verb != OP_REDO) {
			b->last = b->log.v[i];
			b->has_last = true;
		}
	}
	bool ok = record(b, &o, err);
	book_fold(b);
	return ok;
}

bool book_undo(struct book *b, struct error *err)
{
	if (b->undo.n == 0)
		return error_set(err, ERR_STATE, _("nothing to undo"));
	return reverse(b, OP_UNDO, b->undo.v[b->undo.n - 1], err);
}

bool book_redo(struct book *b, struct error *err)
{
	if (b->redo.n == 0)
		return error_set(err, ERR_STATE, _("nothing to redo"));
	return reverse(b, OP_REDO, b->redo.v[b->redo.n - 1], err);
}

bool book_undo_step(struct book *b, uint64_t step, struct error *err)
{
	if (!book_step_in_force(b, step))
		return error_set(err, ERR_STATE, _("undone already"));
	return reverse(b, OP_UNDO, step, err);
}

bool book_redo_step(struct book *b, uint64_t step, struct error *err)
{
	const struct step *s = step_find(b, step);
	if (s == NULL || !s->undone)
		return error_set(err, ERR_STATE, _("nothing to redo"));
	return reverse(b, OP_REDO, step, err);
}

static int by_id(const void *x, const void *y)
{
	const struct step *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

/* Which steps were in force after n records: all that are known, sorted by id;
 * those that came later count as undone. */
static struct step *steps_at(const struct book *b, size_t n)
{
	struct step *then = xcalloc(b->steps.n + 1, sizeof *then);
	for (size_t i = 0; i < b->steps.n; i++)
		then[i] = (struct step){ b->steps.v[i].id, true };
	if (b->steps.n > 0)
		qsort(then, b->steps.n, sizeof *then, by_id);
	for (size_t i = 0; i < n && i < b->log.n; i++) {
		struct step key = { b->log.v[i].step, false };
		struct step *s = b->steps.n > 0 ? bsearch(&key, then, b->steps.n, sizeof *then, by_id) : NULL;
		if (s != NULL && b->log.v[i].verb == OP_UNDO)
			s->undone = true;
		else if (s != NULL && (b->log.v[i].verb == OP_REDO || i == 0 || b->log.v[i].step != b->log.v[i - 1].step))
			s->undone = false;
	}
	return then;
}

bool book_restore(struct book *b, size_t n, struct error *err)
{
	struct step *then = steps_at(b, n);
	size_t steps = b->steps.n, changed = 0;
	struct step *now = xcalloc(steps + 1, sizeof *now);
	bool ok = true;
	if (steps > 0)
		memcpy(now, b->steps.v, steps * sizeof *now);
	book_begin(b);
	for (size_t i = 0; i < steps; i++) {
		const struct step *was = bsearch(&now[i], then, steps, sizeof *then, by_id);
		if (was == NULL || was->undone == now[i].undone)
			continue;
		struct op o = { .verb = was->undone ? OP_UNDO : OP_REDO, .step = now[i].id };
		(void)record(b, &o, err);
		changed++;
	}
	ok = book_end(b, err);
	free(now);
	free(then);
	if (changed == 0)
		return error_set(err, ERR_STATE, _("it is so already"));
	b->has_last = false;
	book_fold(b);
	return ok;
}

const struct op *book_last_undone(const struct book *b)
{
	return b->has_last ? &b->last : NULL;
}
