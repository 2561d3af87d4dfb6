"use strict";

/** The filters that take several values, in the order of the address. */
const FILTERS = /** @type {const} */ (["direction", "partner", "app", "user", "outcome", "code", "side", "access-type", "log"]);

/** @returns {View} A view of everything. */
function everything() {
  return { direction: [], partner: [], app: [], user: [], outcome: [], code: [], side: [], "access-type": [], log: [], from: null, to: null, section: null };
}

/** @param {string} text @returns {string} */
function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** What an address asks for: unknown keys and days that are none are ignored. @param {string} hash @returns {View} */
function parsed(hash) {
  const view = everything();
  const text = hash.replace(/^#/, "");
  if (text !== "" && !text.includes("=")) { return { ...view, section: decoded(text) }; }
  for (const pair of text.split("&")) {
    const [key, ...rest] = pair.split("=");
    const value = decoded(rest.join("="));
    if (value === "") { continue; }
    const filter = FILTERS.find((name) => name === key);
    if (filter) { if (!view[filter].includes(value)) { view[filter].push(value); } }
    if ((key === "from" || key === "to") && dayOf(value) !== null) { view[key] = value; }
    if (key === "section") { view.section = value; }
  }
  return view;
}

/** The address of a view. @param {View} view @returns {string} */
function address(view) {
  const pairs = FILTERS.flatMap((key) => view[key].map((value) => [key, value]));
  for (const key of /** @type {const} */ (["from", "to", "section"])) { const value = view[key]; if (value !== null) { pairs.push([key, value]); } }
  return `#${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Whether a view leaves anything out. @param {View} view @returns {boolean} */
function filters(view) {
  return FILTERS.some((key) => view[key].length > 0) || view.from !== null || view.to !== null;
}

/** Shows a view; the one before is a step back in the browser. @param {Partial<View>} change */
function go(change) {
  location.hash = address({ ...current, ...change });
}

/** The options of the command line for a view; `narrowed` = those that a row gives. @param {View} view @param {[string, string | null][]} [narrowed] @returns {string} */
function options(view, narrowed = []) {
  const own = narrowed.filter(([, value]) => value !== null).map(([option, value]) => `${option} ${typed(/** @type {string} */ (value))}`);
  const given_by = new Set(narrowed.filter(([, value]) => value !== null).map(([option]) => option));
  // Who must act is no option of a command.
  const pairs = FILTERS.filter((key) => key !== "side").flatMap((key) => view[key].map((value) => [`--${key}`, value]));
  const bounded = given.from_day !== null && view.from !== null && /** @type {number} */ (dayOf(view.from)) < given.from_day;
  if (view.from !== null && !bounded) { pairs.push(["--from", view.from]); }
  if (view.to !== null && !(given.last_day !== null && /** @type {number} */ (dayOf(view.to)) > given.last_day + 1)) { pairs.push(["--to", view.to]); }
  const rest = pairs.filter(([option]) => !given_by.has(option));
  const taken = new Set([...given_by, ...rest.map(([option]) => option)]);
  const base = /** @type {string[]} */ (given.base).filter((filter) => !taken.has(filter.split(" ")[0]));
  return [...own, ...rest.map(([option, value]) => `${option} ${typed(value)}`), ...base].join(" ");
}

/** A command over the input of the page. @param {string} name @param {string} rest @returns {string} */
function command(name, rest) {
  return ["crosstenant", name, given.inputs, rest].filter((part) => part !== "").join(" ");
}

/** What the page shows now. @type {View} */
let current = everything();
