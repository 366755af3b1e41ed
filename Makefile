# AutoSRE. Two commands matter: make demo, make test.
SHELL := /bin/sh
SWIFT ?= swift
# Where the release binary is built; two builds may go on at once in folders of their own.
BUILD ?= .build
RELEASE := -c release --scratch-path $(BUILD) --static-swift-stdlib -Xlinker -s
ifeq ($(shell uname),Linux)
# The toolchain's own linker: relocations in glibc 2.36's short form, nothing exported, equal functions once. 9 % smaller.
RELEASE += -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic -Xlinker --icf=safe
endif
BINARY = $(BUILD)/release/autosre
SOURCES := Package.swift Sources Tests Benchmarks
TESTS := TidyTests CoreTests EngineTests AnalysisTests RootCauseTests StoreTests ConfigurationTests CommandLineTests WebTests VendorTests DashboardTests \
	IntegrationTests PlatformTests TimingTests
# Side by side, for each mostly waits; what works a Chromium takes about half of two cores.
END_TO_END := Matrices|Runs|Clouds|Models|Pilots|Pages Browsers|Consoles

.DEFAULT_GOAL := help
.PHONY: help deps browser oracles nova-act build demo demo-aws test check format lint bench clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install the C libraries that the build needs (Debian), or name what is missing
	@scripts/deps.sh build

browser: ## install Chromium and its driver, which the tests need and the demo prefers
	@scripts/deps.sh browser

nova-act: ## make the Python environment of Nova Act's side-car (280 MB); NOVA_ACT_DIR=FOLDER for one elsewhere
	@scripts/deps.sh python
	@scripts/nova-act.sh $(NOVA_ACT_DIR)

oracles: ## install moto, botocore and slack_sdk for the tests, into .build/python
	@scripts/python.sh

build: deps ## the release binary: .build/release/autosre
	$(SWIFT) build $(RELEASE) --product autosre

demo: build ## break a shop on this machine and watch it being healed
	@scripts/deps.sh browser || echo "Without a browser the demo acts by HTTP." >&2
	$(BINARY) demo

demo-aws: build oracles ## the same on AWS, with moto and a stand-in for Amazon Nova on this machine
	.build/python/bin/python examples/aws-demo/local_aws.py examples/aws-demo/heal-local.sh $(BINARY)

test: deps browser oracles nova-act ## all tests, one target after the other, so that none starves another's clock
	SWIFT_EXEC="$$(scripts/compiler.sh)" $(SWIFT) build --build-tests
	@set -e; for target in $(TESTS); do \
		echo "== $$target"; $(SWIFT) test --skip-build --filter "^$$target\\."; \
	done; \
	for groups in $(foreach group,$(END_TO_END),'$(group)'); do \
		echo "== EndToEndTests $$groups"; \
		$(SWIFT) test --skip-build --filter "^EndToEndTests\\.EndToEnd/($$groups)/"; \
	done

check: deps lint ## what every commit must pass: format, lint, build with warnings as errors, fast tests
	SWIFT_EXEC="$$(scripts/compiler.sh)" $(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter '^(TidyTests|CoreTests|StoreTests|ConfigurationTests|CommandLineTests)\.'

format: ## rewrite the sources in the house format
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

lint: ## check format and documentation of every public declaration
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

bench: build oracles ## measure, each figure with its command and a named peer in the same run; BENCH_DATA=DIR for labelled data
	$(SWIFT) build $(RELEASE) --product signing-benchmark
	$(SWIFT) build $(RELEASE) --product json-benchmark
	$(SWIFT) build $(RELEASE) --product size-benchmark
	$(SWIFT) build $(RELEASE) --product rollout-cases
	@scripts/deps.sh bench
	Benchmarks/run.sh

clean: ## forget what was built
	rm -rf .build
