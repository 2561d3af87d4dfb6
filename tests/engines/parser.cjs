// Microsoft's parser of Kusto over a query and the documented tables: each thing it has to say, and exit code 1 if there is one.
//   NODE_PATH=…/node_modules node parser.cjs QUERY
const fs = require("fs");
const path = require("path");
const bridge = path.dirname(require.resolve("@kusto/language-service-next/package.json"));
require(path.join(bridge, "bridge.js"));
require(path.join(bridge, "Kusto.Language.Bridge.js"));
const { Language } = Kusto;

const tables = {};
let table;
for (const line of fs.readFileSync(path.join(__dirname, "tables.txt"), "utf8").split("\n")) {
  if (line.startsWith("#") || !line) continue;
  if (line.startsWith(" ")) tables[table].push(...line.trim().split(/\s+/));
  else tables[(table = line.trim())] = [];
}
const columns = (names) => names.map((name) => (name.includes(":") ? name : `${name}:string`)).join(", ");
const symbols = Object.entries(tables).map(([name, names]) => new Language.Symbols.TableSymbol.$ctor7(name, `(${columns(names)})`, null));
const database = new Language.Symbols.DatabaseSymbol.$ctor1("workspace", symbols, false);
const state = Language.GlobalState.Default.WithDatabase(database);
const code = Language.KustoCode.ParseAndAnalyze(fs.readFileSync(process.argv[2], "utf8"), state);
const found = code.GetDiagnostics();
for (let at = 0; at < found.Count; at++) {
  const one = found.getItem(at);
  console.log(`${one.Severity} ${one.Code} at ${one.Start}: ${one.Message} (${code.Text.substr(one.Start, one.Length)})`);
}
console.log(`${found.Count} diagnostics`);
process.exit(found.Count ? 1 : 0);
