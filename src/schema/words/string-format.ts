// Formats of Table Schema's string type. Each expression is linear in the text: no nested repetition.

const FORMATS = new Map<string, RegExp>([
  ["email", /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/],
  ["uri", /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/],
  ["uuid", /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/],
  ["binary", /^[A-Za-z0-9+/]*={0,2}$/],
]);

/** Null: the format allows every text. */
export function stringFormat(format: string): ((text: string) => boolean) | null {
  const form = FORMATS.get(format);
  return form === undefined ? null : (text) => form.test(text);
}
