# make run    index seeds/ and serve the search page        make test   the whole suite
# make lint   style, types, direction of imports            make clean  forget everything made here
# make bench  speed beside other engines, as ratios
# make evaluate KASHAF_EVAL_DATA=FOLDER   nDCG, MRR and recall on each judged collection in FOLDER
# make screenshots   draw the pictures of the README again, into docs/
# Another Python: make run PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX := .kashaf/seeds.kashaf
RUN_FLAGS ?=
TEST_FLAGS ?=
BENCH_FLAGS ?=
EVALUATE_FLAGS ?=

# An installation links each file of ours, so a new file asks for a new one; a change inside a file does not.
FILES := $(sort $(shell find index search web -name __pycache__ -prune -o -type f -print))
SUM := $(shell { cat setup.cfg pyproject.toml; echo $(FILES); } | cksum | cut -d ' ' -f 1)
UNLINKED := $(if $(wildcard build/__editable__*/kashaf/web/cli.py),,unlinked)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --config-settings editable_mode=strict

.PHONY: help run test lint bench evaluate screenshots clean unlinked
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile | head -6

run: $(INDEX)/CURRENT
	@$(BIN)/kashaf serve --index $(INDEX) $(RUN_FLAGS)

test: $(VENV)/test-$(SUM)
	$(BIN)/pytest -n auto $(TEST_FLAGS)

lint: $(VENV)/test-$(SUM)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p kashaf.index -p kashaf.search -p kashaf.web
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/test-$(SUM)
	@$(INSTALL) --editable '.[bench]'
	$(BIN)/python -W ignore -m bench $(BENCH_FLAGS)

evaluate: $(VENV)/test-$(SUM)
	@test -d "$(KASHAF_EVAL_DATA)" || { \
	    echo "name the folder of the judged collections: make evaluate KASHAF_EVAL_DATA=FOLDER" >&2; exit 1; }
	@for folder in "$(KASHAF_EVAL_DATA)"/*/; do $(BIN)/kashaf evaluate "$$folder" $(EVALUATE_FLAGS) && echo || exit; done

# The server prints its address when it listens, and ends with the command.
screenshots: $(VENV)/test-$(SUM) $(INDEX)/CURRENT
	@{ $(BIN)/kashaf serve --index $(INDEX) & echo $$! > .kashaf/screenshots.pid; wait; } | { \
	    read -r address; $(BIN)/python tests/browser/screenshots.py "$$address" docs; status=$$?; \
	    kill "$$(cat .kashaf/screenshots.pid)"; rm -f .kashaf/screenshots.pid; exit $$status; }

clean:
	rm -rf $(VENV) .kashaf build dist kashaf.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(INDEX)/CURRENT: $(VENV)/run-$(SUM) $(wildcard seeds/*) $(filter index/%,$(FILES))
	@mkdir -p $(dir $(INDEX))
	@echo "indexing seeds/"
	@$(BIN)/kashaf build seeds --index $(INDEX)

$(VENV)/run-$(SUM): $(BIN)/python $(UNLINKED)
	@echo "installing kashaf into $(VENV)"
	@$(INSTALL) --editable .
	@rm -f $(VENV)/run-* $(VENV)/test-*
	@touch $@

$(VENV)/test-$(SUM): $(BIN)/python $(UNLINKED)
	@echo "installing kashaf and its tools into $(VENV)"
	@$(INSTALL) --editable '.[dev]'
	@rm -f $(VENV)/run-* $(VENV)/test-*
	@touch $(VENV)/run-$(SUM) $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	    echo "kashaf needs Python 3.10 or later, and $(PYTHON) is not; name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu first: apt install python3-venv" >&2; exit 1; }
