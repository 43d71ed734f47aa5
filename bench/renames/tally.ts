// Scores per kind as a table, and the two numbers that are promised.
import type { Score } from "./judge.ts";

const sum = (scores: Score[], key: "right" | "wrong" | "missed") => scores.reduce((total, score) => total + score[key], 0);

export function promises(scores: Score[]): { right: number; falseMatches: number } {
  const right = sum(scores, "right");
  const judged = scores.filter(({ falseMatch }) => falseMatch !== null);
  return {
    right: right / Math.max(1, right + sum(scores, "wrong") + sum(scores, "missed")),
    falseMatches: judged.filter(({ falseMatch }) => falseMatch).length / Math.max(1, judged.length),
  };
}

export function tallyTable(scores: Score[]): string {
  const kinds = [...new Set(scores.map(({ kind }) => kind))];
  const line = (name: string, own: Score[]) => {
    const judged = own.filter(({ falseMatch }) => falseMatch !== null);
    const falseMatches = judged.length === 0 ? "" : `${judged.filter(({ falseMatch }) => falseMatch).length} of ${judged.length}`;
    const share = `${(100 * promises(own).right).toFixed(1)} %`;
    return `| ${name} | ${own.length} | ${sum(own, "right")} | ${sum(own, "wrong")} | ${sum(own, "missed")} | ${share} | ${falseMatches} |`;
  };
  return [
    "| kind | cases | right | wrong | missed | share right | false matches |",
    "|---|---|---|---|---|---|---|",
    ...kinds.map((kind) =>
      line(
        kind,
        scores.filter((score) => score.kind === kind),
      ),
    ),
    line("all", scores),
  ].join("\n");
}
