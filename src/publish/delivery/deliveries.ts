// What a registry knows for those who bring its champion elsewhere.
import { z } from "zod";
import { readTar } from "../../model/canonical-tar.ts";
import type { Deliveries } from "../../types/registry.ts";
import { currentChain } from "../chain/chain.ts";
import { readManifest } from "../chain/models.ts";
import { appendRegistration, newestRegistration, type RunRecordStore } from "../chain/runs.ts";
import { canonicalBytes, parseJson } from "../records/canonical.ts";
import { Findings } from "../records/findings.ts";
import { extensionOf, isId, modelPath } from "../records/ids.ts";
import type { Store } from "../records/store.ts";

/** Models of the past whose file names are looked up. */
const MOST_EARLIER = 50;

/** How a registry's champion is brought to other places, and what was brought. */
export function deliveriesOf(store: Store, runs: RunRecordStore): Deliveries {
  return {
    async champion() {
      await store.refresh?.();
      const chain = await currentChain(store);
      if (chain === null) return null;
      const { id } = chain.pointer;
      const findings = new Findings(store);
      const manifest = await readManifest(id, findings);
      const files = [];
      for (const { mediaType, digest, size } of manifest?.files ?? []) {
        const extension = extensionOf(mediaType);
        const path = modelPath(id, extension);
        const bytes = await findings.verified({ code: "model", path, digest, size, maxBytes: size });
        if (bytes === null) continue;
        files.push(...(extension === "tar" ? readTar(bytes) : [{ name: `model.${extension}`, bytes }]));
      }
      findings.throwIfDamaged();
      return { id, files };
    },
    async earlierNames() {
      const chain = await currentChain(store);
      const findings = new Findings(store);
      const names = new Set<string>();
      for (const id of chain?.lineage.promoted.slice(-MOST_EARLIER) ?? []) {
        const manifest = await readManifest(id, findings);
        if (manifest?.version === 2) for (const { name } of manifest.contents) names.add(name);
      }
      return [...names];
    },
    async registered() {
      const bytes = await newestRegistration(runs);
      const parsed = bytes === null ? null : REGISTRATION.safeParse(parseJson(bytes));
      return parsed?.success ? parsed.data.id : null;
    },
    async noteRegistered(registration) {
      await appendRegistration(runs, registration.time, canonicalBytes({ kind: "registration", ...registration }));
    },
  };
}

const REGISTRATION = z.object({ kind: z.literal("registration"), id: z.string().refine(isId) });
