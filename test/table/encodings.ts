// Text to bytes of encodings that Node only decodes: every character that one or two bytes stand for.
import { windowsAsUtf8 } from "../../src/table/read/encoding-text.ts";
import type { Encoding } from "../../src/types/schema.ts";

const TABLES = new Map<Encoding, Map<string, number[]>>();

export function encoded(text: string, encoding: Encoding): Uint8Array {
  const table = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((char) => {
      const bytes = char < "\u0080" ? [char.charCodeAt(0)] : table.get(char);
      if (bytes === undefined) throw new Error(`${encoding} has no ${JSON.stringify(char)}`);
      return bytes;
    }),
  );
}

function tableOf(encoding: Encoding): Map<string, number[]> {
  const known = TABLES.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, number[]>();
  const note = (bytes: number[]) => {
    try {
      const text = encoding === "windows-1252" ? windowsAsUtf8(Uint8Array.from(bytes)).toString() : decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // These bytes are no character.
    }
  };
  for (let first = 0x80; first < 0x100; first++) note([first]);
  if (!table.has("é") || /jis|euc|big5|gb/.test(encoding))
    for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) note([first, second]);
  TABLES.set(encoding, table);
  return table;
}
