# Makefile - builds, runs, tests and installs postil. GNU make.
#
#   make                    ./postil
#   make run FILE=a.txt     build (installing what is missing), open the reader
#   make check              build and run the whole test suite
#   make help               every target with a sentence
#
# Variants build beside each other: BUILD=build/asan CFLAGS=... and so on.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build/release
CC ?= cc
CFLAGS ?= -O2 -g
SHARED ?= ../shared
comma := ,
# make V=1 shows the commands.
Q := $(if $(V),,@)

bindir = $(PREFIX)/bin
datadir = $(PREFIX)/share/postil
docdir = $(PREFIX)/share/doc/postil
mandir = $(PREFIX)/share/man
localedir = $(PREFIX)/share/locale

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wformat=2 -Wnull-dereference -Wvla -Wdate-time -Wpointer-arith -Wwrite-strings -Wundef
DEFS := -D_GNU_SOURCE -DPOSTIL_VERSION='"$(VERSION)"' -DPOSTIL_DATADIR='"$(datadir)"' \
	-DPOSTIL_LOCALEDIR='"$(localedir)"'
ALL_CFLAGS = -std=c11 -Isrc -I. $(DEFS) $(WARN) -pthread $(CFLAGS)
# Libraries linked in whole where their archives are installed: files that need
# not be found, mapped and bound make up a third of the start (make bench).
# STATIC= leaves all of them to the dynamic linker.
LIBRARIES := ncursesw unistring iniparser pcre2-8 xxhash jansson expat
STATIC ?= $(LIBRARIES) tinfo
archive = $(findstring /,$(shell $(CC) -print-file-name=lib$(1).a))
whole := $(foreach l,$(STATIC),$(if $(call archive,$(l)),$(l)))
LIBS := $(if $(whole),-Wl$(comma)-Bstatic $(whole:%=-l%) -Wl$(comma)-Bdynamic) \
	$(addprefix -l,$(filter-out $(whole),$(LIBRARIES))) -lm
TEST_LIBS = -lcmocka -lvterm -lutil

# main() lives in src/cli/main*.c only; everything else is the library.
MAINS := $(wildcard src/cli/main*.c)
LIB_SRC := $(filter-out $(MAINS),$(wildcard src/*/*.c src/*/*/*.c ui/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(patsubst %.S,$(BUILD)/%.o,$(wildcard src/*/*.S src/*/*/*.S))
LIB := $(BUILD)/libpostil.a
TEST_SRC := $(wildcard tests/*/test_*.c)
TEST_BIN := $(TEST_SRC:%.c=$(BUILD)/%)

MO := $(BUILD)/locale/fr/LC_MESSAGES/postil.mo

.PHONY: all
all: postil $(MO)

# The language's lists and model, packed into LIB_OBJ; make train.
-include src/lang/lang.mk

postil: $(BUILD)/postil
	@cp -f $< $@

$(BUILD)/postil: $(BUILD)/src/cli/main.o $(LIB)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

# The interface's other languages.
$(MO): src/lang/fr/postil.po src/lang/fr/typography.sed
	@mkdir -p $(@D)
	@LC_ALL=C.UTF-8 sed -E -f src/lang/fr/typography.sed $< | msgfmt -o $@ -

# Objects are remade when the flags change, not only when the sources do.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' > $@

# The shipped keymaps, compiled in: one { name, line } a line.
$(BUILD)/gen/keymaps.inc: $(wildcard keymaps/*.ini) Makefile
	@mkdir -p $(@D)
	@for f in $(wildcard keymaps/*.ini); do \
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' \
			-e "s|^.*|\t{ \"$$(basename $$f .ini)\", \"&\" },|" $$f; done > $@

# The shipped themes likewise.
$(BUILD)/gen/themes.inc: $(wildcard ui/themes/*.ini) Makefile
	@mkdir -p $(@D)
	@for f in $(wildcard ui/themes/*.ini); do \
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e '/^;/d' -e '/^$$/d' \
			-e "s|^.*|\t{ \"$$(basename $$f .ini)\", \"&\" },|" $$f; done > $@

$(BUILD)/ui/theme.o: ALL_CFLAGS += -I$(BUILD)
$(BUILD)/ui/theme.o: $(BUILD)/gen/themes.inc

$(BUILD)/src/app/keymaps.o: ALL_CFLAGS += -I$(BUILD)
$(BUILD)/src/app/keymaps.o: $(BUILD)/gen/keymaps.inc

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/app/keystrokes: $(BUILD)/tests/app/gold.o
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(TEST_LIBS) $(LIBS)

# Kept: else make takes them for passing and makes all of them anew with the library.
.SECONDARY: $(TEST_BIN:%=%.o)

# run, check, deps, install and the other errands.
-include tests/tasks.mk

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: FORCE
FORCE:
