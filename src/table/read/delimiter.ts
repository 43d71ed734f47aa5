// Detects the delimiter of a file from its first lines.

const CANDIDATES = [",", ";", "\t", "|"];
const LINES = 20;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Excel's first line `sep=;`, and its bytes with the line break; null: there is none. */
export function declaredDelimiter(head: Uint8Array): { delimiter: string; bytes: number } | null {
  const found = /^"?sep=([^\r\n"0-9A-Za-z])"?(\r\n|\n|\r)/i.exec(Buffer.from(head.subarray(0, 16)).toString("latin1"));
  return found === null ? null : { delimiter: found[1]!, bytes: found[0].length };
}

/** `expected`, unless the first lines agree on another one. `whole`: the head is all that there is. */
export function delimiterOf(head: Uint8Array, expected: string, whole: boolean): string {
  const candidates = [expected, ...CANDIDATES.filter((candidate) => candidate !== expected)];
  const lines = countsPerLine(head, candidates, whole);
  const [header] = lines;
  if (header === undefined) return expected;
  const agrees = (i: number) => header[i]! > 0 && lines.every((counts) => counts[i] === header[i]);
  if (agrees(0) || candidates.every((_, i) => header[i] === 0)) return expected;
  const weight = (i: number) => (agrees(i) ? 1000 : 0) + Math.min(header[i]!, 999);
  const others = candidates
    .map((_, i) => i)
    .filter((i) => i > 0 && header[i]! > 0 && (header[0] === 0 || (agrees(i) && header[i]! >= header[0]!)));
  const best = others.reduce((most, i) => (most === 0 || weight(i) > weight(most) ? i : most), 0);
  return candidates[best]!;
}

/** How often each candidate stands outside quotes, for each of the first lines that are not empty. */
function countsPerLine(head: Uint8Array, candidates: string[], whole: boolean): number[][] {
  const place = new Int8Array(256).fill(-1);
  candidates.forEach((candidate, i) => {
    place[candidate.charCodeAt(0)] = i;
  });
  const lines: number[][] = [];
  let counts = candidates.map(() => 0);
  let quoted = false;
  let start = 0;
  const close = (at: number) => {
    if (at > start) lines.push(counts);
    counts = candidates.map(() => 0);
    start = at + 1;
  };
  for (let at = 0; at < head.length && lines.length < LINES; at++) {
    const byte = head[at]!;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === LF || byte === CR) close(at);
    else if (place[byte]! >= 0) counts[place[byte]!]!++;
  }
  if (whole && !quoted && lines.length < LINES) close(head.length);
  return lines;
}
