/* keymap.c - see keymap.h. */
#include "app/keymap.h"

#include <string.h>

#include "annotate/tagset.h"
#include "app/ini.h"
#include "app/keymaps.h"
#include "base/i18n.h"

#define EXTENDS_DEPTH 4

static const struct {
	const char *name;
	enum keymode parent;
} modes[] = {
#define X(id, name, parent) { name, parent },
	KEYMODE_TABLE(X)
#undef X
};

struct keymap {
	VEC(struct binding) all;
};

const char *keymode_name(enum keymode m)
{
	return modes[m].name;
}

void keymap_bind(struct keymap *m, enum keymode mode, const struct key *keys, size_t n,
		 const char *command)
{
	struct binding b = { .mode = mode, .n = n };
	if (n == 0 || n > ARRAY_LEN(b.keys))
		return;
	memcpy(b.keys, keys, n * sizeof *keys);
	for (size_t i = 0; i < m->all.n; i++) {
		struct binding *old = &m->all.v[i];
		bool same = old->mode == mode && old->n == n;
		for (size_t k = 0; same && k < n; k++)
			same = key_eq(old->keys[k], keys[k]);
		if (same) {
			free(old->command);
			old->command = xstrdup(command);
			return;
		}
	}
	b.command = xstrdup(command);
	vec_push(&m->all, b);
}

/* « h, <Left> »: each sequence is bound. */
static void bind_list(struct keymap *m, enum keymode mode, const struct ini_entry *e,
		      const char *name, problem_vec *problems)
{
	struct sv rest = sv_of(e->value), one;
	bool any = false;
	while (sv_next(&rest, ',', &one)) {
		key_vec keys = { 0 };
		struct error err;
		one = sv_trim(one);
		if (one.n == 0)
			continue;
		if (!keys_parse(one, &keys, &err))
			problem_add(problems, name, e->line, "%s", err.msg);
		else if (keys.n > 4)
			problem_add(problems, name, e->line, "%s", _("more than four keys"));
		else
			keymap_bind(m, mode, keys.v, keys.n,
				    strcmp(e->key, "unbind") == 0 ? "" : e->key);
		any = true;
		vec_fini(&keys);
	}
	if (!any)
		problem_add(problems, name, e->line, _("%s: no keys"), e->key);
}

static void load_into(struct keymap *m, const char *name, const char *dir, problem_vec *problems,
		      unsigned depth);

static void parse_into(struct keymap *m, struct sv text, const char *name, const char *dir,
		       problem_vec *problems, unsigned depth)
{
	struct ini ini;
	ini_parse(&ini, text, name, problems);
	for (size_t i = 0; i < ini.all.n; i++) {
		const struct ini_entry *e = &ini.all.v[i];
		int mode = 0;
		if (strcmp(e->section, "keymap") == 0 && strcmp(e->key, "extends") == 0) {
			load_into(m, e->value, dir, problems, depth + 1);
			continue;
		}
		while (mode < KEYMODE_COUNT && strcmp(modes[mode].name, e->section) != 0)
			mode++;
		if (mode == KEYMODE_COUNT)
			problem_add(problems, name, e->line, _("unknown mode [%s]"), e->section);
		else
			bind_list(m, (enum keymode)mode, e, name, problems);
	}
	ini_fini(&ini);
}

/* The text of a keymap: a path, a user's file, or a shipped one. */
static bool find_text(const char *name, const char *dir, struct str *text, problem_vec *problems)
{
	struct error err;
	struct str path;
	bool found = false;
	if (strchr(name, '/') != NULL) {
		found = ini_read_file(name, text, &err);
		if (!found)
			problem_add(problems, name, 0, "%s", err.msg);
		return found;
	}
	str_init(&path);
	if (dir != NULL && name[0] != '.') {
		str_addf(&path, "%s/keymaps/%s.ini", dir, name);
		found = ini_read_file(path.p, text, NULL);
	}
	str_fini(&path);
	if (!found) {
		str_clear(text);
		found = keymaps_shipped(name, text);
	}
	if (!found)
		problem_add(problems, name, 0, "%s", _("no such keymap; the default is used"));
	return found;
}

static void load_into(struct keymap *m, const char *name, const char *dir, problem_vec *problems,
		      unsigned depth)
{
	struct str text;
	if (depth > EXTENDS_DEPTH) {
		problem_add(problems, name, 0, "%s", _("keymaps extend each other in a circle"));
		return;
	}
	str_init(&text);
	if (find_text(name, dir, &text, problems))
		parse_into(m, str_sv(&text), name, dir, problems, depth);
	else if (strcmp(name, "default") != 0)
		load_into(m, "default", dir, problems, depth + 1);
	str_fini(&text);
}

struct keymap *keymap_load(const char *name, const char *dir, problem_vec *problems)
{
	struct keymap *m = xcalloc(1, sizeof *m);
	load_into(m, name, dir, problems, 0);
	return m;
}

struct keymap *keymap_parse(struct sv text, const char *name, const char *dir,
			    problem_vec *problems)
{
	struct keymap *m = xcalloc(1, sizeof *m);
	parse_into(m, text, name, dir, problems, 0);
	return m;
}

void keymap_free(struct keymap *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->all.n; i++)
		free(m->all.v[i].command);
	vec_fini(&m->all);
	free(m);
}

enum keymap_result keymap_find(const struct keymap *m, enum keymode mode, const struct key *keys,
			       size_t n, const char **command)
{
	bool prefix = false;
	for (; mode != KEYMODE_COUNT; mode = modes[mode].parent) {
		for (size_t i = 0; i < m->all.n; i++) {
			const struct binding *b = &m->all.v[i];
			bool same = b->mode == mode && b->n >= n;
			for (size_t k = 0; same && k < n; k++)
				same = key_eq(b->keys[k], keys[k]);
			if (same && b->n == n) {
				*command = b->command;
				return KEYMAP_FOUND;
			}
			prefix = prefix || same;
		}
	}
	return prefix ? KEYMAP_PREFIX : KEYMAP_NONE;
}

/* Does a command that is no tag's have these keys? */
static bool is_taken(const struct keymap *m, const key_vec *keys)
{
	const char *command = "";

	return keymap_find(m, KEYMODE_NORMAL, keys->v, keys->n, &command) != KEYMAP_NONE &&
	       strncmp(command, "tag ", 4) != 0;
}

void keymap_bind_tags(struct keymap *m, const struct tagset *tags, problem_vec *problems)
{
	for (size_t i = 0; i < tags->tags.n; i++) {
		const struct tag *t = &tags->tags.v[i];
		key_vec keys = { 0 };
		struct str command;

		if (!t->key || !*t->key)
			continue;
		str_init(&command);
		str_addf(&command, "tag %s", t->name);
		bool parsed = keys_parse(sv_of(t->key), &keys, NULL) && keys.n > 0;
		if (parsed && t->foreign && is_taken(m, &keys))
			problem_add(problems, t->name, 0, _("its key %s has a command already"), t->key);
		else if (parsed && keys.n <= ARRAY_LEN(((struct binding *)NULL)->keys))
			keymap_bind(m, KEYMODE_NORMAL, keys.v, keys.n, command.p);
		vec_fini(&keys);
		str_fini(&command);
	}
}

bool keymap_key(const struct keymap *m, enum keymode mode, const char *command, struct str *out)
{
	for (; mode != KEYMODE_COUNT; mode = modes[mode].parent) {
		for (size_t i = 0; i < m->all.n; i++) {
			const struct binding *b = &m->all.v[i];
			if (b->mode != mode || strcmp(b->command, command) != 0)
				continue;
			for (size_t k = 0; k < b->n; k++)
				key_format(b->keys[k], out);
			return true;
		}
	}
	return false;
}

size_t keymap_count(const struct keymap *m)
{
	return m->all.n;
}

const struct binding *keymap_at(const struct keymap *m, size_t i)
{
	return &m->all.v[i];
}
