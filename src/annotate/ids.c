/* ids.c - splitmix64 (Steele, Lea, Flood 2014) over a seed of the system. */
#include "annotate/ids.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

void ids_init(struct ids *g)
{
	if (getentropy(&g->state, sizeof g->state) != 0) {
		struct timespec ts;
		clock_gettime(CLOCK_REALTIME, &ts);
		g->state = (uint64_t)ts.tv_sec * 1000000007u ^ (uint64_t)ts.tv_nsec << 20 ^
			   (uint64_t)getpid() << 44;
	}
}

uint64_t ids_next(struct ids *g)
{
	uint64_t z = g->state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	z ^= z >> 31;
	return z != 0 ? z : 1;
}
