# The commands of the project. Each sets up what it needs first, once, from Python 3.11 or later and nothing else.

PORT ?= 8866
export PORT
PY := .venv/bin/python
READY := .venv/.ready
# Node comes with the Python packages; what it needs itself is in package-lock.json, and no package's own script is run.
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --silent
NODE_READY := node_modules/.package-lock.json
SCRIPTS := $(shell find widgets/controls/scripts hosting/front/scripts -name '*.js') $(shell find widgets -name '*.css' -not -path '*/built/*')
BUILT := widgets/controls/built/.ready

.DEFAULT_GOAL := guide
.PHONY: guide serve built load lab print wheel bundle static one-file offline test lint format bench figures minute errands pictures lock audit clean chromium firefox nginx check recorded schemas samples overlay quick

guide: $(BUILT) overlay  ## serve the runner's page at http://localhost:8866 (PORT= to change)
	@$(PY) -m strength_guide --port="$$PORT"

serve: $(BUILT) overlay  ## serve it to a crowd: limits, health, metrics (settings: hosting/serve/voila.py)
	@$(PY) -m strength_guide serve

load: $(BUILT)  ## visitors to the ceiling and three times past it, then an evening of them (see tests/commands/load.py)
	@$(PY) -m tests.commands.load

lab: $(BUILT)  ## the notebooks in JupyterLab, and in it the runner's page
	@$(PY) -m strength_guide lab

test: $(BUILT) chromium firefox nginx  ## every test, in three processes: many wait for browsers and servers
	@$(NPM) test
	@$(PY) -m pytest -n 3 --dist worksteal -q

quick: lint $(BUILT)  ## lint, scripts, and the tests that need no browser, no server and no patience
	@$(NPM) test
	@$(PY) -m pytest -n 2 --dist worksteal -q -m "not browser and not slow"

lint: $(NODE_READY) $(BUILT)  ## style, imports, likely bugs and types, and how hard the texts are to read
	@$(PY) -m ruff check -q
	@$(PY) -m ruff format -q --check
	@$(PY) -m mypy
	@$(NPM) run lint
	@$(PY) -m tests.commands.reading --page

format: $(NODE_READY)  ## put the code in its usual shape
	@$(PY) -m ruff check -q --fix
	@$(PY) -m ruff format
	@$(NPM) run format

bench: $(BUILT) chromium  ## what the page costs beside an empty one, and what is over budget: ONLY=cards, caseload, crowd, kernels, pain, phone, static, trends
	@ONLY=$(ONLY) $(PY) -m tests.commands.bench

built: $(BUILT)  ## the widgets' scripts, each as one small file

overlay: $(READY)
	@test -z "$$STRENGTH_GUIDE_OVERLAY" || $(PY) -m strength_guide check "$$STRENGTH_GUIDE_OVERLAY"

check: $(READY)  ## every mistake in data/, or in an overlay: make check FOLDER=my_clinic
	@$(PY) -m strength_guide check "$$FOLDER"

schemas: $(READY)  ## write data/schemas/ anew from the models and data/README.md
	@$(PY) -m workbook.editing.schemas

recorded: $(READY)  ## after a change of data/: its next version, for clinics that upgrade (RENAMED="was=is" for new ids)
	@$(PY) -m workbook.editing.versions $(if $(RENAMED),--renamed $(RENAMED)) $(if $(BEFORE),--before $(BEFORE))

figures: $(BUILT) chromium  ## one picture of every exercise, start and end: figures.png
	@$(PY) -m tests.commands.figures

minute: $(BUILT) chromium  ## taps, pixels and words until a runner trains, and what is over its limit: docs/first-minute.md
	@$(PY) -m tests.commands.first_minute

errands: $(BUILT) chromium  ## clicks, keystrokes and words of each of a physio's errands: docs/errands.md
	@$(PY) -m tests.commands.errands

pictures: $(BUILT) chromium  ## the page's main screens anew, for docs/, and what each of them says
	@$(PY) -m tests.commands.pictures

samples: $(READY)  ## write data/samples/ anew: the made-up runners, the same ones each time
	@$(PY) -m workbook.editing.samples

print: $(READY)  ## a guide to print: make print INJURY="pfp itb=settled" EQUIPMENT="step dumbbell" MINUTES=30 SESSIONS=2 FOLDER=my_clinic TO=guide.pdf
	@$(PY) -m strength_guide print --to "$(or $(TO),strength-guide.pdf)" $(if $(INJURY),--injury "$(INJURY)") \
	  $(if $(EQUIPMENT),--equipment $(EQUIPMENT)) $(if $(MINUTES),--minutes $(MINUTES)) \
	  $(if $(SESSIONS),--sessions $(SESSIONS)) $(if $(FOLDER),--overlay "$(FOLDER)")

wheel: $(BUILT)  ## the package, in dist/: pip install it, and `strength-guide` serves the page
	@$(PY) -m pip wheel -qq --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

bundle: $(BUILT)  ## one zip that needs no internet: make bundle LAPTOPS="windows mac linux" PYTHONS="3.12 3.13"
	@$(PY) -m hosting.bundle.write $(if $(LAPTOPS),--laptops $(LAPTOPS)) $(if $(PYTHONS),--pythons $(PYTHONS))

static: $(BUILT) overlay  ## the page as files alone, in dist/static/, for any host of files; Python runs in the browser
	@$(PY) -m hosting.static.write

one-file: $(BUILT) overlay  ## the page, and the workshop, each as one file that opens from a disk, in dist/
	@$(PY) -m hosting.static.write --one-file dist

offline: $(BUILT)  ## install such a zip with the network off, and open its page
	@$(PY) -m tests.commands.offline

lock: $(READY)  ## choose the newest versions that pyproject.toml allows, and write them to the locks
	@$(PY) -m pip install -qq uv
	@compile="$(PY) -m uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command 'make lock' pyproject.toml"; \
	eval $$compile --upgrade --extra build --extra dev --extra lab -o requirements.lock && \
	eval $$compile -c requirements.lock -o hosting/container/requirements.lock  # what serving needs, of the same

audit: $(NODE_READY)  ## known vulnerabilities of what is locked, as the package indexes list them (needs internet)
	@$(PY) -m pip install -qq pip-audit
	@$(PY) -m pip_audit --strict --require-hashes --disable-pip -r requirements.lock
	@$(NPM) audit

clean:  ## forget the set-up
	@rm -rf .venv node_modules widgets/controls/built hosting/voila/templates/guide/static/front.* .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info

$(READY): requirements.lock pyproject.toml
	@python=$$(for p in python3.11 python3; do \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done); \
	test -n "$$python" || { echo "Python 3.11 or later is needed and was not found."; exit 1; }; \
	echo "Setting up .venv with $$($$python --version) (a minute or two, once)…"; \
	$$python -m venv .venv
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(NODE_READY): package-lock.json package.json $(READY)
	@$(NPM) ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(BUILT): $(NODE_READY) $(SCRIPTS) widgets/controls/scripts hosting/front/scripts package.json
	@rm -rf $(@D)
	@$(NPM) run build
	@touch $@

# Of these programs one must be there; if none is, these Debian packages bring it: $(call from_debian,programs,packages)
define from_debian
for c in $(1); do command -v $$c >/dev/null && exit 0; done; \
if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
if command -v apt-get >/dev/null && { [ -z "$$sudo" ] || command -v sudo >/dev/null; }; then \
  echo "Installing $(2), which the tests need…"; \
  $$sudo apt-get update -qq && $$sudo apt-get install -qq -y $(2) >/dev/null; \
else echo "The tests need one of these on the PATH: $(1). Please install it."; exit 1; fi
endef

chromium:  # and its shell without windows, which is less work, where the system has it
	@$(call from_debian,chromium chromium-browser google-chrome,chromium)
	@command -v chromium-headless-shell >/dev/null || test "$$(id -u)" != 0 || \
	apt-get install -qq -y chromium-headless-shell >/dev/null 2>&1 || true

firefox:
	@$(call from_debian,firefox-esr firefox,firefox-esr)

nginx:
	@$(call from_debian,nginx /usr/sbin/nginx,nginx-light)
	@$(call from_debian,openssl,openssl)
