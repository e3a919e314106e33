# Every target works from a fresh clone: what is missing is installed first.
.PHONY: install run test lint benchmark fuzz clean

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SAMPLE := warehouse/sample.duckdb

install: $(STAMP)

# uv if it is there; else a private copy of it from the package registry; else plain pip.
$(STAMP): pyproject.toml uv.lock
	@if command -v uv >/dev/null 2>&1; then \
		uv sync --quiet; \
	elif { test -x .uv/bin/uv || { $(PYTHON) -m venv .uv && .uv/bin/pip install --quiet uv; }; } && .uv/bin/uv --version >/dev/null; then \
		.uv/bin/uv sync --quiet; \
	else \
		echo "uv cannot be had; installing with pip"; \
		$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1' && \
		$(BIN)/python -m pip install --quiet --editable . --group dev; \
	fi
	@touch $@

run: install
	@$(BIN)/standpunkt run seeds/articles --warehouse $(SAMPLE)
	@echo
	@echo "Who stands where, from how many stances for and against:"
	@$(BIN)/standpunkt query --warehouse $(SAMPLE) "select actor_name as actor, issue_label as issue, \
		support_count as pro, oppose_count as contra, last_on as last from marts.actor_issue_positions \
		order by stance_count desc, actor, issue limit 8"
	@echo "Try next:"
	@echo "  $(BIN)/standpunkt query - --warehouse $(SAMPLE) < sql/queries/stances_with_evidence.sql"
	@echo "  $(BIN)/standpunkt explain \"$$($(BIN)/standpunkt query 'select stance_id from stances order by confidence desc, stance_id limit 1' --format csv --warehouse $(SAMPLE) | tail -n 1)\" --warehouse $(SAMPLE)"
	@echo "  $(BIN)/standpunkt run YOUR_FOLDER"

test: install
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --disable-progress-bar sql

benchmark: install
	@$(BIN)/python benchmarks/articles.py
	@$(BIN)/python benchmarks/main_job.py
	@$(BIN)/python benchmarks/duplicates.py
	@$(BIN)/python benchmarks/linking.py
	@$(BIN)/python benchmarks/language.py

fuzz: install
	@$(BIN)/python -m tests.fuzz

clean:
	rm -rf $(VENV) .uv warehouse build dist *.egg-info
