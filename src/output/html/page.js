"use strict";
(function () {
  const words = document.currentScript.dataset;
  const say = function (text, values) { return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; }); };
  const number = /^-?[\d,]+$/;
  const value = function (row, place) { return row.cells[place].textContent; };
  const compare = function (a, b) {
    if (a === b) { return 0; }
    if (a === "–") { return 1; }
    if (b === "–") { return -1; }
    if (number.test(a) && number.test(b)) { return Number(a.replace(/,/g, "")) - Number(b.replace(/,/g, "")); }
    return a < b ? -1 : 1;
  };
  const bar = document.getElementById("events");
  const command = bar.querySelector("code");
  document.querySelectorAll("table").forEach(function (table) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    const tools = table.parentElement.previousElementSibling;
    const search = tools.querySelector("input[type=search]");
    const all = tools.querySelector("input[type=checkbox]");
    const count = tools.querySelector("[data-count]");
    const rows = Array.from(body.rows);
    tools.hidden = rows.length < 2;
    const filter = function () {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(function (row) {
        const text = row.textContent.toLowerCase();
        row.hidden = !wanted.every(function (word) { return text.includes(word); });
        shown += row.hidden ? 0 : 1;
      });
      const text = !count.dataset.all ? words.counted : wanted.length ? words.searchedOfCut : words.countedOfCut;
      count.textContent = say(text, { shown: shown, rows: rows.length, all: count.dataset.all, whole: count.dataset.whole });
    };
    search.addEventListener("input", filter);
    if (all) { all.addEventListener("change", function () { table.classList.toggle("all", all.checked); }); }
    heads.forEach(function (head, place) {
      head.tabIndex = 0;
      const sort = function () {
        const down = head.getAttribute("aria-sort") !== "descending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sign = down ? -1 : 1;
        rows.slice().sort(function (a, b) { return sign * compare(value(a, place), value(b, place)); }).forEach(function (row) { body.appendChild(row); });
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", function (event) { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); } });
    });
    body.addEventListener("click", function (event) {
      const row = event.target.closest("tr[data-q]");
      if (!row || String(window.getSelection()).length > 0) { return; }
      document.querySelectorAll("tr.on").forEach(function (other) { other.classList.remove("on"); });
      row.classList.add("on");
      command.textContent = "crosstenant events " + command.dataset.inputs + " " + row.dataset.q;
      bar.hidden = false;
    });
    filter();
  });
  document.querySelectorAll("pre").forEach(function (body) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      const selection = window.getSelection();
      selection.selectAllChildren(body);
      button.textContent = document.execCommand("copy") ? words.copied : words.selected;
    });
    body.before(button);
  });
  bar.querySelector("[data-close]").addEventListener("click", function () { bar.hidden = true; });
}());
