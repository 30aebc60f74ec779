/* extract.h - the one entry of extraction: text in, mentions out.
 *
 * Knows no screen, no file, no sidecar. Deterministic: the same bytes and
 * options give the same mentions. Linear in the text. Thread-safe: no state
 * but its arguments.
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include <stdatomic.h>

#include "extract/memory.h"
#include "extract/mention.h"
#include "extract/tokens.h"

struct extract_opts {
	unsigned kinds;              /* bits 1u << KIND_...; 0: all */
	const char *date;            /* YYYY-MM-DD of the article, NULL: look for a dateline */
	const int8_t *model;         /* of the tagger (tagger.h); NULL: the program's own */
	const struct memory *memory; /* what readers have decided; NULL: nothing */
	const struct language *language; /* where many texts share it; NULL: one is made for this text */
	const atomic_bool *cancel;   /* becomes true: stop early; NULL: never */
};

/* Finds everything in text into out (initialised here, to be finished by the
 * caller), sorted. Returns false when it was cancelled. */
bool extract(struct sv text, const struct extract_opts *opts, struct mentions *out);

/* The parts, in the order in which extract() runs them. Each appends to m
 * and may read what the earlier ones have found. */
void dates_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m);
void figures_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m);
void names_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m);
void remembered_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m);
void clusters_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m);
void quotes_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m);

#endif
