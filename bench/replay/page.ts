// docs/replay.md: what the replays found.
import { HARM, POLICIES, type Policy, type Replay, type Series, TRIED, type Tried } from "./replay.ts";
import type { TimedSet } from "./sets.ts";

const mean = ({ f1 }: Series) => f1.reduce((sum, value) => sum + value, 0) / f1.length;

/** Asked: at most so far behind the best. */
const NEAR = 0.002;
/** Policies that promote less are not counted among those with the fewest harmful promotions. */
const LEAST_PROMOTIONS = 10;

/** Within NEAR of the best next-day F1; fewest harmful promotions among those that promote often enough. */
function standingOf(policy: Policy | Tried, { series }: Replay) {
  const best = POLICIES.reduce((most, one) => (mean(series[one]) > mean(series[most]) ? one : most));
  const { average: behind, error } = difference(series[best], series[policy]);
  const { promotions, harmful } = series[policy];
  const others = [...POLICIES, policy].filter((one) => series[one].promotions >= LEAST_PROMOTIONS).map((one) => series[one].harmful);
  const isCounted = promotions >= LEAST_PROMOTIONS;
  return {
    best,
    behind,
    error,
    promotions,
    harmful,
    isNear: behind <= NEAR,
    isCounted,
    isFewest: isCounted && harmful === Math.min(...others),
  };
}

function goals(policy: "gated" | "gated, waiting", result: Replay): string {
  const { best, behind, error, promotions, isNear, isCounted, isFewest } = standingOf(policy, result);
  const how = behind < 5e-5 ? "the best" : `${behind.toFixed(4)} below *${best}*, standard error ${error.toFixed(4)}`;
  const near = `*${policy}* is ${how} (asked: at most .002${isNear ? "" : ", **missed**"})`;
  const few = isCounted
    ? `its harmful promotions are ${isFewest ? "the fewest" : "**not the fewest**"} of the policies that promote at least ten times`
    : `it promotes ${promotions} times (**fewer than ten**)`;
  return `${near}; ${few}.`;
}

/** All policies on all tables: how far behind the best, promotions, harmful ones; bold where both that is asked holds. */
function overview(found: { set: TimedSet; result: Replay }[]): string {
  const head = ["policy", ...found.map(({ set }) => set.name), "both"];
  const rows = [...POLICIES, ...TRIED].map((policy) => {
    const standings = found.map(({ result }) => standingOf(policy, result));
    const cells = standings.map(({ behind, promotions, harmful, isNear, isFewest }) => {
      const text = `${Math.max(0, behind).toFixed(4)} / ${promotions} / ${harmful}`;
      return isNear && isFewest ? `**${text}**` : text;
    });
    return [policy, ...cells, String(standings.filter(({ isNear, isFewest }) => isNear && isFewest).length)];
  });
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How far apart two policies are on average over the days; chance alone moves it by about twice its standard error. */
function difference(a: Series, b: Series): { average: number; error: number } {
  const differences = a.f1.map((f1, i) => f1 - b.f1[i]!);
  const average = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const squares = differences.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return { average, error: Math.sqrt(squares / (differences.length - 1) / differences.length) };
}

function apart({ series }: Replay): string {
  const { average, error } = difference(series.gated, series["always promote"]);
  return `*gated* less *always promote*: ${average.toFixed(4)}, standard error ${error.toFixed(4)}.`;
}

function heldBack({ missed }: Replay): string {
  const how = missed >= 0 ? `${missed.toFixed(4)} better` : `${(-missed).toFixed(4)} worse`;
  return `On nights that were held back the candidate was ${how} than the champion on the next day, on average`;
}

/** Written by a person who looked at the numbers; look again when they change. */
const SAID = `
## What this says

What was asked of gated promotion (within .002 of the best, the fewest harmful promotions) holds on one of seven tables, the flights, where it waits for a
tenth more rows; on no table where it promotes every night. Each half by itself holds often, and no policy that was tried has both on more than three tables:

- **Every night** is within .002 of the best on flights, storms, surveys and stops, and at .0020 on weather. It promotes two to four times as often as
  \`new >= old\`, and a promotion of one of two near-equal models harms by chance: .01 is one to four rows of a file.
  Per promotion it harms least: 29 of 367 (8 %), \`new >= old\` 15 of 126 (12 %), \`always promote\` 64 of 505 (13 %).
- **Waiting** promotes 6 to 16 times and harms 12 times in all, \`new >= old\` 15 times. Where the world changes, on surveys, it costs .0110: there the newest
  rows are worth a deployment each, and \`new >= old\`, which looks at old rows mostly, is .0041 behind as well.
- On birdstrikes and rain the gates hold nearly everything back: there no model is worth its dummy (birdstrikes), or some hundred held-out days cannot
  tell a champion from its successor (rain), and they leave .0028 and .0034 to the best; \`always promote\` harms 37 times there.
- Of what was tried without gates, *5 % more rows* has both on three tables, and *that or 10 % more rows* (better by a standard error on the hold-out, or a
  tenth more rows) on two, with fewer harms (17, the other 32).

Nights harm less than they did: with a forest that drew its bootstrap in turn, promoting every night harmed 38 times on the first five tables, now
21 times, as a row now keeps its draws and one more file changes fewer answers (\`npm run bench -- churn\`).

So: promote every night where the world changes, which is also the default, and let \`min-new-rows\` wait where it does not.
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

## All of it

Behind the best / promotions / harmful ones, bold where a policy is within .002 of the best and none that promotes ten times harms less often. The last four
have no gates; they were tried for a way to have both.

${overview(found)}
${SAID}`;
}
