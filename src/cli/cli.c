/* cli.c - the table of subcommands. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static const struct subcommand subcommands[] = {
	{ "extract", "[--kind K,...] [--format F] [--offsets U] [--date D] [--memory[=FILE]] [--why] [-j N] [FILE...]",
	  N_("write what is found in articles: entities, figures, dates, quotes"), cmd_extract_run },
	{ "export", "[--format F] [--offsets U] [--all] FILE...",
	  N_("write the annotations of articles; --all adds open suggestions"), cmd_export_run },
	{ "import", "[--format tsv|jsonl|brat|conll] [--offsets U] [--annotator NAME] ANNOTATIONS FILE",
	  N_("add other tools' annotations to the sidecar of FILE"), cmd_import_run },
	{ "diff", "[--review [--annotator NAME]] A B",
	  N_("where two annotators differ: sidecars, articles that have one, or tables; --review decides each in the reader"),
	  cmd_diff_run },
	{ "agree", "A B...", N_("how far annotators agree: precision, recall, F1, kappa, alpha, gamma"), cmd_agree_run },
	{ "eval", "GOLD FILE...", N_("what is found in articles against a gold table, with each error"), cmd_eval_run },
	{ "merge", "SIDECAR SIDECAR...", N_("write diverged copies of a sidecar as one; nothing is lost"), cmd_merge_run },
	{ "merge-driver", "BASE OURS THEIRS", N_("the same for git: OURS becomes the merged sidecar"),
	  cmd_merge_driver_run },
	{ "memory", "[list | path | forget NAME... | forget --all]",
	  N_("what your decisions have taught about names; forget takes it back"), cmd_memory_run },
	{ "check", "FILE...", N_("say whether sidecars are whole and anchored"), cmd_check_run },
};

const struct subcommand *subcommand_at(size_t i)
{
	return i < ARRAY_LEN(subcommands) ? &subcommands[i] : NULL;
}

const struct subcommand *subcommand_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(subcommands); i++) {
		if (strcmp(subcommands[i].name, name) == 0)
			return &subcommands[i];
	}
	return NULL;
}

void subcommand_help(const struct subcommand *c)
{
	printf("postil %s %s\n  %s\n", c->name, c->args, _(c->help));
}

bool gather_articles(char *const *args, size_t n, const struct options *o, struct gathering *out)
{
	const struct filtering f = { o, NULL };
	struct error err;
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		if (!gather(out, args[i], &f, &err)) {
			complain("%s", err.msg);
			ok = false;
		}
	}
	return ok;
}

struct text *open_article(const char *path, const struct options *o, char **file, struct error *err)
{
	return article_open(path, &(struct article_how){ .options = o, .enc = ENC_AUTO }, file, err);
}

const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

bool parse_offsets(const char *name, enum offset_unit *unit)
{
	static const char *const names[] = { "byte", "codepoint", "utf16" };
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcmp(names[i], name) == 0) {
			*unit = (enum offset_unit)i;
			return true;
		}
	}
	complain(_("unknown offsets %s: byte, codepoint, utf16"), name);
	return false;
}

bool parse_screen(const char *s, unsigned *w, unsigned *h)
{
	int used = 0;
	if (sscanf(s, "%4ux%4u%n", w, h, &used) == 2 && s[used] == '\0' && *w > 0 && *h > 0 && *w <= 1000 && *h <= 1000)
		return true;
	complain(_("%s: a screen is WIDTHxHEIGHT, up to 1000x1000"), s);
	return false;
}

void complain(const char *fmt, ...)
{
	va_list ap;
	fflush(stdout);
	fputs("postil: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}
