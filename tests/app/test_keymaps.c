/* test_keymaps.c - the shipped keymaps: that each can be read, reaches all the
 * default does, binds nothing twice, hides nothing behind a shorter key, and
 * asks for no key that its keyboard or a terminal cannot give.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/tagset.h"
#include "app/command.h"
#include "app/ini.h"
#include "app/keymap.h"
#include "app/keymaps.h"
#include "app/panel.h"
#include "base/utf8.h"

/* What French PC AZERTY types without AltGr and without a dead key. */
static const char azerty[] = "²&é\"'(-è_çà)=1234567890°+azertyuiopAZERTYUIOP$£"
			     "qsdfghjklmQSDFGHJKLMù%*µ<>wxcvbnWXCVBN,?;.:/!§ ";
/* What both BÉPO 1.0 and 1.1 (AFNOR) do: so neither ' nor the one of them. */
static const char bepo[] = "$#\"1«2»3(4)5@6+7-8/9*0=°%bépoèBÉPOÈ!vdljzwVDLJZW"
			   "auie,AUIE;ctsrnmçCTSRNMÇêÊàyxÀYX.:kK?qghfQGHF ";

static const enum keymode parents[] = {
#define X(id, name, parent) parent,
	KEYMODE_TABLE(X)
#undef X
};

static void show_problems(const problem_vec *p)
{
	for (size_t i = 0; i < p->n; i++)
		print_error("%s\n", p->v[i].text);
}

static struct keymap *load(const char *name)
{
	problem_vec problems = { 0 };
	struct keymap *m = keymap_load(name, NULL, &problems);
	show_problems(&problems);
	assert_int_equal(problems.n, 0);
	problems_fini(&problems);
	return m;
}

static const char *spell(const struct binding *b)
{
	static char buf[128];
	struct str s;
	str_init(&s);
	for (size_t i = 0; i < b->n; i++)
		key_format(b->keys[i], &s);
	snprintf(buf, sizeof buf, "[%s] %s = %s", keymode_name(b->mode), b->command, s.p);
	str_fini(&s);
	return buf;
}

static bool has_alt(const struct binding *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (b->keys[i].mods & KEYMOD_ALT)
			return true;
	}
	return false;
}

/* Is mode asked when in is in force? */
static bool falls_back(enum keymode in, enum keymode mode)
{
	while (in != mode && in != KEYMODE_COUNT)
		in = parents[in];
	return in == mode;
}

/* Can command be typed in mode, by a key that no nearer mode hides? */
static bool reaches(const struct keymap *m, enum keymode mode, const char *command, bool alt)
{
	for (size_t i = 0; i < keymap_count(m); i++) {
		const struct binding *b = keymap_at(m, i);
		const char *found = NULL;
		if (strcmp(b->command, command) == 0 && (alt || !has_alt(b)) &&
		    keymap_find(m, mode, b->keys, b->n, &found) == KEYMAP_FOUND &&
		    strcmp(found, command) == 0)
			return true;
	}
	return false;
}

static void test_every_name_is_there(void **state)
{
	static const char *const want[] = { "default", "vim", "emacs", "less", "azerty", "bepo" };
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		assert_string_equal(keymaps_name(i), want[i]);
		keymap_free(load(want[i]));
	}
	assert_null(keymaps_name(ARRAY_LEN(want)));
}

static void test_commands_exist(void **state)
{
	(void)state;
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		struct keymap *m = load(keymaps_name(k));
		assert_true(keymap_count(m) > 50);
		for (size_t i = 0; i < keymap_count(m); i++) {
			struct sv name = sv_of(keymap_at(m, i)->command), word;
			if (name.n == 0)
				continue;
			sv_next(&name, ' ', &word);
			if (command_find(word) == NULL)
				fail_msg("%s: no such command: %s", keymaps_name(k),
					 spell(keymap_at(m, i)));
		}
		keymap_free(m);
	}
}

/* What `?` says of a key is a sentence, not a command line. */
static void test_every_binding_has_a_sentence(void **state)
{
	struct tagset tags;
	struct app a = { .o.tags = &tags };
	struct str s;

	(void)state;
	tagset_init(&tags);
	str_init(&s);
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		struct keymap *m = load(keymaps_name(k));
		for (size_t i = 0; i < keymap_count(m); i++) {
			const char *command = keymap_at(m, i)->command;
			str_clear(&s);
			command_describe(&a, command, &s);
			if (*command && strchr(command, ' ') && sv_starts(str_sv(&s), sv_of(command)))
				fail_msg("%s: %s has no row in phrases.def", keymaps_name(k), command);
		}
		keymap_free(m);
	}
	str_fini(&s);
	tagset_fini(&tags);
}

/* Without Alt, too: not every terminal hands Alt on. */
static void test_all_of_default_is_reached(void **state)
{
	struct keymap *base = load("default");
	(void)state;
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		struct keymap *m = load(keymaps_name(k));
		for (size_t i = 0; i < keymap_count(base); i++) {
			const struct binding *b = keymap_at(base, i);
			if (!reaches(m, b->mode, b->command, k == 0))
				fail_msg("%s: not reached: %s", keymaps_name(k), spell(b));
		}
		keymap_free(m);
	}
	keymap_free(base);
}

static bool begins(const struct binding *a, const struct binding *b)
{
	for (size_t i = 0; i < a->n; i++) {
		if (i >= b->n || !key_eq(a->keys[i], b->keys[i]))
			return false;
	}
	return true;
}

static void test_no_key_hides_a_longer_one(void **state)
{
	(void)state;
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		struct keymap *m = load(keymaps_name(k));
		for (size_t i = 0; i < keymap_count(m); i++) {
			const struct binding *a = keymap_at(m, i);
			for (size_t j = 0; j < keymap_count(m); j++) {
				const struct binding *b = keymap_at(m, j);
				if (a->n < b->n && begins(a, b) && falls_back(a->mode, b->mode))
					fail_msg("%s: %s hides a longer key", keymaps_name(k),
						 spell(a));
			}
		}
		keymap_free(m);
	}
}

/* keymap_bind keeps one binding a key: so the file itself is counted. */
static void test_nothing_is_bound_twice(void **state)
{
	(void)state;
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		problem_vec problems = { 0 };
		struct str text, seen, one;
		struct ini ini;
		str_init(&text);
		str_init(&seen);
		str_init(&one);
		assert_true(keymaps_shipped(keymaps_name(k), &text));
		ini_parse(&ini, str_sv(&text), keymaps_name(k), &problems);
		assert_int_equal(problems.n, 0);
		for (size_t i = 0; i < ini.all.n; i++) {
			struct sv rest = sv_of(ini.all.v[i].value), key;
			if (strcmp(ini.all.v[i].section, "keymap") == 0 ||
			    strcmp(ini.all.v[i].key, "unbind") == 0)
				continue;
			while (sv_next(&rest, ',', &key)) {
				str_clear(&one);
				str_addf(&one, "\n%s:" SV_FMT "\n", ini.all.v[i].section,
					 SV_ARG(sv_trim(key)));
				if (strstr(seen.p, one.p) != NULL)
					fail_msg("%s: bound twice: %s", keymaps_name(k), one.p);
				str_add(&seen, str_sv(&one));
			}
		}
		ini_fini(&ini);
		str_fini(&one);
		str_fini(&seen);
		str_fini(&text);
		problems_fini(&problems);
	}
}

/* The reader binds the tags over the keymap: they must not meet. */
static void test_tag_keys_are_free(void **state)
{
	struct tagset tags;
	(void)state;
	tagset_init(&tags);
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		struct keymap *m = load(keymaps_name(k));
		for (size_t i = 0; i < keymap_count(m); i++) {
			const struct binding *b = keymap_at(m, i);
			for (size_t t = 0; t < tags.tags.n; t++) {
				struct key key;
				size_t used;
				if (tags.tags.v[t].key[0] == '\0' || *b->command == '\0')
					continue;
				assert_true(key_parse(sv_of(tags.tags.v[t].key), &key, &used, NULL));
				if (key_eq(b->keys[0], key) && b->mode <= KEYMODE_PANE)
					fail_msg("%s: %s is the key of tag %s", keymaps_name(k),
						 spell(b), tags.tags.v[t].name);
			}
		}
		keymap_free(m);
	}
	tagset_fini(&tags);
}

/* What a terminal can send: Ctrl with a letter, Space or _; not those that are
 * Tab, Enter, Backspace or Esc; no Shift but with a named key; counts are free. */
static bool is_real(struct key k, bool first)
{
	bool ctrl = (k.mods & KEYMOD_CTRL) != 0;
	if (k.sym != KEYSYM_NONE)
		return !ctrl;
	if (k.mods & KEYMOD_SHIFT)
		return false;
	if (ctrl)
		return ((k.cp >= 'a' && k.cp <= 'z') || k.cp == ' ' || k.cp == '_') &&
		       strchr("himj", (int)k.cp) == NULL;
	if (k.mods & KEYMOD_ALT) /* Esc [ and Esc O begin keys, Esc ] a title */
		return strchr("[]O", (int)k.cp) == NULL;
	return !(first && k.cp >= '1' && k.cp <= '9');
}

static void test_terminals_can_send_them(void **state)
{
	(void)state;
	for (size_t k = 0; keymaps_name(k) != NULL; k++) {
		struct keymap *m = load(keymaps_name(k));
		for (size_t i = 0; i < keymap_count(m); i++) {
			const struct binding *b = keymap_at(m, i);
			for (size_t j = 0; j < b->n; j++) {
				if (!is_real(b->keys[j], j == 0))
					fail_msg("%s: no such key: %s", keymaps_name(k), spell(b));
			}
		}
		keymap_free(m);
	}
}

static void check_layout(const char *name, const char *chars)
{
	struct keymap *m = load(name);
	for (size_t i = 0; i < keymap_count(m); i++) {
		const struct binding *b = keymap_at(m, i);
		if (*b->command == '\0')
			continue;
		for (size_t j = 0; j < b->n; j++) {
			char c[8] = "";
			if (b->keys[j].sym != KEYSYM_NONE)
				continue;
			utf8_write(b->keys[j].cp, c);
			if (strstr(chars, c) == NULL)
				fail_msg("%s: needs AltGr: %s", name, spell(b));
		}
	}
	keymap_free(m);
}

static void test_layouts_need_no_altgr(void **state)
{
	(void)state;
	check_layout("azerty", azerty);
	check_layout("bepo", bepo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_name_is_there),
		cmocka_unit_test(test_commands_exist),
		cmocka_unit_test(test_every_binding_has_a_sentence),
		cmocka_unit_test(test_all_of_default_is_reached),
		cmocka_unit_test(test_no_key_hides_a_longer_one),
		cmocka_unit_test(test_nothing_is_bound_twice),
		cmocka_unit_test(test_tag_keys_are_free),
		cmocka_unit_test(test_terminals_can_send_them),
		cmocka_unit_test(test_layouts_need_no_altgr),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
