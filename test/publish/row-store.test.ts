import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { mergeCandidates, rowInputs, storeRows } from "../../src/publish/records/row-store.ts";
import { decodeSet, EMPTY_SET, mergeSets, rowSetOf } from "../../src/table/rows/row-set.ts";
import type { AcceptedRows, RowSet, StoredRows } from "../../src/types/rows.ts";

const NIGHT_ROWS = 40;

/** Row `n` as the hash of its number. */
function setOf(from: number, count: number, part: number): RowSet {
  const words = new Uint32Array(3 * count);
  for (let row = 0; row < count; row++) {
    const digest = createHash("sha256")
      .update(String(from + row))
      .digest();
    for (let word = 0; word < 3; word++) words[3 * row + word] = digest.readUInt32BE(4 * word);
  }
  return { words, parts: new Uint32Array(count).fill(part) };
}

const sorted = rowSetOf;

/** What the next run would read of what was stored. */
function readBack({ record }: StoredRows, files: Map<string, RowSet>): AcceptedRows {
  const soon = [...mergeCandidates(record.live), ...mergeCandidates(record.gone)];
  const segments = new Map(soon.map((digest) => [digest, files.get(digest)!]));
  const all = (list: { digest: string }[]) => mergeSets(list.map(({ digest }) => files.get(digest)!));
  return { record, live: all(record.live), gone: all(record.gone), segments };
}

function nights(count: number, missing: (night: number) => RowSet = () => EMPTY_SET) {
  const files = new Map<string, RowSet>();
  const bytes: number[] = [];
  let accepted: AcceptedRows | null = null;
  let most = 0;
  for (let night = 0; night < count; night++) {
    const toStore = {
      key: "k",
      secret: false,
      columns: ["a"],
      next: night + 1,
      set: "",
      replaces: accepted === null,
      missing: missing(night),
      named: [],
    };
    const stored: StoredRows = storeRows({ ...toStore, rows: setOf(NIGHT_ROWS * night, NIGHT_ROWS, night) }, "", accepted);
    for (const blob of stored.blobs) files.set(blob.digest, decodeSet(blob.bytes));
    bytes.push(stored.blobs.reduce((sum, blob) => sum + blob.bytes.length, 0));
    most = Math.max(most, stored.record.live.length + stored.record.gone.length);
    accepted = readBack(stored, files);
  }
  return { accepted: accepted!, bytes: bytes.sort((a, b) => a - b), most };
}

describe("rows of many nights", () => {
  it("are in few files that one request brings, and a night writes less than 2 kB in the mean", () => {
    const { accepted, bytes, most } = nights(1000);
    expect(accepted.live.parts).toHaveLength(1000 * NIGHT_ROWS);
    // The branch asks for fifty files at a time.
    expect(most).toBeLessThanOrEqual(40);
    expect(bytes[Math.floor(0.85 * bytes.length)]).toBeLessThan(600);
    expect(bytes.reduce((sum, one) => sum + one, 0) / bytes.length).toBeLessThan(2000);
  });

  it("that leave a window are forgotten sixty batches later", () => {
    const { accepted } = nights(300, (night) =>
      night < 30 ? EMPTY_SET : sorted(setOf(NIGHT_ROWS * (night - 30), NIGHT_ROWS, night - 30)),
    );
    expect(accepted.live.parts.length).toBeLessThan(200 * NIGHT_ROWS);
    expect(accepted.live.parts.length - accepted.gone.parts.length).toBe(30 * NIGHT_ROWS);
  });
});

describe("rowInputs", () => {
  const recipe = { engine: "forest" as const, version: "1", parameters: {}, seed: 1 };
  const split = { by: "row" as const, share: 0.2, columns: ["a"], salt: "s", hash: 1 as const };
  const schema = (field: Record<string, string | string[]>, more = {}) => ({ fields: [{ name: "a", type: "number", ...field }], ...more });
  const of = (json: ReturnType<typeof schema>) => rowInputs({ set: "sha256:1", target: "y" }, { schema: json, recipe, split });

  it("leaves out how cells are written", () => {
    const plain = of(schema({}));
    for (const notation of [{ aliases: ["b"] }, { decimalChar: "," }, { missingValues: ["-"] }]) expect(of(schema(notation))).toBe(plain);
    expect(of(schema({}, { encoding: "utf-16le", dialect: { delimiter: ";" } }))).toBe(plain);
    expect(of(schema({ type: "string" }))).not.toBe(plain);
    expect(rowInputs({ set: "sha256:2", target: "y" }, { schema: schema({}), recipe, split })).not.toBe(plain);
    expect(rowInputs({ set: "sha256:1", target: "z" }, { schema: schema({}), recipe, split })).not.toBe(plain);
  });
});
