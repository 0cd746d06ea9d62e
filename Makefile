# make run     start Goodword            make test       the tests, on a real PostgreSQL and in a real browser
# make stop    stop it                   make test-fast  the quick ones, under a minute
# make check   style, types, contracts   make test-long  what takes long: benches, races, fuzz, walks over every page
# make soak    faults on purpose, hours  make lock       renew the locks after editing requirements*.in

PYTHON ?= python3
SHELL := /bin/sh
MADE := .venv/.made
# Two processes on two cores; a bigger machine may take more: make test JOBS=8
JOBS ?= 2
# Tests are handed to the processes one by one: in large shares, all long ones would go to the first of them.
SHARED = -n $(JOBS) --maxschedchunk 1
export PYTHONDONTWRITEBYTECODE =

.PHONY: run stop test test-fast test-long soak check lock environment assets screenshots clean
.DEFAULT_GOAL := run

run: $(MADE)/run $(MADE)/assets
	@exec .venv/bin/python -m goodword run

stop: $(MADE)/run
	@.venv/bin/python -m goodword stop

environment: $(MADE)/dev $(MADE)/assets

assets: $(MADE)/assets

test: $(MADE)/dev $(MADE)/assets
	@scripts/browser
	.venv/bin/python -m pytest $(SHARED) -m "not long" $(TESTS)

test-long: $(MADE)/dev $(MADE)/assets
	@scripts/browser
	.venv/bin/python -m pytest $(SHARED) -m long $(TESTS)

test-fast: $(MADE)/dev $(MADE)/assets
	.venv/bin/python -m pytest $(SHARED) -m "not slow and not browser" $(TESTS)

# One kind alone, so often: make soak FAULTS="worker --rounds 5"
soak: $(MADE)/dev $(MADE)/assets
	.venv/bin/python -m soak $(FAULTS)

check: $(MADE)/dev $(MADE)/assets
	@scripts/check

# The pictures of the README, from a demo that runs: make screenshots ADDRESS=http://localhost:8001
ADDRESS ?= http://localhost:8000
screenshots: $(MADE)/dev
	@scripts/browser
	@.venv/bin/python scripts/screenshots $(ADDRESS)

lock: $(MADE)/dev
	for name in requirements-uv requirements-node requirements requirements-dev; do \
	  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $$name.in --output-file $$name.txt || exit 1; done
	npm install --package-lock-only --ignore-scripts

clean:
	rm -rf .venv node_modules goodword/ui/static/vendor .mypy_cache .ruff_cache .import_linter_cache .pytest_cache

# Each step leaves a stamp and is done again only when its input has changed.
$(MADE)/run: requirements.txt requirements-uv.txt scripts/environment
	@echo "Making the Python environment ..."
	@$(PYTHON) scripts/environment requirements.txt
	@mkdir -p $(MADE) && touch $@

$(MADE)/dev: requirements-dev.txt requirements-uv.txt scripts/environment
	@echo "Making the Python environment with the tools for tests and checks ..."
	@$(PYTHON) scripts/environment requirements-dev.txt
	@mkdir -p $(MADE) && touch $@ $(MADE)/run

$(MADE)/assets: package-lock.json .npmrc scripts/assets goodword/ui/assets.py goodword/ui/icons.py | $(MADE)/run
	@echo "Bringing the front-end assets ..."
	@scripts/assets
	@touch $@
