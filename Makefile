# Everything a contributor needs, from nothing but Python 3.11, git, make, gcc and node.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
ARGS ?= --demo
HISTORIES ?= $(firstword $(wildcard ../*/data/open))
SIMULATOR ?= $(firstword $(wildcard ../*/ghsim))
MINUTES ?= 10

.PHONY: help env serve test check fix fidelity bench fuzz screenshots lock clean

help: ## Show this list.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | column -t -s $$'\t'

.venv/.ready: requirements-dev.lock pyproject.toml
	@echo "Building .venv (about a minute the first time)..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than Python 3.11; say which one to use, such as PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

env: .venv/.ready ## Build .venv, so that .venv/bin/still-engineering is the program.

serve: env ## Serve badges on http://localhost:8000 (ARGS= for real data instead of the demo).
	@$(BIN)/still-engineering serve $(ARGS)

test: env ## Run every test with the coverage gate.
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term $(PYTEST)

check: env ## Check formatting, lint, types, import contracts, workflows and the image; writes nothing.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml docs/examples/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/zizmor --offline --quiet --no-progress --strict-collection --persona auditor action.yml .github docs/examples/*.yml

fix: env ## Let ruff mend what it can.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fidelity: env ## Compare scores from the API with full histories, where recorded ones and a simulator are at hand.
	@if [ ! -d "$(HISTORIES)" ] || [ ! -d "$(SIMULATOR)" ]; then \
	  echo "fidelity: skipped, no recorded histories (HISTORIES=folder) or no simulator (SIMULATOR=folder)"; \
	else $(MAKE) --no-print-directory .simulator/.ready && \
	  $(BIN)/python -m bench.fidelity $(HISTORIES) --simulator $(SIMULATOR) --python .simulator/bin/python; fi

bench: env .bench/.ready ## Print every figure of speed, size and endurance with its floor; about an hour (MINUTES=1 for less).
	@$(BIN)/python -m bench.hot
	@$(BIN)/python -m bench.draw
	@$(BIN)/python -m bench.memory
	@$(BIN)/python -m bench.slow
	@$(BIN)/python -m bench.shutdown
	@$(BIN)/python -m bench.freshness
	@if [ ! -d "$(HISTORIES)" ] || [ ! -d "$(SIMULATOR)" ]; then \
	  $(BIN)/python -m bench.start; \
	  echo "cold, outage, mixed: skipped, no recorded histories (HISTORIES=folder) or no simulator (SIMULATOR=folder)"; \
	else $(MAKE) --no-print-directory .simulator/.ready && \
	  with="--simulator $(SIMULATOR) --python .simulator/bin/python" && \
	  $(BIN)/python -m bench.start --histories $(HISTORIES) $$with && \
	  $(BIN)/python -m bench.cold $(HISTORIES) $$with && \
	  $(BIN)/python -m bench.outage $(HISTORIES) $$with && \
	  $(BIN)/python -m bench.mixed $(HISTORIES) $$with --minutes $(MINUTES); fi

fuzz: env ## Throw thousands of odd requests at the service and see that nothing breaks; about five minutes.
	@$(BIN)/python -m bench.fuzz

# Other badge libraries to measure beside ours; npm's only where npm is.
.bench/.ready:
	@$(PYTHON) -m venv .bench/venv
	@.bench/venv/bin/python -m pip install --quiet --disable-pip-version-check pybadges==3.0.1 anybadge==1.16.0
	@if command -v npm >/dev/null; then npm --prefix .bench install --silent --no-audit --no-fund badge-maker@6.0.0 badgen@3.3.2; fi
	@touch $@

.simulator/.ready: $(wildcard $(SIMULATOR)/requirements.txt)
	@$(PYTHON) -m venv .simulator
	@.simulator/bin/python -m pip install --quiet --disable-pip-version-check -r $(SIMULATOR)/requirements.txt
	@touch $@

screenshots: env ## Take the pictures of the README and the docs from the demo (needs Chromium).
	@$(BIN)/python -m bench.screenshots

lock: ## Resolve the locked dependencies again (needs uv on the PATH).
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --extra server pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml -o action/requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --extra server --extra png --group dev pyproject.toml -o requirements-dev.lock

clean: ## Remove what the other targets made.
	rm -rf .venv .bench .simulator .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
