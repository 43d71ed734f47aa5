// Whose fault a finding is: data that was accepted before fails under a changed field of the schema because of that change.
import type { CheckResult } from "../../types/judgement.ts";

const BLAMED = new Set(["schema-breaking", "schema-tightened", "schema-changed"]);

/** Failed data checks of fields that the change made stricter, told at the line of the schema that changed. `changes`: the schema's. */
export function attributedToSchema(checks: CheckResult[], changes: CheckResult[]): CheckResult[] {
  const bySubject = new Map(changes.filter(({ code }) => BLAMED.has(code)).map((change) => [change.subject, change]));
  return checks.map((check) => {
    const change = bySubject.get(check.subject);
    if (check.status !== "fail" || change === undefined || change.where === null || changes.includes(check)) return check;
    const place = check.where === null ? "" : ` (${check.where.file}:${check.where.line}:${check.where.column})`;
    return {
      ...check,
      message: `This change of the schema does not fit the data${place}: ${check.message}`,
      suggestion: "Take the change back, unless these rows are meant to be refused from now on.",
      remedies: check.remedies?.filter(({ kind }) => kind === "config") ?? [],
      where: change.where,
    };
  });
}
