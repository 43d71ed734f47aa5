import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { listFiles } from "../../src/fetch/list.ts";
import { told } from "../../src/findings/sentences.ts";
import { dataConfig, folderOf, NO_SERVICES, NOW, put, ROWS } from "./folder.ts";

/** The near misses that fail when `others` lie beside two files of January. */
async function nearMisses(
  others: string[],
  { pattern = "data_{YYYYMMDD}.csv", ignore = [] as string[], own = ["data_20260101.csv", "data_20260102.csv"] } = {},
) {
  const folder = folderOf();
  for (const name of [...own, ...others]) put(folder, name, ROWS);
  const { checks } = await listFiles(dataConfig(folder, pattern, { ignore }), NOW, NO_SERVICES);
  return { folder, failing: told(checks).filter((check) => check.code === "near-miss" && check.status === "fail") };
}

const RENAMED = [
  "new_data_20260103.csv",
  "newdata20260103.csv",
  "data_20260103_v2.csv",
  "data_20260103 (1).csv",
  "data-20260103.csv",
  "data20260103.csv",
  "data.20260103.csv",
  "DATA_20260103.csv",
  "Data_20260103.CSV",
  "data_20260103.csv.gz",
  "data_20260103.tsv",
  "20260103.csv",
  "20260103_data.csv",
  "data_2026-01-03.csv",
  "data_2026_01_03.csv",
  "data_03-01-2026.csv",
  "data_03012026.csv",
  "data_2026010312.csv",
  "data_20260103T120000.csv",
  "data_2026-01-03T12-00-00.csv",
  "data_202602.csv",
  "data_2026-02.csv",
  "data_3jan2026.csv",
  "data_Jan-03-2027.csv",
  "data_260103.csv",
  "data_2027.csv",
  "2026/data_20260103.csv",
  "2026/01/data_20260103.csv",
  "archive/new_data_20260103.csv",
  "data_{YYYYMMDD}_20260103.csv",
  "data_20260103*.csv",
];

describe("a renamed newer file", () => {
  test.each(RENAMED)("%s fails, and the pattern that is printed takes it", async (name) => {
    const { folder, failing } = await nearMisses([name]);
    expect(failing.map((check) => check.subject)).toEqual([name]);
    const printed = /files: (\[.*\])/.exec(failing[0]!.suggestion!)![1]!;
    const files = JSON.parse(printed) as string[];
    const again = await listFiles({ ...dataConfig(folder, "x"), files }, NOW, NO_SERVICES);
    expect(again.files.map((file) => file.uri).sort()).toEqual(
      [`${folder}/${name}`, `${folder}/data_20260101.csv`, `${folder}/data_20260102.csv`].sort(),
    );
    expect(again.checks.filter((check) => check.status === "fail")).toEqual([]);
  });

  test("the message names file and pattern", async () => {
    const { folder, failing } = await nearMisses(["new_data_20260103.csv"]);
    expect(failing[0]!.message).toBe(
      `new_data_20260103.csv is newer than the newest file that is taken, data_20260102.csv, but does not match ${folder}/data_{YYYYMMDD}.csv. The pattern ${folder}/new_data_{YYYYMMDD}.csv would take it.`,
    );
  });

  test("files that one pattern would take are one finding", async () => {
    const { failing } = await nearMisses(["new_data_20260103.csv", "new_data_20260104.csv", "data_v2_20260105.csv"]);
    expect(failing.map((check) => check.subject)).toEqual(["data_v2_20260105.csv", "new_data_20260104.csv"]);
    expect(failing[1]!.message).toContain("(and 1 more file like it)");
  });

  test("below patterns with folders and stars", async () => {
    const own = ["2026/01/sales_eu_20260101.csv"];
    const { failing } = await nearMisses(["2026/01/sales_us-20260103.csv", "2026/sales_eu_20260104.csv"], {
      pattern: "{YYYY}/{MM}/sales_*_{YYYYMMDD}.csv",
      own,
    });
    expect(failing.map((check) => check.subject)).toEqual(["2026/sales_eu_20260104.csv", "2026/01/sales_us-20260103.csv"]);
  });

  test("a pattern without tokens, by the dates that names carry", async () => {
    const own = ["batch-2026-01-01.csv"];
    const { failing } = await nearMisses(["new-batch-2026-01-02.csv"], { pattern: "batch-*.csv", own });
    expect(failing).toHaveLength(1);
  });
});

describe("one level up and in sibling folders", () => {
  test("the same name is near, as long as it lies in the working directory", async () => {
    const folder = folderOf({
      "new/data_20260101.csv": ROWS,
      "data_20260103.csv": ROWS,
      "old/data-2026-01-04.csv": ROWS,
      "report_20260105.csv": ROWS,
      "old/new_data_20260106.csv": ROWS,
    });
    const subjects = async () =>
      (await listFiles(dataConfig(folder, "new/data_{YYYYMMDD}.csv"), NOW, NO_SERVICES)).checks
        .filter((check) => check.status === "fail")
        .map((check) => check.subject);
    expect(await subjects()).toEqual([]);
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    expect(await subjects()).toEqual(["old/data-2026-01-04.csv", "data_20260103.csv"]);
  });
});

/** What the suggestion offers for a file that is no data. */
const ignoreOf = (suggestion: string | null) => JSON.parse(/ignore: (\[.*\])/.exec(suggestion!)![1]!) as string[];

describe("the entry that ignores a file", () => {
  test.each(RENAMED)("%s is quiet with it", async (name) => {
    const { failing } = await nearMisses([name]);
    expect((await nearMisses([name], { ignore: ignoreOf(failing[0]!.suggestion) })).failing).toEqual([]);
  });

  test.each([
    ["new_data_20260103.csv", "new_data_20260104.csv", "new_data_{YYYYMMDD}.csv"],
    ["data_2026-01-03 (1).csv", "data_2026-01-04 (1).csv", "data_{YYYY}-{MM}-{DD} (1).csv"],
    ["other/data_20260103.csv", "other/data_20260104.csv", "other/**"],
    ["old/2026/data_20260103.csv", "old/2027/new_data_20270104.csv", "old/**"],
  ])("%s: holds for %s too", async (today, tomorrow, entry) => {
    const { failing } = await nearMisses([today]);
    expect(ignoreOf(failing[0]!.suggestion)).toEqual([entry]);
    expect((await nearMisses([today, tomorrow], { ignore: [entry] })).failing).toEqual([]);
    expect((await nearMisses([tomorrow])).failing).toHaveLength(1);
  });

  test("a folder with files of the pattern's own is not ignored as a whole", async () => {
    const own = ["eu/data_20260101.csv", "us/data_20260101.csv"];
    const { failing } = await nearMisses(["eu/new_data_20260103.csv"], { pattern: "**/data_{YYYYMMDD}.csv", own });
    expect(ignoreOf(failing[0]!.suggestion)).toEqual(["new_data_{YYYYMMDD}.csv"]);
  });

  test("another model's folder beside the pattern's own", async () => {
    const folder = folderOf({ "fraud/data_20260101.csv": ROWS, "churn/data_20260103.csv": ROWS, "old/data_20260102.csv": ROWS });
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    const failing = async (ignore: string[]) =>
      told((await listFiles(dataConfig(folder, "fraud/data_{YYYYMMDD}.csv", { ignore }), NOW, NO_SERVICES)).checks).filter(
        (check) => check.status === "fail",
      );
    const entries = (await failing([])).map((check) => ignoreOf(check.suggestion));
    expect(entries).toEqual([["churn/**"], ["old/**"]]);
    put(folder, "churn/data_20260109.csv", ROWS);
    expect(await failing(entries.flat())).toEqual([]);
  });
});

describe("no alarm", () => {
  test.each([
    "new_data_20260102.csv",
    "new_data_20251231.csv",
    "data_20260103.csv.md5",
    "data_20260103.json",
    "data_20260103.parquet.crc",
    "data_20260103.csv.tmp",
    "data_20260103.csv.bak",
    "data_20260103_manifest.csv",
    "data_20260103.sha256",
    "manifest_20260103.csv",
    ".data_20260103.csv",
    "~$data_20260103.csv",
    "README",
    "_SUCCESS",
    "invoices_20260103.csv",
    "new_data.csv",
    "data_20260231.csv",
    ".hidden/data_20260103.csv",
    "node_modules/data_20260103.csv",
    "data_20260103.csv/inside.txt",
  ])("%s", async (name) => {
    expect((await nearMisses([name])).failing).toEqual([]);
  });

  test("sidecars of any batch, newer or not (property)", async () => {
    const stem = fc.constantFrom("data_20260103", "new_data_20270101", "data-2026-02-01", "DATA_20280101", "data_20260102");
    const sidecar = fc.constantFrom(
      ".md5",
      ".sha256",
      ".sha1",
      ".json",
      ".csv.md5",
      ".csv.sha256",
      ".csv.json",
      ".parquet.crc",
      ".csv.crc",
      ".csv.tmp",
      ".csv.bak",
      ".csv~",
      ".csv.part",
      ".csv.lock",
      ".manifest",
      "_manifest.csv",
      ".manifest.csv",
      "_checksums.csv",
      ".schema.csv",
      ".txt",
      ".log",
      ".csv.gz.md5",
      ".csv.swp",
      "",
    );
    const lone = fc.constantFrom(
      "README",
      "README.md",
      "_SUCCESS",
      "_committed_20270101",
      "manifest.json",
      "MANIFEST_20270101.csv",
      ".DS_Store",
      "._data_20270101.csv",
      ".data_20270101.csv.swp",
      "SHA256SUMS",
    );
    const name = fc.oneof(
      fc.tuple(stem, sidecar).map(([a, b]) => a + b),
      lone,
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), async (names) => {
        expect((await nearMisses(names)).failing).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("what `ignore` names, by whole name and by last part", async () => {
    expect((await nearMisses(["new_data_20260103.csv"], { ignore: ["new_*"] })).failing).toEqual([]);
    expect((await nearMisses(["sub/new_data_20260103.csv"], { ignore: ["new_*"] })).failing).toEqual([]);
    expect((await nearMisses(["sub/new_data_20260103.csv"], { ignore: ["sub/*"] })).failing).toEqual([]);
    expect((await nearMisses(["sub/new_data_20260103.csv"], { ignore: ["sub"] })).failing).toHaveLength(1);
  });

  test("older than a file that is excluded", async () => {
    const folder = folderOf({ "data_20260101.csv": ROWS, "data_20260104.csv": ROWS, "new_data_20260103.csv": ROWS });
    const exclude = [{ file: "data_20260104.csv", digest: null, reason: "broken" }];
    const { checks } = await listFiles(dataConfig(folder, "data_{YYYYMMDD}.csv", { exclude }), NOW, NO_SERVICES);
    expect(checks.filter((check) => check.status === "fail")).toEqual([]);
  });

  test("beside plain paths: who names one file means it", async () => {
    expect((await nearMisses(["new_data_20260103.csv"], { pattern: "data_20260101.csv" })).failing).toEqual([]);
  });

  test("another year beside a pattern that asks for one", async () => {
    expect((await nearMisses(["data_20270101.csv"], { pattern: "data_2026*.csv" })).failing).toEqual([]);
  });
});
