/* key.c - spelling of keys; see key.h. */
#include "app/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/utf8.h"

/* One row a name; the first row of a key is how it is written back. */
static const struct {
	const char *name;
	struct key key;
} names[] = {
	{ "Tab", { 0, KEYSYM_TAB, 0 } },
	{ "Enter", { 0, KEYSYM_ENTER, 0 } },
	{ "CR", { 0, KEYSYM_ENTER, 0 } },
	{ "Return", { 0, KEYSYM_ENTER, 0 } },
	{ "Esc", { 0, KEYSYM_ESC, 0 } },
	{ "BS", { 0, KEYSYM_BS, 0 } },
	{ "Backspace", { 0, KEYSYM_BS, 0 } },
	{ "Del", { 0, KEYSYM_DEL, 0 } },
	{ "Delete", { 0, KEYSYM_DEL, 0 } },
	{ "Ins", { 0, KEYSYM_INS, 0 } },
	{ "Up", { 0, KEYSYM_UP, 0 } },
	{ "Down", { 0, KEYSYM_DOWN, 0 } },
	{ "Left", { 0, KEYSYM_LEFT, 0 } },
	{ "Right", { 0, KEYSYM_RIGHT, 0 } },
	{ "Home", { 0, KEYSYM_HOME, 0 } },
	{ "End", { 0, KEYSYM_END, 0 } },
	{ "PageUp", { 0, KEYSYM_PAGEUP, 0 } },
	{ "PgUp", { 0, KEYSYM_PAGEUP, 0 } },
	{ "PageDown", { 0, KEYSYM_PAGEDOWN, 0 } },
	{ "PgDn", { 0, KEYSYM_PAGEDOWN, 0 } },
	{ "Space", { ' ', KEYSYM_NONE, 0 } },
	{ "Semicolon", { ';', KEYSYM_NONE, 0 } },
	{ "Apos", { '\'', KEYSYM_NONE, 0 } },
	{ "Hash", { '#', KEYSYM_NONE, 0 } },
	{ "Quote", { '"', KEYSYM_NONE, 0 } },
	{ "Comma", { ',', KEYSYM_NONE, 0 } },
	{ "Equal", { '=', KEYSYM_NONE, 0 } },
	{ "Lt", { '<', KEYSYM_NONE, 0 } },
	{ "Gt", { '>', KEYSYM_NONE, 0 } },
};

bool key_eq(struct key a, struct key b)
{
	return a.cp == b.cp && a.sym == b.sym && a.mods == b.mods;
}

static bool find_name(struct sv name, struct key *k)
{
	unsigned f = 0;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strlen(names[i].name) == name.n && strncasecmp(names[i].name, name.p, name.n) == 0) {
			*k = names[i].key;
			return true;
		}
	}
	if (name.n >= 2 && name.n <= 3 && (name.p[0] | 0x20) == 'f') {
		for (size_t i = 1; i < name.n; i++)
			f = name.p[i] >= '0' && name.p[i] <= '9' ? f * 10 + (unsigned)(name.p[i] - '0') : 99;
		if (f >= 1 && f <= 12) {
			*k = (struct key){ 0, (uint16_t)(KEYSYM_F1 + f - 1), 0 };
			return true;
		}
	}
	return false;
}

/* What stands between < and >. */
static bool parse_name(struct sv in, struct key *k)
{
	uint16_t mods = 0;
	while (in.n > 2 && in.p[1] == '-') {
		char c = (char)(in.p[0] | 0x20);
		mods |= c == 'c' ? KEYMOD_CTRL : c == 'a' || c == 'm' ? KEYMOD_ALT : KEYMOD_SHIFT;
		if (c != 'c' && c != 'a' && c != 'm' && c != 's')
			return false;
		in = sv_cut(in, 2, in.n);
	}
	if (!find_name(in, k)) {
		uint32_t cp = 0;
		if (in.n == 0 || utf8_decode(in.p, in.n, &cp) != in.n || mods == 0)
			return false;
		*k = (struct key){ mods & KEYMOD_CTRL ? cp_lower(cp) : cp, KEYSYM_NONE, 0 };
	}
	k->mods = mods;
	return true;
}

bool key_parse(struct sv s, struct key *k, size_t *used, struct error *err)
{
	uint32_t cp = 0;
	if (s.n == 0)
		return error_set(err, ERR_USAGE, _("no key"));
	const char *end = s.p[0] == '<' ? memchr(s.p, '>', s.n) : NULL;
	if (end != NULL && end > s.p + 1) {
		struct sv in = sv_cut(s, 1, (size_t)(end - s.p));
		*used = in.n + 2;
		if (parse_name(in, k))
			return true;
		return error_set(err, ERR_USAGE, _("unknown key <%.*s>"), SV_ARG(in));
	}
	*used = utf8_decode(s.p, s.n, &cp);
	*k = (struct key){ cp, KEYSYM_NONE, 0 };
	if (cp == '\t' || cp == '\n' || cp == '\r')
		*k = (struct key){ 0, cp == '\t' ? KEYSYM_TAB : KEYSYM_ENTER, 0 };
	else if (cp < 0x20 || cp == 0x7F || cp == CP_BAD)
		return error_set(err, ERR_USAGE, _("a control character is no key: spell it <C-x>"));
	return true;
}

bool keys_parse(struct sv s, key_vec *out, struct error *err)
{
	while (s.n > 0) {
		struct key k;
		size_t used;
		if (!key_parse(s, &k, &used, err))
			return false;
		vec_push(out, k);
		s = sv_cut(s, used, s.n);
	}
	return true;
}

void key_format(struct key k, struct str *out)
{
	struct key bare = { k.cp, k.sym, 0 };
	const char *name = NULL;
	char f[8];
	for (size_t i = 0; i < ARRAY_LEN(names) && name == NULL; i++) {
		if (key_eq(names[i].key, bare))
			name = names[i].name;
	}
	if (name == NULL && k.sym >= KEYSYM_F1 && k.sym <= KEYSYM_F12) {
		snprintf(f, sizeof f, "F%d", k.sym - KEYSYM_F1 + 1);
		name = f;
	}
	if (name == NULL && k.mods == 0) {
		str_add_cp(out, k.cp);
		return;
	}
	str_addc(out, '<');
	str_adds(out, k.mods & KEYMOD_CTRL ? "C-" : "");
	str_adds(out, k.mods & KEYMOD_ALT ? "A-" : "");
	str_adds(out, k.mods & KEYMOD_SHIFT ? "S-" : "");
	if (name != NULL)
		str_adds(out, name);
	else
		str_add_cp(out, k.cp);
	str_addc(out, '>');
}
