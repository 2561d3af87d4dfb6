// The page in a browser: filters, drill-down, links that are sent, the back button, the keyboard, dark, paper, both languages, all widths.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, open, quit, read, ready, report, root, rows, run, sums, visit } from "./support.mjs";

const pictures = join(root, "target/pictures");
const pages = {};

before(async () => {
  mkdirSync(pictures, { recursive: true });
  pages.en = join(await report("sample-logs", "--lang", "en"), "report.html");
  pages.ja = join(await report("sample-logs", "--lang", "ja"), "report.html");
});
after(quit);

/** Waits until the page has followed a click. */
const clicked = async (page, selector) => {
  const before = page.url();
  await page.click(selector);
  await page.waitForFunction((before) => location.href !== before, before);
  await ready(page);
};
const hashOf = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));
const focused = (page) => page.evaluate(() => ({ tag: document.activeElement.tagName, text: document.activeElement.textContent, place: document.activeElement.dataset.place }));

test("from a partner to its applications, its users and the days, and back", async () => {
  const { page, wrong, close } = await open(pages.en, { hash: "#section=partners" });
  const views = [await sums(page)];
  await clicked(page, "#t-partners tbody tr[data-place='0'] a");
  assert.equal(hashOf(page).get("section"), "apps");
  const partner = hashOf(page).get("partner");
  assert.ok((await rows(page, "apps")).every((row) => row.partner_tenant_id === partner));
  views.push(await sums(page));
  await clicked(page, "#t-apps tbody tr[data-place='0'] td:nth-child(n+3) a");
  assert.equal(hashOf(page).get("section"), "users");
  assert.equal(hashOf(page).get("partner"), partner);
  views.push(await sums(page));
  await clicked(page, "#t-users tbody tr[data-place='0'] td:nth-child(n+3) a");
  assert.equal(hashOf(page).get("section"), "timeline");
  assert.equal((await sums(page)).users, "1");
  assert.ok(await page.isVisible("[data-chip=partner]") && await page.isVisible("[data-chip=app]") && await page.isVisible("[data-chip=user]"));
  for (const view of views.reverse()) {
    await page.goBack();
    await ready(page);
    assert.deepEqual(await sums(page), view);
  }
  assert.deepEqual(wrong, []);
  await close();
});

test("an address that is sent shows the same, and what it does not know is left aside", async () => {
  const { page, wrong, close } = await open(pages.en);
  const whole = await sums(page);
  assert.ok(Object.values(whole).every((sum) => /^\d+$/.test(sum)), JSON.stringify(whole));
  await visit(page, "#direction=inbound&outcome=failure&outcome=interrupted&from=2026-10-01&to=2026-10-15&section=failures");
  const some = await sums(page);
  assert.ok(Number(some.sign_ins) > 0 && Number(some.sign_ins) < Number(whole.sign_ins));
  const other = await open(pages.en, { hash: "#nonsense=1&section=failures&to=2026-10-15&x&from=2026-10-01&outcome=failure&outcome=interrupted&direction=inbound&from=never&%zz=%zz" });
  assert.deepEqual(await sums(other.page), some);
  const top = await other.page.$eval("#failures h2", (heading) => heading.getBoundingClientRect().top - document.getElementById("bar").getBoundingClientRect().bottom);
  assert.ok(top >= 0 && top < 400, `the heading of the section is in sight: ${top}`);
  await other.close();
  // A name stands for its id, and a name that nobody has shows nothing.
  await visit(page, "#partner=FABRIKAM.example");
  const named = await sums(page);
  const [row] = (await rows(page, "partners")).filter((row) => row.partner_name === "fabrikam.example");
  await visit(page, `#partner=${row.partner_tenant_id}`);
  assert.deepEqual(await sums(page), named);
  await visit(page, "#partner=nobody-has-this-name");
  assert.equal((await sums(page)).sign_ins, "0");
  // Sides add up to the failures and interruptions.
  const sides = { sum: 0 };
  for (const side of ["us", "partner", "network", "user", "app_owner", "microsoft", "nobody", "unclassified"]) {
    await visit(page, `#side=${side}`);
    sides.sum += Number((await sums(page)).sign_ins);
    assert.ok((await rows(page, "failures")).every((row) => row.side === side));
  }
  await visit(page, "#outcome=failure&outcome=interrupted");
  assert.equal(sides.sum, Number((await sums(page)).sign_ins));
  assert.deepEqual(wrong, []);
  await close();
});

test("what is looked for is found, chips are taken away, charts and days filter", async () => {
  const { page, wrong, close } = await open(pages.en);
  const whole = await sums(page);
  const find = ".finder input";
  for (const words of ["fabrikam", "50126", "@"]) {
    await page.fill(find, words);
    await page.waitForSelector("#found li[role=option]");
  }
  await page.fill(find, "fabrikam");
  await page.keyboard.press("Enter");
  await ready(page);
  await page.waitForSelector("[data-chip=partner]");
  assert.notDeepEqual(await sums(page), whole);
  await clicked(page, "[data-chip=partner]");
  assert.deepEqual(await sums(page), whole);
  await clicked(page, "[data-facet='outcome=failure']");
  assert.equal((await sums(page)).sign_ins, whole.failures);
  await clicked(page, "[data-facet='outcome=failure']");
  await clicked(page, "[data-living=partners-inbound] a");
  assert.equal(hashOf(page).get("section"), "apps");
  await visit(page, "#section=explore");
  await clicked(page, "[data-living=partners-by-day] a.cell");
  assert.ok(hashOf(page).get("from") < hashOf(page).get("to"));
  await visit(page, "#section=explore");
  const box = await (await page.$("#days svg")).boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => location.hash.includes("from="));
  await ready(page);
  const dragged = await sums(page);
  assert.ok(Number(dragged.sign_ins) > 0 && Number(dragged.sign_ins) < Number(whole.sign_ins));
  await page.fill("[data-day=from]", "2026-10-01");
  await page.dispatchEvent("[data-day=from]", "change");
  await page.waitForFunction(() => location.hash.includes("from=2026-10-01"));
  assert.deepEqual(wrong, []);
  await close();
});

test("everything can be done with the keyboard", async () => {
  const { page, wrong, close } = await open(pages.en, { hash: "#section=partners" });
  await page.focus("#t-partners tbody tr[tabindex='0']");
  await page.keyboard.press("ArrowDown");
  assert.equal((await focused(page)).place, "1");
  await page.keyboard.press("End");
  assert.equal((await focused(page)).place, String((await rows(page, "partners")).length - 1));
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  assert.ok(await page.isVisible("#sheet"));
  assert.equal((await focused(page)).tag, "BUTTON");
  const sheet = await page.textContent("#sheet");
  assert.ok(sheet.includes("crosstenant events sample-logs --direction inbound --partner "), sheet);
  assert.ok(sheet.includes("First use") && sheet.includes("Days seen"), sheet);
  await page.keyboard.press("Escape");
  assert.ok(!await page.isVisible("#sheet"));
  assert.equal((await focused(page)).tag, "TR", "the focus is back");
  await page.focus("#t-partners th[data-column=sign_ins] button");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("#t-partners th[data-column=sign_ins]", "aria-sort"), "descending", "numbers begin with the largest");
  assert.equal((await focused(page)).tag, "BUTTON", "the focus stays where it was");
  const seen = await page.$$eval("a[href], button, input, summary, [tabindex='0']", (all) => all.filter((one) => one.checkVisibility()).every((one) => {
    one.focus({ preventScroll: true });
    return document.activeElement === one;
  }));
  assert.ok(seen, "whatever can be clicked can have the focus");
  assert.deepEqual(wrong, []);
  await close();
});

test("what stands on the page can be read aloud", async () => {
  const { page, close } = await open(pages.en);
  const without = await page.$$eval("button, a[href], input, [role=group], table, nav, aside, section > h2", (all) => all.filter((one) => {
    const name = one.getAttribute("aria-label") ?? one.getAttribute("aria-labelledby") ?? one.closest("label")?.textContent ?? one.textContent;
    return (name ?? "").trim() === "" && one.checkVisibility();
  }).map((one) => one.outerHTML.slice(0, 120)));
  assert.deepEqual(without, []);
  const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
  assert.equal(new Set(ids).size, ids.length, "no id stands twice");
  assert.equal(await page.$$eval("h1", (all) => all.length), 1);
  assert.ok(await page.$("main") && await page.$("nav[aria-label]") && await page.$("[role=search]"));
  assert.match(await page.textContent("#live"), /^[\d,]+ sign-ins, \d+ organisations in view$/);
  await close();
});

test("long tables draw what is in sight, and every row can be reached and found", async () => {
  const { page, close } = await open(pages.en, { hash: "#section=apps" });
  const all = await rows(page, "apps");
  const count = async () => (await page.textContent("section#apps .rows")).split(" ")[0].replace(/,/g, "");
  assert.ok(all.length > 200 && Number(await count()) === all.length);
  assert.ok(await page.$$eval("#t-apps tbody tr[data-place]", (drawn) => drawn.length) < 100);
  await page.focus("#t-apps tbody tr[tabindex='0']");
  await page.keyboard.press("End");
  await page.waitForSelector(`#t-apps tbody tr[data-place='${all.length - 1}']`);
  const last = all.at(-1);
  await page.fill("section#apps .tools input[type=search]", [last.app_id, last.resource_id, last.partner_name ?? last.direction].filter(Boolean).join(" "));
  assert.ok(Number(await count()) >= 1 && Number(await count()) < all.length);
  await close();
});

test("a table alone is a page too, without anything to filter", async () => {
  const path = join(folder(), "users.html");
  await run("users", "sample-logs", "-o", path, "-q");
  const { page, wrong, close } = await open(path);
  assert.equal(await page.$("[data-total]"), null);
  await page.fill(".tools input[type=search]", "fabrikam");
  assert.match(await page.textContent(".tools .rows"), /^\d+ of \d+ rows$/);
  await page.click("#t-users tbody tr[data-place='0'] td");
  assert.ok((await page.textContent("#sheet")).includes("crosstenant events sample-logs --direction inbound --partner "));
  assert.deepEqual(wrong, []);
  await close();
});

test("without scripts the tables are there and say what is left out", async () => {
  const { page, wrong, close } = await open(pages.en, { javaScriptEnabled: false });
  assert.ok(await page.locator("#t-partners tbody tr").count() > 20);
  assert.ok(await page.locator("figure svg").count() >= 6 && await page.locator("figure svg").first().isVisible());
  assert.equal(await page.locator("button:visible, input:visible").count(), 0, "nothing that does not work");
  assert.deepEqual(wrong, []);
  await close();
});

for (const [lang, width] of [["en", 400], ["en", 700], ["en", 1400], ["ja", 400], ["ja", 700], ["ja", 1400], ["en", 320], ["ja", 2560]]) {
  test(`${lang} at ${width} px, light and dark`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, wrong, close } = await open(pages[lang], { hash: "#direction=inbound&section=partners", viewport: { width, height: 900 }, colorScheme });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
      const [paper, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
      const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
      assert.equal(light(paper) > light(ink), colorScheme === "light");
      const hidden = await page.evaluate(() => document.querySelector("#partners h2").getBoundingClientRect().top < document.getElementById("bar").getBoundingClientRect().bottom - 1);
      assert.ok(!hidden, "no heading hides under the bar");
      await page.screenshot({ path: join(pictures, `${lang}-${width}-${colorScheme}.png`) });
      await page.click("#t-partners tbody tr[data-place='0'] td:nth-child(1)");
      await page.screenshot({ path: join(pictures, `${lang}-${width}-${colorScheme}-sheet.png`) });
      await page.keyboard.press("Escape");
      await page.click("button.theme");
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), paper, "the switch switches");
      assert.deepEqual(wrong, []);
      await close();
    }
  });
}

test("on paper: the answer first, contents, numbers of pages, requests open, fifteen pages at most", async () => {
  for (const lang of ["en", "ja"]) {
    const { page, wrong, close } = await open(pages[lang]);
    const pdf = await page.pdf({ path: join(pictures, `${lang}.pdf`), preferCSSPageSize: true, printBackground: true });
    const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.ok(count <= 15, `${count} pages`);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const lines = await page.$$eval(".printed", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.match(/[\d,]+/g).map((number) => Number(number.replace(/,/g, "")))));
    const counts = await page.evaluate(() => grids.map((grid) => [grid.element.querySelectorAll("tbody tr[data-place]").length, grid.rows.length]));
    assert.deepEqual(lines.map((line) => line.sort((a, b) => a - b)), counts, "every table tells how much of it is printed");
    assert.equal(await page.$$eval("details.sent:not([open])", (all) => all.length), 0);
    assert.ok(await page.isVisible("nav a"), "the contents");
    assert.deepEqual(wrong, []);
    await close();
  }
});

test("the policy of the page allows this style and this script and nothing else", async () => {
  const text = read(pages.en);
  const policy = text.match(/Content-Security-Policy" content="([^"]+)"/)[1].replace(/&#39;/g, "'");
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/);
  const { page, close } = await open(pages.en);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.foreign = true;";
    document.body.append(script);
    return globalThis.foreign === true;
  });
  assert.ok(!ran);
  await close();
  for (const unsafe of ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest"]) { assert.ok(!text.includes(unsafe), unsafe); }
});
