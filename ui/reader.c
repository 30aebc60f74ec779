/* reader.c - see reader.h: settings, articles, and the way the screen is made:
 * a terminal, a dump, or the plain article.
 */
#include "ui/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/config.h"
#include "app/history.h"
#include "app/linear.h"
#include "app/docs.h"
#include "app/gather.h"
#include "app/places.h"
#include "app/review.h"
#include "app/save.h"
#include "base/dirs.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/looks.h"
#include "ui/loop.h"

/* Bytes up to which the extraction is done about when the terminal is ready;
 * with more it would only take time from the first frame. */
#define EARLY 65536

struct reader {
	const struct reader_args *args;
	struct config config;
	struct keymap *keymap;
	struct app *app;
	char *memory; /* file of what was learnt; NULL: none */
	char *history; /* file of what was typed; NULL: none */
	char *places; /* file of where articles were left; NULL: none */
	bool list;    /* it begins with the list of articles */
	int status;
};

static void complain(const char *what)
{
	fprintf(stderr, "postil: %s\n", what);
}

static bool load_settings(struct reader *r)
{
	const struct reader_args *args = r->args;
	struct error err = { 0 };

	config_init(&r->config, args->config, args->no_config);
	for (size_t i = 0; i < args->nsets; i++) {
		if (!option_set_line(r->config.options, sv_of(args->sets[i]), &err)) {
			complain(err.msg);
			return false;
		}
	}
	if (args->nfiles && !args->no_config)
		config_read_project(&r->config, args->files[0]);
	r->keymap = keymap_load(args->keymap ? args->keymap
					     : option_string(r->config.options, OPT_KEYMAP),
				args->no_config ? NULL : r->config.dir, &r->config.problems);
	if (keymap_count(r->keymap) == 0) { /* nobody could even leave it */
		complain(_("no keys: the keymap cannot be read"));
		return false;
	}
	keymap_bind_tags(r->keymap, &r->config.tags, &r->config.problems);
	return true;
}

/* The first that can be opened; with a list nothing is open before one is chosen. */
static bool open_first(struct reader *r)
{
	struct error err = { 0 };
	bool wait = (r->args->plain || !isatty(STDOUT_FILENO)) && !r->args->dump_w;

	if (r->list && r->app->docs.n > 1)
		return true;
	for (size_t i = 0; i < r->app->docs.n; i++) {
		if (doc_open(r->app, r->app->docs.v[i], wait, &err)) {
			r->app->doc = i;
			return true;
		}
		complain(err.msg);
		r->status = 1;
	}
	return false;
}

static bool open_articles(struct reader *r)
{
	static const char *const from_stdin[] = { "-" };
	const char *const *files = r->args->nfiles ? r->args->files : from_stdin;
	const struct filtering f = { .options = r->config.options };
	size_t n = r->args->nfiles ? r->args->nfiles : 1;
	struct error err = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct gathering g = { 0 };

		if (!gather(&g, files[i], &f, &err)) {
			complain(err.msg);
			r->status = 1;
		}
		r->list = r->list || g.many;
		for (size_t k = 0; k < g.all.n; k++) {
			struct gathered *x = &g.all.v[k];

			if (!g.many && strcmp(x->path, "-") != 0 && !text_may_open(x->path, &err)) {
				complain(err.msg);
				r->status = 1;
				continue;
			}
			app_add(r->app, x->path, r->args->encoding, x->title, x->day);
			x->title = NULL;
		}
		gathering_fini(&g);
	}
	return r->app->docs.n > 0 && open_first(r);
}

static bool feed_keys(struct reader *r)
{
	key_vec keys = { 0 };
	struct error err = { 0 };

	if (!r->args->keys)
		return true;
	if (!keys_parse(sv_of(r->args->keys), &keys, &err)) {
		complain(err.msg);
		vec_fini(&keys);
		return false;
	}
	app_settle(r->app); /* keys may speak of what is found */
	for (size_t i = 0; i < keys.n && !r->app->quit; i++) {
		app_feed(r->app, keys.v[i]);
		app_settle(r->app);
	}
	vec_fini(&keys);
	return true;
}

/* A picture: the theme asked for, on its background; dark where none says. */
static void picture(struct reader *r, const struct frame *f, struct str *out)
{
	struct looks looks;

	looks_init(&looks, r->args->no_config ? NULL : r->config.dir, false);
	if (looks.dark < 0)
		looks.dark = 1;
	looks_follow(&looks, r->config.options, &r->config.problems);
	frame_svg(f, &looks.theme, strcmp(looks.name, "light") == 0, out);
	looks_fini(&looks);
}

/* The only article could not be converted, which is said now. */
static bool has_failed(const struct reader *r)
{
	const struct doc *d = app_doc(r->app);

	if (r->app->docs.n > 1 || !d || !d->failed)
		return false;
	complain(d->failed);
	return true;
}

static int dump(struct reader *r)
{
	struct frame f;
	struct str out;

	app_settle(r->app);
	if (has_failed(r))
		return 1;
	frame_init(&f);
	str_init(&out);
	frame_draw(r->app, &f, r->args->dump_w, r->args->dump_h);
	if (r->args->dump_svg)
		picture(r, &f, &out);
	else
		frame_dump(&f, !r->args->dump_roles, r->args->dump_roles, &out);
	for (size_t i = 0; i < r->app->docs.n; i++) {
		const struct doc *d = r->app->docs.v[i];

		if (book_unsaved(d->book) > 0 || (d->attached && d->readonly && !r->args->readonly))
			r->status = 1; /* the frame says why */
	}
	fwrite(out.p, 1, out.n, stdout);
	if (fflush(stdout) != 0 && errno != EPIPE)
		r->status = 1;
	frame_fini(&f);
	str_fini(&out);
	return r->status;
}

/* No screen: the articles as lines. In a pipe they are the text and nothing
 * else, unless more was asked for. */
static int print_plain(struct reader *r, bool announce)
{
	struct app *a = r->app;
	bool ok = true;

	signal(SIGPIPE, SIG_DFL); /* a closed pipe ends it quietly */
	for (size_t i = 0; ok && i < a->docs.n; i++) {
		struct error err = { 0 };

		a->doc = i;
		if (!doc_open(a, a->docs.v[i], true, &err)) {
			complain(err.msg);
			r->status = 1;
			continue;
		}
		if (announce) {
			app_begin(a);
			app_settle(a);
		}
		ok = linear_print(a->docs.v[i], announce, stdout) && fflush(stdout) == 0;
	}
	return ok ? r->status : 1;
}

/* Accents need UTF-8: the plain C locale is exchanged for C.UTF-8. */
static void set_locale(void)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

/* gettext looks at $LANGUAGE only where messages are not those of the C locale. */
static void set_language(const struct reader *r)
{
	static const char *const names[] = { NULL, "fr", "en" };
	const char *name = names[option_enum(r->config.options, OPT_LANGUAGE)];

	if (!name)
		return;
	setenv("LANGUAGE", name, 1);
	if (strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	else
		setlocale(LC_MESSAGES, "");
}

static bool is_mono(const struct reader *r)
{
	int when = option_enum(r->config.options, OPT_COLOUR);
	const char *no = getenv("NO_COLOR");

	return when == 2 || (when == 0 && no && *no);
}

static void show_problems(struct reader *r, const char *note)
{
	for (size_t i = 0; i < r->config.problems.n; i++)
		app_complain(r->app, "%s", r->config.problems.v[i].text);
	if (note)
		app_say(r->app, "%s", note);
}

static int end_by_signal(int sig)
{
	signal(sig, SIG_DFL);
	raise(sig);
	return 128 + sig;
}

/* On the first start ever the first keys are shown; an empty file says that it was. */
static void offer_tour(struct reader *r)
{
	char *path;

	if (r->args->no_config || r->args->keys || !option_bool(r->config.options, OPT_TOUR))
		return;
	path = user_path(DIR_STATE, "toured");
	if (access(path, F_OK) != 0) {
		fd_make_parents(path);
		r->app->tour = fd_replace(path, SV(""), 0600); /* where nothing can be kept, not each time */
	}
	free(path);
}

/* Ended from outside, by a signal or a hang-up: nobody can be asked. */
static void rescue(struct reader *r)
{
	char *places = user_path(DIR_STATE, "places.tsv");
	const char *tmp = getenv("TMPDIR");
	const char *directories[] = { dirname(places), tmp && *tmp ? tmp : "/tmp", NULL };
	struct str say;

	str_init(&say);
	if (!app_rescue(r->app, directories, &say))
		r->status = 1;
	fputs(say.p, stderr);
	str_fini(&say);
	free(places);
}

static int interact(struct reader *r)
{
	struct term_opts o = {
		.mono = is_mono(r),
		.sync = option_bool(r->config.options, OPT_SYNC),
		.mouse = option_bool(r->config.options, OPT_MOUSE),
		.esc_delay = option_int(r->config.options, OPT_ESC_DELAY),
	};
	struct error err = { 0 };
	const char *note, *type = getenv("TERM");
	struct terminal *t;
	struct looks looks;
	unsigned w, h;
	int sig = 0;

	if (r->args->plain || !isatty(STDOUT_FILENO) || (type && strcmp(type, "dumb") == 0))
		return print_plain(r, r->args->plain || isatty(STDOUT_FILENO));
	o.in = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
	if (!o.in) {
		complain(_("no terminal to read keys from"));
		return print_plain(r, true);
	}
	if (app_doc(r->app)->state == DOC_OPEN && text_size(app_doc(r->app)->text) <= EARLY)
		app_extract(r->app); /* beside the terminal's own start */
	t = term_open(&o, &note, &err);
	if (!t) {
		r->status = err.code == ERR_STATE ? print_plain(r, true) : 1;
		if (err.code != ERR_STATE)
			complain(err.msg);
		return r->status;
	}
	mem_on_exhausted(term_crash_restore);
	looks_init(&looks, r->args->no_config ? NULL : r->config.dir, !term_has_colours(t));
	show_problems(r, note);
	term_size(t, &w, &h);
	app_resize(r->app, w, h);
	offer_tour(r);
	if (!feed_keys(r))
		r->status = 2;
	else if (!r->app->quit)
		sig = loop_run(r->app, t, &looks, fileno(o.in));
	looks_fini(&looks);
	mem_on_exhausted(NULL);
	term_close(t);
	if (!r->app->quit)
		rescue(r);
	if (o.in != stdin)
		fclose(o.in);
	if (has_failed(r))
		r->status = 1;
	return sig ? end_by_signal(sig) : r->status;
}

static int64_t fixed_clock(void *ctx)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");

	(void)ctx;
	return epoch ? strtoll(epoch, NULL, 10) : 0;
}

static int run(struct reader *r)
{
	struct error err = { 0 };
	struct app_opts o;

	if (!load_settings(r))
		return 2;
	set_language(r);
	o = (struct app_opts){ .keymap = r->keymap, .options = r->config.options,
			       .keymap_dir = r->args->no_config ? NULL : r->config.dir,
			       .tags = &r->config.tags, .annotator = config_annotator(&r->config, r->args->annotator),
			       .readonly = r->args->readonly, .force = r->args->force };
	if (!r->args->no_config && option_bool(r->config.options, OPT_MEMORY))
		r->memory = learning_path();
	if (!r->args->no_config && option_bool(r->config.options, OPT_REMEMBER))
		r->places = places_path();
	if (!r->args->no_config && option_bool(r->config.options, OPT_HISTORY))
		r->history = history_path();
	o.memory = r->memory;
	if (r->args->dump_w && getenv("SOURCE_DATE_EPOCH"))
		o.now = fixed_clock; /* the same screen at any time */
	o.problems = &r->config.problems;
	r->app = app_new(&o, &err);
	if (!r->app) {
		complain(err.msg);
		return 1;
	}
	if (r->places)
		places_load(r->app, r->places);
	if (!open_articles(r))
		return 1;
	app_begin(r->app);
	if (r->args->diff[0] && !review_open_diff(r->app, r->args->diff[0], r->args->diff[1], &err)) {
		complain(err.msg);
		return 1;
	}
	if (r->history)
		history_load(r->app, r->history);
	if (r->list && r->app->docs.n > 1)
		app_run(r->app, SV("files"), NULL);
	if (r->args->dump_w && r->args->dump_h) {
		show_problems(r, NULL);
		app_resize(r->app, r->args->dump_w, r->args->dump_h);
		return feed_keys(r) ? dump(r) : 2;
	}
	return interact(r);
}

int reader_run(const struct reader_args *args)
{
	struct reader r = { .args = args };
	int status;

	set_locale();
	status = run(&r);
	if (r.app && r.places)
		places_save(r.app, r.places);
	if (r.app && r.history)
		history_save(r.app, r.history);
	app_free(r.app);
	keymap_free(r.keymap);
	free(r.memory);
	free(r.places);
	free(r.history);
	config_fini(&r.config);
	return status;
}
