"use strict";

/** A row of a table: its cells, and what it is about (places in the lists). @typedef {{cells: Cell[], about: Record<string, number>}} Row */

/**
 * The order of rows: direction, most sign-ins first, ids in the order of their bytes.
 * @param {{key: [number, number, ...any[]], row: Row}[]} rows @returns {Row[]}
 */
function ordered(rows) {
  rows.sort((a, b) => {
    for (let place = 0; place < a.key.length; place += 1) {
      const [left, right] = [a.key[place], b.key[place]];
      const difference = typeof left === "number" && typeof right === "number" ? left - right : byBytes(left, right);
      if (difference !== 0) { return difference; }
    }
    return 0;
  });
  return rows.map(({ row }) => row);
}

/** @param {Uint32Array} rows @returns {Row[]} */
function partnersTable(rows) {
  const groups = group(rows, ["reason", "partner"]);
  const [users, apps, resources, days] = [groups.distinct("user"), groups.distinct("app"), groups.distinct("resource"), groups.distinct("day", false)];
  const out = [];
  for (let n = 0; n < groups.many; n += 1) {
    const [reason, direction, partner] = [facts.reason[groups.one[n]], facts.direction[groups.one[n]], facts.partner[groups.one[n]]];
    const [id, name, domains, setting] = given.partners[partner];
    const why = given.reasons[reason];
    const cells = [given.directions[direction], id, name, direction === 0 ? domains : [], groups.texts("access_type", given.access_types, n),
      ...groups.counts(n), given.folded ? null : users[n], apps[n], resources[n], groups.first[n], groups.last[n], days[n], setting, why];
    out.push({ key: /** @type {any} */ ([direction, -groups.signIns(n), id, why]), row: { cells, about: { direction, partner } } });
  }
  return ordered(out);
}

/** @param {Uint32Array} rows @returns {Row[]} */
function appsTable(rows) {
  const groups = group(rows, ["direction", "partner", "app", "resource"]);
  const users = groups.distinct("user");
  const out = [];
  for (let n = 0; n < groups.many; n += 1) {
    const one = groups.one[n];
    const [direction, partner, app, resource] = [facts.direction[one], facts.partner[one], facts.app[one], facts.resource[one]];
    const [id, name] = given.partners[partner];
    const [appId, appName, firstParty] = given.apps[app];
    const [resourceId, resourceName, target] = given.resources[resource];
    const cells = [given.directions[direction], id, name, appId, appName, resourceId, resourceName, ...groups.counts(n), given.folded ? null : users[n],
      groups.first[n], groups.last[n], firstParty, target];
    const key = /** @type {any} */ ([direction, -groups.signIns(n), id, appId, resourceId, appName, resourceName]);
    out.push({ key, row: { cells, about: { direction, partner, app, resource } } });
  }
  return ordered(out);
}

/** @param {Uint32Array} rows @returns {Row[]} */
function usersTable(rows) {
  const groups = group(rows.filter((row) => facts.user[row] > 0), ["direction", "partner", "user"]);
  const [apps, resources] = [groups.distinct("app"), groups.distinct("resource")];
  const out = [];
  for (let n = 0; n < groups.many; n += 1) {
    const one = groups.one[n];
    const [direction, partner, user] = [facts.direction[one], facts.partner[one], facts.user[one]];
    const [id, name] = given.partners[partner];
    const [userId, upn, display] = given.users[user];
    const cells = [given.directions[direction], id, name, userId, upn, display, given.kinds[groups.most("kind", n)], ...groups.counts(n), apps[n], resources[n],
      groups.texts("country", given.countries, n), groups.first[n], groups.last[n]];
    out.push({ key: /** @type {any} */ ([direction, -groups.signIns(n), id, userId, upn]), row: { cells, about: { direction, partner, user } } });
  }
  return ordered(out);
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
  const out = [];
  for (let n = 0; n < groups.many; n += 1) {
    const failing = facts.failing[groups.one[n]];
    const [direction, code, side, name, category, meaning, action] = given.failing[failing];
    const cells = [direction, code, name, category, meaning, side, action, groups.signIns(n), given.folded ? null : users[n], partners[n], groups.first[n], groups.last[n]];
    const place = given.directions.indexOf(direction);
    const key = /** @type {any} */ ([place, -groups.signIns(n), code ?? Number.MAX_SAFE_INTEGER, given.sides.indexOf(side)]);
    out.push({ key, row: { cells, about: { direction: place, failing } } });
  }
  return ordered(out);
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
