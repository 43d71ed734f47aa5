// The data that a team's own script will read: cut into batches and judged before the script runs. Labels are the script's own affair.

import { inferSchema } from "../schema/infer/infer.ts";
import type { Config } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { BatchProfile, Profile } from "../types/profile.ts";
import type { RegistryState } from "../types/registry.ts";
import type { Schema } from "../types/schema.ts";
import type { SourceFile } from "../types/table.ts";
import { type Cut, cutByRows } from "./accepted/cut.ts";
import { standardOf, validate } from "./validate.ts";

export interface ScriptData {
  schema: Schema;
  cut: Cut;
  checks: CheckResult[];
  /** Of all rows; null where a batch cannot be typed. */
  profile: Profile | null;
  /** Of what is new, oldest first. */
  batches: BatchProfile[];
  /** Rows read, and those of them that are not accepted yet. */
  rows: number;
  fresh: number;
}

/** What is known besides the files. */
interface Before {
  /** The schema that the champion was made by; null: it has none. */
  recorded: Schema | null;
  /** The secret that keys hashes; null: the split's salt does. */
  rowsKey: string | null;
  state: RegistryState;
  now: number;
}

/** The data checks before a team's own script runs, and what to remember of the rows. */
export function scriptData(config: Config, read: SourceFile[], { recorded, rowsKey, state, now }: Before): ScriptData {
  const schema = config.schema ?? recorded ?? inferSchema(read, { target: null }).schema;
  const dated = { window: config.data.window, freshnessSeconds: null };
  const cut = cutByRows(read, { ...config, rowsKey, schema, recorded, dated, now }, state);
  const past = { reference: state.batches.at(-1)?.profile ?? null, remembered: state.batches };
  const { checks, profile, batches } = validate({ ...cut, schema, now, ...past, ...standardOf(config), target: null });
  const count = (files: SourceFile[]) => files.reduce((sum, { table }) => sum + table.rows, 0);
  return { schema, cut, checks, profile, batches, rows: count(cut.files), fresh: count(cut.files.filter((file) => !file.accepted)) };
}
