/* main_train.c - trains the tagger of names: make train, make train-report.
 *
 *   train OUT GOLD...        writes the model, learnt from all of it
 *   train --report GOLD...   cross-validation: F1, confidence against precision
 *   train --errors GOLD...   cross-validation: every error with the words around it
 *
 * Beside each X.gold.tsv stands its X.txt. A GOLD called .txt is prose with the names marked
 * in it, src/lang/fr/prose: see corpus_add.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/train.h"

static bool write_model(const int8_t *model, const char *path)
{
	FILE *f = fopen(path, "wb");
	bool ok = f != NULL && fwrite(model, 1, TAGGER_MODEL_SIZE, f) == TAGGER_MODEL_SIZE;
	if (f != NULL && fclose(f) != 0)
		ok = false;
	if (!ok)
		perror(path);
	return ok;
}

int main(int argc, char **argv)
{
	struct corpus c = { 0 };
	bool ok = true;
	if (argc < 3) {
		fprintf(stderr, "train OUT|--report|--errors GOLD...\n");
		return 2;
	}
	for (int i = 2; i < argc; i++)
		corpus_add(&c, argv[i]);
	if (strcmp(argv[1], "--report") == 0) {
		train_report(&c);
	} else if (strcmp(argv[1], "--errors") == 0) {
		train_errors(&c);
	} else {
		int8_t *model = crf_train(&c, -1);
		ok = write_model(model, argv[1]);
		free(model);
	}
	corpus_fini(&c);
	return ok ? 0 : 1;
}
