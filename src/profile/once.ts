import type { Column } from "../types/table.ts";

interface Known<T> {
  columns: Column[];
  value: T;
}

/** Memoizes a function of columns, for as long as the first column lives. The results are shared and must not be changed. */
export function oncePerColumns<T>(compute: (columns: Column[], rows: number) => T): (columns: Column[], rows: number) => T {
  const memory = new WeakMap<Column, Known<T>>();
  return (columns, rows) => {
    const [first] = columns;
    if (first === undefined) return compute(columns, rows);
    const known = memory.get(first);
    if (known !== undefined && isSame(known.columns, columns)) return known.value;
    const value = compute(columns, rows);
    memory.set(first, { columns, value });
    return value;
  };
}

function isSame(a: Column[], b: Column[]): boolean {
  return a.length === b.length && a.every((column, i) => column === b[i]);
}
