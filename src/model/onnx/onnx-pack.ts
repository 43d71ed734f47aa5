// Protobuf encodings of long lists, without a call per value: a model has hundreds of thousands of nodes.

/** Seven bits to a byte: an integer below 2^31 takes at most five. */
const LONGEST_VARINT = 5;

/** Packed varints of integers from 0 to 2^31 − 1. */
export function packInts(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * LONGEST_VARINT);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    let value = values[i]!;
    for (; value > 127; value >>>= 7) bytes[at++] = (value & 127) | 128;
    bytes[at++] = value;
  }
  return bytes.subarray(0, at);
}

/** Packed doubles, little-endian on every machine. */
export function packDoubles(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i]!, true);
  return bytes;
}

/** A repeated string field: tag, length and text of `texts[choice]` for each choice. `field` < 16, texts below 128 bytes. */
export function packTexts(field: number, choices: Uint8Array, texts: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const entries = texts.map((text) => {
    const encoded = encoder.encode(text);
    return Uint8Array.from([(field << 3) | 2, encoded.length, ...encoded]);
  });
  let length = 0;
  for (const choice of choices) length += entries[choice]!.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const choice of choices) {
    const entry = entries[choice]!;
    for (let i = 0; i < entry.length; i++) bytes[at++] = entry[i]!;
  }
  return bytes;
}
