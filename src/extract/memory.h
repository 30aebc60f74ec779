/* memory.h - what readers have decided about names: « Hachd al-Chaabi » ORG, kept
 * three times; « Mardi » PER, refused once.
 *
 * A count for each pair of words and tag: kept or tagged more often than
 * refused when above 0, refused more often when below. Words are compared as
 * the tokens fold them, with the case of their first letter. Knows no file
 * (app/learning.h) and no annotation.
 */
#ifndef EXTRACT_MEMORY_H
#define EXTRACT_MEMORY_H

#include "base/str.h"

struct memory;

struct memory_entry {
	char *text, *tag; /* as first written */
	int count;        /* never 0 for long: 0 says nothing */
};

struct memory *memory_new(void);
struct memory *memory_copy(const struct memory *m);
void memory_free(struct memory *m);

/* Adds by to the count. Text without a word is left alone. Returns whether
 * the suggestions may differ from now on. */
bool memory_add(struct memory *m, struct sv text, struct sv tag, int by);
/* The same in two steps: the entry of these words with this tag, made when it is
 * new (SIZE_MAX: no words), good as long as the memory; and the adding. */
size_t memory_enter(struct memory *m, struct sv text, struct sv tag);
bool memory_change(struct memory *m, size_t entry, int by);
/* Of these words with this tag; 0: nothing known. */
int memory_count(const struct memory *m, struct sv text, struct sv tag);
/* Everything about these words; how many pairs that were. */
size_t memory_forget(struct memory *m, struct sv text);
/* What was decided in one article outweighs what was decided elsewhere: takes
 * the counts of own where the two disagree, the surer where they agree. */
void memory_prefer(struct memory *m, const struct memory *own);

size_t memory_entries(const struct memory *m);
const struct memory_entry *memory_at(const struct memory *m, size_t i); /* in the order of learning */

#endif
