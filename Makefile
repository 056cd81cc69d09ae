# make demo | make test | make check. Needs Python 3.11 or newer and a package registry; nothing else.
PYTHON ?= python3
VENV ?= .venv
CONSTRAINTS := constraints.txt

ifeq ($(OS),Windows_NT)
BIN = $(1)/Scripts/
else
BIN = $(1)/bin/
endif

.PHONY: help demo test docs audit check lint types imports unit format env clean

help:
	@echo "make demo    fresh environment, install, run everything over the bundled corpus"
	@echo "make test    fresh environment with every extra, the whole suite"
	@echo "make docs    the documentation as a site in site/, offline; a warning is an error"
	@echo "make audit   known faults of the pinned packages, where the network reaches PyPI or OSV"
	@echo "make check   format, lint, types, import contracts and tests in $(VENV)"
	@echo "make env     (re)create $(VENV) for development"

demo:
	$(PYTHON) -m venv --clear .venv-demo
	$(call BIN,.venv-demo)python -m pip install --quiet --upgrade pip
	$(call BIN,.venv-demo)python -m pip install --quiet -c $(CONSTRAINTS) .
	$(call BIN,.venv-demo)kzru-nlp demo

test:
	$(MAKE) env VENV=.venv-test
	$(MAKE) unit VENV=.venv-test

# torch first and pinned: left to itself, pip resolves it to a build with gigabytes of CUDA libraries.
env:
	$(PYTHON) -m venv --clear $(VENV)
	$(call BIN,$(VENV))python -m pip install --quiet --upgrade pip
	$(call BIN,$(VENV))python -m pip install --quiet -c $(CONSTRAINTS) torch
	$(call BIN,$(VENV))python -m pip install --quiet -c $(CONSTRAINTS) -e ".[all]" --group dev

$(VENV):
	$(MAKE) env

check: lint types imports unit

lint: | $(VENV)
	$(call BIN,$(VENV))ruff format --check .
	$(call BIN,$(VENV))ruff check .

types: | $(VENV)
	$(call BIN,$(VENV))mypy

imports: | $(VENV)
	$(call BIN,$(VENV))lint-imports

unit: | $(VENV)
	$(call BIN,$(VENV))python -m pytest -n 2 --dist loadfile

docs: export NO_MKDOCS_2_WARNING = 1
docs: | $(VENV)
	$(call BIN,$(VENV))mkdocs build --strict --quiet

# In an environment of its own: what audits is none of what is audited. Strict, so that a package nobody can tell about
# is a failure and not a pass. SERVICE=osv asks osv.dev in the place of PyPI.
SERVICE ?= pypi
audit:
	$(PYTHON) -m venv --clear .venv-audit
	$(call BIN,.venv-audit)python -m pip install --quiet --upgrade pip pip-audit
	$(call BIN,.venv-audit)pip-audit --strict --no-deps --disable-pip --vulnerability-service $(SERVICE) -r $(CONSTRAINTS)

format: | $(VENV)
	$(call BIN,$(VENV))ruff format .
	$(call BIN,$(VENV))ruff check --fix .

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('.venv', '.venv-demo', '.venv-test', '.venv-audit', 'dist', 'build', 'kzru-demo')]"
