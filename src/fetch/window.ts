import type { Window } from "../types/config.ts";
import type { ListedFile } from "../types/table.ts";

const DAY_MS = 86_400_000;

/**
 * The files to train on, counted back from the newest; `files` in their order (list.ts).
 * A file without a date in its name has the date of its last change for `days`; one without either is kept.
 */
export function filesInWindow(files: ListedFile[], window: Window): Set<ListedFile> {
  switch (window.kind) {
    case "all":
      return new Set(files);
    case "latest":
      return new Set(files.slice(-1));
    case "files":
      return new Set(files.slice(-window.count));
    case "days": {
      const timeOf = (file: ListedFile): number => file.date ?? file.modified ?? Number.POSITIVE_INFINITY;
      const newest = files.reduce(
        (latest, file) => (Number.isFinite(timeOf(file)) ? Math.max(latest, timeOf(file)) : latest),
        Number.NEGATIVE_INFINITY,
      );
      return new Set(files.filter((file) => timeOf(file) > newest - window.days * DAY_MS));
    }
  }
}
