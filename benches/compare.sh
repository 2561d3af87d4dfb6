#!/usr/bin/env bash
# Times crosstenant against DuckDB (explicit columns) and `cat` on the same synthetic logs, in turn, and prints medians and ratios.
# Needs: a release build, python3 with the duckdb module (or PYTHON=path/to/python), GNU time. Usage: benches/compare.sh [sign-ins] [rounds]
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:-200000}
rounds=${2:-5}
python=${PYTHON:-python3}
program=target/release/crosstenant
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" demo "$work/logs" --size "$size" --all-formats >/dev/null
find "$work/logs/diagnostic" -name '*.json' -path '*signinlogs*' | sort | xargs cat >"$work/logs.ndjson"
own=$("$program" coverage "$work/logs.ndjson" --format json -q | "$python" -c 'import json,sys; print(json.load(sys.stdin)["own_tenants"][0])')
ls -l "$work/logs.ndjson" | awk '{printf "%.2f GB of diagnostic-settings lines\n", $5 / 1e9}'

run() { # name, command...
    local name=$1
    shift
    /usr/bin/time -f "$name %e %M" -a -o "$work/times" "$@" >/dev/null 2>>"$work/errors"
}
for _ in $(seq "$rounds"); do
    run cat cat "$work/logs.ndjson"
    run crosstenant-partners "$program" partners "$work/logs.ndjson" --format json -q
    run crosstenant-apps "$program" apps "$work/logs.ndjson" --format json -q
    run crosstenant-report "$program" report "$work/logs.ndjson" -q -o "$work/report"
    run duckdb "$python" benches/duckdb_peer.py "$work/logs.ndjson" "$own"
done
"$python" - "$work/times" <<'PY'
import statistics, sys
runs = {}
for line in open(sys.argv[1]):
    name, seconds, kib = line.split()
    runs.setdefault(name, []).append((float(seconds), int(kib)))
peer = statistics.median(seconds for seconds, _ in runs["duckdb"])
for name, values in runs.items():
    median = statistics.median(seconds for seconds, _ in values)
    print(f"{name:22} {median:6.2f} s  {max(kib for _, kib in values) / 1024:7.0f} MiB  {peer / max(median, 0.01):5.2f} x DuckDB")
PY
