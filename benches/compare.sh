#!/usr/bin/env bash
# Makes logs of one story in six forms and times crosstenant, DuckDB, `cat` and a Python script on them, in turn; prints a table of medians,
# and what it costs that another product carries the same log.
# Needs: a release build, GNU time, gzip, python3 with the duckdb module (PYTHON=path/to/python, if it is another one).
# Usage: benches/compare.sh [user sign-ins] [rounds] [folder to keep the logs in]
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:-200000}
rounds=${2:-5}
python=${PYTHON:-python3}
program=$PWD/target/release/crosstenant
work=${3:-$(mktemp -d)}
[ -n "${3:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"

if [ ! -d "$work/archive" ]; then
    "$program" demo "$work/story" --size "$size" --all-formats >/dev/null
    # User sign-ins alone: the same events in each form.
    find "$work/story/diagnostic" -name '*.json' \( -path '*logs-signinlogs*' -o -path '*noninteractive*' \) | sort | xargs cat >"$work/ndjson"
    mkdir -p "$work/graph" "$work/csv" "$work/quoted"
    "$python" - "$work/ndjson" "$work/graph" <<'PY'
import json, sys
page, number = [], 0
def write():
    global page, number
    number += 1
    with open(f"{sys.argv[2]}/page{number:05}.json", "w", encoding="utf-8") as out:
        out.write('{"@odata.context":"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns","value":[' + ",".join(page) + "]}")
    page = []
for line in open(sys.argv[1], encoding="utf-8"):
    page.append(json.dumps(json.loads(line)["properties"], ensure_ascii=False, separators=(",", ":")))
    if len(page) == 1000:
        write()
if page:
    write()
PY
    cp "$work"/story/portal-csv/*nteractiveSignIns*.csv "$work/csv/"
    # The portal and PowerShell quote every cell, spreadsheets those that need it.
    "$python" - "$work" <<'PY'
import csv, pathlib, sys
for path in pathlib.Path(sys.argv[1], "csv").iterdir():
    with path.open(encoding="utf-8-sig", newline="") as rows:
        cells = list(csv.reader(rows))
    for folder, quoting in [("csv", csv.QUOTE_MINIMAL), ("quoted", csv.QUOTE_ALL)]:
        with pathlib.Path(sys.argv[1], folder, path.name).open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, quoting=quoting).writerows(cells)
PY
    gzip -6 -c "$work/ndjson" >"$work/ndjson.gz"
    "$program" archive add "$work/archive" "$work/ndjson" -q >/dev/null
    rm -rf "$work/story"
fi
[ -f "$work/string" ] || "$python" - "$work" <<'PY'
import json, sys
file = lambda name, mode="w": open(f"{sys.argv[1]}/{name}", mode, encoding="utf-8")
with file("ndjson", "r") as plain, file("object") as inner, file("string") as text:
    for line in map(str.strip, plain):
        inner.write(f'{{"@timestamp":"2026-10-01T00:00:00Z","_source":{line}}}\n')
        text.write(f'{{"@timestamp":"2026-10-01T00:00:00Z","message":{json.dumps(line, ensure_ascii=False)}}}\n')
PY
own=$("$program" coverage "$work/ndjson" --format json -q | "$python" -c 'import json,sys; print(json.load(sys.stdin)["own_tenants"][0])')
forms="ndjson graph ndjson.gz csv quoted archive"
carried="object string"

mode() { # form: what the peer takes it for
    case $1 in quoted) echo csv ;; *) echo "${1%.gz}" ;; esac
}
for form in $forms; do
    "$program" partners "$work/$form" --tenant "$own" --format json -q >"$work/partners.json"
    "$python" benches/duckdb_peer.py "$(mode "$form")" "$work/$form" "$own" "$work/partners.json"
done

run() { # form, who, command...
    local form=$1 who=$2
    shift 2
    /usr/bin/time -f "$form $who %e %M" -a -o "$work/times" "$@" >/dev/null 2>>"$work/errors"
}
rm -f "$work/times"
for _ in $(seq "$rounds"); do
    for form in $forms; do
        run "$form" cat find "$work/$form" -type f -exec cat {} +
        run "$form" partners "$program" partners "$work/$form" --tenant "$own" --format json -q
        run "$form" apps "$program" apps "$work/$form" --tenant "$own" --format json -q
        run "$form" DuckDB "$python" benches/duckdb_peer.py "$(mode "$form")" "$work/$form" "$own"
    done
    for form in $carried; do
        run "$form" partners "$program" partners "$work/$form" --tenant "$own" --format json -q
    done
    run ndjson report "$program" report "$work/ndjson" --tenant "$own" -q -o "$work/report"
    run ndjson Python "$python" benches/python_peer.py "$work/ndjson" "$own"
done

echo "$(date -u +%F), $(nproc) cores, $(wc -l <"$work/ndjson") user sign-ins, medians of $rounds runs taken in turn"
"$python" - "$work" "$carried" $forms <<'PY'
import os, statistics, sys
work, carried, forms = sys.argv[1], sys.argv[2].split(), sys.argv[3:]
runs = {}
for line in open(f"{work}/times"):
    form, who, seconds, kib = line.split()
    runs.setdefault((form, who), []).append((float(seconds), int(kib)))
size = lambda path: os.path.getsize(path) if os.path.isfile(path) else sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(path) for f in fs)
print(f"{'form':10} {'GB':>6}  {'who':10} {'seconds':>8} {'MiB':>6} {'x DuckDB':>9} {'x cat':>7}")
for form in forms:
    median = lambda who: statistics.median(seconds for seconds, _ in runs[form, who])
    for who in [w for f, w in runs if f == form]:
        memory = max(kib for _, kib in runs[form, who]) / 1024
        print(f"{form:10} {size(f'{work}/{form}') / 1e9:6.2f}  {who:10} {median(who):8.2f} {memory:6.0f} {median('DuckDB') / max(median(who), 0.005):9.2f} {median(who) / max(median('cat'), 0.01):7.1f}")
seconds = lambda form: statistics.median(seconds for seconds, _ in runs[form, "partners"])
for form in carried:
    print(f"carried in each {form} of another: {seconds(form):.2f} s, {seconds(form) / max(seconds('ndjson'), 0.005):.2f} x ndjson")
PY
