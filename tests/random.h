/* random.h - random numbers for tests, the same in every run. RANDOM_SEED, defined before
 * it is included, is where they begin; a test may set seed anew.
 */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>

static uint32_t seed = RANDOM_SEED;

/* 0 to n - 1, n from 1 to 2^24; the generator of Numerical Recipes, without its weak low bits. */
static inline uint32_t random_below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

#endif
