// Numbers as people read them; never dependent on the machine's locale.
import type { CheckResult } from "../../types/judgement.ts";
import type { JsonValue } from "../../types/problem.ts";

const MISSING = "–";

/** 1234 → "1,234"; a dash where there is no number. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** "1 row", "1,234 rows". */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A score with fixed digits; a dash where there is none, never "-0.000". */
export function score(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A number that is exact, with two digits after the point or as many as it has. */
export function exact(value: number): string {
  const text = String(Number(value.toPrecision(12)));
  return /\.\d\d|e/.test(text) ? text : value.toFixed(2);
}

interface Scored {
  value: number;
  lower: number | null;
  upper: number | null;
  digits?: number;
}

const DIGITS = 3;

/** A metric's value with as many digits as are known. */
export function scoreOf(metric: Scored | null | undefined): string {
  return score(metric?.value, metric?.digits ?? DIGITS);
}

/** "0.81 to 0.86"; null: there is no interval. */
export function intervalOf({ lower, upper, digits = DIGITS }: Scored): string | null {
  return lower === null || upper === null ? null : `${score(lower, digits)} to ${score(upper, digits)}`;
}

/** Enough digits that different numbers look different: .7996 against a threshold of .8 never reads ".800". */
export function scores(values: (number | null | undefined)[], digits = 3): string[] {
  const known = new Set(values.filter((value) => typeof value === "number" && Number.isFinite(value)));
  for (let more = digits; more < 12; more++) {
    const texts = new Set([...known].map((value) => score(value, more)));
    if (texts.size === known.size) return values.map((value) => score(value, more));
  }
  return values.map((value) => score(value, 12));
}

/** Estimate, bound and threshold of a gate; the bound says on which side of the estimate it lies. */
export function gateNumbers({ estimate, bound, threshold, digits }: GateNumbers): [estimate: string, bound: string, threshold: string] {
  // Numbers that are cut have no more digits; a threshold of the configuration is exact.
  const [middle = "", end = "", limit = ""] =
    digits === undefined ? scores([estimate, bound, threshold]) : cutNumbers(estimate, bound, threshold, digits);
  const side = typeof bound !== "number" || typeof estimate !== "number" || bound === estimate ? "" : bound < estimate ? "≥ " : "≤ ";
  return [middle, `${side}${end}`, limit];
}

function cutNumbers(estimate: Value, bound: Value, threshold: Value, digits: number): string[] {
  return [score(estimate, digits), score(bound, digits), typeof threshold === "number" ? exact(threshold) : MISSING];
}

type Value = number | null | undefined;

interface GateNumbers extends Pick<CheckResult, "estimate" | "bound" | "threshold"> {
  digits?: number | undefined;
}

/** As `score`, with a plus sign above 0. */
export function signed(value: number | null, digits = 3): string {
  const text = score(value, digits);
  return value !== null && value > 0 && text !== MISSING ? `+${text}` : text;
}

/** .034 → "3.4 %". */
export function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

/** Bytes in KiB, MiB and so on. */
export function byteSize(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? count(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Milliseconds as people read a time span. */
export function duration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return MISSING;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The beginning of an id or digest, enough to tell two apart. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, "").slice(0, 12);
}

/** What was observed or expected, as one line. */
export function plain(value: JsonValue): string {
  if (value === null) return MISSING;
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
  return JSON.stringify(value);
}
