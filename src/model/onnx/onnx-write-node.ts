import type { PbfWriter } from "pbf";
import { ATTRIBUTE_INT, ATTRIBUTE_INTS, ATTRIBUTE_STRINGS, ATTRIBUTE_TENSOR, TYPE_DOUBLE } from "./onnx-names.ts";
import { packDoubles, packInts } from "./onnx-pack.ts";

/** Writes a NodeProto (field numbers of onnx.proto); `attributes` writes its attributes. */
export function writeNode(
  pbf: PbfWriter,
  operator: string,
  domain: string,
  inputs: string[],
  outputs: string[],
  attributes: (node: PbfWriter) => void,
): void {
  pbf.writeMessage(
    1,
    (_, node) => {
      for (const input of inputs) node.writeStringField(1, input);
      for (const output of outputs) node.writeStringField(2, output);
      node.writeStringField(4, operator);
      attributes(node);
      if (domain !== "") node.writeStringField(7, domain);
    },
    null,
  );
}

/** Writes an AttributeProto: name, then what `write` writes, then its type. */
export function writeAttribute(node: PbfWriter, name: string, type: number, write: (attribute: PbfWriter) => void): void {
  node.writeMessage(
    5,
    (_, attribute) => {
      attribute.writeStringField(1, name);
      write(attribute);
      attribute.writeVarintField(20, type);
    },
    null,
  );
}

/** Writes an attribute of type INT. */
export function writeIntAttribute(node: PbfWriter, name: string, value: number): void {
  writeAttribute(node, name, ATTRIBUTE_INT, (pbf) => pbf.writeVarintField(3, value));
}

/** Writes an attribute of type STRINGS. */
export function writeStringsAttribute(node: PbfWriter, name: string, values: string[]): void {
  writeAttribute(node, name, ATTRIBUTE_STRINGS, (pbf) => {
    for (const value of values) pbf.writeStringField(9, value);
  });
}

/** Writes an attribute of type INTS, packed. */
export function writeIntsAttribute(node: PbfWriter, name: string, values: ArrayLike<number>): void {
  writeAttribute(node, name, ATTRIBUTE_INTS, (pbf) => pbf.writeBytesField(8, packInts(values)));
}

/** Writes an attribute that is a one-dimensional tensor of doubles. */
export function writeDoublesAttribute(node: PbfWriter, name: string, values: ArrayLike<number>): void {
  writeAttribute(node, name, ATTRIBUTE_TENSOR, (pbf) => {
    pbf.writeMessage(
      5,
      (_, tensor) => {
        tensor.writeVarintField(1, values.length);
        tensor.writeVarintField(2, TYPE_DOUBLE);
        tensor.writeBytesField(9, packDoubles(values));
      },
      null,
    );
  });
}
