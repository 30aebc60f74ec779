/* lang.h - the language's packed data in the program: lists and model. */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include <stddef.h>
#include <stdint.h>

/* The entries of the lists and where to find them; see extract/lexicon.h. */
extern const uint32_t lang_lists[], lang_lists_end[];
/* The tagger's model; see extract/tagger.h. */
extern const int8_t lang_model[], lang_model_end[];

static inline size_t lang_lists_count(void)
{
	return (size_t)(lang_lists_end - lang_lists);
}

static inline size_t lang_model_size(void)
{
	return (size_t)(lang_model_end - lang_model);
}

#endif
