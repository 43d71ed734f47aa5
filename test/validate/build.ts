// Tables for tests: from CSV text through the real reader, or cell by cell.
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { told } from "../../src/findings/sentences.ts";
import { RawColumnBuilder } from "../../src/table/columns/raw.ts";
import { parseCsv } from "../../src/table/read/csv.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { Field, Schema } from "../../src/types/schema.ts";
import type { RawTable, SourceFile } from "../../src/types/table.ts";

function sourceFile(table: RawTable, name = "data_20260101.csv", more: Partial<SourceFile> = {}): SourceFile {
  const digest = `sha256:${"ab".repeat(32)}`;
  const place = { name, uri: `/data/${name}`, versionId: null, date: null, modified: null, bytes: 1 };
  return { ...place, digest, table, accepted: false, inWindow: true, ...more };
}

export async function csvFile(text: string, name?: string, more?: Partial<SourceFile>): Promise<SourceFile> {
  const { cell, columns, rows } = DEFAULT_LIMITS;
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  const result = await parseCsv(chunks, { delimiter: ",", maxColumns: columns, maxCellBytes: cell, maxRows: rows });
  if ("fault" in result) throw new Error(result.fault.message);
  return sourceFile(result.table, name, more);
}

/** Each column as its cells' texts. */
export function tableFile(columns: Record<string, readonly (string | number)[]>, name?: string, more?: Partial<SourceFile>): SourceFile {
  const header = Object.keys(columns);
  const rows = columns[header[0]!]?.length ?? 0;
  const raw = header.map((column) => {
    const builder = new RawColumnBuilder();
    for (const cell of columns[column]!) builder.addText(String(cell));
    return builder.finish();
  });
  return sourceFile({ header, columns: raw, rows, lines: Uint32Array.from({ length: rows }, (_, row) => row + 2) }, name, more);
}

export function field(name: string, more: Partial<Field> = {}): Field {
  return {
    name,
    type: "string",
    format: "default",
    constraints: {},
    missingValues: null,
    decimalChar: ".",
    groupChar: null,
    bareNumber: true,
    trueValues: ["true"],
    falseValues: ["false"],
    aliases: [],
    role: "feature",
    where: null,
    ...more,
  };
}

export function schemaOf(fields: Field[], more: Partial<Schema> = {}): Schema {
  return { fields, missingValues: [""], primaryKey: [], fieldsMatch: "equal", file: "schema.yml", ...more };
}

/** As they are reported. */
export const failures = (checks: CheckResult[]): CheckResult[] => told(checks).filter((check) => check.status === "fail");

/** mulberry32: small, seeded, good enough to draw test data. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
