// What stands out on the page: partners that are not expected, as the command has it under the same days; and users that are not in the page.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { folder, open, quit, report, rows, run, sums, visit } from "./support.mjs";

after(quit);

const OWN = "aaaaaaaa-0000-4000-8000-00000000000a";
const partner = (n) => `55555555-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Sign-ins of four partners, each on every day of a month, the last one in its second half only. */
function log() {
  const day = (n) => n % 4 === 3 ? 15 + (n % 14) : 1 + (n % 28);
  const record = (n) => JSON.stringify({
    time: "2026-10-05T00:00:00Z", category: "SignInLogs", tenantId: OWN,
    properties: {
      id: `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`, createdDateTime: `2026-10-${String(day(n)).padStart(2, "0")}T12:00:00Z`, status: { errorCode: 0 },
      isInteractive: true, userType: "guest", userId: `user-${n % 5}`, userPrincipalName: `u${n % 5}@p.example`, appId: "app-1", appDisplayName: "App", resourceId: "app-2", resourceDisplayName: "Resource",
      ...(n % 3 === 0 ? { homeTenantId: OWN, resourceTenantId: partner(n % 4) } : { homeTenantId: partner(n % 4), resourceTenantId: OWN }), crossTenantAccessType: "b2bCollaboration",
    },
  });
  const path = join(folder(), "log.ndjson");
  writeFileSync(path, `${Array.from({ length: 28 * 4 * 3 }, (_, n) => record(n)).join("\n")}\n`);
  return path;
}

test("whether a partner is expected follows the days in view, as with the command", async () => {
  const list = join(folder(), "expected.csv");
  writeFileSync(list, `tenant_id,name,until,direction\n${partner(0)},A,2026-10-15,\n${partner(1)},B,,\n${partner(2)},C,2026-10-10,inbound\n`);
  for (const zone of ["UTC", "Asia/Tokyo"]) {
    const common = [log(), "--tenant", OWN, "--expected", list, "--tz", zone];
    const { page, wrong, close } = await open(join(await report(...common), "report.html"));
    const seen = new Set();
    for (const options of [[], ["--to", "2026-10-16"], ["--to", "2026-10-15"], ["--from", "2026-10-05", "--to", "2026-10-11"], ["--from", "2026-10-16"], ["--from", "2026-10-12", "--direction", "inbound"]]) {
      const hash = `#${options.map((word, place) => place % 2 === 0 ? `${word.slice(2)}=` : `${word}&`).join("").replace(/&$/, "")}`;
      await visit(page, hash);
      for (const command of ["partners", "apps", "users"]) {
        const wanted = JSON.parse(await run(command, ...common, "--format", "json", "-q", ...options)).rows;
        assert.deepEqual(await rows(page, command), wanted, `${command} ${options.join(" ")}`);
        wanted.forEach((row) => seen.add(row.expected));
      }
      const drawn = await page.$$eval("#t-partners .badge.unexpected", (badges) => badges.length);
      const odd = (await rows(page, "partners")).filter((row) => row.expected !== "listed").length;
      assert.equal(drawn, odd, hash);
    }
    assert.deepEqual([...seen].sort(), ["expired", "listed", "not_listed"]);
    assert.deepEqual(wrong, []);
    await close();
  }
});

test("users that do not fit are folded: a filter says so and names the command, and shows no number that is none", async () => {
  const record = (n) => JSON.stringify({
    time: "2026-10-05T00:00:00Z", category: "SignInLogs", tenantId: OWN,
    properties: {
      id: `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`, createdDateTime: `2026-10-0${1 + (n % 9)}T12:00:00Z`, status: { errorCode: n % 10 === 0 ? 50126 : 0 }, isInteractive: true, userType: "guest", userId: `user-${n}`,
      appId: `app-${n % 3}`, resourceId: "app-9", ...(n % 3 === 0 ? { homeTenantId: OWN, resourceTenantId: partner(n % 4) } : { homeTenantId: partner(n % 4), resourceTenantId: OWN }), crossTenantAccessType: "b2bCollaboration",
    },
  });
  const path = join(folder(), "many.ndjson");
  writeFileSync(path, `${Array.from({ length: 60100 }, (_, n) => record(n)).join("\n")}\n`);
  const common = [path, "--tenant", OWN];
  const pathOfPage = join(await report(...common), "report.html");
  const { page, wrong, close } = await open(pathOfPage);
  const known = await sums(page);
  assert.equal(known.sign_ins, "60100");
  assert.equal(known.users, "–", "no number where there is none");
  assert.ok(!await page.isVisible("#elsewhere"));
  for (const options of [["--direction", "inbound"], ["--app", "app-1", "--outcome", "failure"]]) {
    await visit(page, `#${options.map((word, place) => place % 2 === 0 ? `${word.slice(2)}=` : `${word}&`).join("").replace(/&$/, "")}`);
    for (const command of ["partners", "apps", "timeline", "failures"]) {
      const wanted = JSON.parse(await run(command, ...common, "--format", "json", "-q", ...options)).rows;
      assert.deepEqual(await rows(page, command), wanted.map((row) => ({ ...row, users: null })), `${command} ${options.join(" ")}`);
      const remark = await page.textContent(`[data-remark=${command}]`);
      assert.ok(remark.includes(`crosstenant users ${path} `) && remark.includes(options.join(" ")), remark);
    }
    const total = (await rows(page, "partners")).reduce((sum, row) => sum + row.sign_ins, 0);
    assert.deepEqual([(await sums(page)).sign_ins, (await sums(page)).users], [String(total), "–"]);
    const said = await page.textContent("#elsewhere");
    assert.ok(await page.isVisible("#elsewhere") && said.includes("not told apart here") && said.includes(options.join(" ")), said);
  }
  // Nothing is known of one user, which is not the same as nothing.
  await visit(page, "#user=user-5");
  assert.ok(Object.values(await sums(page)).every((sum) => sum === "–"), JSON.stringify(await sums(page)));
  assert.match(await page.textContent("#elsewhere"), /crosstenant events .* --user user-5/);
  assert.ok(await page.isVisible("[data-chip=user]"));
  await page.click("[data-chip=user]");
  await visit(page, "#");
  assert.deepEqual(await sums(page), known);
  // Their table is no longer computed: it holds its first rows, and says where all are; it gives no file that looks like the command's.
  const held = await rows(page, "users");
  const wanted = JSON.parse(await run("users", ...common, "--format", "json", "-q")).rows;
  const told = (row) => [row.direction, row.partner_tenant_id, row.user_id, row.sign_ins, row.last_seen];
  assert.deepEqual(held.map(told), wanted.slice(0, 5000).map(told));
  const table = page.locator("#users .table").first();
  assert.match(await table.textContent(), /5,000 of 60,100 rows/);
  assert.match(await page.textContent("[data-remark=users]"), /The first 5000 of 60100 rows; tables\/users\.csv has all\./);
  assert.equal(await page.locator("[data-csv=users]").count(), 0);
  assert.equal(await page.locator("[data-csv=partners]").count(), 1);
  await visit(page, `#partner=${partner(1)}`);
  assert.match(await table.textContent(), /[\d,]+ of 60,100 rows/);
  assert.deepEqual(wrong, []);
  await close();
  // Without scripts, the same is said of the rows that stand in the page.
  const still = await open(pathOfPage, { javaScriptEnabled: false });
  const cut = await still.page.textContent("#users .cut");
  assert.match(cut, /The first \d+ of 60100 rows; tables\/users\.csv has all\./);
  assert.equal(await still.page.locator("#t-users tbody tr").count(), Number(cut.match(/first (\d+)/)[1]));
  await still.close();
});

test("what is new stands in the tables as with the command, under a partner and a direction", async () => {
  const common = [log(), "--tenant", OWN, "--since", "2026-10-14"];
  const { page, wrong, close } = await open(join(await report(...common), "report.html"));
  let marked = 0;
  for (const options of [[], ["--direction", "inbound"]]) {
    await visit(page, options.length > 0 ? "#direction=inbound" : "#");
    for (const command of ["partners", "apps", "failures"]) {
      const wanted = JSON.parse(await run(command, ...common, "--format", "json", "-q", ...options)).rows;
      assert.deepEqual(await rows(page, command), wanted, `${command} ${options.join(" ")}`);
      marked += wanted.filter((row) => row.new.length > 0).length;
    }
  }
  assert.ok(marked > 0);
  assert.deepEqual(wrong, []);
  await close();
});
