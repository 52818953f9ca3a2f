# `make` alone lists the commands. Everything they need is installed into .venv on first use.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
RUN := $(BIN)/python
SPEECH := $(wildcard src/motcua/locale/*/LC_MESSAGES/*.po)
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run demo test prove check format words docs pictures bench release clean

help: ## this list
	@echo "Motcua: make COMMAND"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' $(MAKEFILE_LIST) | expand -t 12

# What the papers and messages of the demo print, unless the environment says where people reach it.
run demo: export MOTCUA_PUBLIC_ADDRESS ?= $(if $(MOTCUA_HOSTS),,http://127.0.0.1:$(PORT))

run: install ## the demo at http://127.0.0.1:8000/ (PORT=8001 chooses another port); Ctrl-C ends it
	@MOTCUA_DEMO=1 $(BIN)/motcua demo
	@MOTCUA_DEMO=1 exec $(BIN)/motcua serve --port $(PORT) --with-work

demo: install ## loads the demo (make demo FRESH=1 starts it anew)
	@MOTCUA_DEMO=1 $(BIN)/motcua demo $(if $(FRESH),--fresh)

test: install ## the tests: on SQLite, on PostgreSQL, in a browser (at most 10 minutes)
	@$(RUN) scripts/suite.py test

prove: install ## the long proofs with full counts: oracle, simulator, faults (at most 60 minutes)
	@$(RUN) scripts/suite.py prove

check: install ## format, lint, floors, types, migrations, translations, generated documents
	@$(RUN) scripts/check.py

format: install ## formats the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

words: install ## brings the Vietnamese catalogue up to date with the code, and lists what has no translation
	@$(RUN) scripts/messages.py update && $(RUN) scripts/messages.py missing

docs: install ## writes the generated documents anew
	@$(RUN) scripts/docs.py

pictures: install ## takes the pictures of the READMEs anew
	@$(RUN) -m tests.browser.pictures

bench: install ## measures, and prints a table (each figure is a file in benchmarks/)
	@$(RUN) -m benchmarks

release: check test ## builds the wheel into dist/
	@$(RUN) -m pip wheel -q --no-deps --no-build-isolation -w dist . && ls dist

clean: ## removes the installation, not the data in var/
	rm -rf .venv dist

# --- installation: each stamp is newer than what it was made from, so a second start does nothing ---

install: .venv/.package $(SPEECH:.po=.mo)

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Motcua needs Python 3.11 or newer; choose one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "This Python cannot make a venv: install python3-venv (Debian, Ubuntu)" >&2; exit 1; }

.venv/.requirements: requirements.txt | .venv/bin/pip
	@echo "Installing what Motcua needs (once; a minute or two) ..."
	@$(RUN) -m pip install -q --no-input --require-hashes -r requirements.txt
	@touch $@

.venv/.package: pyproject.toml .venv/.requirements
	@$(RUN) -m pip install -q --no-input --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po | .venv/.package
	@$(RUN) scripts/messages.py compile
	@touch $@
