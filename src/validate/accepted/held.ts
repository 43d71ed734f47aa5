// Rows of models that a rollback undid: nobody may notice that they are trained on again.
import { waysOut } from "../../findings/remedies.ts";
import { plural, printable } from "../../findings/wording.ts";
import { markNamed } from "../../table/rows/named-rows.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { UndoneRows } from "../../types/registry.ts";
import type { NamedRows } from "../../types/rows.ts";
import type { NewRows } from "./named.ts";

/** Of fewer rows of a batch it is not the batch that came again. */
const MOST = 0.5;

/** A warning for each undone batch most rows of which are new rows again, in whatever files they stand. `setOf`: null where a batch is not kept. */
export function heldChecks(undone: UndoneRows[], { fresh, classes }: NewRows, setOf: (digest: string) => NamedRows | null): CheckResult[] {
  return undone.flatMap(({ rows, file, count, id }) => {
    const set = setOf(rows);
    const found = set === null ? 0 : markNamed(fresh, set.rows, new Uint8Array(classes.length));
    if (found < MOST * count) return [];
    return {
      code: "held-rows",
      subject: file,
      status: "warn" as const,
      observed: found,
      expected: 0,
      message: `${plural(found, "row")} of ${printable(file, 200)} made model ${id}, which was rolled back: they are trained on again unless they are left out`,
      ...waysOut("If they are what was wrong, keep them out.", { name: file, rowSet: rows, accepted: false }, "rolled back"),
      where: null,
    };
  });
}
