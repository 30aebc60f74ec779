/* textwords.c - cutting a text into hashed words, and keeping them; see textwords.h.
 * The mapping is in textwords_map.c. */
#include "annotate/textwords.h"

#include "base/utf8.h"
#include "text/text.h"

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#define FAR 63 /* advance that does not fit in one character: three more follow */

void textwords_fini(struct textwords *w)
{
	vec_fini(&w->all);
}

/* FNV-1a by code points, mixed so that the low bits are good. */
static uint32_t mix(uint32_t h)
{
	h ^= h >> 16;
	h *= 0x7FEB352Du;
	h ^= h >> 15;
	h *= 0x846CA68Bu;
	return h ^ h >> 16;
}

static bool in_word(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp) || cp_is_mark(cp);
}

void textwords_cut(struct sv text, size_t base, struct textwords *out)
{
	struct textword w = { 0 };
	bool open = false;
	for (size_t i = 0; i <= text.n;) {
		uint32_t cp = ' ';
		size_t n = i < text.n ? utf8_decode(text.p + i, text.n - i, &cp) : 1;
		bool inside = in_word(cp) && (open || !cp_is_mark(cp));
		if (inside && !open)
			w = (struct textword){ 2166136261u, (uint32_t)(base + i), 0, false };
		if (inside && !cp_is_mark(cp))
			w.hash = (w.hash ^ cp_base(cp_lower(cp))) * 16777619u;
		if (open && !inside) {
			w.hash = mix(w.hash);
			w.end = (uint32_t)(base + i);
			vec_push(&out->all, w);
		}
		open = inside;
		i += n;
	}
}

size_t textwords_from(const struct textwords *w, size_t pos)
{
	size_t lo = 0, hi = w->all.n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (w->all.v[mid].start < pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* n characters of six bits, the high ones first. */
static void put(struct str *out, size_t v, int n)
{
	while (n-- > 0)
		str_addc(out, digits64[v >> (6 * n) & 63]);
}

/* The bytes in front of the first word, then each word. */
bool textwords_write(struct sv text, struct str *out)
{
	struct textwords w = { 0 };
	if (text.n > WORDS_KEPT_MAX)
		return false;
	textwords_cut(text, 0, &w);
	put(out, w.all.n > 0 ? w.all.v[0].start : 0, 3);
	for (size_t i = 0; i < w.all.n; i++) {
		size_t next = i + 1 < w.all.n ? w.all.v[i + 1].start : w.all.v[i].end;
		size_t by = next - w.all.v[i].start;
		put(out, w.all.v[i].hash & ((1u << WORDS_KEPT_BITS) - 1), 2);
		put(out, by < FAR ? by : FAR, 1);
		if (by >= FAR)
			put(out, by, 3);
	}
	textwords_fini(&w);
	return true;
}

bool textwords_of_text(void *text, struct str *out)
{
	struct sv all;
	if (text_size(text) > WORDS_KEPT_MAX)
		return false;
	char *bytes = text_read_all(text, &all);
	bool ok = textwords_write(all, out);
	free(bytes);
	return ok;
}

static int digit(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' :
	       c >= 'a' && c <= 'z' ? c - 'a' + 26 :
	       c >= '0' && c <= '9' ? c - '0' + 52 :
	       c == '+'             ? 62 :
	       c == '/'             ? 63 :
				      -1;
}

static bool take(struct sv *s, int n, uint32_t *v)
{
	*v = 0;
	if (s->n < (size_t)n)
		return false;
	for (int i = 0; i < n; i++) {
		int d = digit(s->p[i]);
		if (d < 0)
			return false;
		*v = *v << 6 | (uint32_t)d;
	}
	*s = sv_cut(*s, (size_t)n, s->n);
	return true;
}

bool textwords_read(struct sv s, struct textwords *out)
{
	uint32_t at, hash, by;
	if (!take(&s, 3, &at))
		return false;
	while (s.n > 0) {
		if (!take(&s, 2, &hash) || !take(&s, 1, &by) || (by == FAR && !take(&s, 3, &by)))
			return false;
		struct textword w = { hash, at, at + by, out->all.n == 0 };
		vec_push(&out->all, w);
		at += by;
	}
	return true;
}
