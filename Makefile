# make run               builds, imports the samples, shows what is new
# make run FILE=my.csv   imports that file
# make test              runs all tests
# make help              lists the rest

.PHONY: run build test lint format benchmark benchmark-states benchmark-jsonata fuzz clean help

bin := .build/release
# The samples get a store of their own, so that they never mix with anybody's workouts.
home := $(if $(FILE),,--home "$(CURDIR)/.workouts")
stages := StageFetch StageClean StageDiff StageNotify

run: build ## Import FILE, or the samples, and show what is new
	@$(bin)/workouts import $(home) $(if $(FILE),"$(FILE)",Samples/*.csv)
	@echo
	@$(bin)/workouts summary $(home) --by year

build: dependencies ## Build the commands and the stages, optimised
	@scripts/build.sh $(stages) workouts

test: dependencies-test ## Run all tests; warnings are errors
	STRICT=1 swift build --build-tests
	STRICT=1 swift test --skip-build --skip WorkoutsCommandTests
	@# These interrupt and kill real imports, and must not wait their turn behind all others.
	STRICT=1 swift test --skip-build --filter WorkoutsCommandTests

lint: ## Check the format of all sources
	swift format lint --recursive --strict Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources

format: ## Format all sources
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources

benchmark: build ## Measure against Polars, which is installed into a virtual environment; ROWS=n for another size
	swift run -c release --package-path Benchmarks import-benchmark --executables "$(CURDIR)/$(bin)" $(if $(ROWS),--rows $(ROWS))

benchmark-states: ## Measure the interpreter against moto, and a distributed Map; ROWS=n for another size
	swift run -c release --package-path Benchmarks states-benchmark $(if $(ROWS),--rows $(ROWS))

benchmark-jsonata: ## Measure JSONata against its reference implementation on Node, also over ../shared where it is there
	swift run -c release --package-path Benchmarks jsonata-benchmark

fuzz: dependencies ## Give the readers hostile input; TARGET=json for one of them, SECONDS=n for another time than a minute each
	@scripts/fuzz.sh $(or $(SECONDS),60) $(TARGET)

clean: ## Remove what was built; what was imported stays
	rm -rf .build Benchmarks/.build Benchmarks/.venv* Fuzzing/.build .fuzz

dependencies:
	@scripts/install-dependencies.sh

dependencies-test:
	@scripts/install-dependencies.sh test

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.PHONY: dependencies dependencies-test
