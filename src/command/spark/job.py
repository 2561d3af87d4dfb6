"""Archives on a cluster: each file becomes a part on an executor, the parts become one archive.

    spark-submit --files crosstenant job.py LOGS WORK ARCHIVE [--report DIR] [--distill DIR]

LOGS is a folder that Spark can list; WORK and ARCHIVE are folders that every executor and the driver can write to by
an ordinary path. No rule stands here: what a column means, which copy counts and what crosses a border is decided
by the program. The only columns named are id, source, record and time.
"""

import argparse
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("logs")
    parser.add_argument("work")
    parser.add_argument("archive")
    parser.add_argument("--binary", default="crosstenant", help="the program: its path, or its name among --files")
    parser.add_argument("--distill", help="folder of a distilled archive")
    parser.add_argument("--report", help="folder of a report")
    parser.add_argument("--option", action="append", default=[], help="passed to report")
    return parser.parse_args()


def program(name):
    """The program, on the driver or an executor, ready to run."""
    path = name if os.path.isabs(name) else SparkFiles.get(os.path.basename(name))
    if not os.access(path, os.X_OK):
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    return path


def key(path, length, time):
    """The same file gives the same part, whichever task makes it and however often."""
    return hashlib.sha256(f"{path}\n{length}\n{time}".encode()).hexdigest()[:32]


def local(path):
    """The ordinary path of what Spark lists."""
    return path[len("file:"):] if path.startswith("file:/") else path


def make_parts(binary, parts):
    """Makes the part of each file. A part is written beside its place and renamed, so that it is whole or not there."""

    def run(batches):
        for batch in batches:
            for row in batch.to_pylist():
                name = key(row["path"], row["length"], row["modified"])
                place, beside = os.path.join(parts, name), os.path.join(parts, f".{name}-{os.getpid()}")
                if not os.path.isdir(place):
                    shutil.rmtree(beside, ignore_errors=True)
                    command = [program(binary), "archive", "add", beside, local(row["path"]), "--threads", "1", "-q", "--lenient"]
                    done = subprocess.run(command, capture_output=True, text=True)
                    # What is no log (3) makes no part.
                    if done.returncode == 3:
                        continue
                    if done.returncode != 0:
                        raise RuntimeError(f"{row['path']}: {done.stderr}")
                    try:
                        os.rename(beside, place)
                    except OSError:
                        shutil.rmtree(beside, ignore_errors=True)
                yield pa.RecordBatch.from_pydict({"part": [name]})

    return run


def call(binary, *arguments):
    done = subprocess.run([program(binary), *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def main():
    given = options()
    spark = SparkSession.builder.appName("crosstenant").getOrCreate()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    spark.conf.set("spark.sql.parquet.compression.codec", "zstd")
    spark.conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    parts = os.path.join(given.work, "parts")
    os.makedirs(parts, exist_ok=True)
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(given.logs)
    # Without their content: only the program opens them. One file is one task.
    files = files.select("path", "length", F.col("modificationTime").cast("long").alias("modified"))
    count = max(files.count(), 1)
    made = files.repartition(count).mapInArrow(make_parts(given.binary, parts), "part string").collect()
    if not made:
        sys.exit("nothing among the files is a log")
    numbers = [json.loads(line) for line in call(given.binary, "archive", "sources", parts, "--format", "ndjson").splitlines()]
    numbers = spark.createDataFrame([(one["part"], one["source"], one["number"]) for one in numbers], "part string, source long, number long")
    # The folders of parts name log and day; they become those of the archive.
    rows = spark.read.option("recursiveFileLookup", "true").option("pathGlobFilter", "*.parquet")
    rows = rows.parquet(*sorted({os.path.join(parts, one.part, "signins") for one in made if os.path.isdir(os.path.join(parts, one.part, "signins"))}))
    columns, place = rows.columns, F.input_file_name()
    rows = rows.withColumn("part", F.regexp_extract(place, "/parts/([0-9a-f]{32})/", 1))
    rows = rows.withColumn("log", F.regexp_extract(place, "/log=([a-z_]+)/", 1)).withColumn("event_date", F.date_format("time", "yyyy-MM-dd"))
    rows = rows.join(F.broadcast(numbers), ["part", "source"]).withColumn("source", F.col("number"))
    first = Window.partitionBy(F.coalesce("id", F.concat_ws(" ", "source", "record"))).orderBy("source", "record")
    rows = rows.withColumn("place", F.row_number().over(first)).where("place = 1").select(*columns, "log", "event_date")
    signins = os.path.join(given.archive, "signins")
    if os.path.exists(os.path.join(given.archive, "manifest.json")):
        sys.exit(f"{given.archive} is an archive already: name a new folder")
    rows.repartition("log", "event_date").write.mode("overwrite").partitionBy("log", "event_date").parquet(signins)
    call(given.binary, "archive", "adopt", given.archive, parts)
    source = given.archive
    if given.distill:
        call(given.binary, "archive", "distill", given.archive, given.distill)
        source = given.distill
    if given.report:
        call(given.binary, "report", source, "-o", given.report, "--force", *given.option)
    spark.stop()


if __name__ == "__main__":
    main()
