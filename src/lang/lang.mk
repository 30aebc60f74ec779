# lang.mk - the language's data: lists packed at build time, the model by make train.

LISTS := $(wildcard src/lang/fr/lists/*.txt)
LISTS_BIN = $(BUILD)/gen/lists.bin
# What cutting a list into tokens takes: not the whole library, which holds the lists.
PACK_OBJ = $(patsubst %.c,$(BUILD)/%.o,src/cli/main_lists.c src/extract/tokens.c \
	src/extract/sentences.c src/extract/spellings.c src/extract/lexicon.c src/extract/words.c $(wildcard src/base/*.c))
DATA ?= ../shared/data

$(BUILD)/pack-lists: $(PACK_OBJ) $(BUILD)/src/lang/empty.o
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lunistring

# The packer looks nothing up: empty lists satisfy the linker.
$(BUILD)/src/lang/empty.o: src/lang/lang.mk $(BUILD)/flags
	@mkdir -p $(@D)
	@echo 'const unsigned lang_lists[1];' | $(CC) -x c -c -o $@ -

$(LISTS_BIN): $(BUILD)/pack-lists $(LISTS)
	@mkdir -p $(@D)
	@$(BUILD)/pack-lists src/lang/fr/lists $@

$(BUILD)/src/lang/blobs.o: ALL_CFLAGS += -DLISTS_FILE='"$(LISTS_BIN)"'
$(BUILD)/src/lang/blobs.o: $(LISTS_BIN) src/lang/fr/model.bin

$(BUILD)/train: $(BUILD)/src/cli/main_train.o $(LIB)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

TRAIN_GOLD = $(sort $(wildcard $(DATA)/gold/news/*.gold.tsv $(DATA)/gold/sentences/*.gold.tsv)) \
	$(sort $(wildcard src/lang/fr/prose/*.txt))

.PHONY: train
train: $(BUILD)/train ## train the tagger of names on DATA/gold and src/lang/fr/prose and write src/lang/fr/model.bin
	@$(BUILD)/train src/lang/fr/model.bin $(TRAIN_GOLD)

.PHONY: train-report
train-report: $(BUILD)/train postil ## the tagger by cross-validation on DATA/gold, what each part is worth, other corpora
	@$(BUILD)/train --report $(TRAIN_GOLD)
	@tests/scripts/ablation.py $(DATA)

.PHONY: train-errors
train-errors: $(BUILD)/train ## every error in names of the cross-validation, with the words around it
	@$(BUILD)/train --errors $(TRAIN_GOLD)
