// npm run bench -- batches [WORLDS] [SEED]: files that differ by more than their rows, then one more: clean, inverted or permuted. Who is stopped?

import { compare } from "../../src/evaluate/compare/champion-answers.ts";
import { evaluationInput } from "../../src/evaluate/compare/evaluation-input.ts";
import { type EvaluationRequest, NO_BASELINES } from "../../src/evaluate/compare/evaluation-request.ts";
import { f1BatchGate } from "../../src/evaluate/gates/f1-batch.ts";
import { normal, oneOf, uniforms } from "../../test/evaluate/random.ts";
import {
  anyProblem,
  forestOn,
  gatesWith,
  inverted,
  type PlacedFile,
  type Problem,
  placed,
  type Rows,
  rowsOf,
} from "../../test/evaluate/world.ts";

const worlds = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const KINDS = ["clean", "inverted", "permuted"] as const;
/** Of which each world makes many files for one bad one: alarms are rare, misses are not. */
const CLEAN_FILES = 10;
/** How much files differ: their classes' places, in standard deviations of a feature. */
const SPREADS = [0, 0.15, 0.3, 0.6];
const LEAST_KAPPA = 0.15;

/** A day of its own: other shares of the classes, classes elsewhere, labels that say more or less. */
function dayOf(uniform: () => number, problem: Problem, spread: number): Problem {
  if (spread === 0) return problem;
  const raw = problem.shares.map((share) => share * Math.exp(2 * spread * normal(uniform)));
  const total = raw.reduce((sum, share) => sum + share, 0);
  return {
    shares: raw.map((share) => share / total),
    centres: problem.centres.map((centre) => centre.map((x) => x + spread * normal(uniform))),
    noise: Math.min(0.9, problem.noise * Math.exp(spread * normal(uniform))),
  };
}

function permuted(uniform: () => number, rows: Rows): Rows {
  const labels = [...rows.labels];
  for (let i = labels.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [labels[i], labels[j]] = [labels[j]!, labels[i]!];
  }
  return { ...rows, labels };
}

interface Found {
  spread: number;
  kappa: number;
  kind: (typeof KINDS)[number];
  accepted: number;
  status: string;
}

function world(uniform: () => number): Found[] {
  const problem = anyProblem(uniform);
  const classes = problem.shares.length;
  const spread = oneOf(uniform, SPREADS);
  const accepted = oneOf(uniform, [2, 4, 8, 16, 30]);
  const size = oneOf(uniform, [300, 450]);
  const fileOf = () => rowsOf(uniform, dayOf(uniform, problem, spread), size);
  const history = Array.from({ length: accepted }, (): PlacedFile => ({ rows: fileOf(), accepted: true, inWindow: true }));
  const judged = (rows: Rows, kind: Found["kind"]): Found => {
    const sides = placed(uniform, [...history, { rows, accepted: false, inWindow: true }], classes);
    const champion = forestOn(
      sides.dataset,
      sides.trainRows.filter((row) => row < accepted * size),
      1,
      10,
    );
    // The champion is asked; a candidate of its own would only cost time.
    const base = { ...sides, ...NO_BASELINES, showValues: false, whereOf: () => null, gates: gatesWith(null) };
    const request: EvaluationRequest = { ...base, candidate: champion, champion };
    const input = evaluationInput(request);
    const { known, fresh } = input.championAnswers!;
    const { kappa } = compare(known, fresh, input.gates).accepted;
    return { spread, kappa, kind, accepted, status: f1BatchGate(input)[0]?.status ?? "none" };
  };
  const fresh = fileOf();
  return [
    ...Array.from({ length: CLEAN_FILES }, () => judged(fileOf(), "clean")),
    judged(inverted(uniform, fresh, classes), "inverted"),
    judged(permuted(uniform, fresh), "permuted"),
  ];
}

const uniform = uniforms(seed);
const found = Array.from({ length: worlds }, () => world(uniform)).flat();
const print = (line: string) => process.stdout.write(`${line}\n`);
const share = (part: number, whole: number) => (whole === 0 ? "-" : `${part} of ${whole} (${(part / whole).toFixed(4)})`);
print(`seed ${seed}, ${worlds} worlds; champion's kappa on accepted rows at least ${LEAST_KAPPA}`);
for (const kind of KINDS) {
  const table = (title: string, holds: (one: Found) => boolean) => {
    const of = found.filter((one) => one.kind === kind && one.kappa >= LEAST_KAPPA && holds(one));
    const [failed, warned] = ["fail", "warn"].map((status) => of.filter((one) => one.status === status).length);
    print(`${kind.padEnd(9)} ${title.padEnd(20)} stopped ${share(failed!, of.length)}, warned ${share(warned!, of.length)}`);
  };
  for (const spread of SPREADS) table(`spread ${spread}`, (one) => one.spread === spread);
  for (const files of [2, 4, 8, 16, 30]) table(`${files} accepted files`, (one) => one.accepted === files);
}
