"use strict";

/** @type {Grid[]} */
const grids = [];
/** The facts in view. @type {Mask} */
let inView = new Uint8Array(0);
/** The section that stays in sight while what stands above it is drawn. @type {Element | null} */
let settling = null;
/** Counts the views, so that work for one that is gone is dropped. */
let turn = 0;
/** How long what is out of sight may keep the page busy at a time, in milliseconds. */
const SLICE = 25;
/** The height of what stays at the top. */
let barHeight = -1;

/**
 * Something on the page that follows the view. `turn` = the view it shows; `draw` is told how much of it can be seen at most, in pixels, and `rest` adds some of what it
 * left out, if anything.
 * @typedef {{element: Element, turn: number, draw: (tall: number) => void, rest: () => boolean}} Piece
 */

/** What follows the view, in the order of the page. @type {Piece[]} */
const pieces = [];

/** Brings a table up to date. @param {Grid} grid @param {number} [tall] How much of it can be seen at most. */
function ensure(grid, tall) {
  if (!grid.stale) { return; }
  grid.fill(grid.follows ? computed[grid.id](inView, current) : kept(grid), tall);
  remark(grid);
  drawCommand(grid);
}

/** Brings a piece up to date. @param {Piece} piece @param {number} tall How much of it can be seen at most. */
function bring(piece, tall) {
  if (piece.turn === turn) { return; }
  piece.turn = turn;
  piece.draw(tall);
}

/** Brings a piece that is out of sight up to date, or adds some of what was left out of one in sight. @param {Piece} piece @returns {boolean} Whether there was anything to do. */
function followUp(piece) {
  if (piece.turn === turn) { return piece.rest(); }
  bring(piece, 0);
  return true;
}

/** Says which pieces can be seen, without anything being measured; what comes near is drawn before its turn. */
const watcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    const piece = pieces.find(({ element }) => element === target);
    if (piece && isIntersecting) { bring(piece, innerHeight); }
  }
}, { rootMargin: "200px 0px" });

/** Lets something follow the view. @param {Element | null} element @param {(tall: number) => void} draw @param {() => boolean} [rest] */
function follows(element, draw, rest = () => false) {
  if (!element) { return; }
  pieces.push({ element, turn: 0, draw, rest });
  watcher.observe(element);
}

/** The rows of a table that is not computed here: it follows organisation and direction only. @param {Grid} grid @returns {Row[]} */
function kept(grid) {
  const [partner, name, direction] = ["partner_tenant_id", "partner_name", "direction"].map((wanted) => grid.columns.findIndex((column) => column.name === wanted));
  const is = meant(current.partner);
  const text = (/** @type {Cell} */ cell) => typeof cell === "string" ? cell : null;
  if (current.partner.length === 0 && current.direction.length === 0) { return grid.whole; }
  return grid.whole.filter(({ cells }) => {
    const ours = partner < 0 || current.partner.length === 0 || (cells[partner] === null ? current.partner.includes("-") : is([text(cells[partner]), text(cells[name])]));
    return ours && (direction < 0 || current.direction.length === 0 || current.direction.includes(cells[direction]));
  });
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
  if (grid.table.cut) { words.push(grid.table.cut.said); }
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
    /** @type {HTMLElement} */ (document.getElementById("live")).textContent = say("in_view", { sign_ins: sums.sign_ins === null ? "–" : grouped(sums.sign_ins), partners: sums.partners === null ? "–" : grouped(sums.partners) });
    const elsewhere = /** @type {HTMLElement} */ (document.getElementById("elsewhere"));
    elsewhere.hidden = !given.folded || !filters(current);
    elsewhere.textContent = elsewhere.hidden ? "" : say("users_elsewhere", { command: command(asksForFolded(current) ? "events" : "users", options(current)) });
  }
  document.body.classList.toggle("filtered", filters(current));
  for (const link of document.querySelectorAll("nav a[data-section]")) {
    const section = /** @type {HTMLElement} */ (link).dataset.section ?? null;
    link.setAttribute("href", given.facts ? address({ ...current, section }) : `#${section}`);
    if (section === current.section) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
  }
  for (const grid of grids) { grid.stale = true; }
  measure();
  settle();
  // All places are asked for before anything is drawn: the browser lays the page out once.
  const seen = pieces.map((piece) => ({ piece, box: piece.element.getBoundingClientRect() })).filter(({ box }) => box.top < innerHeight && box.bottom > barHeight);
  for (const { piece, box } of seen) { bring(piece, innerHeight - box.top); }
  // A button that was drawn anew has the focus again.
  const refocus = () => { if (facet && document.activeElement === document.body) { /** @type {HTMLElement | null} */ (document.querySelector(`[data-facet="${CSS.escape(facet)}"]`))?.focus({ preventScroll: true }); } };
  refocus();
  // What is out of sight follows when there is time.
  const work = () => {
    if (mine !== turn) { return; }
    const start = performance.now();
    let more = true;
    while (more && performance.now() - start < SLICE) { more = pieces.some(followUp); }
    settle();
    if (more) { setTimeout(work, 0); return; }
    settling = null;
    refocus();
    root.dataset.state = "ready";
  };
  // After what is in sight is drawn.
  requestAnimationFrame(() => setTimeout(work, 10));
}

/** Keeps the section that is wanted in sight. */
function settle() {
  if (settling) { settling.scrollIntoView({ block: "start", behavior: "instant" }); }
}

/** The height of what stays at the top, so that no heading hides under it. */
function measure() {
  const bar = /** @type {HTMLElement} */ (document.getElementById("bar"));
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  if (height !== barHeight) {
    barHeight = height;
    // No variable of the style, which would have every element looked at anew.
    document.documentElement.style.scrollPaddingTop = `${height + 12}px`;
  }
}

/** Follows the address. @param {boolean} first Whether the page was just opened. */
function follow(first) {
  const before = current;
  current = parsed(location.hash);
  // A plain link to a place does not give up the filters.
  if (!first && location.hash !== "" && !location.hash.includes("=") && given.facts) { current = { ...before, section: current.section }; }
  closeSheet();
  const moves = current.section !== null && (first || before.section !== current.section);
  if (moves) { settling = document.getElementById(/** @type {string} */ (current.section)); }
  refresh();
  if (moves && !first) { settling?.querySelector("h2")?.focus({ preventScroll: true }); }
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
    follows(document.getElementById("days"), () => drawDays(/** @type {HTMLElement} */ (document.getElementById("days")), current.from === null && current.to === null ? inView : select({ ...current, from: null, to: null })));
    follows(document.getElementById("facets"), () => drawFacets(/** @type {HTMLElement} */ (document.getElementById("facets"))));
    for (const { figure, draw } of prepareCharts()) { follows(figure, () => draw(inView)); }
  }
  for (const grid of grids) { follows(grid.scroll.parentElement, (tall) => ensure(grid, tall), () => grid.rest()); }
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
    for (const piece of pieces) { bring(piece, 0); }
    for (const grid of grids) { grid.draw(0, true); }
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
