// `npm run bench -- fuzz [MUTATIONS] [SEED]`: mutated files through the reader and the schema parser, in this process.
// Nothing may throw, take long, or be read as anything but what csv-parse, another implementation, reads.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { rolldown } from "rolldown";
import { DICTIONARY, SCHEMA, TABLES } from "./seeds.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const OPTIONS = { delimiter: ",", maxColumns: 100, maxCellBytes: 1 << 16, maxRows: 10_000 };
const MOST_UNPACKED = 1 << 20;
const SLOW_MS = 2000;
const MOST_MEMORY = 1 << 30;

async function sources() {
  const dir = mkdtempSync(join(tmpdir(), "gated-retrain-fuzz-"));
  const input = { read: "src/table/read/read-table.ts", raw: "src/table/columns/raw.ts", schema: "src/config/schema/schema.ts" };
  const bundle = await rolldown({ cwd: root, input, platform: "node", external: [/^node:/] });
  await bundle.write({ dir, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" });
  await bundle.close();
  const load = (name) => import(pathToFileURL(join(dir, `${name}.mjs`)));
  const { readTable } = await load("read");
  const { cellText } = await load("raw");
  const { readSchema } = await load("schema");
  rmSync(dir, { recursive: true });
  return { readTable, cellText, readSchema };
}

/** xorshift32. */
function drawsOf(seed) {
  let state = seed | 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}

/** One to three edits: a byte changed, cut, doubled, or a piece of the dictionary put in. */
function mutated(bytes, below) {
  let out = Buffer.from(bytes);
  for (let edits = 1 + below(3); edits > 0; edits--) {
    const at = below(out.length + 1);
    const kind = below(5);
    if (kind === 0 && at < out.length) out[at] = below(256);
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + below(8))]);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - below(20)))]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), DICTIONARY[below(DICTIONARY.length)], out.subarray(at)]);
    else if (at < out.length) out[at] ^= 1 << below(8);
  }
  return out;
}

async function* chunked(bytes, size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The rows by csv-parse, of the text that the reading says it is; the decoder leaves out one byte order mark, a second one is text. */
function reference(bytes, { encoding, delimiter }) {
  const decoded = encoding === "windows-1252" ? windows(bytes) : new TextDecoder(encoding, { fatal: true }).decode(bytes);
  return parse(decoded, { delimiter, skip_empty_lines: true, record_delimiter: ["\r\n", "\n", "\r"] });
}

/** Node's own decoder takes Windows-1252 for Latin-1 in some versions. */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
const windows = (bytes) => bytes.toString("latin1").replace(/[\x80-\x9f]/g, (c) => HIGH[c.charCodeAt(0) - 0x80]);

async function readOne({ readTable, cellText }, bytes, below) {
  const size = 1 + below(200);
  const found = await readTable(() => chunked(bytes, size), OPTIONS);
  if ("fault" in found) return "refused";
  const { header, columns, rows } = found.table;
  const ours = [header, ...Array.from({ length: rows }, (_, row) => columns.map((column) => cellText(column, row)))];
  // A blank line of a file of one column is a row, and none to csv-parse.
  const said = header.length === 1 ? ours.filter(([cell]) => cell !== "") : ours;
  if (JSON.stringify(said) !== JSON.stringify(reference(bytes, found.reading))) throw new Error("read otherwise than by csv-parse");
  return "read";
}

/** gz files: bytes of the packed file are mutated; what still unpacks within the limit is read. */
async function unpackOne(code, packed, below) {
  let bytes;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: MOST_UNPACKED });
  } catch {
    return "refused";
  }
  return await readOne(code, bytes, below);
}

function schemaOne({ readSchema }, bytes) {
  const { schema, problems } = readSchema(bytes.toString("utf8"), "schema.yml", null);
  if ((schema === null) !== problems.length > 0) throw new Error("neither a schema nor a problem");
  return schema === null ? "refused" : "read";
}

export async function fuzz([count = "1000000", seed = "1"]) {
  const code = await sources();
  const below = drawsOf(Number(seed) * 2654435761);
  const packed = TABLES.map((table) => gzipSync(table));
  const pick = (list) => list[below(list.length)];
  const targets = [
    ...Array.from({ length: 8 }, () => ["csv", () => mutated(pick(TABLES), below), (bytes) => readOne(code, bytes, below)]),
    ["gz", () => mutated(pick(packed), below), (bytes) => unpackOne(code, bytes, below)],
    ["schema", () => mutated(SCHEMA, below), (bytes) => schemaOne(code, bytes)],
  ];
  const counts = {};
  const failures = [];
  let slowest = 0;
  const start = performance.now();
  for (let i = 0; i < Number(count) && failures.length < 10; i++) {
    const [name, make, judge] = targets[i % targets.length];
    const bytes = make();
    const before = process.cpuUsage().user;
    try {
      const outcome = await judge(bytes);
      counts[`${name} ${outcome}`] = (counts[`${name} ${outcome}`] ?? 0) + 1;
    } catch (error) {
      failures.push(`${name} ${i}: ${error.message}: ${bytes.toString("base64").slice(0, 2000)}`);
    }
    slowest = Math.max(slowest, (process.cpuUsage().user - before) / 1000);
  }
  const memory = process.memoryUsage().rss;
  const shown = Object.entries(counts).map(([name, n]) => `${name} ${n}`);
  process.stdout.write(`${count} mutations in ${((performance.now() - start) / 1000).toFixed(0)} s: ${shown.join(", ")}\n`);
  process.stdout.write(`slowest ${slowest.toFixed(0)} ms of CPU, memory ${(memory / 1e6).toFixed(0)} MB, failures ${failures.length}\n`);
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  return failures.length === 0 && slowest < SLOW_MS && memory < MOST_MEMORY ? 0 : 1;
}
