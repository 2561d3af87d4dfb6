// What the tests of the page share: the program, the browser, and a page that reports whatever goes wrong in it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.CROSSTENANT ?? join(root, "target/debug/crosstenant");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
assert.ok(existsSync(program), `build the program first: ${program} is not there`);
assert.ok(existsSync(browserPath), `install chromium first: ${browserPath} is not there`);

/** A folder of its own. */
export const folder = () => mkdtempSync(join(tmpdir(), "crosstenant-page-"));

/** Runs the program; gives what it writes to standard output. */
export async function run(...args) {
  const { stdout } = await promisify(execFile)(program, args, { cwd: root, maxBuffer: 1 << 30 }).catch((error) => {
    // A part of the input that cannot be read is no failure here.
    if (error.code === 4) { return error; }
    throw error;
  });
  return stdout;
}

/** A report; gives its folder. */
export async function report(...args) {
  const out = join(folder(), "report");
  await run("report", ...args, "-o", out, "-q");
  return out;
}

let browser = null;

/** Opens a page and collects what must not happen: messages on the console, dialogs, requests beside the file. */
export async function open(path, { hash = "", ...options } = {}) {
  browser ??= await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, acceptDownloads: true, ...options });
  // A busy machine is no failure.
  context.setDefaultTimeout(120000);
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const wrong = [];
  page.on("console", (message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== url && !request.url().startsWith("blob:")) { wrong.push(`request: ${request.url()}`); } });
  await page.goto(url + hash);
  if (options.javaScriptEnabled !== false) { await ready(page); }
  return { page, wrong, close: () => context.close() };
}

/** Waits until everything on the page follows its address. */
export const ready = (page) => page.waitForFunction(() => {
  const follows = location.hash !== "" && !location.hash.includes("=") || address(current) === address(parsed(location.hash));
  return document.documentElement.dataset.state === "ready" && follows;
}, null, { timeout: 120000 });

/** Goes to another view. */
export async function visit(page, hash) {
  await page.evaluate((hash) => {
    // A hash without anything in it is none.
    if (location.hash !== hash.replace(/^#$/, "")) { document.documentElement.dataset.state = "working"; location.hash = hash; }
  }, hash);
  await ready(page);
}

/** Ends the browser. */
export const quit = () => browser?.close();

/** Rows of a computed table of the page as the command's JSON has them. */
export const rows = (page, id) => page.evaluate((id) => {
  const grid = grids.find((grid) => grid.id === id);
  ensure(grid);
  const cell = (cell, column) => column.kind === "time" && cell !== null ? rfc3339(cell) : cell;
  return grid.all.map(({ cells }) => Object.fromEntries(grid.columns.map((column, place) => [column.name, cell(cells[place], column)])));
}, id);

/** The sums in view. */
export const sums = (page) => page.$$eval("[data-total]", (places) => Object.fromEntries(places.map((place) => [place.dataset.total, place.textContent])));

/** The text of a file. */
export const read = (path) => readFileSync(path, "utf8");
