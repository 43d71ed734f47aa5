// From judgements to the table per family. Paired: the fault is flagged, and the batch that it was made of is not. Likewise a rewriting is
// wrongly flagged where the batch that was rewritten passes.

import { isBelowPower } from "./power.mjs";
import { drawsOf } from "./table.mjs";

const QUIET = new Set(["clean", "later", "benign"]);

/** Tables drawn with replacement, for the interval of the share of alarms. */
const RESAMPLES = 4000;

const key = ({ set, path, references }) => `${set} ${path} ${references[0]}`;

/** Whether the control of each fault passed; a control that is no case of its own (a dated set's first window) is looked up by its path. */
function controlsOf(cases, results) {
  const passed = new Map();
  cases.forEach((one, i) => {
    if (one.family === "clean" || one.family === "later") passed.set(key(one), results[i]);
  });
  return (one) => passed.get(`${one.set} ${one.control} ${one.references[0]}`) ?? { flagged: false, passes: [] };
}

/** Faults smaller than what the control's checks say that they would miss are a family of their own. */
function countsOf(cases, results) {
  const controlOf = controlsOf(cases, results);
  const families = new Map();
  cases.forEach((one, i) => {
    const control = controlOf(one);
    const isSmall = !QUIET.has(one.family) && isBelowPower(one, control.passes);
    const name = isSmall ? BELOW : one.family;
    const counts = families.get(name) ?? { cases: 0, flagged: 0, paired: 0, crashes: 0 };
    families.set(name, counts);
    counts.cases++;
    if (results[i].crashed) counts.crashes++;
    // A crash says that something is wrong, but not what: it counts as no detection.
    const flagged = results[i].flagged && !results[i].crashed;
    if (results[i].flagged && (one.family !== "benign" || !control.flagged)) counts.flagged++;
    if (flagged && !control.flagged) counts.paired++;
  });
  return families;
}

/** The name of the faults that are smaller than the stated power. */
const BELOW = "below power";

const isNext = ({ family }) => family === "clean" || family === "later";

/** Alarms on clean batches, with a bootstrap over the tables: batches of one table are alike. */
export function cleanAlarms(cases, results) {
  const tables = new Map();
  cases.forEach((one, i) => {
    if (!isNext(one)) return;
    const table = tables.get(one.set) ?? { batches: 0, alarms: 0 };
    tables.set(one.set, table);
    table.batches++;
    if (results[i].flagged) table.alarms++;
  });
  const list = [...tables.values()];
  if (list.length === 0) return "no clean batch was judged";
  const shareOf = (some) => sumOf(some, "alarms") / Math.max(1, sumOf(some, "batches"));
  const draws = drawsOf("bootstrap");
  const shares = Array.from({ length: RESAMPLES }, () => shareOf(list.map(() => draws.pick(list)))).sort((a, b) => a - b);
  const [low, high] = [0.025, 0.975].map((level) => `${(100 * shares[Math.floor(level * RESAMPLES)]).toFixed(1)} %`);
  const { independent, bySize } = overall(cases, results);
  return (
    `clean batches: ${sumOf(list, "alarms")} of ${sumOf(list, "batches")} alarmed (${(100 * shareOf(list)).toFixed(1)} %, 95 % over tables ${low} to ${high}); ` +
    `of independent draws ${(100 * independent).toFixed(1)} %; by size alone ${bySize}`
  );
}

const sumOf = (list, name) => list.reduce((sum, one) => sum + one[name], 0);

export function overall(cases, results) {
  const families = countsOf(cases, results);
  const sum = (pick, names) => [...families].filter(([name]) => names(name)).reduce((total, [, counts]) => total + counts[pick], 0);
  const share = (pick, names) => sum(pick, names) / Math.max(1, sum("cases", names));
  const fault = (name) => !QUIET.has(name) && name !== BELOW;
  return {
    detected: share("flagged", fault),
    paired: share("paired", fault),
    clean: share("flagged", (name) => name === "clean" || name === "benign"),
    later: share("flagged", (name) => name === "later"),
    alarms: share("flagged", (name) => name === "clean" || name === "later"),
    independent: share("flagged", (name) => name === "clean"),
    bySize: cases.filter((one, i) => isNext(one) && isBySize(results[i])).length,
    crashes: sum("crashes", () => true),
  };
}

function isBySize({ flagged, checks }) {
  const failed = checks.filter(({ status }) => status === "fail" || status === "inconclusive");
  return flagged && failed.length > 0 && failed.every(({ code }) => code === "batch-size");
}

/** Of detected faults of one known column: how many findings name it. */
export function namedRight(cases, results) {
  let detected = 0;
  let right = 0;
  cases.forEach((one, i) => {
    if (QUIET.has(one.family) || one.columns.length !== 1 || !results[i].flagged || results[i].crashed) return;
    detected++;
    if (names(results[i], [one.columns[0], one.renamed].filter(Boolean))) right++;
  });
  return { detected, right, share: detected === 0 ? 1 : right / detected };
}

function names(result, wanted) {
  const said =
    result.columns ?? result.checks.filter(({ status }) => status !== "warn").flatMap(({ subject, message }) => [subject, message]);
  return said.some((text) => wanted.some((name) => text === name || text.includes(`\`${name}\``)));
}

const percent = (part, whole) => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`);

export function familyTable(who, cases, results) {
  const families = countsOf(cases, results);
  const line = (cells) => cells.map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(11))).join("");
  const lines = [line([who, "cases", "flagged", "paired", "crashes"])];
  for (const [family, { cases: count, flagged, paired, crashes }] of families) {
    const quiet = QUIET.has(family);
    lines.push(line([family, count, quiet ? `${flagged} alarms` : percent(flagged, count), quiet ? "" : percent(paired, count), crashes]));
  }
  const { detected, paired, clean, later, crashes } = overall(cases, results);
  const named = namedRight(cases, results);
  lines.push(
    `all faults: detected ${detected.toFixed(3)}, paired ${paired.toFixed(3)}, crashes ${crashes}; false alarms ${percent(clean, 1)} of clean and rewritten, ${percent(later, 1)} of later batches; column named ${named.right} of ${named.detected} (${percent(named.right, named.detected)})`,
  );
  return lines.join("\n");
}

/** Kinds that were missed, and batches that were wrongly flagged, for whoever improves the checks. */
export function missesOf(cases, results) {
  const controlOf = controlsOf(cases, results);
  const kinds = new Map();
  const alarms = [];
  cases.forEach((one, i) => {
    const result = results[i];
    if (QUIET.has(one.family)) {
      if (!result.flagged) return;
      const said = result.checks.filter(({ status }) => status !== "warn").map(({ code, message }) => `    ${code}: ${message}`);
      alarms.push(`${one.set} ${one.family} ${one.kind}\n${said.slice(0, 4).join("\n")}${result.said ?? ""}`);
      return;
    }
    const counts = kinds.get(`${one.family}: ${one.kind}`) ?? { cases: 0, missed: [] };
    kinds.set(`${one.family}: ${one.kind}`, counts);
    counts.cases++;
    if (!result.flagged || result.crashed)
      counts.missed.push(
        `${one.set.replace(/^[^-]*-/, "")}${one.columns.length > 0 ? `.${one.columns.join("+")}` : ""}${result.crashed ? " (crash)" : ""}${isBelowPower(one, controlOf(one).passes) ? " (below power)" : ""}`,
      );
  });
  const missed = [...kinds].filter(([, { missed: list }]) => list.length > 0);
  return [
    "Missed:",
    ...missed.map(([kind, { cases: count, missed: list }]) => `  ${kind}: ${list.length} of ${count}: ${list.join(", ")}`),
    "Alarms:",
    ...alarms.map((alarm) => `  ${alarm}`),
  ].join("\n");
}
