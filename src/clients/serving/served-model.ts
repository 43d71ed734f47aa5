// Reads from a URL, a file or an object which model is served there.
import { readFile } from "node:fs/promises";
import { sentence } from "../../types/errors.ts";
import type { Services } from "../../types/run.ts";
import type { S3Access } from "../../types/s3.ts";
import type { ServedModel, ServingPlace } from "../../types/serving.ts";
import { S3Bucket } from "../s3/s3.ts";

const ANSWER_MS = 10_000;
const MOST_BYTES = 2 ** 20;
const MODEL_ID = /\b[0-9a-f]{64}\b/;
const USUAL_HEADER = "x-model-id";
const USUAL_KEYS = ["model_id", "modelId", "model-id", "id"];

/** The model served at a place. Never throws: failures are in `trouble`. */
export async function servedModel({ name, at, id: where }: ServingPlace, services: Services): Promise<ServedModel> {
  try {
    const { headers, body } = await answerOf(at, where === null || "jsonPath" in where, services);
    if (where !== null && "header" in where) return found(name, headers?.get(where.header));
    const inHeader = where === null ? headers?.get(USUAL_HEADER) : null;
    return found(name, inHeader ?? idIn(body, where === null ? null : where.jsonPath));
  } catch (error) {
    return { place: name, id: null, trouble: troubleOf(error) };
  }
}

function found(place: string, text: string | null | undefined): ServedModel {
  return { place, id: MODEL_ID.exec(text ?? "")?.[0] ?? null, trouble: null };
}

async function answerOf(
  at: ServingPlace["at"],
  wantsBody: boolean,
  services: Services,
): Promise<{ headers: Headers | null; body: string }> {
  if (at.kind === "file") return { headers: null, body: await readFile(at.path, "utf8") };
  if (at.kind === "object") return { headers: null, body: await objectText(at.key, at.access, services) };
  // Redirects are not followed: they may lead to another server.
  const answer = await fetch(at.url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: "error" });
  if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  return { headers: answer.headers, body: wantsBody ? await textOf(answer.body ?? []) : "" };
}

async function objectText(key: string, access: S3Access, services: Services): Promise<string> {
  const got = await new S3Bucket(access, services).get(key);
  if (typeof got === "string") throw new Error("there is no such object");
  return await textOf(got.body);
}

async function textOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`its answer is longer than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** The text under the path, or under the first usual key of the top level. */
function idIn(body: string, jsonPath: string[] | null): string | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const paths = jsonPath === null ? USUAL_KEYS.map((key) => [key]) : [jsonPath];
  const values = paths.map((keys) => valueUnder(json, keys));
  return values.find((value): value is string => typeof value === "string" && MODEL_ID.test(value)) ?? null;
}

function valueUnder(json: unknown, keys: string[]): unknown {
  let value = json;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  const code = (one: unknown) => (one instanceof Error && "code" in one ? String(one.code) : null);
  return code(error.cause) ?? code(error) ?? sentence(error).slice(0, 300);
}
