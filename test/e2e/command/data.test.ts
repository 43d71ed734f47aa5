// data beside a script: batches are judged before it runs, the same inputs are skipped, and what was rolled back is held.
import { existsSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeDay } from "../days.ts";
import { CONFIG, metrics, type Plan, Repository } from "./script.ts";

const WITH_DATA = `data: {files: "data/data_{YYYYMMDD}.csv"}\n${CONFIG}`;
const MARK = `(await import("node:fs")).writeFileSync("ran", "")`;

async function team(config = WITH_DATA) {
  const repository = await Repository.create(config);
  await repository.write("data/.keep", "");
  const data = join(repository.dir, "data");
  const day = (number: number, seed = number) => writeDay(data, number, { rows: 120, seed });
  const night = async (plan: Plan = {}, words?: string[]) => {
    rmSync(join(repository.dir, "ran"), { force: true });
    const { json } = await repository.night({ first: MARK, ...plan }, words);
    return { ...json, ran: existsSync(join(repository.dir, "ran")) };
  };
  return { repository, data, day, night };
}

it("judges batches before the script runs, skips what it knows, and learns what was accepted", async () => {
  const { repository, data, day, night } = await team();
  await day(1);
  await day(2);
  const first = await night({ metrics: metrics(0.9) });
  expect(first, first.reason).toMatchObject({ verdict: "promoted", evidence: "reported", ran: true, data: { rows: 240 } });
  expect(first.data!.digest).toMatch(/^sha256:/);
  expect(await night({ metrics: metrics(0.99) })).toMatchObject({ verdict: "skipped", ran: false, championId: first.modelId });
  await rename(join(data, "data_20260102.csv"), join(data, "data_20260109.csv"));
  expect(await night({ metrics: metrics(0.99) })).toMatchObject({ verdict: "skipped", ran: false });

  await repository.write("data/data_20260110.csv", "x1;broken\n1;2\n");
  const broken = await night();
  expect(broken).toMatchObject({ verdict: "rejected", ran: false, championId: first.modelId });
  expect(broken.checks.filter(({ status }) => status === "fail").map(({ code }) => code)).toContain("wrong-file");
  rmSync(join(data, "data_20260110.csv"));

  await day(11);
  const second = await night({ model: "two", metrics: metrics(0.95) });
  expect(second, second.reason).toMatchObject({ verdict: "promoted", ran: true, data: { rows: 360 } });
  expect((await repository.json<{ verdict: string }>(["verify", "--registry", "registry"])).json.verdict).toBe("checked");
  await repository.json(["rollback", "--registry", "registry"]);
  expect(await night({ metrics: metrics(0.99) })).toMatchObject({ verdict: "skipped", ran: false, championId: first.modelId });
  await day(12);
  expect(await night({ model: "three", metrics: metrics(0.99) })).toMatchObject({ verdict: "promoted", ran: true });
});

it("waits for new rows where it is told to, and runs every night where it is told to", async () => {
  const { day, night } = await team(`${WITH_DATA}retrain: {when: {min-new-rows: 200}}\n`);
  await day(1);
  expect(await night()).toMatchObject({ verdict: "promoted" });
  await day(2);
  const waits = await night();
  expect(waits).toMatchObject({ verdict: "skipped", ran: false });
  expect(waits.reason).toMatch(/120 of 200/);
  await day(3);
  expect(await night({ model: "b" })).toMatchObject({ verdict: "promoted", ran: true });
  expect(await night({ model: "c", metrics: metrics(0.95) }, ["run", "--set", "retrain.when=always"])).toMatchObject({ ran: true });
});

it("runs again after another recipe, and holds later data to the first schema", async () => {
  const { repository, day, night } = await team();
  await day(1);
  expect(await night()).toMatchObject({ verdict: "promoted" });
  await repository.write("retrain.yml", WITH_DATA.replace("[node, train.mjs]", "[node, train.mjs, --again]"));
  expect(await night({ model: "b" })).toMatchObject({ verdict: "promoted", ran: true });
});
