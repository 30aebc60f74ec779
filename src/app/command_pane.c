/* command_pane.c - filter and order of the rows of a pane. */
#include "app/command.h"
#include "app/pane_filter.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "base/i18n.h"

/* The pane that is meant, PANE_COUNT with *err when none has the focus. */
static enum pane need_pane(struct app *a, struct error *err)
{
	if (app_doc(a) && app_focus(a) == MODE_PANE)
		return a->pane;
	error_set(err, ERR_STATE, _("not in a pane"));
	return PANE_COUNT;
}

bool filter_line_set(struct app *a, struct sv line, struct error *err)
{
	enum pane p = need_pane(a, err);
	struct error why = { 0 };
	struct pane_filter *f;

	if (p == PANE_COUNT)
		return false;
	f = pane_filter_new(line, &why);
	if (why.code != ERR_NONE)
		return error_set(err, why.code, "%s", why.msg);
	pane_set_filter(app_doc(a), p, f);
	return true;
}

bool cmd_filter(struct app *a, const struct args *args, struct error *err)
{
	enum pane p = need_pane(a, err);

	if (p == PANE_COUNT)
		return false;
	if (args->n)
		return filter_line_set(a, args->v[0], err);
	prompt_open(a, PROMPT_FILTER, sv_of(pane_filter_line(app_doc(a)->panes[p].filter)));
	return true;
}

bool cmd_sort(struct app *a, const struct args *args, struct error *err)
{
	enum pane p = need_pane(a, err);
	struct pane_list *l;
	enum pane_sort s = SORT_END;
	size_t i = 0;

	if (p == PANE_COUNT)
		return false;
	l = &app_doc(a)->panes[p];
	if (args->n == 0) {
		while (pane_sort_at(p, i) != SORT_END && pane_sort_at(p, i) != l->sort)
			i++;
		s = pane_sort_at(p, i + 1);
		if (s == SORT_END)
			s = pane_sort_at(p, 0);
	}
	for (i = 0; args->n && pane_sort_at(p, i) != SORT_END; i++)
		if (sv_eq(args->v[0], sv_of(sort_name(pane_sort_at(p, i)))))
			s = pane_sort_at(p, i);
	if (s == SORT_END)
		return error_set(err, ERR_USAGE, _("%s are not sorted by %.*s"), pane_title(p), SV_ARG(args->v[0]));
	pane_set_sort(app_doc(a), p, s);
	app_say(a, "%s: %s", pane_title(p), sort_title(s));
	return true;
}
