# Each target is one command in the environment .venv, which is set up first where it is missing or out of date.
PYTHON ?= python3
QUARTO ?= auto
UV ?= uv
SEED ?= $(shell date +%s)
BIN = .venv/bin
READY = .venv/ready
# How tests run side by side: those that change nothing that others read, and all of them by room (tests/conftest.py).
ABREAST = -n logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder
BY_ROOM = -n 2 --dist loadscope --no-loadscope-reorder

.PHONY: report test test-fast trials mutants lab accessibility bench check messages cluster fetch translate quarto lock clean distclean FORCE

# These may keep what they compile, whatever is said elsewhere: that is a third of compiling all in the set-up.
report test: export PYTHONDONTWRITEBYTECODE =

report: $(READY)
	@$(BIN)/energikontoret report --part all

test: $(READY)-test
	@$(BIN)/python scripts/tools.py
	@$(BIN)/python -m pytest $(BY_ROOM)

# About a minute, for the time between two changes: all that starts no browser, kernel or command.
test-fast: $(READY)-test
	@$(BIN)/python -m pytest -q -m "not slow and not trial" $(ABREAST)

# Everything that is tried at random, as often as is asked for; the seed is printed, and SEED=… tries the same again.
# What was tried is written to docs/trials.md when all has passed.
trials: $(READY)-test
	@TRIALS=$(SEED) TRIALS_PAGE=docs/trials.md $(BIN)/python -m pytest -q -m trial --hypothesis-seed=$(SEED)

# Changes one place of the code at a time, and prints the changes that no test of its room sees (an hour).
mutants: $(READY)-test
	@$(BIN)/python scripts/mutants.py --seed $(SEED)

# Git is told here too, for environments that were built before there was this to tell.
lab: $(READY)-lab
	@$(BIN)/python -m pressroom.review.gitsetup
	@$(BIN)/python -m jupyterlab --config=scripts/jupyter_lab.py

bench: $(READY)-bench
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.review

# Takes the messages out of the sources into report/en/messages.po and the engine's own catalogue, for translation.
messages: $(READY)
	@$(BIN)/python -m pressroom.messages

# Tries every page and PDF, and keeps for the accessibility statement what was found.
accessibility: $(READY)-test
	@RECORD_ACCESSIBILITY=1 $(BIN)/python -m pytest -q tests/pages/test_every_page.py \
		--deselect tests/pages/test_every_page.py::test_the_statement_tells_of_what_is_tried_here
	@$(BIN)/energikontoret accept --all --because "Every page and PDF tried anew"

check: $(READY)
	@$(BIN)/energikontoret check

# What some commands need beyond the report: --scheduler, refresh, numbers and days of further languages.
cluster fetch translate: %: $(READY)-%

# Tries again to install Quarto, for example after the network has been opened.
quarto: $(READY)
	@$(PYTHON) scripts/setup.py --quarto retry

# After a change of dependencies in pyproject.toml. Needs uv, which the environment itself does not.
lock:
	@UV="$(UV)" $(BIN)/python scripts/lock.py
	@$(BIN)/python scripts/conda_environment.py

clean:
	@rm -rf runs _report .quarto .pytest_cache .ruff_cache .mypy_cache .hypothesis

distclean: clean
	@rm -rf .venv .venv.old

# An environment that was moved or whose Python is gone is built again, whatever its date says.
ifneq ($(shell [ -x $(BIN)/python ] && head -n 1 $(READY) 2>/dev/null),$(CURDIR))
$(READY): FORCE
endif

$(READY): requirements.lock requirements-quarto.lock pyproject.toml scripts/setup.py scripts/installer.py
	@$(PYTHON) scripts/setup.py --quarto $(QUARTO)

$(READY)-%: requirements-%.lock $(READY)
	@$(PYTHON) scripts/setup.py --with $*
