// Reads protobuf messages of an ONNX file with all bounds checked; unknown fields are refused.
import { PbfReader } from "pbf";
import { ATTRIBUTE_INT, ATTRIBUTE_INTS, ATTRIBUTE_STRING, ATTRIBUTE_STRINGS, ATTRIBUTE_TENSOR, TYPE_DOUBLE } from "./onnx-names.ts";

/** A range of bytes of the file, `end` excluded. */
export interface Span {
  start: number;
  end: number;
}

export class OnnxError extends Error {
  constructor(message: string) {
    super(`Not a model of gated-retrain: ${message}.`);
    this.name = "OnnxError";
  }
}

const WIRE_VARINT = 0;
const WIRE_BYTES = 2;
const MAX_INT = 2 ** 31 - 1;

/** Calls `visit` for every field: `value` of an integer field (else -1), `start` and `end` of a length-delimited one (else -1). */
function eachField(bytes: Uint8Array, span: Span, visit: (field: number, value: number, start: number, end: number) => void): void {
  const pbf = new PbfReader(bytes);
  pbf.pos = span.start;
  while (pbf.pos < span.end) {
    const tag = pbf.readVarint();
    const wire = tag % 8;
    const field = Math.floor(tag / 8);
    if (wire === WIRE_VARINT) {
      const value = pbf.readVarint();
      if (pbf.pos > span.end || value > MAX_INT) throw new OnnxError("a number is cut off or too large");
      visit(field, value, -1, -1);
    } else if (wire === WIRE_BYTES) {
      const length = pbf.readVarint();
      const start = pbf.pos;
      if (start > span.end || length > span.end - start) throw new OnnxError("a field reaches beyond its message");
      pbf.pos = start + length;
      visit(field, -1, start, pbf.pos);
    } else {
      throw new OnnxError("a field has an unknown wire type");
    }
  }
  if (pbf.pos !== span.end) throw new OnnxError("a field reaches beyond its message");
}

/** The fields of a message by number. */
export interface Message {
  ints: Map<number, number[]>;
  spans: Map<number, Span[]>;
}

/** The fields of the message in `span`. Throws OnnxError for a field not in `allowed`, or repeated and not in `repeated`. */
export function readMessage(bytes: Uint8Array, span: Span, allowed: number[], repeated: number[] = []): Message {
  const message: Message = { ints: new Map(), spans: new Map() };
  eachField(bytes, span, (field, value, start, end) => {
    const many = repeated.includes(field);
    if (!many && !allowed.includes(field)) throw new OnnxError(`unexpected field ${field}`);
    if (!many && (message.ints.has(field) || message.spans.has(field))) throw new OnnxError(`field ${field} is repeated`);
    if (start < 0) append(message.ints, field, value);
    else append(message.spans, field, { start, end });
  });
  return message;
}

function append<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The bytes of a field. Throws OnnxError when it is missing. */
export function spanOf(message: Message, field: number): Span {
  const span = message.spans.get(field)?.[0];
  if (span === undefined) throw new OnnxError(`field ${field} is missing`);
  return span;
}

/** An integer field. Throws OnnxError when it is missing. */
export function intOf(message: Message, field: number): number {
  const value = message.ints.get(field)?.[0];
  if (value === undefined) throw new OnnxError(`field ${field} is missing`);
  return value;
}

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 text. Throws OnnxError for bytes that are not UTF-8. */
export function textAt(bytes: Uint8Array, span: Span): string {
  try {
    return DECODER.decode(bytes.subarray(span.start, span.end));
  } catch {
    throw new OnnxError("a text is not UTF-8");
  }
}

export interface NodeMessage {
  operator: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, Span>;
}

/** A NodeProto: operator, inputs, outputs and the bytes of each attribute. Throws OnnxError. */
export function readNode(bytes: Uint8Array, span: Span): NodeMessage {
  const message = readMessage(bytes, span, [4, 7], [1, 2, 5]);
  const texts = (field: number) => (message.spans.get(field) ?? []).map((at) => textAt(bytes, at));
  const attributes = new Map<string, Span>();
  for (const at of message.spans.get(5) ?? []) {
    let name: string | null = null;
    eachField(bytes, at, (field, _, start, end) => {
      if (field === 1 && start >= 0) name = textAt(bytes, { start, end });
    });
    if (name === null || attributes.has(name)) throw new OnnxError("an attribute has no name or is repeated");
    attributes.set(name, at);
  }
  return { operator: texts(4)[0] ?? "", domain: texts(7)[0] ?? "", inputs: texts(1), outputs: texts(2), attributes };
}

function attribute(node: NodeMessage, name: string): Span {
  const span = node.attributes.get(name);
  if (span === undefined) throw new OnnxError(`${node.operator} has no ${name}`);
  return span;
}

function typedAttribute(bytes: Uint8Array, node: NodeMessage, name: string, type: number, field: number, repeated = false): Message {
  const message = readMessage(bytes, attribute(node, name), repeated ? [1, 20] : [1, 20, field], repeated ? [field] : []);
  if (intOf(message, 20) !== type) throw new OnnxError(`${name} has another type`);
  return message;
}

/** An integer attribute. Throws OnnxError when it is missing or of another type. */
export function readIntAttribute(bytes: Uint8Array, node: NodeMessage, name: string): number {
  return intOf(typedAttribute(bytes, node, name, ATTRIBUTE_INT, 3), 3);
}

/** As `readIntAttribute`, a text. */
export function readStringAttribute(bytes: Uint8Array, node: NodeMessage, name: string): string {
  return textAt(bytes, spanOf(typedAttribute(bytes, node, name, ATTRIBUTE_STRING, 4), 4));
}

/** As `readIntAttribute`, a list of texts. */
export function readStringsAttribute(bytes: Uint8Array, node: NodeMessage, name: string): string[] {
  const message = typedAttribute(bytes, node, name, ATTRIBUTE_STRINGS, 9, true);
  return (message.spans.get(9) ?? []).map((span) => textAt(bytes, span));
}

/** For each string of a long list the index of the equal choice, compared by bytes without decoding. */
export function readChoicesAttribute(bytes: Uint8Array, node: NodeMessage, name: string, choices: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const known = choices.map((choice) => encoder.encode(choice));
  const found: number[] = [];
  let type = -1;
  eachField(bytes, attribute(node, name), (field, value, start, end) => {
    if (field === 9 && start >= 0) {
      let choice = 0;
      while (choice < known.length && !sameBytes(known[choice]!, bytes, start, end)) choice++;
      if (choice === known.length) throw new OnnxError(`${name} holds an unknown value`);
      found.push(choice);
    } else if (field === 20) {
      type = value;
    } else if (field !== 1) {
      throw new OnnxError(`unexpected field ${field}`);
    }
  });
  if (type !== ATTRIBUTE_STRINGS) throw new OnnxError(`${name} has another type`);
  return Uint8Array.from(found);
}

function sameBytes(text: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text[i] !== bytes[start + i]) return false;
  return true;
}

/** As `readIntAttribute`, a list of packed 32-bit integers. */
export function readIntsAttribute(bytes: Uint8Array, node: NodeMessage, name: string): Int32Array {
  const { start, end } = spanOf(typedAttribute(bytes, node, name, ATTRIBUTE_INTS, 8), 8);
  let count = 0;
  for (let i = start; i < end; i++) if (bytes[i]! < 0x80) count++;
  const values = new Int32Array(count);
  const pbf = new PbfReader(bytes);
  pbf.pos = start;
  for (let i = 0; i < count; i++) {
    const value = pbf.readVarint();
    if (value > MAX_INT) throw new OnnxError(`${name} holds a number too large`);
    values[i] = value;
  }
  if (pbf.pos !== end) throw new OnnxError(`${name} is cut off`);
  return values;
}

/** As `readIntAttribute`, a one-dimensional tensor of doubles. */
export function readDoublesAttribute(bytes: Uint8Array, node: NodeMessage, name: string): Float64Array {
  const message = typedAttribute(bytes, node, name, ATTRIBUTE_TENSOR, 5);
  const tensor = readMessage(bytes, spanOf(message, 5), [1, 2, 9]);
  const { start, end } = spanOf(tensor, 9);
  const count = intOf(tensor, 1);
  if (intOf(tensor, 2) !== TYPE_DOUBLE || end - start !== count * 8) throw new OnnxError(`${name} is not a list of doubles`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat64(i * 8, true);
  return values;
}
