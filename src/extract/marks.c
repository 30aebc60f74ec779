/* marks.c - see marks.h.
 *
 * One walk over the marks with a stack of opening marks. At the end of a paragraph
 * what is open may go on: where the next one begins with the mark again, or closes it
 * before it opens another. Which way « " » and « ' » point is told by the spaces.
 */
#include "extract/marks.h"

enum family { ANGLE, CURLY, LITTLE, SINGLE, NO_FAMILY };

enum shape { SHAPE_NONE, SHAPE_OPEN, SHAPE_CLOSE, SHAPE_EITHER };

struct mark {
	enum family family;
	enum shape shape;
};

struct opened {
	size_t at;
	enum family family;
	size_t found;   /* pairs found before it was pushed */
	size_t end;     /* of its paragraph, where the walk is beyond it; else 0 */
};

struct walk {
	const struct tokens *t;
	marked_vec *out;
	VEC(struct opened) stack;
	size_t paragraph; /* its first token */
	size_t lasting;   /* so many of the stack come from an earlier paragraph */
};

/* An opening mark waits no longer than this for its fellow, in tokens. */
#define MARKED_MAX 1500

static bool is_terminal(const struct token *k)
{
	return k->type == TOKEN_MARK && (k->lead == '.' || k->lead == '!' || k->lead == '?' || k->lead == 0x2026);
}

/* Which way a mark points that looks the same on both sides. */
static enum shape shape_of(const struct tokens *t, size_t i)
{
	const struct token *v = t->all.v;
	bool start = i == 0 || v[i].flags & (TOKEN_SPACE | TOKEN_NEWLINE);
	bool end = i + 1 >= t->all.n || v[i + 1].flags & (TOKEN_SPACE | TOKEN_NEWLINE);
	/* « de " mettre fin ". »: spaces on both sides of the words */
	const struct token *next = i + 1 < t->all.n ? &v[i + 1] : NULL;
	bool dots = next != NULL && next->lead == '.' && i + 2 < t->all.n && v[i + 2].lead == '.';
	if (start && !end && next->type == TOKEN_MARK && !dots &&
	    (next->lead == '.' || next->lead == ',' || next->lead == ';' || next->lead == ')'))
		return SHAPE_CLOSE;
	if (start != end)
		return start ? SHAPE_OPEN : SHAPE_CLOSE;
	if (start)
		return SHAPE_EITHER;
	/* « d'"effort" », « ("Libération") », « "oui". » */
	bool opened = v[i - 1].flags & TOKEN_ELIDED || (v[i - 1].type == TOKEN_MARK && !is_terminal(&v[i - 1]) && v[i - 1].lead != ')');
	bool closed = v[i + 1].type == TOKEN_MARK;
	return opened == closed ? SHAPE_EITHER : opened ? SHAPE_OPEN : SHAPE_CLOSE;
}

static enum family family_of(uint16_t lead)
{
	switch (lead) {
	case 0xAB:
	case 0xBB:
	case '<': /* <<Je pars>> */
	case '>':
		return ANGLE;
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x2033: /* typed for it */
	case '"':
		return CURLY;
	case 0x2039:
	case 0x203A:
		return LITTLE;
	case 0x2018:
	case 0x2019:
	case '\'':
		return SINGLE;
	default:
		return NO_FAMILY;
	}
}

static bool is_dash(uint16_t lead)
{
	return lead == '-' || lead == 0x2013 || lead == 0x2014 || lead == 0x2015;
}

bool marks_may_be(uint16_t lead)
{
	return family_of(lead) != NO_FAMILY || is_dash(lead);
}

/* Do tokens i and j, neighbours, stand for one mark: <<, >>? */
static bool is_double(const struct tokens *t, size_t i, size_t j)
{
	return j < t->all.n && t->all.v[i].lead == t->all.v[j].lead && !(t->all.v[j].flags & TOKEN_SPACE);
}

static struct mark mark_of(const struct tokens *t, size_t i)
{
	const struct token *v = t->all.v;
	const struct mark none = { NO_FAMILY, SHAPE_NONE };
	enum family f = family_of(v[i].lead);
	switch (v[i].lead) {
	case 0xAB: /* « Je pars «, dit-il: meant to close */
		return (struct mark){ f, i > 0 && i + 1 < t->all.n && v[i + 1].lead == ',' && !(v[i + 1].flags & TOKEN_SPACE) ?
						 SHAPE_EITHER : SHAPE_OPEN };
	case '<': /* the inner ones */
		return i > 0 && is_double(t, i - 1, i) ? (struct mark){ f, SHAPE_OPEN } : none;
	case '>':
		return is_double(t, i, i + 1) ? (struct mark){ f, SHAPE_CLOSE } : none;
	case 0xBB:
	case 0x203A:
		return (struct mark){ f, SHAPE_CLOSE };
	case 0x201E:
	case 0x2039:
	case 0x2018:
		return (struct mark){ f, SHAPE_OPEN };
	case 0x201C: /* opens “ ”, closes „ “ */
		return (struct mark){ f, shape_of(t, i) == SHAPE_CLOSE ? SHAPE_EITHER : SHAPE_OPEN };
	case 0x2033:
	case 0x201D:
		return (struct mark){ f, shape_of(t, i) == SHAPE_OPEN ? SHAPE_EITHER : SHAPE_CLOSE };
	default:
		return f == NO_FAMILY ? none : (struct mark){ f, shape_of(t, i) };
	}
}

bool marks_is(const struct tokens *t, size_t i)
{
	if (i >= t->all.n || t->all.v[i].type != TOKEN_MARK)
		return false;
	enum family f = mark_of(t, i).family;
	return f != NO_FAMILY && f != SINGLE;
}

static void push(struct walk *w, size_t i, enum family f)
{
	struct opened o = { i, f, w->out->n, 0 };
	vec_push(&w->stack, o);
}

static void emit(struct walk *w, const struct opened *o, size_t close, bool closed)
{
	struct marked m = { .open = o->at, .close = close, .closed = closed, .single = o->family == SINGLE };
	/* Nested pairs are known already: the outer one takes their place. */
	w->out->n = o->found;
	if (close > o->at + 1)
		vec_push(w->out, m);
}

/* Nothing closes it: words to the end of the sentence, or of the paragraph that it begins. */
static void give_up(struct walk *w, const struct opened *o, size_t end)
{
	const struct token *v = w->t->all.v;
	bool first = v[o->at].flags & TOKEN_SENTENCE && (o->at == 0 || v[o->at].flags & TOKEN_NEWLINE);
	bool announced = o->at > 0 && token_is_mark(w->t, o->at - 1, ':');
	if (o->family == SINGLE || o->found < w->out->n)
		return;
	if (v[o->at].lead == '"' && !first && !announced)
		return;
	size_t e = o->at + 1;
	while (e < end && ((first || announced) || !(v[e].flags & TOKEN_SENTENCE)))
		e++;
	if (e > o->at + 2)
		emit(w, o, e, false);
}

/* Drops what is open from level on: unclosed. end: where its paragraph ends. */
static void abandon(struct walk *w, size_t level, size_t end)
{
	/* Outermost first: an unclosed mark around pairs is a slip of the pen, and they stay. */
	for (size_t k = level; k < w->stack.n; k++) {
		size_t own = w->stack.v[k].end != 0 ? w->stack.v[k].end : end;
		size_t limit = k + 1 < w->stack.n ? w->stack.v[k + 1].at : own;
		if (w->stack.v[k].found == w->out->n)
			give_up(w, &w->stack.v[k], limit);
	}
	w->stack.n = level;
	if (w->lasting > level)
		w->lasting = level;
}

static void close_mark(struct walk *w, size_t i, enum family f)
{
	size_t level = w->stack.n;
	while (level > 0 && w->stack.v[level - 1].family != f)
		level--;
	if (level == 0)
		return;
	/* A single mark never closes over another family. */
	if (f == SINGLE && level != w->stack.n)
		return;
	struct opened o = w->stack.v[level - 1];
	w->stack.n = level - 1;
	if (w->lasting > w->stack.n)
		w->lasting = w->stack.n;
	/* « les années '90 ... les parents' »: apostrophes. */
	if (i - o.at <= MARKED_MAX && (f != SINGLE || o.found == w->out->n))
		emit(w, &o, i, true);
}

static bool is_open(const struct walk *w, enum family f)
{
	for (size_t k = w->stack.n; k > 0 && w->stack.n - k < 8; k--) {
		if (w->stack.v[k - 1].family == f)
			return true;
	}
	return false;
}

/* A mark at the head of a paragraph that says that the speech goes on. */
static bool is_repeated(const struct walk *w, size_t i, enum family f)
{
	const struct token *v = w->t->all.v;
	if (i == 0 || !(v[i].flags & TOKEN_NEWLINE) || f == SINGLE || i + 1 >= w->t->all.n || v[i + 1].flags & TOKEN_NEWLINE)
		return false;
	if (w->stack.n == 0 || w->stack.v[w->stack.n - 1].family != f || !is_terminal(&v[i - 1]))
		return false;
	if (mark_of(w->t, i).shape == SHAPE_CLOSE)
		return v[i + 1].type == TOKEN_WORD && v[i + 1].flags & TOKEN_CAPITAL;
	size_t at = w->stack.v[w->stack.n - 1].at;
	return v[i].lead != '"' || at == 0 || v[at].flags & TOKEN_NEWLINE || token_is_mark(w->t, at - 1, ':');
}

static void see_mark(struct walk *w, size_t i)
{
	const struct token *v = w->t->all.v;
	struct mark k = mark_of(w->t, i);
	if (k.family == NO_FAMILY)
		return;
	if (w->stack.n > 0 && w->stack.v != NULL && is_repeated(w, i, k.family)) {
		w->lasting = 0;
		w->stack.v[w->stack.n - 1].end = 0;
		return;
	}
	if (k.shape == SHAPE_EITHER)
		k.shape = is_open(w, k.family) ? SHAPE_CLOSE : SHAPE_OPEN;
	if (k.shape == SHAPE_CLOSE) {
		/* « 12" », « les parents' »: nothing is open. */
		if (is_open(w, k.family))
			close_mark(w, i, k.family);
		else if (v[i].lead == 0x201D && k.family == CURLY)
			push(w, i, k.family);
		return;
	}
	if (k.family == SINGLE && (i + 1 >= w->t->all.n || v[i + 1].flags & TOKEN_SPACE))
		return;
	if (w->lasting > 0 && w->stack.v[0].family == k.family)
		abandon(w, 0, w->paragraph);
	push(w, i, k.family);
}

/* At the head of a paragraph: what may last, lasts. */
static void new_paragraph(struct walk *w, size_t i)
{
	size_t keep = 0;
	if (w->stack.n == 1 && w->stack.v[0].family != SINGLE && i - w->stack.v[0].at < MARKED_MAX) {
		bool again = marks_is(w->t, i), alone = w->stack.v[0].found == w->out->n;
		keep = again || (alone && w->t->all.v[w->stack.v[0].at].lead != '"');
	}
	/* It was to be closed in this paragraph: where it ends if it never is. */
	if (keep == 0)
		abandon(w, 0, i);
	else if (w->stack.v[0].end == 0)
		w->stack.v[0].end = i;
	w->lasting = keep;
	w->paragraph = i;
}

/* « — Je pars, dit-il. »: a line behind a dash; its end, or 0. */
static size_t dash_line(const struct tokens *t, size_t i)
{
	const struct token *v = t->all.v;
	if (!is_dash(v[i].lead) || (i > 0 && !(v[i].flags & TOKEN_NEWLINE)) || i + 2 >= t->all.n || !(v[i + 1].flags & TOKEN_SPACE) ||
	    v[i + 1].flags & TOKEN_NEWLINE || !(v[i + 1].flags & TOKEN_CAPITAL || v[i + 1].lead == 0x2026))
		return 0;
	size_t e = i + 1;
	while (e < t->all.n && !(v[e].flags & TOKEN_NEWLINE && v[e].flags & TOKEN_SENTENCE))
		e++;
	return is_terminal(&v[e - 1]) ? e : 0;
}

/* A sign that somebody talks: a question, an exclamation, « je », « vous », « dit-il ». */
static bool is_talk(const struct tokens *t, size_t first, size_t end)
{
	static const char *const talk[] = { "je", "j'", "vous", "tu", "nous", "me", "m'", "moi", "oui", "non",
					    "-il", "-elle", "-t-il", "-t-elle", "-vous", "-je", "-moi" };
	const struct token *v = t->all.v;
	for (size_t i = first; i < end; i++) {
		if (v[i].lead == '?' || v[i].lead == '!')
			return true;
		for (size_t k = 0; k < ARRAY_LEN(talk) && v[i].fold.n < 8; k++) {
			if (token_is(t, i, talk[k]))
				return true;
		}
	}
	return false;
}

/* Lines behind dashes that follow one another: all talk, or a list. Returns the token
 * behind; *tried gets it in any case. */
static size_t dialogue(struct walk *w, size_t i, size_t *tried)
{
	size_t first = w->out->n, at = i, end;
	bool talk = false;
	while (at < w->t->all.n && w->t->all.v[at].type == TOKEN_MARK && (end = dash_line(w->t, at)) != 0) {
		struct marked m = { .open = at, .close = end, .dialogue = true };
		talk = talk || is_talk(w->t, at + 1, end);
		vec_push(w->out, m);
		at = end;
	}
	*tried = at;
	if (!talk) {
		w->out->n = first;
		return i;
	}
	return at;
}

/* Sees the heads of paragraphs up to token i; next: the first sentence not looked at yet. */
static size_t see_paragraphs(struct walk *w, size_t next, size_t i)
{
	const struct tokens *t = w->t;
	for (; next < t->sentences.n && t->sentences.v[next].first <= i; next++) {
		size_t first = t->sentences.v[next].first;
		if (first > 0 && first < t->all.n && t->all.v[first].flags & TOKEN_NEWLINE)
			new_paragraph(w, first);
	}
	return next;
}

void marks_find(const struct tokens *t, const pos_vec *marks, marked_vec *out)
{
	struct walk w = { .t = t, .out = out };
	size_t next = 0, tried = 0, behind = 0; /* lines before tried are no dialogue, those before behind are one */
	for (size_t k = 0; k < marks->n; k++) {
		size_t i = marks->v[k];
		if (i < behind)
			continue;
		next = see_paragraphs(&w, next, i);
		if (w.stack.n == 0 && i >= tried)
			behind = dialogue(&w, i, &tried);
		if (behind <= i)
			see_mark(&w, i);
	}
	see_paragraphs(&w, next, t->all.n);
	abandon(&w, 0, t->all.n);
	vec_fini(&w.stack);
}
