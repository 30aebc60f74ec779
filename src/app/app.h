/* app.h - the reader as a state machine: keys in, state out.
 *
 * app_feed changes the one state; ui/ draws it (frame_draw) and nothing here
 * knows a terminal. Owns the documents, the worker, messages, prompt and
 * lists; borrows keymap, options and tag set from the caller for its life.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "annotate/book.h"
#include "annotate/tagset.h"
#include "app/errand.h"
#include "app/key.h"
#include "app/keymap.h"
#include "app/learning.h"
#include "app/options.h"
#include "app/worker.h"
#include "base/error.h"
#include "base/vec.h"
#include "extract/mention.h"
#include "text/layout.h"
#include "text/parts.h"
#include "text/search.h"
#include "text/text.h"

/* The modes of the keymaps: MODE_NORMAL is KEYMODE_NORMAL and so on. */
enum mode {
#define X(id, name, parent) MODE_##id = KEYMODE_##id,
	KEYMODE_TABLE(X)
#undef X
};

#define APP_WHOLE ((size_t)4 << 20) /* bytes up to which a text is extracted whole */
#define APP_WINDOW ((size_t)64 << 10) /* else so much around the screen */
#define NONE SIZE_MAX

enum pane { PANE_ENTITIES, PANE_FIGURES, PANE_QUOTES, PANE_COUNT };

/* A suggestion or an annotation: what the screen highlights and lists. */
struct item {
	struct span span;
	enum kind kind;
	const char *tag;
	enum status status;            /* STATUS_SUGGESTED: open */
	const struct mention *m;       /* NULL: an annotation without mention */
	const struct annotation *a;    /* NULL: an open suggestion */
	const char *entity;            /* cluster name; NULL: none */
	uint32_t group;                /* of its pane's groups, + 1; 0: not shown there */
	double value;                  /* by which it is sorted there: more comes first */
};

enum row_type { ROW_GROUP, ROW_CLUSTER, ROW_ITEM };

/* Orders of the rows; their names and which pane has which: pane_rows.c. */
enum pane_sort { SORT_ORDER, SORT_TIMES, SORT_NAME, SORT_VALUE, SORT_UNIT, SORT_SPEAKER, SORT_END };

struct pane_filter;

/* Items of a side pane that are listed together: of one name, or under one heading. Its
 * place in pane_list.groups does not change; an empty one is kept for the next of it. */
struct pane_group {
	const char *tag, *name;
	uint32_t hash;
	unsigned count, decided;
	size_t rank;           /* of its tag */
	size_t first;          /* item */
	size_t members, room;  /* into pane_list.members: its items, in order */
	size_t weight;         /* words that are quoted; else items */
	const char *sort_name; /* folded; NULL: nobody asked */
};

#define NO_GROUP UINT32_MAX

/* One row of a side pane. */
struct pane_row {
	enum row_type type;
	uint32_t group;      /* cluster, item, heading of items; NO_GROUP: heading of clusters */
	const char *label;   /* group: tag; cluster: its name; item: NULL */
	size_t item;         /* first (or only) item */
	unsigned count, decided;
};

struct pane_list {
	VEC(struct pane_row) rows;
	VEC(struct pane_group) groups;
	uint32_t *slots;         /* of groups by tag and name: index + 1; 0 free */
	size_t nslots;
	pos_vec members;
	size_t weight;           /* of all groups */
	size_t cur, top;         /* rows */
	size_t kept, kept_below; /* byte of what the cursor stood on when the article was left, rows from the
				  * top one to it; NONE: at the beginning */
	unsigned count, decided; /* items */
	enum pane_sort sort;
	bool sorted;             /* by the user: else as the pane does by itself */
	struct pane_filter *filter; /* NULL: everything */
};

typedef VEC(struct item) item_vec;

/* Of an article that is on the list. */
enum doc_state { DOC_CLOSED, DOC_CONVERTING, DOC_OPEN };

/* One article with everything that belongs to it. Only a few are open at a time
 * (docs.c); one that is not has no bytes, no annotations and nothing found. */
struct doc {
	char *path;                /* as named; shown, and exported */
	enum doc_state state;
	char *file;                /* of its text, which the sidecar is named after */
	char *failed;              /* why it could not be opened; NULL */
	enum text_encoding enc;    /* asked for */
	unsigned long used;        /* of the clock of docs.c */
	size_t size;               /* bytes, when it was last open */
	bool visited;              /* it was open */
	bool surveyed;             /* a survey was made, or is of no use */
	struct survey survey;      /* what the list says while it is not open */
	struct text *text;         /* one without bytes while it is not open */
	struct book *book;
	struct sidecar *sidecar;   /* NULL: not opened yet, or none wanted */
	bool attached;             /* the sidecar was looked for */
	struct mentions found;     /* of the last extraction */
	bool has_found;
	bool asked;                /* extraction was asked for */
	unsigned taught;           /* a->taught when it was */
	struct tally *own;        /* what its annotations say about names */
	struct language *language; /* of its words, made with the first step by words; NULL: not yet */
	struct span window;        /* bytes extracted */
	item_vec items;            /* sorted by start, then end */
	struct book_mark seen;     /* of the book, when the items were made */
	size_t longest;            /* bytes of the longest item: bounds the look back */
	size_t longest_found;      /* of the longest mention, answered ones too */
	size_t reach;              /* bytes between a quote and its speaker, the farthest */
	struct pane_list panes[PANE_COUNT];
	enum pane focus;           /* the pane one comes back to; PANE_COUNT: the article */
	struct arena names;        /* of the rows of the panes */
	unsigned decided, total;   /* items */
	size_t caret, top;         /* bytes; top starts a row */
	size_t item;               /* current item, SIZE_MAX: none */
	size_t column;             /* wanted column of vertical moves, SIZE_MAX: none */
	struct span sel;           /* selection, while the mode says so */
	size_t sel_anchor;
	struct span sel_of;        /* the item whose edges it edits; empty: none */
	enum kind sel_kind;        /* its kind */
	VEC(struct span) sel_stack; /* for shrink */
	size_t marks[26];          /* SIZE_MAX: not set */
	pos_vec jumps;
	size_t jump_at;
	pos_vec paragraphs;        /* where they begin; made on first need */
	bool paragraphs_known;     /* false for texts over APP_WHOLE */
	struct text_parts parts;   /* headline and so on; view_parts finds them */
	bool parts_known;
	size_t written;            /* records of the log that :write put elsewhere */
	char *notice;              /* about the sidecar, for the status line; NULL */
	bool readonly;
};

/* What shows letters: every mention or every word in sight, to go there; or the
 * mentions and words that a link may point at. */
enum hinting { HINT_NONE, HINT_MENTIONS, HINT_WORDS, HINT_LINK };

/* What the hand holds from one key to the next. */
struct hand {
	enum hinting hinting;
	char hint;     /* the first letter of two that was typed; 0: none yet */
	char *sticky;  /* the tag that each Enter, hint and click gives; NULL: none */
	char *edit;    /* file of a note that an editor is wanted for; NULL: none */
	bool layers;   /* what overlaps the current mention is in sight, until the next key */
	size_t page;   /* top of the article before that, or a pane whose rows it follows, moved it; NONE */
	bool want_tag; /* the next key is that of the tag which is to stick */
};

enum prompt_kind { PROMPT_COMMAND, PROMPT_SEARCH, PROMPT_NOTE, PROMPT_FILTER, PROMPT_FIELD, PROMPT_KINDS };

typedef VEC(char *) line_vec;

/* What Tab offers: a word, and what it means (NULL: nothing to say). Both malloc'd. */
struct choice {
	char *text, *help;
};

typedef VEC(struct choice) choice_vec;

struct prompt {
	enum prompt_kind kind;
	struct str line;
	size_t at;              /* caret, bytes */
	line_vec history[PROMPT_KINDS]; /* by kind, oldest first */
	size_t history_old[PROMPT_KINDS]; /* lines that earlier sessions left */
	size_t field;           /* of the form, form.h */
	bool fresh;             /* nothing was typed yet: Tab offers all there is */
	size_t history_at;
	struct str kept;        /* what was typed before walking the history */
	choice_vec choices;     /* completions in sight */
	size_t choice;          /* SIZE_MAX: none taken yet */
	size_t choice_start;    /* where the completed word begins */
	size_t origin, origin_top; /* search: where it began */
	size_t origin_row;      /* the same in a pane or a list */
	bool marks_before;      /* were matches shown? */
	struct str before;      /* filter: that of before */
	enum mode back;
};

enum file_sort { FILES_GIVEN, FILES_NAME, FILES_DATE, FILES_PROGRESS, FILES_ORDERS };

/* A list over the article: help, messages, stats, files, tag-all. */
enum list_kind {
	LIST_HELP, LIST_MESSAGES, LIST_STATS, LIST_FILES, LIST_TAGALL, LIST_REVIEW, LIST_GREP, LIST_HISTORY, LIST_FORM,
	LIST_NOTES
};

struct list_line {
	char *text;
	bool heading;
	bool ticked;        /* tag-all */
	struct span span;   /* tag-all, review */
	size_t doc;         /* tag-all: of which article; history: the last record of the step */
	uint64_t id;        /* review: annotation; files: document; history: step; form: which row */
	size_t key_width;   /* help: columns of the key part, 0: none */
	struct span mark;   /* bytes of the text that its row keeps in sight; empty: none */
	char *tail;         /* at the right end; NULL: nothing */
};

/* What tag-all takes for an occurrence: the words as they stand, the words whatever
 * their case, accents and apostrophe, or every mention of the same entity. */
enum tag_match { MATCH_EXACT, MATCH_LOOSE, MATCH_CLUSTER, MATCH_COUNT };

struct list {
	enum list_kind kind;
	char *title;
	char *columns;      /* over the tails of the lines; NULL: nothing */
	VEC(struct list_line) lines;
	size_t cur, top;
	bool folded;        /* help: only of the mode one was in */
	size_t found;       /* line a search stopped at; NONE */
	char *tag;          /* tag-all */
	enum kind tag_kind;
	size_t page;        /* form: top of the article before it; NONE */
	char *words, *entity; /* tag-all: what is looked for; entity NULL: none known */
	enum tag_match match;
	bool everywhere;    /* tag-all: in every article that is open */
	enum mode back;
};

/* Where the pattern matches in the article, as far as counted; see find.h. */
struct hits {
	pos_vec at;
	size_t upto; /* bytes that were looked at */
	size_t doc;
};

/* Is a list over the article, with its own keys? */
static inline bool mode_is_list(enum mode m)
{
	return m == MODE_HELP || m == MODE_TAGALL || m == MODE_REVIEW;
}

/* Has that list a current line? */
static inline bool mode_picks(enum mode m)
{
	return m == MODE_TAGALL || m == MODE_REVIEW;
}

struct review;

struct app_opts {
	struct keymap *keymap;
	const char *keymap_dir;    /* of the user's own; NULL: none */
	struct options *options;
	const struct tagset *tags;
	const char *annotator;
	const char *memory;        /* file of what was learnt; NULL: none is kept */
	problem_vec *problems;     /* takes what is wrong in it; NULL: nobody asks */
	bool readonly;
	bool no_sidecar;           /* tests: nothing on disk */
	bool force;                /* what is no text is opened too */
	int64_t (*now)(void *ctx); /* tests: the clock of annotations; NULL: the real one */
};

struct app {
	struct app_opts o;
	VEC(struct keymap *) keymaps; /* that :set brought; one whose key is running may be among them */
	unsigned w, h;
	enum mode mode;
	enum pane pane;
	VEC(struct doc *) docs;
	size_t doc;
	pos_vec order;             /* of the documents for :next and the list; empty: as named */
	enum file_sort sort;
	unsigned long clock;       /* of doc.used */
	struct text *nothing;      /* the text of what is not open */
	bool surveying;            /* the list was asked for: look into one after the other */
	struct str places;         /* file of where articles were left */
	struct worker *worker;
	struct worker *errands;
	struct learning learning;
	unsigned taught;           /* rises when suggestions may change */
	bool extract_now;          /* wait for the worker before the next key (dumps) */
	key_vec pending;
	size_t count;              /* 0: none typed */
	struct str message;
	bool message_is_error;
	line_vec messages;
	struct prompt prompt;
	struct list list;
	struct review *review;     /* cases that wait for a decision; NULL: none */
	struct search *search;     /* the last pattern, NULL: none */
	struct str pattern;        /* as typed */
	struct str pattern_before; /* that of before the prompt */
	bool search_marks;         /* matches are shown */
	struct hits hits;
	/* Asked from time to time by what takes long, NULL: nobody. true: stop it.
	 * typing: any key does, else Esc and Ctrl-C. */
	bool (*busy)(void *ctx, bool typing);
	void *busy_ctx;
	unsigned busy_percent;
	size_t busy_limit;         /* where a search that began anew has seen it all */
	bool busy_over;            /* it has */
	bool busy_shown;           /* it takes long enough to be said */
	struct str last;           /* command for `.` */
	struct str running;        /* the command line that runs */
	struct str clip;           /* for the clipboard of the terminal, when n > 0 */
	bool want_mark, want_to_mark;
	bool tour;                 /* its lines are in sight, until the next key */
	struct hand hand;
	bool quit, redraw, suspend;
	unsigned depth;            /* of commands that run commands */
};

struct app *app_new(const struct app_opts *opts, struct error *err);
void app_free(struct app *a);
/* Opens an article as the last document; false with *err. */
bool app_open(struct app *a, const char *path, enum text_encoding enc, struct error *err);
/* Adds one that is opened when it is gone to; takes over title, which may be NULL. */
void app_add(struct app *a, const char *path, enum text_encoding enc, char *title, const char *day);
/* Takes over text; for tests. */
bool app_open_text(struct app *a, struct text *t, const char *path, struct error *err);
/* Every document is open: go to the first, say what there is to say. */
void app_begin(struct app *a);
void app_resize(struct app *a, unsigned w, unsigned h);
void app_feed(struct app *a, struct key k);
/* A paste in normal mode never runs keys: it is text for a prompt, or refused. */
void app_paste(struct app *a, struct sv text);
/* Runs one command line; false: *err says why. */
bool app_run(struct app *a, struct sv line, struct error *err);
/* Asks for extraction of what is in sight (after the first frame). */
void app_extract(struct app *a);
/* After a change of the annotations of d: learns from it. */
void app_learn(struct app *a, struct doc *d);
/* Something to do while nobody types? Does a few milliseconds of it; true: more is left. */
bool app_idle(struct app *a);
/* Takes results of the worker; true: something changed on the screen. */
bool app_poll(struct app *a);
/* The same, waiting until everything is done; or only what the document in sight needs. */
void app_settle(struct app *a);
void app_settle_doc(struct app *a);

void app_say(struct app *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void app_complain(struct app *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The mode, or the one behind the prompt. */
enum mode app_focus(const struct app *a);
/* The pane that has the focus, or has it behind prompt and list; PANE_COUNT: the article. */
enum pane app_pane(const struct app *a);
/* The document in sight, NULL when there is none. */
struct doc *app_doc(const struct app *a);

#endif
