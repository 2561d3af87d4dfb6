"use strict";

/** A row of a table: its cells, and what it is about (places in the lists). @typedef {{cells: Cell[], about: Record<string, number>}} Row */

/** How the rows of a table are made: its cells, what they are about, and what is added to them. @typedef {{fill: (group: number) => Cell[], about: (group: number) => Record<string, number>, mark: ((row: Row, cells: Cell[]) => Cell[]) | null}} Maker */

/** A row whose cells are made when they are looked at: of many thousands few are seen. */
class LazyRow {
  /** @param {number} group @param {Maker} maker */
  constructor(group, maker) {
    this.group = group;
    this.maker = maker;
    /** @type {Cell[] | null} */
    this.made = null;
    /** @type {Record<string, number> | null} */
    this.places = null;
  }

  /** @returns {Record<string, number>} */
  get about() { return this.places ??= this.maker.about(this.group); }

  /** @returns {Cell[]} */
  get cells() {
    if (!this.made) {
      const cells = this.maker.fill(this.group);
      this.made = this.maker.mark ? this.maker.mark(this, cells) : cells;
    }
    return this.made;
  }
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

/** The order of all groups, whatever is in view: direction, then `ids`. @param {Grouping} base @param {[string, Uint32Array][]} ids Columns with the ranks of their entries. */
function rankAll(base, ids) {
  const { one } = base;
  const keys = [facts.direction, ...ids.map(([column]) => facts[column])].map((column, place) => Uint32Array.from(one, (fact) => place === 0 ? column[fact] : ids[place - 1][1][column[fact]]));
  base.ranked = Uint32Array.from(one, (_, n) => n).sort((a, b) => {
    let difference = 0;
    for (let place = 0; place < keys.length && difference === 0; place += 1) { difference = keys[place][a] - keys[place][b]; }
    return difference;
  });
  base.rank = new Uint32Array(one.length);
  for (let place = 0; place < one.length; place += 1) { base.rank[base.ranked[place]] = place; }
}

/**
 * Rows in their order: direction, most sign-ins first, then `ids` in the order of their bytes.
 * @param {Groups} groups @param {[string, Uint32Array][]} ids @param {string[]} about Columns. @param {(group: number) => Cell[]} fill
 * @param {(fact: number) => boolean} [wanted] Whether the group of a fact has a row. @returns {Row[]}
 */
function ordered(groups, ids, about, fill, wanted) {
  const { base, found, one, sums } = groups;
  if (!base.rank) { rankAll(base, ids); }
  const [rank, ranked] = [/** @type {Uint32Array} */ (base.rank), /** @type {Uint32Array} */ (base.ranked)];
  const direction = /** @type {Uint8Array} */ (facts.direction);
  let most = 0;
  for (let place = 0; place < found.length; place += 1) { most = Math.max(most, sums[found[place]]); }
  const order = new Uint32Array(found.length);
  const width = most + 1;
  const places = given.directions.length * width;
  if (places <= 1 << 20) {
    // Counted instead of compared: where the groups of each direction and sum begin, and then all of them in the order of their ids.
    const starts = new Uint32Array(places + 1);
    const key = (/** @type {number} */ n) => direction[one[n]] * width + most - sums[n];
    for (let place = 0; place < found.length; place += 1) { starts[key(found[place]) + 1] += 1; }
    for (let place = 0; place < places; place += 1) { starts[place + 1] += starts[place]; }
    for (let place = 0; place < ranked.length; place += 1) {
      const n = ranked[place];
      if (sums[n] > 0) { order[starts[key(n)]++] = n; }
    }
  } else {
    order.set(found);
    order.sort((a, b) => direction[one[a]] - direction[one[b]] || sums[b] - sums[a] || rank[a] - rank[b]);
  }
  const columns = about.map((name) => facts[name]);
  const maker = { fill, about: (/** @type {number} */ n) => Object.fromEntries(about.map((name, place) => [name, columns[place][one[n]]])), mark: null };
  /** @type {Row[]} */
  const rows = [];
  for (let place = 0; place < order.length; place += 1) { if (!wanted || wanted(one[order[place]])) { rows.push(new LazyRow(order[place], maker)); } }
  return rows;
}

/** @param {Mask} mask @returns {Row[]} */
function partnersTable(mask) {
  const groups = group(mask, ["reason", "partner"]);
  return ordered(groups, [["partner", ranks("partners", 0)], ["reason", ranks("reasons")]], ["direction", "partner"], (n) => {
    const [reason, direction] = [facts.reason[groups.one[n]], facts.direction[groups.one[n]]];
    const [id, name, domains, setting] = given.partners[facts.partner[groups.one[n]]];
    return [given.directions[direction], id, name, direction === 0 ? domains : [], groups.texts("access_type", given.access_types, n),
      ...groups.counts(n), given.folded ? null : groups.distinct("user", n), groups.distinct("app", n), groups.distinct("resource", n), ...groups.span(n),
      groups.distinct("day", n, false), setting, given.reasons[reason]];
  });
}

/** @param {Mask} mask @returns {Row[]} */
function appsTable(mask) {
  const groups = group(mask, ["direction", "partner", "app", "resource"]);
  /** @type {[string, Uint32Array][]} */
  const ids = [["partner", ranks("partners", 0)], ["app", ranks("apps", 0)], ["resource", ranks("resources", 0)], ["app", ranks("apps", 1)], ["resource", ranks("resources", 1)]];
  return ordered(groups, ids, ["direction", "partner", "app", "resource"], (n) => {
    const one = groups.one[n];
    const [id, name] = given.partners[facts.partner[one]];
    const [appId, appName, firstParty] = given.apps[facts.app[one]];
    const [resourceId, resourceName, target] = given.resources[facts.resource[one]];
    return [given.directions[facts.direction[one]], id, name, appId, appName, resourceId, resourceName, ...groups.counts(n), given.folded ? null : groups.distinct("user", n),
      ...groups.span(n), firstParty, target];
  });
}

/** @param {Mask} mask @returns {Row[]} */
function usersTable(mask) {
  const groups = group(mask, ["direction", "partner", "user"]);
  /** @type {[string, Uint32Array][]} */
  const ids = [["partner", ranks("partners", 0)], ["user", ranks("users", 0)], ["user", ranks("users", 1)]];
  return ordered(groups, ids, ["direction", "partner", "user"], (n) => {
    const one = groups.one[n];
    const [id, name] = given.partners[facts.partner[one]];
    const [userId, upn, display] = given.users[facts.user[one]];
    return [given.directions[facts.direction[one]], id, name, userId, upn, display, given.kinds[groups.most("kind", n)], ...groups.counts(n), groups.distinct("app", n), groups.distinct("resource", n),
      groups.texts("country", given.countries, n), ...groups.span(n)];
  }, (fact) => facts.user[fact] > 0);
}

/** Sign-ins of users that are not told, which have no row. @param {Mask} mask @returns {number} */
function hiddenUsers(mask) {
  const { user, count } = facts;
  let sum = 0;
  for (let row = 0; row < size; row += 1) { if (mask[row] !== 0 && user[row] === 0) { sum += count[row]; } }
  return sum;
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

/** @param {Mask} mask @param {View} view @param {boolean} weeks @returns {Row[]} */
function timelineTable(mask, view, weeks) {
  const monday = (/** @type {number} */ day) => weeks ? day - (((day + 3) % 7) + 7) % 7 : day;
  if (weeks && !facts.week) {
    // Weeks as small numbers.
    facts.week = Uint32Array.from(facts.day, (/** @type {number} */ day) => monday(given.first_day + day) - monday(given.first_day));
  }
  const groups = group(mask, [weeks ? "week" : "day", "direction"]);
  /** @type {Map<string, Row>} */
  const found = new Map();
  const periods = new Set();
  for (const n of groups.found) {
    const [day, direction] = [monday(given.first_day + facts.day[groups.one[n]]), facts.direction[groups.one[n]]];
    const cells = [dayText(day), given.directions[direction], ...groups.counts(n), given.folded ? null : groups.distinct("user", n), groups.distinct("partner", n)];
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

/** @param {Mask} mask @returns {Row[]} */
function failuresTable(mask) {
  const groups = group(mask, ["failing"]);
  const found = Array.from(groups.found).filter((n) => facts.failing[groups.one[n]] > 0).map((n) => {
    const failing = facts.failing[groups.one[n]];
    const [direction, code, side, name, category, meaning, action] = given.failing[failing];
    const place = given.directions.indexOf(direction);
    const cells = [direction, code, name, category, meaning, side, action, groups.signIns(n), given.folded ? null : groups.distinct("user", n), groups.distinct("partner", n), ...groups.span(n)];
    return { key: [place, -groups.signIns(n), code ?? Number.MAX_SAFE_INTEGER, given.sides.indexOf(side)], row: { cells, about: { direction: place, failing } } };
  });
  found.sort((a, b) => a.key.map((left, place) => left - b.key[place]).find((difference) => difference !== 0) ?? 0);
  return found.map(({ row }) => row);
}

/** The tables that follow every filter. @type {Record<string, (mask: Mask, view: View) => Row[]>} */
const computed = {
  partners: partnersTable,
  apps: appsTable,
  users: usersTable,
  timeline: (mask, view) => timelineTable(mask, view, weekly),
  failures: failuresTable,
};
/** Whether the timeline is by week. */
let weekly = false;
