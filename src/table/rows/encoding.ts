// Typed values as bytes, for everything that hashes rows. The form outlives this version: changing it changes every digest and moves rows.
import type { Column } from "../../types/table.ts";

/**
 * One cell:
 * 0                             missing
 * 1, float64 little-endian      integer, number, dates in seconds; -0 as 0
 * 2, byte                       boolean, 0 or 1
 * 3, uint32 little-endian, …    text: length and bytes of its UTF-8
 */
const MISSING = 0;
const NUMBER = 1;
const BOOLEAN = 2;
const TEXT = 3;

/** Writes one cell of a column and returns the offset behind it. */
type CellWriter = (row: number, offset: number) => number;

export interface RowEncoder {
  /** Holds the encoded row from 0 on; replaced when `encode` needs more room. */
  buffer: Buffer;
  /** Appends a row at `offset` and returns the offset behind it. */
  encode(row: number, offset: number): number;
  /** No row is longer. */
  readonly longest: number;
}

/** Encodes rows of these columns, in this order. */
export function rowEncoder(columns: Column[], size = 0): RowEncoder {
  const longest = columns.reduce((sum, column) => sum + longestCell(column), 0);
  const buffer = Buffer.allocUnsafe(Math.max(longest, size));
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const writers = columns.map((column) => cellWriter(column, buffer, view));
  const encode = (row: number, offset: number): number => {
    let at = offset;
    for (let i = 0; i < writers.length; i++) at = writers[i]!(row, at);
    return at;
  };
  return { buffer, encode, longest };
}

function longestCell(column: Column): number {
  if (column.kind === "number") return 9;
  if (column.type === "boolean") return 2;
  return 5 + column.categories.reduce((longest, category) => Math.max(longest, Buffer.byteLength(category)), 0);
}

function cellWriter(column: Column, buffer: Buffer, view: DataView): CellWriter {
  if (column.kind === "number") {
    const { values } = column;
    return (row, offset) => {
      const value = values[row]!;
      if (Number.isNaN(value)) {
        buffer[offset] = MISSING;
        return offset + 1;
      }
      buffer[offset] = NUMBER;
      view.setFloat64(offset + 1, value + 0, true);
      return offset + 9;
    };
  }
  const { codes } = column;
  const cells = [Uint8Array.of(MISSING), ...column.categories.map(column.type === "boolean" ? encodeBoolean : encodeText)];
  return (row, offset) => {
    const cell = cells[codes[row]!]!;
    buffer.set(cell, offset);
    return offset + cell.length;
  };
}

function encodeBoolean(category: string): Uint8Array {
  return Uint8Array.of(BOOLEAN, category === "true" ? 1 : 0);
}

/** A text as a tagged record of bytes: equal texts, equal bytes. */
export function encodeText(text: string): Uint8Array {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(text));
  bytes[0] = TEXT;
  bytes.writeUInt32LE(bytes.length - 5, 1);
  bytes.write(text, 5);
  return bytes;
}
