/* train.h - the trainer of the tagger of names: gold texts, learning, report.
 * No part of the program: src/cli/main_train.c is its main (make train). */
#ifndef CLI_TRAIN_H
#define CLI_TRAIN_H

#include "base/vec.h"
#include "extract/tagger.h"

#define TRAIN_FOLDS 3

struct gold_name {
	struct span at; /* bytes of the document's text */
	uint8_t tag;    /* 0 to 3: PER ORG LOC MISC */
	bool optional;
};

/* An article; or one of the sentences of a file whose lines have nothing to do with
 * one another. */
struct train_doc {
	struct tokens t; /* of bytes that the corpus owns */
	VEC(struct gold_name) names;
	bool article;
	size_t fold;        /* 0 to TRAIN_FOLDS - 1; TRAIN_FOLDS: of none */
	uint8_t *labels;    /* gold, a token */
	uint32_t *features; /* FEATURES_MAX a token */
	uint8_t *counts;    /* how many of them */
	uint8_t *own;       /* how many of those name the word itself */
};

struct corpus {
	VEC(struct train_doc) docs;
	VEC(char *) files;
	struct language *language; /* made with the first file */
};

/* Reads X.gold.tsv and the X.txt beside it; ends the program when it cannot. Files in a
 * folder called sentences hold a document a line. Another path that ends in .txt is prose:
 * articles between lines « %% », their names marked as « [PER Anne Royer] » ([ is nothing
 * else); it is of no fold, so every fold learns from it. */
void corpus_add(struct corpus *c, const char *gold_path);
void corpus_fini(struct corpus *c);

/* A model of TAGGER_MODEL_SIZE bytes, learnt from every document that is not of the fold
 * (-1: from all); the caller frees. */
int8_t *crf_train(const struct corpus *c, int fold);

/* Cross-validation of the whole of names' extraction, with the confidence held against
 * how often it was right; or its errors, one a line. */
void train_report(const struct corpus *c);
void train_errors(const struct corpus *c);

#endif
