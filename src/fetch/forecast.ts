// Predicts from a file's first blocks whether its table fits into memory, so that a hopeless read ends early.
import { availableMemory, inMebibytes } from "../clients/memory.ts";
import { LimitError, problem } from "../types/errors.ts";
import type { TableSize } from "../types/table.ts";
import { shown } from "./places/shown.ts";

/** Bytes of a cell: nine as it is read, eight once it is typed. */
const CELL_BYTES = 17;
/** Fewest bytes for a forecast. */
const LEAST_SHARE = 0.01;
const LEAST_BYTES = 1 << 20;
/** Looked at again after so many more decompressed bytes. */
const STEP_BYTES = 32 << 20;
/** Tolerance of the forecast: a factor on the limit. Actual memory is limited as well. */
const LEEWAY = 1.15;

interface Point {
  /** Of the stored bytes. */
  share: number;
  size: TableSize;
}

export class Forecast {
  readonly #file: string;
  readonly #storedBytes: number;
  readonly #limit: number | null;
  #next = LEAST_BYTES;
  #last: Point = { share: 0, size: { cells: 0, textBytes: 0 } };

  /** `limit`: limits.memory. */
  constructor(file: string, storedBytes: number, limit: number | null) {
    this.#file = file;
    this.#storedBytes = storedBytes;
    this.#limit = limit;
  }

  /** Of the bytes of the table read so far, and of the stored file. Throws LimitError where the whole table would take more than there is. */
  look(decompressed: number, storedRead: number, size: TableSize): void {
    const share = storedRead / this.#storedBytes;
    if (decompressed < this.#next || share < LEAST_SHARE || share <= this.#last.share) return;
    this.#next = decompressed + STEP_BYTES;
    const most = this.#limit ?? availableMemory();
    const needed = process.memoryUsage.rss() + this.#toCome({ share, size });
    this.#last = { share, size };
    if (needed <= most * LEEWAY) return;
    const what = `${shown(this.#file)}: its table would need about ${inMebibytes(needed)} of memory, more than limits.memory (${inMebibytes(most)})`;
    throw new LimitError(
      problem(
        `${what}, as its first ${percent(share)} foretell. Read less (data.window, fewer columns), or raise limits.memory where there is more.`,
      ),
    );
  }

  /** Bytes that the rest of the file adds, and the types of all: as many cells a byte as so far, new texts as often as lately. */
  #toCome({ share, size }: Point): number {
    const rest = 1 - share;
    const cells = size.cells / share;
    const texts = ((size.textBytes - this.#last.size.textBytes) / (share - this.#last.share)) * rest;
    return cells * CELL_BYTES - size.cells * (CELL_BYTES - 8) + texts;
  }
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
