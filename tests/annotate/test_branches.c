/* test_branches.c - the undo tree: a branch that was left comes back, any step can be
 * undone alone, and all of it is in the log.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/book.h"

static uint64_t put(struct book *b, size_t start, const char *tag)
{
	struct annotation a = { .kind = KIND_ENTITY, .tag = tag, .origin = "user", .status = STATUS_ACCEPTED,
				.at = { .span = { start, start + 3 }, .exact = "Léa", .before = "", .after = "" } };
	struct error err;

	return book_add(b, &a, &err);
}

/* The tags in force, in order of place, as one string. */
static const char *tags(const struct book *b, char out[64])
{
	out[0] = '\0';
	for (size_t i = 0; i < book_count(b); i++)
		strcat(out, book_at(b, i)->tag);
	return out;
}

static uint64_t step_at(const struct book *b, size_t i)
{
	return book_log_at(b, i)->step;
}

static void test_a_left_branch_comes_back(void **state)
{
	struct book *b = book_new("Anne"), *copy = book_new("Anne");
	struct error err;
	char s[64];

	(void)state;
	put(b, 10, "A");
	put(b, 20, "B");
	put(b, 30, "C");
	assert_true(book_undo(b, &err));
	assert_true(book_undo(b, &err));
	put(b, 40, "D"); /* another branch: redo is gone */
	assert_false(book_can_redo(b));
	assert_string_equal(tags(b, s), "AD");
	assert_true(book_restore(b, 3, &err)); /* after C */
	assert_string_equal(tags(b, s), "ABC");
	assert_false(book_restore(b, 3, &err)); /* it is so already */
	assert_true(book_restore(b, 6, &err)); /* after D */
	assert_string_equal(tags(b, s), "AD");
	assert_true(book_restore(b, 0, &err));
	assert_int_equal(book_count(b), 0);
	assert_true(book_restore(b, 2, &err));
	/* the log says it all */
	for (size_t i = 0; i < book_log_count(b); i++)
		book_replay(copy, book_log_at(b, i));
	book_fold(copy);
	assert_string_equal(tags(copy, s), "AB");
	book_free(copy);
	book_free(b);
}

/* An earlier state that was brought back is one step: undone and done again by one key. */
static void test_a_restored_state_is_one_step(void **state)
{
	struct book *b = book_new("Anne"), *copy = book_new("Anne");
	struct error err;
	char s[64];

	(void)state;
	put(b, 10, "A");
	put(b, 20, "B");
	put(b, 30, "C");
	put(b, 40, "D");
	assert_true(book_restore(b, 1, &err)); /* three steps are undone */
	assert_string_equal(tags(b, s), "A");
	assert_false(book_can_redo(b));
	assert_true(book_undo(b, &err));
	assert_string_equal(tags(b, s), "ABCD");
	assert_true(book_redo(b, &err));
	assert_string_equal(tags(b, s), "A");
	put(b, 50, "E"); /* and goes on from there */
	assert_true(book_undo(b, &err));
	assert_true(book_undo(b, &err));
	assert_string_equal(tags(b, s), "ABCD");
	assert_true(book_undo(b, &err)); /* D alone */
	assert_string_equal(tags(b, s), "ABC");
	assert_true(book_redo(b, &err));
	assert_true(book_redo(b, &err));
	assert_true(book_redo(b, &err));
	assert_string_equal(tags(b, s), "AE");
	assert_false(book_can_redo(b));
	for (size_t i = 0; i < book_log_count(b); i++) /* in another session as well */
		book_replay(copy, book_log_at(b, i));
	book_fold(copy);
	assert_string_equal(tags(copy, s), "AE");
	while (book_can_undo(copy))
		assert_true(book_undo(copy, &err));
	assert_int_equal(book_count(copy), 0);
	while (book_can_redo(copy))
		assert_true(book_redo(copy, &err));
	assert_string_equal(tags(copy, s), "AE");
	book_free(copy);
	book_free(b);
}

static void test_any_step_alone(void **state)
{
	struct book *b = book_new("Anne");
	struct error err;
	char s[64];

	(void)state;
	put(b, 10, "A");
	put(b, 20, "B");
	put(b, 30, "C");
	assert_true(book_undo_step(b, step_at(b, 1), &err));
	assert_string_equal(tags(b, s), "AC");
	assert_false(book_undo_step(b, step_at(b, 1), &err));
	assert_true(book_redo_step(b, step_at(b, 1), &err));
	assert_false(book_redo_step(b, step_at(b, 1), &err));
	assert_string_equal(tags(b, s), "ABC");
	assert_false(book_undo_step(b, 12345, &err));
	/* a change of what is gone changes nothing, and is there again with it */
	assert_true(book_set_tag(b, book_at(b, 0)->id, KIND_ENTITY, "X", &err));
	assert_true(book_undo_step(b, step_at(b, 0), &err));
	assert_string_equal(tags(b, s), "BC");
	assert_true(book_redo_step(b, step_at(b, 0), &err));
	assert_string_equal(tags(b, s), "XBC");
	book_free(b);
}

/* What another has done is undone by a record of one's own. */
static void test_the_work_of_others(void **state)
{
	struct book *hers = book_new("Anne"), *his = book_new("Paul");
	struct error err;
	size_t n;

	(void)state;
	put(hers, 10, "A");
	for (size_t i = 0; i < book_log_count(hers); i++)
		book_replay(his, book_log_at(hers, i));
	book_fold(his);
	n = book_log_count(his);
	assert_true(book_undo_step(his, step_at(his, 0), &err));
	assert_int_equal(book_count(his), 0);
	assert_int_equal(book_log_count(his), n + 1);
	assert_string_equal(book_log_at(his, 0)->annotator, "Anne");
	assert_int_equal(book_log_at(his, 0)->verb, OP_ADD);
	assert_string_equal(book_log_at(his, n)->annotator, "Paul");
	assert_int_equal(book_log_at(his, n)->verb, OP_UNDO);
	book_free(hers);
	book_free(his);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_left_branch_comes_back),
		cmocka_unit_test(test_a_restored_state_is_one_step),
		cmocka_unit_test(test_any_step_alone),
		cmocka_unit_test(test_the_work_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
