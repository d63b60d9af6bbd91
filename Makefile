# make serve   the page on http://localhost:8080/ (PORT=n for another port)
# make check   the fast half: format, lints, types, unit and layer tests; a minute when built
# make test    every test: Rust, types, size, three real browsers; ten minutes when built, on two cores
# make dist    the deployable files in www/dist/, the npm package in www/package/
#              (SITE=https://clinic.example/smp/ names the place they will have)
# make bench   speed against the committed record
# make sheet   eight views × tones × stages, every case, every hairline, to look at: target/sheet/*.png
#
# Each target installs its missing tools (www/setup.sh); present ones are kept.

SHELL := /bin/bash
PORT ?= 8080
# Base URL of the deployment: embed codes contain absolute addresses.
SITE ?= http://localhost:$(PORT)/
export SITE
# Tools built by setup.sh, outside the checkout, so that a fresh clone finds them.
export PATH := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/smp-visualizer/cargo/bin:$(CURDIR)/www/node_modules/.bin:$(PATH)

TARGET := $(or $(CARGO_TARGET_DIR),target)
CORE := $(shell find src -name '*.rs') Cargo.toml Cargo.lock .cargo/config.toml
PAGE := $(shell find www/src www/locales -type f ! -name '*.test.ts') $(wildcard www/*.html www/*.css www/*.mjs www/*.png www/*.md) www/package-lock.json

# Pages depend on SITE: rebuild when it changes.
ifneq ($(file <.cache/site),$(SITE))
$(shell mkdir -p .cache)
$(file >.cache/site,$(SITE))
endif

# Unit tests of the page, each beside what it tests.
UNIT := $(shell find www/src -name '*.test.ts')

.PHONY: help setup setup-test serve check test lint lint-rust lint-page test-rust test-node test-wasm test-unit test-web dist bench sheet clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# //p' Makefile | sed '/^$$/d'

setup:
	@bash www/setup.sh build

setup-test: setup
	@bash www/setup.sh test

serve: setup
	@$(MAKE) --no-print-directory www/dist/.built
	@PORT=$(PORT) node www/serve.mjs www/dist

dist: setup
	@$(MAKE) --no-print-directory www/dist/.built
	@node tests/web/size.mjs www/dist

# What is soon told first. Then all at once: browsers wait for much, and some tests of the core have one thread.
test: setup-test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory -j3 --output-sync=line test-web test-rust test-node

test-node:
	@$(MAKE) --no-print-directory test-unit
	@$(MAKE) --no-print-directory test-wasm

check: setup
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-unit
	cargo test --quiet --lib --test layers

lint: www/pkg/.built
	@$(MAKE) --no-print-directory -j2 --output-sync=target lint-rust lint-page

lint-rust:
	cargo fmt --check
	cargo clippy --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet
	cargo clippy --lib --target wasm32-unknown-unknown --quiet -- -D warnings
	cargo clippy --lib --target wasm32-unknown-unknown --no-default-features --quiet -- -D warnings

lint-page: www/pkg/.built
	cd www && tsc --noEmit && tsc --noEmit -p tsconfig.test.json
	cd www && biome ci --error-on-warnings . ../tests
	NODE_PATH=www/node_modules esbuild tests/bench/page.js --bundle --format=esm --external:./core/* --log-level=warning --outfile=/dev/null

test-rust: $(TARGET)/release/smp-render
	cargo test --quiet

# The pictures from WebAssembly must equal the native ones byte for byte.
test-wasm: www/pkg/.built
	node --test --test-reporter=dot tests/golden/wasm.test.mjs tests/golden/fits.test.mjs tests/golden/photographs.test.mjs

# What needs no browser.
test-unit: www/pkg/.built
	node --import ./tests/unit/typescript.mjs --test --test-reporter=dot $(UNIT) tests/web/locales.test.mjs

test-web: www/dist/.built $(TARGET)/release/smp-render
	node tests/web/size.mjs www/dist
	node --test --test-reporter=dot tests/docs/element.test.mjs tests/web/features.test.mjs
	SMP_RENDER=$(abspath $(TARGET)/release/smp-render) node tests/web/run.mjs

# Lighthouse (npm dev dependency) measures the cost of the element on a clinic's page on a phone; 12 is its last for Node 20.
bench: setup-test
	@$(MAKE) --no-print-directory www/dist/.built
	@node tests/bench/run.mjs

sheet: setup $(TARGET)/release/smp-render
	@bash www/setup.sh sheet
	@SMP_RENDER=$(abspath $(TARGET)/release/smp-render) node tests/sheet/sheet.mjs

clean:
	rm -rf www/dist www/package www/pkg .cache
	cargo clean

$(TARGET)/release/smp-render: $(CORE)
	cargo build --release --quiet
	@touch $@

www/pkg/.built: $(CORE) www/optimize.mjs
	wasm-pack build --target web --no-opt --no-pack --out-dir www/pkg/head -- --no-default-features
	wasm-pack build --target web --no-opt --no-pack --out-dir www/pkg
	node www/table.mjs
	node www/optimize.mjs www/pkg/smp_visualizer_bg.wasm www/pkg/photograph.wasm
	node www/optimize.mjs www/pkg/head/smp_visualizer_bg.wasm www/pkg/smp_visualizer_bg.wasm
	rm www/pkg/head/*.wasm
	@touch $@

www/dist/.built: www/pkg/.built $(PAGE) .cache/site
	cd www && node build.mjs
	@touch $@
