"use strict";

/** A row of a table: its cells, and what it is about (places in the lists). @typedef {{cells: Cell[], about: Record<string, number>}} Row */

/** A row whose cells are made when they are looked at: of many thousands few are seen. */
class LazyRow {
  /** @param {number} group @param {Record<string, number>} about @param {(group: number) => Cell[]} fill */
  constructor(group, about, fill) {
    this.group = group;
    this.about = about;
    this.fill = fill;
    /** @type {Cell[] | null} */
    this.made = null;
  }

  /** @returns {Cell[]} */
  get cells() { return this.made ??= this.fill(this.group); }
}

/** Where the entries of lists stand in the order of their bytes, by list and part. @type {Map<string, Uint32Array>} */
const known = new Map();

/** The place of each entry of a list in the order of bytes: equal ones share it, null is last. @param {string} list @param {number} [part] Of an entry. @returns {Uint32Array} */
function ranks(list, part) {
  const name = `${list} ${part}`;
  let found = known.get(name);
  if (!found) {
    const texts = /** @type {(string | null)[]} */ (given[list].map((/** @type {any} */ entry) => part === undefined ? entry : entry[part]));
    const order = Array.from(new Set(texts)).sort(byBytes);
    const places = new Map(order.map((text, place) => [text, place]));
    found = Uint32Array.from(texts, (text) => places.get(text) ?? 0);
    known.set(name, found);
  }
  return found;
}

/**
 * Rows in their order: direction, most sign-ins first, then `ids` in the order of their bytes.
 * @param {Groups} groups @param {[string, Uint32Array][]} ids Columns with the ranks of their entries. @param {string[]} about Columns. @param {(group: number) => Cell[]} fill @returns {Row[]}
 */
function ordered(groups, ids, about, fill) {
  const { one } = groups;
  const directions = Uint8Array.from(one, (fact) => facts.direction[fact]);
  const keys = ids.map(([column, rank]) => Uint32Array.from(one, (fact) => rank[facts[column][fact]]));
  const order = Uint32Array.from({ length: groups.many }, (_, n) => n).sort((a, b) => {
    let difference = directions[a] - directions[b] || groups.signIns(b) - groups.signIns(a);
    for (let place = 0; place < keys.length && difference === 0; place += 1) { difference = keys[place][a] - keys[place][b]; }
    return difference;
  });
  return Array.from(order, (n) => {
    /** @type {Record<string, number>} */
    const places = {};
    for (const name of about) { places[name] = facts[name][one[n]]; }
    return new LazyRow(n, places, fill);
  });
}

/** @param {Uint32Array} rows @returns {Row[]} */
function partnersTable(rows) {
  const groups = group(rows, ["reason", "partner"]);
  const [users, apps, resources, days] = [groups.distinct("user"), groups.distinct("app"), groups.distinct("resource"), groups.distinct("day", false)];
  return ordered(groups, [["partner", ranks("partners", 0)], ["reason", ranks("reasons")]], ["direction", "partner"], (n) => {
    const [reason, direction] = [facts.reason[groups.one[n]], facts.direction[groups.one[n]]];
    const [id, name, domains, setting] = given.partners[facts.partner[groups.one[n]]];
    return [given.directions[direction], id, name, direction === 0 ? domains : [], groups.texts("access_type", given.access_types, n),
      ...groups.counts(n), given.folded ? null : users[n], apps[n], resources[n], groups.first[n], groups.last[n], days[n], setting, given.reasons[reason]];
  });
}

/** @param {Uint32Array} rows @returns {Row[]} */
function appsTable(rows) {
  const groups = group(rows, ["direction", "partner", "app", "resource"]);
  const users = groups.distinct("user");
  /** @type {[string, Uint32Array][]} */
  const ids = [["partner", ranks("partners", 0)], ["app", ranks("apps", 0)], ["resource", ranks("resources", 0)], ["app", ranks("apps", 1)], ["resource", ranks("resources", 1)]];
  return ordered(groups, ids, ["direction", "partner", "app", "resource"], (n) => {
    const one = groups.one[n];
    const [id, name] = given.partners[facts.partner[one]];
    const [appId, appName, firstParty] = given.apps[facts.app[one]];
    const [resourceId, resourceName, target] = given.resources[facts.resource[one]];
    return [given.directions[facts.direction[one]], id, name, appId, appName, resourceId, resourceName, ...groups.counts(n), given.folded ? null : users[n],
      groups.first[n], groups.last[n], firstParty, target];
  });
}

/** @param {Uint32Array} rows @returns {Row[]} */
function usersTable(rows) {
  const groups = group(rows.filter((row) => facts.user[row] > 0), ["direction", "partner", "user"]);
  const [apps, resources] = [groups.distinct("app"), groups.distinct("resource")];
  /** @type {[string, Uint32Array][]} */
  const ids = [["partner", ranks("partners", 0)], ["user", ranks("users", 0)], ["user", ranks("users", 1)]];
  return ordered(groups, ids, ["direction", "partner", "user"], (n) => {
    const one = groups.one[n];
    const [id, name] = given.partners[facts.partner[one]];
    const [userId, upn, display] = given.users[facts.user[one]];
    return [given.directions[facts.direction[one]], id, name, userId, upn, display, given.kinds[groups.most("kind", n)], ...groups.counts(n), apps[n], resources[n],
      groups.texts("country", given.countries, n), groups.first[n], groups.last[n]];
  });
}

/** Sign-ins of users that are not told, which have no row. @param {Uint32Array} rows @returns {number} */
function hiddenUsers(rows) {
  let count = 0;
  for (const row of rows) { if (facts.user[row] === 0) { count += facts.count[row]; } }
  return count;
}

/** The first and last day of the window of a view. @param {View} view @returns {[number, number] | null} */
function windowOf(view) {
  const [from, to] = daysOf(view);
  const first = Math.max(from, given.from_day ?? -Infinity);
  const last = Math.min(to, given.last_day ?? Infinity);
  const start = first === -Infinity ? given.span?.[0] : first;
  const end = last === Infinity ? given.span?.[1] : last;
  return start === undefined || end === undefined || start > end || end - start > given.most_periods ? null : [start, end];
}

/** @param {Uint32Array} rows @param {View} view @param {boolean} weeks @returns {Row[]} */
function timelineTable(rows, view, weeks) {
  const monday = (/** @type {number} */ day) => weeks ? day - (((day + 3) % 7) + 7) % 7 : day;
  if (weeks && !facts.week) {
    // Weeks as small numbers.
    facts.week = Uint32Array.from(facts.day, (/** @type {number} */ day) => monday(given.first_day + day) - monday(given.first_day));
  }
  const groups = group(rows, [weeks ? "week" : "day", "direction"]);
  const [users, partners] = [groups.distinct("user"), groups.distinct("partner")];
  /** @type {Map<string, Row>} */
  const found = new Map();
  const periods = new Set();
  for (let n = 0; n < groups.many; n += 1) {
    const [day, direction] = [monday(given.first_day + facts.day[groups.one[n]]), facts.direction[groups.one[n]]];
    const cells = [dayText(day), given.directions[direction], ...groups.counts(n), given.folded ? null : users[n], partners[n]];
    periods.add(day);
    found.set(`${day} ${direction}`, { cells, about: { direction, day } });
  }
  const span = windowOf(view);
  if (span) { for (let day = monday(span[0]); day <= monday(span[1]); day += weeks ? 7 : 1) { periods.add(day); } }
  const wanted = view.direction.length > 0 ? view.direction.map((name) => name.toLowerCase()) : given.wanted;
  const zeros = given.told ? [0, 0, 0, 0, 0, 0] : [0, null, null, null, null, 0];
  /** @type {Row[]} */
  const out = [];
  for (const day of Array.from(periods).sort((a, b) => a - b)) {
    given.directions.forEach((/** @type {string} */ name, /** @type {number} */ direction) => {
      const row = found.get(`${day} ${direction}`);
      if (row) { out.push(row); } else if (direction < 2 && wanted.includes(name)) {
        out.push({ cells: [dayText(day), name, ...zeros, given.folded ? null : 0, 0], about: { direction, day } });
      }
    });
  }
  return out;
}

/** @param {Uint32Array} rows @returns {Row[]} */
function failuresTable(rows) {
  const groups = group(rows.filter((row) => facts.failing[row] > 0), ["failing"]);
  const [users, partners] = [groups.distinct("user"), groups.distinct("partner")];
  const found = Array.from({ length: groups.many }, (_, n) => {
    const failing = facts.failing[groups.one[n]];
    const [direction, code, side, name, category, meaning, action] = given.failing[failing];
    const place = given.directions.indexOf(direction);
    const cells = [direction, code, name, category, meaning, side, action, groups.signIns(n), given.folded ? null : users[n], partners[n], groups.first[n], groups.last[n]];
    return { key: [place, -groups.signIns(n), code ?? Number.MAX_SAFE_INTEGER, given.sides.indexOf(side)], row: { cells, about: { direction: place, failing } } };
  });
  found.sort((a, b) => a.key.map((left, place) => left - b.key[place]).find((difference) => difference !== 0) ?? 0);
  return found.map(({ row }) => row);
}

/** The tables that follow every filter. @type {Record<string, (rows: Uint32Array, view: View) => Row[]>} */
const computed = {
  partners: partnersTable,
  apps: appsTable,
  users: usersTable,
  timeline: (rows, view) => timelineTable(rows, view, weekly),
  failures: failuresTable,
};
/** Whether the timeline is by week. */
let weekly = false;
