/* annotation.c - names of statuses and verbs. */
#include "annotate/annotation.h"

static const char *const statuses[] = { "suggested", "accepted", "rejected" };

static const char *const verbs[] = {
#define X(id, name) name,
	OP_TABLE(X)
#undef X
};

const char *status_name(enum status s)
{
	return statuses[s];
}

bool status_parse(struct sv name, enum status *s)
{
	for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
		if (sv_eq(sv_of(statuses[i]), name)) {
			*s = (enum status)i;
			return true;
		}
	}
	return false;
}

const char *op_name(enum op_verb v)
{
	return verbs[v];
}

bool op_parse(struct sv name, enum op_verb *v)
{
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (sv_eq(sv_of(verbs[i]), name)) {
			*v = (enum op_verb)i;
			return true;
		}
	}
	return false;
}
