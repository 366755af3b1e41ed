# AutoSRE. Two commands matter: make demo, make test.
SHELL := /bin/sh
SWIFT ?= swift
RELEASE := -c release --static-swift-stdlib -Xlinker -s
BINARY = .build/release/autosre
SOURCES := Package.swift Sources Tests
TESTS := TidyTests CoreTests EngineTests ReasoningTests StoreTests ConfigurationTests CommandLineTests DashboardTests \
	AdapterTests PlatformTests TimingTests EndToEndTests

.DEFAULT_GOAL := help
.PHONY: help deps browser build demo test check format lint bench clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install the C libraries that the build needs (Debian), or name what is missing
	@scripts/deps.sh build

browser: ## install Chromium and its driver, which the tests need and the demo prefers
	@scripts/deps.sh browser

build: deps ## the release binary: .build/release/autosre
	$(SWIFT) build $(RELEASE) --product autosre

demo: build ## break a shop on this machine and watch it being healed
	@scripts/deps.sh browser || echo "Without a browser the demo acts by HTTP." >&2
	$(BINARY) demo

test: deps browser ## all tests, one target after the other, so that none starves another's clock
	$(SWIFT) build --build-tests
	@set -e; for target in $(TESTS); do \
		echo "== $$target"; $(SWIFT) test --skip-build --filter "^$$target\\."; \
	done

check: deps lint ## what every commit must pass: format, lint, build with warnings as errors, fast tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter '^(TidyTests|CoreTests|StoreTests|ConfigurationTests|CommandLineTests)\.'

format: ## rewrite the sources in the house format
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

lint: ## check format and documentation of every public declaration
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

bench: build ## measure, each figure with the command behind it and a named peer in the same run
	@scripts/deps.sh bench
	Benchmarks/run.sh

clean: ## forget what was built
	rm -rf .build
