"use strict";

/**
 * What is asked for: lists are OR, between them AND; empty ones do not filter.
 * @typedef {{direction: string[], partner: string[], app: string[], user: string[], outcome: string[], code: string[], side: string[],
 *   "access-type": string[], log: string[], from: string | null, to: string | null, section: string | null}} View
 */

/** Everything about groups of facts that tables need. @typedef {ReturnType<typeof group>} Groups */

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
  if (size > 0) {
    facts.direction = facts.reason.map((/** @type {number} */ reason) => Math.min(reason, 4));
  }
}

/** Whether a value is meant by a name or id; a plus may stand for a space. @param {string[]} wanted @returns {(texts: (string | null)[]) => boolean} */
function meant(wanted) {
  const names = new Set(wanted.map(folded));
  const spaced = new Set(wanted.filter((value) => value.includes("+")).map((value) => folded(value.replace(/\+/g, " "))));
  return (texts) => texts.some((text) => text !== null && (names.has(folded(text)) || spaced.has(folded(text))));
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

/** The facts in view, as places. @param {View} view @returns {Uint32Array} */
function select(view) {
  /** @type {[any, Uint8Array][]} */
  const tests = [];
  const directions = view.direction.length > 0 ? view.direction.map((name) => name.toLowerCase()) : given.wanted;
  tests.push([facts.direction, places(given.directions, (name) => directions.includes(name))]);
  if (view.partner.length > 0) {
    const is = meant(view.partner);
    const none = view.partner.includes("-");
    tests.push([facts.partner, places(given.partners, ([id, name], place) => place === 0 ? none : is([id, name]))]);
  }
  if (view.user.length > 0) {
    const is = meant(view.user);
    tests.push([facts.user, places(given.users, ([id, upn, , once], place) => place > 0 && is([id, upn, ...(once ?? [])]))]);
  }
  if (view.outcome.length > 0) { tests.push([facts.outcome, places(given.outcomes, named(view.outcome))]); }
  if (view.log.length > 0) { tests.push([facts.log, places(given.logs, named(view.log))]); }
  if (view.code.length > 0) {
    const codes = view.code.map((code) => code.replace(/^\D+(?=\d)/, ""));
    tests.push([facts.code, places(given.codes, (code) => code !== null && codes.includes(String(code)))]);
  }
  if (view.side.length > 0) {
    const is = named(view.side);
    tests.push([facts.failing, places(given.failing, (failing) => failing !== null && is(failing[2]))]);
  }
  if (view["access-type"].length > 0) {
    const types = view["access-type"].map((type) => type.toLowerCase());
    const is = (/** @type {string | null} */ type) => type !== null && [type, ...type.split(",")].some((part) => types.includes(part.toLowerCase()));
    tests.push([facts.access_type, places(given.access_types, is)]);
  }
  const app = view.app.length > 0 ? meant(view.app) : null;
  const clients = app && places(given.apps, ([id, name], place) => place > 0 && app([id, name]));
  const resources = app && places(given.resources, ([id, name], place) => place > 0 && app([id, name]));
  const [from, to] = daysOf(view).map((day) => day - given.first_day);
  const found = new Uint32Array(size);
  let count = 0;
  rows: for (let row = 0; row < size; row += 1) {
    for (const [column, wanted] of tests) { if (wanted[column[row]] === 0) { continue rows; } }
    if (clients && resources && clients[facts.app[row]] === 0 && resources[facts.resource[row]] === 0) { continue; }
    if (facts.day[row] < from || facts.day[row] > to) { continue; }
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}

/** How many numbers a column may hold. @param {string} name @returns {number} */
function bound(name) {
  const lists = { reason: "reasons", direction: "directions", partner: "partners", app: "apps", resource: "resources", user: "users", failing: "failing",
    access_type: "access_types", country: "countries", kind: "kinds", outcome: "outcomes", code: "codes", log: "logs" };
  const list = lists[/** @type {keyof typeof lists} */ (name)];
  if (list) { return given[list].length; }
  let most = 0;
  for (let row = 0; row < size; row += 1) { if (facts[name][row] > most) { most = facts[name][row]; } }
  return most + 1;
}

/** Facts that agree in some columns, with their sums. @param {Uint32Array} rows @param {string[]} keys */
function group(rows, keys) {
  const bounds = keys.map(bound);
  const product = bounds.reduce((all, one) => all * one, 1);
  const dense = product <= 1 << 22 ? new Int32Array(product).fill(-1) : null;
  /** @type {Map<number, number>} */
  const sparse = new Map();
  const of = new Uint32Array(rows.length);
  /** A fact of each group. @type {number[]} */
  const one = [];
  for (let place = 0; place < rows.length; place += 1) {
    let key = 0;
    for (let k = 0; k < keys.length; k += 1) { key = key * bounds[k] + facts[keys[k]][rows[place]]; }
    let number = dense ? dense[key] : sparse.get(key) ?? -1;
    if (number < 0) {
      number = one.length;
      one.push(rows[place]);
      if (dense) { dense[key] = number; } else { sparse.set(key, number); }
    }
    of[place] = number;
  }
  const many = one.length;
  // The facts group by group.
  const ends = new Uint32Array(many + 1);
  for (const number of of) { ends[number + 1] += 1; }
  for (let number = 0; number < many; number += 1) { ends[number + 1] += ends[number]; }
  const next = ends.slice();
  const order = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) { order[next[of[place]]++] = rows[place]; }
  const outcomes = given.outcomes.length;
  const sums = new Float64Array(many * (outcomes + 1));
  const first = new Float64Array(many).fill(Infinity);
  const last = new Float64Array(many).fill(-Infinity);
  for (let place = 0; place < rows.length; place += 1) {
    const [row, number] = [rows[place], of[place]];
    sums[number * (outcomes + 1)] += facts.count[row];
    sums[number * (outcomes + 1) + 1 + facts.outcome[row]] += facts.count[row];
    if (facts.first[row] < first[number]) { first[number] = facts.first[row]; }
    if (facts.last[row] > last[number]) { last[number] = facts.last[row]; }
  }
  /** Different numbers of a column in each group; `absent` = whether 0 stands for none. @param {string} name @param {boolean} [absent] */
  const distinct = (name, absent = true) => {
    const column = facts[name];
    const seen = new Int32Array(bound(name)).fill(-1);
    const counts = new Uint32Array(many);
    for (let number = 0; number < many; number += 1) {
      for (let place = ends[number]; place < ends[number + 1]; place += 1) {
        const value = column[order[place]];
        if (seen[value] !== number && !(absent && value === 0)) { seen[value] = number; counts[number] += 1; }
      }
    }
    return counts;
  };
  /** The texts of a column in one group, sorted. @param {string} name @param {(string | null)[]} list @param {number} number */
  const texts = (name, list, number) => {
    const found = new Set();
    for (let place = ends[number]; place < ends[number + 1]; place += 1) { found.add(facts[name][order[place]]); }
    found.delete(0);
    return /** @type {string[]} */ (Array.from(found, (value) => list[value])).sort(byBytes);
  };
  /** The number that most sign-ins of a group have; of equal ones the smallest. @param {string} name @param {number} number */
  const most = (name, number) => {
    const counts = new Float64Array(bound(name));
    for (let place = ends[number]; place < ends[number + 1]; place += 1) { counts[facts[name][order[place]]] += facts.count[order[place]]; }
    let best = 0;
    for (let value = 1; value < counts.length; value += 1) { if (counts[value] > counts[best]) { best = value; } }
    return best;
  };
  /** The six counts of a group, null where nothing is known. @param {number} number @returns {(number | null)[]} */
  const counts = (number) => {
    const all = Array.from(sums.subarray(number * (outcomes + 1), (number + 1) * (outcomes + 1)));
    return given.told ? all : [all[0], null, null, null, null, all[outcomes]];
  };
  const signIns = (/** @type {number} */ number) => sums[number * (outcomes + 1)];
  return { many, one, first, last, distinct, texts, most, counts, signIns };
}

/** The sums in view. @param {Uint32Array} rows @returns {Record<string, number | null>} */
function totals(rows) {
  const all = group(rows, []);
  if (all.many === 0) { return { sign_ins: 0, successes: given.told ? 0 : null, failures: given.told ? 0 : null, users: given.folded ? null : 0, partners: 0, apps: 0 }; }
  const [sign_ins, successes, , failures] = all.counts(0);
  const users = given.folded ? null : all.distinct("user")[0];
  return { sign_ins, successes, failures, users, partners: all.distinct("partner")[0], apps: all.distinct("app")[0] };
}
