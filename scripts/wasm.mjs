// Writes src/model/predict/sort-rows.wasm.ts from its text form.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import loadWabt from "wabt";

const folder = new URL("../src/model/predict/", import.meta.url);

/** The TypeScript file that carries the assembled module. */
export async function sortRowsModule() {
  const { parseWat } = await loadWabt();
  const module = parseWat("sort-rows.wat", await readFile(new URL("sort-rows.wat", folder), "utf8"));
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString("base64");
  return `// Written by \`npm run wasm\` from sort-rows.wat.\nexport const SORT_ROWS_WASM =\n  "${base64}";\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(new URL("sort-rows.wasm.ts", folder), await sortRowsModule());
