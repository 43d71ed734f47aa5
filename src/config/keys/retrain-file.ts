// The keys of retrain.yml with bounds, defaults and descriptions for editors.
import { z } from "zod";
import { CHECK_CODES } from "../../types/check-codes.ts";
import { bucketPath, owner, role, s3 } from "./bucket.ts";
import { COMMAND_KEYS } from "./command-keys.ts";
import { acceptance, exclusion } from "./exclusion.ts";
import { GATES } from "./gate-keys.ts";
import {
  between,
  COLUMN,
  choice,
  count,
  duration,
  flag,
  integer,
  number,
  rowsAwaited,
  section,
  several,
  size,
  text,
  window,
} from "./leaves.ts";
import { PUBLISH } from "./publish-keys.ts";
import { REGISTRY_KEYS } from "./registry.ts";
import { SERVING } from "./serving-keys.ts";
import { SPLIT_BY, splitBy } from "./split-by.ts";

const PATTERN = "a path or pattern such as data/data_{YYYYMMDD}.csv, or s3://bucket/ and a pattern";

/** A path or `s3://` pattern, without formats that are not supported. */
const dataFile = text(PATTERN)
  .refine((pattern) => !/^(?!s3:)[A-Za-z][A-Za-z0-9+.-]*:\/\/|\.parquet$/i.test(pattern), { error: PATTERN })
  .refine((pattern) => !/^s3:/i.test(pattern) || (pattern.startsWith("s3://") && (bucketPath(pattern)?.key ?? "") !== ""), {
    error: "s3://bucket/ with the name of a bucket, and a key or pattern, such as s3://sales/new/data_{YYYYMMDD}.csv",
  });

const data = section({
  files: several(dataFile, `${PATTERN}, or a list of them`)
    .optional()
    .describe("Where the data is: a path or pattern, or a list. {YYYY} {MM} {DD} {HH} (also joined, {YYYYMMDD}), * and **."),
  window: window().prefault("all").describe("What to train on, counted back from the newest matching file: all, latest, 30 files, 90d."),
  freshness: duration().prefault("none").describe("The newest file must not be older than this, such as 36h; none: not asked for."),
  ignore: several(text("a pattern such as *.md5"), "a pattern such as *.md5, or a list of them", 0)
    .optional()
    .describe("Files that are never near misses."),
  exclude: z
    .array(exclusion, { error: "a list of {rows, reason} or {file, digest, reason}" })
    .default([])
    .describe("Rows and files that match and are not to be used; a rejection prints the entry to paste."),
  "bucket-owner": owner.optional().describe("Account that the bucket must belong to: a bucket of that name elsewhere is refused."),
  "role-to-assume": role.optional().describe("Role for reading the bucket, assumed by GitHub's OIDC token inside this process only."),
});

const split = section({
  holdout: between(0, 1).default(0.2).describe("The share of rows that is held out and never trained on."),
  by: splitBy.default("row").describe(`What decides on which side a row falls: ${SPLIT_BY}.`),
  columns: several(text(COLUMN), "a list of column names")
    .optional()
    .describe("The columns that `by: row` looks at; without it the features of the first champion."),
  salt: text("a random text").optional().describe("A random text: without it everybody can tell on which side a row falls."),
});

const MIN_LEAF = "an integer from 1 to 1000000, or auto";
const CLASS_WEIGHTS = "none, balanced, or a mapping of classes to numbers above 0 and at most 1000000";
const THRESHOLD = "a number from 0, below 1, or auto";
const fraction = z.number({ error: THRESHOLD }).min(0, { error: THRESHOLD }).lt(1, { error: THRESHOLD });

const train = section({
  engine: choice(["forest", "ml-random-forest", "command"])
    .default("forest")
    .describe("forest: our own; ml-random-forest: the stock package; command: a program of yours (docs/engines.md)."),
  trees: integer(1, 10_000).default(100).describe("How many trees."),
  seed: integer(0, 4_294_967_295).default(42).describe("The seed that every random choice derives from."),
  export: several(choice(["onnx", "json"]), "a list of onnx and json")
    .default(["onnx"])
    .describe("onnx is always written; json adds the stock package's form where it can express the model."),
  "max-depth": z
    .union([integer(1, 1000), z.literal("none")], { error: "an integer from 1 to 1000, or none" })
    .default("none")
    .describe("How deep a tree may grow; none: until its leaves are pure."),
  "min-leaf": z
    .union([integer(1, 1_000_000), z.literal("auto")], { error: MIN_LEAF })
    .default(1)
    .describe("The least rows of a leaf; auto: as many as out-of-bag scores do not mind, more where the file would be too large."),
  "model-bytes": size("2GiB").prefault("40MiB").describe("With min-leaf: auto, what the model file keeps to, whatever the registry takes."),
  "class-weights": z
    .union([choice(["none", "balanced"]), z.record(text("the name of a class"), number(0, 1e6, true), { error: CLASS_WEIGHTS })], {
      error: CLASS_WEIGHTS,
    })
    .default("none")
    .describe("What a row of a class counts: none (1), balanced (as much as there are few of it), or a mapping such as {fraud: 10}."),
  decision: section({
    class: text("the name of a class").describe("The class that is the answer whenever its probability is above the number beside it."),
    above: z
      .union([fraction, z.literal("auto")], { error: THRESHOLD })
      .default("auto")
      .describe("A probability; auto: where the class's F1 is highest on the training rows, out of bag."),
  })
    .optional()
    .describe("When a class is the answer; without it, when it is the most probable one."),
  ...COMMAND_KEYS,
});

const REF = "a branch such as release, or a full ref such as refs/heads/release";
/** A branch or tag; the merge ref of a pull request is refused, since its author controls it. */
const publishingRef = text(REF).refine((ref) => !/^refs\/(?!heads\/|tags\/)|[\s~^:?*[\\]/.test(ref), { error: REF });

const limits = section({
  rows: count(2_000_000_000).default(5_000_000).describe("Rows of all files of a run."),
  bytes: size("100TiB").prefault("2GiB").describe("Decompressed bytes of all files of a run."),
  columns: count(1_000_000).default(10_000).describe("Columns of a file."),
  cell: size("256MiB").prefault("1MiB").describe("Bytes of one cell."),
  "model-bytes": size("2GiB")
    .optional()
    .describe("Bytes of the model file: 40MiB on a branch, which is about what GitHub's API takes, else 1GiB."),
  memory: size("16TiB")
    .optional()
    .describe("Bytes of memory that a run may take; without it the least of the machine's, the cgroup's and Node's heap limit."),
  minutes: number(0, 10_000, true).default(30).describe("Minutes that a run may take."),
});

const severity = choice(["error", "warning", "off"]);
const severities = Object.fromEntries(
  CHECK_CODES.map((code) => [code, severity.optional().describe("error, warning or off; docs/checks.md tells what it finds.")]),
);

const checks = section({
  ...severities,
  columns: z
    .record(z.string(), z.union([severity, section(severities)], { error: "error, warning, off or a mapping of codes" }), {
      error: "a mapping of columns",
    })
    .default({})
    .describe("The same for single columns: one severity for all of a column's checks, or one per code."),
  names: choice(["plain", "hash"])
    .default("plain")
    .describe("hash: what is remembered of accepted batches holds no names of categories, only their hashes."),
  accept: z
    .array(acceptance, { error: "a list of {rows, checks, reason}" })
    .default([])
    .describe("Rows that are right although checks fail on them; a rejection prints the entry to paste."),
});

const report = section({
  "show-values": flag().default(false).describe("Whether reports may show values of the data."),
  comment: flag().default(true).describe("Whether a pull request gets a comment, one, kept up to date."),
  dir: text("a path").optional().describe("Where run.json, summary.md and report.html are written."),
});

const WHEN = "new-data, always or {min-new-rows: 10%}";
const WAITS = "Rows of files that are not accepted yet: a number, or a share of the rows that the champion is made of.";

export const retrainFile = section({
  data: data.prefault({}).describe("Which files are read."),
  schema: text("the path of a Table Schema file").optional().describe("A Frictionless Table Schema, YAML or JSON."),
  target: text(COLUMN).optional().describe("The column to predict."),
  split: split.prefault({}).describe("What is held out to judge the model by."),
  retrain: section({
    when: z
      .union([choice(["new-data", "always"]), section({ "min-new-rows": rowsAwaited(2_000_000_000).describe(WAITS) })], { error: WHEN })
      .default("new-data")
      .describe(
        "new-data: a run on the champion's inputs is skipped. With min-new-rows it also waits until there are enough to learn from.",
      ),
  })
    .prefault({})
    .describe("When a run trains."),
  train: train.prefault({}).describe("How the model is trained."),
  gates: GATES.prefault({}).describe("What a candidate must pass to be promoted."),
  registry: REGISTRY_KEYS.optional().describe(
    "Where models are published: branch:NAME (the default in a workflow: branch:model-registry), directory:PATH or s3://bucket/prefix.",
  ),
  publish: PUBLISH.optional().describe("What happens to a promoted model besides the registry (docs/engines.md)."),
  serving: SERVING.optional().describe(
    "Where the champion is served: diagnose compares the ids, and so does a run that promotes (docs/diagnose.md).",
  ),
  s3: s3.prefault({}).describe("How the buckets of data and registry are reached."),
  "publish-from": several(publishingRef, `${REF}, or a list of them`, 0)
    .optional()
    .describe("Refs besides the default branch from which a workflow may publish; read from the default branch."),
  limits: limits.prefault({}).describe("Bounds that a run never crosses."),
  checks: checks.prefault({}).describe("How grave the findings of single data checks are."),
  report: report.prefault({}).describe("What is reported, and where."),
});

export type RetrainFile = z.output<typeof retrainFile>;

/** Keys whose value is text even where YAML sees a number or a truth value: `target: 2024`, `positive-class: yes`. `*`: any index. */
export const TEXT_KEYS = [
  "data.files",
  "data.files.*",
  "data.ignore",
  "data.ignore.*",
  "data.exclude.*.file",
  "data.exclude.*.reason",
  "checks.accept.*.reason",
  "checks.accept.*.checks.*",
  "data.bucket-owner",
  "schema",
  "target",
  "split.by.id",
  "split.by.group",
  "split.by.time",
  "split.by.file",
  "split.columns",
  "split.columns.*",
  "split.salt",
  "train.decision.class",
  "gates.positive-class",
  "gates.slices.*.column",
  "gates.slices.*.value",
  "registry",
  "registry.to",
  "registry.bucket-owner",
  "publish-from",
  "publish-from.*",
  "report.dir",
  "serving.*.url",
  "serving.*.file",
  "serving.*.object",
  "serving.*.header",
  "serving.*.json-path",
];
