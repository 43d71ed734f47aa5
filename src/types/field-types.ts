/** Table Schema's types of a field. */
export const FIELD_TYPES = [
  "string",
  "number",
  "integer",
  "boolean",
  "date",
  "datetime",
  "time",
  "year",
  "yearmonth",
  "duration",
  "list",
  "object",
  "array",
  "geopoint",
  "geojson",
  "any",
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];
