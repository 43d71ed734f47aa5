// The keys of retrain.yml for what happens to a champion besides the registry: copies where an app reads them, and a registration.
import { z } from "zod";
import { inside, variable, words } from "./command-keys.ts";
import { choice, section, several } from "./leaves.ts";

const COPY = "a mapping such as {models/model.pkl: app/model.pkl}: a file of the model, and where it goes";
const NAME = "the name of an environment variable such as MLFLOW_TRACKING_URI";

export const PUBLISH = section({
  copy: z
    .record(inside, inside, { error: COPY })
    .refine((copy) => Object.keys(copy).length > 0, { error: COPY })
    .optional()
    .describe("Files of the promoted model, or a folder of them, and where they go: {models/model.pkl: app/model.pkl}."),
  to: choice(["commit", "pull-request", "folder"])
    .optional()
    .describe("commit (default in a workflow): into the default branch; pull-request: proposed to it; folder (default at a terminal)."),
  command: words.optional().describe("A program that registers the promoted model elsewhere; it runs once for each new champion."),
  env: several(variable, NAME, 0).optional().describe("Names of environment variables that this program gets, besides PATH and the like."),
});
