// Files that come in a rhythm: where one is missing, and how old the newest may be.
import { expect, test } from "vitest";
import { freshnessOf } from "../../src/commands/init/init-freshness.ts";
import { missingFiles } from "../../src/schema/words/file-rhythm.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { tableFile } from "./build.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

const filesOn = (days: number[], more: (at: number) => Partial<SourceFile> = () => ({})): SourceFile[] =>
  days.map((at, i) => tableFile({ x: [1] }, `day_${at}.csv`, { date: START + at * DAY, ...more(i) }));
const upTo = (count: number, without: number[] = []) => Array.from({ length: count }, (_, i) => i).filter((at) => !without.includes(at));
const holesIn = (files: SourceFile[]) =>
  missingFiles(files).map(({ message }) => /between (\S+) and (\S+)/.exec(message)!.slice(1).join(" "));

test("a day that is missing in the middle is found, and two of them, and a month", () => {
  expect(holesIn(filesOn(upTo(10)))).toEqual([]);
  expect(holesIn(filesOn(upTo(10, [4])))).toEqual(["day_3.csv day_5.csv"]);
  expect(holesIn(filesOn(upTo(20, [4, 11, 12])))).toEqual(["day_3.csv day_5.csv", "day_10.csv day_13.csv"]);
  const months = [0, 31, 59, 90, 120, 151, 212, 243];
  expect(holesIn(filesOn(months))).toEqual(["day_151.csv day_212.csv"]);
  expect(missingFiles(filesOn(upTo(10, [4])))).toMatchObject([
    {
      code: "time-gap",
      subject: "files",
      status: "warn",
      message: expect.stringMatching(/files come every day: about 1 file is missing$/),
    },
  ]);
});

test("weekends and holidays of a working week, few files, and files without dates are no holes", () => {
  const workdays = upTo(40).filter((at) => at % 7 < 5);
  expect(holesIn(filesOn(workdays))).toEqual([]);
  expect(holesIn(filesOn(workdays.filter((at) => at !== 14)))).toEqual([]);
  expect(holesIn(filesOn([0, 1, 5]))).toEqual([]);
  expect(holesIn(upTo(10, [4]).map((at) => tableFile({ x: [1] }, `part_${at}.csv`)))).toEqual([]);
});

test("what was accepted beside a hole is not told again", () => {
  expect(holesIn(filesOn(upTo(10, [4]), (i) => ({ accepted: i < 8 })))).toEqual([]);
  expect(holesIn(filesOn(upTo(10, [8]), (i) => ({ accepted: i < 8 })))).toEqual(["day_7.csv day_9.csv"]);
});

test("freshness is twice the longest gap where the newest file meets it now", () => {
  const after = (hours: number) => START + 9 * DAY + hours * 3_600_000;
  expect(freshnessOf(filesOn(upTo(10)), after(30))).toMatchObject({ value: "48h", holds: true });
  expect(freshnessOf(filesOn(upTo(10, [4])), after(30))).toMatchObject({ value: "96h", holds: true });
  const old = freshnessOf(filesOn(upTo(10)), after(100));
  expect(old).toMatchObject({
    value: "48h",
    holds: false,
    comment: expect.stringMatching(/Files come every day.*the newest is 4 days old now/),
  });
  expect(freshnessOf(filesOn(upTo(10)), START - 20 * DAY)).toMatchObject({
    holds: false,
    comment: expect.stringMatching(/dated 29 days ahead/),
  });
  expect(freshnessOf(filesOn([0, 1, 2]), after(1))).toBeNull();
});
