// README.md of a registry. Pure; untrusted text is escaped and bounded.
import type { Confusion } from "../../types/judgement.ts";
import type { AnyManifest, ChampionPointer, ContentRecord, JudgedManifest, ReportedManifest } from "../../types/registry.ts";
import type { Link } from "../records/entry.ts";
import { holdoutScore } from "../records/holdout-score.ts";
import { f1History } from "./f1-history.ts";
import type { Lineage } from "./history.ts";

/** First line of generated READMEs; one without it is never overwritten. */
export const README_MARK = "<!-- Written by gated-retrain after each promotion: changes made here are lost. -->";

const MAX_ENTRIES = 20;
const MAX_CLASSES = 20;
const MAX_FILES = 10;

export interface ReadmeParts {
  pointer: ChampionPointer;
  links: Link[];
  lineage: Lineage;
  manifest: AnyManifest;
  /** The branch that this README lies on; null: a directory. */
  branch: string | null;
}

/** README.md of a registry. */
export function renderReadme({ pointer, links, lineage, manifest, branch }: ReadmeParts): string {
  return [
    README_MARK,
    "# Model registry",
    ...(manifest.version === 2 && manifest.evidence === "reported"
      ? [reportedSection(pointer, links, manifest)]
      : [championSection(pointer, links, manifest), holdoutSection(manifest)]),
    dataSection(pointer, lineage),
    historySection(links, lineage),
    manifest.version === 2 ? unpackSection(pointer.id, branch) : loadSection(pointer.id, branch),
    backSection(branch),
    "",
  ].join("\n\n");
}

function championSection({ id }: ChampionPointer, links: Link[], manifest: JudgedManifest): string {
  const { rows, target, split } = manifest;
  const since = links.at(-1)!.entry;
  return [
    "## Champion",
    `**\`${id}\`**`,
    [
      "| | |",
      "|---|---|",
      `| champion since | ${since.time} (${since.kind}) |`,
      `| target | ${plain(target, 80)} |`,
      `| rows | ${rows.count}, \`${rows.digest}\` |`,
      `| ${manifest.version === 2 ? "made by" : "engine"} | ${maker(manifest)} |`,
      `| hold-out | ${split.share === null ? `the golden file, \`${split.file}\`` : `${percent(split.share)} of the rows, by ${split.by}`} |`,
    ].join("\n"),
    ...(manifest.version === 2 ? [fileTable(manifest.contents)] : []),
  ].join("\n\n");
}

function maker({ recipe }: AnyManifest): string {
  const { command, trees } = recipe.parameters;
  if (recipe.engine === "command") return plain(Array.isArray(command) ? command.join(" ") : "", 120);
  const size = typeof trees === "number" ? `, ${trees} trees` : "";
  return `${recipe.engine} ${plain(recipe.version, 40)}${size}, seed ${recipe.seed}`;
}

function fileTable(contents: ContentRecord[]): string {
  const files = contents.slice(0, MAX_FILES).map(({ name, size, digest }) => `| ${plain(name, 80)} | ${size} | \`${digest}\` |`);
  return ["| file | bytes | digest |", "|---|---|---|", ...files].join("\n");
}

/** Section for a script's reported model; labelled as reported by the script. */
function reportedSection({ id }: ChampionPointer, links: Link[], manifest: ReportedManifest): string {
  const { number, evidence } = manifest;
  const since = links.at(-1)!.entry;
  return [
    "## Champion",
    `**\`${id}\`**`,
    [
      "| | |",
      "|---|---|",
      `| champion since | ${since.time} (${since.kind}) |`,
      `| made by | ${maker(manifest)} |`,
      `| evidence | ${evidence}: the script reports ${plain(number.name, 60)} ${Number(number.value.toPrecision(6))}${number.rows === null ? "" : ` on ${number.rows} rows`}; no error rate is promised |`,
    ].join("\n"),
    fileTable(manifest.contents),
  ].join("\n\n");
}

function unpackSection(id: string, branch: string | null): string {
  const archive = `model/model_${id}.tar`;
  const fetch = branch === null ? `tar -xf ${archive}` : `git fetch origin ${branch} && git show FETCH_HEAD:${archive} | tar -x`;
  return `## How to load it\n\nIts files are one archive: \`${fetch}\` unpacks them. Use them as the script that made them does.`;
}

function holdoutSection(manifest: JudgedManifest): string {
  if (manifest.version === 1 || manifest.errors === undefined) return scoreSection(manifest.holdout);
  const { rows, mae, rmse, r2 } = manifest.errors;
  const number = (value: number) => Number(value.toPrecision(4));
  const explained = r2 === null ? "" : `, R² ${r2.toFixed(3)}`;
  return `## On the hold-out\n\nMAE ${number(mae)}, RMSE ${number(rmse)}${explained}, on ${rows} rows it was not trained on.`;
}

function scoreSection(holdout: Confusion): string {
  const score = holdoutScore(holdout);
  if (score === null) return "## On the hold-out\n\nNo hold-out rows were recorded.";
  const { rows, weighted, macro, accuracy, classes } = score;
  const shown = classes.slice(0, MAX_CLASSES).map(({ name, f1, support }) => `| ${plain(name, 60)} | ${f1.toFixed(3)} | ${support} |`);
  const more = classes.length > MAX_CLASSES ? [`| and ${classes.length - MAX_CLASSES} more | | |`] : [];
  return [
    "## On the hold-out",
    `F1 ${weighted.toFixed(3)} (weighted), ${macro.toFixed(3)} (macro), accuracy ${accuracy.toFixed(3)}, on ${rows} rows it was not trained on.`,
    ["| class | F1 | rows |", "|---|---|---|", ...shown, ...more].join("\n"),
  ].join("\n\n");
}

/** The files of the promotion that made this model champion, newest last as they were read. */
function dataSection({ id }: ChampionPointer, { line }: Lineage): string {
  const sources = line.findLast(({ entry }) => entry.id === id)?.entry.sources ?? [];
  if (sources.length === 0) return "## Data\n\nNo files were recorded.";
  const rows = sources.slice(-MAX_FILES).map(({ name, digest }) => `| ${plain(name, 80)} | \`${isDigest(digest) ? digest : "unknown"}\` |`);
  const older = sources.length > rows.length ? `\n\n${sources.length - rows.length} more files are in the entry under \`history/\`.` : "";
  return `## Data\n\n| trained on | stored bytes |\n|---|---|\n${rows.join("\n")}${older}`;
}

function isDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

function historySection(links: Link[], { line, held }: Lineage): string {
  const onLine = new Set(line.map(({ hash }) => hash));
  const heldIds = new Set(held);
  const newest = links.slice(-MAX_ENTRIES).reverse();
  const rows = newest.map(({ hash, entry }) => {
    const state = onLine.has(hash) ? "accepted" : heldIds.has(entry.id) && entry.kind !== "rollback" ? "rolled back" : "";
    return `| ${entry.time} | ${entry.kind} | \`${entry.id}\` | ${state} | ${plain(entry.reason, 120)} | ${plain(entry.actor ?? "", 40)} |`;
  });
  const older = links.length > newest.length ? `\n\n${links.length - newest.length} older entries are in \`history/\`.` : "";
  const chart = f1History(links);
  return `## History\n\n${chart === null ? "" : `${chart}\n\n`}| time | what | model | data | reason | by |\n|---|---|---|---|---|---|\n${rows.join("\n")}${older}`;
}

function loadSection(id: string, branch: string | null): string {
  const fetch =
    branch === null
      ? ""
      : `In a clone of this repository \`git fetch origin ${branch} && git show FETCH_HEAD:model/model_${id}.onnx > model.onnx\`
fetches the model alone; \`git worktree add registry ${branch}\` shows everything.

`;
  return `## How to load it

${fetch}\`\`\`python
import csv, numpy as np, onnxruntime as ort
session = ort.InferenceSession("model/model_${id}.onnx")
rows = list(csv.DictReader(open("data.csv", encoding="utf-8", newline="")))
column = lambda i: np.array([[r[i.name] if "string" in i.type else float(r[i.name] or "nan")] for r in rows], object if "string" in i.type else float)
label, probabilities = session.run(None, {i.name: column(i) for i in session.get_inputs()})
\`\`\`

Dates are seconds since 1970; an empty cell is a missing value. The digest of every file is in \`model_<id>.manifest.json\`, and the id is that file's
own: \`sha256sum model/model_${id}.manifest.json\`.`;
}

/** Whether a README was generated for a branch, not for a directory. */
export function isReadmeOfBranch(text: string): boolean {
  return text.startsWith(README_MARK) && text.includes("`git worktree add registry ");
}

function backSection(branch: string | null): string {
  const registry = branch === null ? "directory:PATH" : `branch:${branch}`;
  const known = branch === null ? "" : " (with `GITHUB_REPOSITORY` and `GITHUB_TOKEN` set)";
  return `## How to go back

At a terminal${known} \`node dist/cli.js rollback --registry ${registry}\` makes the model before the champion on its line champion again, with
\`--model-id ID\` any model of this history; in the workflow, run the action with \`mode: rollback\`. The data of a model that was rolled back is held
until data, schema or recipe changes. Never edit or remove files here by hand: \`node dist/cli.js verify --registry ${registry}\` tells what is wrong.`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** Untrusted text as one bounded line, with Markdown and HTML markup characters as character references. */
function plain(text: string, max: number): string {
  const points = [...text.slice(0, 2 * max + 2)];
  const cut = points.length > max ? [...points.slice(0, max - 1), "…"] : points;
  return cut
    .join("")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} …-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
