// Cuts the operations that we use out of GitHub's OpenAPI description, as JSON Schema that ajv reads. Needs the description itself:
//   npm pack @octokit/openapi@23.0.2   (MIT; from github.com/github/rest-api-description)
//   node test/fakes/github/cut-openapi.mjs package/generated/api.github.com.json > test/fakes/github/openapi.json
import { readFileSync } from "node:fs";

const SOURCE = "@octokit/openapi 23.0.2, generated/api.github.com.json (MIT)";
const OPERATIONS = [
  "get /repos/{owner}/{repo}",
  "get /repos/{owner}/{repo}/git/ref/{ref}",
  "get /repos/{owner}/{repo}/git/matching-refs/{ref}",
  "post /repos/{owner}/{repo}/git/refs",
  "patch /repos/{owner}/{repo}/git/refs/{ref}",
  "delete /repos/{owner}/{repo}/git/refs/{ref}",
  "get /repos/{owner}/{repo}/git/commits/{commit_sha}",
  "post /repos/{owner}/{repo}/git/commits",
  "get /repos/{owner}/{repo}/git/trees/{tree_sha}",
  "post /repos/{owner}/{repo}/git/trees",
  "get /repos/{owner}/{repo}/git/blobs/{file_sha}",
  "post /repos/{owner}/{repo}/git/blobs",
  "get /repos/{owner}/{repo}/commits",
  "get /repos/{owner}/{repo}/contents/{path}",
  "put /repos/{owner}/{repo}/contents/{path}",
  "get /repos/{owner}/{repo}/pulls",
  "post /repos/{owner}/{repo}/pulls",
  "get /repos/{owner}/{repo}/pulls/{pull_number}",
  "patch /repos/{owner}/{repo}/pulls/{pull_number}",
  "get /repos/{owner}/{repo}/pulls/{pull_number}/files",
  "get /repos/{owner}/{repo}/compare/{basehead}",
  "get /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "post /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "patch /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "get /repos/{owner}/{repo}/actions/workflows",
  "get /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
  "get /repos/{owner}/{repo}/deployments",
  "post /repos/{owner}/{repo}/deployments",
  "get /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
  "post /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
];
/** The fake answers these with the few of hundred fields that are read: what is there must be right, nothing has to be there. */
const PARTIAL = [
  "get /repos/{owner}/{repo}",
  "get /repos/{owner}/{repo}/pulls",
  "post /repos/{owner}/{repo}/pulls",
  "patch /repos/{owner}/{repo}/pulls/{pull_number}",
  "get /repos/{owner}/{repo}/pulls/{pull_number}",
  "get /repos/{owner}/{repo}/compare/{basehead}",
  "get /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
];
const DROPPED = ["description", "title", "example", "examples", "externalDocs", "deprecated", "default"];

const api = JSON.parse(readFileSync(process.argv[2], "utf8"));
const definitions = {};

function at(ref) {
  return ref
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key.replaceAll("~1", "/").replaceAll("~0", "~")], api);
}

/** Copies a schema; `nullable` becomes a type, what it refers to becomes a definition of its own. */
function schema(node, partial) {
  if (Array.isArray(node)) return node.map((item) => schema(item, partial));
  if (typeof node !== "object" || node === null) return node;
  if (node.$ref) {
    const name = `${node.$ref.split("/").at(-1)}${partial ? "-partial" : ""}`;
    if (!(name in definitions)) {
      definitions[name] = {};
      definitions[name] = schema(at(node.$ref), partial);
    }
    return { $ref: `#/definitions/${name}` };
  }
  const made = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "nullable" || key.startsWith("x-") || (partial && key === "required" && Array.isArray(value))) continue;
    if (DROPPED.includes(key) && typeof value !== "object") continue;
    if (["example", "examples", "externalDocs", "default"].includes(key)) continue;
    made[key] =
      key === "properties"
        ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, schema(item, partial)]))
        : schema(value, partial);
  }
  return node.nullable ? { anyOf: [made, { type: "null" }] } : made;
}

function resolved(node) {
  return node?.$ref ? at(node.$ref) : node;
}

const operations = OPERATIONS.map((name) => {
  const [method, path] = name.split(" ");
  const { parameters = [], requestBody, responses } = api.paths[path][method];
  const partial = PARTIAL.includes(name);
  const inputs = parameters.map(resolved).map(({ name: parameter, in: place, required = false, schema: type }) => ({
    name: parameter,
    in: place,
    required,
    schema: schema(type, false),
  }));
  const bodies = Object.entries(responses).map(([status, response]) => {
    const json = resolved(response).content?.["application/json"]?.schema;
    return [status, json ? schema(json, partial && status < "300") : null];
  });
  const body = resolved(requestBody)?.content?.["application/json"]?.schema;
  return {
    method: method.toUpperCase(),
    path,
    parameters: inputs,
    body: body ? schema(body, false) : null,
    responses: Object.fromEntries(bodies),
  };
});

process.stdout.write(`${JSON.stringify({ source: SOURCE, cutBy: "cut-openapi.mjs", operations, definitions })}\n`);
