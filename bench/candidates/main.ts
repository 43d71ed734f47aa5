// npm run bench -- candidates [SEEDS] [TRIES]
import { otherSeeds, type Tally, worse } from "./trial.ts";

const [seeds = 200, tries = 400] = process.argv.slice(2).map(Number);
const SEED = 20261126;
const print = (line: string) => process.stdout.write(`${line}\n`);
const share = (tally: Tally, verdict: keyof Tally) => {
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  return `${((100 * tally[verdict]) / total).toFixed(1)} %`;
};
let kept = true;

print(`seed ${SEED}; forests of 15 trees (worse ones: 50), all gates at their defaults, f1-threshold 0.5`);
print("| candidate | hold-out rows | true difference | disagreement | promoted | kept | rejected | |");
print("|---|---|---|---|---|---|---|---|");
function row(what: string, rows: number, known: [string, string], tally: Tally, promise: [boolean, string] | null): void {
  const said = promise === null ? "" : promise[0] ? promise[1] : `BROKEN: ${promise[1]}`;
  if (promise !== null) kept = kept && promise[0];
  print(`| ${[what, rows, ...known, share(tally, "promoted"), share(tally, "kept"), share(tally, "rejected"), said].join(" | ")} |`);
}
for (const holdout of [200, 1000]) {
  const tally = otherSeeds(seeds, holdout * 5, SEED);
  row("same recipe, other seed", holdout, ["0", ""], tally, [tally.rejected <= 0.05 * seeds, "rejected ≤ 5 %"]);
}
for (const fault of ["region", "everywhere"] as const) {
  for (const points of [0.02, 0.05, 0.1]) {
    const { tally, difference, disagreement } = worse(fault, points, 1000, tries, SEED);
    const promise: [boolean, string] | null =
      points < 0.05 || (points === 0.05 && disagreement > 0.085) ? null : [tally.rejected >= 0.95 * tries, "rejected ≥ 95 %"];
    row(`worse ${fault === "region" ? "in one region" : fault}`, 1000, [difference.toFixed(3), disagreement.toFixed(3)], tally, promise);
  }
}
process.exitCode = kept ? 0 : 1;
