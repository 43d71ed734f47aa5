// The keys that a zod schema knows, by section: for suggestions and for telling sections from values.
import { z } from "zod";
import type { Outline } from "./nearest-key.ts";

/** The keys of a zod schema by the path of their section. */
export function outlineOf(schema: z.core.$ZodType): Outline {
  const outline: Outline = new Map();
  visit(schema, "", outline);
  return outline;
}

function visit(schema: z.core.$ZodType, path: string, outline: Outline): void {
  const at = (step: string) => (path === "" ? step : `${path}.${step}`);
  if (schema instanceof z.ZodObject) {
    outline.set(path, [...(outline.get(path) ?? []), ...Object.keys(schema.shape)]);
    for (const [key, child] of Object.entries(schema.shape)) visit(child, at(key), outline);
  } else if (schema instanceof z.ZodArray) visit(schema.element, at("*"), outline);
  else if (schema instanceof z.ZodUnion) for (const option of schema.options) visit(option, path, outline);
  else if (schema instanceof z.ZodPipe) visit(schema.in, path, outline);
  else if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    visit(schema.unwrap(), path, outline);
}
