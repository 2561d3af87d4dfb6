"use strict";

/** What the page was given: see `embedded.rs`. @type {any} */
let given = {};

/**
 * A sentence in the language of the page: names in braces are filled in.
 * @param {string} name @param {Record<string, unknown>} [values] @returns {string}
 */
function say(name, values = {}) {
  return (given.words[name] ?? name).replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ key) => key in values ? String(values[key]) : whole);
}

/**
 * An element with attributes, listeners (functions) and children; texts are texts, never markup.
 * @param {string} name @param {Record<string, any>} [attributes] @param {...(Node | string | null | undefined)} children @returns {any}
 */
function make(name, attributes = {}, ...children) {
  const svg = ["svg", "rect", "g", "text", "line", "title"].includes(name) && attributes.svg !== false;
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false || key === "svg") { continue; }
    if (typeof value === "function") { element.addEventListener(key, value); } else { element.setAttribute(key, value === true ? "" : String(value)); }
  }
  for (const child of children) { if (child !== null && child !== undefined) { element.append(child); } }
  return element;
}

/** Characters that hide something or change how others are shown. */
const treacherous = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c\ufeff\u00ad\u180e\ufff9-\ufffb\u2028\u2029\u{e0000}-\u{e007f}]/gu;

/** A text with such characters shown as `\u{..}`. @param {string} text @returns {string} */
function visible(text) {
  return text.replace(treacherous, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Digits in groups of three. @param {number} number @returns {string} */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A text for comparing names without case. @param {string} text @returns {string} */
function folded(text) {
  return text.toLowerCase().toUpperCase().toLowerCase().replace(/ς/g, "σ");
}

/** The order of bytes (UTF-8), null last. @param {string | null} a @param {string | null} b @returns {number} */
function byBytes(a, b) {
  if (a === b) { return 0; }
  if (a === null) { return 1; }
  if (b === null) { return -1; }
  const end = Math.min(a.length, b.length);
  for (let place = 0; place < end; place += 1) {
    const [left, right] = [a.charCodeAt(place), b.charCodeAt(place)];
    if (left !== right) {
      // Halves of characters beyond the first 65,536 come after all others.
      const rank = (/** @type {number} */ unit) => unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
      return rank(left) - rank(right);
    }
  }
  return a.length - b.length;
}

const DAY = 86400;

/** @param {number} day Days since 1970-01-01. @returns {string} `2026-10-05` */
function dayText(day) {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}

/** @param {string} text @returns {number | null} */
function dayOf(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) { return null; }
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? null : time / 1000 / DAY;
}

/** @param {number} seconds @returns {string} `2026-10-05T12:34:56Z` */
function rfc3339(seconds) {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** A time on the clock of the report. @param {number} seconds @returns {string} */
function clock(seconds) {
  const offsets = /** @type {[number, number][]} */ (given.offsets);
  let offset = 0;
  for (const [start, value] of offsets) { if (seconds >= start) { offset = value; } }
  return new Date((seconds + offset) * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** @typedef {{name: string, kind: string, heading: string, css: string}} Column */
/** A cell as data: a list, a text, a number (times in seconds), or null. @typedef {any} Cell */

/** A cell as people read it. @param {Cell} cell @param {Column} column @returns {string} */
function shown(cell, column) {
  if (cell === null || cell === undefined || (Array.isArray(cell) && cell.length === 0)) { return "–"; }
  if (typeof cell === "number") { return column.kind === "time" ? clock(cell) : column.kind === "int" ? grouped(cell) : String(cell); }
  if (typeof cell === "boolean") { return say(cell ? "yes" : "no"); }
  return visible(Array.isArray(cell) ? cell.join("; ") : cell);
}

/** A text that no spreadsheet takes for a formula. @param {string} text @returns {string} */
function defused(text) {
  return /^[=+\-@'\t\r\n\0＝＋－＠＇]/.test(text) ? `'${text}` : text;
}

/** A cell as the command writes it in CSV. @param {Cell} cell @param {Column} column @returns {string} */
function csvCell(cell, column) {
  if (cell === null || cell === undefined || (Array.isArray(cell) && cell.length === 0)) { return ""; }
  if (typeof cell === "boolean") { return String(cell); }
  if (typeof cell === "number") { return column.kind === "time" ? rfc3339(cell) : String(cell); }
  return `"${defused(Array.isArray(cell) ? cell.join(";") : cell).replace(/"/g, '""')}"`;
}

/** A value ready to be typed in any shell. @param {string} value @returns {string} */
function typed(value) {
  if (/^[A-Za-z0-9\-_./:][A-Za-z0-9\-_./:@]*$/.test(value)) { return value; }
  const acts = new RegExp(`["“”„$\`%!]|${treacherous.source}`, "u");
  const letters = Array.from(value);
  const escape = (/** @type {string} */ c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`;
  const out = letters.map((c, place) => {
    const next = letters[place + 1];
    const joins = c === "\\" && (next === undefined || next === "\\" || acts.test(next) || (next === "u" && letters[place + 2] === "{"));
    return joins || acts.test(c) ? escape(c) : c;
  });
  return `"${out.join("")}"`;
}

/** Puts a text on the clipboard, or selects it where that is refused. @param {string} text @returns {Promise<boolean>} */
async function copied(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch {
    const area = make("textarea", { class: "away" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** A button that copies. @param {() => string} text @returns {HTMLButtonElement} */
function copyButton(text) {
  const button = make("button", { type: "button" }, say("copy"));
  button.addEventListener("click", async () => {
    button.textContent = await copied(text()) ? say("copied") : say("copy_refused");
    setTimeout(() => { button.textContent = say("copy"); }, 2000);
  });
  return button;
}
