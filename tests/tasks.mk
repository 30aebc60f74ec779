# tasks.mk - the errands of the Makefile: run, check, install and what is long.

FILE ?= $(firstword $(wildcard src/lang/fr/samples/*.txt))
SAMPLES = $(wildcard src/lang/fr/samples/*.txt)
SCRIPTS := tests/scripts
ASAN := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

.PHONY: run
run: ## build (installing what is missing) and open FILE, or the sample article
	@$(SCRIPTS)/deps.sh build
	@$(MAKE) --no-print-directory all
	@POSTIL_LOCALEDIR="$(CURDIR)/$(BUILD)/locale" ./postil "$(FILE)"

.PHONY: deps
deps: ## install everything that building, testing and the static checks need
	@$(SCRIPTS)/deps.sh lint

.PHONY: filters
filters: ## install the programs that open pages, PDF, Word files and mails
	@$(SCRIPTS)/deps.sh filters

.PHONY: check
check: ## build and run the whole test suite; the last line counts
	@$(SCRIPTS)/deps.sh check
	@$(MAKE) --no-print-directory all tests
	@SHARED="$(SHARED)" $(SCRIPTS)/run.sh $(BUILD)

.PHONY: tests
tests: $(TEST_BIN) $(BUILD)/tests/app/keystrokes $(BUILD)/tests/app/keycost $(BUILD)/postil $(MO) ## build the tests

.PHONY: asan
asan: ## the tests under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory BUILD=build/asan \
		CFLAGS="$(ASAN)" tests
	@SHARED="$(SHARED)" $(SCRIPTS)/run.sh build/asan

.PHONY: valgrind
valgrind: tests ## the unit tests under valgrind
	@for t in $(TEST_BIN); do echo $$t; valgrind -q --error-exitcode=1 --leak-check=full \
		--errors-for-leak-kinds=definite $$t >/dev/null || exit 1; done

.PHONY: coverage
coverage: ## lines that the tests run, by file
	@$(MAKE) --no-print-directory BUILD=build/coverage CFLAGS="-O0 -g --coverage" LDFLAGS=--coverage tests
	@SHARED="$(SHARED)" $(SCRIPTS)/run.sh build/coverage
	@$(SCRIPTS)/coverage.sh build/coverage

.PHONY: golden
golden: all ## write the golden frames anew; read the difference before you commit it
	@$(SCRIPTS)/../screens/check_frames.sh ./postil --write

.PHONY: html
html: all ## the HTML export in headless Chromium, if it is there: text, paper, light and dark
	@$(SCRIPTS)/html.sh ./postil

.PHONY: screenshots
screenshots: all ## the pictures of the README, from real frames
	@$(SCRIPTS)/screenshots.sh ./postil

.PHONY: gallery
gallery: all ## every state as text and picture, three sizes, three looks: build/gallery/index.html
	@$(SCRIPTS)/gallery.sh ./postil build/gallery

.PHONY: config
config: all ## write config.ini anew from the table of options
	@./postil --dump-config > config.ini

.PHONY: man
man: ## write the reference parts of the manual anew from the tables
	@$(SCRIPTS)/manpage.py

.PHONY: keystrokes
keystrokes: all $(BUILD)/tests/app/keystrokes ## keys an annotation from suggestions to gold, without and with attributes, over the shared articles
	@$(SCRIPTS)/keystrokes.py ./postil $(BUILD) $(wildcard $(SHARED)/articles/*.gold.tsv)

.PHONY: keycost
keycost: tests ## what each key costs with 100,000 annotations (ANNOTATIONS=, TIMES= typed)
	@$(BUILD)/tests/app/keycost $(or $(ANNOTATIONS),100000) $(or $(TIMES),50)

.PHONY: french
french: ## the French translations with their apostrophes and no-break spaces
	@LC_ALL=C.UTF-8 sed -E -i -f src/lang/fr/typography.sed src/lang/fr/postil.po

.PHONY: bench
bench: all ## speed as ratios to less, taken in one run
	@SHARED="$(SHARED)" $(SCRIPTS)/bench.sh ./postil

.PHONY: faults
faults: all ## every system call of saving made to fail, and 1,000 kills
	@SHARED="$(abspath $(SHARED))" $(SCRIPTS)/faults.sh ./postil $(or $(KILLS),1000)

.PHONY: oom
oom: all ## memory refused at every STEPth allocation of the batch commands
	@$(SCRIPTS)/oom.sh ./postil $(or $(STEP),23)

.PHONY: strain
strain: tests ## two writers with 1,000 saves each, a million cells through TSV and back
	@SAVES=1000 CELLS=1000000 $(BUILD)/tests/store/test_sidecar

.PHONY: anchors
anchors: tests ## 10,000 annotations followed through each kind of change of the text
	@SHARED="$(abspath $(SHARED))" ANCHORS=$(or $(ANCHORS),10000) $(BUILD)/tests/annotate/test_anchor

.PHONY: fuzz
fuzz: ## fuzz what reads foreign bytes, and the reader with keys, under sanitizers; SECONDS= for each TARGET=
	@$(MAKE) --no-print-directory BUILD=build/asan CFLAGS="$(ASAN)" tests
	@FUZZ_SECONDS="$(or $(SECONDS),60)" FUZZ_TARGET="$(TARGET)" build/asan/tests/fuzz/test_fuzz

.PHONY: spelled
spelled: tests ## every number to 100,000 and 50,000 larger ones, spelled by CLDR's rules, read back
	@SHARED="$(SHARED)" SPELLED=all $(BUILD)/tests/extract/test_spelled

.PHONY: recognizers
recognizers: all ## figures and dates of Microsoft's French specifications; V=1 lists what is missing
	@$(SCRIPTS)/recognizers.py ./postil $(SHARED)/data/figures/recognizers-fr.jsonl $(if $(V),-v)

.PHONY: lint
lint: ## the static checks: layers, both compilers, clang-tidy, shellcheck, mandoc
	@$(SCRIPTS)/lint.sh

.PHONY: install
install: all ## copy program, manual and samples below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5 \
		$(DESTDIR)$(datadir)/samples $(DESTDIR)$(docdir)
	install -m 755 postil $(DESTDIR)$(bindir)/postil
	install -d $(DESTDIR)$(localedir)/fr/LC_MESSAGES
	install -m 644 $(MO) $(DESTDIR)$(localedir)/fr/LC_MESSAGES/postil.mo
	install -m 644 $(wildcard man/*.1) $(DESTDIR)$(mandir)/man1
	install -m 644 $(wildcard man/*.5) $(DESTDIR)$(mandir)/man5
	install -m 644 $(SAMPLES) $(DESTDIR)$(datadir)/samples
	install -m 644 README.md NEWS.md LICENSE NOTICE config.ini $(DESTDIR)$(docdir)
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	LC_ALL=C ./postil --completions bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/postil
	LC_ALL=C ./postil --completions zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_postil
	LC_ALL=C ./postil --completions fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/postil.fish
	install -d $(DESTDIR)$(docdir)/keymaps
	install -m 644 $(wildcard keymaps/*.ini) $(DESTDIR)$(docdir)/keymaps
	install -d $(DESTDIR)$(docdir)/themes
	install -m 644 $(wildcard ui/themes/*.ini) $(DESTDIR)$(docdir)/themes

.PHONY: uninstall
uninstall: ## take away what install put there
	rm -f $(DESTDIR)$(bindir)/postil
	rm -f $(patsubst man/%,$(DESTDIR)$(mandir)/man1/%,$(wildcard man/*.1))
	rm -f $(patsubst man/%,$(DESTDIR)$(mandir)/man5/%,$(wildcard man/*.5))
	rm -f $(DESTDIR)$(localedir)/fr/LC_MESSAGES/postil.mo
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/postil \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_postil \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/postil.fish
	rm -rf $(DESTDIR)$(datadir) $(DESTDIR)$(docdir)

.PHONY: clean
clean: ## take away what was built
	rm -rf build postil

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' tests/tasks.mk src/lang/lang.mk 2>/dev/null | \
		expand -t 14
