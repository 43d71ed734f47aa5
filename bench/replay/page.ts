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
  return `*gated* less *always promote*: ${average.toFixed(4)}, standard error ${error.toFixed(4)}.`;
}

function heldBack({ missed }: Replay): string {
  const how = missed >= 0 ? `${missed.toFixed(4)} better` : `${(-missed).toFixed(4)} worse`;
  return `On nights that were held back the candidate was ${how} than the champion on the next day, on average`;
}

/** Written by a person who looked at the numbers; look again when they change. */
const SAID = `
## What this says

With the default forest, gated promotion is the best policy or within .0001 of it on all five tables. Every night anew it also does nearly as much
harm as \`always promote\`: two forests of 100 trees that share nine rows in ten are so alike that the gates know the new one to be no worse by .02, and
on files of 85 to 350 rows a harm of .01 is one to four rows, which chance alone makes. What the gates hold back is what is not known to be safe:
on storms the nights held back were .0079 worse, on birdstrikes, where no model is worth its dummy, .0031.

Harm is done by promoting, so promote when there is something to gain. Waiting for a tenth more rows promotes 13 to 16 times instead of 67 to 81 and does
the least harm of all policies that promote ten times or more (on storms as little as \`new >= old\`): within .0012 of the best on flights, weather
and storms. On surveys it costs .0107: the species in the desert change from quarter to quarter, and there the newest rows are worth a
deployment each. \`new >= old\` keeps whichever model was luckiest on the hold-out; per promotion it does the most harm (18 %, the gates 13 %).

So what was asked (within .002 of the best, the fewest harmful promotions) holds with \`min-new-rows: 10%\` on flights, weather and storms, and **not on surveys**,
chosen after all rules were fixed: there nightly promotion is best and harms eleven times, waiting harms never and is too late.
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

${goals("gated", result)} ${goals("gated, waiting", result)} ${apart(result)} Verdicts of *gated*: ${verdicts.join(", ")}${held.length === 0 ? "" : `; held back first by ${held.join(", ")}. ${heldBack(result)}`}.

![Next-day F1 over time](replay-${set.name}.svg)`;
  });
  return `# Real data, day by day

\`npm run bench -- replay\` writes this page. Real tables are cut into files by time. Each night a forest of ${trees} trees is trained on all rows so
far but the fifth that is held out, and each policy decides whether it replaces its champion; then both are asked about the next file, which
nobody has seen. *gated* is this project with default gates (weighted F1, margin .02, horizon 1: dummy, f1-earlier, f1-batch, champion, best), *gated, waiting* the same with
\`retrain.when: {min-new-rows: 10%}\`; *new >= old* compares the two F1 on the hold-out. The first model is the same for all. *Harmful*: a promotion after which the next file's
weighted F1 is lower by more than ${HARM} than the replaced model's would have been; on so few rows chance alone makes many of them.

${parts.join("\n\n")}
${SAID}`;
}
