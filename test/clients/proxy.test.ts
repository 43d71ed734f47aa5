import { expect, test } from "vitest";
import { isExcluded } from "../../src/clients/proxy.ts";

test.each([
  ["10.0.0.0/8", "10.1.2.3", 443, true],
  ["10.0.0.0/8", "11.1.2.3", 443, false],
  ["169.254.169.254/32", "169.254.169.254", 80, true],
  ["192.168.4.0/22", "192.168.7.9", 9000, true],
  ["192.168.4.0/22", "192.168.8.1", 9000, false],
  ["10.0.0.0/8", "10.example.com", 443, false],
  ["10.0.0.0/33", "10.1.2.3", 443, false],
  ["fd00::/8", "[fd12::1]", 443, true],
  ["fd00::/8", "fe80::1", 443, false],
  ["::1", "[::1]", 9000, true],
  ["[::1]:9000", "::1", 9000, true],
  ["[::1]:9000", "::1", 9001, false],
  ["127.0.0.1:9000", "127.0.0.1", 9000, true],
  ["127.0.0.1:9000", "127.0.0.1", 9001, false],
  ["example.com", "s3.example.com", 443, true],
  ["*.example.com", "s3.example.com", 443, true],
  [".example.com", "example.org", 443, false],
  ["other.org,  .Example.com", "S3.EXAMPLE.COM", 443, true],
  ["*", "anything", 1, true],
  ["", "anything", 1, false],
])("NO_PROXY=%s for %s, port %i: %s", (NO_PROXY, host, port, isWithout) => {
  expect(isExcluded({ NO_PROXY })({ host, port })).toBe(isWithout);
});
