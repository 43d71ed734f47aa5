// docs/replay.md: what the replays found.
import { HARM, POLICIES, type Replay, type Series } from "./replay.ts";
import type { TimedSet } from "./sets.ts";

const mean = ({ f1 }: Series) => f1.reduce((sum, value) => sum + value, 0) / f1.length;

/** Within .002 of the best next-day F1; fewest harmful promotions among those that promote at least ten times. */
function goals(policy: "gated" | "gated, waiting", { series }: Replay): string {
  const best = Math.max(...POLICIES.map((policy) => mean(series[policy])));
  const behind = best - mean(series[policy]);
  const rivals = POLICIES.filter((policy) => series[policy].promotions >= 10);
  const fewest = Math.min(...rivals.map((policy) => series[policy].harmful));
  const near = `*${policy}* is ${behind < 5e-5 ? "the best" : `${behind.toFixed(4)} below the best`} (asked: at most .002${behind <= 0.002 ? "" : ", **missed**"})`;
  const few = !rivals.includes(policy)
    ? `it promotes ${series[policy].promotions} times (**fewer than ten**)`
    : `its harmful promotions are ${series[policy].harmful === fewest ? "the fewest" : "**not the fewest**"} of the policies that promote at least ten times`;
  return `${near}; ${few}.`;
}

/** How far apart two policies are, with the standard error of that over the days: chance alone moves it by about twice as much. */
function apart({ series }: Replay): string {
  const differences = series.gated.f1.map((f1, i) => f1 - series["always promote"].f1[i]!);
  const average = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const squares = differences.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const error = Math.sqrt(squares / (differences.length - 1) / differences.length);
  return `Gated less always: ${average.toFixed(4)}, standard error ${error.toFixed(4)}.`;
}

/** Written by a person who looked at the numbers; look again when they change. */
const SAID = `
## What this says

Where the gates stay quiet about the data (flights), gated promotion halves the harmful promotions of \`always promote\` and stays within chance of it.
On weather and storms \`f1-batch\` took files that really differ for wrong labels (of 17 April 2013 the champion is right on 85 % of 288 rows, on 96 %
of the accepted ones; in September 2012 its F1 is .76, before .97): the failure stands until a person acts, nobody does here, and 64 nights of each were
red. Now it asks whether accepted files, left out of the training, look as bad: no night of weather is red for that, three of storms.

What is missed is missed: on weather and storms \`new >= old\` promotes 13 and 16 times and so harms less often. Counted per promotion, weather's gates harm
in 9 % and \`always promote\` in 11 %; on storms both in a quarter, and there gated promotion is hardly more than \`always promote\`: with a margin of .02 and
files of 85 rows, where one row moves F1 by .012, a harm of .01 is one row. No difference of gated and always promotion above is
larger than twice its standard error. On storms retraining does not pay at all (\`never retrain\` is as good as gated); birdstrikes never pass the
\`dummy\` gate's default margin, so nothing is promoted there, and hardly anything is lost.
`;

export function pageOf(found: { set: TimedSet; result: Replay }[], trees: number): string {
  const parts = found.map(({ set, result }) => {
    const rows = POLICIES.map((policy) => {
      const of = result.series[policy];
      return `| ${policy} | ${mean(of).toFixed(4)} | ${of.promotions} | ${of.harmful} |`;
    });
    const verdicts = Object.entries(result.verdicts).map(([verdict, count]) => `${count} ${verdict}`);
    const held = Object.entries(result.heldBy).map(([gate, count]) => `\`${gate}\` ${count}`);
    return `## ${set.name[0]!.toUpperCase()}${set.name.slice(1)}

${set.about} ${result.days.length - 1} retrains, about ${result.rowsPerDay} rows a file; the hold-out grows from ${result.holdoutRows.first} to ${result.holdoutRows.last} rows.

| policy | mean next-day F1 | promotions | harmful |
|---|---|---|---|
${rows.join("\n")}

${goals("gated", result)} ${goals("gated, waiting", result)} ${apart(result)} Verdicts of the gates: ${verdicts.join(", ")}${held.length === 0 ? "" : `; held back first by ${held.join(", ")}`}. On nights that were held back the candidate was
${result.missed >= 0 ? `${result.missed.toFixed(4)} better` : `${(-result.missed).toFixed(4)} worse`} than the champion on the next day, on average.

![Next-day F1 over time](replay-${set.name}.svg)`;
  });
  return `# Real data, day by day

\`npm run bench -- replay\` writes this page. Real tables are cut into files by time. Each night a forest of ${trees} trees is trained on all rows so
far but the fifth that is held out, and each policy decides whether it replaces its champion; then both are asked about the next file, which
nobody has seen. *gated* is this project with default gates (weighted F1, margin .02, horizon 1: dummy, f1-earlier, f1-batch, champion, best);
*new >= old* compares the two F1 on the hold-out. The first model is the same for all. *Harmful*: a promotion after which the next file's
weighted F1 is lower by more than ${HARM} than the replaced model's would have been; on so few rows chance alone makes many of them.

${parts.join("\n\n")}
${SAID}`;
}
