/* test_tagger.c - the tagger of names: legal labels, the best of them against all
 * that there are, the trainer's same bytes every time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "cli/train.h"
#include "extract/acronym.h"
#include "lang/lang.h"

#define LEN 4

static float random_score(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (float)(*seed >> 16) / 16384.0f - 2;
}

static bool is_legal(const uint8_t *labels)
{
	for (size_t i = 0; i < LEN; i++) {
		if (!label_follows(i == 0 ? LABEL_O : labels[i - 1], labels[i]))
			return false;
	}
	return true;
}

static float path_score(const uint8_t *labels, const float *score, const float *trans)
{
	float sum = 0;
	for (size_t i = 0; i < LEN; i++) {
		sum += score[i * LABEL_COUNT + labels[i]];
		sum += i > 0 ? trans[labels[i - 1] * LABEL_COUNT + labels[i]] : 0;
	}
	return sum;
}

/* Viterbi and its losses against every sequence there is. */
static void test_decode(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed < 20; seed++) {
		float score[LEN * LABEL_COUNT], trans[LABEL_COUNT * LABEL_COUNT], loss[LEN * LABEL_COUNT];
		float best[LEN * LABEL_COUNT], top = -1e9f;
		uint8_t labels[LEN], path[LEN];
		uint32_t random = seed;
		for (size_t i = 0; i < ARRAY_LEN(score); i++) {
			score[i] = random_score(&random);
			best[i] = -1e9f;
		}
		for (size_t i = 0; i < ARRAY_LEN(trans); i++)
			trans[i] = random_score(&random);
		for (unsigned code = 0; code < 9 * 9 * 9 * 9; code++) {
			unsigned rest = code;
			for (size_t i = 0; i < LEN; i++, rest /= LABEL_COUNT)
				path[i] = (uint8_t)(rest % LABEL_COUNT);
			if (!is_legal(path))
				continue;
			float sum = path_score(path, score, trans);
			top = sum > top ? sum : top;
			for (size_t i = 0; i < LEN; i++) {
				float *b = &best[i * LABEL_COUNT + path[i]];
				*b = sum > *b ? sum : *b;
			}
		}
		tagger_decode(LEN, score, trans, labels, loss);
		assert_true(is_legal(labels));
		assert_float_equal(path_score(labels, score, trans), top, 1e-3);
		for (size_t i = 0; i < LEN * LABEL_COUNT; i++) {
			if (best[i] > -1e8f)
				assert_float_equal(loss[i], best[i] - top, 1e-3);
		}
	}
}

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Learnt twice from the same gold: the same bytes, and they know what they were taught. */
static void test_train(void **state)
{
	char dir[] = "/tmp/postil-train-XXXXXX", path[256];
	struct corpus c = { 0 };
	(void)state;
	assert_non_null(mkdtemp(dir));
	write_file(dir, "a.txt", "Zorglub vit à Quimperlo. Hier, Zorglub a quitté Quimperlo.\n");
	write_file(dir, "a.gold.tsv",
		   "kind\ttag\tstart\tend\ttext\tattributes\toptional\nentity\tPER\t0\t7\tZorglub\t\t0\n"
		   "entity\tLOC\t14\t23\tQuimperlo\t\t0\nentity\tPER\t31\t38\tZorglub\t\t0\n"
		   "entity\tLOC\t48\t57\tQuimperlo\t\t0\n");
	snprintf(path, sizeof path, "%s/a.gold.tsv", dir);
	corpus_add(&c, path);
	write_file(dir, "prose.txt", "[PER Zorglub] se tait.\n\nIl part.\n%%\nÀ [LOC Quimperlo], il pleut.\n");
	snprintf(path, sizeof path, "%s/prose.txt", dir);
	corpus_add(&c, path);
	unlink(path);
	assert_int_equal(c.docs.n, 3);
	assert_string_equal(c.docs.v[1].t.text.p, "Zorglub se tait.\n\nIl part.");
	assert_int_equal(c.docs.v[2].fold, TRAIN_FOLDS);
	assert_int_equal(c.docs.v[2].labels[1], LABEL_B_LOC);
	int8_t *one = crf_train(&c, -1), *two = crf_train(&c, -1);
	assert_memory_equal(one, two, TAGGER_MODEL_SIZE);

	const struct tokens *t = &c.docs.v[0].t;
	struct tagged x;
	tagger_run(&x, t, one);
	assert_memory_equal(x.labels, c.docs.v[0].labels, t->all.n);
	tagged_fini(&x);
	free(one);
	free(two);
	corpus_fini(&c);
	snprintf(path, sizeof path, "%s/a.gold.tsv", dir);
	unlink(path);
	snprintf(path, sizeof path, "%s/a.txt", dir);
	unlink(path);
	rmdir(dir);
}

/* The sums are those over the list of features: at the edges of the text and of sentences,
 * in a headline in capitals, in lists, in brackets, where a word comes again. */
static void test_sums(void **state)
{
	struct tokens t;
	size_t apart = 0;
	(void)state;
	struct language *language = language_new();
	tokens_init(&t, language, SV("LE MAIRE DE NICE A PARLÉ HIER\n\nLe maire de Nice, Anne Royer, a parlé (« L'Union "
			   "européenne hier soir ») au groupe pétrolier français Total. Nice\nÉté 2024 : Mme Royer, "
			   "l'ONU et le ministère de l'Intérieur en Seine-Maritime, dit-elle, le 3 mai. Le maire ?"));
	struct features_doc *d = features_doc_new(&t);
	struct features_sums *s = features_sums_new(d, lang_model + TAGGER_HEAD);
	for (size_t i = 0; i < t.all.n; i++) {
		uint32_t list[FEATURES_MAX];
		int16_t sum[FEATURE_ROW], want[FEATURE_ROW] = { 0 };
		size_t n = features_of(d, i, list, NULL);
		for (size_t k = 0; k < n * FEATURE_ROW; k++)
			want[k % FEATURE_ROW] = (int16_t)(want[k % FEATURE_ROW] +
				lang_model[TAGGER_HEAD + list[k / FEATURE_ROW] * FEATURE_ROW + k % FEATURE_ROW]);
		features_sum(s, i, sum);
		assert_memory_equal(sum, want, sizeof sum);
		apart += want[0] != 0;
	}
	assert_true(apart > t.all.n / 2);
	features_sums_free(s);
	features_doc_free(d);
	tokens_fini(&t);
	language_free(language);
}

/* Every sentence as a whole. */
static void decode_whole(const struct tokens *t, uint8_t *labels, float *loss)
{
	float trans[LABEL_COUNT * LABEL_COUNT], unit = 1.0f / (float)lang_model[0];
	struct features_doc *d = features_doc_new(t);
	struct features_sums *sums = features_sums_new(d, lang_model + TAGGER_HEAD);
	float *score = xcalloc(t->all.n * LABEL_COUNT, sizeof *score);
	for (size_t k = 0; k < ARRAY_LEN(trans); k++)
		trans[k] = (float)lang_model[1 + k] * unit;
	for (size_t i = 0; i < t->all.n; i++) {
		int16_t sum[FEATURE_ROW];
		features_sum(sums, i, sum);
		score[i * LABEL_COUNT] = -TAGGER_BIAS;
		for (size_t l = 1; l < LABEL_COUNT; l++)
			score[i * LABEL_COUNT + l] = (float)sum[l - 1] * unit;
	}
	for (size_t k = 0; k < t->sentences.n; k++) {
		size_t first = t->sentences.v[k].first, at = first * LABEL_COUNT;
		tagger_decode(t->sentences.v[k].end - first, score + at, trans, labels + first, loss + at);
	}
	free(score);
	features_sums_free(sums);
	features_doc_free(d);
}

/* What the tagger says, that looks where names may be alone, is what it would say of whole
 * sentences. */
static void test_stretches(void **state)
{
	struct tokens t;
	struct tagged x;
	size_t looked = 0;
	(void)state;
	struct language *language = language_new();
	tokens_init(&t, language, SV("Le maire de Nice, Anne Royer, a présenté hier soir le budget de la ville devant une salle "
			   "pleine et plutôt calme. Il augmente de trois points, selon le ministère de l'Intérieur, que "
			   "dirige depuis mai l'ancien préfet Paul Lemoine. « Nous ne pouvons pas tout faire en même "
			   "temps », a-t-elle dit. La Banque mondiale et l'Organisation mondiale de la santé ont chacune "
			   "promis 20 millions d'euros au Mali. Les habitants, eux, attendent."));
	uint8_t *labels = xcalloc(t.all.n, 1);
	float *loss = xcalloc(t.all.n * LABEL_COUNT, sizeof *loss);
	decode_whole(&t, labels, loss);
	tagger_run(&x, &t, lang_model);
	for (size_t i = 0; i < t.all.n; i++) {
		const float *own = tagged_losses(&x, i), *whole = loss + i * LABEL_COUNT;
		assert_int_equal(x.labels[i], labels[i]);
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			if (whole[l] > -TAGGER_SURE / 2)
				assert_float_equal(own[l], whole[l], 0.01);
		}
		looked += x.loss[i] != 0;
	}
	assert_in_range(looked, 20, t.all.n / 2);
	free(labels);
	free(loss);
	tagged_fini(&x);
	tokens_fini(&t);
	language_free(language);
}

/* The model in the program has the shape that the program reads, and with the lists it
 * stays within what the program may weigh. */
static void test_shipped(void **state)
{
	(void)state;
	assert_int_equal(lang_model_size(), TAGGER_MODEL_SIZE);
	assert_true(lang_model_size() + lang_lists_count() * sizeof *lang_lists <= 3u << 20);
}

static void test_acronyms(void **state)
{
	struct tokens t;
	(void)state;
	struct language *language = language_new();
	tokens_init(&t, language, SV("Le Service départemental d'incendie et de secours (SDIS) et le pape (ONU)"));
	size_t sdis = tokens_at(&t, 54), onu = t.all.n - 2;
	assert_true(token_is(&t, sdis, "sdis"));
	assert_int_equal(acronym_start(&t, sdis), 1);
	assert_true(acronym_of(&t, 1, sdis - 1, sdis));
	assert_true(acronym_exactly_of(&t, 1, sdis - 1, sdis));
	assert_false(acronym_exactly_of(&t, 1, sdis - 2, sdis));
	assert_true(token_is(&t, onu, "onu"));
	assert_int_equal(acronym_start(&t, onu), onu);
	tokens_fini(&t);
	language_free(language);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_train),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_stretches),
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_acronyms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
