"""The peer: the one question of `partners` asked of DuckDB, as an expert would: explicit columns, one query, nothing that is not asked.

duckdb_peer.py MODE PATH OWN-TENANT [partners.json]    MODE: ndjson, graph, csv, archive
With the JSON of `crosstenant partners`, ends with an error if the two do not agree.
"""
import json
import sys

import duckdb

mode, path, own = sys.argv[1:4]
names = (
    "id createdDateTime userPrincipalName userId userType homeTenantId resourceTenantId crossTenantAccessType appId appDisplayName resourceId "
    "resourceDisplayName ipAddress"
).split()
members = [f'"{name}" VARCHAR' for name in names] + ["status STRUCT(errorCode INTEGER)", "location STRUCT(countryOrRegion VARCHAR)"]
struct = "STRUCT(" + ", ".join(members) + ")"
of_graph = (
    "SELECT p.id AS id, p.createdDateTime AS time, p.userId AS user_id, p.homeTenantId AS home, p.resourceTenantId AS resource, "
    "p.crossTenantAccessType AS access_type, p.appId AS app, p.resourceId AS target, p.status.errorCode AS code FROM "
)
if mode == "ndjson":
    source = f"(SELECT properties AS p FROM read_json('{path}', format = 'newline_delimited', columns = {{properties: '{struct}'}}, maximum_object_size = 33554432))"
    source = of_graph + source
elif mode == "graph":
    # One typed object for a whole page is slow: the list is split as text first, and each record typed after.
    shape = {name: "VARCHAR" for name in names} | {"status": {"errorCode": "INTEGER"}, "location": {"countryOrRegion": "VARCHAR"}}
    pages = f"SELECT unnest(from_json(json, '{{\"value\":[\"JSON\"]}}').value) AS record FROM read_json_objects('{path}/*.json', maximum_object_size = 67108864)"
    source = of_graph + f"(SELECT from_json(record, '{json.dumps(shape)}') AS p FROM ({pages}))"
elif mode == "csv":
    source = f"""SELECT "Request ID" AS id, "Date (UTC)" AS time, "User ID" AS user_id, COALESCE("Home tenant ID", '') AS home,
        "Resource tenant ID" AS resource, "Cross tenant access type" AS access_type, "Application ID" AS app, "Resource ID" AS target,
        CAST("Sign-in error code" AS INTEGER) AS code FROM read_csv('{path}/*.csv', header = true, all_varchar = true, union_by_name = true)"""
else:
    # An archive holds no copies, hence no DISTINCT.
    source = f"""SELECT id, strftime(time, '%Y-%m-%dT%H:%M:%S') AS time, user_id, home_tenant_id AS home, resource_tenant_id AS resource, access_type,
        app_id AS app, resource_id AS target, error_code AS code FROM read_parquet('{path}/signins/log=*interactive/*/*.parquet')"""
# What passed through to another tenant, or may have, is no success.
WENT_ON = "(access_type ILIKE '%passthrough%' OR access_type = 'unknownFutureValue')"
NOBODY = "00000000-0000-0000-0000-000000000000"
rows = f"SELECT DISTINCT ON (id) * FROM ({source})" if mode != "archive" else source
figures = ["sign_ins", "successes", "users", "apps", "resources", "days_seen", "first_seen", "last_seen"]
found = duckdb.sql(
    f"""SELECT direction, partner, count(*), count(*) FILTER (code = 0 AND {WENT_ON} IS NOT TRUE), count(DISTINCT NULLIF(user_id, '{NOBODY}')), count(DISTINCT app),
        count(DISTINCT target), count(DISTINCT time[1:10]), min(time)[1:19], max(time)[1:19]
    FROM (SELECT *, CASE WHEN home = '{own}' AND resource = '{own}' THEN 'internal' WHEN resource = '{own}' THEN 'inbound'
                         WHEN home = '{own}' THEN 'outbound' ELSE 'foreign' END AS direction,
                 CASE WHEN resource = '{own}' THEN home ELSE resource END AS partner
          FROM ({rows}))
    WHERE direction <> 'internal' GROUP BY ALL"""
).fetchall()
if len(sys.argv) > 4:
    value = lambda figure: figure[:19] if isinstance(figure, str) else figure
    ours = {(r["direction"], r["partner_tenant_id"]): [value(r[name]) for name in figures] for r in json.load(open(sys.argv[4]))["rows"]}
    # Tenants that are absent, and consumer accounts, are told apart by rules that SQL does not have here.
    known = lambda tenant: tenant and not tenant.startswith(("00000000", "9188040d"))
    theirs = {(r[0], r[1]): list(r[2:]) for r in found if r[0] in ("inbound", "outbound") and known(r[1])}
    wrong = {key: (figures, value, ours.get(key)) for key, value in theirs.items() if ours.get(key) != value}
    if wrong:
        sys.exit(f"{mode}: the answers differ: {dict(list(wrong.items())[:5])}")
    print(f"{mode}: {len(theirs)} partners, the same answers")
