# The commands of this project; `make help` lists them. They need POSIX sh and a CPython 3.13 (tools/find-python).
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8000
HOST = 0.0.0.0
BIN := .venv/bin
# Every core runs tests, up to four: each has a browser of its own. The order is another each time; its seed is printed,
# and `--randomly-seed=...` repeats it (docs/adr/0091).
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: help setup setup-test setup-browser setup-hosts serve build test test-full fuzz check seeded bench pictures lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-22s%s\n", $$1, $$2}'

setup: ## make or refresh the environment in .venv: what building and serving need
	@tools/setup

setup-test: ## and what tests and checks need
	@tools/setup test

setup-browser: ## see to a Chromium for the tests
	@tools/setup-browser

setup-hosts: ## see to the web servers for the tests
	@tools/setup-hosts

serve: setup ## build the site, serve it and rebuild on change; PORT=8000 HOST=0.0.0.0
	@$(BIN)/playbook serve --host $(HOST) --port $(PORT)

build: setup ## build the site into site/
	@$(BIN)/playbook build

test: setup-test setup-browser setup-hosts ## run every test, those in a real browser too
	$(PYTEST)

test-full: setup-test setup-browser setup-hosts ## those of `make test`, and those that need LibreOffice
	@command -v soffice >/dev/null || { echo "make test-full needs LibreOffice: Debian's libreoffice-calc-nogui" >&2; exit 1; }
	$(PYTEST) -m "full or not full"

fuzz: setup-test setup-browser ## inputs that nobody thought of, an hour of them; FUZZ=1000 makes others
	FUZZ=$(or $(FUZZ),0) $(PYTEST) -m fuzz --timeout 0

check: setup-test setup-browser setup-hosts ## format, lint, types, import rules, scripts, then every test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.check_scripts
	$(PYTEST)

seeded: setup-test setup-browser setup-hosts ## put faults into the code, one by one: do the tests find them? An hour
	$(BIN)/python -m tests.seeded

bench: setup-test setup-browser ## measure answers, page weights, builds; BENCH=--write writes docs/benchmarks.md
	$(BIN)/python -m tests.bench $(BENCH)

pictures: setup-test setup-browser ## take the pictures of README anew, from the built site
	$(BIN)/python -m tools.pictures

lock: ## refresh requirements/*.txt; tools/lock --upgrade takes newer versions
	@tools/lock

clean: ## remove built sites and caches; .venv and .cache stay
	rm -rf site .site-* dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
