/* words.c - see words.h. Made anew with every text: some microseconds. */
#include "extract/words.h"

#include <string.h>

#include "base/mem.h"

struct begin {
	const char *word;
	uint16_t bits;
};

static const struct begin begins[] = {
#define NUMWORD(w, kind, value) { w, MAY_NUMERAL },
#define COLLECTIVE(w, value) { w, MAY_NUMERAL }, { w "s", MAY_NUMERAL },
#define NUMERAL_BEGIN(w) { w, MAY_NUMERAL },
#include "lang/fr/numerals.def"
#undef NUMWORD
#undef COLLECTIVE
#undef NUMERAL_BEGIN
#define MONTH(w, value) { w, MAY_MONTH },
#define WEEKDAY(w, value) { w, MAY_DAY | MAY_WEEKDAY },
#define PERIOD(w, value) { w, MAY_PERIOD }, { w "s", MAY_PERIOD },
#define PHRASE(w, value, days) { w, MAY_PHRASE },
#define DATE_BEGIN(w, bit) { w, MAY_##bit },
#include "lang/fr/dates.def"
#undef MONTH
#undef WEEKDAY
#undef PERIOD
#undef PHRASE
#undef DATE_BEGIN
};

/* Up to the first hyphen or blank. */
static struct sv first_part(struct sv s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] != '-' && s.p[n] != ' ')
		n++;
	return (struct sv){ s.p, n };
}

static size_t slot_of(const struct words *w, struct sv part)
{
	uint32_t h = (uint32_t)part.n * 0x9e3779b1u;
	for (size_t i = 0; i < part.n; i++)
		h = (h ^ (unsigned char)part.p[i]) * 16777619u;
	size_t at = (h ^ h >> 15) & (WORDS_SLOTS - 1);
	while (w->slot[at].part.n > 0 && !sv_eq(w->slot[at].part, part))
		at = (at + 1) & (WORDS_SLOTS - 1);
	return at;
}

void words_init(struct words *w)
{
	memset(w, 0, sizeof *w);
	for (size_t i = 0; i < ARRAY_LEN(begins); i++) {
		struct sv part = first_part(sv_of(begins[i].word));
		size_t at = slot_of(w, part);
		w->slot[at].part = part;
		w->slot[at].bits |= begins[i].bits;
	}
}

uint16_t words_find(const struct words *w, struct sv folded)
{
	struct sv part = first_part(folded);
	return part.n > 0 && part.n < 16 ? w->slot[slot_of(w, part)].bits : 0;
}
