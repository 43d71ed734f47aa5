// Which column of a file is which field of the schema: by name, then by alias.
import type { Schema } from "../../types/schema.ts";

export interface HeaderMatch {
  /** Per field of the schema: the column's place in the file, from 0, or -1. */
  columns: number[];
  /** Columns that are no field's, in file order. */
  extra: number[];
  /** Field names that the header has more than once. */
  repeated: string[];
  /** Every field was found and in the schema's order. */
  inOrder: boolean;
}

/** Which column of a file each field is, by name or alias; what is left over, and what stands twice. */
export function matchHeader(header: readonly string[], schema: Schema): HeaderMatch {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  header.forEach((name, at) => {
    if (places.has(name)) twice.add(name);
    else places.set(name, at);
  });
  const taken = new Set<number>();
  const columns = schema.fields.map((field) => {
    const at = places.get(field.name) ?? -1;
    if (at >= 0) taken.add(at);
    return at;
  });
  // Names first, aliases after: a field's own name is never lost to another field's alias.
  schema.fields.forEach((field, i) => {
    for (const alias of columns[i]! < 0 ? field.aliases : []) {
      const at = places.get(alias);
      if (at === undefined || taken.has(at)) continue;
      columns[i] = at;
      taken.add(at);
      break;
    }
  });
  const extra = header.map((_, at) => at).filter((at) => !taken.has(at));
  const repeated = [...twice].filter((name) => taken.has(places.get(name)!));
  const inOrder = columns.every((at, i) => at >= 0 && (i === 0 || at > columns[i - 1]!));
  return { columns, extra, repeated, inOrder };
}

/** Table Schema v2: what `fieldsMatch` lets a file lack and add. */
export interface HeaderTolerance {
  fewer: boolean;
  /** `superset` says that a file adds nothing; what it adds is left out and warned of. */
  more: "fail" | "warn" | "pass";
}

/** What `fieldsMatch` allows: fewer columns than fields, and more. */
export function headerTolerance(mode: Schema["fieldsMatch"]): HeaderTolerance {
  switch (mode) {
    case "exact":
    case "equal":
      return { fewer: false, more: "fail" };
    case "subset":
      return { fewer: false, more: "pass" };
    case "superset":
      return { fewer: true, more: "warn" };
    case "partial":
      return { fewer: true, more: "pass" };
  }
}
