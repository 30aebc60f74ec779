/* book.c - the log, its fold, and undo; see book.h.
 *
 * The log is kept in order of (clock, id), so copies of a sidecar that were
 * merged line by line fold to the same state whatever the order of lines.
 * A step that was undone is left out of the fold. A change is applied to the
 * state at once; undo and redo fold what the step touched from its own records.
 */
#include "annotate/book.h"

#include <string.h>
#include <time.h>

#include "annotate/ids.h"
#include "annotate/log.h"
#include "annotate/state.h"
#include "base/i18n.h"

struct known_text {
	uint32_t id;
	const char *words; /* NULL: not kept */
};

struct book {
	struct arena arena;       /* every string of log and state */
	char *annotator;
	struct ids ids;
	struct log log;
	struct state state;
	pos_vec links;            /* records of the log that are about links */
	VEC(struct known_text) texts;
	book_sink sink;
	void *sink_ctx;
	int64_t (*now)(void *ctx);
	void *now_ctx;
	uint64_t clock;
	unsigned depth;           /* of book_begin */
	uint64_t step;            /* the open one, 0 none */
	size_t kept;              /* log records that the sink has */
	size_t step_first;        /* log index where the open step begins */
	unsigned folds;           /* how often all was made anew */
	bool folds_later;         /* book_restore: once at its end */
	struct op last;           /* what the last undo or redo touched */
	bool has_last;
	size_t unread, cut;       /* see book_unread, book_cut */
};

struct book *book_new(const char *annotator)
{
	struct book *b = xcalloc(1, sizeof *b);
	arena_init(&b->arena);
	state_init(&b->state);
	b->annotator = xstrdup(annotator);
	ids_init(&b->ids);
	return b;
}

void book_free(struct book *b)
{
	if (b == NULL)
		return;
	log_fini(&b->log);
	state_fini(&b->state);
	vec_fini(&b->links);
	vec_fini(&b->texts);
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
	return state_at(&b->state, i);
}

size_t book_from(const struct book *b, size_t pos)
{
	size_t lo = 0, hi = b->state.n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (state_at(&b->state, mid)->at.span.start < pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct annotation *book_find(const struct book *b, uint64_t id)
{
	const struct entry *e = state_find(&b->state, id);
	return e != NULL && e->there ? &e->a : NULL;
}

size_t book_links(const struct book *b, const struct link **links)
{
	*links = b->state.links.v;
	return b->state.links.n;
}

size_t book_log_count(const struct book *b)
{
	return b->log.ops.n;
}

const struct op *book_log_at(const struct book *b, size_t i)
{
	return &b->log.ops.v[i];
}

bool book_can_undo(const struct book *b)
{
	return log_next(&b->log, false) != NULL;
}

bool book_can_redo(const struct book *b)
{
	return log_next(&b->log, true) != NULL;
}

size_t book_unsaved(const struct book *b)
{
	return b->log.ops.n - b->kept;
}

bool book_step_in_force(const struct book *b, uint64_t step)
{
	const struct step *s = log_step(&b->log, step);
	return s != NULL && !s->undone;
}

void book_unread(struct book *b, size_t lines)
{
	b->unread = lines;
}

size_t book_cut(const struct book *b)
{
	return b->cut;
}

bool book_has_batch(const struct book *b, uint64_t batch)
{
	for (size_t i = b->log.ops.n; i > 0; i--) {
		if (log_batch(&b->log.ops.v[i - 1]) == batch)
			return true;
	}
	return false;
}

/* ---- what changed ---- */

struct book_mark book_mark(const struct book *b)
{
	return (struct book_mark){ b->log.ops.n, b->folds };
}

bool book_touched(const struct book *b, struct book_mark since, size_t most, id_vec *ids)
{
	size_t n = 0;
	if (since.folds != b->folds)
		return false;
	for (size_t i = since.records; i < b->log.ops.n; i++) {
		const struct op *o = &b->log.ops.v[i];
		const struct step *s = NULL;
		if (o->verb == OP_UNDO || o->verb == OP_REDO)
			s = log_step(&b->log, o->step);
		else if (n++ < most)
			vec_push(ids, o->target);
		for (size_t k = s != NULL ? s->last : NONE_BEFORE; k != NONE_BEFORE && n <= most;
		     k = b->log.threads.v[k].before_in_step, n++)
			vec_push(ids, b->log.ops.v[k].target);
		if (n > most)
			return false;
	}
	return true;
}

void book_places(const struct book *b, uint64_t id, place_vec *out)
{
	const struct entry *e = state_find(&b->state, id);
	for (size_t i = e != NULL ? e->last - 1 : NONE_BEFORE; i != NONE_BEFORE; i = b->log.threads.v[i].before_of_target) {
		const struct op *o = &b->log.ops.v[i];
		if (o->verb == OP_ADD || o->verb == OP_SPAN)
			vec_push(out, o->to.at.span);
	}
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

static bool is_undo(enum op_verb v)
{
	return v == OP_UNDO || v == OP_REDO;
}

static bool is_link(enum op_verb v)
{
	return v == OP_LINK || v == OP_UNLINK;
}

/* The next record of the log that is not tracked yet joins its threads. Returns the
 * step that it undoes or does again; NULL: none. */
static struct step *track(struct book *b)
{
	size_t i = b->log.threads.n;
	const struct op *o = &b->log.ops.v[i];
	struct step *toggled = log_track(&b->log);
	if (is_link(o->verb)) {
		vec_push(&b->links, i);
	} else if (!is_undo(o->verb)) {
		struct entry *e = state_entry(&b->state, o->target);
		b->log.threads.v[i].before_of_target = e->last > 0 ? (uint32_t)(e->last - 1) : NONE_BEFORE;
		e->last = i + 1;
	}
	if (o->clock > b->clock)
		b->clock = o->clock;
	return toggled;
}

static bool in_force(const struct book *b, size_t record)
{
	return !b->log.steps.v[b->log.threads.v[record].step].undone;
}

static void fold_links(struct book *b)
{
	vec_clear(&b->state.links);
	for (size_t i = 0; i < b->links.n; i++) {
		if (in_force(b, b->links.v[i]))
			state_link(&b->state, &b->log.ops.v[b->links.v[i]]);
	}
	state_prune_links(&b->state);
}

void book_fold(struct book *b)
{
	bool all_kept = b->kept == b->log.ops.n;
	log_order(&b->log);
	b->cut = log_drop_cut(&b->log, b->unread);
	if (all_kept)
		b->kept = b->log.ops.n;
	state_fini(&b->state);
	state_init(&b->state);
	vec_clear(&b->links);
	b->folds++;
	for (size_t i = 0; i < b->log.ops.n; i++)
		track(b);
	for (size_t i = 0; i < b->log.ops.n; i++) {
		const struct op *o = &b->log.ops.v[i];
		if (!is_undo(o->verb) && !is_link(o->verb) && in_force(b, i))
			state_apply(state_find(&b->state, o->target), o);
	}
	state_settle_all(&b->state);
	fold_links(b);
}

/* One annotation from its own records, as book_fold makes all. */
static void fold_one(struct book *b, struct entry *e, pos_vec *scratch)
{
	struct standing was = state_standing(e);
	vec_clear(scratch);
	for (size_t i = e->last - 1; i != NONE_BEFORE; i = b->log.threads.v[i].before_of_target)
		vec_push(scratch, i);
	e->added = e->there = false;
	for (size_t i = scratch->n; i > 0; i--) {
		if (in_force(b, scratch->v[i - 1]))
			state_apply(e, &b->log.ops.v[scratch->v[i - 1]]);
	}
	state_settle(&b->state, e, was);
}

/* What a step touched, after it was undone or done again. */
static void fold_step(struct book *b, const struct step *s)
{
	pos_vec scratch = { 0 };
	for (size_t i = s->last; i != NONE_BEFORE; i = b->log.threads.v[i].before_in_step) {
		if (!is_link(b->log.ops.v[i].verb))
			fold_one(b, state_find(&b->state, b->log.ops.v[i].target), &scratch);
	}
	vec_fini(&scratch);
	if (b->links.n > 0)
		fold_links(b);
}

struct arena *book_arena(struct book *b)
{
	return &b->arena;
}

void book_replay_owned(struct book *b, const struct op *op)
{
	vec_push(&b->log.ops, *op);
	b->log.ops.v[b->log.ops.n - 1].to.id = op->target;
	b->kept = b->log.ops.n;
}

void book_replay(struct book *b, const struct op *op)
{
	struct op copy = keep_op(b, op);
	book_replay_owned(b, &copy);
}

/* ---- changing ---- */

static void apply_now(struct book *b, const struct op *o)
{
	if (is_link(o->verb)) {
		state_link(&b->state, o);
		return;
	}
	struct entry *e = state_find(&b->state, o->target);
	struct standing was = state_standing(e);
	state_apply(e, o);
	state_settle(&b->state, e, was);
	if (o->verb == OP_REMOVE && b->state.links.n > 0)
		state_prune_links(&b->state);
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
		b->step_first = b->log.ops.n;
	}
}

bool book_flush(struct book *b, struct error *err)
{
	if (b->kept == b->log.ops.n)
		return true;
	if (b->sink != NULL &&
	    !b->sink(b->sink_ctx, &b->log.ops.v[b->kept], b->log.ops.n - b->kept, err))
		return false;
	b->kept = b->log.ops.n;
	return true;
}

/* Says in each record of the step how many they are. */
static void number_batch(struct book *b)
{
	size_t n = b->log.ops.n - b->step_first;
	for (size_t i = b->step_first; i < b->log.ops.n && n > 1; i++) {
		struct op *o = &b->log.ops.v[i];
		o->of = n;
		o->batch = o->step != b->step ? b->step : 0;
	}
}

bool book_end(struct book *b, struct error *err)
{
	if (b->depth == 0 || --b->depth > 0)
		return true;
	number_batch(b);
	b->step = 0;
	return book_flush(b, err);
}

/* Adds a record to the log and to the state. */
static bool record(struct book *b, struct op *o, struct error *err)
{
	char now[32];
	book_begin(b);
	stamp(b, now);
	o->id = ids_next(&b->ids);
	o->clock = ++b->clock;
	if (!is_undo(o->verb))
		o->step = b->step;
	o->annotator = b->annotator;
	o->time = now;
	struct op kept = keep_op(b, o);
	o->time = kept.time; /* ours dies here */
	vec_push(&b->log.ops, kept);
	const struct step *toggled = track(b);
	if (!is_undo(kept.verb))
		apply_now(b, &kept);
	else if (toggled != NULL && !b->folds_later)
		fold_step(b, toggled);
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
	if (book_find(b, id) == NULL)
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
	if (book_find(b, to) == NULL)
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
	for (size_t i = 0; i < b->log.ops.n; i++) {
		struct op *o = &b->log.ops.v[i];
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
	struct op *o = &b->log.ops.v[log_index];
	if (at->exact != o->to.at.exact)
		o->to.at.exact = keep(b, at->exact);
	o->to.at.span = at->span;
	o->to.placed = placed;
}

/* ---- undo ---- */

#define MANY 1000 /* records to go back from which all is made anew */

/* Undo or redo of a restored state: its records the other way round, or as they were. */
static bool turn_restored(struct book *b, const struct step *s, enum turn turn, struct error *err)
{
	uint64_t restored = s->id;
	size_t n = b->log.ops.n, from = s->first;
	bool many = n - from > MANY;
	book_begin(b);
	b->folds_later = many;
	for (size_t i = from; i < n; i++) {
		const struct op *was = &b->log.ops.v[i];
		if (was->turn != TURN_RESTORE || was->restored != restored)
			continue;
		bool undo = (was->verb == OP_UNDO) == (turn == TURN_REDO);
		struct op o = { .verb = undo ? OP_UNDO : OP_REDO, .step = was->step, .turn = turn, .restored = restored };
		(void)record(b, &o, err);
	}
	b->folds_later = false;
	bool ok = book_end(b, err);
	if (many)
		book_fold(b);
	return ok;
}

static bool reverse(struct book *b, enum op_verb verb, const struct step *s, struct error *err)
{
	struct op o = { .verb = verb, .step = s->id };
	b->last = b->log.ops.v[s->first];
	b->has_last = !s->restores;
	return s->restores ? turn_restored(b, s, verb == OP_UNDO ? TURN_UNDO : TURN_REDO, err) : record(b, &o, err);
}

bool book_undo(struct book *b, struct error *err)
{
	const struct step *s = log_next(&b->log, false);
	if (s == NULL)
		return error_set(err, ERR_STATE, _("nothing to undo"));
	return reverse(b, OP_UNDO, s, err);
}

bool book_redo(struct book *b, struct error *err)
{
	const struct step *s = log_next(&b->log, true);
	if (s == NULL)
		return error_set(err, ERR_STATE, _("nothing to redo"));
	return reverse(b, OP_REDO, s, err);
}

bool book_undo_step(struct book *b, uint64_t step, struct error *err)
{
	const struct step *s = log_step(&b->log, step);
	if (s == NULL || s->undone)
		return error_set(err, ERR_STATE, _("undone already"));
	return reverse(b, OP_UNDO, s, err);
}

bool book_redo_step(struct book *b, uint64_t step, struct error *err)
{
	const struct step *s = log_step(&b->log, step);
	if (s == NULL || !s->undone)
		return error_set(err, ERR_STATE, _("nothing to redo"));
	return reverse(b, OP_REDO, s, err);
}

static int by_step_id(const void *x, const void *y)
{
	const struct step *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

/* Which steps were in force after n records: all that are known, sorted by id;
 * those that came later count as undone. */
static struct step *steps_at(const struct book *b, size_t n)
{
	struct step *then = xcalloc(b->log.steps.n + 1, sizeof *then);
	for (size_t i = 0; i < b->log.steps.n; i++)
		then[i] = (struct step){ .id = b->log.steps.v[i].id, .undone = true };
	if (b->log.steps.n > 0)
		qsort(then, b->log.steps.n, sizeof *then, by_step_id);
	for (size_t i = 0; i < n && i < b->log.ops.n; i++) {
		struct step key = { .id = b->log.ops.v[i].step };
		struct step *s = b->log.steps.n > 0 ? bsearch(&key, then, b->log.steps.n, sizeof *then, by_step_id) : NULL;
		if (s != NULL && b->log.ops.v[i].verb == OP_UNDO)
			s->undone = true;
		else if (s != NULL && (b->log.ops.v[i].verb == OP_REDO || i == 0 || b->log.ops.v[i].step != b->log.ops.v[i - 1].step))
			s->undone = false;
	}
	return then;
}

bool book_restore(struct book *b, size_t n, struct error *err)
{
	struct step *then = steps_at(b, n);
	size_t steps = b->log.steps.n, changed = 0;
	bool many = b->log.ops.n - (n < b->log.ops.n ? n : b->log.ops.n) > MANY;
	struct step *now = xcalloc(steps + 1, sizeof *now);
	bool ok = true;
	if (steps > 0)
		memcpy(now, b->log.steps.v, steps * sizeof *now);
	book_begin(b);
	b->folds_later = many;
	for (size_t i = 0; i < steps; i++) {
		const struct step *was = bsearch(&now[i], then, steps, sizeof *then, by_step_id);
		if (was == NULL || was->undone == now[i].undone || now[i].restores)
			continue;
		struct op o = { .verb = was->undone ? OP_UNDO : OP_REDO, .step = now[i].id,
				.turn = TURN_RESTORE, .restored = b->step };
		(void)record(b, &o, err);
		changed++;
	}
	b->folds_later = false;
	ok = book_end(b, err);
	free(now);
	free(then);
	if (many)
		book_fold(b);
	if (changed == 0)
		return error_set(err, ERR_STATE, _("it is so already"));
	b->has_last = false;
	return ok;
}

const struct op *book_last_undone(const struct book *b)
{
	return b->has_last ? &b->last : NULL;
}
