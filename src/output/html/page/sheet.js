"use strict";

/** Where the focus goes when the sheet is closed. @type {HTMLElement | null} */
let openedBy = null;

/** Closes the sheet, and gives the focus back. */
function closeSheet() {
  const sheet = /** @type {HTMLElement} */ (document.getElementById("sheet"));
  if (sheet.hidden) { return; }
  sheet.hidden = true;
  document.body.classList.remove("with-sheet");
  if (openedBy?.isConnected) { openedBy.focus(); } else { /** @type {HTMLElement | null} */ (document.querySelector("tbody tr[tabindex='0']"))?.focus({ preventScroll: true }); }
}

/** The facts that a row of a computed table stands for. @param {Row} row @returns {Mask} */
function factsOf(row) {
  const mask = inView.slice();
  const { day, ...wanted } = row.about;
  for (const [name, value] of Object.entries(wanted)) { narrow(mask, facts[name], places(new Array(bound(name)).fill(0), (_, place) => place === value)); }
  if (day !== undefined) {
    const start = day - given.first_day;
    narrow(mask, facts.day, places(new Array(bound("day")).fill(0), (_, place) => place >= start && place < start + (weekly ? 7 : 1)));
  }
  return mask;
}

/** The options that list the sign-ins of a row. @param {Grid} grid @param {Row} row @returns {string} */
function rowOptions(grid, row) {
  const drill = /** @type {string[]} */ (grid.table.drill);
  const data = (/** @type {string} */ name) => { const cell = row.cells[grid.columns.findIndex((column) => column.name === name)]; return cell === null || cell === undefined || cell.shown !== undefined ? null : String(cell); };
  /** @type {[string, string | null][]} */
  const pairs = [["--direction", data("direction")]];
  const crosses = ["inbound", "outbound"].includes(data("direction") ?? "");
  for (const step of drill) {
    if (step === "partner") { pairs.push(["--partner", data("partner_tenant_id") ?? (crosses ? "-" : null)]); }
    if (step === "user") { pairs.push(["--user", data("user_id") ?? data("user_principal_name")]); }
    if (step === "client") { pairs.push(["--client", data("app_id") ?? data("app_name")]); }
    if (step === "resource") { pairs.push(["--resource", data("resource_id") ?? data("resource_name")]); }
    if (step === "access_type") { pairs.push(["--access-type", data("access_type")]); }
    if (step === "code") { pairs.push(["--outcome", data("category")?.startsWith("interrupt") ? "interrupted" : "failure"], ["--code", data("error_code")]); }
    if (step === "period") {
      const day = dayOf(data("period") ?? "");
      if (day !== null) { pairs.push(["--from", dayText(day)], ["--to", dayText(day + (weekly ? 7 : 1))]); }
    }
    if (step === "failures_of_partner") {
      if (data("partner_tenant_id") === null) { return ""; }
      pairs.push(["--partner", data("partner_tenant_id")], ["--outcome", "failure"]);
    }
  }
  return drill.length === 0 ? "" : options(grid.follows ? current : everything(), pairs);
}

/** A heading with what stands under it. @param {string} title @param {...any} children */
function part(title, ...children) { return make("section", {}, make("h3", {}, title), ...children); }

/** The most frequent of something. @param {string} title @param {Mask} mask @param {string} column @param {(place: number, row: number) => string} name @param {(place: number) => Partial<View> | null} lead */
function frequent(title, mask, column, name, lead) {
  const { first, all } = ranked(mask, [column], 10, (row) => name(facts[column][row], row), (row) => facts[column][row] > 0);
  if (all === 0) { return null; }
  const items = first.map(({ row, sign_ins, label }) => {
    const to = lead(facts[column][row]);
    return make("li", {}, to ? make("a", { href: address({ ...current, ...to }) }, label) : label, " ", make("span", { class: "count" }, grouped(sign_ins)));
  });
  return part(`${title} (${grouped(all)})`, make("ol", {}, ...items), all > first.length ? make("p", { class: "note" }, say("more", { count: grouped(all - first.length) })) : null);
}

/** Rows of another table that are about an organisation. @param {string} id @param {string} title @param {string} partner @param {string[]} columns */
function others(id, title, partner, columns) {
  const table = given.tables.find((/** @type {any} */ known) => known.id === id);
  const at = table?.columns.findIndex((/** @type {Column} */ column) => column.name === "partner_tenant_id") ?? -1;
  if (!table?.rows || at < 0) { return null; }
  const rows = table.rows.filter((/** @type {Cell[]} */ cells) => cells[at] === partner);
  if (rows.length === 0 && !table.cut) { return null; }
  const line = (/** @type {Cell[]} */ cells) => columns.map((name) => table.columns.findIndex((/** @type {Column} */ column) => column.name === name)).filter((place) => place >= 0 && cells[place] !== null)
    .map((place) => cells[place].shown ?? shown(cells[place], table.columns[place])).join(" · ");
  return part(`${title} (${grouped(rows.length)})`, make("ul", {}, ...rows.slice(0, 10).map((/** @type {Cell[]} */ cells) => make("li", {}, line(cells)))),
    rows.length > 10 ? make("p", { class: "note" }, say("more", { count: grouped(rows.length - 10) })) : null,
    table.cut ? make("p", { class: "note" }, table.cut.said) : null);
}

/** What the facts say of a row. @param {Row} row @returns {any[]} */
function story(row) {
  const rows = factsOf(row);
  if (!rows.includes(1)) { return []; }
  const { about } = row;
  const all = group(rows, []);
  const counts = all.counts(0);
  const outcomes = given.outcomes.map((/** @type {string} */ name, /** @type {number} */ place) => [valueName("outcome", name), counts[place + 1]]).filter((/** @type {any[]} */ [, count]) => count !== null && count > 0);
  const figures = make("dl", { class: "pairs" }, ...[[say("sign_ins"), grouped(counts[0] ?? 0)], ...outcomes.map((/** @type {[string, number]} */ [name, count]) => [name, grouped(count)]),
    [say("first_use"), clock(all.span(0)[0])], [say("last_use"), clock(all.span(0)[1])], [say("days_seen"), grouped(all.distinct("day", 0, false))]].flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  const partner = about.partner > 0 ? given.partners[about.partner] : null;
  const id = (/** @type {any[]} */ entry) => entry[0] ?? entry[1];
  const failures = failuresTable(rows).slice(0, 10).map(({ cells }) => make("li", {},
    make("strong", {}, `${cells[1] ?? "–"} ${cells[2] ?? ""}`), ` (${grouped(cells[7])}) `, cells[4], " ", cells[6]));
  const setting = partner && partner[3] ? part(say("setting"), make("p", {}, say(partner[3] === "organization" ? "setting_organization" : "setting_default"))) : null;
  return [
    part(say("use"), figures),
    about.partner === undefined ? frequent(say("key_partner"), rows, "partner", (place, fact) => partnerName(place, facts.direction[fact]), (place) => ({ partner: [given.partners[place][0]], section: "apps" })) : null,
    about.app === undefined ? frequent(say("key_app"), rows, "app", (place) => visible(given.apps[place][1] ?? given.apps[place][0]), (place) => ({ app: [id(given.apps[place])], section: "users" })) : null,
    about.resource === undefined ? frequent(say("resources"), rows, "resource", (place) => visible(given.resources[place][1] ?? given.resources[place][0]), (place) => ({ app: [id(given.resources[place])], section: "users" })) : null,
    given.folded ? make("p", { class: "note" }, say("users_elsewhere", { command: command("users", options(current)) }))
      : about.user === undefined ? frequent(say("key_user"), rows, "user", (place) => visible(given.users[place][1] ?? given.users[place][0]), (place) => ({ user: [id(given.users[place])], section: "timeline" })) : null,
    about.failing === undefined && failures.length > 0 ? part(say("failing"), make("ul", {}, ...failures)) : null,
    setting,
    partner ? others("recommend", say("recommended"), partner[0], ["direction", "decision", "name", "because"]) : null,
    partner ? others("simulate", say("would_block"), partner[0], ["direction", "app_name", "resource_name", "verdict", "successes"]) : null,
    partner ? others("changes", say("changed"), partner[0], ["time", "setting", "before", "after", "summary"]) : null,
  ];
}

/** Opens the sheet of a row. @param {Grid} grid @param {Row} row */
function openSheet(grid, row) {
  const sheet = /** @type {HTMLElement} */ (document.getElementById("sheet"));
  openedBy = /** @type {HTMLElement} */ (document.activeElement);
  const names = ["partner_name", "user_principal_name", "user_id", "app_name", "app_id", "resource_name", "error_code", "error_name", "period", ...(grid.follows ? [] : ["activity", "setting", "file"])];
  const about = names.map((name) => grid.columns.findIndex((column) => column.name === name)).filter((place) => place >= 0 && row.cells[place] !== null)
    .map((place) => grid.cellText(row, grid.columns[place], place));
  const own = row.about.user !== undefined ? about.slice(1, 2) : row.about.app !== undefined ? about.slice(1).concat(about.slice(0, 1)) : about;
  const title = (own.length > 0 ? own : [grid.cellText(row, grid.columns[0], 0)]).slice(0, 2).join(" · ");
  const cells = grid.columns.flatMap((column, place) => row.cells[place] === null ? [] : [make("dt", {}, column.heading), make("dd", {}, grid.cellText(row, column, place))]);
  const wanted = rowOptions(grid, row);
  const events = command("events", wanted);
  const lead = grid.columns.map((column) => grid.lead(row, column)).find((found) => found !== null);
  sheet.replaceChildren(
    make("header", {}, make("h2", { id: "sheet-title" }, title), make("button", { type: "button", click: closeSheet }, say("close"))),
    ...(lead && grid.follows ? [make("p", {}, make("a", { class: "button", href: address({ ...current, ...lead }) }, say("only_this")))] : []),
    ...(grid.follows && filters(current) ? [make("p", { class: "note" }, say("under_filters"))] : []),
    ...(grid.follows ? story(row) : []).filter((child) => child !== null),
    ...(wanted === "" ? [] : [part(say("events"), make("p", {}, make("code", { class: "cmd" }, events), " ", copyButton(() => events)),
      ...(grid.follows && current.side.length > 0 ? [make("p", { class: "note" }, say("side_no_option"))] : []))]),
    part(say("row"), make("dl", { class: "pairs" }, ...cells)),
  );
  sheet.hidden = false;
  document.body.classList.add("with-sheet");
  sheet.scrollTop = 0;
  /** @type {HTMLElement} */ (sheet.querySelector("button")).focus();
}
