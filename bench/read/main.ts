// Reads one file as `train` does, in a process of its own. Usage: main.mjs FILE [SCHEMA]; prints the rows and, from the start on, the wall and
// CPU milliseconds until the cells are parsed, until the columns are typed (with inference where there is no schema), and until all is checked.
import { readFileSync } from "node:fs";
import { readData, typeRows } from "../../src/commands/common/reading.ts";
import { parseSchema } from "../../src/config/schema/schema.ts";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { typeFiles } from "../../src/validate/history/batches.ts";

const [file, schemaFile] = process.argv.slice(2) as [string, string | undefined];
const TARGET = "target";

const services = { identityToken: null, repository: null };
const given = schemaFile === undefined ? null : parseSchema(readFileSync(schemaFile, "utf8"), schemaFile, TARGET);
const before = process.cpuUsage();
const start = performance.now();
const lap = () => {
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - start, cpu: (user + system) / 1000 };
};
const files = await readData([file], { cwd: process.cwd(), progress: () => undefined, services });
const parsed = lap();
const schema = given ?? inferSchema(files, { target: TARGET }).schema;
// Inference types the columns, too; either way the checks find them typed.
if (given !== null) typeFiles(files, schema);
const typed = lap();
const { dataset } = typeRows(files, TARGET, schema);
process.stdout.write(`${JSON.stringify({ parsed, typed, checked: lap(), rows: dataset.rows })}\n`);
