# `make edition` builds the sample edition; `make test` runs everything that can be tested.
# PYTHON names the interpreter (3.10 or newer), VENV the virtual environment that is made and used.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: edition test lint docs drift benchmark clean

edition: $(VENV)/.installed
	$(BIN)/teiedit validate
	$(BIN)/teiedit build --verify
	@echo "Open build/index.html in a browser, and build/protocol-66.pdf in a viewer."

test: $(VENV)/.tests-installed
	.ci/browser $(BIN)/python
	.ci/checker $(BIN)/python
	.ci/qpdf
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.lint-installed
	$(BIN)/ruff check src tests benchmarks .ci
	$(BIN)/ruff format --check src tests benchmarks .ci
	$(BIN)/mypy
	$(BIN)/lint-imports

# Pages of docs/ that are generated from the code; CI fails where they differ from it.
docs: $(VENV)/.installed
	$(BIN)/python .ci/generate_docs.py

drift: docs
	git diff --exit-code --stat -- docs

benchmark: $(VENV)/.tests-installed
	for one in benchmarks/*.py; do $(BIN)/python $$one || exit 1; done

$(VENV)/.made: .ci/venv
	.ci/venv $(PYTHON) $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[verify]'
	@touch $@

$(VENV)/.tests-installed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group test
	@touch $@

$(VENV)/.lint-installed: $(VENV)/.tests-installed
	$(BIN)/python -m pip install --quiet --group lint
	@touch $@

clean:
	rm -rf $(VENV) build dist
