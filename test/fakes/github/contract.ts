// Every exchange with the fake against GitHub's own description of its API.
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import type { Exchange, FakeGitHub } from "./server.ts";

interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  body: { properties?: object } | null;
  responses: Record<string, object | null>;
}

const { operations, definitions } = JSON.parse(readFileSync(new URL("openapi.json", import.meta.url), "utf8")) as {
  operations: Operation[];
  definitions: object;
};

/** GitHub answers so at every operation, documented there or not. */
const EVERYWHERE = ["401", "403", "404", "409", "422"];

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: "github", definitions });
const compiled = new Map<object, ValidateFunction>();

/** What the description says against this exchange; empty: nothing. */
function violations({ method, url, query, body, status, answer }: Exchange): string[] {
  if (url === "/graphql") return [];
  const found = operations.find((one) => one.method === method && pattern(one.path).test(url));
  const name = `${method} ${url} ${status}`;
  if (found === undefined) return status === 404 ? [] : [`${name}: no such operation was cut out of the description`];
  const known = new Map(found.parameters.filter((one) => one.in === "query").map((one) => [one.name, one]));
  const said = [
    ...Object.keys(query).flatMap((key) => (known.has(key) ? [] : [`${name}: no query parameter ${key}`])),
    ...[...known.values()].flatMap((one) => (one.required && !(one.name in query) ? [`${name}: ${one.name} is required`] : [])),
  ];
  if (status < 300) said.push(...bodyFaults(found, name, body));
  if (!(status in found.responses) && !EVERYWHERE.includes(String(status))) return [...said, `${name}: no such status`];
  const expected = found.responses[status];
  return expected ? [...said, ...faults(expected, answer, `${name} answer`)] : said;
}

function bodyFaults({ body: expected }: Operation, name: string, body: unknown): string[] {
  if (expected === null) return body === null ? [] : [`${name}: takes no body`];
  const unknown = Object.keys((body ?? {}) as object).filter((key) => expected.properties && !(key in expected.properties));
  return [...unknown.map((key) => `${name}: no property ${key} in the body`), ...faults(expected, body, `${name} body`)];
}

function faults(schema: object, data: unknown, name: string): string[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"github#/definitions/')) as object);
    compiled.set(schema, validate);
  }
  if (validate(data)) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => `${name}${error.instancePath}: ${error.message}`);
}

/** `{ref}`, `{path}` and `{basehead}` hold slashes, encoded or not. */
function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(ref|path|basehead)\}/g, ".+").replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

/** Gathers from now on; the answers of ordered faults are not GitHub's and are left out. */
export function watched(github: FakeGitHub): string[] {
  const said: string[] = [];
  github.onExchange = (exchange) => said.push(...violations(exchange));
  return said;
}
