/* tagset.h - the tags that can be given, each with its key. Plain data: reading
 * it from INI is app/config's. Taking a tag out of the set never touches
 * annotations that carry it.
 */
#ifndef ANNOTATE_TAGSET_H
#define ANNOTATE_TAGSET_H

#include "base/kind.h"
#include "base/vec.h"

struct tag {
	char *name;   /* "PER" */
	enum kind kind;
	char *key;    /* spelled as in keymaps: "P"; "" none */
	char *colour; /* "" the theme's */
	char *help;   /* a sentence, "" none */
	char *allowed[ATTR_COUNT]; /* values an attribute may have, "a|b|c"; NULL: any */
	bool foreign; /* its key was given by a project, not by the user: it takes no other's */
};

struct tagset {
	VEC(struct tag) tags;
};

/* PER ORG LOC MISC DATE QUANTITY DIRECT INDIRECT TERM with their keys. */
void tagset_init(struct tagset *s);
void tagset_fini(struct tagset *s);
/* Adds a tag or changes the one of that name; NULL leaves a field as it is. */
void tagset_put(struct tagset *s, const char *name, enum kind kind, const char *key,
		const char *colour, const char *help);
/* Values that an attribute of a tag that is there may have; NULL: any. */
void tagset_allow(struct tagset *s, const char *name, enum attr attr, const char *values);
/* Takes a tag out of the set. */
void tagset_drop(struct tagset *s, const char *name);
const struct tag *tagset_find(const struct tagset *s, struct sv name);
/* The name of the tag that is meant, whatever its letters' case; name when there is none. */
struct sv tagset_meant(const struct tagset *s, struct sv name);
/* The kind that a tag name has when the set does not know it: KIND_SPAN. */
enum kind tagset_kind(const struct tagset *s, struct sv name);

#endif
