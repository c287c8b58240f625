# Needs Python 3.11 or later, make and git. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test bench serve lint format clean
.DELETE_ON_ERROR:

OLD_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c $(OLD_ENOUGH) 2>/dev/null && echo $$name && break; done)
PORT ?= 8000
PYTEST_ARGS ?=
export PORT

VENV := .venv/bin
RUN := $(VENV)/python
PYTEST := $(RUN) -m pytest -n 2 --dist loadfile $(PYTEST_ARGS)
STATIC := $(shell find static -type f -not -path 'static/vendor/*' 2>/dev/null)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .venv/.stamp var/static.stamp ## Load the three programmes and show them on http://localhost:8000 (PORT=...)
	@DEMO=1 $(RUN) manage.py demo

test: .venv/.stamp static/vendor/.stamp ## Run every test, those in a browser too
	@if [ -z "$$DATABASE_URL" ] && $(RUN) -m tests.postgres --installed; then \
		$(RUN) -m tests.postgres -- $(RUN) -m pytest -m postgres && $(PYTEST) -m "not postgres"; \
	else \
		$(PYTEST); \
	fi

bench: export DATABASE_URL := sqlite:///$(CURDIR)/var/bench.sqlite3
bench: .venv/.stamp ## Time the SPC engine beside a plain loop, and loading beside plain reading
	@DEMO=1 $(RUN) manage.py bench_spc
	@mkdir -p var && DEMO=1 $(RUN) manage.py migrate --verbosity 0
	@DEMO=1 $(RUN) manage.py load_programmes >/dev/null
	@DEMO=1 $(RUN) manage.py bench_load

serve: .venv/.stamp var/static.stamp ## Serve for real, as the environment says (see README)
	$(RUN) manage.py check --deploy
	@$(RUN) manage.py migrate --check || { echo "The database is behind: run $(RUN) manage.py migrate first."; exit 1; }
	exec $(VENV)/gunicorn -c python:ipqt.server ipqt.wsgi

lint: .venv/.stamp ## Check style and templates
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/djlint --quiet --lint templates

format: .venv/.stamp ## Mend what the linters can mend
	$(VENV)/ruff check --fix
	$(VENV)/ruff format

clean: ## Remove everything that was built or fetched, and the demo's database
	rm -rf .venv node_modules static/vendor var

.venv/.stamp: requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed. Install it, or name it: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c $(OLD_ENOUGH) || { echo "$(PYTHON) is older than Python 3.11. Name a newer one: make PYTHON=/path/to/python"; exit 1; }
	@$(RUN) -c $(OLD_ENOUGH) 2>/dev/null && $(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing the packages of requirements/dev.txt into .venv"
	@if command -v uv >/dev/null && uv pip install --quiet --python $(RUN) --require-hashes -r requirements/dev.txt; then :; \
	else $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt; fi
	@touch $@

static/vendor/.stamp: package-lock.json requirements/node.txt ipqt/management/commands/vendor_assets.py ipqt/nhs_css.py | .venv/.stamp
	@DEMO=1 $(RUN) manage.py vendor_assets
	@touch $@

var/static.stamp: static/vendor/.stamp $(STATIC) ipqt/storage.py ipqt/styles.py | .venv/.stamp
	@DEMO=1 DEBUG= $(RUN) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
