// Names as other systems write them: separators, drives, and the two forms of Unicode.
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listFiles } from "../../src/fetch/list.ts";
import { compilePattern, matchPattern } from "../../src/fetch/names/pattern.ts";
import { proposePattern } from "../../src/fetch/names/propose.ts";
import { inside, folderOf as parentOf, withSlashes } from "../../src/fetch/names/slashes.ts";
import { readFiles } from "../../src/fetch/read.ts";
import { dataConfig, folderOf, LIMITS, NO_SERVICES, NOW, ROWS } from "./folder.ts";

const [NFC, NFD] = ["donn\u00e9es", "donne\u0301es"];

test.each([
  ["C:/data_{YYYYMMDD}.csv", "C:/", "data_20260102.csv"],
  ["C:/new/*.csv", "C:/new", "a.csv"],
  ["//server/share/new/*.csv", "//server/share/new", "a.csv"],
  ["/*.csv", "/", "a.csv"],
])("%s looks in %s", (source, root, path) => {
  const pattern = compilePattern(source);
  expect(pattern.root).toBe(root);
  expect(matchPattern(pattern, path)).not.toBeNull();
  expect(proposePattern(root, path).startsWith(inside(root))).toBe(true);
});

test("paths of the system's own", () => {
  expect(withSlashes("C:\\a\\b.csv", "\\")).toBe("C:/a/b.csv");
  expect(withSlashes("/a\\b.csv", "/")).toBe("/a\\b.csv");
  expect([parentOf("C:/a"), parentOf("/a"), parentOf("C:/a/b"), parentOf("C:/")]).toEqual(["C:/", "/", "C:/a", "C:/"]);
});

test.each([
  [NFC, NFD],
  [NFD, NFC],
])("a pattern takes a name in the other form of Unicode, and the file has one name on every system", async (typed, stored) => {
  const folder = folderOf({ [`${stored}_20260101.csv`]: ROWS, [`${stored}/${stored}_20260102.csv`]: ROWS });
  const { files } = await listFiles(dataConfig(folder, [`${typed}_{YYYYMMDD}.csv`, `${typed}/${typed}_*.csv`]), NOW, NO_SERVICES);
  expect(files.map(({ name }) => name)).toEqual([`${NFC}_20260101.csv`, `${NFC}_20260102.csv`]);
  const listing = await listFiles(dataConfig(folder, `${typed}_{YYYYMMDD}.csv`), NOW, NO_SERVICES);
  const [file] = (await readFiles(listing, dataConfig(folder, "x"), [], LIMITS, () => undefined)).files;
  // As versions before recorded it.
  const accepted = [{ uri: file!.uri, versionId: null, name: `${stored}_20260101.csv`, digest: file!.digest }];
  const again = await readFiles(listing, dataConfig(folder, "x"), accepted, LIMITS, () => undefined);
  expect(again.files.map(({ name }) => name)).toEqual([`${NFC}_20260101.csv`]);
  expect(again.checks.filter(({ status }) => status !== "pass")).toEqual([]);
});

test("both forms in one folder are two files with two names", async () => {
  const folder = folderOf({ [`${NFC}_20260101.csv`]: ROWS });
  writeFileSync(`${folder}/${NFD}_20260101.csv`, ROWS);
  const { files } = await listFiles(dataConfig(folder, "donn*es_{YYYYMMDD}.csv"), NOW, NO_SERVICES);
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
});
