import { chanceToPass, detectable, rowsForPower } from "../stats/power.ts";
import { ConfigError, problem } from "../types/errors.ts";
import type { Problem } from "../types/problem.ts";
import { type Command, type FlagValues, JSON_FLAG, type Outcome, text } from "./common/command.ts";

const POWER = 0.8;
/** True differences of F1 for which the table gives the power. */
const DIFFERENCES = [-0.02, -0.01, 0, 0.01, 0.02];

interface Asked {
  rows: number;
  disagreement: number;
  margin: number;
  horizon: number;
  confidence: number;
  growth: number | null;
}

export const plan: Command = {
  usage: "--rows N [--disagreement P] [--margin M] [--horizon H] [--confidence C] [--growth ROWS]",
  about:
    "Tells what the champion gate can decide on a hold-out of N rows: which difference it sees with 80 % power, how many rows that takes, and in how many nights they are there.",
  flags: {
    rows: { takes: "one", placeholder: "N", about: "labelled hold-out rows" },
    disagreement: { takes: "one", placeholder: "0..1", about: "share of rows on which one model alone is right (default .06)" },
    margin: { takes: "one", placeholder: "0..1", about: "gates.champion.margin (default .02)" },
    horizon: { takes: "one", placeholder: "H", about: "gates.champion.horizon (default 1)" },
    confidence: { takes: "one", placeholder: "0.5..1", about: "gates.champion.confidence (default .95)" },
    growth: { takes: "one", placeholder: "ROWS", about: "hold-out rows that each night adds" },
    json: JSON_FLAG,
  },
  run: (flags) => Promise.resolve(planned(asked(flags))),
};

function asked(flags: FlagValues): Asked {
  const problems: Problem[] = [];
  const number = (name: string, fallback: number | null, expected: string, allowed: (value: number) => boolean): number => {
    const given = text(flags, name);
    const value = given === undefined ? (fallback ?? Number.NaN) : given.trim() === "" ? Number.NaN : Number(given);
    if (allowed(value)) return value;
    const got = given === undefined ? "nothing" : JSON.stringify(given.slice(0, 80));
    problems.push(problem(`--${name} is ${got}; expected ${expected}.`, { got, expected }));
    return value;
  };
  const whole = (most: number) => (value: number) => Number.isInteger(value) && value >= 1 && value <= most;
  const found: Asked = {
    rows: number("rows", null, "a whole number of rows from 1", whole(1e9)),
    disagreement: number("disagreement", 0.06, "a share above 0, at most 1", (value) => value > 0 && value <= 1),
    margin: number("margin", 0.02, "a number from 0 to 1", (value) => value >= 0 && value <= 1),
    horizon: number("horizon", 1, "a whole number of looks from 1", whole(1e6)),
    confidence: number("confidence", 0.95, "a number from .5, below 1", (value) => value >= 0.5 && value < 1),
    growth: flags.growth === undefined ? null : number("growth", null, "a whole number of rows from 1", whole(1e9)),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return found;
}

interface Found {
  detectable: number;
  rowsNeeded: number | null;
  rowsForIdentical: number | null;
  nights: number | null;
  chances: { difference: number; promoted: number }[];
}

function planned(of: Asked): Outcome {
  const { rows, horizon, confidence, growth } = of;
  const comparison = { rows, disagreement: of.disagreement, margin: of.margin, level: (1 - confidence) / horizon };
  const rowsNeeded = rowsForPower(comparison, 0, POWER);
  const rowsForIdentical = of.margin === 0 ? null : Math.ceil(Math.log(comparison.level) / Math.log1p(-of.margin));
  const found: Found = {
    detectable: detectable(comparison, POWER),
    rowsNeeded,
    rowsForIdentical,
    nights: rowsNeeded === null || growth === null ? null : Math.max(0, Math.ceil((rowsNeeded - rows) / growth)),
    chances: DIFFERENCES.map((difference) => ({ difference, promoted: chanceToPass(comparison, difference) })),
  };
  return { exitCode: 0, json: { ...of, power: POWER, ...found }, text: `${told(of, found)}\n` };
}

function told(of: Asked, { detectable: seen, rowsNeeded, rowsForIdentical, nights, chances }: Found): string {
  const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
  const points = (difference: number) =>
    `${difference >= 0.0005 ? "+" : ""}${(100 * difference).toFixed(1).replace(/^-0\.0$/, "0.0")} points`;
  const more = rowsNeeded === null ? 0 : rowsNeeded - of.rows;
  return [
    `${of.rows} hold-out rows, models that disagree on ${percent(of.disagreement)} of them, margin ${of.margin}, horizon ${of.horizon}:`,
    `  smallest true difference that is promoted with ${percent(POWER)} chance: ${points(seen)}`,
    rowsNeeded === null
      ? "  an equal model is never promoted with 80 % chance: a margin of 0 asks for proof that it is better"
      : `  an equal model is promoted with ${percent(POWER)} chance from ${rowsNeeded} rows on${more > 0 ? `: ${more} more` : ", which are there"}`,
    ...(nights === null ? [] : [`  at ${of.growth} more hold-out rows a night that is in ${nights} ${nights === 1 ? "night" : "nights"}`]),
    ...(rowsForIdentical === null ? [] : [`  even identical predictions prove nothing below ${rowsForIdentical} rows`]),
    ...chances.map(
      ({ difference, promoted }) => `  a model that is truly ${points(difference)} off is promoted with ${percent(promoted)} chance`,
    ),
    "For candidates that were not tuned on the hold-out.",
  ].join("\n");
}
