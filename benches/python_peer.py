"""The other peer: the script that an administrator writes. Counts sign-ins, successes and users for each partner and direction.

python_peer.py PATH OWN-TENANT        PATH: diagnostic-settings lines
"""
import json
import sys

path, own = sys.argv[1:3]
seen, partners = set(), {}
with open(path, encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)["properties"]
        if record["id"] in seen:
            continue
        seen.add(record["id"])
        home, resource = record.get("homeTenantId"), record.get("resourceTenantId")
        if home == resource:
            continue
        key = ("inbound", home) if resource == own else ("outbound", resource) if home == own else ("foreign", None)
        sign_ins, successes, users = partners.setdefault(key, [0, 0, set()])
        users.add(record.get("userId"))
        partners[key] = [sign_ins + 1, successes + (record["status"]["errorCode"] == 0), users]
for (direction, partner), (sign_ins, successes, users) in sorted(partners.items(), key=lambda item: -item[1][0]):
    print(direction, partner, sign_ins, successes, len(users))
