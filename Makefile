# Two commands need nothing prepared but python3, git and make: `make scan` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TARGET ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: scan test lint types contracts unit install clean

install: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(STAMP)

scan: $(STAMP)
ifeq ($(strip $(TARGET)),)
	$(BIN)/debtscan demo
else
	$(BIN)/debtscan scan "$(TARGET)" -f html=debtscan-report.html
endif

test: lint types contracts unit

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/vulture

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports --no-cache

unit: $(STAMP)
	$(BIN)/python -m pytest -n auto --cov --cov-report= -q
	$(BIN)/coverage report --skip-covered --fail-under=95
	$(BIN)/coverage report --include='debtscan/model/*,debtscan/graph/*' --fail-under=100
	$(BIN)/debtscan rules test

clean:
	rm -rf $(VENV) .coverage* dist demo debtscan-report.html
