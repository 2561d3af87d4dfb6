#!/usr/bin/env bash
# The job of `spark init` on Spark itself, beside the same files added on one machine: the manifests must agree to the byte, and so must the
# answers, also over what is distilled. Opt-in: it installs PySpark (with pyarrow and pandas) into a folder of its own, and wants Python 3 and
# Java 17. ENGINES=FOLDER keeps what it installs for the next time; BINARY=PATH is the program to run.
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=$(realpath "${BINARY:-target/debug/crosstenant}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
engines=${ENGINES:-$work/engines}
[ -d "$engines/pyspark" ] || python3 -m pip install --quiet --target "$engines" 'pyspark==3.5.3' pyarrow pandas

"$binary" demo "$work/story" --size 4000 --seed 5 > /dev/null
mkdir -p "$work/logs/diagnostic"
cp -r "$work/story/log-analytics" "$work/story/graph-beta" "$work/story/portal" "$work/story/audit" "$work/logs/"
# Of the hundreds of small files of the diagnostic log a few, each below its own folder.
find "$work/story/diagnostic" -type f | sort | head -4 | while read -r file; do
  to="$work/logs/diagnostic/${file#"$work/story/diagnostic/"}"
  mkdir -p "$(dirname "$to")"
  cp "$file" "$to"
done
"$binary" spark init "$work/job"
PYTHONPATH="$engines" PYSPARK_PYTHON=python3 "$engines/bin/spark-submit" --master 'local[2]' --conf spark.ui.enabled=false \
  --conf spark.driver.host=127.0.0.1 --conf spark.sql.shuffle.partitions=4 \
  "$work/job/job.py" "$work/logs" "$work/parts" "$work/spark" --binary "$binary" --distill "$work/small" > "$work/job.log" 2>&1 ||
  { tail -20 "$work/job.log"; exit 1; }
"$binary" archive add "$work/here" "$work/logs" -q > /dev/null
cmp "$work/here/manifest.json" "$work/spark/manifest.json"
echo "manifest: the same bytes"
for command in coverage partners apps users events timeline failures workloads changes guests recommend; do
  for archive in here spark small; do
    "$binary" "$command" "$work/$archive" --format json -q > "$work/$archive.json"
  done
  cmp "$work/here.json" "$work/spark.json"
  cmp "$work/here.json" "$work/small.json"
  echo "$command: the same bytes, distilled too"
done
