// The tables of the page under a filter are those of the commands under the same filters, cell by cell.

import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { folder, open, quit, read, report, rows, run, sums, visit } from "./support.mjs";

const COMMANDS = ["partners", "apps", "users", "timeline", "failures"];
const WINDOW = 2;

/** Numbers that look drawn by lot, and are the same each time. */
function lot(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Values that filters may have, from the tables of a report. */
function vocabulary(out) {
  const table = (name) => JSON.parse(read(join(out, `tables/${name}.json`))).rows;
  const of = (name, ...columns) => [...new Set(table(name).flatMap((row) => columns.map((column) => row[column])).filter((value) => value !== null))];
  return {
    direction: ["inbound", "outbound", "internal", "foreign", "undetermined"],
    partner: [...of("partners", "partner_tenant_id", "partner_name"), "-"],
    app: of("apps", "app_id", "app_name", "resource_id", "resource_name"),
    user: of("users", "user_id", "user_principal_name"),
    outcome: ["success", "interrupted", "failure", "passthrough", "unknown"],
    code: of("failures", "error_code").map(String),
    "access-type": ["b2bCollaboration", "b2bDirectConnect", "serviceProvider", "passthrough", "none", "microsoftSupport"],
    log: ["interactive", "non_interactive"],
    days: of("timeline", "period"),
  };
}

/** A filter drawn by lot: as an address, and as options. */
function drawn(words, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const pairs = [];
  for (const key of Object.keys(words).filter((key) => key !== "days" && words[key].length > 0)) {
    const often = ["user", "code", "access-type"].includes(key) ? 0.12 : 0.25;
    for (let n = 0; random() < often && n < 3; n += 1) { pairs.push([key, pick(words[key])]); }
  }
  const dates = [pick(words.days), pick(words.days)].sort();
  if (dates[0] && random() < 0.3) { pairs.push(["from", dates[0]]); }
  if (dates[1] && random() < 0.3 && dates[0] < dates[1]) { pairs.push(["to", dates[1]]); }
  return {
    hash: `#${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`,
    options: pairs.flatMap(([key, value]) => [`--${key}`, value]),
  };
}

/** Runs some work at a time. */
async function inTurns(jobs) {
  const results = [];
  const work = async () => { for (let job = jobs.shift(); job; job = jobs.shift()) { results.push(await job()); } };
  await Promise.all(Array.from({ length: WINDOW }, work));
  return results;
}

/** A log with what is rare: no names, no ids, a home without a tenant, letters beyond the first 65,536, a user who changed the name. */
function rareLog() {
  const own = "aaaaaaaa-0000-4000-8000-00000000000a";
  const [third, fourth] = ["55555555-0000-4000-8000-000000000005", "66666666-0000-4000-8000-000000000006"];
  const record = (n, fields) => JSON.stringify({
    time: "2026-10-05T00:00:00Z", category: "SignInLogs", tenantId: own,
    properties: {
      id: `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`, createdDateTime: `2026-10-${String(1 + (n % 25)).padStart(2, "0")}T${String(n % 24).padStart(2, "0")}:30:00Z`,
      status: { errorCode: [0, 0, 50126, 500213, 50140, 7099991, 530032][n % 7], failureReason: n % 2 ? "risk" : "other" }, isInteractive: n % 3 !== 0,
      homeTenantId: third, resourceTenantId: own, userId: `user-${n % 9}`, userPrincipalName: `u${n % 9}@p.example`, userDisplayName: "=cmd|' /C calc'!A0", userType: n % 4 ? "guest" : "member",
      appId: "00000003-0000-0000-c000-000000000000", appDisplayName: "App, \"one\"", resourceId: "00000002-0000-0ff1-ce00-000000000000", resourceDisplayName: "Exchange",
      crossTenantAccessType: "b2bCollaboration", location: { countryOrRegion: ["JP", "DE", ""][n % 3] }, ...fields,
    },
  });
  const kinds = [
    {}, { homeTenantId: own, resourceTenantId: third }, { homeTenantId: own, resourceTenantId: fourth, crossTenantAccessType: "passthrough" },
    { homeTenantId: own, resourceTenantId: own, userType: "guest", userId: "g" }, { homeTenantId: own, resourceTenantId: own, crossTenantAccessType: "none", userId: "m", userType: "member" },
    { homeTenantId: third, resourceTenantId: fourth }, { homeTenantId: null, resourceTenantId: own }, { homeTenantId: own, resourceTenantId: null }, { homeTenantId: null, resourceTenantId: null },
    { homeTenantId: "9188040d-6c67-4c5b-b112-36a304b66dad", userPrincipalName: "live.com#a@gmail.example" }, { userId: null, userPrincipalName: "Only@Name.example" }, { userId: null, userPrincipalName: null },
    { appId: null, appDisplayName: "Nur ein Name ß" }, { appId: null, appDisplayName: "\u{1f600} smile" }, { appId: null, appDisplayName: "\uff21 wide" }, { resourceId: null, resourceDisplayName: "by name" },
    { crossTenantAccessType: "serviceProvider,b2bCollaboration" }, { crossTenantAccessType: "b2bDirectConnect" }, { userPrincipalName: "new.name@p.example" },
  ];
  return `${Array.from({ length: 400 }, (_, n) => record(n, kinds[(n * 7) % kinds.length])).join("\n")}\n`;
}

const stories = {
  sample: { input: ["sample-logs"], filters: 3 },
  "one export and the settings": { input: ["sample-logs/graph-beta", "sample-logs/settings", "sample-logs/directory"], filters: 28 },
  "Tokyo, in Japanese": { input: ["sample-logs/portal", "sample-logs/audit", "--tz", "Asia/Tokyo", "--lang", "ja"], filters: 10 },
  "a report that is filtered itself": { input: ["sample-logs/graph-beta", "sample-logs/settings"], base: ["--log", "interactive", "--to", "2026-10-20"], filters: 6 },
  rare: { input: null, filters: 20 },
};

before(() => {
  const log = join(folder(), "rare.ndjson");
  writeFileSync(log, rareLog());
  stories.rare.input = [log, "--tenant", "aaaaaaaa-0000-4000-8000-00000000000a"];
});
after(quit);

for (const [name, story] of Object.entries(stories)) {
  test(`tables under ${story.filters} filters: ${name}`, async () => {
    const base = story.base ?? [];
    const out = await report(...story.input, ...base);
    const { page, wrong, close } = await open(join(out, "report.html"));
    const words = base.length > 0 ? { ...vocabulary(out), log: [], days: [] } : vocabulary(out);
    const cases = [{ hash: "#", options: [] }, ...Array.from({ length: story.filters }, (_, n) => drawn(words, lot(n + 1)))];
    let filled = 0;
    for (const { hash, options } of cases) {
      await visit(page, hash);
      const wanted = Object.fromEntries(await inTurns(COMMANDS.map((command) => async () => [command, JSON.parse(await run(command, ...story.input, "--format", "json", "-q", ...base, ...options)).rows])));
      for (const command of COMMANDS) {
        const found = await rows(page, command);
        assert.equal(found.length, wanted[command].length, `${command} under ${options.join(" ")}`);
        found.forEach((row, place) => assert.deepEqual(row, wanted[command][place], `${command} under ${options.join(" ")}, row ${place}`));
      }
      filled += Number(wanted.partners.length > 0);
      const total = (column) => wanted.partners.reduce((sum, row) => sum + row[column], 0);
      const different = (command, key) => new Set(wanted[command].map(key).filter((value) => value !== null)).size;
      const sum = await sums(page);
      assert.deepEqual([sum.sign_ins, sum.successes, sum.failures].map(Number), ["sign_ins", "successes", "failures"].map(total), hash);
      assert.equal(Number(sum.users), different("users", (row) => row.user_id ?? row.user_principal_name), hash);
      assert.equal(Number(sum.partners), different("partners", (row) => row.partner_tenant_id), hash);
      assert.equal(Number(sum.apps), different("apps", (row) => row.app_id ?? row.app_name), hash);
    }
    assert.ok(filled > cases.length / 4, `${filled} of ${cases.length} filters leave something`);
    assert.deepEqual(wrong, []);
    await close();
  });
}

test("the command of a row lists exactly its sign-ins", async () => {
  const out = await report("sample-logs");
  const { page, wrong, close } = await open(join(out, "report.html"), { hash: "#outcome=failure&outcome=success" });
  // What is not computed here is not narrowed by the outcome.
  for (const name of [...COMMANDS, "simulate"]) {
    const found = await page.evaluate((name) => {
      const grid = grids.find((grid) => grid.id === name);
      ensure(grid);
      const data = (row) => Object.fromEntries(grid.columns.map((column, place) => [column.name, row.cells[place]]));
      return grid.all.map((row) => ({ options: rowOptions(grid, row), ...data(row) }));
    }, name);
    // The rows of an undetermined direction differ by reason, those of 530032 by text: no filter tells them apart.
    const exact = found.filter((row) => row.direction !== "undetermined" && row.error_code !== 530032);
    assert.ok(exact.length > 0, name);
    const step = Math.ceil(exact.length / 3);
    const without = exact.find((row) => row.direction === "inbound" && row.partner_tenant_id === null);
    for (const row of [...exact.filter((_, place) => place % step === 0), ...(without ? [without] : [])]) {
      const wanted = name !== "simulate" ? row.sign_ins
        : found.filter((other) => ["direction", "partner_tenant_id", "app_id", "resource_id", "access_type"].every((column) => other[column] === row[column])).reduce((sum, other) => sum + other.successes, 0);
      const words = row.options.match(/"[^"]*"|\S+/g).map((word) => word.replace(/"/g, ""));
      if (name === "simulate") { words.push("--outcome", "success"); }
      const lines = (await run("events", "sample-logs", "--format", "ndjson", "-q", ...words)).split("\n").length - 1;
      assert.equal(lines, wanted, `${name}: ${row.options}`);
    }
  }
  assert.deepEqual(wrong, []);
  await close();
});

test("weeks, and files of what is in view", async () => {
  const out = await report("sample-logs");
  const { page, close } = await open(join(out, "report.html"), { hash: "#direction=inbound&section=timeline" });
  const save = async (command) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`[data-csv=${command}]`)]);
    assert.equal(file.suggestedFilename(), `${command}.csv`);
    return read(await file.path());
  };
  for (const command of COMMANDS) {
    const path = join(folder(), "table.csv");
    await run(command, "sample-logs", "--direction", "inbound", "-o", path, "-q");
    assert.ok(await save(command) === read(path), `${command}.csv is that of the command`);
  }
  await page.check("[data-weeks]");
  assert.deepEqual(await rows(page, "timeline"), JSON.parse(await run("timeline", "sample-logs", "--by", "week", "--direction", "inbound", "--format", "json", "-q")).rows);
  // Tables that are not computed here are those of the commands too.
  for (const command of ["guests", "changes", "coverage", "workloads"]) { assert.ok(await save(command) === read(join(out, `tables/${command}.csv`)), `${command}.csv`); }
  await close();
});
