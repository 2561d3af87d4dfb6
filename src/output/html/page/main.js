"use strict";

/** @type {Grid[]} */
const grids = [];
/** The facts in view. @type {Mask} */
let inView = new Uint8Array(0);
/** The section that stays in sight while what stands above it is drawn. @type {Element | null} */
let settling = null;
/** Counts the views, so that work for one that is gone is dropped. */
let turn = 0;

/** Brings a table up to date. @param {Grid} grid */
function ensure(grid) {
  if (grid.stale) { grid.fill(grid.follows ? computed[grid.id](inView, current) : kept(grid)); }
}

/** The rows of a table that is not computed here: it follows organisation and direction only. @param {Grid} grid @returns {Row[]} */
function kept(grid) {
  const rows = /** @type {Row[]} */ (grid.table.rows.map((/** @type {Cell[]} */ cells, /** @type {number} */ place) => ({ cells, about: { place } })));
  const [partner, name, direction] = ["partner_tenant_id", "partner_name", "direction"].map((wanted) => grid.columns.findIndex((column) => column.name === wanted));
  const is = meant(current.partner);
  const text = (/** @type {Cell} */ cell) => typeof cell === "string" ? cell : null;
  return rows.filter(({ cells }) => {
    const ours = partner < 0 || current.partner.length === 0 || (cells[partner] === null ? current.partner.includes("-") : is([text(cells[partner]), text(cells[name])]));
    return ours && (direction < 0 || current.direction.length === 0 || current.direction.includes(cells[direction]));
  });
}

/** Whether something can be seen, or nearly. @param {Element} element */
function inSight(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > -200 && box.top < innerHeight + 200;
}

/** What a table says about the filters. @param {Grid} grid */
function remark(grid) {
  const place = grid.scroll.parentElement?.querySelector(`[data-remark="${grid.id}"]`);
  if (!place) { return; }
  const knows = (/** @type {string} */ name) => grid.columns.some((column) => column.name === name);
  const words = [];
  if (grid.follows) {
    const hidden = grid.id === "users" ? hiddenUsers(inView) : 0;
    if (hidden > 0) { words.push(say("hidden_users", { count: grouped(hidden) })); }
    if (given.folded) { words.push(say("users_elsewhere", { command: command("users", options(current)) })); }
  } else if (given.facts && filters(current)) {
    words.push(say(knows("partner_tenant_id") ? knows("direction") ? "follows_both" : "follows_partner" : knows("direction") ? "follows_direction" : "follows_none"));
  }
  place.textContent = words.join(" ");
}

/** The command that gives a computed table as it is now. @param {Grid} grid */
function drawCommand(grid) {
  const place = grid.scroll.closest("section")?.querySelector(".how code.cmd");
  if (grid.follows && place) { place.textContent = command(grid.id, [weekly && grid.id === "timeline" ? "--by week" : "", options(current)].filter(Boolean).join(" ")); }
}

/** Shows the view of the address. */
function refresh() {
  turn += 1;
  const mine = turn;
  const root = document.documentElement;
  root.dataset.state = "working";
  const facet = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.facet;
  if (given.facts) {
    inView = select(current);
    const sums = totals(inView);
    for (const [name, sum] of Object.entries(sums)) {
      const place = /** @type {HTMLElement} */ (document.querySelector(`[data-total="${name}"]`));
      place.textContent = sum === null ? "–" : String(sum);
    }
    drawChips(/** @type {HTMLElement} */ (document.getElementById("chips")));
    /** @type {HTMLElement} */ (document.getElementById("live")).textContent = say("in_view", { sign_ins: grouped(sums.sign_ins ?? 0), partners: grouped(sums.partners ?? 0) });
  }
  document.body.classList.toggle("filtered", filters(current));
  for (const link of document.querySelectorAll("nav a[data-section]")) {
    const section = /** @type {HTMLElement} */ (link).dataset.section ?? null;
    link.setAttribute("href", given.facts ? address({ ...current, section }) : `#${section}`);
    if (section === current.section) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
  }
  for (const grid of grids) { grid.stale = true; remark(grid); drawCommand(grid); }
  measure();
  const wanted = current.section;
  const section = wanted === null ? null : document.getElementById(wanted);
  for (const grid of grids.filter((grid) => grid.scroll.closest("section") === section || inSight(grid.scroll))) { ensure(grid); }
  // What is out of sight follows when there is time.
  const rest = [...grids.filter((grid) => grid.stale).map((grid) => () => ensure(grid))];
  if (given.facts) {
    rest.unshift(() => drawDays(/** @type {HTMLElement} */ (document.getElementById("days")), select({ ...current, from: null, to: null })),
      () => drawFacets(/** @type {HTMLElement} */ (document.getElementById("facets"))), ...chartDrawers(inView));
  }
  const work = () => {
    if (mine !== turn) { return; }
    const next = rest.shift();
    if (next) { next(); }
    settling?.scrollIntoView({ block: "start", behavior: "instant" });
    if (next) { setTimeout(work, 0); return; }
    settling = null;
    if (facet) { /** @type {HTMLElement | null} */ (document.querySelector(`[data-facet="${CSS.escape(facet)}"]`))?.focus({ preventScroll: true }); }
    root.dataset.state = "ready";
  };
  setTimeout(work, 0);
}

/** The height of what stays at the top, so that no heading hides under it. */
function measure() {
  const bar = /** @type {HTMLElement} */ (document.getElementById("bar"));
  document.documentElement.style.setProperty("--bar", `${getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0}px`);
}

/** Follows the address. @param {boolean} first Whether the page was just opened. */
function follow(first) {
  const before = current;
  current = parsed(location.hash);
  // A plain link to a place does not give up the filters.
  if (!first && location.hash !== "" && !location.hash.includes("=") && given.facts) { current = { ...before, section: current.section }; }
  closeSheet();
  refresh();
  if (current.section !== null && (first || before.section !== current.section)) {
    settling = document.getElementById(current.section);
    settling?.scrollIntoView({ block: "start", behavior: "instant" });
    if (!first) { settling?.querySelector("h2")?.focus({ preventScroll: true }); }
  }
}

/** The switch between light and dark. */
function themeSwitch() {
  const root = document.documentElement;
  const dark = () => root.dataset.theme === "dark" || (root.dataset.theme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
  const button = make("button", { type: "button", class: "theme", "aria-pressed": String(dark()), click: () => {
    root.dataset.theme = dark() ? "light" : "dark";
    button.setAttribute("aria-pressed", String(dark()));
  } }, say("dark"));
  return button;
}

/** Prepares the page for what can be done with it. */
function prepare() {
  for (const body of document.querySelectorAll("pre")) { body.before(copyButton(() => body.textContent ?? "")); }
  for (const table of given.tables) { if (document.getElementById(`t-${table.id}`)) { grids.push(new Grid(table)); } }
  const tools = /** @type {HTMLElement} */ (document.getElementById("tools"));
  tools.append(...(given.facts ? [finder()] : []), themeSwitch());
  tools.hidden = false;
  if (given.facts) {
    for (const id of ["explore", "sums", "chips"]) { /** @type {HTMLElement} */ (document.getElementById(id)).hidden = false; }
    prepareCharts();
  }
  document.body.classList.add("scripted");
  addEventListener("hashchange", () => follow(false));
  addEventListener("resize", () => { measure(); for (const grid of grids) { grid.draw(); } });
  addEventListener("keydown", (event) => { if (event.key === "Escape") { closeSheet(); } });
  for (const hand of ["wheel", "pointerdown", "keydown", "touchmove"]) { addEventListener(hand, () => { settling = null; }, { passive: true, capture: true }); }
  /** @type {Element[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const details of opened) { details.setAttribute("open", ""); }
    for (const grid of grids) { ensure(grid); grid.draw(true); }
  });
  addEventListener("afterprint", () => {
    for (const details of opened) { details.removeAttribute("open"); }
    for (const grid of grids) { grid.draw(); }
  });
  follow(true);
}

unpack(document.getElementById("data")?.textContent ?? "").then(prepare, () => {
  // A browser that cannot unpack shows the page as it is without scripts.
  document.documentElement.dataset.state = "plain";
});
