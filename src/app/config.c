/* config.c - see config.h. */
#include "app/config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "app/ini.h"
#include "base/i18n.h"

static char *user_dir(void)
{
	struct str s;
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	str_init(&s);
	if (xdg != NULL && xdg[0] == '/')
		str_addf(&s, "%s/postil", xdg);
	else
		str_addf(&s, "%s/.config/postil", home != NULL ? home : "/nonexistent");
	return s.p; /* the caller's now */
}

/* Themes say how each looks (ui/themes). */
static bool is_colour(const char *name)
{
	static const char *const names[] = { "red", "green", "yellow", "blue", "magenta", "cyan" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* « PER = P, red, a person »: key, colour, sentence; with kind after a colon
 * in the name: « SOURCE:quote = S ». */
static void read_tag(struct config *c, const struct ini_entry *e, const char *path)
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
	upper = xstrndup(name.p, name.n); /* iniparser has lowered it */
	for (char *p = upper; *p != '\0'; p++)
		*p = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
	if (colon == NULL)
		kind = tagset_kind(&c->tags, sv_of(upper));
	for (size_t i = 0; i < 3 && sv_next(&rest, ',', &f); i++) {
		if (i == 2 && rest.p != NULL) /* the sentence may hold commas */
			f.n = (size_t)(rest.p + rest.n - f.p);
		f = sv_trim(f);
		part[i] = xstrndup(f.p, f.n);
	}
	struct key k;
	size_t used;
	struct error err;
	if (part[0] != NULL && part[0][0] != '\0' && !key_parse(sv_of(part[0]), &k, &used, &err)) {
		problem_add(&c->problems, path, e->line, "%s", err.msg);
		part[0][0] = '\0';
	}
	if (part[1] != NULL && part[1][0] != '\0' && !is_colour(part[1])) {
		problem_add(&c->problems, path, e->line, _("%s is no colour of a tag: red, green, yellow, blue, magenta, cyan"),
			    part[1]);
		part[1][0] = '\0';
	}
	tagset_put(&c->tags, upper, kind, part[0], part[1], part[2]);
	for (size_t i = 0; i < 3; i++)
		free(part[i]);
	free(upper);
}

static void read_entry(struct config *c, const struct ini_entry *e, const char *path,
		       bool tags_only)
{
	struct error err;
	if (strcmp(e->section, "tags") == 0) {
		read_tag(c, e, path);
		return;
	}
	if (tags_only) {
		problem_add(&c->problems, path, e->line, "%s", _("only [tags] may stand here"));
		return;
	}
	enum option_id id = option_find_in(sv_of(e->section), sv_of(e->key));
	if (id == OPT_COUNT && strcmp(e->section, OPTIONS_FILTERS) == 0) {
		if (!options_set_filter(c->options, sv_of(e->key), sv_of(e->value), &err))
			problem_add(&c->problems, path, e->line, "%s", err.msg);
		return;
	}
	if (id == OPT_COUNT)
		problem_add(&c->problems, path, e->line, _("unknown option %s in [%s]"), e->key,
			    e->section);
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
	*c = (struct config){ .options = options_new(), .dir = user_dir() };
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
