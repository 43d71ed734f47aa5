// Mistakes of a schema file, gathered while it is read.
import { problem } from "../errors.ts";
import type { Problem } from "../types.ts";
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

  /** `says` continues the sentence that begins with the key and its place. */
  add(path: Path, says: string, expected: string, got: string = shown(valueAt(this.source.tree, path))): void {
    let at = path;
    while (at.length > 0 && valueAt(this.source.tree, at) === undefined) at = at.slice(0, -1);
    const message = `${this.source.subject(at)} ${says}; expected ${expected}.`;
    this.take([problem(message, { where: this.source.whereValue(at), got, expected })]);
  }

  /** In the order of the file; what was too much is counted. */
  all(): Problem[] {
    const line = (p: Problem) => p.where?.line ?? 0;
    const sorted = [...this.problems].sort((a, b) => line(a) - line(b) || (a.where?.column ?? 0) - (b.where?.column ?? 0));
    if (this.dropped > 0)
      sorted.push(
        problem(`… and ${this.dropped} more mistakes of this kind; mend these first.`, { got: `${this.dropped} more`, expected: "none" }),
      );
    return sorted;
  }
}
