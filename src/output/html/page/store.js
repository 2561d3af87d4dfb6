"use strict";

/**
 * What is asked for: lists are OR, between them AND; empty ones do not filter.
 * @typedef {{direction: string[], partner: string[], app: string[], user: string[], outcome: string[], code: string[], side: string[],
 *   "access-type": string[], log: string[], from: string | null, to: string | null, section: string | null}} View
 */

/** Everything about groups of facts that tables need. @typedef {ReturnType<typeof groupedBy>} Groups */

/** The columns of facts, by name. @type {Record<string, any>} */
let facts = {};
/** How many facts there are. */
let size = 0;

/**
 * Unpacks the data of the page: the length of its description, the description, and the columns, the lowest bytes of all numbers first.
 * @param {string} packed @returns {Promise<void>}
 */
async function unpack(packed) {
  const binary = atob(packed.trim());
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place += 1) { bytes[place] = binary.charCodeAt(place); }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const buffer = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(buffer.buffer).getUint32(0, true);
  given = JSON.parse(new TextDecoder().decode(buffer.subarray(4, 4 + length)));
  size = given.facts ?? 0;
  let at = 4 + length;
  for (const [name, width] of given.columns ?? []) {
    const column = width === 1 ? new Uint8Array(size) : width === 2 ? new Uint16Array(size) : new Uint32Array(size);
    for (let plane = 0; plane < width; plane += 1) {
      for (let row = 0; row < size; row += 1) { column[row] |= buffer[at + row] << (8 * plane); }
      at += size;
    }
    facts[name] = column;
  }
  const first = new Float64Array(size);
  const last = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    first[row] = (given.first_day + facts.day[row] - 1) * DAY + facts.first[row];
    last[row] = first[row] + facts.last[row];
  }
  facts.first = first;
  facts.last = last;
  facts.direction = Uint8Array.from(facts.reason ?? [], (reason) => Math.min(reason, 4));
}

/** The wanted names and ids, folded; a plus may stand for a space. @param {string[]} wanted @returns {Set<string>} */
function meantNames(wanted) {
  return new Set([...wanted.map(folded), ...wanted.filter((value) => value.includes("+")).map((value) => folded(value.replace(/\+/g, " ")))]);
}

/** Whether a value is meant by a name or id. @param {string[]} wanted @returns {(texts: (string | null)[]) => boolean} */
function meant(wanted) {
  const names = meantNames(wanted);
  return (texts) => texts.some((text) => text !== null && names.has(folded(text)));
}

/** Where each name and id stands in a list, folded, by list. @type {Map<string, Map<string, number[]>>} */
const indexes = new Map();

/** The entries of a list that have one of some names or ids, the first entry never. @param {string} list @param {string[]} wanted @returns {Uint8Array} */
function byName(list, wanted) {
  let index = indexes.get(list);
  if (!index) {
    index = new Map();
    for (let place = 1; place < given[list].length; place += 1) {
      const entry = given[list][place];
      for (const text of list === "users" ? [entry[0], entry[1], ...(entry[3] ?? [])] : [entry[0], entry[1]]) {
        if (text === null) { continue; }
        const name = folded(text);
        const known = index.get(name);
        if (!known) { index.set(name, [place]); } else if (known[known.length - 1] !== place) { known.push(place); }
      }
    }
    indexes.set(list, index);
  }
  const found = new Uint8Array(given[list].length);
  for (const name of meantNames(wanted)) { for (const place of index.get(name) ?? []) { found[place] = 1; } }
  return found;
}

/** One for each entry of a list that is wanted. @param {any[]} list @param {(entry: any, place: number) => boolean} wanted @returns {Uint8Array} */
function places(list, wanted) {
  return Uint8Array.from(list, (entry, place) => Number(wanted(entry, place)));
}

/** Which names a filter wants of a fixed list; spaces and dashes may stand for underscores. @param {string[]} values @returns {(name: string) => boolean} */
function named(values) {
  const wanted = values.map((value) => value.toLowerCase().replace(/[- ]/g, "_"));
  return (name) => wanted.includes(name);
}

/** The days of a view, the last one included. @param {View} view @returns {[number, number]} */
function daysOf(view) {
  const from = view.from === null ? null : dayOf(view.from);
  const to = view.to === null ? null : dayOf(view.to);
  return [from ?? -Infinity, to === null ? Infinity : to - 1];
}

/** Which facts are in view: a one for each. @typedef {Uint8Array} Mask */

/** Takes away the facts whose number in a column is not wanted. @param {Mask} mask @param {Uint8Array | Uint16Array | Uint32Array} column @param {Uint8Array} wanted */
function narrow(mask, column, wanted) {
  for (let row = 0; row < mask.length; row += 1) { mask[row] &= wanted[column[row]]; }
}

/** The facts in view. @param {View} view @returns {Mask} */
function select(view) {
  const mask = new Uint8Array(size).fill(1);
  const directions = view.direction.length > 0 ? view.direction.map((name) => name.toLowerCase()) : given.wanted;
  narrow(mask, facts.direction, places(given.directions, (name) => directions.includes(name)));
  if (view.partner.length > 0) {
    const wanted = byName("partners", view.partner);
    wanted[0] = Number(view.partner.includes("-"));
    narrow(mask, facts.partner, wanted);
  }
  if (view.user.length > 0) { narrow(mask, facts.user, byName("users", view.user)); }
  if (view.outcome.length > 0) { narrow(mask, facts.outcome, places(given.outcomes, named(view.outcome))); }
  if (view.log.length > 0) { narrow(mask, facts.log, places(given.logs, named(view.log))); }
  if (view.code.length > 0) {
    const codes = view.code.map((code) => code.replace(/^\D+(?=\d)/, ""));
    narrow(mask, facts.code, places(given.codes, (code) => code !== null && codes.includes(String(code))));
  }
  if (view.side.length > 0) {
    const is = named(view.side);
    narrow(mask, facts.failing, places(given.failing, (failing) => failing !== null && is(failing[2])));
  }
  if (view["access-type"].length > 0) {
    const types = view["access-type"].map((type) => type.toLowerCase());
    const is = (/** @type {string | null} */ type) => type !== null && [type, ...type.split(",")].some((part) => types.includes(part.toLowerCase()));
    narrow(mask, facts.access_type, places(given.access_types, is));
  }
  if (view.app.length > 0) {
    const [clients, resources] = [byName("apps", view.app), byName("resources", view.app)];
    const [app, resource] = [facts.app, facts.resource];
    for (let row = 0; row < size; row += 1) { mask[row] &= clients[app[row]] | resources[resource[row]]; }
  }
  if (view.from !== null || view.to !== null) {
    const [from, to] = daysOf(view).map((day) => day - given.first_day);
    const days = Uint8Array.from({ length: bound("day") }, (_, day) => Number(day >= from && day <= to));
    narrow(mask, facts.day, days);
  }
  return mask;
}

/** How many numbers columns hold that have no list. @type {Map<string, number>} */
const bounds = new Map();

/** How many numbers a column may hold. @param {string} name @returns {number} */
function bound(name) {
  const lists = { reason: "reasons", direction: "directions", partner: "partners", app: "apps", resource: "resources", user: "users", failing: "failing",
    access_type: "access_types", country: "countries", kind: "kinds", outcome: "outcomes", code: "codes", log: "logs" };
  const list = lists[/** @type {keyof typeof lists} */ (name)];
  if (list) { return given[list].length; }
  let most = bounds.get(name) ?? -1;
  if (most < 0) {
    for (let row = 0; row < size; row += 1) { if (facts[name][row] > most) { most = facts[name][row]; } }
    bounds.set(name, most);
  }
  return most + 1;
}

/**
 * Facts that agree in some columns, whatever is in view: the group of each, one fact of each group, and the facts group by group.
 * @typedef {{of: Uint32Array, one: Uint32Array, order: Uint32Array, ends: Uint32Array, rank: Uint32Array | null, ranked: Uint32Array | null}} Grouping
 */

/** Worked out once for each set of columns: a filter only counts. @type {Map<string, Grouping>} */
const groupings = new Map();

/** @param {string[]} keys @returns {Grouping} */
function grouping(keys) {
  const name = keys.join(" ");
  const known = groupings.get(name);
  if (known) { return known; }
  const columns = keys.map((key) => facts[key]);
  const limits = keys.map(bound);
  const product = limits.reduce((all, one) => all * one, 1);
  const dense = product <= 1 << 22 ? new Int32Array(product).fill(-1) : null;
  /** @type {Map<number, number>} */
  const sparse = new Map();
  const of = new Uint32Array(size);
  const firsts = new Uint32Array(size);
  let many = 0;
  for (let row = 0; row < size; row += 1) {
    let key = 0;
    for (let k = 0; k < columns.length; k += 1) { key = key * limits[k] + columns[k][row]; }
    let number = dense ? dense[key] : sparse.get(key) ?? -1;
    if (number < 0) {
      number = many;
      firsts[many] = row;
      many += 1;
      if (dense) { dense[key] = number; } else { sparse.set(key, number); }
    }
    of[row] = number;
  }
  const ends = new Uint32Array(many + 1);
  for (let row = 0; row < size; row += 1) { ends[of[row] + 1] += 1; }
  for (let number = 0; number < many; number += 1) { ends[number + 1] += ends[number]; }
  const next = ends.slice();
  const order = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) { order[next[of[row]]++] = row; }
  const made = { of, one: firsts.slice(0, many), order, ends, rank: null, ranked: null };
  groupings.set(name, made);
  return made;
}

/** When a number of a column was met last, so that different ones can be counted. @type {Map<string, {seen: Uint32Array, turn: number}>} */
const counters = new Map();

/** Groups by the facts they are of and by columns: several pieces of the page ask for the same. @type {WeakMap<Mask, Map<string, Groups>>} */
const counted = new WeakMap();

/** Facts in view that agree in some columns; `mask` never changes afterwards. @param {Mask} mask @param {string[]} keys @returns {Groups} */
function group(mask, keys) {
  /** @type {Map<string, Groups>} */
  const ours = counted.get(mask) ?? new Map();
  counted.set(mask, ours);
  const name = keys.join(" ");
  const groups = ours.get(name) ?? groupedBy(mask, keys);
  ours.set(name, groups);
  return groups;
}

/** The same, counted anew: sums at once, the rest of a group when it is asked for. @param {Mask} mask @param {string[]} keys */
function groupedBy(mask, keys) {
  const base = grouping(keys);
  const { of, one, order, ends } = base;
  const sums = new Float64Array(one.length);
  const { count, outcome } = facts;
  for (let row = 0; row < size; row += 1) { if (mask[row] !== 0) { sums[of[row]] += count[row]; } }
  /** The groups that are in view. */
  let found = new Uint32Array(one.length);
  let many = 0;
  for (let number = 0; number < sums.length; number += 1) { if (sums[number] > 0) { found[many] = number; many += 1; } }
  found = found.subarray(0, many);
  /** Different numbers of a column; `absent` = whether 0 stands for none. @param {string} name @param {number} number @param {boolean} [absent] */
  const distinct = (name, number, absent = true) => {
    const column = facts[name];
    let counter = counters.get(name);
    if (!counter) { counter = { seen: new Uint32Array(bound(name)), turn: 0 }; counters.set(name, counter); }
    counter.turn += 1;
    const { seen, turn } = counter;
    if (absent) { seen[0] = turn; }
    let different = 0;
    for (let place = ends[number]; place < ends[number + 1]; place += 1) {
      const row = order[place];
      if (mask[row] !== 0 && seen[column[row]] !== turn) { seen[column[row]] = turn; different += 1; }
    }
    return different;
  };
  /** The texts of a column, sorted. @param {string} name @param {(string | null)[]} list @param {number} number */
  const texts = (name, list, number) => {
    const met = new Set();
    for (let place = ends[number]; place < ends[number + 1]; place += 1) { if (mask[order[place]] !== 0) { met.add(facts[name][order[place]]); } }
    met.delete(0);
    return /** @type {string[]} */ (Array.from(met, (value) => list[value])).sort(byBytes);
  };
  /** The number that most sign-ins have; of equal ones the smallest. @param {string} name @param {number} number */
  const most = (name, number) => {
    const counts = new Float64Array(bound(name));
    for (let place = ends[number]; place < ends[number + 1]; place += 1) { const row = order[place]; if (mask[row] !== 0) { counts[facts[name][row]] += count[row]; } }
    let best = 0;
    for (let value = 1; value < counts.length; value += 1) { if (counts[value] > counts[best]) { best = value; } }
    return best;
  };
  /** The six counts, null where nothing is known. @param {number} number @returns {(number | null)[]} */
  const counts = (number) => {
    const all = new Array(given.outcomes.length + 1).fill(0);
    for (let place = ends[number]; place < ends[number + 1]; place += 1) {
      const row = order[place];
      if (mask[row] !== 0) { all[0] += count[row]; all[1 + outcome[row]] += count[row]; }
    }
    return given.told ? all : [all[0], null, null, null, null, all[all.length - 1]];
  };
  /** The first and the last time. @param {number} number @returns {[number, number]} */
  const span = (number) => {
    let [first, last] = [Infinity, -Infinity];
    for (let place = ends[number]; place < ends[number + 1]; place += 1) {
      const row = order[place];
      if (mask[row] !== 0) { first = Math.min(first, facts.first[row]); last = Math.max(last, facts.last[row]); }
    }
    return [first, last];
  };
  return { base, found, one, sums, span, distinct, texts, most, counts, signIns: (/** @type {number} */ number) => sums[number] };
}

/** Whether a view asks for users that are not in this page: nothing of it is known then. @param {View} view @returns {boolean} */
function asksForFolded(view) {
  return given.folded && view.user.length > 0;
}

/** The sums in view, null where the page does not know them. @param {Mask} mask @returns {Record<string, number | null>} */
function totals(mask) {
  if (asksForFolded(current)) { return { sign_ins: null, successes: null, failures: null, users: null, partners: null, apps: null }; }
  const { user, partner, app, outcome, count } = facts;
  const [users, partners, apps] = ["user", "partner", "app"].map((name) => new Uint8Array(bound(name)));
  const sums = new Float64Array(given.outcomes.length);
  for (let row = 0; row < size; row += 1) {
    if (mask[row] === 0) { continue; }
    sums[outcome[row]] += count[row];
    users[user[row]] = partners[partner[row]] = apps[app[row]] = 1;
  }
  // The first of each list stands for none.
  const met = (/** @type {Uint8Array} */ seen) => { let different = 0; for (let place = 1; place < seen.length; place += 1) { different += seen[place]; } return different; };
  const [successes, failures] = given.told ? ["success", "failure"].map((name) => sums[given.outcomes.indexOf(name)]) : [null, null];
  return { sign_ins: sums.reduce((all, sum) => all + sum, 0), successes, failures, users: given.folded ? null : met(users), partners: met(partners), apps: met(apps) };
}
