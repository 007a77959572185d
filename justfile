# Short names for the commands of this house; each also works without just.

# list the recipes
default:
    @just --list

# everything that CI runs
ci: test deny

# install what the tests need beside Rust
setup:
    scripts/setup

# the one test command: format, lints, docs, every test
test:
    scripts/test

# only the Rust tests whose name contains FILTER
only FILTER:
    cargo test --locked --lib --bins --tests {{FILTER}}

# format the Rust sources
fmt:
    cargo fmt

# lints as errors
lint:
    cargo clippy --locked --all-targets --all-features -- -D warnings

# licences, advisories and sources of the dependencies (needs cargo-deny)
deny:
    cargo deny --locked check

# how long each stage takes
bench *ARGS:
    cargo bench --locked {{ARGS}}

# fuzz one entry point for MINUTES (needs cargo-fuzz and a nightly toolchain)
fuzz TARGET MINUTES="10":
    cargo +nightly fuzz run {{TARGET}} -- -max_total_time=$(({{MINUTES}} * 60))
