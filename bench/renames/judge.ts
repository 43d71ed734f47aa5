// What validate says of a case, from profiles of accepted batches alone, and whether it is right.

import type { CheckResult } from "../../src/types/judgement.ts";
import { inferSchema } from "../../src/validate/infer.ts";
import { validate } from "../../src/validate/validate.ts";
import { tableFile } from "../../test/validate/build.ts";
import type { Case, Change } from "./kinds.ts";
import type { Cells } from "./tables.ts";

const BATCHES = 3;

export interface Score {
  kind: string;
  table: string;
  right: number;
  /** Taken for something else. */
  wrong: number;
  missed: number;
  /** Columns were really dropped and added, and one of them was matched. */
  falseMatch: boolean | null;
  said: string[];
}

/** A change as a finding tells it. */
interface Told {
  what: Change["what"];
  from: string[];
  to: string[];
  message: string;
}

export function score(one: Case): Score {
  const told = toldBy(findingsOf(one));
  const pairing = told.filter(({ what }) => what === "renamed" || what === "split" || what === "merged");
  const found = { right: 0, wrong: 0, missed: 0 };
  for (const change of one.changes) found[verdictOn(change, told, pairing)]++;
  const unpaired = new Set(one.changes.flatMap(({ what, from, to }) => (what === "dropped" || what === "added" ? [...from, ...to] : [])));
  const both = one.changes.some(({ what }) => what === "dropped") && one.changes.some(({ what }) => what === "added");
  const falseMatch = both ? pairing.some(({ from, to }) => [...from, ...to].some((name) => unpaired.has(name))) : null;
  return { kind: one.kind, table: one.table, ...found, falseMatch, said: told.map(({ message }) => message) };
}

function verdictOn({ what, from, to, unit }: Change, told: Told[], pairing: Told[]): "right" | "wrong" | "missed" {
  const same = (a: string[], b: string[]) => a.length === b.length && a.every((name) => b.includes(name));
  const hit = told.some(
    (one) => one.what === what && same(one.from, from) && same(one.to, to) && (unit === undefined || one.message.includes(unit)),
  );
  const others = pairing.some(
    (one) =>
      !(one.what === what && same(one.from, from) && same(one.to, to)) &&
      [...one.from, ...one.to].some((name) => from.includes(name) || to.includes(name)),
  );
  return others ? "wrong" : hit ? "right" : "missed";
}

function findingsOf({ before, after }: Case): CheckResult[] {
  const rows = Object.values(before)[0]!.length;
  const part = (cells: Cells, i: number): Cells =>
    Object.fromEntries(
      Object.entries(cells).map(([name, column]) => [
        name,
        column.slice(Math.floor((i * rows) / BATCHES), Math.floor(((i + 1) * rows) / BATCHES)),
      ]),
    );
  const history = Array.from({ length: BATCHES }, (_, i) => tableFile(part(before, i), `day_${i}.csv`));
  const { schema } = inferSchema(history, { target: null });
  const common = { schema, target: null, showValues: false };
  const accepted = validate({ files: history, ...common, reference: null });
  const remembered = history.map((file) => ({
    ...validate({ files: [{ ...file, accepted: false }], ...common, reference: null }).batches[0]!,
  }));
  const batch = tableFile(after, "day_9.csv", { digest: `sha256:${"cd".repeat(32)}` });
  return validate({ files: [batch], ...common, reference: accepted.profile, remembered }).checks.filter(({ status }) => status !== "pass");
}

function toldBy(checks: CheckResult[]): Told[] {
  const merges = new Map<string, Told>();
  const told = checks.flatMap(({ code, subject, observed, message }): Told[] => {
    const other = String(observed);
    switch (code) {
      case "column-renamed":
        return [{ what: "renamed", from: [subject], to: [other], message }];
      case "column-split":
        return [{ what: "split", from: [subject], to: other.split(" + "), message }];
      case "column-merged":
        merges.set(other, { what: "merged", from: [...(merges.get(other)?.from ?? []), subject], to: [other], message });
        return [];
      case "column-missing":
        return [{ what: "dropped", from: [subject], to: [], message }];
      case "column-new":
        return [{ what: "added", from: [], to: [subject], message }];
      case "swapped-columns":
        return [{ what: "swapped", from: [subject, other.replace("looks like ", "")], to: [], message }];
      default:
        return [{ what: "added", from: [], to: [], message: `${code} ${message}` }];
    }
  });
  return [...told, ...merges.values()];
}
