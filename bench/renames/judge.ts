// What validate says of a case, from profiles of accepted batches alone, and whether it is right.

import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { BatchProfile, Profile } from "../../src/types/profile.ts";
import type { Schema } from "../../src/types/schema.ts";
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

interface History {
  schema: Schema;
  reference: Profile | null;
  remembered: BatchProfile[];
}

/** Many cases change the same accepted rows. */
const histories = new WeakMap<Cells, History>();

function historyOf(before: Cells): History {
  const known = histories.get(before);
  if (known !== undefined) return known;
  const rows = Object.values(before)[0]!.length;
  const part = (i: number): Cells =>
    Object.fromEntries(
      Object.entries(before).map(([name, column]) => [
        name,
        column.slice(Math.floor((i * rows) / BATCHES), Math.floor(((i + 1) * rows) / BATCHES)),
      ]),
    );
  const files = Array.from({ length: BATCHES }, (_, i) => tableFile(part(i), `day_${i}.csv`));
  const { schema } = inferSchema(files, { target: null });
  const { profile, batches } = validate({ files, schema, target: null, reference: null, showValues: false });
  const history = { schema, reference: profile, remembered: batches };
  histories.set(before, history);
  return history;
}

function findingsOf({ before, after }: Case): CheckResult[] {
  const batch = tableFile(after, "day_9.csv", { digest: `sha256:${"cd".repeat(32)}` });
  return validate({ files: [batch], target: null, showValues: false, ...historyOf(before) }).checks.filter(
    ({ status }) => status !== "pass",
  );
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
