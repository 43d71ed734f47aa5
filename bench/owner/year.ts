// A year of nights as a careful owner has it: one file comes, the pipeline runs, and an alarm is answered by what it printed.

import { readData } from "../../src/commands/common/reading.ts";
import { loadConfig } from "../../src/config/load.ts";
import { schemaFromJson } from "../../src/config/schema/schema.ts";
import { f1Score } from "../../src/evaluate/scores/confusion.ts";
import { allClasses, answersOf, confusionIn } from "../../src/evaluate/scores/rows.ts";
import { acceptedName } from "../../src/findings/remedies.ts";
import { openRegistry } from "../../src/publish/registry.ts";
import { splitRows } from "../../src/table/rows/split.ts";
import { train } from "../../src/train/train.ts";
import type { CheckResult, Remedy } from "../../src/types/judgement.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Manifest } from "../../src/types/registry.ts";
import type { RunResult } from "../../src/types/run.ts";
import type { Schema } from "../../src/types/schema.ts";
import type { Dataset } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import type { World } from "../../test/walk/world.ts";

const SERVICES = { identityToken: null, repository: null };
/** An owner who answered so often in one night leaves the file out. */
const PATIENCE = 3;

export interface Night {
  file: string;
  verdict: RunResult["verdict"];
  /** What failed before the first answer, as `CODE` or `CODE:SUBJECT`; empty: no alarm. */
  found: string[];
  /** How often the owner had to answer, and by what. */
  answers: string[];
  /** What failed after each answer. */
  after: string[][];
  /** Messages of the first alarm. */
  messages: string[];
  /** On the file of the night after: of the champion, and of a model trained on all that came. null: the last night. */
  f1: { gated: number; always: number } | null;
}

const failures = ({ checks }: RunResult) => checks.filter(({ status }) => status === "fail" || status === "inconclusive");
const isAlarm = ({ verdict }: RunResult) => verdict !== "promoted" && verdict !== "kept" && verdict !== "skipped";
const namesOf = (checks: CheckResult[]) => [...new Set(checks.map(({ code, subject }) => acceptedName(code, subject)))];

export interface Year {
  world: World;
  target: string;
  /** Names and contents, oldest first; the first `start` are there before the first night. */
  files: { name: string; text: string }[];
  start: number;
  said: (night: Night) => void;
}

/** Runs all nights. Throws where the first run promotes nothing. */
export async function year({ world, target, files, start, said }: Year): Promise<Night[]> {
  const nights: Night[] = [];
  for (let at = start - 1; at < files.length; at++) {
    const { name, text } = files[at]!;
    if (at >= start) await world.write(`data/${name}`, text);
    const first = await world.run();
    if (at < start && first.verdict !== "promoted") throw new Error(`the first run promoted nothing: ${first.reason}`);
    const { last, answers, after } = await answered(world, first);
    if (at < start) continue;
    const found = isAlarm(first) ? failures(first) : [];
    const next = files[at + 1];
    const night: Night = {
      file: name,
      verdict: last.verdict,
      found: namesOf(found),
      answers,
      after,
      messages: found.map(({ message }) => message),
      f1: next === undefined ? null : await scores(world, target, next, last.verdict === "promoted" && answers.every(isNotOut)),
    };
    nights.push(night);
    said(night);
  }
  return nights;
}

const isNotOut = (answer: string) => answer !== "exclude";

const isByHand = ({ kind }: Remedy) => kind === "command";
const isConfig = ({ kind }: Remedy) => kind === "config";
const isExclude = ({ kind }: Remedy) => kind === "exclude";

/** The ways out of this kind that the first finding with any prints, each once: keys of the configuration of all findings. */
function cardWith(checks: CheckResult[], wanted: (remedy: Remedy) => boolean): Remedy[] {
  const ways = checks.map(({ remedies = [] }) => remedies.filter(wanted)).filter((way) => way.length > 0);
  const taken = wanted === isConfig ? ways.flat() : (ways[0] ?? []);
  return taken.filter((one, i) => taken.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i);
}

/** The data is what it is: the owner accepts what may be accepted, else changes what is asked, else leaves the file out. */
async function answered(world: World, first: RunResult): Promise<{ last: RunResult; answers: string[]; after: string[][] }> {
  const answers: string[] = [];
  const after: string[][] = [];
  let last = first;
  while (isAlarm(last) && answers.length <= PATIENCE) {
    const ways = answers.length < PATIENCE ? [isByHand, isConfig, isExclude] : [isExclude];
    const taken = ways.map((wanted) => cardWith(failures(last), wanted)).find((way) => way.length > 0);
    if (taken === undefined) break;
    for (const remedy of taken) await world.follow(remedy);
    answers.push(taken[0]!.kind === "command" ? "accept" : taken[0]!.kind);
    last = await world.run();
    after.push(isAlarm(last) ? namesOf(failures(last)) : []);
  }
  return { last, answers, after };
}

/** `isAll`: the champion is made of all that came. */
async function scores(world: World, target: string, next: { name: string; text: string }, isAll: boolean) {
  const state = await openRegistry({ kind: "directory", path: `${world.folder}/registry` }, SERVICES).read();
  const { model, manifest } = state.champion!;
  const [forest, made] = [model as Forest, manifest as Manifest];
  const schema = schemaFromJson(manifest.schema);
  await world.write("next.csv", next.text);
  const dataset = await typed(world, "next.csv", target, schema);
  const f1Of = (model: Forest) => {
    const frame = { dataset, classes: allClasses(dataset, [model]), unitOf: null };
    return f1Score(
      confusionIn(
        answersOf(
          model,
          frame,
          Int32Array.from({ length: dataset.rows }, (_, row) => row),
        ),
      ),
      "weighted",
      null,
    );
  };
  const gated = f1Of(forest);
  return { gated, always: isAll ? gated : f1Of(await trainedOnAll(world, target, made)) };
}

/** Whatever the checks say of these rows. */
async function typed({ folder }: World, pattern: string, target: string, schema: Schema): Promise<Dataset> {
  const files = await readData([pattern], { cwd: folder, progress: () => {}, services: SERVICES });
  return validate({ files, schema, target, reference: null, showValues: false, remembers: false }).dataset!;
}

/** What retraining every night without a gate would serve, by the champion's schema, recipe and split. */
async function trainedOnAll(world: World, target: string, { schema, split }: Manifest): Promise<Forest> {
  const config = await loadConfig({ caller: "terminal", cwd: world.folder, values: {}, set: [], publish: true, threads: 1 });
  const dataset = await typed(world, "data/*.csv", target, schemaFromJson(schema));
  const { trainRows } = splitRows(dataset, split);
  const task = { dataset, rows: trainRows, config: config.train, schema, threads: 1, limits: config.limits, progress: () => {} };
  return (await train(task)).forest;
}
