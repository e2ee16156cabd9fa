# Everything runs in .venv, which the first target to need it creates.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Images of containers often set it; then each process of the tests compiles all of our code again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test lint prove bench clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "fragmend needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=python3.x and run make again.")'
	@echo "Setting up $(VENV) (once, a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt --editable '.[dev]'
	-@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib  # pip would do it on one core alone
	@touch $@

demo: $(STAMP)  ## set up, clean sample_data/ into demo/, show what came out
	@$(BIN)/fragmend clean sample_data --out demo --night 2026-11-01

test: $(STAMP) lint  ## set up, check the code, run the tests (under four minutes)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m 'not prove'

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

prove: $(STAMP)  ## what takes longer: bars, faults, browsers
	@$(BIN)/python -m pytest -q -m prove

clean:  ## remove the environment and the demo's output
	rm -rf $(VENV) demo
