"use strict";

/** Bars and rows of a chart at most. */
const MOST_BARS = 12;
/** Days of a heat map at most. */
const MOST_DAYS = 92;

/**
 * Bars that filter when they are chosen.
 * @param {[string, string][]} legend The colours, and what they stand for.
 * @param {{label: string, parts: [string, number][], href: string}[]} bars @returns {HTMLElement}
 */
function barChart(legend, bars) {
  if (bars.length === 0) { return make("p", { class: "note" }, say("no_rows")); }
  const most = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, [, value]) => sum + value, 0)));
  const colours = make("p", { class: "legend" }, ...legend.map(([tone, words]) => make("span", {}, make("span", { class: `swatch part ${tone}`, "aria-hidden": "true" }), ` ${words}`)));
  return make("div", {}, colours, make("ul", { class: "bars" }, ...bars.map((bar) => {
    const sum = bar.parts.reduce((all, [, value]) => all + value, 0);
    const track = make("span", { class: "track", "aria-hidden": "true" }, ...bar.parts.filter(([, value]) => value > 0).map(([tone, value]) => {
      const part = make("span", { class: `part ${tone}` });
      part.style.width = `${(value / most) * 100}%`;
      return part;
    }));
    return make("li", {}, make("a", { href: bar.href, title: bar.label }, make("span", { class: "name" }, bar.label), track, make("span", { class: "value" }, grouped(sum))));
  })));
}

/** The first of things, most first, ties by name; only those that may be among them are named. @template T @param {T[]} things @param {number} most @param {(thing: T) => number} sum @param {(thing: T) => string} name */
function firstOf(things, most, sum, name) {
  const sums = Float64Array.from(things, sum).sort();
  const least = sums[Math.max(0, sums.length - most)];
  const named = things.filter((thing) => sum(thing) >= least).map((thing) => ({ thing, sum: sum(thing), label: name(thing) }));
  return named.sort((a, b) => b.sum - a.sum || byBytes(a.label, b.label)).slice(0, most);
}

/** The first groups in view, most sign-ins first, ties by name, and how many there are. @param {Mask} mask @param {string[]} keys @param {number} most @param {(row: number) => string} name @param {(row: number) => boolean} wanted Whether the group of a fact counts. */
function ranked(mask, keys, most, name, wanted) {
  const { found, one, signIns, counts } = group(mask, keys);
  const all = Array.from(found).filter((n) => wanted(one[n]));
  const first = firstOf(all, most, signIns, (n) => name(one[n])).map(({ thing, sum, label }) => ({ row: one[thing], sign_ins: sum, label, counts: () => counts(thing).map((count) => count ?? 0) }));
  return { first, all: all.length };
}

/** The partners of one direction. @param {Mask} mask @param {number} direction @returns {HTMLElement} */
function partnerBars(mask, direction) {
  const { first } = ranked(mask, ["direction", "partner"], MOST_BARS, (row) => partnerName(facts.partner[row], direction), (row) => facts.direction[row] === direction);
  const legend = /** @type {[string, string][]} */ ([[given.directions[direction], say(given.told ? "no_error" : "value_unknown")], ["interruption", say("value_interrupted")], ["failure", say("value_failure")]]);
  return barChart(legend, first.map(({ row, counts, label }) => {
    const [all, , interrupted, failed] = counts();
    const id = facts.partner[row] > 0 ? given.partners[facts.partner[row]][0] : "-";
    return { label, parts: [[given.directions[direction], all - interrupted - failed], ["interruption", interrupted], ["failure", failed]],
      href: address({ ...current, direction: [given.directions[direction]], partner: [id], section: "apps" }) };
  }));
}

/** The applications, as client and resource. @param {Mask} mask @returns {HTMLElement} */
function appBars(mask) {
  const { found, one, signIns } = group(mask, ["direction", "app"]);
  /** @type {Map<number, [number, number]>} */
  const sums = new Map();
  for (const n of found) {
    const [direction, app] = [facts.direction[one[n]], facts.app[one[n]]];
    if (direction > 1) { continue; }
    const sum = sums.get(app) ?? [0, 0];
    sum[direction] += signIns(n);
    sums.set(app, sum);
  }
  const apps = firstOf(Array.from(sums), MOST_BARS, ([, sum]) => sum[0] + sum[1], ([app]) => visible(given.apps[app][1] ?? given.apps[app][0] ?? "–"));
  return barChart([["inbound", say("value_inbound")], ["outbound", say("value_outbound")]], apps.map(({ thing: [app, sum], label }) => {
    const [id, name] = given.apps[app];
    return { label, parts: [["inbound", sum[0]], ["outbound", sum[1]]], href: address({ ...current, ...(id ?? name ? { app: [id ?? name] } : {}), section: "users" }) };
  }));
}

/** Who must act. @param {Mask} mask @returns {HTMLElement} */
function sideBars(mask) {
  const { found, one, signIns } = group(mask, ["failing", "direction", "outcome"]);
  /** @type {Map<string, [number, number]>} */
  const sums = new Map();
  for (const n of found) {
    const row = one[n];
    if (facts.failing[row] === 0 || facts.direction[row] > 1) { continue; }
    const side = given.failing[facts.failing[row]][2];
    const sum = sums.get(side) ?? [0, 0];
    sum[given.outcomes[facts.outcome[row]] === "failure" ? 0 : 1] += signIns(n);
    sums.set(side, sum);
  }
  const sides = given.sides.filter((/** @type {string} */ side) => sums.has(side));
  return barChart([["failure", say("value_failure")], ["interruption", say("value_interrupted")]], sides.map((/** @type {string} */ side) => {
    const [failed, interrupted] = /** @type {[number, number]} */ (sums.get(side));
    return { label: valueName("side", side), parts: [["failure", failed], ["interruption", interrupted]], href: address({ ...current, side: [side], section: "failures" }) };
  }));
}

/** Partners by day, darker where there are more. @param {Mask} mask @returns {HTMLElement} */
function heatMap(mask) {
  const span = windowOf(current);
  const sums = new Float64Array(given.partners.length);
  const cross = group(mask, ["direction", "partner"]);
  for (const n of cross.found) { if (facts.direction[cross.one[n]] < 2) { sums[facts.partner[cross.one[n]]] += cross.signIns(n); } }
  sums[0] = 0;
  const partners = firstOf(Array.from(sums.keys()).filter((partner) => sums[partner] > 0), MOST_BARS, (partner) => sums[partner], (partner) => partnerName(partner, 0))
    .map(({ thing, label }) => ({ partner: thing, label }));
  if (!span || partners.length === 0) { return make("p", { class: "note" }, say("no_rows")); }
  const start = Math.max(span[0], span[1] - MOST_DAYS + 1);
  const slots = new Uint8Array(given.partners.length);
  partners.forEach(({ partner }, place) => { slots[partner] = place + 1; });
  const every = bound("day");
  const cells = new Float64Array((partners.length + 1) * every);
  let most = 1;
  const { direction, partner: partnerOf, day: dayOfFact, count: countOf } = facts;
  for (let row = 0; row < size; row += 1) {
    const slot = slots[partnerOf[row]];
    if (slot === 0 || mask[row] === 0 || direction[row] > 1) { continue; }
    const place = slot * every + dayOfFact[row];
    cells[place] += countOf[row];
    if (cells[place] > most) { most = cells[place]; }
  }
  const days = Array.from({ length: span[1] - start + 1 }, (_, n) => start + n);
  return make("div", { class: "heat", role: "list" }, ...partners.map(({ partner, label }) => {
    const id = given.partners[partner][0];
    const line = days.map((day) => {
      const count = (day < given.first_day ? 0 : cells[slots[partner] * every + day - given.first_day]) ?? 0;
      const level = count === 0 ? 0 : 1 + Math.round(Math.log1p(count) / Math.log1p(most) * 4);
      const words = `${label}, ${dayText(day)}: ${grouped(count)}`;
      return count === 0 ? make("span", { class: "cell", title: words })
        : make("a", { class: `cell level-${level}`, title: words, "aria-label": words, href: address({ ...current, partner: [id], from: dayText(day), to: dayText(day + 1), section: "apps" }) });
    });
    return make("div", { role: "listitem", class: "line" }, make("a", { class: "name", href: address({ ...current, partner: [id], section: "apps" }) }, label), make("span", { class: "cells" }, ...line));
  }));
}

/** The days, on which a range is chosen by dragging. @param {HTMLElement} place @param {Mask} mask */
function drawDays(place, mask) {
  const span = windowOf({ ...current, from: null, to: null });
  if (!span) { place.replaceChildren(); return; }
  const [first, last] = span;
  const days = last - first + 1;
  const [width, height] = [1000, 100];
  const tones = ["inbound", "outbound", "other", "failure"];
  /** @type {Map<number, number[]>} */
  const sums = new Map();
  let most = 1;
  const { found, one, signIns } = group(mask, ["day", "direction", "outcome"]);
  for (const n of found) {
    const row = one[n];
    const day = given.first_day + facts.day[row];
    const sum = sums.get(day) ?? [0, 0, 0, 0];
    const failed = given.outcomes[facts.outcome[row]] === "failure";
    sum[failed ? 3 : Math.min(facts.direction[row], 2)] += signIns(n);
    sums.set(day, sum);
    most = Math.max(most, sum.reduce((all, part) => all + part, 0));
  }
  const step = width / days;
  /** @type {Element[]} */
  const bars = [];
  for (const [day, sum] of sums) {
    let y = height;
    tones.forEach((tone, part) => {
      const tall = (sum[part] / most) * (height - 8);
      y -= tall;
      if (tall > 0) { bars.push(make("rect", { class: tone, x: ((day - first) * step + step * 0.08).toFixed(2), y: y.toFixed(2), width: (step * 0.84).toFixed(2), height: tall.toFixed(2) })); }
    });
  }
  const [from, to] = daysOf(current);
  const left = Math.max(0, from - first) * step;
  const right = Math.min(days, to === Infinity ? days : to - first + 1) * step;
  const chosen = make("rect", { class: "chosen", x: left, y: 0, width: Math.max(0, right - left), height });
  const every = Math.ceil(days / 8);
  // Beside the drawing, which is stretched to the width of the page.
  const labels = make("div", { class: "day-labels", "aria-hidden": "true" }, ...Array.from({ length: days }, (_, n) => n).filter((n) => n % every === 0).map((n) => {
    const label = make("span", {}, dayText(first + n).slice(5));
    // The last one ends where the days end.
    if (n / days > 0.9) { label.style.right = "0"; } else { label.style.left = `${(n / days) * 100}%`; }
    return label;
  }));
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("days_label"), preserveAspectRatio: "none", class: "days" }, chosen, ...bars);
  const dayAt = (/** @type {PointerEvent} */ event) => {
    const box = svg.getBoundingClientRect();
    return first + Math.max(0, Math.min(days - 1, Math.floor(((event.clientX - box.left) / box.width) * days)));
  };
  /** @type {number | null} */
  let begun = null;
  const mark = (/** @type {number} */ day) => {
    const [low, high] = [Math.min(/** @type {number} */ (begun), day), Math.max(/** @type {number} */ (begun), day)];
    chosen.setAttribute("x", String((low - first) * step));
    chosen.setAttribute("width", String((high - low + 1) * step));
    return [low, high];
  };
  svg.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => { begun = dayAt(event); svg.setPointerCapture(event.pointerId); mark(begun); event.preventDefault(); });
  svg.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => { if (begun !== null) { mark(dayAt(event)); } });
  svg.addEventListener("pointerup", (/** @type {PointerEvent} */ event) => {
    if (begun === null) { return; }
    const [low, high] = mark(dayAt(event));
    begun = null;
    go({ from: dayText(low), to: dayText(high + 1) });
  });
  const field = (/** @type {"from" | "to"} */ key) => {
    // People name the last day, not the one after it.
    const value = current[key] === null ? "" : key === "to" ? dayText(/** @type {number} */ (dayOf(/** @type {string} */ (current.to))) - 1) : current[key];
    const input = make("input", { type: "date", "data-day": key, min: dayText(first), max: dayText(last) });
    input.value = value;
    input.addEventListener("change", () => {
      const day = dayOf(input.value);
      go({ [key]: day === null ? null : dayText(key === "to" ? day + 1 : day) });
    });
    return make("label", {}, `${say(`day_${key}`)} `, input);
  };
  const words = [say("value_inbound"), say("value_outbound"), say("days_other"), say("value_failure")];
  const legend = tones.map((tone, part) => ({ tone, part })).filter(({ part }) => Array.from(sums.values()).some((sum) => sum[part] > 0))
    .map(({ tone, part }) => make("span", {}, make("span", { class: `swatch part ${tone}`, "aria-hidden": "true" }), ` ${words[part]}`));
  place.replaceChildren(make("p", { class: "legend" }, ...legend), svg, labels, make("div", { class: "dates" }, field("from"), field("to"), make("span", { class: "note" }, say("drag"))));
}

/** The charts that follow the filters, in the place of drawings. @type {Record<string, (mask: Mask) => HTMLElement>} */
const CHARTS = {
  "partners-inbound": (mask) => partnerBars(mask, 0),
  "partners-outbound": (mask) => partnerBars(mask, 1),
  "partners-by-day": heatMap,
  applications: appBars,
  failures: sideBars,
};

/** Puts the living charts beside the drawings, which are for paper. @returns {{figure: Element, draw: (mask: Mask) => void}[]} */
function prepareCharts() {
  return Array.from(document.querySelectorAll("figure[data-chart]")).flatMap((figure) => {
    const id = /** @type {HTMLElement} */ (figure).dataset.chart ?? "";
    if (!CHARTS[id]) { return []; }
    const caption = figure.querySelector("figcaption");
    const living = make("div", { class: "living", "data-living": id, role: "group", "aria-label": caption?.textContent ?? "" });
    figure.classList.add("drawn");
    caption?.after(living);
    caption?.replaceWith(caption, make("span", { class: "caption-living" }, say(`chart_${id.replace(/-/g, "_")}`)));
    return [{ figure, draw: (/** @type {Mask} */ mask) => living.replaceChildren(CHARTS[id](mask)) }];
  });
}
