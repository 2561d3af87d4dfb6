# Everything that .ci/run checks.
check:
    bash .ci/run

# The tests alone.
test:
    cargo test

# Writes the sample logs and the example report again, after a wanted change of either.
example:
    rm -rf sample-logs reports/example
    cargo run --release -- demo sample-logs
    cargo run --release -- report sample-logs -o reports/example
    cargo run --release -- report sample-logs --lang ja --force -o target/example-ja
    mkdir -p reports/example-ja
    cp target/example-ja/report.html reports/example-ja/

# Times crosstenant against DuckDB, a script and cat on synthetic logs in five forms.
bench:
    bash benches/compare.sh

# Builds for Windows and holds the main commands under Wine against those of this system. The script says what it wants; 12 to 20 minutes.
windows:
    cargo build --locked
    bash tests/windows/run.sh
