/* mention.h - what extraction finds: the one record that every part shares.
 *
 * A mention is a suggestion; what the user keeps is an annotation (annotate/).
 * Strings live in the arena of the mention set that holds the mention.
 */
#ifndef EXTRACT_MENTION_H
#define EXTRACT_MENTION_H

#include "base/kind.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

struct mention {
	struct span span;  /* bytes of the text */
	enum kind kind;
	const char *tag;   /* "PER", "QUANTITY", "DATE", "DIRECT" ...; never NULL */
	const char *attr[ATTR_COUNT]; /* NULL where there is none */
	const char *code;  /* figures: the unit whatever its spelling, « EUR », « km/h »; NULL none */
	struct span speaker; /* quotes: where the speaker stands; empty: nowhere */
	struct span cue;     /* quotes: where the cue stands; empty: nowhere */
	int cluster;       /* entities (and quotes whose speaker is known): index, -1 none */
	bool counted;      /* dates: the value is counted from mentions.date */
	float confidence;  /* 0 to 1 */
	const char *rule;  /* what decided: rule name or strongest feature; never NULL */
};

typedef VEC(struct mention) mention_vec;

/* One thing in the world, as far as the article says. */
struct cluster_entity {
	const char *name;  /* canonical */
	const char *tag;
	unsigned count;    /* mentions */
};

struct mentions {
	struct arena arena; /* owns every string below */
	mention_vec all;    /* sorted by start, then end, after extract() */
	VEC(struct cluster_entity) clusters;
	struct span dateline; /* where the article's own date stands; empty: nowhere */
	char date[11];        /* YYYY-MM-DD of the dateline or the option; "" unknown */
};

void mentions_init(struct mentions *m);
void mentions_fini(struct mentions *m);
/* Appends a mention with tag, rule and no attributes; the pointer dies with
 * the next push. */
struct mention *mentions_add(struct mentions *m, enum kind kind, struct span at, const char *tag,
			     const char *rule);
/* Puts those from index `from` on in order: by start, then end, then kind. */
void mentions_sort(struct mentions *m, size_t from);

#endif
