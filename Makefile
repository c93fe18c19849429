# `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

SWIFT := scripts/swift
SOURCES := Package.swift Sources Tests plugins schemas fuzz/Package.swift fuzz/Sources

.PHONY: help setup build release demo test lint format crash-walk fuzz benchmark engine-benchmark store-benchmark kill-storm clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what building, the demo and the tests need
	@scripts/setup

build: setup ## build for debugging
	@$(SWIFT) build

release: setup ## build the optimised binary, .build/release/blueprint
	@$(SWIFT) build --configuration release --product blueprint --static-swift-stdlib

demo: setup ## deploy a real application, change it, back it up, restore it, remove it
	@$(SWIFT) build --product blueprint
	@scripts/demo .build/debug/blueprint

test: setup ## run every test, and kill the command at some writes of its journal
	@$(SWIFT) build --build-tests
	@scripts/crash-walk --blueprint .build/debug/blueprint --first 6 --stride 23
	@$(SWIFT) test --skip-build --no-parallel

lint: setup ## check the format of the sources and the syntax of the scripts
	@$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	@scripts/lint-scripts

format: setup ## format the sources
	@$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

crash-walk: build ## kill the command and its plugins at every write of the journal (long)
	@scripts/crash-walk --blueprint .build/debug/blueprint $(WALK)

fuzz: setup ## search 10 minutes for inputs that break the compiler (FUZZ_SECONDS, LAWS)
	@scripts/fuzz $(LAWS)

benchmark: release ## measure the release binary: start-up, large blueprints
	@benchmarks/startup
	@benchmarks/compile

engine-benchmark: release ## measure how fast runs are carried out, beside peers
	@$(SWIFT) build --configuration release --product engine-benchmark --static-swift-stdlib
	@benchmarks/engine

kill-storm: build ## kill the command 200 times at random instants (KILL_STORM="--kills 20")
	@scripts/kill-storm $(KILL_STORM) .build/debug/blueprint

store-benchmark: setup ## measure the store beside the disk's own limit
	@$(SWIFT) build --configuration release --product store-benchmark
	@benchmarks/store

clean: ## remove what was built
	@rm -rf .build
