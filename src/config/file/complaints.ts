// Collects the mistakes of a schema file.
import { problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import { type Path, type Source, shown, valueAt } from "./source.ts";

const MAX_PROBLEMS = 1000;

export class Complaints {
  readonly problems: Problem[] = [];
  private dropped = 0;
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  take(problems: readonly Problem[]): void {
    for (const one of problems) {
      if (this.problems.length < MAX_PROBLEMS) this.problems.push(one);
      else this.dropped++;
    }
  }

  /** `says`: rest of the sentence after the key and its place. */
  add(path: Path, says: string, expected: string, got: string = shown(valueAt(this.source.tree, path))): void {
    let at = path;
    while (at.length > 0 && valueAt(this.source.tree, at) === undefined) at = at.slice(0, -1);
    const message = `${this.source.subject(at)} ${says}; expected ${expected}.`;
    this.take([problem(message, { where: this.source.whereValue(at), got, expected })]);
  }

  all(): Problem[] {
    return bounded(this.problems, this.dropped);
  }
}

/** The problems in file order; those above a limit are only counted. */
export function bounded(problems: readonly Problem[], dropped = 0): Problem[] {
  const line = (p: Problem) => p.where?.line ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...problems].sort((a, b) => line(a) - line(b) || (a.where?.column ?? 0) - (b.where?.column ?? 0));
  const more = dropped + Math.max(0, sorted.length - MAX_PROBLEMS);
  if (more === 0) return sorted;
  const message = `There are ${more} more mistakes; mend these first.`;
  return [...sorted.slice(0, MAX_PROBLEMS), problem(message, { got: `${more} more mistakes`, expected: "none" })];
}

/** The problems except those at places with a syntax error, which they follow from. */
export function elsewhere(problems: readonly Problem[], faults: readonly Problem[]): Problem[] {
  const place = ({ where }: Problem) => (where ? `${where.file}:${where.line}:${where.column}` : null);
  const taken = new Set(faults.map(place));
  return problems.filter((p) => p.where === null || !taken.has(place(p)));
}
