// docs/checks.md: every data check, what it finds, how it speaks and what to do.
import { BATCH_CHECKS } from "./batch-checks.ts";
import type { CheckEntry } from "./entry.ts";
import { CELL_CHECKS, STRUCTURE_CHECKS } from "./schema-checks.ts";
import { OTHER_CODES, waysOfCode } from "./ways.ts";

/** docs/checks.md. */
export function catalogueText(): string {
  const rows = (entries: CheckEntry[]) =>
    entries
      .map(
        ({ code, severity, finds, example, remedy }) =>
          `### \`${code}\`\n\nFinds ${finds}. Default: ${severity}.\n\n> ${example}\n\n${remedy}\n`,
      )
      .join("\n");
  return `# Data checks

Written from \`src/validate/catalogue/\` by \`npm run schema\`. Codes are stable. Each finding names its column, says how large it is in the
column's own words, and what to do; a comparison with accepted batches that passed says how small a fault it would not have seen. The
screens of labels say so in every result, found or not: \`power\` in run.json, beside the message in the reports
([how it is computed](statistics.md#what-a-screen-of-labels-would-miss)).

A finding is a fault (the batch is rejected) or a warning. \`retrain.yml\` sets another severity by code and by column; the column's
own word wins:

\`\`\`yaml
checks:
  drift: warning # error, warning or off
  columns:
    wind: {drift: off, missing-share: warning}
    notes: warning # all configurable checks of the column
  names: plain # hash: what is remembered of accepted batches holds no names of categories
\`\`\`

A field of the schema can say the same of all comparisons of its column with the accepted batches: \`drift: warning\`.

## Files and columns

${rows(STRUCTURE_CHECKS)}
## Cells and rows, by the schema

${rows(CELL_CHECKS)}
## A batch against the accepted batches

An alarm must be larger than past batches differed among themselves (grown, since few batches show little), be farther from the most
similar past batch than past batches were from theirs, so that seasons and trends are no alarm, and be significant after
correction for the number of columns. With a single accepted batch there are warnings only, a batch without a new row apart; with
none these checks do not run. Where no moment is at fault, one pass named \`time\` says so.

${rows(BATCH_CHECKS)}
## Ways out

What findings print as data (\`remedies\` in run.json), for a program too: an entry of \`data.exclude\` that leaves the rows out; one of \`checks.accept\`, or
\`accept --file NAME --reason …\`, which say that they are right; a key of the schema or the configuration that ends the finding; or \`reset\`, where the champion
cannot be compared any more. test/walk follows them: a sound pipeline, a change that raises the finding, the way taken, run again, and the night after. What \`leak\`
finds before anything is accepted, \`row-order\` and other warnings need no way. Floors of \`gates\` have none: what they ask for is for you to say. Only \`f1-threshold\` says what could be asked for, where the champion does not reach it either.

An acceptance holds for the checks that it names and for the rows that were seen. A batch that grew by up to a tenth before the next run is still held right in
what was accepted of its columns, size and time, and all other checks judge it; what was accepted of its labels holds for exactly the accepted rows. Where values
moved, a champion that was made before says little of the labels of these rows: \`f1-batch\` warns of what it answers, so that accepting the column is enough, and
still fails by the candidate, which was trained on such rows; \`label-noise\`, \`label-swap\` and the other checks of labels are asked as ever.

| check | leave out | accept | change |
|---|---|---|---|
${[...[...STRUCTURE_CHECKS, ...CELL_CHECKS, ...BATCH_CHECKS].map(({ code }) => code), ...OTHER_CODES].map(wayRow).join("\n")}
`;
}

function wayRow(code: string): string {
  const { exclude, accept, config, commands } = waysOfCode(code);
  const mark = (isThere: boolean) => (isThere ? "yes" : "");
  const changes = [...config, ...commands.map((command) => `${command} --reason …`)];
  return `| \`${code}\` | ${mark(exclude)} | ${mark(accept)} | ${changes.map((key) => `\`${key}\``).join(", ")} |`;
}
