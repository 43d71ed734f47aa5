import { createHash } from "node:crypto";
import { appendFileSync, chmodSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { listFiles } from "../../src/fetch/list.ts";
import { readFiles, readPaths } from "../../src/fetch/read.ts";
import { told } from "../../src/findings/sentences.ts";
import { cellText } from "../../src/table/columns/raw.ts";
import type { DataConfig, Limits } from "../../src/types/config.ts";
import { ConfigError, DataError, LimitError } from "../../src/types/errors.ts";
import type { SourceRecord } from "../../src/types/registry.ts";
import { dataConfig, folderOf, LIMITS, NO_SERVICES, NOW, put, ROWS, withoutPrivilege } from "./folder.ts";

const sha256 = (bytes: string | Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const record = (name: string, content: string | Uint8Array): SourceRecord => ({ uri: "", versionId: null, name, digest: sha256(content) });

async function readAll(data: DataConfig, accepted: SourceRecord[] = [], limits: Limits = LIMITS) {
  const progress: string[] = [];
  const result = await readFiles(await listFiles(data, NOW, NO_SERVICES), data, accepted, limits, (message) => progress.push(message));
  return {
    ...result,
    progress,
    failing: told(result.checks).filter((check) => check.status === "fail"),
    warnings: result.checks.filter((check) => check.status === "warn"),
  };
}

/** What comes of one file with this content. */
async function readOne(content: string | Uint8Array, { name = "d.csv", limits = {} as Partial<Limits> } = {}) {
  const folder = folderOf({ [name]: content });
  return await readAll(dataConfig(folder, name), [], { ...LIMITS, ...limits });
}

describe("reading", () => {
  test("a file that breaks long before its end is hashed to its end", async () => {
    const content = `a,b\n1\n${"1,2\n".repeat(200_000)}`;
    const { failing } = await readOne(content);
    expect(failing[0]!).toMatchObject({ code: "unreadable", where: { line: 2 } });
    expect(failing[0]!.suggestion).toContain(sha256(content));
  });

  test("csv and gz give the same table; the digest is of the stored bytes", async () => {
    const gz = gzipSync(ROWS);
    const folder = folderOf({ "a.csv": ROWS, "b.csv.gz": gz, "c.tsv": ROWS.replaceAll(",", "\t") });
    const { files, checks } = await readAll(dataConfig(folder, "*"));
    expect(files.map((file) => file.digest)).toEqual([sha256(ROWS), sha256(gz), sha256(ROWS.replaceAll(",", "\t"))]);
    expect(files[1]!.table).toEqual(files[0]!.table);
    expect(files[2]!.table).toEqual(files[0]!.table);
    expect(files[0]).toMatchObject({ accepted: false, inWindow: true, bytes: ROWS.length });
    expect(checks.map((check) => [check.code, check.status])).toEqual([["unreadable", "pass"]]);
  });

  test("gzip data in several members, followed by padding, and under a plain name", async () => {
    const gz = Buffer.concat([gzipSync("a,b\n1,x\n"), gzipSync("2,y\n"), Buffer.alloc(512)]);
    const { files } = await readOne(gz);
    expect(files[0]!.table.rows).toBe(2);
    expect(files[0]!.digest).toBe(sha256(gz));
  });

  test("long work is told", async () => {
    const { progress } = await readOne(`a,b\n${"1,2\n".repeat(2.2e6)}`, { limits: { rows: 5e6 } });
    expect(progress).toEqual(["Reading d.csv (1 of 1 file, 8.8 MB)"]);
  });
});

describe("window", () => {
  const dated = (...days: number[]) =>
    folderOf(Object.fromEntries(days.map((day) => [`d_202601${String(day).padStart(2, "0")}.csv`, ROWS])));
  const inWindow = async (folder: string, window: DataConfig["window"], accepted: SourceRecord[] = []) =>
    (await readAll(dataConfig(folder, "d_{YYYYMMDD}.csv", { window }), accepted)).files.map(
      (file) => `${file.name.slice(8, 10)}${file.inWindow ? "" : " judged"}`,
    );

  test("latest, a number of files, days counted back from the newest file", async () => {
    const folder = dated(1, 2, 5, 6);
    expect(await inWindow(folder, { kind: "all" })).toEqual(["01", "02", "05", "06"]);
    expect(await inWindow(folder, { kind: "latest" })).toEqual(["06"]);
    expect(await inWindow(folder, { kind: "files", count: 3 })).toEqual(["02", "05", "06"]);
    expect(await inWindow(folder, { kind: "days", days: 2 })).toEqual(["05", "06"]);
  });

  test("accepted files outside it are judged only", async () => {
    const folder = dated(1, 2, 5, 6);
    expect(await inWindow(folder, { kind: "latest" }, [record("d_20260102.csv", ROWS)])).toEqual(["02 judged", "06"]);
  });
});

describe("accepted files", () => {
  test("what is accepted is for the rows to say: files are read, whatever they hold now", async () => {
    const folder = folderOf({ "a.csv": ROWS, "b.csv": ROWS });
    const accepted = [record("a.csv", ROWS), record("b.csv", "other"), record("c.csv", ROWS)];
    const { files, warnings } = await readAll(dataConfig(folder, "*.csv"), accepted);
    expect(files.map((file) => [file.name, file.accepted])).toEqual([
      ["a.csv", false],
      ["b.csv", false],
    ]);
    expect(warnings).toEqual([]);
  });

  test("a changed one outside the window that cannot be parsed ends no run", async () => {
    const folder = folderOf({ "d_20260101.csv": "a,b\n1\n", "d_20260102.csv": ROWS });
    const { files, failing } = await readAll(dataConfig(folder, "d_{YYYYMMDD}.csv", { window: { kind: "latest" } }), [
      record("d_20260101.csv", ROWS),
    ]);
    expect(files.map((file) => file.name)).toEqual(["d_20260102.csv"]);
    expect(failing).toEqual([]);
  });

  test("where most accepted files are gone, files outside the window are read too: their rows may be known", async () => {
    const folder = folderOf({ "d_20260101.csv": ROWS, "d_20260102.csv": ROWS });
    const window = { window: { kind: "latest" } } as const;
    const read = async (...names: string[]) =>
      (
        await readAll(
          dataConfig(folder, "d_{YYYYMMDD}.csv", window),
          names.map((name) => record(name, ROWS)),
        )
      ).files.map((file) => [file.name, file.inWindow]);
    expect(await read("old-1.csv", "old-2.csv")).toEqual([
      ["d_20260101.csv", false],
      ["d_20260102.csv", true],
    ]);
    expect(await read("d_20260102.csv")).toEqual([["d_20260102.csv", true]]);
  });
});

describe("a file that is no table", () => {
  const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  test.each([
    ["ragged", "a,b\n1,2\n3\n", 3, 2, "1 cell, expected 2"],
    ["too many cells", "a,b\n1,2,3\n", 2, 3, "3 cells, expected 2"],
    ["an unclosed quote", 'a,b\n1,2\n3,"4\n5,6\n', 3, 2, "never closed"],
    ["text behind a quote", 'a,b\n"1"2,3\n', 2, 1, "after the closing quote"],
    ["binary", bytes("a,b\n1,", [0, 1, 2, 255]), 2, 2, "zero byte"],
    ["half a character of UTF-16", Buffer.from("\ufeffa,b\n1,2\n", "utf16le").subarray(0, -1), 1, 1, "half characters"],
    ["UTF-8 with a damaged character", bytes("a,b\né,caf", [0xe9], "\n"), 2, 2, "not UTF-8"],
    ["no text in any encoding", bytes("a,b\n1,", [1, 2, 0xe9], "\n"), 2, 2, "not UTF-8"],
    ["Zstandard data", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4, 0]), 1, 1, "Zstandard"],
    ["duplicate columns", "a,b,a\n1,2,3\n", 1, 3, "column 1 too"],
    ["a column without a name", "a,,b\n1,2,3\n", 1, 2, "no name"],
    ["empty", "", 1, 1, "is empty"],
    ["header only", "a,b\n", 1, 1, "no rows"],
    ["a workbook", bytes("PK", [3, 4], "xxxx"), 1, 1, "workbook"],
  ])("%s", async (_, content, line, column, words) => {
    const { files, failing } = await readOne(content);
    expect(files).toEqual([]);
    expect(failing).toHaveLength(1);
    expect(failing[0]).toMatchObject({ code: "unreadable", subject: "d.csv", where: { file: "d.csv", line, column } });
    expect(failing[0]!.message).toContain(words);
    expect(failing[0]!.suggestion).toContain(`exclude: [{file: d.csv, digest: "${sha256(content)}", reason: unreadable}]`);
  });

  test.each(["utf8", "utf16le"] as const)("one byte order mark is left out of %s, a second one is text", async (encoding) => {
    const { files } = await readOne(Buffer.from("\ufeff\ufeffa,b\n1,2\n", encoding));
    expect(files[0]!.table.header).toEqual(["\ufeffa", "b"]);
  });

  test.each([
    ["UTF-16 with a mark", Buffer.from("\ufeffa,b\n1,é\n", "utf16le"), { encoding: "utf-16le", delimiter: ",", line: 1, column: 1 }],
    ["UTF-16 without one", Buffer.from("a,b\n1,é\n", "utf16le").swap16(), { encoding: "utf-16be", delimiter: ",", line: 1, column: 1 }],
    [
      "Windows-1252",
      bytes("a,b\n1,x\n2,5 ", [0x80], " caf", [0xe9], "\n"),
      { encoding: "windows-1252", delimiter: ",", line: 3, column: 2 },
    ],
    ["semicolons", "a;b\n1;2,5\n", { encoding: "utf-8", delimiter: ";", line: 1, column: 1 }],
    ["tabs, and commas in a name", 'a\t"b,c"\n1\t2\n', { encoding: "utf-8", delimiter: "\t", line: 1, column: 1 }],
  ])("read and told: %s", async (_, content, reading) => {
    const { files, failing } = await readOne(content);
    expect(failing).toEqual([]);
    expect(files[0]).toMatchObject({ reading, digest: sha256(content), table: { header: [expect.anything(), expect.anything()] } });
  });

  test("one does not hide another", async () => {
    const folder = folderOf({ "a.csv": "a\n1,2\n", "b.csv": ROWS, "c.csv": "" });
    const { files, failing } = await readAll(dataConfig(folder, "*.csv"));
    expect(files.map((file) => file.name)).toEqual(["b.csv"]);
    expect(failing.map((check) => check.subject)).toEqual(["a.csv", "c.csv"]);
  });

  test("the printed entry excludes it, and only as long as it is not mended", async () => {
    const folder = folderOf({ "d_20260101.csv": ROWS, "d_20260102.csv": "a,b\n1\n" });
    const exclude = [{ file: "d_20260102.csv", digest: sha256("a,b\n1\n"), reason: "unreadable" }];
    const data = dataConfig(folder, "d_{YYYYMMDD}.csv", { exclude, window: { kind: "latest" } });
    expect((await readAll(data)).files.map((file) => file.name)).toEqual(["d_20260101.csv"]);
    put(folder, "d_20260102.csv", ROWS);
    expect((await readAll(data)).files.map((file) => file.name)).toEqual(["d_20260102.csv"]);
  });

  test("nothing left after exclusion", async () => {
    const folder = folderOf({ "d.csv": ROWS });
    const { failing } = await readAll(dataConfig(folder, "*.csv", { exclude: [{ file: "d.csv", digest: sha256(ROWS), reason: "" }] }));
    expect(failing.map((check) => check.code)).toEqual(["no-file"]);
  });

  test("gzip: truncated, damaged, not gzip at all, parquet", async () => {
    const gz = gzipSync(`a,b\n${Array.from({ length: 5000 }, (_, i) => `${i},${i * 7919}`).join("\n")}\n`);
    const damaged = Buffer.from(gz);
    damaged.fill(0x55, 2000, 2100);
    const reasons = async (content: Uint8Array, name: string) => (await readOne(content, { name })).failing.map((check) => check.message);
    expect(await reasons(gz.subarray(0, 9000), "d.csv.gz")).toEqual([
      "d.csv.gz cannot be read: the gzip data ends too early: the file is truncated.",
    ]);
    expect((await reasons(damaged, "d.csv.gz"))[0]).toMatch(/gzip data is damaged|not UTF-8|zero byte|cells|quote/);
    expect((await reasons(Buffer.from(ROWS), "d.csv.gz"))[0]).toContain("not gzip data");
    expect((await reasons(Buffer.from("PAR1"), "d.parquet"))[0]).toContain("not available in this version");
    expect((await reasons(gzipSync(gzipSync(ROWS)), "d.csv.gz"))[0]).toContain("gzip data");
  });

  test("vanished, a link to nowhere, replaced by a folder", async () => {
    const folder = folderOf({ "a.csv": ROWS });
    symlinkSync(join(folder, "nowhere"), join(folder, "b.csv"));
    const data = dataConfig(folder, "*.csv");
    const listing = await listFiles(data, NOW, NO_SERVICES);
    rmSync(join(folder, "a.csv"));
    const { checks } = await readFiles(listing, data, [], LIMITS, () => undefined);
    expect(checks.map((check) => [check.subject, check.message.includes("vanished")])).toEqual([
      ["a.csv", true],
      ["b.csv", true],
    ]);
  });

  test("permission denied", async () => {
    const folder = folderOf({ "a.csv": ROWS });
    chmodSync(join(folder, "a.csv"), 0);
    const { failing } = await withoutPrivilege(folder, () => readAll(dataConfig(folder, "*.csv")));
    expect(failing[0]!.message).toContain("permission denied");
  });

  test("one that grows while it is read", async () => {
    const folder = folderOf();
    const path = put(folder, "a.csv", `a,b\n${"1,2\n".repeat(3e6)}`);
    const data = dataConfig(folder, "a.csv");
    const listing = await listFiles(data, NOW, NO_SERVICES);
    const reading = readFiles(listing, data, [], { ...LIMITS, rows: 1e8 }, () => appendFileSync(path, "3,4\n"));
    const growing = setInterval(() => appendFileSync(path, "3,4\n"), 1);
    const { checks } = await reading;
    clearInterval(growing);
    expect(checks[0]!.message).toContain("changed while it was read");
  });
});

describe("limits", () => {
  const limited = async (reading: Promise<unknown>) => {
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LimitError);
    return (error as LimitError).problems[0]!.message;
  };

  test("a zip bomb ends before it fills memory", async () => {
    const bomb = gzipSync(`a,b\n${"0".repeat(400)},1\n${"0,1\n".repeat(2e7)}`);
    expect(bomb.length).toBeLessThan(500_000);
    const before = process.memoryUsage().rss;
    const message = await limited(readOne(bomb, { name: "d.csv.gz", limits: { bytes: 10e6, rows: 1e9 } }));
    expect(message).toContain("d.csv.gz");
    expect(message).toContain("limits.bytes");
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });

  test("bytes and rows over all files, columns, one cell", async () => {
    const folder = folderOf({ "a.csv": ROWS, "b.csv": ROWS });
    const data = dataConfig(folder, "*.csv");
    expect(await limited(readAll(data, [], { ...LIMITS, bytes: ROWS.length + 5 }))).toMatch(/^b\.csv: .*limits\.bytes/);
    expect(await limited(readAll(data, [], { ...LIMITS, rows: 3 }))).toMatch(/^b\.csv: .*limits\.rows/);
    expect(await limited(readOne(`${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(",")}\n`))).toContain("limits.columns");
    expect(await limited(readOne(`a,b\n1,${"x".repeat(3e6)}\n`))).toContain("limits.cell");
    expect(await limited(readOne(`a,b\n1,"${"x\n".repeat(2e6)}"\n`))).toContain("limits.cell");
    expect(await limited(readOne(`a,b\n1,"${"x".repeat(3e6)}`))).toContain("limits.cell");
  });
});

describe("readPaths", () => {
  test("in the order given, each file once", async () => {
    const folder = folderOf({ "b.csv": ROWS, "a.csv": ROWS, "plain.txt": ROWS });
    const files = await readPaths(
      [`${folder}/b.csv`, `${folder}/*.csv`, `${folder}/plain.txt`, `${folder}/a.csv`],
      LIMITS,
      () => undefined,
      NO_SERVICES,
    );
    expect(files.map((file) => file.name)).toEqual(["b.csv", "a.csv", "plain.txt"]);
    expect(cellText(files[0]!.table.columns[1]!, 1)).toBe("y");
  });

  test("nothing there is the user's mistake, what does not parse is the data's; all at once", async () => {
    const folder = folderOf({ "a.csv": "a,b\n1\n", "b.csv": "" });
    const missing = await readPaths([`${folder}/x.csv`, `${folder}/y*.csv`], LIMITS, () => undefined, NO_SERVICES).catch(
      (error: unknown) => error,
    );
    expect(missing).toBeInstanceOf(ConfigError);
    expect((missing as ConfigError).problems).toHaveLength(2);
    const malformed = await readPaths([`${folder}/*.csv`], LIMITS, () => undefined, NO_SERVICES).catch((error: unknown) => error);
    expect(malformed).toBeInstanceOf(DataError);
    expect((malformed as DataError).problems.map((problem) => problem.where)).toEqual([
      { file: "a.csv", line: 2, column: 2 },
      { file: "b.csv", line: 1, column: 1 },
    ]);
  });

  test("relative to the working directory", async () => {
    const folder = folderOf({ "a.tsv": "a\tb\n1\tx,y\n" });
    const [file] = await readPaths([relative(process.cwd(), join(folder, "*.tsv"))], LIMITS, () => undefined, NO_SERVICES);
    expect(file!.table.columns.map((column) => cellText(column, 0))).toEqual(["1", "x,y"]);
  });
});
