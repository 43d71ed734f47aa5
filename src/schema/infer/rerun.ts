// The line that init prints where it is not certain of a column.

/** `{name}` stands for the column's name, as YAML within single quotes. */
export const rerun = (given: object): string => `run init again with --force and --column '{name}: ${inShell(yamlOf(given))}'`;

/** Within single quotes of a shell. */
export const inShell = (text: string): string => text.replaceAll("'", "'\\''");

function yamlOf(given: object): string {
  return `{${Object.entries(given)
    .map(([key, value]) => `${key}: ${key === "type" ? value : JSON.stringify(value)}`)
    .join(", ")}}`;
}
