import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshness, listFiles as list } from "../../src/fetch/list.ts";
import { filesInWindow } from "../../src/fetch/listing/window.ts";
import { told } from "../../src/findings/sentences.ts";
import type { DataConfig, Window } from "../../src/types/config.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import { dataConfig, folderOf, NO_SERVICES, NOW, put, ROWS, withoutPrivilege } from "./folder.ts";

/** What a run finds of files whose rows have no time. */
const listFiles: typeof list = async (data, now, services) => {
  const listing = await list(data, now, services);
  return { ...listing, checks: [...listing.checks, ...(await freshness(listing, data, services))] };
};

const DAY = 86_400_000;
const names = async (...args: Parameters<typeof dataConfig>) =>
  (await listFiles(dataConfig(...args), NOW, NO_SERVICES)).files.map((file) => file.name);

describe("which files", () => {
  test("in order of the date in the name, then by code point", async () => {
    const folder = folderOf({ "d_02-01-2026.csv": ROWS, "d_01-02-2026.csv": ROWS, "d_31-12-2025.csv": ROWS, "d_31-12-2025.csv.gz": ROWS });
    expect(await names(folder, "d_{DD}-{MM}-{YYYY}.csv*")).toEqual([
      "d_31-12-2025.csv",
      "d_31-12-2025.csv.gz",
      "d_02-01-2026.csv",
      "d_01-02-2026.csv",
    ]);
  });

  test("a window that counts files says so where there is one", async () => {
    const folder = folderOf({ "all.csv": ROWS, "b.csv": ROWS });
    const warned = async (pattern: string, window: Window) =>
      (await listFiles(dataConfig(folder, pattern, { window }), NOW, NO_SERVICES)).checks.filter(({ code }) => code === "window");
    expect(await warned("all.csv", { kind: "latest" })).toMatchObject([
      { status: "warn", suggestion: expect.stringContaining("role: time") },
    ]);
    expect(await warned("all.csv", { kind: "files", count: 3 })).toHaveLength(1);
    expect(await warned("*.csv", { kind: "latest" })).toEqual([]);
    expect(await warned("all.csv", { kind: "days", days: 30 })).toEqual([]);
  });

  test("undated patterns take the order from dates in the names", async () => {
    const folder = folderOf({ "z_2025-12-31.csv": ROWS, "a_20260101.csv": ROWS, "undated.csv": ROWS });
    expect(await names(folder, "*.csv")).toEqual(["undated.csv", "z_2025-12-31.csv", "a_20260101.csv"]);
  });

  test("only extensions that are read, in any case; hidden files and folders never", async () => {
    const folder = folderOf({
      "a.csv": ROWS,
      "b.CSV": ROWS,
      "c.tsv": ROWS,
      "d.csv.gz": ROWS,
      "e.md5": "",
      ".f.csv": ROWS,
      README: "",
      _SUCCESS: "",
      "g.csv.tmp": "",
    });
    mkdirSync(join(folder, "h.csv"));
    expect(await names(folder, "*")).toEqual(["a.csv", "b.CSV", "c.tsv", "d.csv.gz"]);
  });

  test("a file that two patterns match counts once", async () => {
    const folder = folderOf({ "a.csv": ROWS, "b.csv": ROWS });
    const { files, checks } = await listFiles(dataConfig(folder, ["*.csv", "a*.csv", "a.csv"]), NOW, NO_SERVICES);
    expect(files.map((file) => file.name)).toEqual(["a.csv", "b.csv"]);
    expect(checks.filter((check) => check.code === "no-file").map((check) => check.status)).toEqual(["pass", "pass", "pass"]);
  });

  test("two files of the same name keep names apart, the first one's as it was", async () => {
    const folder = folderOf({ "one/a.csv": ROWS, "two/a.csv": ROWS });
    expect(await names(folder, ["one/*.csv", "two/*.csv"])).toEqual(["a.csv", "two/a.csv"]);
  });

  test("links: files are followed, the same file counts once, circles end", async () => {
    const folder = folderOf({ "data/b.csv": ROWS, "elsewhere/c.csv": ROWS });
    symlinkSync(join(folder, "data/b.csv"), join(folder, "data/a.csv"));
    symlinkSync(join(folder, "elsewhere/c.csv"), join(folder, "data/d.csv"));
    symlinkSync(join(folder, "data"), join(folder, "data/again"));
    expect(await names(folder, "data/**/*.csv")).toEqual(["b.csv", "d.csv"]);
  });

  test("a name that looks like a pattern is taken literally when it exists", async () => {
    const folder = folderOf({ "a*.csv": ROWS, "ab.csv": ROWS });
    expect(await names(folder, "a*.csv")).toEqual(["a*.csv"]);
  });

  test("excluded by name", async () => {
    const folder = folderOf({ "a.csv": ROWS, "b.csv": ROWS });
    expect(await names(folder, "*.csv", { exclude: [{ file: "a.csv", digest: null, reason: "" }] })).toEqual(["b.csv"]);
  });
});

describe("no-file", () => {
  const failing = async (...args: Parameters<typeof dataConfig>) =>
    told((await listFiles(dataConfig(...args), NOW, NO_SERVICES)).checks).find((check) => check.status === "fail")!;

  test("names the pattern, what is there, and the pattern that would take it", async () => {
    const folder = folderOf({ "data_2026-01-01.csv": ROWS, "notes.txt": "" });
    const check = await failing(folder, "data_{YYYYMMDD}.csv");
    expect(check).toMatchObject({ code: "no-file", status: "fail" });
    expect(check.message).toContain("data_{YYYYMMDD}.csv: 2 files are there, the nearest are data_2026-01-01.csv, notes.txt.");
    expect(check.suggestion).toContain(`files: ["${folder}/data_{YYYY}-{MM}-{DD}.csv"]`);
  });

  test("a folder that is missing, empty, or given in place of a pattern", async () => {
    const folder = folderOf({ "data/a.csv": ROWS });
    mkdirSync(join(folder, "empty"));
    expect((await failing(folder, "nowhere/deep/*.csv")).message).toContain(`there is no folder ${folder}/nowhere.`);
    expect((await failing(folder, "empty/*.csv")).message).toContain("holds no file");
    expect((await failing(folder, "data")).suggestion).toContain("data/*.csv");
  });

  test("tokens that are none", async () => {
    expect((await failing(folderOf({ "d_20260101.csv": ROWS }), "d_{yyyymmdd}.csv")).message).toContain("{yyyymmdd} is taken literally");
  });

  test("one of two patterns without a file is a warning", async () => {
    const folder = folderOf({ "a.csv": ROWS });
    const { checks } = await listFiles(dataConfig(folder, ["a.csv", "b*.csv"]), NOW, NO_SERVICES);
    expect(checks.map((check) => [check.code, check.status])).toEqual([
      ["no-file", "pass"],
      ["no-file", "warn"],
    ]);
  });

  test("all excluded, or none of an extension that is read", async () => {
    const folder = folderOf({ "a.csv": ROWS, "b.txt": "" });
    expect((await failing(folder, "*.csv", { exclude: [{ file: "a.csv", digest: null, reason: "" }] })).message).toContain("data.exclude");
    expect((await failing(folder, "*.txt")).message).toContain(".csv, .csv.gz, .tsv, .tsv.gz");
  });

  test("a folder that may not be read", async () => {
    const folder = folderOf({ "locked/a.csv": ROWS });
    chmodSync(join(folder, "locked"), 0);
    const check = await withoutPrivilege(folder, () => failing(folder, "locked/*.csv"));
    chmodSync(join(folder, "locked"), 0o755);
    expect(check.message).toContain("permission denied");
  });
});

describe("stale", () => {
  const stale = async (folder: string, pattern: string, freshnessSeconds: number) => {
    const data = dataConfig(folder, pattern, { freshnessSeconds });
    return (await freshness(await listFiles(data, NOW, NO_SERVICES), data, NO_SERVICES))[0]!;
  };

  test("by the date in the name, whatever the time of change", async () => {
    const folder = folderOf();
    put(folder, "d_20260108.csv", ROWS, NOW);
    expect((await stale(folder, "d_{YYYYMMDD}.csv", 36 * 3600)).status).toBe("fail");
    expect((await stale(folder, "d_{YYYYMMDD}.csv", 49 * 3600)).status).toBe("pass");
  });

  test("by the time of change when no name has a date", async () => {
    const folder = folderOf();
    put(folder, "d.csv", ROWS, NOW - 2 * DAY);
    expect((await stale(folder, "*.csv", 36 * 3600)).status).toBe("fail");
    expect((await stale(folder, "*.csv", 72 * 3600)).status).toBe("pass");
  });

  test("a date of tomorrow is not stale: clocks and zones differ", async () => {
    const folder = folderOf({ "d_20260111.csv": ROWS });
    expect((await stale(folder, "d_{YYYYMMDD}.csv", 60)).status).toBe("pass");
  });
});

describe("a file dated in the future", () => {
  const listedAt = async (names: string[], config: Partial<DataConfig> = {}) => {
    const folder = folderOf();
    for (const name of names) put(folder, name, ROWS, NOW);
    return { folder, listing: await listFiles(dataConfig(folder, "d_{YYYYMMDD}.csv", config), NOW, NO_SERVICES) };
  };
  const told = (checks: CheckResult[]) =>
    checks.filter(({ code }) => code === "stale").map(({ status, message }) => `${status} ${message.split(/[:,]/)[0]}`);

  test.each<[string, string[], string[]]>([
    [
      "beside one of today",
      ["d_20260110.csv", "d_21991231.csv"],
      ["warn d_21991231.csv is dated 174 years from now (2199-12-31T00", "pass The newest file"],
    ],
    [
      "beside an old one",
      ["d_20251201.csv", "d_21991231.csv"],
      ["warn d_21991231.csv is dated 174 years from now (2199-12-31T00", "fail The newest file"],
    ],
    [
      "in three days",
      ["d_20260113.csv"],
      ["warn d_20260113.csv is dated 3 days from now (2026-01-13T00", "warn The age of d_20260113.csv is not known"],
    ],
    ["of several", ["d_20260301.csv", "d_20260110.csv", "d_99991231.csv"], ["warn d_99991231.csv is dated 7", "pass The newest file"]],
  ])("%s is told, and is not the newest", async (_, names, expected) => {
    expect(told((await listedAt(names, { freshnessSeconds: 36 * 3600 })).listing.checks)).toEqual(expected);
  });

  test("is told without freshness too, and hides no near miss", async () => {
    const { folder, listing } = await listedAt(["d_20260101.csv", "d_21991231.csv"]);
    expect(told(listing.checks)).toHaveLength(1);
    put(folder, "d-2026-01-09.csv", ROWS, NOW);
    const { checks } = await listFiles(dataConfig(folder, "d_{YYYYMMDD}.csv"), NOW, NO_SERVICES);
    expect(checks.find(({ code }) => code === "near-miss")).toMatchObject({ status: "fail", subject: "d-2026-01-09.csv" });
  });

  test("by its time of change", async () => {
    const folder = folderOf();
    put(folder, "a.csv", ROWS, NOW - 9 * DAY);
    put(folder, "b.csv", ROWS, NOW + 900 * DAY);
    const { checks } = await listFiles(dataConfig(folder, "*.csv", { freshnessSeconds: 36 * 3600 }), NOW, NO_SERVICES);
    expect(told(checks)).toEqual(["warn The age of b.csv is not known"]);
    const days: Window = { kind: "days", days: 30 };
    const { files, checks: others } = await listFiles(dataConfig(folder, "*.csv", { window: days }), NOW, NO_SERVICES);
    expect(told(others)).toEqual(["warn b.csv was changed 2 years from now (2028-06-28T00"]);
    expect([...filesInWindow(files, days, NOW)]).toHaveLength(2);
  });

  test.each<[Window, string[]]>([
    [{ kind: "days", days: 30 }, ["d_20260105.csv", "d_20260110.csv", "d_21991231.csv"]],
    [{ kind: "latest" }, ["d_20260110.csv", "d_21991231.csv"]],
    [{ kind: "files", count: 2 }, ["d_20260105.csv", "d_20260110.csv", "d_21991231.csv"]],
  ])("does not empty the window %j", async (window, expected) => {
    const { listing } = await listedAt(["d_20251101.csv", "d_20260105.csv", "d_20260110.csv", "d_21991231.csv"]);
    expect([...filesInWindow(listing.files, window, NOW)].map(({ name }) => name)).toEqual(expected);
  });
});
