/* tagger.c - see tagger.h. */
#include "extract/tagger.h"


#include "base/mem.h"
#include "extract/features_doc.h"

static const char *const tags[] = { "PER", "ORG", "LOC", "MISC" };

const char *label_tag(enum label l)
{
	return l == LABEL_O ? NULL : tags[(l - 1) / 2];
}

enum label label_of(struct sv tag, bool first)
{
	for (int i = 0; i < 4; i++) {
		if (sv_eq(tag, sv_of(tags[i])))
			return (enum label)(LABEL_B_PER + 2 * i + !first);
	}
	return LABEL_O;
}

bool label_follows(size_t from, size_t to)
{
	bool inner = to != LABEL_O && (to & 1) == 0;
	return !inner || from == to || from == to - 1;
}

/* ---- Viterbi, and its mirror from the right ----
 *
 * Four labels at a time: the B- of the four tags, and their I-, which only the B- and I- of
 * their own tag may come before. */

typedef float four __attribute__((vector_size(16)));

/* A number for each label. */
union row {
	struct {
		four begin, inside;
		float out; /* O */
	};
	float at[12];
};

/* Where a label's number stands in at. */
static const uint8_t place[LABEL_COUNT] = { 8, 0, 4, 1, 5, 2, 6, 3, 7 };

#define NEVER (-1e9f) /* what is not legal */

struct lattice {
	union row from_out;    /* transitions from O */
	union row to_out;      /* transitions to O */
	four from_begin[4], from_inside[4]; /* from the B- (I-) of a tag to each B- */
	four begin_to[4], inside_to[4];     /* from each B- (I-) to the B- of a tag */
	four begin_inside, inside_inside;   /* within a tag */
	union row *score, *best, *rest; /* of a token; of the paths to it, and on from there */
	size_t room;                    /* tokens */
};

static inline four higher(four x, four y)
{
	four r;
	for (int k = 0; k < 4; k++)
		r[k] = x[k] > y[k] ? x[k] : y[k];
	return r;
}

static inline float highest(four x, float y)
{
	for (int k = 0; k < 4; k++)
		y = x[k] > y ? x[k] : y;
	return y;
}

static void lattice_init(struct lattice *x, const float *trans)
{
	*x = (struct lattice){ .room = 0 };
	for (size_t l = 0; l < LABEL_COUNT; l++) {
		x->from_out.at[place[l]] = trans[LABEL_O * LABEL_COUNT + l];
		x->to_out.at[place[l]] = trans[l * LABEL_COUNT + LABEL_O];
	}
	for (int k = 0; k < 4; k++) {
		size_t b = LABEL_B_PER + 2 * (size_t)k, i = b + 1;
		x->begin_inside[k] = trans[b * LABEL_COUNT + i];
		x->inside_inside[k] = trans[i * LABEL_COUNT + i];
		for (int j = 0; j < 4; j++) {
			size_t to = LABEL_B_PER + 2 * (size_t)j;
			x->from_begin[k][j] = x->begin_to[j][k] = trans[b * LABEL_COUNT + to];
			x->from_inside[k][j] = x->inside_to[j][k] = trans[i * LABEL_COUNT + to];
		}
	}
}

static void lattice_fini(struct lattice *x)
{
	free(x->score);
	free(x->best);
	free(x->rest);
}

static void lattice_fit(struct lattice *x, size_t n)
{
	if (n <= x->room)
		return;
	x->room = 2 * n;
	x->score = xrealloc(x->score, x->room * sizeof *x->score);
	x->best = xrealloc(x->best, x->room * sizeof *x->best);
	x->rest = xrealloc(x->rest, x->room * sizeof *x->rest);
}

/* The paths to the first token: of a sentence, or behind one that is in no name. */
static void start(struct lattice *x, bool sentence)
{
	x->best[0] = x->score[0];
	x->best[0].inside = (four){ NEVER, NEVER, NEVER, NEVER };
	if (sentence)
		return;
	x->best[0].begin += x->from_out.begin;
	x->best[0].out += x->from_out.out;
}

/* The paths to token i, from those to the one before it. */
static inline void forward(struct lattice *x, size_t i)
{
	const union row *last = &x->best[i - 1];
	four begin = last->out + x->from_out.begin, begin2 = last->inside[0] + x->from_inside[0]; /* at once */
	for (int k = 0; k < 4; k++) {
		begin = higher(last->begin[k] + x->from_begin[k], begin);
		begin2 = higher(last->inside[k] + x->from_inside[k], begin2);
	}
	four inside = higher(last->begin + x->begin_inside, last->inside + x->inside_inside);
	four out = higher(last->begin + x->to_out.begin, last->inside + x->to_out.inside);
	x->best[i].begin = higher(begin, begin2) + x->score[i].begin;
	x->best[i].inside = inside + x->score[i].inside;
	x->best[i].out = highest(out, last->out + x->to_out.out) + x->score[i].out;
}

/* On from each token; last is what lies behind them. */
static void backward(struct lattice *x, size_t n, union row last)
{
	x->rest[n - 1] = last;
	for (size_t i = n - 1; i-- > 0;) {
		const union row *next = &x->rest[i + 1], *own = &x->score[i + 1];
		four begin = higher(next->out + x->to_out.begin + own->out, next->inside + x->begin_inside + own->inside);
		four inside = higher(next->out + x->to_out.inside + own->out, next->inside + x->inside_inside + own->inside);
		for (int k = 0; k < 4; k++) {
			begin = higher(next->begin[k] + x->begin_to[k] + own->begin[k], begin);
			inside = higher(next->begin[k] + x->inside_to[k] + own->begin[k], inside);
		}
		x->rest[i].begin = begin;
		x->rest[i].inside = inside;
		x->rest[i].out = highest(next->begin + x->from_out.begin + own->begin, next->out + x->to_out.out + own->out);
	}
}

/* The best paths to each label of token i, gone on to the label behind it. */
static inline union row go_on(const struct lattice *x, size_t i, size_t next)
{
	union row v = x->best[i];
	size_t tag = (next - 1) / 2;
	if (next == LABEL_O) {
		v.begin += x->to_out.begin;
		v.inside += x->to_out.inside;
		v.out += x->to_out.out;
	} else if (next & 1) {
		v.begin += x->begin_to[tag];
		v.inside += x->inside_to[tag];
		v.out += x->from_out.begin[tag];
	} else { /* only from its own tag */
		float begin = v.begin[tag] + x->begin_inside[tag], inside = v.inside[tag] + x->inside_inside[tag];
		for (size_t p = 0; p < LABEL_COUNT; p++)
			v.at[p] = NEVER;
		v.begin[tag] = begin;
		v.inside[tag] = inside;
	}
	return v;
}

/* The first of the best labels. */
static inline uint8_t best_label(const union row *v)
{
	size_t top = LABEL_O;
	if (highest(higher(v->begin, v->inside), v->out) <= v->out)
		return LABEL_O;
	for (size_t p = LABEL_B_PER; p < LABEL_COUNT; p++)
		top = v->at[place[p]] > v->at[place[top]] ? p : top;
	return (uint8_t)top;
}

/* The labels of the best path, from its end on. */
static void trace(const struct lattice *x, size_t n, const union row *last, uint8_t *labels)
{
	union row end = x->best[n - 1];
	end.begin += last->begin;
	end.inside += last->inside;
	end.out += last->out;
	labels[n - 1] = best_label(&end);
	for (size_t i = n - 1; i-- > 0;) {
		union row v = go_on(x, i, labels[i + 1]);
		labels[i] = best_label(&v);
	}
}

static void find_losses(const struct lattice *x, size_t n, const uint8_t *labels, float *loss)
{
	for (size_t i = 0; i < n; i++, loss += LABEL_COUNT) {
		union row sum = { .begin = x->best[i].begin + x->rest[i].begin, .inside = x->best[i].inside + x->rest[i].inside };
		sum.out = x->best[i].out + x->rest[i].out;
		float own = sum.at[place[labels[i]]];
		loss[LABEL_O] = sum.out - own;
		sum.begin -= own;
		sum.inside -= own;
		for (int k = 0; k < 4; k++) {
			loss[LABEL_B_PER + 2 * k] = sum.begin[k];
			loss[LABEL_I_PER + 2 * k] = sum.inside[k];
		}
	}
}

/* Of n tokens, at least one, to which the paths are known. Behind them the sentence ends, or
 * comes a token in no name. */
static void decode(struct lattice *x, size_t n, bool sentence, uint8_t *labels, float *loss)
{
	union row last = sentence ? (union row){ .at = { 0 } } : x->to_out;
	trace(x, n, &last, labels);
	backward(x, n, last);
	find_losses(x, n, labels, loss);
}

void tagger_decode(size_t n, const float *score, const float *trans, uint8_t *labels, float *loss)
{
	struct lattice x;
	if (n == 0)
		return;
	lattice_init(&x, trans);
	lattice_fit(&x, n);
	for (size_t k = 0; k < n * LABEL_COUNT; k++)
		x.score[k / LABEL_COUNT].at[place[k % LABEL_COUNT]] = score[k];
	start(&x, true);
	for (size_t i = 1; i < n; i++)
		forward(&x, i);
	decode(&x, n, true, labels, loss);
	lattice_fini(&x);
}

/* The emissions of token i. */
static void emit(struct features_sums *f, float unit, size_t i, union row *score)
{
	int16_t sum[TAGGER_ROW];
	features_sum(f, i, sum);
	score->out = -TAGGER_BIAS;
	for (int k = 0; k < 4; k++) {
		score->begin[k] = (float)sum[2 * k] * unit;
		score->inside[k] = (float)sum[2 * k + 1] * unit;
	}
}

#define HEAD_REACH 8   /* tokens from « bataille » to the capital of its name */
#define NUMBER_REACH 2 /* « 20 Minutes », « 14e régiment »: from the number to a word that may begin a name */

/* Does a name's capital, or word that may begin one, stand at most reach tokens behind token i? */
static bool has_ahead(const struct features_doc *d, size_t i, size_t reach, uint32_t may)
{
	const struct token *v = d->t->all.v;
	for (size_t j = i + 1; j <= i + reach && j < d->t->all.n && v[j].sentence == v[i].sentence; j++) {
		if (v[j].flags & TOKEN_CAPITAL || v[j].may & may)
			return true;
	}
	return false;
}

/* May a name begin with token i? A capital, « ministère », « 14e », « bataille » before one. */
static inline bool may_begin(const struct features_doc *d, size_t i)
{
	const struct token *k = &d->t->all.v[i];
	if (k->flags & TOKEN_CAPITAL || k->may & MAY_NAME)
		return true;
	if (k->type == TOKEN_NUMBER)
		return has_ahead(d, i, NUMBER_REACH, MAY_NAME);
	return d->at[i].kind & TRIGGER_HEAD && has_ahead(d, i, HEAD_REACH, 0);
}

static inline bool has_left(const union row *best)
{
	return best->out - highest(higher(best->begin, best->inside), NEVER) > TAGGER_SURE;
}

/* What a run needs. */
struct run {
	const struct features_doc *d;
	struct features_sums *sums;
	float unit;
	struct lattice x;
	struct tagged *out;
};

/* Labels from token i on, which a name may begin with, until no name goes on; returns where. */
static size_t tag_stretch(struct run *r, size_t i, const struct sentence *s)
{
	struct lattice *x = &r->x;
	size_t first = i;
	do {
		size_t at = i - first;
		lattice_fit(x, at + 1);
		emit(r->sums, r->unit, i, &x->score[at]);
		if (at == 0)
			start(x, first == s->first);
		else
			forward(x, at);
		i++;
	} while (i < s->end && (!has_left(&x->best[i - 1 - first]) || may_begin(r->d, i)));
	size_t n = i - first, at = r->out->losses.n;
	vec_reserve(&r->out->losses, at + n * LABEL_COUNT);
	r->out->losses.n += n * LABEL_COUNT;
	decode(x, n, i == s->end, r->out->labels + first, r->out->losses.v + at);
	for (size_t k = 0; k < n; k++)
		r->out->loss[first + k] = (uint32_t)(at + k * LABEL_COUNT);
	return i;
}

static void tag_sentences(struct run *r)
{
	const struct tokens *t = r->d->t;
	for (size_t k = 0; k < t->sentences.n; k++) {
		const struct sentence *s = &t->sentences.v[k];
		for (size_t i = s->first; i < s->end;)
			i = may_begin(r->d, i) ? tag_stretch(r, i, s) : i + 1;
	}
}

void tagger_run(struct tagged *out, const struct tokens *t, const int8_t *model)
{
	float trans[LABEL_COUNT * LABEL_COUNT];
	*out = (struct tagged){ .labels = xcalloc(t->all.n + 1, 1), .loss = xcalloc(t->all.n + 1, sizeof *out->loss) };
	vec_reserve(&out->losses, (t->all.n / 3 + 1) * LABEL_COUNT); /* about what is looked at */
	for (size_t l = 0; l < LABEL_COUNT; l++)
		vec_push(&out->losses, l == LABEL_O ? 0 : -TAGGER_SURE);
	if (model == NULL)
		return;
	struct features_doc *d = features_doc_new(t);
	struct features_sums *sums = features_sums_new(d, model + TAGGER_HEAD);
	struct run r = { .d = d, .sums = sums, .unit = 1.0f / (float)(model[0] == 0 ? 1 : model[0]), .out = out };
	for (size_t k = 0; k < LABEL_COUNT * LABEL_COUNT; k++)
		trans[k] = (float)model[1 + k] * r.unit;
	lattice_init(&r.x, trans);
	tag_sentences(&r);
	lattice_fini(&r.x);
	features_sums_free(sums);
	features_doc_free(d);
}

void tagged_fini(struct tagged *x)
{
	free(x->labels);
	free(x->loss);
	vec_fini(&x->losses);
}
