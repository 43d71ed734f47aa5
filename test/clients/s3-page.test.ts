import { describe, expect, it } from "vitest";
import { pageOf } from "../../src/clients/s3/s3-page.ts";

const contents = (...keys: string[]) => keys.map((Key) => ({ Key, Size: 3, LastModified: new Date(0), ETag: '"e"' }));

describe("one page of a listing", () => {
  it("is followed by its token, or behind its last key where a store names none", () => {
    expect(pageOf({ IsTruncated: true, NextContinuationToken: "t", Contents: contents("a", "b") })).toMatchObject({ next: { token: "t" } });
    expect(pageOf({ IsTruncated: true, Contents: contents("a", "b") })).toMatchObject({ next: { after: "b" } });
    expect(pageOf({ IsTruncated: true, EncodingType: "url", Contents: contents("a+b%2Fc") })).toMatchObject({ next: { after: "a b/c" } });
    expect(pageOf({ IsTruncated: false, Contents: contents("a") })).toMatchObject({ objects: [{ key: "a" }], next: null });
  });

  it("is never the whole listing where it says that there is more and not how to go on", () => {
    expect(pageOf({ IsTruncated: true })).toContain("does not say how to go on");
    expect(pageOf({ IsTruncated: true, Contents: contents("a"), CommonPrefixes: [{ Prefix: "b/" }] })).toContain("how to go on");
  });

  it.each([
    ["an empty body", {}],
    ["a page of HTML", { body: { h1: "Welcome" } }],
    ["nothing", undefined],
    ["other types", { IsTruncated: "xxx", Contents: contents("a") }],
    ["a key that is none", { IsTruncated: false, Contents: [{ Size: 1 }] }],
    ["a size that is no count", { IsTruncated: false, Contents: [{ Key: "a", Size: Number.NaN }] }],
    ["fewer keys than it names", { IsTruncated: false, KeyCount: 2, Contents: contents("a") }],
  ])("is not %s", (_name, output) => {
    expect(typeof pageOf(output)).toBe("string");
  });
});
