import type { Window } from "../../types/config.ts";
import type { ListedFile } from "../../types/table.ts";
import { possibleFiles } from "./future.ts";

const DAY_MS = 86_400_000;

/**
 * The files to train on, counted back from the newest of a date that can be; `files` in their order (list.ts).
 * One dated in the future is kept beside them: a warning tells of it (future.ts).
 * A file without a date in its name has the date of its last change for `days`; one without either is kept.
 */
export function filesInWindow(files: ListedFile[], window: Window, now: number): Set<ListedFile> {
  const possible = possibleFiles(files, now);
  const isPossible = new Set(possible);
  return new Set([...counted(possible, window), ...files.filter((file) => !isPossible.has(file))]);
}

function counted(files: ListedFile[], window: Window): ListedFile[] {
  switch (window.kind) {
    case "all":
      return files;
    case "latest":
      return files.slice(-1);
    case "files":
      return files.slice(-window.count);
    case "days": {
      const timeOf = (file: ListedFile): number => file.date ?? file.modified ?? Number.POSITIVE_INFINITY;
      const newest = files.reduce(
        (latest, file) => (Number.isFinite(timeOf(file)) ? Math.max(latest, timeOf(file)) : latest),
        Number.NEGATIVE_INFINITY,
      );
      return files.filter((file) => timeOf(file) > newest - window.days * DAY_MS);
    }
  }
}
