#!/usr/bin/env bash
# Other engines on the same rows: Spark, alone and as a cluster that loses workers, Microsoft's parser of Kusto, and ClickHouse's dialect of
# it. Their answers must be those of this machine, to the byte. Opt-in: about ten minutes, with what it installs into a folder of its own from
# PyPI and npm. It wants Python 3, Java 17 and Node.
#   tests/engines/run.sh [local] [cluster] [kusto]      all of them, where none is named
# ENGINES=FOLDER keeps what it installs for the next time; BINARY=PATH is the program to run.
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=$(realpath "${BINARY:-target/debug/crosstenant}")
parts=${*:-local cluster kusto}
work=$(mktemp -d)
engines=${ENGINES:-$work/engines}
started=()
# A process that was started here, and what it started.
lose() {
  local children
  children=$(pgrep -P "$1" || true)
  kill -9 "$1" $children 2> /dev/null || true
}
finish() {
  for process in "${started[@]}"; do lose "$process"; done
  rm -rf "$work"
}
trap finish EXIT
say() { printf '%s\n' "$*"; }
wanted() { [[ " $parts " == *" $1 "* ]]; }

"$binary" demo "$work/story" --size 4000 --seed 5 > /dev/null
mkdir -p "$work/logs/diagnostic"
find "$work/story" -mindepth 1 -maxdepth 1 -type d ! -name diagnostic -exec cp -r {} "$work/logs/" \;
# Of the hundreds of small files of the diagnostic log some, each below its own folder.
find "$work/story/diagnostic" -type f | sort | head -16 | while read -r file; do
  to="$work/logs/diagnostic/${file#"$work/story/diagnostic/"}"
  mkdir -p "$(dirname "$to")"
  cp "$file" "$to"
done

# The archive of one machine, and what it is held against.
prepare() {
  [ -d "$work/here" ] && return
  [ -d "$engines/python/pyspark" ] || python3 -m pip install --quiet --target "$engines/python" 'pyspark==3.5.3' pyarrow pandas
  "$binary" archive add "$work/here/archive" "$work/logs" -q > /dev/null
  "$binary" recommend "$work/here/archive" -o "$work/proposal.json" -q
  "$binary" spark init "$work/job"
}
# Each side has its archive at the same place below it, so that what names the input is the same too.
same() { # folder, name
  local number=0 line arguments side
  cmp "$work/here/archive/manifest.json" "$work/$1/archive/manifest.json"
  while read -r line; do
    read -ra arguments <<< "${line//PROPOSAL/$work/proposal.json}"
    for side in here "$1" "$1-small"; do
      (cd "$work/$side" && "$binary" "${arguments[0]}" archive "${arguments[@]:1}" --format json -q > "$work/$side.json") || true
    done
    cmp "$work/here.json" "$work/$1.json" && cmp "$work/here.json" "$work/$1-small.json" && [ -s "$work/here.json" ]
    number=$((number + 1))
  done << 'COMMANDS'
coverage
partners
partners --direction inbound --tz Asia/Kolkata
apps
apps --by app
users
events --outcome failure
timeline
timeline --by hour --direction internal --direction outbound --tz Asia/Kathmandu
failures
workloads --all
trust
providers
changes
guests
guests --review
recommend
simulate --policy PROPOSAL
COMMANDS
  say "$2: the manifest and the answers of $number commands are the same bytes, distilled too"
}
submit() { # folder, options of Spark
  local folder=$1
  shift
  mkdir -p "$work/$folder" "$work/$folder-small"
  PYTHONPATH="$engines/python" PYSPARK_PYTHON=python3 "$engines/python/bin/spark-submit" "$@" --conf spark.ui.enabled=false \
    --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1 --conf spark.sql.shuffle.partitions=4 \
    --conf "spark.sql.warehouse.dir=$work/warehouse" \
    "$work/job/job.py" "$work/logs" "$work/$folder/work" "$work/$folder/archive" --binary "$binary" \
    --distill "$work/$folder-small/archive" > "$work/$folder.log" 2>&1
}

if wanted local; then
  prepare
  submit local --master 'local[2]' || { tail -20 "$work/local.log"; exit 1; }
  same local "Spark, local"
fi

# Two workers on loopback. One is killed while files become parts, the other while the rows are put together; each is followed by another.
daemon() { # log, class, arguments
  local log=$1
  shift
  SPARK_HOME="$engines/python/pyspark" SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=python3 PYTHONPATH="$engines/python" \
    "$engines/python/pyspark/bin/spark-class" "$@" > "$log" 2>&1 &
  started+=($!)
}
worker() { # its number
  mkdir -p "$work/worker$1"
  daemon "$work/worker$1.log" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g \
    --work-dir "$work/worker$1" "$master"
  eval "worker$1=$!"
}
until_true() { # seconds, condition
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $until ] && kill -0 "$job" 2> /dev/null || return 1
    sleep 0.1
  done
}
some_parts() { [ "$(find "$work/cluster/work/parts" -maxdepth 1 -mindepth 1 ! -name '.*' 2> /dev/null | wc -l)" -ge 3 ]; }
rows_written() { [ -d "$work/cluster/archive/signins/_temporary" ]; }
if wanted cluster; then
  prepare
  port=$(python3 -c 'import socket; found = socket.socket(); found.bind(("127.0.0.1", 0)); print(found.getsockname()[1])')
  master=spark://127.0.0.1:$port
  daemon "$work/master.log" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
  SECONDS=0
  until grep -qs 'Starting Spark master' "$work/master.log"; do [ $SECONDS -lt 300 ] || { cat "$work/master.log"; exit 1; }; sleep 0.2; done
  worker 1
  worker 2
  submit cluster --master "$master" --executor-memory 700m --conf spark.task.maxFailures=8 --conf spark.excludeOnFailure.enabled=false &
  job=$!
  started+=("$job")
  until_true 1200 some_parts || { tail -20 "$work/cluster.log"; exit 1; }
  lose "$worker1"
  say "cluster: a worker was killed after $(find "$work/cluster/work/parts" -maxdepth 1 -mindepth 1 ! -name '.*' | wc -l) parts"
  worker 3
  until_true 1200 rows_written || { tail -20 "$work/cluster.log"; exit 1; }
  lose "$worker2"
  say "cluster: another was killed while the rows were put together"
  worker 4
  wait "$job" || { tail -20 "$work/cluster.log"; exit 1; }
  say "cluster: $(grep -c 'Lost executor' "$work/cluster.log" || true) executors were lost, $(grep -c 'Lost task' "$work/cluster.log" || true) tasks tried again"
  same cluster "Spark, two workers that were killed"
fi

if wanted kusto; then
  [ -d "$engines/chdb/chdb" ] || python3 -m pip install --quiet --target "$engines/chdb" chdb pyarrow pandas
  [ -d "$engines/kusto/node_modules" ] || (mkdir -p "$engines/kusto" && cd "$engines/kusto" && npm init --yes > /dev/null && npm install --silent @kusto/language-service-next)
  "$binary" kql --tenant 2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649 > "$work/rollup.kql"
  NODE_PATH="$engines/kusto/node_modules" node tests/engines/parser.cjs "$work/rollup.kql" | sed "s/^/Microsoft's parser over the documented tables: /"
  "$binary" demo "$work/tables" --size 4000 --seed 5 --all-formats > /dev/null
  mkdir -p "$work/raw/tables" "$work/summed/tables"
  cp "$work"/tables/log-analytics/{SigninLogs,AADNonInteractiveUserSignInLogs}.csv "$work/raw/tables"
  PYTHONPATH="$engines/chdb" python3 tests/engines/clickhouse.py "$work/rollup.kql" "$work/raw/tables" "$work/summed/tables/rollup.csv" | sed 's/^/ClickHouse: /'
  number=0
  while read -r line; do
    read -ra arguments <<< "$line"
    for side in raw summed; do
      (cd "$work/$side" && "$binary" "${arguments[0]}" tables "${arguments[@]:1}" --format csv -q > "$work/$side.csv")
    done
    cmp "$work/raw.csv" "$work/summed.csv"
    number=$((number + 1))
  done << 'COMMANDS'
partners
partners --direction internal
partners --from 2026-10-20 --tz Asia/Kolkata
apps
apps --by app
apps --direction internal
users
users --direction internal --direction inbound
timeline --by hour --direction internal --direction outbound --tz Asia/Kathmandu
timeline --by week
failures
failures --direction internal
COMMANDS
  say "ClickHouse's Kusto: the answers of $number commands are the same bytes"
fi
