/* reader.h - a reader without a terminal and without files, for tests: an article from
 * memory, what was found in it, and the frame it is drawn to.
 */
#ifndef TESTS_READER_H
#define TESTS_READER_H

#include <string.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "ui/draw.h"

struct reader {
	problem_vec problems;
	struct tagset tags;
	struct options *options;
	struct keymap *keymap;
	struct app *a;
	struct frame f;
};

static inline void reader_init(struct reader *r, const char *text, unsigned w, unsigned h)
{
	struct error err = { 0 };

	memset(r, 0, sizeof *r);
	tagset_init(&r->tags);
	r->options = options_new();
	r->keymap = keymap_load("default", NULL, &r->problems);
	keymap_bind_tags(r->keymap, &r->tags, &r->problems);
	struct app_opts o = { .keymap = r->keymap, .options = r->options, .tags = &r->tags, .annotator = "x",
			      .no_sidecar = true };
	frame_init(&r->f);
	r->a = app_new(&o, &err);
	assert_non_null(r->a);
	assert_true(app_open_text(r->a, text_from_memory("a.txt", sv_of(text)), "a.txt", &err));
	app_resize(r->a, w, h);
	app_settle(r->a);
}

static inline void reader_fini(struct reader *r)
{
	app_free(r->a);
	frame_fini(&r->f);
	keymap_free(r->keymap);
	options_free(r->options);
	tagset_fini(&r->tags);
	problems_fini(&r->problems);
}

#endif
