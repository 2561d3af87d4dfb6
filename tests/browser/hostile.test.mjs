// What strangers wrote: two hundred payloads in every field they can write, through the page in use.

import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { folder, open, quit, read, ready, report, run, visit } from "./support.mjs";

after(quit);

const OWN = "aaaaaaaa-0000-4000-8000-00000000000a";

/** Formulas, markup, ends of scripts, templates, terminals, directions, nothing at all, very much, and look-alikes. */
function payloads() {
  const begun = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "'=1", "\t=1", "＝1+1", "＋1", "－1", "＠A1", "=HYPERLINK(\"http://evil.example\",\"x\")",
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--", "-->", "<!--<script>", "]]>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
    "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "javascript:alert(1)", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<style>*{background:url(//evil.example)}</style>", "<link rel=stylesheet href=//evil.example>", "</style><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</template><script>alert(1)</script>", "<math><mtext></table><script>alert(1)</script>", "&lt;script&gt;", "&#60;b&#62;", "&amp;", "%3Cscript%3E",
    "{{7*7}}", "{% raw %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{shown}", "{rows}", "$&", "$1", "\\u003cscript\\u003e", "\\\\", "\"", "'", "`", "`id`", "$(id)", "; rm -rf /", "| more", "&& calc", "%PATH%", "!x!",
    "| a | b |", "[x](javascript:alert(1))", "![x](//evil.example/x.png)", "**bold**", "# heading", "\u001b[31mred", "\u001b]8;;//evil.example\u0007x\u001b]8;;\u0007", "\u009b31m", "\u0007bell", "\b\b\bback",
    "\u202eright to left", "a\u202db", "\u2066x\u2069", "\u061cx", "zero\u200bwidth", "\u200djoin", "\ufeffmark", "\u00adsoft", "\u2028line", "\u2029paragraph", "\u0000nul", "line\nbreak", "car\rriage", "tab\tbed",
    "аdmin", "раураl", "Ⅰ", "ﬁ", "İstanbul", "straße", "STRASSE", "ς", "\u{1f600}", "\u{e0041}tag", "é", "e\u0301", "テナント", "=テナント", "  spaces  ", "-", "null", "undefined", "NaN", "true", "0", "__proto__", "constructor", "toString", "hasOwnProperty",
    "#direction=inbound", "a=b&c=d", "a+b", "a b", "100%", "%zz", "?x=1", "a;b", "a,b", "x".repeat(5000), "<".repeat(500), "\u202e".repeat(50), "data:text/html,<script>alert(1)</script>", "//evil.example", "file:///etc/passwd",
  ];
  return Array.from({ length: 200 }, (_, n) => n < begun.length ? begun[n] : `${begun[n % begun.length]}${begun[(n * 7) % begun.length]}`);
}

/** A text as the page shows it: what obeys, hides or turns round made visible. */
const asShown = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);

/** The page holds its own script, and no element that a payload would have made. */
async function holdsNoMarkup(page) {
  assert.equal(await page.evaluate(() => document.querySelectorAll("body script:not([type]), iframe, img, link, base, embed, object, form").length), 1, "the page's own script and nothing else");
}

/** Every text of a table stands in the document as the command gives it, and no other: `wanted` = its rows; gives how many texts were looked at. */
async function drawnAsWritten(page, id, wanted) {
  const drawn = await page.evaluate((id) => {
    const grid = grids.find((grid) => grid.id === id);
    ensure(grid);
    grid.element.classList.remove("flat");
    const columns = grid.columns.filter((column) => !grid.hidden.has(column.name));
    return grid.rows.map((row, place) => {
      const drawn = grid.row(row, place);
      drawn.querySelectorAll(".badge").forEach((badge) => { badge.previousSibling?.remove(); badge.remove(); });
      return Object.fromEntries(columns.map((column, place) => [column.name, drawn.cells[place].textContent]));
    });
  }, id);
  assert.equal(drawn.length, wanted.length, id);
  let texts = 0;
  drawn.forEach((cells, place) => {
    for (const [name, text] of Object.entries(cells)) {
      const value = wanted[place][name];
      if (typeof value === "string" && !/^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value)) { assert.equal(text, asShown(value), `${id} ${name}`); texts += 1; }
    }
  });
  return texts;
}

/** The page in use: a text looked for, and the first row of tables opened, its file and what is copied made. */
async function inUse(page, text, tables) {
  await page.evaluate(([text, tables]) => {
    const input = document.querySelector(".finder input");
    for (const typed of [text, ""]) { input.value = typed; input.dispatchEvent(new Event("input")); }
    for (const grid of grids.filter(({ id }) => tables === null || tables.includes(id))) {
      ensure(grid);
      if (grid.rows.length > 0) { openSheet(grid, grid.rows[0]); grid.csv(); grid.copy(); }
    }
    closeSheet();
  }, [text, tables]);
}

/** Every picture of a report is XML for a parser that knows it, of shapes and texts alone. */
async function picturesAreShapes(page, out) {
  const pictures = readdirSync(join(out, "charts"));
  assert.ok(pictures.length > 3, pictures.join(" "));
  for (const name of pictures) {
    const odd = await page.evaluate((text) => {
      const known = ["svg", "title", "desc", "g", "rect", "line", "polyline", "polygon", "path", "circle", "text", "tspan"];
      const picture = new DOMParser().parseFromString(text, "image/svg+xml");
      return Array.from(picture.querySelectorAll("*")).filter((element) => !known.includes(element.localName) || Array.from(element.attributes).some(({ name }) => /^on|href/.test(name))).map((element) => element.outerHTML.slice(0, 200));
    }, read(join(out, "charts", name)));
    assert.deepEqual(odd, [], name);
  }
}

/** No cell of a file is a formula. */
async function savesNoFormula(page) {
  for (const csv of await page.evaluate(() => grids.map((grid) => grid.csv()))) { assert.ok(!/(^|,|\n)"[=+\-@\t\r\0＝＋－＠]/.test(csv)); }
}

test("two hundred payloads in every field, and the page in use", async () => {
  const all = payloads();
  const record = (text, n) => JSON.stringify({
    time: "2026-10-05T00:00:00Z", category: "SignInLogs", tenantId: OWN,
    properties: {
      id: `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`, createdDateTime: `2026-10-05T12:${String(n % 60).padStart(2, "0")}:00Z`, status: { errorCode: n % 3 ? 50126 : 0, failureReason: text, additionalDetails: text },
      isInteractive: true, homeTenantId: n % 5 ? `55555555-0000-4000-8000-${String(n).padStart(12, "0")}` : text, homeTenantName: text, resourceTenantId: OWN, userId: n % 2 ? `user-${n}` : text, userPrincipalName: n % 7 ? `${text}@p.example` : text, userDisplayName: text,
      userType: text, appId: n % 2 ? text : `app-${n}`, appDisplayName: text, resourceId: n % 3 ? `resource-${n}` : text, resourceDisplayName: text, clientAppUsed: text, ipAddress: text, crossTenantAccessType: n % 4 ? "b2bCollaboration" : text, location: { countryOrRegion: text },
    },
  });
  const log = join(folder(), "hostile.ndjson");
  writeFileSync(log, `${all.map(record).join("\n")}\n`);
  const out = await report(log, "--tenant", OWN);
  const { page, wrong, close } = await open(join(out, "report.html"));
  await holdsNoMarkup(page);
  // What is shown is what was written, all of it.
  const names = new Set();
  for (const command of ["users", "apps", "partners"]) {
    const wanted = JSON.parse(await run(command, log, "--tenant", OWN, "--format", "json", "-q")).rows;
    assert.ok(await drawnAsWritten(page, command, wanted) > 300, command);
    for (const row of wanted) { names.add(row.user_display_name).add(row.app_name); }
  }
  // Space around a text means nothing in any export, and these words mean that there is none.
  const absent = ["-", "null", "undefined", "NaN"];
  assert.deepEqual(all.filter((text) => !names.has(text.replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/g, "")) && !absent.includes(text)), []);
  // The page in use: every value as a filter in the address, looked for, and opened.
  for (const text of all) {
    await visit(page, `#user=${encodeURIComponent(text)}&section=users`);
    await inUse(page, text, ["users"]);
  }
  // Raw in the address, and as text nobody would put there.
  for (const hash of ["#user=<script>alert(1)</script>", "#section=<img src=x onerror=alert(1)>", "#section=__proto__", "#__proto__=1&constructor=2", "#from=9999-99-99&to=x", "#direction=__proto__&code=NaN", "#%"]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForTimeout(50);
    await ready(page);
  }
  await visit(page, "#");
  await savesNoFormula(page);
  await picturesAreShapes(page, out);
  assert.deepEqual(wrong, []);
  await close();
});

test("two hundred payloads in audit logs, user lists, settings and names, in the tables that do not come from sign-ins", async () => {
  const all = payloads();
  const place = folder();
  const tenant = (n) => `55555555-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const write = (name, value) => { writeFileSync(join(place, name), typeof value === "string" ? value : JSON.stringify(value)); return join(place, name); };
  const lists = (target) => JSON.stringify({ UsersAndGroups: { AccessType: 1, Targets: [{ Target: target, TargetType: 1 }] }, Applications: { AccessType: 1, Targets: [{ Target: target, TargetType: 3 }] } });
  const side = (target, targetType) => ({ accessType: "allowed", targets: [{ target, targetType }] });
  const log = write("log.ndjson", `${all.map((text, n) => JSON.stringify({
    time: "2026-10-05T00:00:00Z", category: "SignInLogs", tenantId: OWN,
    properties: { id: `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`, createdDateTime: "2026-10-05T12:00:00Z", status: { errorCode: 0 }, isInteractive: true, homeTenantId: tenant(n), resourceTenantId: OWN,
      userId: `user-${n}`, userPrincipalName: `u${n}@p.example`, userType: "guest", appId: "app-1", appDisplayName: text, resourceId: `resource-${n}`, resourceDisplayName: text, crossTenantAccessType: "b2bCollaboration" },
  })).join("\n")}\n`);
  const audit = write("audit.json", all.flatMap((text, n) => [
    { id: `change-${n}`, category: "CrossTenantAccessSettings", correlationId: text, result: "success", activityDisplayName: "Update a partner cross-tenant access setting", activityDateTime: `2026-10-04T${String(Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}:00Z`,
      additionalDetails: [{ key: text, value: text }], initiatedBy: { user: { id: text, displayName: text, userPrincipalName: text, ipAddress: text }, app: null },
      targetResources: [{ id: "p", displayName: text, type: "Policy", modifiedProperties: [{ displayName: "tenantId", oldValue: null, newValue: JSON.stringify(tenant(n)) }, { displayName: "b2bCollaborationInbound", oldValue: lists("AllUsers"), newValue: lists(text) },
        { displayName: text, oldValue: JSON.stringify(text), newValue: JSON.stringify({ [text]: [text] }) }] }] },
    { id: `invitation-${n}`, category: "UserManagement", correlationId: text, result: "success", activityDisplayName: "Invite external user", activityDateTime: "2026-09-01T00:00:00Z",
      targetResources: [{ id: `invited-${n}`, displayName: text, type: "User", userPrincipalName: `${text}_x.example#EXT#@contoso.example`, modifiedProperties: [] }], additionalDetails: [{ key: "invitedUserEmailAddress", value: `${text}@x.example` }],
      initiatedBy: { user: { userPrincipalName: text, displayName: text } } },
  ]));
  const users = write("users.json", { value: all.map((text, n) => ({ id: `listed-${n}`, displayName: text, userPrincipalName: `${text}_y.example#EXT#@contoso.example`, mail: `${text}@y.example`, userType: "Guest", accountEnabled: true, creationType: "Invitation", externalUserState: "Accepted",
    createdDateTime: "2026-09-01T00:00:00Z", identities: [{ signInType: text, issuer: text, issuerAssignedId: text }] })) });
  const policy = (target) => ({ default: { b2bCollaborationInbound: { usersAndGroups: side("AllUsers", "user"), applications: side("AllApplications", "application") } },
    partners: all.map((text, n) => ({ tenantId: tenant(n), displayName: text, b2bCollaborationInbound: { usersAndGroups: side(target(text), "user"), applications: side(target(text), "application") }, extra: { [text]: text } })) });
  const current = write("current.json", policy((text) => (text === "null" ? "null," : text)));
  const proposed = write("proposed.json", policy((text) => `${text}.`));
  const names = write("names.csv", `tenant_id,name\n${all.map((text, n) => `${tenant(n)},"${text.replace(/"/g, '""')}"`).join("\n")}\n`);
  const out = await report(log, audit, users, current, "--policy", proposed, "--names", names, "--tenant", OWN);
  const { page, wrong, close } = await open(join(out, "report.html"));
  await holdsNoMarkup(page);
  const counts = await page.evaluate(() => Object.fromEntries(grids.map((grid) => { ensure(grid); return [grid.id, grid.all.length]; })));
  for (const [id, least] of [["changes", 400], ["guests", 400], ["simulate", 200], ["recommend", 200], ["partners", 200]]) { assert.ok(counts[id] >= least, JSON.stringify(counts)); }
  for (const id of ["changes", "guests", "simulate", "partners"]) {
    assert.ok(await drawnAsWritten(page, id, JSON.parse(read(join(out, `tables/${id}.json`))).rows) >= 400, id);
  }
  // Tables that are no command's, or a part of one's: as they were given.
  for (const id of ["recommend", "left-out", "files"]) {
    const given = await page.evaluate((id) => { const { columns, all } = grids.find((grid) => grid.id === id); return all.map(({ cells }) => Object.fromEntries(columns.map((column, place) => [column.name, cells[place]]))); }, id);
    await drawnAsWritten(page, id, given);
  }
  // In use: each partner by its name, a row of each table opened, its file and what is copied made.
  for (const [n, text] of all.entries()) {
    if (n % 4 !== 0) { continue; }
    await visit(page, `#partner=${encodeURIComponent(tenant(n))}&section=changes`);
    await inUse(page, text, null);
  }
  await visit(page, "#");
  await savesNoFormula(page);
  await picturesAreShapes(page, out);
  assert.deepEqual(wrong, []);
  await close();
});
