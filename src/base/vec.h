/* vec.h - growing arrays of any type, as a pair of macros.
 *
 *	VEC(struct token) tokens = { 0 };
 *	vec_push(&tokens, t);   tokens.v[i], tokens.n
 *	vec_fini(&tokens);
 *
 * Pointers into v die with the next push.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdlib.h>

#include "base/mem.h"

#define VEC(type)              \
	struct {               \
		type *v;       \
		size_t n, cap; \
	}

typedef VEC(size_t) pos_vec; /* places in a text, indices */

#define vec_reserve(vec, want)                                                   \
	do {                                                                     \
		if ((want) > (vec)->cap) {                                       \
			size_t cap_ = (vec)->cap + (vec)->cap / 2 + 8;           \
			(vec)->cap = cap_ > (want) ? cap_ : (want);              \
			(vec)->v = xrealloc((vec)->v, (vec)->cap * sizeof *(vec)->v); \
		}                                                                \
	} while (0)

#define vec_push(vec, item)                      \
	do {                                     \
		vec_reserve(vec, (vec)->n + 1);  \
		(vec)->v[(vec)->n++] = (item);   \
	} while (0)

#define vec_clear(vec) ((vec)->n = 0)

#define vec_fini(vec)                    \
	do {                             \
		free((vec)->v);          \
		(vec)->v = NULL;         \
		(vec)->n = (vec)->cap = 0; \
	} while (0)

#endif
