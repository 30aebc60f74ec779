/* key.h - a key press as the program sees it, and how keys are spelled.
 *
 * Never a curses number: ui/term.c converts at once. Spelling: a character
 * stands for itself; everything else in angle brackets: <Tab> <S-Tab> <Enter>
 * <Esc> <Space> <BS> <Del> <Up> <PageDown> <F1> <C-r> <A-x>, and by name what an
 * INI file cannot hold: <Semicolon> <Hash> <Quote> <Comma> <Equal> <Lt> <Gt>.
 */
#ifndef APP_KEY_H
#define APP_KEY_H

#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

enum key_sym {
	KEYSYM_NONE, /* a character: cp */
	KEYSYM_TAB,
	KEYSYM_ENTER,
	KEYSYM_ESC,
	KEYSYM_BS,
	KEYSYM_DEL,
	KEYSYM_INS,
	KEYSYM_UP,
	KEYSYM_DOWN,
	KEYSYM_LEFT,
	KEYSYM_RIGHT,
	KEYSYM_HOME,
	KEYSYM_END,
	KEYSYM_PAGEUP,
	KEYSYM_PAGEDOWN,
	KEYSYM_F1,
	KEYSYM_F12 = KEYSYM_F1 + 11,
	KEYSYM_COUNT
};

enum { KEYMOD_CTRL = 1 << 0, KEYMOD_ALT = 1 << 1, KEYMOD_SHIFT = 1 << 2 };

/* With KEYMOD_CTRL, cp is the lower-case letter. */
struct key {
	uint32_t cp;
	uint16_t sym;
	uint16_t mods;
};

typedef VEC(struct key) key_vec;

bool key_eq(struct key a, struct key b);
/* First key of s; its bytes in *used. false: not a key, *err says why. */
bool key_parse(struct sv s, struct key *k, size_t *used, struct error *err);
/* Appends all keys of a --keys string or of a binding. */
bool keys_parse(struct sv s, key_vec *out, struct error *err);
/* Appends the spelling. */
void key_format(struct key k, struct str *out);

#endif
