// AWS Signature Version 4 as a server checks it ("Authenticating Requests (AWS Signature Version 4)", Amazon S3 API Reference).
import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

export interface Signed {
  accessKeyId: string;
  region: string;
  /** Milliseconds since 1970. */
  time: number;
  fits(secret: string): boolean;
}

const FORM = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** null: not signed, or not in the form of a header. */
export function signatureOf(request: IncomingMessage): Signed | null {
  const [, accessKeyId, day, region, names, signature] = FORM.exec(request.headers.authorization ?? "") ?? [];
  const stamp = String(request.headers["x-amz-date"] ?? "");
  if (!accessKeyId || !day || !region || !names || !/^\d{8}T\d{6}Z$/.test(stamp)) return null;
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const sorted = query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => (part.includes("=") ? part : `${part}=`))
    .sort();
  const headers = names.split(";").map(
    (name) =>
      `${name}:${String(request.headers[name] ?? "")
        .trim()
        .replace(/\s+/g, " ")}\n`,
  );
  const payload = String(request.headers["x-amz-content-sha256"] ?? "");
  const canonical = [request.method, path, sorted.join("&"), headers.join(""), names, payload].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const time = Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  const fits = (secret: string) =>
    hmac(hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), "s3"), "aws4_request"), toSign).toString("hex") === signature;
  return { accessKeyId, region, time, fits };
}
