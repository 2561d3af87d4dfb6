// How fast a page follows its filters: `node speed.mjs PAGE`. Of each filter, what it takes until the sums and the tables in sight are drawn,
// and until all of the page has followed. Medians of several rounds, in milliseconds.

import { open, quit, ready } from "./support.mjs";

const [path, rounds = "5"] = process.argv.slice(2);
const { page, wrong, close } = await open(path);
const loaded = await page.evaluate(() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return { first_paint: Math.round(paint?.startTime ?? NaN), facts: given.facts, bytes: performance.getEntriesByType("navigation")[0]?.decodedBodySize };
});
console.log(JSON.stringify(loaded));
const filters = await page.evaluate(() => {
  const one = (list, place) => encodeURIComponent(list[Math.min(place, list.length - 1)][0] ?? list[Math.min(place, list.length - 1)][1]);
  return ["", "direction=inbound", "outcome=failure", `partner=${one(given.partners, 1)}`, `partner=${one(given.partners, 500)}`, `app=${one(given.apps, 1)}`, `user=${one(given.users, 1)}`,
    "log=interactive", "direction=outbound&outcome=success", `from=${dayText(given.first_day + 5)}&to=${dayText(given.first_day + 20)}`,
    "access-type=b2bCollaboration", "side=us"].flatMap((filter) => ["partners", "users", "apps", "explore"].map((section) => `#${filter}${filter ? "&" : ""}section=${section}`));
});
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
let [worst, slowest] = [0, 0];
for (const filter of filters) {
  const [drawn, whole] = [[], []];
  for (let round = 0; round < Number(rounds); round += 1) {
    const section = filter.match(/section=\w+/)[0];
    await page.evaluate((section) => { document.documentElement.dataset.state = "working"; location.hash = `#code=4711&${section}`; }, section);
    await ready(page);
    const [first, all] = await page.evaluate((filter) => new Promise((resolve) => {
      const start = performance.now();
      let first = 0;
      addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(() => { first = performance.now() - start; }, 0)), { once: true });
      location.hash = filter;
      const wait = () => {
        if (first > 0 && document.documentElement.dataset.state === "ready") { resolve([first, performance.now() - start]); } else { setTimeout(wait, 1); }
      };
      setTimeout(wait, 1);
    }), filter);
    drawn.push(first);
    whole.push(all);
  }
  const [first, all] = [median(drawn), median(whole)];
  [worst, slowest] = [Math.max(worst, first), Math.max(slowest, all)];
  console.log(`${first.toFixed(0).padStart(6)} ${all.toFixed(0).padStart(6)}  ${filter.slice(0, 90)}`);
}
console.log(`the slowest: ${worst.toFixed(0)} ms until it is drawn, ${slowest.toFixed(0)} ms until all has followed`);
for (const problem of wrong) { console.log(problem); }
await close();
await quit();
