// Splits by time and by golden file, through the bundle and over many retrains.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { put } from "../fakes/s3/store.ts";
import { inverted, type Row, rows } from "./batches.ts";
import { batch, keyOf, openS3, run } from "./bucket.ts";
import { cliJsonHere } from "./here.ts";
import { runHere } from "./surface.ts";
import { csvOf, midnight, type TimedRow, timedDay, workspace } from "./timed.ts";

const check = (result: RunResult, code: string) => result.checks.find((one) => one.code === code);
const stopping = (result: RunResult) => result.checks.filter((one) => one.status === "fail" || one.status === "inconclusive");
/** Backfilled days are late by nature. */
const LATE = "checks: {old-batch: off, time-overlap: off, time-gap: off, time-span: off, row-order: off, batch-size: off}\n";

describe("split by time, through the bundle", () => {
  it("judges on the latest rows, records the cut, and skips the same inputs", async () => {
    const { dir, putDay, champion } = await workspace("{time: at}");
    await putDay(1, timedDay(1, 400, 1));
    const first = await cliJsonHere(["run"], { cwd: dir });
    expect(first.json).toMatchObject({ verdict: "promoted", split: { by: "time", trainRows: 320, holdoutRows: 80 } });
    const { split } = await champion();
    expect(split).toMatchObject({ by: "time", columns: ["at"], share: 0.2, salt: "", cut: midnight(1) + 0.8 * 86_400 });
    expect(split.keys).toMatch(/^sha256:/);

    await putDay(2, timedDay(2, 400, 2));
    const second = await cliJsonHere(["run"], { cwd: dir });
    expect(second.json).toMatchObject({ verdict: "promoted", split: { trainRows: 640, holdoutRows: 160 } });
    expect(check(second.json, "champion")).toMatchObject({ rows: 160, status: "pass" });
    // No accepted row is later than the cut: nothing can be judged on them, and the champion answers for them instead.
    expect(check(second.json, "f1-earlier")).toBeUndefined();
    expect(check(second.json, "f1-batch")?.message).toMatch(
      /^The champion's weighted F1 is .* on 400 rows .* on 80 accepted hold-out rows/,
    );
    expect((await cliJsonHere(["run"], { cwd: dir })).json.verdict).toBe("skipped");

    // The same features and labels at other times are other inputs, though the rows' digest does not cover the times.
    const moved = timedDay(2, 400, 2).map(([at, ...row]): TimedRow => [(at ?? 0) + 1, ...row]);
    await putDay(2, moved);
    const third = await cliJsonHere(["check"], { cwd: dir });
    expect(third.json.verdict).not.toBe("skipped");
    expect(third.json.data?.digest).toBe(second.json.data?.digest);
  });

  it("rejects a batch with exchanged labels, although all of the hold-out is that batch", async () => {
    const { dir, putDay } = await workspace("{time: at}", "checks: {correlation: off, joint-drift: off, label-swap: off}\n");
    await putDay(1, timedDay(1, 300, 11));
    expect((await cliJsonHere(["run"], { cwd: dir })).json.verdict).toBe("promoted");
    const wrong = timedDay(2, 1500, 12).map(([at, ...row]): TimedRow => [at, ...inverted([row])[0]!]);
    await putDay(2, wrong);
    const { json } = await cliJsonHere(["run"], { cwd: dir });
    // It vouches for itself, and even beats the champion on its own labels.
    expect(check(json, "f1-threshold")?.status).toMatch(/pass|warn/);
    expect(check(json, "champion")?.status).toBe("pass");
    expect(json.verdict).toBe("rejected");
    expect(check(json, "f1-batch")).toMatchObject({ status: "fail", subject: "d_20260102.csv" });
  });

  it("tells another split from the champion's", async () => {
    const { dir, putDay } = await workspace("{time: at}");
    await putDay(1, timedDay(1, 300, 21));
    await cliJsonHere(["run"], { cwd: dir });
    await putDay(2, timedDay(2, 300, 22));
    for (const set of ["split.holdout=0.3", "split={by: row, salt: s}", "split.by.time=noise"]) {
      const { json } = await cliJsonHere(["check", "--set", set], { cwd: dir });
      expect(json.verdict, set).toBe("inconclusive");
      expect(json.reason + stopping(json).map(({ message }) => message)).toContain("hold-out changed: reset");
    }
    // A salt places nothing here.
    expect((await cliJsonHere(["check", "--set", "split.salt=other"], { cwd: dir })).json.verdict).toBe("checked");
  });

  it.each([
    ["color", "a column of type string", 2],
    ["nowhere", "which it does not have", 2],
  ])("refuses to split by %s", async (column, message, code) => {
    const { dir, putDay } = await workspace(`{time: ${column}}`);
    await putDay(1, timedDay(1, 60, 1));
    const done = await cliJsonHere(["run"], { cwd: dir });
    expect(done.code).toBe(code);
    expect(done.json.reason).toContain(message);
    expect(done.json.error?.problems[0]?.where).toMatchObject({ file: "retrain.yml", line: 3 });
  });
});

describe("split by time over many retrains", () => {
  it("compares models only on rows that neither was trained on, also when older days come in late", async () => {
    const { dir, putDay, champion } = await workspace("{time: at}", LATE);
    const all: TimedRow[] = [];
    let champions = 0;
    for (const [i, day] of [10, 11, 12, 3, 4, 13, 5, 14, 15, 6, 7, 16].entries()) {
      const batch = timedDay(day, 150 + 40 * (i % 3), 100 + i);
      all.push(...batch);
      const before = i === 0 ? null : (await champion()).split.cut!;
      await putDay(day, batch);
      const result = await runHere(dir, {}, []);
      expect(result.verdict, result.reason).toBe("promoted");
      const cut = (await champion()).split.cut!;
      const from = (time: number) => all.filter(([at]) => at! >= time).length;
      expect(result.split).toMatchObject({ trainRows: all.length - from(cut), holdoutRows: from(cut) });
      if (before === null) continue;
      const fair = check(result, "champion")!.rows;
      expect(fair).toBe(from(Math.max(cut, before)));
      if (before > cut) champions++;
    }
    expect(champions).toBeGreaterThan(2);
  });

  it("leaves rows without a time out, and says so", async () => {
    const { dir, putDay } = await workspace("{time: at}");
    const some = timedDay(1, 300, 5).map(([at, ...row], i): TimedRow => [i % 10 === 0 ? null : at, ...row]);
    await putDay(1, some);
    const result = await runHere(dir, {}, []);
    expect(result.split).toMatchObject({ trainRows: 216, holdoutRows: 54 });
    expect(check(result, "untimed")).toMatchObject({ status: "warn", observed: 30, subject: "at" });
  });
});

/** Four in ten labels are noise: only a model that knows the answers is right on more than nine in ten. */
const goldenRows = (count: number, seed: number): TimedRow[] => rows(count, seed, 0.8).map((row): TimedRow => [midnight(1), ...row]);
const untimed = (timed: TimedRow[]): Row[] => timed.map(([, ...row]) => row);

describe("split by a golden file", () => {
  it("is never trained on, over retrains whose files hold its rows", async () => {
    const { dir, put, putDay } = await workspace("{file: golden.csv}", "checks: {replay: off, duplicate-rows: off}\n");
    const golden = goldenRows(200, 77);
    await put("golden.csv", golden);
    for (let day = 1; day <= 12; day++) {
      const copies = golden.slice(0, day % 3 === 0 ? 0 : 10 * day);
      await putDay(day, [...timedDay(day, 300, 200 + day), ...copies.map(([, ...row]): TimedRow => [midnight(day), ...row])]);
      const result = await runHere(dir, {}, ["gates.f1-threshold=0.4", "gates.champion.margin=0.5"]);
      expect(result.split?.holdoutRows).toBe(200);
      expect(check(result, "golden-overlap")?.status).toBe(result.split!.trainRows < result.data!.rows! - 200 ? "warn" : "pass");
      const f1 = result.evaluation?.candidate?.metrics.find(({ name, average }) => name === "f1" && average === "weighted");
      expect(f1?.rows).toBe(200);
      expect(f1?.value).toBeLessThan(0.85);
    }
  });

  it("through the bundle: first run, second run, the file changed, put back, gone", async () => {
    const { dir, put, putDay, champion } = await workspace("{file: golden.csv}");
    const golden = untimed(timedDay(1, 250, 9)).map((row): TimedRow => [midnight(1), ...row]);
    await put("golden.csv", golden);
    await putDay(1, timedDay(1, 300, 31));
    const first = (await cliJsonHere(["run"], { cwd: dir })).json;
    expect(first).toMatchObject({ verdict: "promoted", split: { by: "file", trainRows: 300, holdoutRows: 250 } });
    expect(first.data?.files.map(({ name }) => name)).toEqual(["d_20260101.csv", "golden.csv"]);
    expect((await champion()).split).toEqual({
      ...{ by: "file", share: null, columns: [], salt: "", hash: 1 },
      file: first.data!.files[1]!.digest,
    });
    expect((await cliJsonHere(["run"], { cwd: dir })).json.verdict).toBe("skipped");

    await putDay(2, timedDay(2, 300, 32));
    const second = (await cliJsonHere(["run"], { cwd: dir })).json;
    expect(second.verdict, second.reason).toBe("promoted");
    expect(check(second, "champion")).toMatchObject({ rows: 250, status: "pass" });
    expect(check(second, "f1-batch")?.message).toContain("250 rows of the golden file");
    expect(check(second, "f1-earlier")).toBeUndefined();

    await put("golden.csv", golden.slice(1));
    const changed = (await cliJsonHere(["run"], { cwd: dir })).json;
    expect(changed.verdict).toBe("inconclusive");
    expect(changed.reason).toMatch(/^The candidate cannot be compared: hold-out changed: reset \(with another golden file/);
    await put("golden.csv", golden);
    expect((await cliJsonHere(["run"], { cwd: dir })).json.verdict).toBe("skipped");
    await rm(join(dir, "golden.csv"));
    const gone = (await cliJsonHere(["run"], { cwd: dir })).json;
    expect(gone.verdict).toBe("rejected");
    expect(stopping(gone)[0]).toMatchObject({ code: "no-file", where: { file: "retrain.yml", line: 3 } });
  });

  it("lies in a bucket as data does, pinned and hashed, beside files of the data", async () => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales", { versioned: true });
    put(bucket, keyOf(1), batch(1));
    const golden = put(bucket, "new/golden.csv", batch(9, 200));
    const set = ["split.by.file=s3://sales/new/golden.csv"];
    const { json, dir } = await run(s3, { data: ["s3://sales/new/*.csv"], set });
    expect(json.verdict, json.reason).toBe("promoted");
    expect(json.split).toMatchObject({ by: "file", trainRows: 300, holdoutRows: 200 });
    expect(json.data?.files.at(-1)).toMatchObject({ uri: "s3://sales/new/golden.csv", versionId: golden.versionId });
    put(bucket, "new/golden.csv", batch(8, 200));
    const changed = await run(s3, { data: ["s3://sales/new/*.csv"], set, dir });
    expect(changed.json.verdict).toBe("inconclusive");
    expect(changed.json.reason).toContain("hold-out changed: reset");
  });

  it("is no data file though a pattern takes it, and no near miss", async () => {
    const { dir, put, putDay } = await workspace("{file: data/d_20270101.csv}");
    await put("data/d_20270101.csv", goldenRows(100, 3));
    await putDay(1, timedDay(1, 300, 31));
    const { json } = await cliJsonHere(["check", "--set", "gates.f1-threshold=0.3"], { cwd: dir });
    expect(json.verdict, json.reason).toBe("checked");
    expect(json.split).toMatchObject({ trainRows: 300, holdoutRows: 100 });
  });

  it.each<[string, (golden: TimedRow[]) => string, RegExp]>([
    ["another column", (golden) => csvOf(golden).replace("x0", "x9"), /x0/],
    ["text where numbers stand", (golden) => csvOf(golden.slice(0, 9)).replace(/,\d+\.?\d*,/, ",much,"), /x0/],
    ["no rows", () => "at,x0,x1,color,noise,label\n", /golden\.csv/],
    ["no labels", (golden) => csvOf(golden).replaceAll(/,(yes|no)\n/g, ",\n"), /label/],
  ])("is held to the schema: %s", async (_, text, message) => {
    const { dir, putDay } = await workspace("{file: golden.csv}");
    await putDay(1, timedDay(1, 300, 31));
    await writeFile(join(dir, "golden.csv"), text(goldenRows(80, 4)));
    const { json } = await cliJsonHere(["check"], { cwd: dir });
    expect(json.verdict).toMatch(/rejected|inconclusive/);
    expect(stopping(json).map((one) => one.message)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });

  it("fails where most of the data is in it, and ends inconclusive where all is", async () => {
    const { dir, put, putDay } = await workspace("{file: golden.csv}");
    const day = timedDay(1, 300, 31);
    await putDay(1, day);
    await put("golden.csv", day.slice(0, 200));
    const most = (await cliJsonHere(["check"], { cwd: dir })).json;
    expect(most.verdict).toBe("rejected");
    expect(check(most, "golden-overlap")).toMatchObject({ status: "fail", observed: 200 });
    await put("golden.csv", day);
    const all = (await cliJsonHere(["check"], { cwd: dir })).json;
    expect(all.verdict).toBe("rejected");
    expect(check(all, "holdout")?.status).toBe("inconclusive");
  });
});
