// What strangers wrote: two hundred payloads in every field they can write, through the page in use.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { folder, open, quit, ready, report, rows, visit } from "./support.mjs";

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
  assert.equal(await page.evaluate(() => document.querySelectorAll("body script:not([type]), iframe, img, link, base, embed, object, form").length), 1, "the page's own script and nothing else");
  // What is shown is what was written, treacherous characters made visible.
  const users = await rows(page, "users");
  assert.ok(users.length > 150, `${users.length}`);
  for (const name of all.filter((text) => text.trim() === text && text.length < 500 && text !== "-")) {
    const wanted = await page.evaluate((name) => visible(name), name);
    assert.ok(!/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]/.test(wanted), JSON.stringify(wanted));
  }
  const shown = await page.evaluate(() => {
    const grid = grids.find((grid) => grid.id === "users");
    grid.element.classList.remove("flat");
    return grid.rows.map((row, place) => ({ drawn: grid.row(row, place).textContent, wanted: grid.columns.filter((column) => !grid.hidden.has(column.name)).map((column) => grid.cellText(row, column, grid.columns.indexOf(column))).join("") }));
  });
  for (const { drawn, wanted } of shown) { assert.equal(drawn, wanted); }
  // The page in use: every value as a filter in the address, looked for, and opened.
  for (const text of all) {
    await visit(page, `#user=${encodeURIComponent(text)}&section=users`);
    await page.evaluate((text) => {
      const input = document.querySelector(".finder input");
      input.value = text;
      input.dispatchEvent(new Event("input"));
      input.value = "";
      input.dispatchEvent(new Event("input"));
      const grid = grids.find((grid) => grid.id === "users");
      if (grid.rows.length > 0) { openSheet(grid, grid.rows[0]); grid.csv(); grid.copy(); }
      closeSheet();
    }, text);
  }
  // Raw in the address, and as text nobody would put there.
  for (const hash of ["#user=<script>alert(1)</script>", "#section=<img src=x onerror=alert(1)>", "#section=__proto__", "#__proto__=1&constructor=2", "#from=9999-99-99&to=x", "#direction=__proto__&code=NaN", "#%"]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForTimeout(50);
    await ready(page);
  }
  await visit(page, "#");
  // Files: no cell is a formula.
  const cells = await page.evaluate(() => grids.map((grid) => grid.csv()));
  for (const csv of cells) { assert.ok(!/(^|,|\n)"[=+\-@\t\r\0＝＋－＠]/.test(csv)); }
  assert.deepEqual(wrong, []);
  await close();
});
