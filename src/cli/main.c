/* main.c - the command line of postil: the reader, or a subcommand. */
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/options.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "ui/reader.h"

enum {
	O_KEYS = 256,
	O_DUMP,
	O_ROLES,
	O_SVG,
	O_CONFIG,
	O_NO_CONFIG,
	O_SET,
	O_KEYMAP,
	O_ANNOTATOR,
	O_PLAIN,
	O_READONLY,
	O_FORCE,
	O_ENCODING,
	O_DUMP_CONFIG,
	O_COMPLETIONS,
	O_HELP,
	O_VERSION
};

static const struct cli_option rows[] = {
	{ "keys", O_KEYS, "KEYS", N_("type these keys first: 'jj/Paris<Enter>'") },
	{ "dump-screen", O_DUMP, "WxH", N_("print the resulting screen and end") },
	{ "dump-roles", O_ROLES, NULL, N_("with --dump-screen: the role of each cell as well") },
	{ "dump-svg", O_SVG, NULL, N_("with --dump-screen: as an SVG picture") },
	{ "config", O_CONFIG, "FILE", N_("read this configuration instead of the user's") },
	{ "no-config", O_NO_CONFIG, NULL, N_("read no configuration at all") },
	{ "set", O_SET, "OPTION=VALUE", N_("set an option") },
	{ "keymap", O_KEYMAP, "NAME", N_("use these keys: default vim emacs less azerty bepo FILE") },
	{ "annotator", O_ANNOTATOR, "NAME", N_("your name in annotations") },
	{ "plain", O_PLAIN, NULL, N_("no screen: the article as lines, with what is found in it") },
	{ "read-only", O_READONLY, NULL, N_("write no annotation") },
	{ "force", O_FORCE, NULL, N_("open what is no text too") },
	{ "encoding", O_ENCODING, "NAME", N_("encoding of the articles instead of guessing") },
	{ "dump-config", O_DUMP_CONFIG, NULL, N_("print every option with its default and end") },
	{ "completions", O_COMPLETIONS, "SHELL", N_("print what a shell needs to complete: bash zsh fish") },
	{ "help", O_HELP, NULL, N_("print this and end") },
	{ "version", O_VERSION, NULL, N_("print the version and end") },
};

static void usage(void)
{
	char left[64];
	printf(_("usage: postil [OPTION...] [FILE...]\n       postil COMMAND [OPTION...] [FILE...]\n\n"
		 "Reads a news article and keeps what you find in it.\n\n"));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		snprintf(left, sizeof left, "--%s%s%s", rows[i].name, rows[i].arg ? "=" : "",
			 rows[i].arg ? rows[i].arg : "");
		printf("  %-22s %s\n", left, _(rows[i].help));
	}
	printf(_("\nCommands (each has --help):\n"));
	for (size_t i = 0; subcommand_at(i) != NULL; i++)
		printf("  %-14s %s\n", subcommand_at(i)->name, _(subcommand_at(i)->help));
	printf(_("\nWithout FILE, standard input is the article. ? shows the keys, :help the commands.\n"));
}

typedef VEC(const char *) name_vec;

/* false: said what is wrong. */
static bool reader_option(int c, struct reader_args *a, name_vec *sets)
{
	switch (c) {
	case O_KEYS:
		a->keys = optarg;
		return true;
	case O_DUMP:
		return parse_screen(optarg, &a->dump_w, &a->dump_h);
	case O_ROLES:
		a->dump_roles = true;
		return true;
	case O_SVG:
		a->dump_svg = true;
		return true;
	case O_CONFIG:
		a->config = optarg;
		return true;
	case O_NO_CONFIG:
		a->no_config = true;
		return true;
	case O_SET:
		vec_push(sets, optarg);
		return true;
	case O_KEYMAP:
		a->keymap = optarg;
		return true;
	case O_ANNOTATOR:
		a->annotator = optarg;
		return true;
	case O_PLAIN:
		a->plain = true;
		return true;
	case O_READONLY:
		a->readonly = true;
		return true;
	case O_FORCE:
		a->force = true;
		return true;
	case O_ENCODING:
		if (text_encoding_parse(optarg, &a->encoding))
			return true;
		complain(_("unknown encoding %s"), optarg);
		return false;
	default:
		return false;
	}
}

static int dump_config(void)
{
	struct str s;
	str_init(&s);
	str_addf(&s, "# config.ini - every option of postil with its default.\n"
		     "# Copy it to ~/.config/postil/config.ini and take the # away where you differ.\n");
	options_dump(&s);
	str_adds(&s, "\n[tags]\n\n# NAME = KEY, COLOUR, sentence. A tag of another kind than a plain span:\n"
		     "# NAME:entity = ... (entity, figure, date, quote, span).\n"
		     "#source = S, cyan, who the reporter talked to\n");
	fwrite(s.p, 1, s.n, stdout);
	str_fini(&s);
	return EXIT_DONE;
}

/* The name of a command where files stand, and no file of that name; NULL. */
static const char *misplaced(char *const *files)
{
	for (; *files != NULL; files++)
		if (subcommand_find(*files) != NULL && access(*files, F_OK) != 0)
			return *files;
	return NULL;
}

static int run_reader(int argc, char **argv)
{
	struct option longs[ARRAY_LEN(rows) + 1] = { { NULL, 0, NULL, 0 } };
	struct reader_args a = { .encoding = ENC_AUTO };
	name_vec sets = { 0 };
	int c, status = EXIT_WRONG_USAGE;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		longs[i] = (struct option){ rows[i].name,
					    rows[i].arg != NULL ? required_argument : no_argument,
					    NULL, rows[i].id };
	}
	while ((c = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
		if (c == O_HELP || c == 'h') {
			usage();
			status = EXIT_DONE;
			goto out;
		}
		if (c == O_VERSION) {
			printf("postil " POSTIL_VERSION "\n");
			status = EXIT_DONE;
			goto out;
		}
		if (c == O_COMPLETIONS) {
			status = completions_print(optarg, rows, ARRAY_LEN(rows)) ? EXIT_DONE : EXIT_WRONG_USAGE;
			goto out;
		}
		if (c == O_DUMP_CONFIG) {
			status = dump_config();
			goto out;
		}
		if (!reader_option(c, &a, &sets))
			goto out;
	}
	a.files = (const char *const *)(argv + optind);
	a.nfiles = (size_t)(argc - optind);
	a.sets = sets.v;
	a.nsets = sets.n;
	const char *command = misplaced(argv + optind);
	if (command != NULL)
		complain(_("%s is a command and stands first: postil %s [OPTION...] [FILE...]"), command, command);
	else if (a.nfiles == 0 && isatty(STDIN_FILENO))
		complain(_("which article? postil FILE, or postil --help"));
	else
		status = reader_run(&a);
out:
	vec_fini(&sets);
	return status;
}

/* Output that could not be written is a failure, a closed pipe is none. */
static int finish(int status)
{
	errno = 0;
	if (fflush(stdout) != 0 || ferror(stdout)) {
		if (errno != EPIPE) {
			complain(_("standard output: %s"), strerror(errno));
			return EXIT_SOME_FAILED;
		}
	}
	return status;
}

int main(int argc, char **argv)
{
#ifdef M_ARENA_MAX /* one heap: the worker hardly ever allocates beside the screen */
	mallopt(M_ARENA_MAX, 1);
#endif
	char name[] = "postil"; /* what messages of getopt begin with */
	const struct subcommand *c = argc > 1 ? subcommand_find(argv[1]) : NULL;
	/* the two that are used: each category is a file to open */
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	const char *locales = getenv("POSTIL_LOCALEDIR"); /* a tree that is not installed */
	bindtextdomain("postil", locales != NULL && *locales != 0 ? locales : POSTIL_LOCALEDIR);
	bind_textdomain_codeset("postil", "UTF-8");
	textdomain("postil");
	signal(SIGXFSZ, SIG_IGN); /* a limit of the shell is an error like a full disk */
	argv[c != NULL] = name;
	if (c == NULL)
		return finish(run_reader(argc, argv));
	signal(SIGPIPE, SIG_IGN);
	if (argc > 2 && strcmp(argv[2], "--help") == 0) {
		subcommand_help(c);
		return finish(EXIT_DONE);
	}
	return finish(c->run(argc - 1, argv + 1));
}
