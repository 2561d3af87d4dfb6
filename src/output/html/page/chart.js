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
  const most = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, [, value]) => sum + value, 0)));
  const colours = make("p", { class: "legend" }, ...legend.map(([tone, words]) => make("span", {}, make("span", { class: `swatch part ${tone}`, "aria-hidden": "true" }), ` ${words}`)));
  return make("div", {}, colours, make("ul", { class: "bars" }, ...bars.slice(0, MOST_BARS).map((bar) => {
    const sum = bar.parts.reduce((all, [, value]) => all + value, 0);
    const track = make("span", { class: "track", "aria-hidden": "true" }, ...bar.parts.filter(([, value]) => value > 0).map(([tone, value]) => {
      const part = make("span", { class: `part ${tone}` });
      part.style.width = `${(value / most) * 100}%`;
      return part;
    }));
    return make("li", {}, make("a", { href: bar.href, title: bar.label }, make("span", { class: "name" }, bar.label), track, make("span", { class: "value" }, grouped(sum))));
  })));
}

/** Sums of one column, most first, ties by name. @param {Uint32Array} rows @param {string[]} keys @param {(row: number) => string} name */
function ranked(rows, keys, name) {
  const groups = group(rows, keys);
  const all = Array.from({ length: groups.many }, (_, n) => ({ row: groups.one[n], counts: /** @type {number[]} */ (groups.counts(n).map((count) => count ?? 0)), label: name(groups.one[n]) }));
  return all.sort((a, b) => b.counts[0] - a.counts[0] || byBytes(a.label, b.label));
}

/** The partners of one direction. @param {Uint32Array} rows @param {number} direction @returns {HTMLElement} */
function partnerBars(rows, direction) {
  const found = ranked(rows.filter((row) => facts.direction[row] === direction), ["partner"], (row) => partnerName(facts.partner[row], direction));
  const legend = /** @type {[string, string][]} */ ([[given.directions[direction], say(given.told ? "no_error" : "value_unknown")], ["interruption", say("value_interrupted")], ["failure", say("value_failure")]]);
  return barChart(legend, found.map(({ row, counts, label }) => {
    const [all, , interrupted, failed] = counts;
    const id = facts.partner[row] > 0 ? given.partners[facts.partner[row]][0] : "-";
    return { label, parts: [[given.directions[direction], all - interrupted - failed], ["interruption", interrupted], ["failure", failed]],
      href: address({ ...current, direction: [given.directions[direction]], partner: [id], section: "apps" }) };
  }));
}

/** The applications, as client and resource. @param {Uint32Array} rows @returns {HTMLElement} */
function appBars(rows) {
  const crossing = rows.filter((row) => facts.direction[row] < 2);
  const found = ranked(crossing, ["app"], (row) => visible(given.apps[facts.app[row]][1] ?? given.apps[facts.app[row]][0] ?? "–"));
  const inbound = new Map(ranked(crossing.filter((row) => facts.direction[row] === 0), ["app"], () => "").map(({ row, counts }) => [facts.app[row], counts[0]]));
  return barChart([["inbound", say("value_inbound")], ["outbound", say("value_outbound")]], found.map(({ row, counts, label }) => {
    const [id, name] = given.apps[facts.app[row]];
    const into = inbound.get(facts.app[row]) ?? 0;
    return { label, parts: [["inbound", into], ["outbound", counts[0] - into]], href: address({ ...current, ...(id ?? name ? { app: [id ?? name] } : {}), section: "users" }) };
  }));
}

/** Who must act. @param {Uint32Array} rows @returns {HTMLElement} */
function sideBars(rows) {
  const failing = rows.filter((row) => facts.failing[row] > 0 && facts.direction[row] < 2);
  /** @type {Map<string, [number, number]>} */
  const sums = new Map();
  for (const row of failing) {
    const side = given.failing[facts.failing[row]][2];
    const sum = sums.get(side) ?? [0, 0];
    sum[given.outcomes[facts.outcome[row]] === "failure" ? 0 : 1] += facts.count[row];
    sums.set(side, sum);
  }
  const sides = given.sides.filter((/** @type {string} */ side) => sums.has(side));
  return barChart([["failure", say("value_failure")], ["interruption", say("value_interrupted")]], sides.map((/** @type {string} */ side) => {
    const [failed, interrupted] = /** @type {[number, number]} */ (sums.get(side));
    return { label: valueName("side", side), parts: [["failure", failed], ["interruption", interrupted]], href: address({ ...current, side: [side], section: "failures" }) };
  }));
}

/** Partners by day, darker where there are more. @param {Uint32Array} rows @returns {HTMLElement} */
function heatMap(rows) {
  const span = windowOf(current);
  const crossing = rows.filter((row) => facts.direction[row] < 2);
  const partners = ranked(crossing.filter((row) => facts.partner[row] > 0), ["partner"], (row) => partnerName(facts.partner[row], 0)).slice(0, MOST_BARS);
  if (!span || partners.length === 0) { return make("p", { class: "note" }, say("no_rows")); }
  const start = Math.max(span[0], span[1] - MOST_DAYS + 1);
  const counts = group(crossing, ["partner", "day"]);
  /** @type {Map<string, number>} */
  const cells = new Map();
  let most = 1;
  for (let n = 0; n < counts.many; n += 1) {
    const count = counts.signIns(n);
    cells.set(`${facts.partner[counts.one[n]]} ${given.first_day + facts.day[counts.one[n]]}`, count);
    if (facts.partner[counts.one[n]] > 0) { most = Math.max(most, count); }
  }
  const days = Array.from({ length: span[1] - start + 1 }, (_, n) => start + n);
  return make("div", { class: "heat", role: "list" }, ...partners.map(({ row, label }) => {
    const partner = facts.partner[row];
    const id = given.partners[partner][0];
    const line = days.map((day) => {
      const count = cells.get(`${partner} ${day}`) ?? 0;
      const level = count === 0 ? 0 : 1 + Math.round(Math.log1p(count) / Math.log1p(most) * 4);
      const words = `${label}, ${dayText(day)}: ${grouped(count)}`;
      return count === 0 ? make("span", { class: "cell", title: words })
        : make("a", { class: `cell level-${level}`, title: words, "aria-label": words, href: address({ ...current, partner: [id], from: dayText(day), to: dayText(day + 1), section: "apps" }) });
    });
    return make("div", { role: "listitem", class: "line" }, make("a", { class: "name", href: address({ ...current, partner: [id], section: "apps" }) }, label), make("span", { class: "cells" }, ...line));
  }));
}

/** The days, on which a range is chosen by dragging. @param {HTMLElement} place @param {Uint32Array} rows */
function drawDays(place, rows) {
  const span = windowOf({ ...current, from: null, to: null });
  if (!span) { place.replaceChildren(); return; }
  const [first, last] = span;
  const days = last - first + 1;
  const [width, height] = [1000, 110];
  /** @type {Map<number, [number, number, number]>} */
  const sums = new Map();
  let most = 1;
  for (const row of rows) {
    const day = given.first_day + facts.day[row];
    const sum = sums.get(day) ?? [0, 0, 0];
    const failed = given.outcomes[facts.outcome[row]] === "failure";
    sum[failed ? 2 : facts.direction[row] === 0 ? 0 : 1] += facts.count[row];
    sums.set(day, sum);
    most = Math.max(most, sum[0] + sum[1] + sum[2]);
  }
  const step = width / days;
  /** @type {Element[]} */
  const bars = [];
  for (const [day, sum] of sums) {
    let y = height - 16;
    ["inbound", "outbound", "failure"].forEach((tone, part) => {
      const tall = (sum[part] / most) * (height - 26);
      y -= tall;
      if (tall > 0) { bars.push(make("rect", { class: tone, x: ((day - first) * step + step * 0.08).toFixed(2), y: y.toFixed(2), width: (step * 0.84).toFixed(2), height: tall.toFixed(2) })); }
    });
  }
  const [from, to] = daysOf(current);
  const left = Math.max(0, from - first) * step;
  const right = Math.min(days, to === Infinity ? days : to - first + 1) * step;
  const chosen = make("rect", { class: "chosen", x: left, y: 0, width: Math.max(0, right - left), height: height - 14 });
  const every = Math.ceil(days / 8);
  const labels = Array.from({ length: days }, (_, n) => n).filter((n) => n % every === 0).map((n) => make("text", { x: n * step + 2, y: height - 2 }, dayText(first + n).slice(5)));
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("days_label"), preserveAspectRatio: "none", class: "days" }, chosen, ...bars, ...labels);
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
  place.replaceChildren(svg, make("div", { class: "dates" }, field("from"), field("to"), make("span", { class: "note" }, say("drag"))));
}

/** The charts that follow the filters, in the place of drawings. @type {Record<string, (rows: Uint32Array) => HTMLElement>} */
const CHARTS = {
  "partners-inbound": (rows) => partnerBars(rows, 0),
  "partners-outbound": (rows) => partnerBars(rows, 1),
  "partners-by-day": heatMap,
  applications: appBars,
  failures: sideBars,
};

/** Puts the living charts beside the drawings, which are for paper. */
function prepareCharts() {
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const id = /** @type {HTMLElement} */ (figure).dataset.chart ?? "";
    if (!CHARTS[id]) { continue; }
    const caption = figure.querySelector("figcaption");
    const living = make("div", { class: "living", "data-living": id, role: "group", "aria-label": caption?.textContent ?? "" });
    figure.classList.add("drawn");
    caption?.after(living);
    caption?.replaceWith(caption, make("span", { class: "caption-living" }, say(`chart_${id.replace(/-/g, "_")}`)));
  }
}

/** Draws the charts of what is in view. @param {Uint32Array} rows */
function drawCharts(rows) {
  for (const place of document.querySelectorAll("[data-living]")) {
    place.replaceChildren(CHARTS[/** @type {HTMLElement} */ (place).dataset.living ?? ""](rows));
  }
}
