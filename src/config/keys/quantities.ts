// Parses durations, sizes and windows.
import type { RowsAwaited, Window } from "../../types/config.ts";

const SECONDS: Record<string, number> = { m: 60, h: 3600, d: 86_400, w: 604_800 };
const BYTES: Record<string, number> = {
  b: 1,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
};

export const DURATION = /^(\d{1,9}(?:\.\d{1,3})?) ?([mhdw])$/;
export const SIZE = /^(\d{1,15}(?:\.\d{1,9})?(?:[eE]\+?\d{1,2})?) ?([kKmMgGtT]i?[bB]|[bB])?$/;
export const SHARE = /^(\d{1,6}(?:\.\d{1,3})?) ?%$/;
export const WINDOW = /^(?:all|latest|[1-9]\d{0,8} files?|\d{1,9}(?:\.\d{1,3})? ?[hdw])$/;

/** Seconds of `36h`. */
export function secondsOf(text: string): number {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  return Number(amount) * (SECONDS[unit ?? ""] ?? Number.NaN);
}

/** Bytes of `2GiB` (2³⁰ each) or `2GB` (10⁹ each). */
export function bytesOf(text: string): number {
  const [, amount, unit] = SIZE.exec(text) ?? [];
  return Math.floor(Number(amount) * (BYTES[(unit ?? "b").toLowerCase()] ?? Number.NaN));
}

/** The share of `10%`, or a number of rows. */
export function rowsAwaitedOf(written: string | number): RowsAwaited {
  const [, percent] = SHARE.exec(String(written)) ?? [];
  return percent === undefined ? { rows: Number(written) } : { share: Number(percent) / 100 };
}

/** The window of `all`, `latest`, `30 files` or `90d`. */
export function windowOf(text: string): Window {
  if (text === "all" || text === "latest") return { kind: text };
  const files = /^(\d+) files?$/.exec(text);
  if (files) return { kind: "files", count: Number(files[1]) };
  return { kind: "days", days: secondsOf(text) / 86_400 };
}
