# Everything runs in .venv, made from pyproject.toml on the first call and again when that changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo test check evaluate bench pictures clean

demo: $(VENV)/ready
	@mkdir -p $(DEMO)
	$(BIN)/policygraph build examples -o $(DEMO)/graph.lbug
	$(BIN)/policygraph trace 29-NQ/TW@2022 -g $(DEMO)/graph.lbug
	$(BIN)/policygraph trace 29-NQ/TW@2022 --brief -g $(DEMO)/graph.lbug
	$(BIN)/policygraph view 29-NQ/TW@2022 -g $(DEMO)/graph.lbug -o $(DEMO)/chain.html --no-open
	$(BIN)/policygraph export $(DEMO)/graph.ttl -g $(DEMO)/graph.lbug

test: $(VENV)/ready check
	$(BIN)/python -m pytest -q

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	cd .. && $(CURDIR)/$(BIN)/mypy --config-file $(CURDIR)/pyproject.toml -p $(notdir $(CURDIR))
	$(BIN)/lint-imports

evaluate: $(VENV)/ready
	$(BIN)/policygraph evaluate ../shared/corpus ../shared/gold

bench: $(VENV)/ready
	$(BIN)/python -m pytest -q -s tests/benchmarks

pictures: $(VENV)/ready
	cd .. && $(CURDIR)/$(BIN)/python -m $(notdir $(CURDIR)).tests.viz.pictures

clean:
	rm -rf $(VENV) $(DEMO) build dist *.egg-info

$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; run: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@
