/* cmd_memory.c - postil memory: what the user's decisions have taught about names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/learning.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "cli/cli.h"

static void list(const struct learning *l)
{
	struct str s;
	str_init(&s);
	for (size_t i = 0; i < memory_entries(l->all); i++) {
		const struct memory_entry *e = memory_at(l->all, i);
		if (e->count == 0)
			continue;
		str_addf(&s, "%+d\t", e->count);
		utf8_printable(sv_of(e->tag), &s);
		str_addc(&s, '\t');
		utf8_printable(sv_of(e->text), &s);
		str_addc(&s, '\n');
	}
	fwrite(s.p, 1, s.n, stdout);
	str_fini(&s);
}

static int forget(struct learning *l, int n, char **names)
{
	struct error err = { 0 };
	size_t forgotten = 0;
	bool ok = true;
	if (n == 0) {
		complain(_("forget what? a name, or --all"));
		return EXIT_WRONG_USAGE;
	}
	for (int i = 0; i < n && ok; i++) {
		bool all = strcmp(names[i], "--all") == 0;
		ok = names[i][0] != '\0' && learning_forget(l, all ? SV("") : sv_of(names[i]), &forgotten, &err);
	}
	if (!ok) {
		complain("%s", err.code != ERR_NONE ? err.msg : _("forget what? a name, or --all"));
		return err.code != ERR_NONE ? EXIT_SOME_FAILED : EXIT_WRONG_USAGE;
	}
	printf(ngettext("%zu name forgotten\n", "%zu names forgotten\n", forgotten), forgotten);
	return forgotten > 0 ? EXIT_DONE : EXIT_SOME_FAILED;
}

int cmd_memory_run(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "list";
	char *path = learning_path();
	problem_vec problems = { 0 };
	struct learning l;
	int status = EXIT_DONE;
	learning_open(&l, path, &problems);
	for (size_t i = 0; i < problems.n; i++)
		complain("%s", problems.v[i].text);
	if (problems.n > 0)
		status = EXIT_SOME_FAILED;
	if (strcmp(verb, "list") == 0 && argc <= 2) {
		list(&l);
	} else if (strcmp(verb, "path") == 0 && argc == 2) {
		printf("%s\n", path);
	} else if (strcmp(verb, "forget") == 0) {
		status = forget(&l, argc - 2, argv + 2);
	} else {
		complain(_("memory does not know %s: list, path, forget"), argc > 2 ? argv[2] : verb);
		status = EXIT_WRONG_USAGE;
	}
	problems_fini(&problems);
	learning_close(&l);
	free(path);
	return status;
}
