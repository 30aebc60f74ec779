/* theme.c - see theme.h. The shipped files are lines made by the Makefile from
 * ui/themes (build/.../gen/themes.inc: one string a line of the file). */
#include "ui/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/ini.h"
#include "base/i18n.h"
#include "base/mem.h"

#define EXTENDS_DEPTH 4

static const struct {
	const char *theme, *line;
} lines[] = {
#include "gen/themes.inc"
};

static const char *const names[] = { "default", "dark", "light", "solarised", "contrast", "mono" };

static const char *const hue_names[HUE_COUNT] = {
#define X(id, name) [HUE_##id] = name,
	HUE_TABLE(X)
#undef X
};

static const struct {
	const char *word;
	unsigned look;
} looks[] = {
	{ "bold", LOOK_BOLD }, { "underline", LOOK_UNDERLINE }, { "reverse", LOOK_REVERSE },
	{ "dim", LOOK_DIM },   { "italic", LOOK_ITALIC },
};

/* The sixteen, and what xterm shows for them: for pictures. */
static const struct {
	const char *name;
	uint32_t rgb;
} basics[16] = {
	{ "black", 0x000000 },	       { "red", 0xCD0000 },	   { "green", 0x00CD00 },
	{ "yellow", 0xCDCD00 },	       { "blue", 0x0000EE },	   { "magenta", 0xCD00CD },
	{ "cyan", 0x00CDCD },	       { "white", 0xE5E5E5 },	   { "bright-black", 0x7F7F7F },
	{ "bright-red", 0xFF0000 },    { "bright-green", 0x00FF00 }, { "bright-yellow", 0xFFFF00 },
	{ "bright-blue", 0x5C5CFF },   { "bright-magenta", 0xFF00FF }, { "bright-cyan", 0x00FFFF },
	{ "bright-white", 0xFFFFFF },
};

const char *theme_name(size_t i)
{
	return i < ARRAY_LEN(names) ? names[i] : NULL;
}

const char *theme_for(int dark)
{
	return dark < 0 ? "default" : dark ? "dark" : "light";
}

/* ---- colours ---- */

static bool parse_hex(struct sv s, uint32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < s.n; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *at = s.p[i] ? strchr(digits, s.p[i] >= 'A' && s.p[i] <= 'F' ? s.p[i] + 32 : s.p[i]) : NULL;

		if (!at)
			return false;
		*out = *out << 4 | (uint32_t)(at - digits);
	}
	return s.n > 0 && s.n <= 8;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	uint32_t sum = 0;

	for (int shift = 0; shift < 24; shift += 8) {
		int d = (int)(a >> shift & 255) - (int)(b >> shift & 255);

		sum += (uint32_t)(d * d);
	}
	return sum;
}

/* The colours 16 to 255 of every terminal that has 256: a cube and greys. */
static uint32_t rgb_of_256(int i)
{
	static const uint32_t steps[6] = { 0, 95, 135, 175, 215, 255 };
	uint32_t grey;

	if (i < 16)
		return basics[i].rgb;
	if (i >= 232) {
		grey = 8 + 10 * (uint32_t)(i - 232);
		return grey << 16 | grey << 8 | grey;
	}
	i -= 16;
	return steps[i / 36] << 16 | steps[i / 6 % 6] << 8 | steps[i % 6];
}

static int nearest(uint32_t rgb, int from, int to)
{
	int best = from;

	for (int i = from + 1; i < to; i++)
		if (distance(rgb_of_256(i), rgb) < distance(rgb_of_256(best), rgb))
			best = i;
	return best;
}

static bool parse_colour(struct sv w, struct colour *c)
{
	uint32_t rgb;

	for (int i = 0; i < 16; i++) {
		if (sv_eq(w, sv_of(basics[i].name))) {
			*c = (struct colour){ true, basics[i].rgb, (int8_t)i, true };
			return true;
		}
	}
	if (w.n == 7 && w.p[0] == '#')
		w = sv_cut(w, 1, 7);
	if (w.n != 6 || !parse_hex(w, &rgb))
		return false;
	*c = (struct colour){ true, rgb, -1, false };
	return true;
}

int colour_number(const struct colour *c, int colours)
{
	int basic;

	if (!c->set || colours < 8)
		return -1;
	if (colours >= 256 && !c->is_basic)
		return nearest(c->rgb, 16, 256);
	basic = c->basic >= 0 ? c->basic : nearest(c->rgb, 0, colours >= 16 ? 16 : 8);
	return colours >= 16 ? basic : basic & 7;
}

bool colour_is_dark(uint32_t rgb)
{
	/* luma of BT.601, in thousandths */
	return 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255) < 128000;
}

bool colour_parse_answer(struct sv s, uint32_t *rgb)
{
	struct sv part;
	uint32_t v;

	if (s.n == 7 && s.p[0] == '#')
		return parse_hex(sv_cut(s, 1, 7), rgb);
	if (!sv_starts(s, SV("rgb:")) && !sv_starts(s, SV("rgba:")))
		return false;
	s = sv_cut(s, s.p[3] == 'a' ? 5 : 4, s.n);
	*rgb = 0;
	for (int i = 0; i < 3; i++) {
		if (!sv_next(&s, '/', &part) || part.n > 4 || !parse_hex(part, &v))
			return false;
		v = part.n == 1 ? v * 17 : v >> (4 * (part.n - 2)); /* to eight bits */
		*rgb = *rgb << 8 | v;
	}
	return true;
}

int colour_fgbg(const char *value)
{
	const char *bg = value ? strrchr(value, ';') : NULL;
	long n;
	char *end;

	if (!bg || bg[1] < '0' || bg[1] > '9')
		return -1;
	n = strtol(bg + 1, &end, 10);
	if (*end || n > 15)
		return -1;
	return n != 7 && n < 9; /* 7 and the bright ones are light */
}

enum hue hue_parse(struct sv name)
{
	for (int h = 1; h < HUE_COUNT; h++)
		if (sv_eq(name, sv_of(hue_names[h])))
			return (enum hue)h;
	return HUE_NONE;
}

/* ---- files ---- */

static bool next_word(struct sv *rest, struct sv *word)
{
	*rest = sv_trim(*rest);
	return rest->n > 0 && sv_next(rest, ' ', word);
}

static void read_hue(struct theme *t, const struct ini_entry *e, const char *file, problem_vec *problems)
{
	struct sv rest = sv_of(e->value), word;
	struct colour c = { false, 0, -1, false }, basic;
	enum hue h = hue_parse(sv_of(e->key));

	if (h == HUE_NONE) {
		problem_add(problems, file, e->line, _("unknown colour %s"), e->key);
		return;
	}
	if (next_word(&rest, &word) && !parse_colour(word, &c)) {
		problem_add(problems, file, e->line, _("no colour: %.*s"), SV_ARG(word));
		return;
	}
	if (next_word(&rest, &word)) {
		if (parse_colour(word, &basic) && basic.is_basic)
			c.basic = basic.basic;
		else
			problem_add(problems, file, e->line, _("none of the sixteen colours: %.*s"), SV_ARG(word));
	}
	t->hues[h] = c;
}

/* One word of a look; after « on » a background. */
static bool read_word(struct style *s, struct sv word, bool on)
{
	for (size_t i = 0; i < ARRAY_LEN(looks) && !on; i++) {
		if (sv_eq(word, sv_of(looks[i].word))) {
			s->look |= looks[i].look;
			return true;
		}
	}
	if (!on && hue_parse(word) != HUE_NONE) {
		s->hue = (uint8_t)hue_parse(word);
		return true;
	}
	return parse_colour(word, on ? &s->bg : &s->fg);
}

static void read_look(struct theme *t, const struct ini_entry *e, const char *file, problem_vec *problems)
{
	struct style s = { .fg.basic = -1, .bg.basic = -1 };
	struct sv rest = sv_of(e->value), word;
	bool on = false;
	int r = 0;

	while (r < ROLE_COUNT && strcmp(role_name((enum role)r), e->key) != 0)
		r++;
	if (r == ROLE_COUNT) {
		problem_add(problems, file, e->line, _("unknown part of the screen %s"), e->key);
		return;
	}
	while (next_word(&rest, &word)) {
		if (!on && sv_eq(word, SV("on"))) {
			on = true;
			continue;
		}
		if (!read_word(&s, word, on))
			problem_add(problems, file, e->line, _("no look and no colour: %.*s"), SV_ARG(word));
		on = false;
	}
	t->roles[r] = s;
}

/* The text of a theme of the user's: a path, or a name below dir. */
static bool find_text(const char *name, const char *dir, struct str *text, problem_vec *problems)
{
	struct error err;
	struct str path;
	bool found = false;

	if (strchr(name, '/')) {
		found = ini_read_file(name, text, &err);
		if (!found)
			problem_add(problems, name, 0, "%s", err.msg);
		return found;
	}
	str_init(&path);
	if (dir && name[0] != '.') {
		str_addf(&path, "%s/themes/%s.ini", dir, name);
		found = ini_read_file(path.p, text, NULL);
	}
	str_fini(&path);
	return found;
}

static bool load_into(struct theme *t, const char *name, const char *dir, problem_vec *problems, unsigned depth);

static void read_entry(struct theme *t, const struct ini_entry *e, const char *name, const char *dir,
		       problem_vec *problems, unsigned depth)
{
	if (strcmp(e->section, "theme") == 0 && strcmp(e->key, "extends") == 0)
		load_into(t, e->value, dir, problems, depth + 1);
	else if (strcmp(e->section, "colours") == 0)
		read_hue(t, e, name, problems);
	else if (strcmp(e->section, "looks") == 0)
		read_look(t, e, name, problems);
	else
		problem_add(problems, name, e->line, _("only extends, [colours] and [looks] may stand here"));
}

/* The shipped ones are known to be right (tests/ui/test_theme.c): their lines
 * need no INI reader, which would be felt before the first screen. */
static bool read_shipped(struct theme *t, const char *name, problem_vec *problems, unsigned depth)
{
	char section[16] = "", key[64], value[128];
	bool any = false;

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct ini_entry e = { .section = section, .key = key, .value = value };
		const char *eq = strchr(lines[i].line, '=');

		if (strcmp(lines[i].theme, name) != 0)
			continue;
		any = true;
		if (lines[i].line[0] == '[') {
			snprintf(section, sizeof section, "%.*s", (int)strcspn(lines[i].line + 1, "]"), lines[i].line + 1);
		} else if (eq) {
			struct sv k = sv_trim((struct sv){ lines[i].line, (size_t)(eq - lines[i].line) });

			snprintf(key, sizeof key, "%.*s", SV_ARG(k));
			snprintf(value, sizeof value, "%s", eq + 1 + strspn(eq + 1, " "));
			read_entry(t, &e, name, NULL, problems, depth);
		}
	}
	return any;
}

static void parse_into(struct theme *t, struct sv text, const char *name, const char *dir, problem_vec *problems,
		       unsigned depth)
{
	struct ini ini;

	ini_parse(&ini, text, name, problems);
	for (size_t i = 0; i < ini.all.n; i++)
		read_entry(t, &ini.all.v[i], name, dir, problems, depth);
	ini_fini(&ini);
}

static bool load_into(struct theme *t, const char *name, const char *dir, problem_vec *problems, unsigned depth)
{
	struct str text;
	bool found;

	if (depth > EXTENDS_DEPTH) {
		problem_add(problems, name, 0, "%s", _("themes extend each other in a circle"));
		return false;
	}
	str_init(&text);
	found = find_text(name, dir, &text, problems);
	if (found)
		parse_into(t, str_sv(&text), name, dir, problems, depth);
	else if (!strchr(name, '/'))
		found = read_shipped(t, name, problems, depth);
	if (!found && !strchr(name, '/'))
		problem_add(problems, name, 0, "%s", _("no such theme; the default is used"));
	str_fini(&text);
	return found;
}

bool theme_load(struct theme *t, const char *name, const char *dir, problem_vec *problems)
{
	memset(t, 0, sizeof *t);
	if (!load_into(t, name, dir, problems, 0)) {
		load_into(t, "default", NULL, problems, 0);
		return false;
	}
	t->mono = true;
	for (int h = 0; h < HUE_COUNT; h++)
		t->mono = t->mono && !t->hues[h].set;
	for (int r = 0; r < ROLE_COUNT; r++)
		t->mono = t->mono && !t->roles[r].fg.set && !t->roles[r].bg.set;
	return true;
}

struct style theme_style(const struct theme *t, const struct cell *c)
{
	struct style s = t->roles[c->role < ROLE_COUNT ? c->role : ROLE_TEXT];
	unsigned hue = c->hue && c->hue < HUE_COUNT ? c->hue : s.hue;

	/* without colours bold is a state of its own */
	s.look |= t->mono ? c->look & ~(unsigned)LOOK_BOLD : c->look;
	if (s.look & LOOK_NESTED)
		s.look ^= LOOK_NESTED | LOOK_UNDERLINE;
	if (!s.fg.set && hue)
		s.fg = t->hues[hue];
	return s;
}
