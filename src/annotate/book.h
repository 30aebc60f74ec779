/* book.h - all annotations of one article: the fold of its log of operations.
 *
 * Every change goes through here as ops and is handed, a finished step at a
 * time, to the sink (the sidecar). Undo and redo are ops as well and reach
 * back across sessions. Knows no file and no screen. Owns all its strings.
 */
#ifndef ANNOTATE_BOOK_H
#define ANNOTATE_BOOK_H

#include "annotate/annotation.h"

struct book;

/* Takes a finished step for keeping; false: it could not be kept, with *err.
 * The ops are borrowed for the time of the call. */
typedef bool (*book_sink)(void *ctx, const struct op *ops, size_t n, struct error *err);

/* annotator is copied. */
struct book *book_new(const char *annotator);
void book_free(struct book *b);
void book_set_sink(struct book *b, book_sink sink, void *ctx);
/* Time given to new ops: seconds since the epoch; NULL: the clock. For tests
 * and reproducible screens. */
void book_set_clock(struct book *b, int64_t (*now)(void *ctx), void *ctx);

/* ---- reading: in order of start, then end, then id; removed ones are not there. A
 * pointer stays good until book_fold, whatever is changed meanwhile ---- */
size_t book_count(const struct book *b);
const struct annotation *book_at(const struct book *b, size_t i);
const struct annotation *book_find(const struct book *b, uint64_t id);

/* The first that begins at or after pos. */
size_t book_from(const struct book *b, size_t pos);

struct link {
	uint64_t from, to;
	const char *name;
};
size_t book_links(const struct book *b, const struct link **links);

/* What was changed since a moment: a mark of it, and the ids that records since then touched, some
 * more than once. false: more than `most`, or everything (book_fold). */
struct book_mark {
	size_t records;
	unsigned folds;
};
typedef VEC(uint64_t) id_vec;
struct book_mark book_mark(const struct book *b);
bool book_touched(const struct book *b, struct book_mark since, size_t most, id_vec *ids);
typedef VEC(struct span) place_vec;
/* Every place that the log gives the annotation, in force or not. */
void book_places(const struct book *b, uint64_t id, place_vec *out);

/* ---- changing: between begin and end all ops are one undo step; outside, each is its own ---- */
void book_begin(struct book *b);
/* Hands the step to the sink. false: the state keeps the change, the disk does
 * not have it yet (book_unsaved), *err says why. */
bool book_end(struct book *b, struct error *err);

/* Copies proto (id, annotator and time are set here). Returns the new id; a
 * failing sink is told through book_unsaved and *err. */
uint64_t book_add(struct book *b, const struct annotation *proto, struct error *err);
bool book_remove(struct book *b, uint64_t id, struct error *err);
bool book_set_tag(struct book *b, uint64_t id, enum kind kind, const char *tag, struct error *err);
bool book_set_status(struct book *b, uint64_t id, enum status status, struct error *err);
bool book_set_span(struct book *b, uint64_t id, const struct anchor *at, enum placed placed,
		   struct error *err);
/* value NULL or "": takes the attribute away. */
bool book_set_attr(struct book *b, uint64_t id, enum attr attr, const char *value,
		   struct error *err);
bool book_set_note(struct book *b, uint64_t id, const char *note, struct error *err);
bool book_link(struct book *b, uint64_t from, uint64_t to, const char *name, struct error *err);
bool book_unlink(struct book *b, uint64_t from, uint64_t to, struct error *err);

bool book_can_undo(const struct book *b);
bool book_can_redo(const struct book *b);
/* ERR_STATE when there is nothing. */
bool book_undo(struct book *b, struct error *err);
bool book_redo(struct book *b, struct error *err);
/* Undoes, or does again, one step wherever it stands in the log. ERR_STATE when
 * it is so already, or unknown. */
bool book_undo_step(struct book *b, uint64_t step, struct error *err);
bool book_redo_step(struct book *b, uint64_t step, struct error *err);
/* Brings the state back that was there when the first n records of the log had
 * been made, branches that were undone since included: by new records, in one
 * write, which are one undo step. ERR_STATE when it is that state already. */
bool book_restore(struct book *b, size_t n, struct error *err);
/* Of the step that the last undo or redo touched: verb and one annotation's
 * text for the message; NULL when unknown. */
const struct op *book_last_undone(const struct book *b);

/* ---- the log ---- */
size_t book_log_count(const struct book *b);
const struct op *book_log_at(const struct book *b, size_t i); /* in order of (clock, id) */
/* Is the step of this op in force (not undone)? */
bool book_step_in_force(const struct book *b, uint64_t step);
/* Are there records that were written together under this number? */
bool book_has_batch(const struct book *b, uint64_t batch);
/* Of a log with lines that could not be read: so many records may be missing in it
 * though they were written. book_fold must follow. */
void book_unread(struct book *b, size_t lines);
/* Records that the last fold left out, since others that were written with them are missing. */
size_t book_cut(const struct book *b);
/* Takes a record from the sidecar; book_fold must follow. Copies. A record
 * whose id is known is taken once. */
void book_replay(struct book *b, const struct op *op);
/* The same without a copy: its strings are in book_arena already. */
struct arena *book_arena(struct book *b);
void book_replay_owned(struct book *b, const struct op *op);
/* Makes the state anew from the log. */
void book_fold(struct book *b);

/* ---- the texts that the anchors of the log are about (anchor.h) ---- */
/* A text that the log names. words: its words (textwords.h); NULL: not kept. Copied. */
void book_add_text(struct book *b, uint32_t text, const char *words);
/* false: the log does not name it. *words may be NULL. */
bool book_text(const struct book *b, uint32_t text, const char **words);
/* Says which of them the article is. true: there are anchors about another
 * one; reanchor() finds their places. */
bool book_this_text(struct book *b, uint32_t text);
/* Where the anchor of a record stands in the article. In memory only: no op, no
 * undo step; book_set_span keeps it. Copies; book_fold must follow. */
void book_set_anchor(struct book *b, size_t log_index, const struct anchor *at, enum placed placed);

/* Steps not on disk; book_flush tries them again in order. */
size_t book_unsaved(const struct book *b);
bool book_flush(struct book *b, struct error *err);

#endif
