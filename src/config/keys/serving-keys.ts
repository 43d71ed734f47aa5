// The keys of retrain.yml for where the champion is served.
import { z } from "zod";
import { bucketPath } from "./bucket.ts";
import { choice, duration, section, text } from "./leaves.ts";

const URL_TEXT = "an address such as https://api.example.org/health, without a user or password";
const OBJECT = "s3://bucket/ and a key such as s3://models/prod/champion.json";
const HEADER = "the name of a header such as x-model-id";
const JSON_PATH = "keys of a JSON answer with dots between them, such as model.id";

const WITHIN = "a duration of at most 1h, such as 5m";
const MOST_SECONDS = 3600;

const url = text(URL_TEXT).refine(isAddress, { error: URL_TEXT });
const object = text(OBJECT).refine((value) => (bucketPath(value)?.key ?? "") !== "", { error: OBJECT });

const place = section({
  url: url.optional().describe("An address that answers with the id of the model that it serves."),
  file: text("a path").optional().describe("A file that holds the id, such as a server's copy of champion.json."),
  object: object.optional().describe("An object of a bucket that holds the id."),
  expect: choice(["id"]).default("id").describe("What the answer is held to: the champion's id."),
  header: text(HEADER)
    .regex(/^[A-Za-z0-9-]{1,100}$/, { error: HEADER })
    .optional()
    .describe("The header with the id; without it x-model-id, else the JSON keys model_id, modelId and id."),
  "json-path": text(JSON_PATH)
    .regex(/^[^.]+(\.[^.]+)*$/, { error: JSON_PATH })
    .optional()
    .describe("Where the id stands in a JSON answer: model.id."),
  within: duration()
    .refine((seconds) => seconds === null || seconds <= MOST_SECONDS, { error: WITHIN })
    .optional()
    .describe(
      "How long after a promotion it may still serve another model: the run waits so long and then warns. Without it only diagnose asks.",
    ),
})
  .refine(({ url, file, object }) => [url, file, object].filter((one) => one !== undefined).length === 1, {
    error: "one of url, file and object",
  })
  .refine((one) => one.header === undefined || one.url !== undefined, { error: "a header only beside url" })
  .refine((one) => one.header === undefined || one["json-path"] === undefined, { error: "header or json-path, not both" });

export const SERVING = z.array(place, { error: "a list of {url}, {file} or {object}" });

function isAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}
