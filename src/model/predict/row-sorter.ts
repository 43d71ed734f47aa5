import { SORT_ROWS_WASM } from "./sort-rows.wasm.ts";

/** The used part of WebAssembly, whose types exist in browser libraries only. */
declare const WebAssembly:
  | {
      Memory: new (size: { initial: number }) => Memory;
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: { thread: { memory: Memory } }) => { exports: { sortRows: SortRows } };
    }
  | undefined;

interface Memory {
  readonly buffer: ArrayBuffer;
}

interface Workshop {
  memory: Memory;
  sortRows: SortRows;
}

type SortRows = (next: number, end: number, front: number, back: number, codes: number, low: number, span: number) => number;

const PAGE = 65_536;

/** Partitions rows by their codes, in WebAssembly (sort-rows.wat). Valid until the thread's next one, which uses the same memory. */
export class RowSorter {
  /** Two buffers: rows are read from one and written to the other, to the same range. */
  readonly rows: readonly [Int32Array, Int32Array];
  /** Column-major: the code of feature f and the i-th row is `codes[f * size + i]`. */
  readonly codes: Uint16Array;
  readonly #sortRows: SortRows;

  constructor({ memory, sortRows }: Workshop, size: number, features: number) {
    const at = (index: number) => new Int32Array(memory.buffer, index * size * Int32Array.BYTES_PER_ELEMENT, size);
    this.rows = [at(0), at(1)];
    this.codes = new Uint16Array(memory.buffer, 2 * size * Int32Array.BYTES_PER_ELEMENT, size * features);
    this.#sortRows = sortRows;
  }

  /**
   * Writes `rows[side][from, to)` to the other side: first those with `codes[column + row]` within [low, high], then the others. Returns
   * where the others begin.
   */
  sort(side: 0 | 1, from: number, to: number, column: number, low: number, high: number): number {
    const size = this.rows[0].length;
    const into = side === 0 ? size : 0;
    const end = this.#sortRows(
      (size - into + from) << 2,
      (size - into + to) << 2,
      (into + from) << 2,
      (into + to - 1) << 2,
      (size << 3) + (column << 1),
      low,
      high - low,
    );
    return (end >> 2) - into;
  }
}

let workshop: Workshop | null = null;

/** A sorter for `size` rows of `features` codes each; null without memory or without WebAssembly. */
export function rowSorterOf(size: number, features: number): RowSorter | null {
  const bytes = size * (2 * Int32Array.BYTES_PER_ELEMENT + features * Uint16Array.BYTES_PER_ELEMENT);
  if (workshop === null || workshop.memory.buffer.byteLength < bytes) workshop = workshopOf(bytes);
  return workshop && new RowSorter(workshop, size, features);
}

/** Allocates a new memory instead of growing one: a detached buffer slows down all others in V8. */
function workshopOf(bytes: number): Workshop | null {
  if (typeof WebAssembly === "undefined") return null;
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
    const module = new WebAssembly.Module(Uint8Array.from(atob(SORT_ROWS_WASM), (char) => char.charCodeAt(0)));
    return { memory, sortRows: new WebAssembly.Instance(module, { thread: { memory } }).exports.sortRows };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
