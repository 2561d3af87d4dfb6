"use strict";

/** Something that can be looked for. @typedef {{key: "partner" | "app" | "user" | "code", value: string, label: string, text: string}} Entry */

/** @type {Entry[] | null} */
let index = null;

/** Everything that has a name or an id. @returns {Entry[]} */
function entries() {
  if (index) { return index; }
  /** @type {Map<string, Entry>} */
  const found = new Map();
  const add = (/** @type {Entry["key"]} */ key, /** @type {any} */ value, /** @type {any[]} */ names) => {
    const texts = names.filter((name) => name !== null && name !== undefined).map(String);
    const label = visible(Array.from(new Set(texts)).join(" · "));
    if (value !== null && value !== undefined) { found.set(`${key} ${value}`, { key, value: String(value), label, text: folded(texts.join(" ")) }); }
  };
  given.partners.slice(1).forEach((/** @type {any[]} */ [id, name, domains]) => add("partner", id ?? name, [name, ...domains, id]));
  for (const list of [given.resources, given.apps]) { list.slice(1).forEach((/** @type {any[]} */ [id, name]) => add("app", id ?? name, [name, id])); }
  given.users.slice(1).forEach((/** @type {any[]} */ [id, upn, display, once]) => add("user", id ?? upn, [upn, display, id, ...(once ?? [])]));
  given.failing.slice(1).forEach((/** @type {any[]} */ [, code, , name, , meaning]) => add("code", code, [code, name, meaning]));
  index = Array.from(found.values());
  return index;
}

/** The best few. @param {string} query @returns {Entry[]} */
function lookedFor(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) { return []; }
  const hits = entries().filter((entry) => words.every((word) => entry.text.includes(word)));
  const rank = (/** @type {Entry} */ entry) => (entry.text.startsWith(words[0]) ? 0 : 1);
  return hits.map((entry, place) => ({ entry, place })).sort((a, b) => rank(a.entry) - rank(b.entry) || a.place - b.place).slice(0, 12).map(({ entry }) => entry);
}

/** The field that finds organisations, applications, users and codes. @returns {HTMLElement} */
function finder() {
  const list = make("ul", { role: "listbox", id: "found", "aria-label": say("find"), hidden: true });
  const input = make("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", autocomplete: "off",
    "aria-label": say("find"), placeholder: say("find_hint") });
  /** @type {Entry[]} */
  let hits = [];
  let at = 0;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (/** @type {Entry | undefined} */ entry) => {
    if (!entry) { return; }
    input.value = "";
    close();
    if (!current[entry.key].includes(entry.value)) { go({ [entry.key]: [...current[entry.key], entry.value] }); }
  };
  const draw = () => {
    list.replaceChildren(...hits.map((entry, place) => make("li", { role: "option", id: `found-${place}`, "aria-selected": String(place === at), mousedown: (/** @type {Event} */ event) => { event.preventDefault(); take(entry); } },
      make("span", { class: "kind" }, say(`key_${entry.key}`)), ` ${entry.label}`)));
    if (hits.length === 0) { list.replaceChildren(make("li", { class: "note" }, say("nothing_found"))); }
    input.setAttribute("aria-activedescendant", hits.length > 0 ? `found-${at}` : "");
  };
  input.addEventListener("input", () => {
    hits = lookedFor(input.value);
    at = 0;
    list.hidden = input.value.trim() === "";
    input.setAttribute("aria-expanded", String(!list.hidden));
    draw();
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(1, hits.length);
      draw();
    } else if (event.key === "Enter") { take(hits[at]); } else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
  });
  input.addEventListener("blur", close);
  return make("div", { class: "finder" }, input, list);
}

/** A value of a filter as people read it. @param {string} key @param {string} value @returns {string} */
function valueName(key, value) {
  if (key === "partner") { return value === "-" ? say("none_inbound") : namedBy(["partners"], value); }
  if (key === "app") { return namedBy(["apps", "resources"], value); }
  if (key === "user") { return namedBy(["users"], value); }
  // Types of access are Microsoft's words, and one of them is that of an outcome too.
  return key === "access-type" ? visible(value) : given.words[`value_${value}`] ?? visible(value);
}

/** The name of the first entry that a value means. @param {string[]} lists @param {string} value @returns {string} */
function namedBy(lists, value) {
  for (const list of lists) {
    const place = byName(list, [value]).indexOf(1);
    if (place >= 0) { return visible(given[list][place][1] ?? given[list][place][0] ?? value); }
  }
  return visible(value);
}

/** The filters in force, each of which can be taken away. @param {HTMLElement} place */
function drawChips(place) {
  const chip = (/** @type {string} */ key, /** @type {string} */ value, /** @type {Partial<View>} */ without) => {
    const words = `${say(`key_${key}`)}: ${valueName(key, value)}`;
    return make("button", { type: "button", class: "chip", "data-chip": key, "aria-label": say("remove", { filter: words }), click: () => go(without) }, `${words} `, make("span", { "aria-hidden": "true" }, "×"));
  };
  const chips = FILTERS.flatMap((key) => current[key].map((value) => chip(key, value, { [key]: current[key].filter((other) => other !== value) })));
  if (current.from !== null) { chips.push(chip("from", current.from, { from: null })); }
  if (current.to !== null) { chips.push(chip("to", current.to, { to: null })); }
  if (chips.length > 0) { chips.push(make("button", { type: "button", class: "link", click: () => go({ ...everything(), section: current.section }) }, say("remove_all"))); }
  const at = Array.from(place.children).indexOf(/** @type {Element} */ (document.activeElement));
  place.replaceChildren(...chips);
  if (at >= 0) { (chips[Math.min(at, chips.length - 1)] ?? document.querySelector(".finder input"))?.focus(); }
}

/** The groups of buttons: what the values are, and how often each occurs under the other filters. @param {HTMLElement} place */
function drawFacets(place) {
  /** @type {[(typeof FILTERS)[number], string, (string | null)[]][]} */
  const facets = [
    ["direction", "direction", given.directions], ["outcome", "outcome", given.outcomes],
    ["side", "failing", given.failing.map((/** @type {any} */ failing) => failing && failing[2])],
    ["access-type", "access_type", given.access_types], ["log", "log", given.logs],
  ];
  place.replaceChildren(...facets.map(([key, column, names]) => {
    const narrowed = current[key].length > 0 || key === "direction";
    const mask = narrowed ? select({ ...current, [key]: key === "direction" ? given.directions : [] }) : inView;
    const sums = new Float64Array(names.length);
    const [numbers, count] = [facts[column], facts.count];
    for (let row = 0; row < size; row += 1) { if (mask[row] !== 0) { sums[numbers[row]] += count[row]; } }
    /** @type {Map<string, number>} */
    const counts = new Map();
    names.forEach((name, place) => { if (name !== null && sums[place] > 0) { counts.set(name, (counts.get(name) ?? 0) + sums[place]); } });
    const order = key === "side" ? given.sides : Array.from(new Set(names));
    const values = [...new Set([...order.filter((/** @type {any} */ name) => name !== null && counts.has(name)), ...current[key].filter((value) => names.includes(value))])];
    const buttons = values.map((name) => {
      const on = current[key].includes(name);
      const next = on ? current[key].filter((value) => value !== name) : [...current[key], name];
      return make("button", { type: "button", class: "facet", "aria-pressed": String(on), "data-facet": `${key}=${name}`, click: () => go({ [key]: next }) },
        `${valueName(key, name)} `, make("span", { class: "count" }, grouped(counts.get(name) ?? 0)));
    });
    return make("div", { class: "facets", role: "group", "aria-label": say(`key_${key}`) }, make("span", { class: "label" }, say(`key_${key}`)), ...buttons);
  }));
}
