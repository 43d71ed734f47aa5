import fc from "fast-check";
import { expect, test } from "vitest";
import { TextCheck } from "../../src/table/read/text-check.ts";
import { sampled } from "../times.ts";

/** Where the first fault is by Node's decoder, which names none: the longest piece from the start that decodes, as a stream. */
function validUntil(bytes: Uint8Array): number {
  for (let end = bytes.length; end > 0; end--) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return end;
    } catch {}
  }
  return 0;
}

const piece = fc.oneof(
  fc.constantFrom(..."aé€😀\u00a0\ud7ff\ue000").map((char) => Buffer.from(char)),
  fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes.map((byte) => Math.max(1, byte)))),
);

test("blocks of any size are taken for UTF-8 exactly where Node's decoder does", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
      const bytes = Buffer.concat(pieces);
      const check = new TextCheck();
      let found: number | null = null;
      for (let at = 0; at < bytes.length && found === null; at += size) {
        const fault = check.check(bytes.subarray(at, at + size));
        if (fault !== null) found = at + fault.at;
      }
      const until = validUntil(bytes);
      if (found === null) expect(until).toBe(bytes.length);
      else {
        // The fault is told at the start of the character that the first wrong byte stands in.
        expect(found).toBeLessThanOrEqual(until);
        expect(until - found).toBeLessThan(4);
        expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, found))).not.toThrow();
      }
    }),
    { seed: 22, numRuns: sampled(5000) },
  );
});

test("a zero byte is found among other bytes", () => {
  expect(new TextCheck().check(Buffer.from("a,é\0"))).toMatchObject({ at: 4, message: expect.stringContaining("a zero byte") });
  expect(new TextCheck().check(Buffer.from("a,b\0"))).toMatchObject({ at: 3 });
});
