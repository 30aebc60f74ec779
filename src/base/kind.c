/* kind.c - see kind.h. */
#include "base/kind.h"

static const char *const kind_names[] = {
#define X(id, name) name,
	KIND_TABLE(X)
#undef X
};

static const char *const attr_names[] = {
#define X(id, name) name,
	ATTR_TABLE(X)
#undef X
};

static bool name_parse(const char *const *names, int count, struct sv name, int *out)
{
	for (int i = 0; i < count; i++) {
		if (sv_eq(sv_of(names[i]), name)) {
			*out = i;
			return true;
		}
	}
	return false;
}

const char *kind_name(enum kind k)
{
	return kind_names[k];
}

bool kind_parse(struct sv name, enum kind *k)
{
	int i;
	if (!name_parse(kind_names, KIND_COUNT, name, &i))
		return false;
	*k = (enum kind)i;
	return true;
}

const char *attr_name(enum attr a)
{
	return attr_names[a];
}

bool attr_parse(struct sv name, enum attr *a)
{
	int i;
	if (!name_parse(attr_names, ATTR_COUNT, name, &i))
		return false;
	*a = (enum attr)i;
	return true;
}
