"""The query of `kql` in ClickHouse's dialect of Kusto, over the two tables as CSV; writes the answer as the portal exports it.

    PYTHONPATH=... python3 clickhouse.py QUERY TABLES OUT [KEEP]

TABLES is a folder with SigninLogs.csv and AADNonInteractiveUserSignInLogs.csv; in KEEP the columns of them that the query names are kept.

What the dialect lacks is put in its place, by text: `column_ifexists` becomes the column or the other value, and the country is taken out of
LocationDetails before. Everything else runs as it is printed.
"""

import csv
import json
import re
import sys
from datetime import datetime, timezone

from chdb import session


def time(text):
    """`10/23/2026, 2:12:51.718 AM` as the portal writes it."""
    return datetime.strptime(text, "%m/%d/%Y, %I:%M:%S.%f %p").replace(tzinfo=timezone.utc)


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{name.removesuffix(" [UTC]"): cell for name, cell in row.items()} for row in csv.DictReader(file)]


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def keep(folder, name, rows, wanted):
    wanted = [column for column in wanted if column in rows[0]]
    with open(f"{folder}/{name}.csv", "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"{column} [UTC]" if column == "CreatedDateTime" else column for column in wanted])
        writer.writerows([row[column] for column in wanted] for row in rows)


def main(query, folder, out, kept=None):
    tables = {name: table(f"{folder}/{name}.csv") for name in ["SigninLogs", "AADNonInteractiveUserSignInLogs"]}
    text = open(query, encoding="utf-8").read()
    there = {name for rows in tables.values() for row in rows for name in row}
    wanted = [name for name in sorted(there) if re.search(rf"\b{name}\b", text)]
    if kept:
        for name, rows in tables.items():
            keep(kept, name, rows, wanted)
    engine = session.Session()
    for name, rows in tables.items():
        columns = ", ".join(f"{column} {'DateTime64(6, 0)' if column == 'CreatedDateTime' else 'String'}" for column in wanted + ["GivenCountry"])
        engine.query(f"create table {name} ({columns}) engine = Memory".replace("DateTime64(6, 0)", "DateTime64(6, 'UTC')"))
        lines = []
        for row in rows:
            cells = [
                quoted(time(row[column]).strftime("%Y-%m-%d %H:%M:%S.%f") if column == "CreatedDateTime" else row.get(column) or "")
                for column in wanted
            ]
            country = (json.loads(row.get("LocationDetails") or "{}") or {}).get("countryOrRegion") or ""
            lines.append("(" + ", ".join(cells + [quoted(country)]) + ")")
        for start in range(0, len(lines), 1000):
            engine.query(f"insert into {name} values " + ", ".join(lines[start : start + 1000]))
    text = re.sub(r'column_ifexists\("(\w+)", ""\)', lambda found: found[1] if found[1] in there else '""', text)
    text = text.replace("tostring(parse_json(tostring(LocationDetails)).countryOrRegion)", "GivenCountry")
    engine.query("set allow_experimental_kusto_dialect = 1")
    # min(X) under the name of X is another column there than X.
    engine.query("set prefer_column_name_to_alias = 1")
    engine.query("set dialect = 'kusto'")
    answer = str(engine.query(text, "CSVWithNames"))
    head, rest = answer.split("\n", 1)
    for name in ["CreatedDateTime", "LastDateTime"]:
        head = head.replace(f'"{name}"', f'"{name} [UTC]"')
    with open(out, "w", encoding="utf-8", newline="") as file:
        file.write(head + "\n" + rest)
    print(f"{sum(map(len, tables.values()))} rows of the tables, {rest.count(chr(10))} of the answer")


main(*sys.argv[1:])
