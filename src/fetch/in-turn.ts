// Reads files in order within one budget, and opens the next ones ahead.

import type { Limits } from "../types/config.ts";
import { RefusedObject } from "../types/errors.ts";
import type { Progress } from "../types/run.ts";
import type { ListedFile, WrittenAs } from "../types/table.ts";
import { formatOf } from "./names/file-format.ts";
import type { OpenedFile } from "./places/place.ts";
import type { Storages } from "./places/places.ts";
import { plural, shown } from "./places/shown.ts";
import { budgetOf, faultWithoutLine, type ReadOutcome, readStored } from "./source.ts";

/** Number of files opened ahead, to hide the latency of objects. */
const AHEAD = 8;
const SLOW_BYTES = 8 << 20;
const SLOW_FILES = 50;

type Opened = OpenedFile | { fault: string; refused?: RefusedObject };

/** Every file with its outcome, refusals of a store included; reports progress. Throws LimitError and ServiceError. */
export async function* readInOrder(
  files: ListedFile[],
  places: Storages,
  limits: Limits,
  progress: Progress,
  written: WrittenAs = {},
): AsyncGenerator<{ file: ListedFile; outcome: ReadOutcome }> {
  const budget = budgetOf(limits, written);
  const opened: Promise<Opened>[] = [];
  let next = 0;
  // Counts stored bytes: the decompressed size is hardly ever less.
  let bytesLeft = limits.bytes;
  const openAhead = (): void => {
    for (; next < files.length && opened.length < AHEAD; next++) {
      const opening = openOf(files[next]!, places, bytesLeft);
      bytesLeft -= files[next]!.bytes;
      // The awaiting consumer gets the error.
      opening.catch(() => undefined);
      opened.push(opening);
    }
  };
  try {
    for (const [index, file] of files.entries()) {
      openAhead();
      if (file.bytes >= SLOW_BYTES || index % SLOW_FILES === SLOW_FILES - 1) {
        progress(`Reading ${shown(file.name)} (${index + 1} of ${plural(files.length, "file")}, ${(file.bytes / 1e6).toFixed(1)} MB)`);
      }
      const stored = await opened.shift()!;
      yield {
        file,
        outcome:
          "fault" in stored
            ? { fault: { ...faultWithoutLine(stored.fault), refused: stored.refused ?? null } }
            : await readAndClose(file, stored, budget),
      };
    }
  } finally {
    for (const opening of opened) {
      const stored = await opening.catch(() => null);
      if (stored !== null && "close" in stored) await stored.close();
    }
  }
}

async function openOf(file: ListedFile, places: Storages, most: number): Promise<Opened> {
  if (formatOf(file.uri) === "parquet") return { fault: "Parquet is not available in this version, expected CSV or TSV" };
  try {
    return await places.of(file.uri).open(file, most);
  } catch (error) {
    if (error instanceof RefusedObject) return { fault: "the store refuses it", refused: error };
    throw error;
  }
}

async function readAndClose(file: ListedFile, stored: OpenedFile, budget: ReturnType<typeof budgetOf>): Promise<ReadOutcome> {
  try {
    return await readStored(file, stored, budget);
  } finally {
    await stored.close();
  }
}
