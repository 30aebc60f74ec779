/* reported.h - speech reported without marks; called by quotes_find. */
#ifndef EXTRACT_REPORTED_H
#define EXTRACT_REPORTED_H

#include "extract/cues.h"

/* A quote to be; spans of bytes, empty where there is none. */
struct quote {
	struct span span, speaker, cue;
	const char *tag, *rule; /* static */
	float confidence;
};

/* Appends it to m, with its attributes. */
void quote_add(const struct cues *c, struct mentions *m, const struct quote *q);

/* Appends INDIRECT quotes; inside[token]: stands between marks as speech. */
void reported_find(const struct cues *c, const bool *inside, struct mentions *m);

#endif
