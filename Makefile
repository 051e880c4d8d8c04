# Everything a newcomer types. Each target sees to its own set-up; the stamps in
# .venv keep a second run from touching the network.

VENV := .venv
BIN := $(VENV)/bin
DEPENDENCIES := $(VENV)/.dependencies-installed
PROJECT := $(VENV)/.project-installed
SYSTEM := $(VENV)/.system-packages
TEST_TOOLS := $(VENV)/.system-packages-with-test-tools

fits = $(1) -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))'
PYTHON ?= $(shell for p in python3.12 python3.11 python3; do \
	$(call fits,$$p) >/dev/null 2>&1 && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo run test lint bench faults gallery
.DELETE_ON_ERROR:

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*##\(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(PROJECT) | $(SYSTEM)  ## Try it: sandbox, engine and desk; without a display a guided tour
	$(BIN)/switchboard demo

run: $(PROJECT) | $(SYSTEM)  ## Open the desk
	$(BIN)/switchboard

test: $(PROJECT) | $(TEST_TOOLS)  ## Run the suite, in parallel and in random order
	$(BIN)/pytest -n auto --dist worksteal

lint: $(PROJECT)  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(PROJECT) | $(TEST_TOOLS)  ## Measure every bar of docs/benchmarks.md (three quarters of an hour)
	$(BIN)/python -m tests.benchmarks

faults: $(PROJECT) | $(TEST_TOOLS)  ## The long fault runs (takes hours)
	$(BIN)/pytest -m slow tests/faults

gallery: $(PROJECT) | $(TEST_TOOLS)  ## Take the pictures of docs/gallery.md anew
	$(BIN)/switchboard demo --gallery docs/images/gallery

# Not files of ours: where something is missing and cannot be installed, the script
# says so each time and leaves no stamp.
$(SYSTEM): scripts/system_packages.sh | $(BIN)/python
	@scripts/system_packages.sh $@

$(TEST_TOOLS): scripts/system_packages.sh | $(BIN)/python
	@scripts/system_packages.sh $@ --with-test-tools

$(BIN)/python:
	@$(call fits,$(or $(PYTHON),false)) || \
		{ echo "Python 3.11 or 3.12 with its venv module is needed (apt-get install python3 python3-venv), or make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(DEPENDENCIES): constraints.txt | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r $<
	@touch $@

$(PROJECT): pyproject.toml $(DEPENDENCIES)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
