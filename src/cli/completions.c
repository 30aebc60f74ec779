/* completions.c - what the shells complete, made from the tables: options, subcommands
 * and what they take. The subcommands' own options are read from their usage lines.
 */
#include <stdio.h>
#include <string.h>

#include "app/keymaps.h"
#include "app/options.h"
#include "base/i18n.h"
#include "base/kind.h"
#include "cli/cli.h"
#include "format/format.h"

/* An option as the shells see it. */
struct flag {
	struct sv name;    /* "--kind", "-j" */
	bool takes, maybe; /* an argument; only behind = */
	struct sv among;   /* "tsv|jsonl": what it may be, as the usage line says; empty: it does not */
};

/* The next option of a usage line; false behind the last. */
static bool next_flag(struct sv *rest, struct flag *f)
{
	size_t i = 0, n;

	while (i < rest->n && !(rest->p[i] == '-' && (i == 0 || strchr("[ |", rest->p[i - 1]))))
		i++;
	if (i >= rest->n)
		return false;
	for (n = i; n < rest->n && !strchr(" =[]", rest->p[n]); n++)
		continue;
	f->name = sv_cut(*rest, i, n);
	f->maybe = n < rest->n && rest->p[n] == '[';
	f->takes = f->maybe || (n + 1 < rest->n && (rest->p[n] == '=' || (rest->p[n] == ' ' && rest->p[n + 1] != '[')));
	*rest = sv_cut(*rest, n, rest->n);
	for (n = 1; f->takes && n < rest->n && !strchr(" []", rest->p[n]); n++)
		continue;
	f->among = f->takes ? sv_cut(*rest, 1, n) : (struct sv){ "", 0 };
	if (f->among.n == 0 || !memchr(f->among.p, '|', f->among.n))
		f->among.n = 0;
	return true;
}

/* The words an option takes, blanks between; "" when they are not to be listed. */
static void add_values(struct sv flag, struct str *out)
{
	if (sv_eq(flag, SV("--keymap")))
		for (size_t i = 0; keymaps_name(i); i++)
			str_addf(out, "%s ", keymaps_name(i));
	if (sv_eq(flag, SV("--set")))
		for (int i = 0; i < OPT_COUNT; i++)
			str_addf(out, "%s= ", option_at((enum option_id)i)->name);
	if (sv_eq(flag, SV("--kind")))
		for (int i = 0; i < KIND_SPAN; i++)
			str_addf(out, "%s ", kind_name((enum kind)i));
	if (sv_eq(flag, SV("--format")))
		for (size_t i = 0; format_at(i); i++)
			str_addf(out, "%s ", format_at(i)->name);
	if (sv_eq(flag, SV("--offsets")))
		str_adds(out, "codepoint byte utf16 ");
	if (sv_eq(flag, SV("--encoding")))
		for (int i = ENC_UTF8; i <= ENC_CP1252; i++)
			str_addf(out, "%s ", text_encoding_name((enum text_encoding)i));
	if (sv_eq(flag, SV("--dump-screen")))
		str_adds(out, "80x24 100x30 160x48 ");
	if (sv_eq(flag, SV("--completions")))
		str_adds(out, "bash zsh fish ");
	if (out->n > 0)
		out->p[--out->n] = '\0';
}

/* The same of a flag, which may know better. */
static void flag_values(const struct flag *f, struct str *out)
{
	struct sv rest = f->among, word;

	if (f->among.n == 0)
		add_values(f->name, out);
	for (bool first = true; rest.n > 0 && sv_next(&rest, '|', &word); first = false)
		str_addf(out, "%s" SV_FMT, first ? "" : " ", SV_ARG(word));
}

/* Between single quotes; what `marks` names gets a backslash. */
static void add_quoted(const char *s, const char *marks, struct str *out)
{
	for (; *s; s++) {
		if (*s == '\'')
			str_adds(out, "'\\''");
		else if (strchr(marks, *s))
			str_addf(out, "\\%c", *s);
		else
			str_addc(out, *s);
	}
}

/* ---- bash ---- */

static void bash_values(struct str *out, const struct cli_option *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str name, words;

		str_init(&name);
		str_init(&words);
		str_addf(&name, "--%s", rows[i].name);
		add_values(str_sv(&name), &words);
		if (words.n)
			str_addf(out, "\t%s) words='%s' ;;\n", name.p, words.p);
		str_fini(&name);
		str_fini(&words);
	}
}

/* What a subcommand's option takes that others take otherwise. */
static void bash_special(struct str *out)
{
	str_adds(out, "\tcase ${COMP_WORDS[1]}:$prev in\n");
	for (size_t i = 0; subcommand_at(i); i++) {
		struct sv rest = sv_of(subcommand_at(i)->args);
		struct flag f;

		while (next_flag(&rest, &f)) {
			if (f.among.n == 0)
				continue;
			str_addf(out, "\t%s:" SV_FMT ") words='", subcommand_at(i)->name, SV_ARG(f.name));
			flag_values(&f, out);
			str_adds(out, "' ;;\n");
		}
	}
	str_adds(out, "\tesac\n");
}

static void bash_script(struct str *out, const struct cli_option *rows, size_t n)
{
	static const char *const shared[] = { "--kind", "--format", "--offsets" };
	struct str words;

	str_init(&words);
	str_adds(out, "# bash completion of postil, by postil --completions bash\n_postil()\n{\n"
		      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words='' flags=''\n"
		      "\tif [[ $prev == = ]]; then\n\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
		      "\telif [[ $cur == = ]]; then\n\t\tcur=''\n\tfi\n"
		      "\tcase $prev in\n");
	bash_values(out, rows, n);
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		str_clear(&words);
		add_values(sv_of(shared[i]), &words);
		str_addf(out, "\t%s) words='%s' ;;\n", shared[i], words.p);
	}
	str_adds(out, "\tesac\n");
	bash_special(out);
	str_adds(out, "\tif [[ $words && $cur != -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
		      "\t\t[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n\t\treturn\n\tfi\n"
		      "\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; subcommand_at(i); i++) {
		struct sv rest = sv_of(subcommand_at(i)->args);
		struct flag f;

		str_addf(out, "\t%s) flags='--help", subcommand_at(i)->name);
		while (next_flag(&rest, &f))
			str_addf(out, " " SV_FMT, SV_ARG(f.name));
		str_adds(out, "' ;;\n");
	}
	str_adds(out, "\t*) flags='");
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s--%s", i ? " " : "", rows[i].name);
	str_adds(out, "' ;;\n\tesac\n\tif [[ $cur == -* ]]; then\n"
		      "\t\tmapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$cur\")\n\t\treturn\n\tfi\n"
		      "\tmapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
		      "\tif ((COMP_CWORD == 1)); then\n\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W '");
	for (size_t i = 0; subcommand_at(i); i++)
		str_addf(out, "%s%s", i ? " " : "", subcommand_at(i)->name);
	str_adds(out, "' -- \"$cur\")\n\tfi\n}\ncomplete -o filenames -F _postil postil\n");
	str_fini(&words);
}

/* ---- zsh ---- */

static void zsh_flag(struct str *out, const struct flag *f, const char *help)
{
	struct str words;

	str_init(&words);
	flag_values(f, &words);
	str_addf(out, "\t\t\t'" SV_FMT "%s", SV_ARG(f->name),
		 !f->takes ? "" : f->maybe ? "=-" : f->name.n > 2 ? "=" : "+");
	if (help) {
		str_addc(out, '[');
		add_quoted(help, "[]:\\", out);
		str_addc(out, ']');
	}
	if (f->takes && words.n)
		str_addf(out, "%s: :(%s)", f->maybe ? ":" : "", words.p);
	else if (f->takes)
		str_addf(out, "%s: :_files", f->maybe ? ":" : "");
	str_adds(out, "' \\\n");
	str_fini(&words);
}

static void zsh_script(struct str *out, const struct cli_option *rows, size_t n)
{
	str_adds(out, "#compdef postil\n# by postil --completions zsh\n_postil()\n{\n\tlocal -a commands\n\tcommands=(\n");
	for (size_t i = 0; subcommand_at(i); i++) {
		str_addf(out, "\t\t'%s:", subcommand_at(i)->name);
		add_quoted(_(subcommand_at(i)->help), ":\\", out);
		str_adds(out, "'\n");
	}
	str_adds(out, "\t)\n\tif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n\t\t_describe -t commands command commands\n"
		      "\t\t_files\n\t\treturn\n\tfi\n\tcase $words[2] in\n");
	for (size_t i = 0; subcommand_at(i); i++) {
		struct sv rest = sv_of(subcommand_at(i)->args);
		struct flag f;

		str_addf(out, "\t%s)\n\t\tshift words; (( CURRENT-- ))\n\t\t_arguments \\\n", subcommand_at(i)->name);
		while (next_flag(&rest, &f))
			zsh_flag(out, &f, NULL);
		str_adds(out, "\t\t\t'*: :_files' ;;\n");
	}
	str_adds(out, "\t*)\n\t\t_arguments \\\n");
	for (size_t i = 0; i < n; i++) {
		struct str name;

		str_init(&name);
		str_addf(&name, "--%s", rows[i].name);
		zsh_flag(out, &(struct flag){ .name = str_sv(&name), .takes = rows[i].arg != NULL }, _(rows[i].help));
		str_fini(&name);
	}
	str_adds(out, "\t\t\t'*: :_files' ;;\n\tesac\n}\n_postil \"$@\"\n");
}

/* ---- fish ---- */

static void fish_flag(struct str *out, const char *when, const struct flag *f, const char *help)
{
	bool lang = f->name.n > 2;
	struct sv bare = sv_cut(f->name, lang ? 2 : 1, f->name.n);
	struct str words;

	str_init(&words);
	flag_values(f, &words);
	str_addf(out, "complete -c postil -n '%s' -%c " SV_FMT, when, lang ? 'l' : 's', SV_ARG(bare));
	if (f->takes && !f->maybe)
		str_adds(out, words.n ? " -x" : " -r");
	if (words.n)
		str_addf(out, " -a '%s'", words.p);
	if (help) {
		str_adds(out, " -d '");
		for (; *help; help++)
			str_addf(out, strchr("'\\", *help) ? "\\%c" : "%c", *help);
		str_addc(out, '\'');
	}
	str_addc(out, '\n');
	str_fini(&words);
}

static void fish_script(struct str *out, const struct cli_option *rows, size_t n)
{
	struct str when;

	str_init(&when);
	str_adds(out, "# fish completion of postil, by postil --completions fish\n");
	for (size_t i = 0; subcommand_at(i); i++) {
		struct sv rest = sv_of(subcommand_at(i)->args);
		struct flag f;

		str_addf(out, "complete -c postil -n __fish_use_subcommand -a %s -d '", subcommand_at(i)->name);
		for (const char *h = _(subcommand_at(i)->help); *h; h++)
			str_addf(out, strchr("'\\", *h) ? "\\%c" : "%c", *h);
		str_adds(out, "'\n");
		str_clear(&when);
		str_addf(&when, "__fish_seen_subcommand_from %s", subcommand_at(i)->name);
		while (next_flag(&rest, &f))
			fish_flag(out, when.p, &f, NULL);
	}
	for (size_t i = 0; i < n; i++) {
		struct str name;

		str_init(&name);
		str_addf(&name, "--%s", rows[i].name);
		fish_flag(out, "__fish_use_subcommand", &(struct flag){ .name = str_sv(&name), .takes = rows[i].arg != NULL },
			  _(rows[i].help));
		str_fini(&name);
	}
	str_fini(&when);
}

bool completions_print(const char *shell, const struct cli_option *rows, size_t n)
{
	struct str out;
	bool known = true;

	str_init(&out);
	if (strcmp(shell, "bash") == 0)
		bash_script(&out, rows, n);
	else if (strcmp(shell, "zsh") == 0)
		zsh_script(&out, rows, n);
	else if (strcmp(shell, "fish") == 0)
		fish_script(&out, rows, n);
	else
		known = false;
	fwrite(out.p, 1, out.n, stdout);
	str_fini(&out);
	if (!known)
		complain(_("%s: completions are for bash, zsh and fish"), shell);
	return known;
}
