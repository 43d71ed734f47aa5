// Champion and best model beside a script's candidate: asked by today's `train.predict`, and held to what they answered at their promotion.
import { answersAgain, answersOf, rowsAgain } from "../evaluate/compare/kept-answers.ts";
import { isNew } from "../evaluate/scores/rows.ts";
import type { ScriptRows } from "../train/command/judged-engine.ts";
import { Failed } from "../train/command/program.ts";
import type { AnswersRecord } from "../types/answers.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Answered, Estimated, Forest, ScriptModel } from "../types/model.ts";
import type { Dataset } from "../types/table.ts";
import type { Making } from "./planned.ts";

const CHAMPION = "champion";

interface Asking {
  making: Making;
  training: ScriptRows;
  heldOut: ScriptRows;
}

interface Ways<S, F> {
  ask: (model: ScriptModel, rows: ScriptRows) => Promise<S>;
  /** `trouble` ends a sentence. */
  unasked: (model: ScriptModel, trouble: string) => S;
  applied: (forest: Forest) => F;
}

interface Earlier<T> {
  champion: T | null;
  best: { id: string; model: T } | null;
  /** Codes `champion-answers`. */
  checks: CheckResult[];
}

/** What earlier models say of today's rows; one that answers otherwise than it did counts as not asked. Forests are applied as they are. */
export async function earlierModels<S extends Answered | Estimated, F>(asking: Asking, ways: Ways<S, F>): Promise<Earlier<S | F>> {
  const { making, training, heldOut } = asking;
  const { champion, best } = making.state;
  // What new rows say of the champion, and in a split by time every row that is later than its own cut.
  const isNeeded = freshIn(heldOut.dataset, making.planned.plan.split.by === "time");
  const needed = [...heldOut.rows, ...training.rows.filter(isNeeded)];
  const checks: CheckResult[] = [];
  const said = async (noun: string, model: Forest | ScriptModel, record: AnswersRecord | undefined, rows: Iterable<number>) => {
    if (model.engine !== "command") return ways.applied(model);
    const { answers, check } = await againAsked(asking, ways, { noun, model, record, rows });
    if (check !== null) checks.push(check);
    return answers;
  };
  const manifest = champion?.manifest;
  const record = manifest !== undefined && "evidence" in manifest ? manifest.answers : undefined;
  return {
    champion: champion && (await said(CHAMPION, champion.model, record, needed)),
    best: best && { id: best.id, model: await said("best model so far", best.model, best.answers, heldOut.rows) },
    checks,
  };
}

interface Question {
  noun: string;
  model: ScriptModel;
  /** What it answered at its promotion; undefined: not kept. */
  record: AnswersRecord | undefined;
  rows: Iterable<number>;
}

async function againAsked<S extends Answered | Estimated, F>(
  { making, training, heldOut }: Asking,
  ways: Ways<S, F>,
  { noun, model, record, rows }: Question,
): Promise<{ answers: S; check: CheckResult | null }> {
  const { dataset } = heldOut;
  // Of equal rows one that is held out, which is asked about anyway.
  const there = Int32Array.from([...training.rows, ...heldOut.rows]);
  const again = record === undefined ? new Int32Array(0) : rowsAgain(record, dataset, there, making.keys);
  const asked = Int32Array.from(new Set([...rows, ...again.filter((row) => row >= 0)])).sort();
  const answers = await making.recorder
    .stage("predict", () => ways.ask(model, { ...heldOut, rows: asked }))
    .catch((error: unknown) => {
      if (error instanceof Failed) return ways.unasked(model, error.check.message.replace(/\.$/, ""));
      throw error;
    });
  if (answers.trouble !== null) return { answers, check: null };
  // The champion's is said; the best model is most often older.
  if (record === undefined && noun !== CHAMPION) return { answers, check: null };
  const check = answersAgain(noun, record, again, answersOf(answers));
  if (check.status !== "inconclusive") return { answers, check };
  return { answers: ways.unasked(model, "its answers are not what they were at its promotion"), check };
}

/** Rows of files that are not accepted, or all. */
function freshIn({ files }: Dataset, all: boolean): (row: number) => boolean {
  const fresh = files.filter(isNew);
  return (row) => all || fresh.some(({ start, end }) => row >= start && row < end);
}
