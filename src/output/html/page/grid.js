"use strict";

/** Rows that are drawn at once; longer tables draw what is in sight. */
const WHOLE = 200;
/** Height of a row of a long table, as in the style. */
const HEIGHT = 30;
/** The most that is seen of a table at once, as in the style. */
const TALLEST = 544;
/** Rows that are printed. */
const PRINTED = 20;
/** Rows that are added at a time to those in sight. */
const ADDED = 60;

/** Where the cells of a column lead: to what, and the section to look at next. @type {Record<string, [keyof View & ("partner" | "app" | "user" | "code"), string[], string]>} */
const LEADS = {
  partner_name: ["partner", ["partner_tenant_id"], "apps"],
  app_name: ["app", ["app_id", "app_name"], "users"],
  resource_name: ["app", ["resource_id", "resource_name"], "users"],
  user_principal_name: ["user", ["user_id", "user_principal_name"], "timeline"],
  error_code: ["code", ["error_code"], "users"],
};

/** A table that is sorted, searched, copied and scrolled however long it is. */
class Grid {
  /** @param {any} table One of the tables of the page. */
  constructor(table) {
    this.table = table;
    this.id = /** @type {string} */ (table.id);
    this.columns = /** @type {Column[]} */ (table.columns);
    this.element = /** @type {HTMLTableElement} */ (document.getElementById(`t-${this.id}`));
    this.scroll = /** @type {HTMLElement} */ (this.element.parentElement);
    this.follows = table.rows === null;
    /** @type {Set<string>} */
    this.hidden = new Set(this.columns.filter((column) => column.css.split(" ").includes("more")).map((column) => column.name));
    /** Every row of a table that is not computed here, whatever is in view. @type {Row[]} */
    this.whole = this.follows ? [] : table.rows.map((/** @type {Cell[]} */ cells, /** @type {number} */ place) => ({ cells, about: { place } }));
    /** All rows in view, in the order of the command. */
    this.all = this.whole;
    /** Rows that are shown. @type {Row[]} */
    this.rows = this.all;
    /** The column that names what a row is about. */
    this.named = ["partner_name", "name", "user_principal_name", "mail", "app_name", "error_code"].find((name) => this.columns.some((column) => column.name === name));
    this.search = "";
    /** @type {{place: number, down: boolean} | null} */
    this.sort = null;
    /** @type {Row | null} */
    this.active = null;
    /** @type {Map<Row, string>} */
    this.texts = new Map();
    this.stale = true;
    /** Rows that are drawn, up to which place, and to which they shall be. */
    this.drawn = { end: 0, wanted: 0 };
    this.tools();
    this.head();
    /** How far it is scrolled: remembered, since asking makes the browser lay out the page. */
    this.top = 0;
    this.scroll.addEventListener("scroll", () => requestAnimationFrame(() => { this.top = this.scroll.scrollTop; this.draw(); }), { passive: true });
    this.element.addEventListener("click", (event) => this.click(event));
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  /** What stands above the table. */
  tools() {
    const bar = /** @type {HTMLElement} */ (this.scroll.previousElementSibling);
    const search = make("input", { type: "search", placeholder: say("search_hint"), input: () => { this.search = search.value; this.arrange(TALLEST); this.later(); } });
    this.count = make("span", { class: "rows", "aria-live": "polite" });
    const boxes = this.columns.map((column) => make("label", {}, make("input", {
      type: "checkbox", checked: !this.hidden.has(column.name),
      change: (/** @type {Event} */ event) => {
        const on = /** @type {HTMLInputElement} */ (event.target).checked;
        if (on) { this.hidden.delete(column.name); } else { this.hidden.add(column.name); }
        this.head();
        this.draw();
      },
    }), ` ${column.heading}`));
    // What holds a part of the rows only gives no file that looks like the command's.
    const save = this.table.cut ? null : make("button", { type: "button", "data-csv": this.id, click: () => download(`${this.table.command ?? this.id}.csv`, this.csv()) }, say("csv"));
    const weeks = this.id === "timeline" && this.follows ? make("label", {}, make("input", {
      type: "checkbox", "data-weeks": true, change: (/** @type {Event} */ event) => { weekly = /** @type {HTMLInputElement} */ (event.target).checked; refresh(); },
    }), ` ${say("by_week")}`) : null;
    bar.replaceChildren(make("label", {}, `${say("search")} `, search), ...(weeks ? [weeks] : []),
      make("details", { class: "columns" }, make("summary", {}, say("columns")), make("div", {}, ...boxes)), copyButton(() => this.copy()), ...(save ? [save] : []), this.count);
    bar.hidden = false;
  }

  /** The headings. */
  head() {
    const cells = this.columns.map((column, place) => {
      const sorted = this.sort?.place === place ? this.sort.down ? "descending" : "ascending" : null;
      const button = make("button", { type: "button", title: column.name, click: () => this.sortBy(place) }, column.heading);
      return make("th", { scope: "col", class: this.css(column), "aria-sort": sorted, "data-column": column.name, hidden: this.hidden.has(column.name) }, button);
    });
    const row = /** @type {HTMLElement} */ (this.element.tHead?.rows[0]);
    const focused = Array.from(row.children).findIndex((cell) => cell.contains(document.activeElement));
    row.replaceChildren(...cells);
    if (focused >= 0) { cells[focused]?.querySelector("button")?.focus(); }
  }

  /** @param {Column} column */
  css(column) { return column.css.replace(/\bmore\b/, "").trim() || null; }

  /** @param {number} place */
  sortBy(place) {
    const numbers = ["int", "time"].includes(this.columns[place].kind);
    const down = this.sort?.place === place ? !this.sort.down : numbers;
    this.sort = { place, down };
    this.arrange(TALLEST);
    this.later();
    this.head();
  }

  /** The cells of a row, with what stands out of it: what is new, which no fact tells, and how its organisation stands to the list of expected ones. @param {Row} row @param {Cell[]} cells @returns {Cell[]} */
  marked(row, cells) {
    const at = (/** @type {string} */ name) => this.columns.findIndex((column) => column.name === name);
    const out = [...cells];
    if (at("expected") >= 0) {
      const [standing, ends] = given.expected?.[row.about.partner ?? 0]?.[row.about.direction] ?? [null, null];
      out.push(ends !== null && /** @type {number} */ (cells[at("last_seen")]) >= ends ? "expired" : standing);
    }
    if (this.table.extra) {
      const { telling, rows } = this.table.extra;
      const key = telling.filter((/** @type {string} */ name) => at(name) >= 0).map((/** @type {string} */ name) => String(cells[at(name)] ?? "")).join("\n");
      out.push(...(rows[key] ?? [[]]));
    }
    return out;
  }

  /** The table has other rows now. @param {Row[]} rows @param {number} [tall] How much of it can be seen at most, in pixels. */
  fill(rows, tall) {
    if (this.follows && this.columns.some((column) => column.name === "expected" || column.name === "new")) {
      const mark = (/** @type {Row} */ row, /** @type {Cell[]} */ cells) => this.marked(row, cells);
      this.all = rows.map((row) => {
        if (!(row instanceof LazyRow)) { return { about: row.about, cells: mark(row, row.cells) }; }
        row.maker.mark = mark;
        return row;
      });
    } else { this.all = rows; }
    this.texts.clear();
    this.active = null;
    this.stale = false;
    this.arrange(tall);
  }

  /** Searches and sorts. @param {number} [tall] */
  arrange(tall) {
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    this.rows = words.length === 0 ? this.all : this.all.filter((row) => words.every((word) => this.text(row).includes(word)));
    if (this.sort) {
      const { place, down } = this.sort;
      const value = (/** @type {Row} */ row) => { const cell = row.cells[place]; return cell === null || cell?.shown !== undefined ? null : Array.isArray(cell) ? cell.join(";") : cell; };
      this.rows = [...this.rows].sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        if (left === null || right === null) { return left === right ? 0 : left === null ? 1 : -1; }
        const order = typeof left === "number" && typeof right === "number" ? left - right : byBytes(String(left), String(right));
        return down ? -order : order;
      });
    }
    const all = this.table.cut?.rows ?? this.all.length;
    /** @type {HTMLElement} */ (this.count).textContent = say("counted", { shown: grouped(this.rows.length), rows: grouped(all) });
    this.element.setAttribute("aria-rowcount", String(this.rows.length + 1));
    if (this.top !== 0) { this.top = 0; this.scroll.scrollTop = 0; }
    this.draw(tall);
    const printed = this.scroll.parentElement?.querySelector(`[data-printed="${this.id}"]`);
    if (printed) { printed.textContent = say("printed", { shown: grouped(Math.min(PRINTED, this.rows.length)), rows: grouped(this.table.cut && this.rows === this.whole ? all : this.rows.length) }); }
  }

  /** What can be searched of a row. @param {Row} row */
  text(row) {
    let text = this.texts.get(row);
    if (text === undefined) {
      text = this.columns.map((column, place) => this.cellText(row, column, place)).join(" ").toLowerCase();
      this.texts.set(row, text);
    }
    return text;
  }

  /** @param {Row} row @param {Column} column @param {number} place */
  cellText(row, column, place) {
    const cell = row.cells[place];
    if (cell?.shown !== undefined) { return cell.shown; }
    if (cell === null && column.name === "partner_name" && row.about.partner !== undefined) { return partnerName(row.about.partner, row.about.direction); }
    return shown(cell, column);
  }

  /** Draws the rows that can be seen; `printing` = the first ones. @param {number} [tall] How much of the table can be seen at most; `rest` adds more. @param {boolean} [printing] */
  draw(tall = Infinity, printing = false) {
    const all = this.rows.length;
    const flat = all > WHOLE;
    this.element.classList.toggle("flat", flat && !printing);
    const start = printing || !flat ? 0 : Math.min(Math.max(0, Math.floor(this.top / HEIGHT) - 8), Math.max(0, all - 10));
    const wanted = printing ? Math.min(all, PRINTED) : !flat ? all : Math.min(all, start + Math.ceil(TALLEST / HEIGHT) + 16);
    const seen = tall === Infinity ? all : Math.ceil(Math.max(0, Math.min(tall, TALLEST)) / HEIGHT) + 1;
    const end = printing ? wanted : Math.min(wanted, start + seen);
    this.drawn = { end, wanted };
    const body = this.element.tBodies[0];
    const focused = body.contains(document.activeElement) && document.activeElement?.tagName === "TR";
    const rows = [];
    for (let place = start; place < end; place += 1) { rows.push(this.row(this.rows[place], place)); }
    if (all === 0) { rows.push(make("tr", {}, make("td", { colspan: this.columns.length, class: "note" }, say("no_rows")))); }
    body.replaceChildren(...(printing ? rows : [...this.space(start), ...rows, ...this.space(all - end)]));
    if (focused) { /** @type {HTMLElement | null} */ (body.querySelector("tr[tabindex='0']"))?.focus({ preventScroll: true }); }
  }

  /** Adds some of the rows that were left out. @returns {boolean} Whether there were any. */
  rest() {
    const { end, wanted } = this.drawn;
    if (end >= wanted) { return false; }
    const to = Math.min(wanted, end + ADDED);
    const rows = [];
    for (let place = end; place < to; place += 1) { rows.push(this.row(this.rows[place], place)); }
    this.element.tBodies[0].lastElementChild?.replaceWith(...rows, ...this.space(this.rows.length - to));
    this.drawn.end = to;
    return true;
  }

  /** Adds what was left out, when there is time. */
  later() { setTimeout(() => { if (this.rest()) { this.later(); } }, 0); }

  /** The place of rows that are not drawn. @param {number} count @returns {HTMLElement[]} */
  space(count) {
    if (count <= 0) { return []; }
    const row = make("tr", { class: "space", "aria-hidden": "true" }, make("td", { colspan: this.columns.length }));
    row.style.height = `${count * HEIGHT}px`;
    return [row];
  }

  /** @param {Row} row @param {number} place */
  row(row, place) {
    const badges = badgesOf(this, row);
    const cells = this.columns.map((column, at) => {
      if (this.hidden.has(column.name)) { return null; }
      const text = this.cellText(row, column, at);
      const lead = this.lead(row, column);
      const cell = make("td", { class: this.css(column), title: this.rows.length > WHOLE && text.length > 24 ? text : null }, lead ? make("a", { href: address({ ...current, ...lead }) }, text) : text);
      if (column.name === this.named) { for (const [css, words] of badges) { cell.append(" ", make("span", { class: `badge ${css}` }, words)); } }
      return cell;
    });
    const active = this.active ? this.active === row : place === 0;
    return make("tr", { "aria-rowindex": place + 2, "data-place": place, tabindex: active ? 0 : -1, class: place % 2 ? "even" : null }, ...cells);
  }

  /** What a cell leads to. @param {Row} row @param {Column} column @returns {Partial<View> | null} */
  lead(row, column) {
    if (size === 0 && !given.facts) { return null; }
    const data = (/** @type {string} */ name) => { const cell = row.cells[this.columns.findIndex((known) => known.name === name)]; return cell?.shown !== undefined ? null : cell ?? null; };
    if (column.name === "period" && !weekly) {
      const day = dayOf(data("period"));
      return day === null ? null : { from: dayText(day), to: dayText(day + 1), section: "partners" };
    }
    const [key, names, section] = LEADS[column.name] ?? [];
    if (!key || (this.id === section && key !== "app")) { return null; }
    let value = names.map(data).find((found) => found !== null && found !== undefined);
    if (value === undefined && key === "partner" && row.about.partner === 0 && row.about.direction < 2) { value = "-"; }
    if (value === undefined) { return null; }
    const direction = data("direction");
    return { [key]: [String(value)], ...(direction ? { direction: [direction] } : {}), section };
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {Element} */ (event.target);
    const row = target.closest("tbody tr[data-place]");
    if (!row || target.closest("a, button") || String(getSelection()).length > 0) { return; }
    this.choose(Number(/** @type {HTMLElement} */ (row).dataset.place));
    openSheet(this, /** @type {Row} */ (this.active));
  }

  /** Makes a row the one that has the focus. @param {number} place */
  choose(place) {
    this.active = this.rows[place];
    if (this.rows.length > WHOLE) {
      const top = place * HEIGHT;
      const height = this.scroll.clientHeight - 60;
      if (top < this.scroll.scrollTop) { this.scroll.scrollTop = top; }
      if (top > this.scroll.scrollTop + height) { this.scroll.scrollTop = top - height; }
      this.top = this.scroll.scrollTop;
    }
    this.draw();
    /** @type {HTMLElement | null} */ (this.element.querySelector(`tr[data-place="${place}"]`))?.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const row = /** @type {HTMLElement} */ (event.target);
    if (row.tagName !== "TR") { return; }
    const place = Number(row.dataset.place);
    const last = this.rows.length - 1;
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 15, PageUp: place - 15, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.choose(Math.max(0, Math.min(last, to)));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.active = this.rows[place];
      openSheet(this, this.rows[place]);
    }
  }

  /** The table as the command writes it. */
  csv() {
    ensure(this);
    const line = (/** @type {Row} */ row) => this.columns.map((column, place) => { const cell = row.cells[place]; return csvCell(cell?.shown !== undefined ? null : cell, column); }).join(",");
    return `\ufeff${[this.columns.map((column) => column.name).join(","), ...this.all.map(line)].join("\n")}\n`;
  }

  /** What is shown, for pasting into a spreadsheet. */
  copy() {
    ensure(this);
    const columns = this.columns.map((column, place) => ({ column, place })).filter(({ column }) => !this.hidden.has(column.name));
    const clean = (/** @type {string} */ text) => defused(text.replace(/[\t\r\n]+/g, " "));
    const lines = this.rows.map((row) => columns.map(({ column, place }) => clean(this.cellText(row, column, place).replace(/^–$/, ""))).join("\t"));
    return [columns.map(({ column }) => column.heading).join("\t"), ...lines].join("\n");
  }
}

/** What people are shown as the name of an organisation. @param {number} partner @param {number} direction @returns {string} */
function partnerName(partner, direction) {
  return partner > 0 ? visible(given.partners[partner][4] ?? given.partners[partner][0] ?? "–") : say(`none_${given.directions[direction]}`);
}

/** What makes a row stand out: style and words. @param {Grid} grid @param {Row} row @returns {[string, string][]} */
function badgesOf(grid, row) {
  const value = (/** @type {string} */ name) => { const place = grid.columns.findIndex((column) => column.name === name); return place < 0 ? null : row.cells[place]; };
  /** @type {[string, string][]} */
  const badges = [];
  if ((value("new") ?? []).length > 0 || value("change") === "new") { badges.push(["new", say("badge_new")]); }
  if (["not_listed", "expired"].includes(value("expected"))) { badges.push(["unexpected", say(`badge_${value("expected")}`)]); }
  return badges;
}

/** Saves a text as a file. @param {string} name @param {string} text */
function download(name, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
