// README.md of a registry: what a person sees first. Pure; everything that came from outside is escaped and bounded.
import type { ChampionPointer, Confusion, Manifest } from "../types.ts";
import type { Link } from "./entry.ts";
import type { Lineage } from "./history.ts";
import { holdoutScore } from "./holdout-score.ts";

/** The first line; a README without it is somebody else's. */
export const README_MARK = "<!-- Written by gated-retrain after each promotion: changes made here are lost. -->";

const MAX_ENTRIES = 20;
const MAX_CLASSES = 20;

export interface ReadmeParts {
  pointer: ChampionPointer;
  links: Link[];
  lineage: Lineage;
  manifest: Manifest;
}

export function renderReadme({ pointer, links, lineage, manifest }: ReadmeParts): string {
  return [
    README_MARK,
    "# Model registry",
    championSection(pointer, links, manifest),
    scoreSection(manifest.holdout),
    historySection(links, lineage),
    loadSection(pointer.id),
    backSection(),
    "",
  ].join("\n\n");
}

function championSection({ id }: ChampionPointer, links: Link[], { rows, target, recipe, split }: Manifest): string {
  const since = links.at(-1)!.entry;
  const { trees } = recipe.parameters;
  const size = typeof trees === "number" ? `, ${trees} trees` : "";
  return [
    "## Champion",
    `**\`${id}\`**`,
    [
      "| | |",
      "|---|---|",
      `| champion since | ${since.time} (${since.kind}) |`,
      `| target | ${plain(target, 80)} |`,
      `| rows | ${rows.count}, \`${rows.digest}\` |`,
      `| engine | ${recipe.engine} ${plain(recipe.version, 40)}${size}, seed ${recipe.seed} |`,
      `| hold-out | ${percent(split.share)} of the rows, by ${split.by} |`,
    ].join("\n"),
  ].join("\n\n");
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

function historySection(links: Link[], { line, held }: Lineage): string {
  const onLine = new Set(line.map(({ hash }) => hash));
  const heldIds = new Set(held);
  const newest = links.slice(-MAX_ENTRIES).reverse();
  const rows = newest.map(({ hash, entry }) => {
    const state = onLine.has(hash) ? "accepted" : heldIds.has(entry.id) && entry.kind !== "rollback" ? "rolled back" : "";
    return `| ${entry.time} | ${entry.kind} | \`${entry.id}\` | ${state} | ${plain(entry.reason, 120)} | ${plain(entry.actor ?? "", 40)} |`;
  });
  const older = links.length > newest.length ? `\n\n${links.length - newest.length} older entries are in \`history/\`.` : "";
  return `## History\n\n| time | what | model | data | reason | by |\n|---|---|---|---|---|---|\n${rows.join("\n")}${older}`;
}

function loadSection(id: string): string {
  return `## How to load it

\`\`\`python
import csv, numpy as np, onnxruntime as ort
session = ort.InferenceSession("model/model_${id}.onnx")
rows = list(csv.DictReader(open("data.csv", encoding="utf-8", newline="")))
column = lambda i: np.array([[r[i.name] if "string" in i.type else float(r[i.name] or "nan")] for r in rows], object if "string" in i.type else float)
label, probabilities = session.run(None, {i.name: column(i) for i in session.get_inputs()})
\`\`\`

Dates are seconds since 1970; an empty cell is a missing value. The digest of every file is in \`model_<id>.manifest.json\`, and the id is that file's
own: \`sha256sum model/model_${id}.manifest.json\`.`;
}

function backSection(): string {
  return `## How to go back

At a terminal \`node dist/cli.js rollback --registry directory:PATH\` makes the model before the champion on its line champion again, with
\`--model-id ID\` any model of this history; in the workflow, run the action with \`mode: rollback\`. The data of a model that was rolled back is held
until data, schema or recipe changes. Never edit or remove files here by hand: \`node dist/cli.js verify --registry directory:PATH\` tells what is wrong.`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** Untrusted text as text: one line, bounded, every sign that Markdown or HTML could read as markup as a character reference. */
export function plain(text: string, max: number): string {
  const points = [...text.slice(0, 2 * max + 2)];
  const cut = points.length > max ? [...points.slice(0, max - 1), "…"] : points;
  return cut
    .join("")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} …-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
