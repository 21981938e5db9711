# Kurset: `make` bygger det, `make test` prøver det. `make help` viser resten.
.DEFAULT_GOAL := html
SHELL := /bin/sh

# The first Python of a version that the lock file is made for.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
FORMAT ?= text
PORT ?= 8000
BIN := $(VENV)/bin
# The time of the commit, so that two builds of one commit are the same to the byte.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
# Compiled modules are kept also where a container forbids it: each of some hundred processes would compile them anew.
unexport PYTHONDONTWRITEBYTECODE
# What is built for a module of tests is built once: tests/conftest.py says what stays in one process. Three processes
# also where there are two cores: a test of a page waits half of its time, but each builds a course of its own.
PYTEST = $(BIN)/python -m pytest -n 3 --dist loadfile
SPHINX = $(BIN)/python -m sphinx -q -W --keep-going -j auto -d _build/.doctrees

.PHONY: help html pdf epub film check stavning live links pakke stor-skrift scorm tekster test test-kursus lint slow pythons benchmark lighthouse lock hoert minisearch clean

help: ## Viser denne liste
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The PDFs and the e-book come first: the site links to them and says how large they are. The pages are read once
# for all three.
html: pdf epub ## Bygger kurset i _build/html/, _build/pdf/ og _build/epub/ (det samme som make alene)
	@$(SPHINX) -b html . _build/html
	@echo "Kurset ligger i _build/html/. Åbn $(CURDIR)/_build/html/index.html i en browser."

pdf: $(VENV)/site ## Bygger kun mappen, samtalekortene og arkene i _build/pdf/
	@$(SPHINX) $(LARGE) -b binder . _build/pdf
	@echo "Mappen ligger i _build/pdf/vaertskab-mappe.pdf."

epub: pdf ## Bygger kun e-bogen i _build/epub/
	@$(SPHINX) -b epub . _build/epub
	@echo "E-bogen ligger i _build/epub/kursus.epub."

# The films come first: a page of the binder has a QR code for the film that is there.
film: $(VENV)/film ## Laver de film, der mangler eller er gamle, og bygger så kurset med dem
	@$(BIN)/python -m vaertskab film
	@$(MAKE) --no-print-directory html

check: $(VENV)/site ## Læser siderne og siger, hvad der skal rettes (FORMAT=github eller json for programmer)
	@$(BIN)/python -m vaertskab check --format $(FORMAT)

stavning: $(VENV)/test ## Prøver stavningen
	@$(BIN)/python -m vaertskab check --stavning --format $(FORMAT)

live: $(VENV)/site ## Viser kurset i browseren, mens du skriver
	@$(BIN)/python -m vaertskab live --port $(PORT)

links: $(VENV)/site ## Prøver, om links ud af kurset virker, og skriver svaret i _build/links.md
	@$(BIN)/python -m vaertskab links

# In large print the binder takes twice as long, so it is made when it is asked for, and for everyone else when the
# course is packed.
stor-skrift pakke: LARGE := -t stor_skrift
stor-skrift: html ## Bygger kurset, også med mappen og arkene i stor skrift (18 punkt)

pakke: html ## Pakker kurset til et intranet i _build/vaertskab-<dato>.zip
	@$(BIN)/python -m vaertskab pakke

scorm: html ## Pakker kurset til et læringssystem (SCORM 1.2 og 2004) i _build/
	@$(BIN)/python -m vaertskab scorm

test-kursus: $(VENV)/course ## Prøver siderne alene: spørgsmål, links, uger og den officielle ordlyd
	@$(BIN)/python -m pytest tests/course

# The code and the spelling are looked at beside the tests, which wait for browsers and servers.
test: $(VENV)/test ## Henter det, prøverne bruger, og kører dem, som tager kort tid
	@$(BIN)/python tests/install.py
	@$(MAKE) --no-print-directory -j 3 test-code lint stavning

.PHONY: test-code
test-code:
	$(PYTEST)

lint: $(VENV)/test ## Ser koden efter: form, fejl og typer
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy --no-error-summary

# Beside the tests, one after another: programs of others, and senders that are killed and mostly wait.
CHECKERS = $(addprefix slow-,hostile pdf lms epub nu scripts)
.PHONY: $(CHECKERS) slow-code slow-crash
$(CHECKERS): slow-%:
	$(BIN)/python tests/slow/$*.py

slow-code:
	$(PYTEST) -m "slow or hypothesis" --hypothesis-profile=many --ignore=tests/kaffe/test_crash.py

slow-crash:
	KAFFE_DRAB=100 $(PYTEST) --dist load -m "slow or not slow" --timeout 1800 tests/kaffe/test_crash.py

slow: stor-skrift $(VENV)/test ## Kører det, der tager længere: kontrol af HTML, pdf og scripts, fjendtlige sider og mange afbrudte mails
	@$(MAKE) --no-print-directory -k -j 2 slow-code slow-crash $(CHECKERS)

pythons: $(VENV)/test ## Kører prøverne på maskinens andre Python-versioner
	$(BIN)/python tests/slow/pythons.py

benchmark: html $(VENV)/test ## Måler byggetid, mappen, sidernes vægt, søgningen, mails og film mod de andre
	$(BIN)/python benchmarks/harness.py build binder weight search send film

lighthouse: html $(VENV)/test ## Måler siderne med Lighthouse (bruger Node, npm og Chromium)
	$(BIN)/python benchmarks/harness.py lighthouse

lock: $(VENV)/test ## Låser afhængighederne igen efter en ændring i pyproject.toml
	$(BIN)/python tests/lock.py

tekster: $(VENV)/test ## Samler de tekster, som skal oversættes, i vaertskab/locale/
	@$(BIN)/python tests/texts.py

MINISEARCH := 7.2.0
VENDOR := vaertskab/outputs/site/vendor
hoert: $(VENV)/test ## Skriver igen, hvad en skærmlæser får at vide på ti sider, når en ændring er ment
	-@HOERT_NY=1 $(BIN)/python -m pytest -q tests/browser/test_heard_aloud.py
	@git diff --stat tests/browser/heard

minisearch: ## Henter søgningens bibliotek igen (bruger npm)
	@mkdir -p .cache && cd .cache && npm pack --silent minisearch@$(MINISEARCH)
	@tar -xzf .cache/minisearch-$(MINISEARCH).tgz -C .cache package/dist/umd/index.js package/LICENSE.txt
	@mv .cache/package/dist/umd/index.js $(VENDOR)/minisearch.js && mv .cache/package/LICENSE.txt $(VENDOR)/minisearch.txt
	@sha256sum $(VENDOR)/minisearch.js

clean: ## Fjerner alt, der er bygget og hentet
	rm -rf _build $(VENV) .cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Kurset skal bruge Python 3.11, 3.12 eller 3.13. Hent den på python.org eller med din pakkehåndtering."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		v=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq $$v; \
		else echo "Python mangler venv. Hent det først: sudo apt-get install $$v"; exit 1; fi; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

$(VENV)/site: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Henter det, kurset bygges med …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/course: requirements-course.lock $(VENV)/site
	@echo "Henter det, som siderne prøves med …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-course.lock
	@touch $@

$(VENV)/film: requirements-film.lock $(VENV)/site
	@echo "Henter det, filmene laves med …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-film.lock
	@touch $@

$(VENV)/test: requirements-test.lock $(VENV)/site
	@echo "Henter det, prøverne bruger …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --require-hashes -r requirements-test.lock
	@touch $@
