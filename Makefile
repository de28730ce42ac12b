# `make` alone tells what there is. A newcomer needs `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
export MEDVIRKNING_DEMO ?= 1
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test check lint types contracts translations docs bench lock clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run-ready ## start the demo at http://localhost:8000 (settings: PORT, MEDVIRKNING_DATA)
	@$(BIN)/flask --app wsgi serve

test: $(VENV)/dev-ready ## run everything: code checks, both databases, browser
	@$(BIN)/python -m tests.everything

check: lint types contracts ## the quick checks of the code

lint: $(VENV)/dev-ready ## ruff and djlint
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint --quiet --lint templates

types: $(VENV)/dev-ready ## mypy
	$(BIN)/mypy

contracts: $(VENV)/dev-ready ## who may import whom
	$(BIN)/lint-imports

translations: $(VENV)/dev-ready ## bring the catalogues up to date with the source texts
	$(BIN)/flask --app wsgi translations

docs: $(VENV)/dev-ready ## write docs/permissions.md and docs/lifecycles.md anew
	$(BIN)/flask --app wsgi docs

bench: $(VENV)/dev-ready ## measure against the bare ceiling apps; figures land in benchmarks/
	$(BIN)/python -m benchmarks.measure

lock: ## compile the hash-pinned requirements anew
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip --quiet install pip-tools
	.venv-lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --strip-extras --extra postgres -o requirements.txt pyproject.toml
	.venv-lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --strip-extras --extra postgres --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	rm -r .venv-lock

clean: ## remove what was built, keep what was written
	rm -rf $(VENV) static/build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Medvirkning needs Python 3.11 or newer: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run-ready: requirements.txt $(VENV)/bin/python
	@echo "Installing what the site needs (once) …"
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev-ready: requirements-dev.txt $(VENV)/bin/python
	@echo "Installing what the tests need (once) …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/run-ready
