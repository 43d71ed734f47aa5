// The files that a dispatch says have arrived: each must be among those found. Nothing else follows from the dispatch.

import { check } from "../../findings/check.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ListedFile } from "../../types/table.ts";
import { shown } from "../places/shown.ts";

/** A name is an address, or its end from some folder on: an object's key, a path in the repository. */
export function checkRequired(files: ListedFile[], required: string[]): CheckResult[] {
  return required.map((name) => {
    const found = files.some((file) => file.uri === name || endsIn(file.uri, name));
    const expected = `${name} among the files found`;
    if (found)
      return check("no-file", name, "pass", `${shown(name)}, which the event names, is among the files found.`, {
        observed: name,
        expected,
      });
    return check("no-file", name, "fail", `${shown(name)}, which the event says has arrived, is not among the files found.`, {
      observed: `${files.length} other files`,
      expected,
      suggestion: "Check that data.files matches it and data.exclude does not name it; the event's payload never changes what is read.",
    });
  });
}

function endsIn(path: string, tail: string): boolean {
  const [whole, end] = [path, tail].map((text) => text.normalize("NFC")) as [string, string];
  return whole === end || whole.endsWith(`/${end}`);
}
