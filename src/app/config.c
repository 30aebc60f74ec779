/* config.c - see config.h. */
#include "app/config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "app/ini.h"
#include "base/dirs.h"
#include "base/i18n.h"

/* Themes say how each looks (ui/themes). */
static bool is_colour(const char *name)
{
	static const char *const names[] = { "red", "green", "yellow", "blue", "magenta", "cyan" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* A name as tags have it: iniparser has lowered it. The caller frees it. */
static char *tag_name(struct sv name)
{
	char *upper = xstrndup(name.p, name.n);
	for (char *p = upper; *p != '\0'; p++)
		*p = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
	return upper;
}

/* NULL, with a problem, when it is no colour. */
static const char *good_colour(struct config *c, const struct ini_entry *e, const char *path, const char *name)
{
	if (name == NULL || name[0] == '\0' || is_colour(name))
		return name;
	problem_add(&c->problems, path, e->line, _("%s is no colour of a tag: red, green, yellow, blue, magenta, cyan"), name);
	return NULL;
}

/* NULL, with a problem, when it is no key. */
static const char *good_key(struct config *c, const struct ini_entry *e, const char *path, const char *key)
{
	struct key k;
	size_t used;
	struct error err;
	if (key == NULL || key[0] == '\0' || key_parse(sv_of(key), &k, &used, &err))
		return key;
	problem_add(&c->problems, path, e->line, "%s", err.msg);
	return NULL;
}

static void put_tag(struct config *c, const char *name, enum kind kind, const char *key, const char *colour,
		    const char *help, bool project)
{
	tagset_put(&c->tags, name, kind, key, colour, help);
	for (size_t i = 0; i < c->tags.tags.n && key != NULL; i++) {
		if (strcmp(c->tags.tags.v[i].name, name) == 0)
			c->tags.tags.v[i].foreign = project;
	}
}

/* « PER = P, red, a person »: key, colour, sentence; with kind after a colon
 * in the name: « SOURCE:quote = S ». « PER = - » takes the tag out of the set. */
static void read_tag(struct config *c, const struct ini_entry *e, const char *path, bool project)
{
	struct sv rest = sv_of(e->value), f, name = sv_of(e->key);
	char *part[3] = { NULL, NULL, NULL };
	enum kind kind = KIND_SPAN;
	const char *colon = memchr(name.p, ':', name.n);
	char *upper;
	if (colon != NULL) {
		struct sv k = sv_cut(name, (size_t)(colon - name.p) + 1, name.n);
		name = sv_cut(name, 0, (size_t)(colon - name.p));
		if (!kind_parse(sv_trim(k), &kind))
			problem_add(&c->problems, path, e->line, _("unknown kind %.*s"), SV_ARG(k));
	}
	upper = tag_name(name);
	if (strcmp(e->value, "-") == 0) {
		tagset_drop(&c->tags, upper);
		free(upper);
		return;
	}
	if (colon == NULL)
		kind = tagset_kind(&c->tags, sv_of(upper));
	for (size_t i = 0; i < 3 && sv_next(&rest, ',', &f); i++) {
		if (i == 2 && rest.p != NULL) /* the sentence may hold commas */
			f.n = (size_t)(rest.p + rest.n - f.p);
		f = sv_trim(f);
		part[i] = xstrndup(f.p, f.n);
	}
	put_tag(c, upper, kind, good_key(c, e, path, part[0]), good_colour(c, e, path, part[1]), part[2], project);
	for (size_t i = 0; i < 3; i++)
		free(part[i]);
	free(upper);
}

/* A section [tag NAME]: kind, key, colour, help, and the values that attributes
 * may have, « value = for|against ». */
static void read_tag_field(struct config *c, const struct ini_entry *e, const char *path, bool project)
{
	char *name = tag_name(sv_trim(sv_of(e->section + strlen("tag "))));
	enum kind kind = tagset_kind(&c->tags, sv_of(name));
	enum attr attr;
	if (strcmp(e->key, "kind") == 0) {
		if (!kind_parse(sv_of(e->value), &kind))
			problem_add(&c->problems, path, e->line, _("unknown kind %.*s"), SV_ARG(sv_of(e->value)));
		put_tag(c, name, kind, NULL, NULL, NULL, project);
	} else if (strcmp(e->key, "key") == 0) {
		put_tag(c, name, kind, good_key(c, e, path, e->value), NULL, NULL, project);
	} else if (strcmp(e->key, "colour") == 0) {
		put_tag(c, name, kind, NULL, good_colour(c, e, path, e->value), NULL, project);
	} else if (strcmp(e->key, "help") == 0) {
		put_tag(c, name, kind, NULL, NULL, e->value, project);
	} else if (attr_parse(sv_of(e->key), &attr)) {
		put_tag(c, name, kind, NULL, NULL, NULL, project);
		tagset_allow(&c->tags, name, attr, e->value);
	} else {
		problem_add(&c->problems, path, e->line, _("a tag has kind, key, colour, help and attributes, but no %s"), e->key);
	}
	free(name);
}

static void read_entry(struct config *c, const struct ini_entry *e, const char *path,
		       bool tags_only)
{
	struct error err;
	if (strcmp(e->section, "tags") == 0) {
		read_tag(c, e, path, tags_only);
		return;
	}
	if (strncmp(e->section, "tag ", 4) == 0) {
		read_tag_field(c, e, path, tags_only);
		return;
	}
	if (tags_only) {
		problem_add(&c->problems, path, e->line, "%s", _("only [tags] and [tag NAME] may stand here"));
		return;
	}
	enum option_id id = option_find_in(sv_of(e->section), sv_of(e->key));
	if (id == OPT_COUNT && strcmp(e->section, OPTIONS_FILTERS) == 0) {
		if (!options_set_filter(c->options, sv_of(e->key), sv_of(e->value), &err))
			problem_add(&c->problems, path, e->line, "%s", err.msg);
		return;
	}
	enum option_id elsewhere = id == OPT_COUNT ? option_find(sv_of(e->key)) : OPT_COUNT;
	if (elsewhere != OPT_COUNT)
		problem_add(&c->problems, path, e->line, _("%s stands in [%s], not in [%s]"), e->key,
			    option_at(elsewhere)->section, e->section);
	else if (id == OPT_COUNT)
		problem_add(&c->problems, path, e->line, _("unknown option %s in [%s]"), e->key, e->section);
	else if (!option_set(c->options, id, sv_of(e->value), &err))
		problem_add(&c->problems, path, e->line, "%s", err.msg);
}

void config_read(struct config *c, const char *path, bool tags_only, bool must)
{
	struct str text;
	struct ini ini;
	struct error err;
	if (access(path, F_OK) != 0 && !must)
		return;
	str_init(&text);
	if (ini_read_file(path, &text, &err)) {
		ini_parse(&ini, str_sv(&text), path, &c->problems);
		for (size_t i = 0; i < ini.all.n; i++)
			read_entry(c, &ini.all.v[i], path, tags_only);
		ini_fini(&ini);
	} else {
		struct problem p = { xstrdup(err.msg) };
		vec_push(&c->problems, p);
	}
	str_fini(&text);
}

void config_read_project(struct config *c, const char *article)
{
	const char *slash = strrchr(article, '/');
	struct str path;
	str_init(&path);
	if (slash != NULL)
		str_add(&path, (struct sv){ article, (size_t)(slash - article) + 1 });
	str_adds(&path, "postil.ini");
	config_read(c, path.p, true, false);
	str_fini(&path);
}

void config_init(struct config *c, const char *file, bool none)
{
	struct str path;
	*c = (struct config){ .options = options_new(), .dir = user_path(DIR_CONFIG, "") };
	tagset_init(&c->tags);
	if (none)
		return;
	config_read(c, POSTIL_DATADIR "/config.ini", false, false);
	if (file != NULL) {
		config_read(c, file, false, true);
		return;
	}
	str_init(&path);
	str_addf(&path, "%s/config.ini", c->dir);
	config_read(c, path.p, false, false);
	str_fini(&path);
}

void config_fini(struct config *c)
{
	options_free(c->options);
	tagset_fini(&c->tags);
	problems_fini(&c->problems);
	free(c->dir);
}

const char *config_annotator(const struct config *c, const char *given)
{
	const char *const names[] = { given, option_string(c->options, OPT_ANNOTATOR), getenv("USER"),
				      getenv("LOGNAME") };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (names[i] && *names[i])
			return names[i];
	}
	return "anonymous";
}
