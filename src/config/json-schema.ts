// JSON Schema of both files, for editors: completion, hover texts, red underlines.
import { z } from "zod";
import { retrainFile } from "./keys/retrain-file.ts";
import { tableSchema } from "./schema/table-schema.ts";

const HOME = "https://json-schema.org/draft-07/schema";

interface EditorSchema {
  /** File name in schema/. */
  file: string;
  json: Record<string, unknown>;
}

/** The JSON Schemas of retrain.yml and of a table schema, for editors. */
export function editorSchemas(): EditorSchema[] {
  return [
    editorSchema("retrain.schema.json", "retrain.yml of gated-retrain", retrainFile),
    editorSchema("table-schema.schema.json", "Table Schema for gated-retrain", tableSchema),
  ];
}

function editorSchema(file: string, title: string, schema: z.ZodType): EditorSchema {
  // Draft 7 has the best support in editors' YAML plugins; `input`: the type before defaults and units are applied.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any" });
  return { file, json: { $schema: HOME, title, ...rest } };
}
