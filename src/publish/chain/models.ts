// A model's files, verified: manifest by its id, the others by the manifest's digests.
import { readOnnx } from "../../model/onnx/onnx-read.ts";
import type { Forest, ScriptModel } from "../../types/model.ts";
import type { AnyManifest, Descriptor, JudgedScriptManifest, Manifest, ReportedChampion, ReportedManifest } from "../../types/registry.ts";
import type { Findings } from "../records/findings.ts";
import { extensionOf, manifestPath, modelPath } from "../records/ids.ts";
import { MAX_MANIFEST_BYTES, parseManifest } from "../records/manifest.ts";

/** A verified manifest; null: faults in the findings. */
export async function readManifest(id: string, findings: Findings): Promise<AnyManifest | null> {
  const path = manifestPath(id);
  const bytes = await findings.verified({ code: "manifest", path, digest: `sha256:${id}`, size: null, maxBytes: MAX_MANIFEST_BYTES });
  const manifest = bytes === null ? null : findings.parsed("manifest", path, bytes, parseManifest);
  if (manifest !== null)
    findings.pass("manifest", path, `${manifest.rows?.count ?? "its own"} rows, ${manifest.recipe.engine}`, `sha256:${id}`);
  return manifest;
}

/** Compares all files of a model with their digests; parses the ONNX only when asked to. */
export async function readModelFiles(id: string, manifest: AnyManifest, parse: boolean, findings: Findings): Promise<Forest | null> {
  let forest: Forest | null = null;
  for (const { mediaType, digest, size } of manifest.files) {
    const extension = extensionOf(mediaType);
    const path = modelPath(id, extension);
    const bytes = await findings.verified({ code: "model", path, digest, size, maxBytes: size });
    if (bytes === null) continue;
    if (parse && extension === "onnx") {
      forest = findings.parsed("model", path, bytes, readOnnx);
      if (forest === null) continue;
    }
    findings.pass("model", path, `${size} bytes`, digest);
  }
  return forest;
}

export type ReadModel =
  | { kind: "forest"; manifest: Manifest; model: Forest }
  | { kind: "script"; manifest: JudgedScriptManifest; model: ScriptModel }
  | ({ kind: "reported" } & ReportedChampion);

/** A verified model, as champion or for prediction; null: faults in the findings. */
export async function readModel(id: string, findings: Findings): Promise<ReadModel | null> {
  const manifest = await readManifest(id, findings);
  if (manifest === null) return null;
  if (manifest.version === 2) {
    const archive = await readArchive(id, manifest, findings);
    if (archive === null) return null;
    if (manifest.evidence === "reported") return { kind: "reported", manifest, archive };
    return { kind: "script", manifest, model: { engine: "command", archive, classes: manifest.classes } };
  }
  const forest = await readModelFiles(id, manifest, true, findings);
  return forest === null ? null : { kind: "forest", manifest, model: forest };
}

async function readArchive(id: string, { files }: Pick<ReportedManifest, "files">, findings: Findings): Promise<Uint8Array | null> {
  const [{ digest, size }] = files as [Descriptor];
  const path = modelPath(id, "tar");
  const bytes = await findings.verified({ code: "model", path, digest, size, maxBytes: size });
  if (bytes !== null) findings.pass("model", path, `${size} bytes`, digest);
  return bytes;
}
