"""The peer: the questions of `partners`, `apps`, `timeline` and `failures` asked of DuckDB, with explicit columns for speed."""
import sys

import duckdb

path, own = sys.argv[1], sys.argv[2]
names = (
    "id createdDateTime userPrincipalName userId userType homeTenantId resourceTenantId crossTenantAccessType appId appDisplayName resourceId "
    "resourceDisplayName ipAddress"
).split()
struct = "STRUCT(" + ", ".join(f'"{name}" VARCHAR' for name in names) + ", status STRUCT(errorCode INTEGER), location STRUCT(countryOrRegion VARCHAR))"
connection = duckdb.connect()
connection.execute(
    f"""CREATE TEMP TABLE signins AS
    SELECT *, CASE WHEN home = '{own}' AND resource = '{own}' THEN 'internal' WHEN resource = '{own}' THEN 'inbound'
                   WHEN home = '{own}' THEN 'outbound' ELSE 'foreign' END AS direction,
           CASE WHEN resource = '{own}' THEN home ELSE resource END AS partner
    FROM (SELECT DISTINCT ON (id) p.id AS id, p.createdDateTime AS time, p.userId AS user_id, p.homeTenantId AS home, p.resourceTenantId AS resource,
                 p.crossTenantAccessType AS access_type, p.appId AS app, p.resourceId AS target, p.status.errorCode AS code
          FROM (SELECT properties AS p FROM read_json(?, format = 'newline_delimited', columns = {{properties: '{struct}'}},
                                                      maximum_object_size = 33554432)))""",
    [path],
)
counts = "count(*), count(*) FILTER (code = 0), count(DISTINCT user_id), min(time), max(time)"
for keys in ["direction, partner", "direction, partner, app, target", "time[1:10], direction", "direction, code"]:
    rows = connection.execute(f"SELECT {keys}, {counts} FROM signins WHERE direction <> 'internal' GROUP BY ALL").fetchall()
    print(keys, len(rows))
