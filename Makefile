# Each target is one step; `make check` is what CI runs.
PY := .venv/bin/python

demo: .venv/run        ## A small town to try, on your own machine:  make demo [FRESH=1] [EMPTY=1]
	@.venv/bin/healthgrid demo $(if $(FRESH),--fresh) $(if $(EMPTY),--empty)

run: .venv/run         ## The real thing, against Telegram
	@.venv/bin/healthgrid run

test: .venv/test       ## Every test, on SQLite and on PostgreSQL
	@$(PY) -m pytest

check: .venv/test format-check lint types test-covered  ## What CI runs

format: .venv/test     ## Lay the code out
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

format-check: .venv/test
	@$(PY) -m ruff format --check .

lint: .venv/test
	@$(PY) -m ruff check .

types: .venv/test
	@$(PY) -m mypy

test-covered: .venv/test
	@$(PY) -m pytest --cov --cov-report=term:skip-covered

crash: .venv/test      ## kill -9 the bot a thousand times, its deliveries ten thousand, and look at what is left
	@$(PY) -m tests.crash

bench: .venv/bench     ## The ratios of docs/performance.md
	@$(PY) -m tests.benchmarks

.venv/run .venv/test .venv/bench: .venv/%: requirements/%.txt pyproject.toml
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< && $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && touch $@

words: .venv/test      ## Put new sentences into the catalogues, drop old ones
	@$(PY) -m tests.locales.extraction

lock:                  ## Choose versions again (needs uv)
	@for extra in run test bench; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --no-annotate $$(test $$extra = run || echo --extra test) $$(test $$extra = bench && echo --extra bench) pyproject.toml -o requirements/$$extra.txt; done

.PHONY: demo run test check format format-check lint types test-covered crash bench words lock
