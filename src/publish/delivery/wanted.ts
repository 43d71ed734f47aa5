// Which of a champion's files go where.

import type { NamedFile } from "../../model/canonical-tar.ts";
import type { DeliveryConfig } from "../../types/delivery.ts";
import { ConfigError } from "../../types/errors.ts";

/** Paths relative to the configuration's folder, with `/`. */
export interface FileChanges {
  puts: NamedFile[];
  /** What an earlier model of a copied folder had and this one has not. */
  removes: string[];
}

/** `earlier`: names of files of earlier models. Throws ConfigError where the champion has no such file. */
export function fileChanges(copy: DeliveryConfig["copy"], files: NamedFile[], earlier: string[]): FileChanges {
  const puts: NamedFile[] = [];
  const removes = new Set<string>();
  for (const { from, to } of copy) {
    const target = targetOf(from, to);
    const found = files.flatMap(({ name, bytes }) => placed(target(name), bytes));
    if (found.length === 0) throw new ConfigError(missing(from, files));
    puts.push(...found);
    for (const name of earlier) {
      const path = name === from ? null : target(name);
      if (path !== null) removes.add(path);
    }
  }
  for (const { name } of puts) removes.delete(name);
  return { puts, removes: [...removes].sort() };
}

/** Whether a name lies in a folder that is copied: only then earlier models matter. */
export function copiesFolder(copy: DeliveryConfig["copy"], files: NamedFile[]): boolean {
  return copy.some(({ from }) => !files.some(({ name }) => name === from));
}

const placed = (name: string | null, bytes: Uint8Array): NamedFile[] => (name === null ? [] : [{ name, bytes }]);

function targetOf(from: string, to: string): (name: string) => string | null {
  return (name) => (name === from ? to : name.startsWith(`${from}/`) ? `${to}${name.slice(from.length)}` : null);
}

function missing(from: string, files: NamedFile[]): string {
  const known = files
    .slice(0, 8)
    .map(({ name }) => name)
    .join(", ");
  return `publish.copy names ${JSON.stringify(from)}, which the champion does not hold; expected one of its files, or a folder of them: ${known}${files.length > 8 ? " …" : ""}.`;
}
