// What determines a model, and the id that follows from it.
import type { z } from "zod";
import type { CommandRecipe } from "../../types/command.ts";
import { LimitError } from "../../types/errors.ts";
import type { ModelFile, Recipe } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { ColumnProfile, Profile } from "../../types/profile.ts";
import type { AnyManifest, Descriptor, JudgedManifest, JudgedScriptManifest, Manifest, SplitRecord } from "../../types/registry.ts";
import { canonicalBytes, parseCanonical } from "./canonical.ts";
import { digestOf, extensionOf, sha256Hex } from "./ids.ts";
import { MANIFEST, SCRIPT_MANIFEST } from "./manifest-forms.ts";

export const MAX_MANIFEST_BYTES = 64 * 2 ** 20;

type Unwritten<M extends JudgedManifest> = Omit<M, "version" | "files"> & { files: ModelFile[] };

/** A manifest before its files are named by digests. */
export type ManifestParts = Unwritten<Manifest> | Unwritten<JudgedScriptManifest>;

/** The manifest returned is the one that the bytes say: canonical, rounded. `id` is the sha256 of the bytes. */
export function buildManifest(parts: ManifestParts): { manifest: JudgedManifest; id: string; bytes: Uint8Array } {
  const files = parts.files.map(descriptorOf).sort((a, b) => (a.mediaType < b.mediaType ? -1 : 1));
  const bytes = canonicalBytes({ version: "evidence" in parts ? 2 : 1, ...parts, profile: roundedProfile(parts.profile), files });
  if (bytes.length > MAX_MANIFEST_BYTES) {
    throw new LimitError(
      `The model's manifest would have ${bytes.length} bytes, at most ${MAX_MANIFEST_BYTES} are allowed: use fewer columns.`,
    );
  }
  return { manifest: parseManifest(bytes) as JudgedManifest, id: sha256Hex(bytes), bytes };
}

/** Names a run's inputs before anything is trained: equal digests would make the same model. */
export function inputsDigest(parts: { rows: string; schema: JsonValue; recipe: Recipe | CommandRecipe; split: SplitRecord }): string {
  const { rows, schema, recipe, split } = parts;
  return digestOf(canonicalBytes({ rows, schema, recipe, split }));
}

/** What a run of the same script on the same data would be told by: of data that the script fetched itself, the recipe alone. */
export function commandInputsDigest({ rows, recipe }: { rows: { digest: string } | null; recipe: CommandRecipe }): string {
  return digestOf(canonicalBytes({ rows: rows?.digest ?? null, recipe }));
}

/** Throws an Error whose message completes "the file …". */
export function parseManifest(bytes: Uint8Array): AnyManifest {
  const document = parseCanonical(bytes);
  const version = versionOf(document);
  if (version > 2)
    throw new Error(`was written by a newer version of gated-retrain (manifest version ${version}): use that version here too`);
  const parsed = (version === 2 ? SCRIPT_MANIFEST : MANIFEST).safeParse(document);
  if (!parsed.success) throw new Error(`is not a manifest: ${issueSentence(parsed.error)}`);
  return parsed.data;
}

function versionOf(document: unknown): number {
  const version = typeof document === "object" && document !== null && "version" in document ? document.version : 1;
  return typeof version === "number" && Number.isInteger(version) ? version : 1;
}

/** The first thing wrong, bounded; the value itself is never quoted. */
export function issueSentence(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const path = issue.path.join(".").slice(0, 100);
  return `${path === "" ? "" : `${path}: `}${issue.message.slice(0, 200)}`;
}

function descriptorOf({ extension, mediaType, bytes }: ModelFile): Descriptor {
  if (extensionOf(mediaType) !== extension) throw new Error(`media type ${mediaType} does not stand for .${extension}`);
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

/** JSON has no infinities, and twelve digits do not depend on the order of a sum. */
export function roundedProfile(profile: Profile): Profile {
  return { ...profile, columns: profile.columns.map(roundedColumn) };
}

function roundedColumn(column: ColumnProfile): ColumnProfile {
  if (column.kind === "category") return column;
  return { ...column, atoms: column.atoms.map(rounded), quantiles: column.quantiles.map(rounded) };
}

function rounded(value: number): number {
  return Number(Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE).toPrecision(12));
}
