// Reads one file as `train` does, in a process of its own. Usage: main.mjs FILE [SCHEMA]; prints the time, CPU time and the rows.
import { readFileSync } from "node:fs";
import { readData, typeRows } from "../../src/commands/common/reading.ts";
import { parseSchema } from "../../src/config/schema/schema.ts";

const [file, schemaFile] = process.argv.slice(2) as [string, string | undefined];
const TARGET = "target";

const services = { identityToken: null, repository: null };
const schema = schemaFile === undefined ? null : parseSchema(readFileSync(schemaFile, "utf8"), schemaFile, TARGET);
const cpu = process.cpuUsage();
const start = performance.now();
const files = await readData([file], { cwd: process.cwd(), progress: () => undefined, services });
const parsedAt = performance.now();
const { dataset } = typeRows(files, TARGET, schema);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(`${JSON.stringify({ ms, parse: parsedAt - start, cpu: (user + system) / 1000, rows: dataset.rows })}\n`);
