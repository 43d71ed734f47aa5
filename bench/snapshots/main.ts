// A table of 3,000 customers of which all values move from month to month: is every month judged, and is harm in one month found as in daily files?
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../src/types/run.ts";
import { CUSTOMER_HEADER, CUSTOMER_SCHEMA, type Harm, months } from "../../test/e2e/customers.ts";

const [count = 24, seed = 1, customers = 3000] = process.argv.slice(2).map(Number);
const cli = join(process.cwd(), "dist/cli.js");

function run(cwd: string): RunResult {
  const words = ["--data", "data/*.csv", "--target", "churn", "--schema", "schema.yml", "--registry", "directory:registry"];
  const set = ["train.trees=10", "gates.champion.margin=0.2", "split.by.id=customer", "split.salt=months", "gates.f1-threshold=0.6"];
  try {
    return JSON.parse(
      execFileSync(process.execPath, [cli, "run", ...words, "--set", ...set, "--threads", "1", "--json", "-"], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

/** As one file that is written anew each month, or as a file more each month with new customers. */
function followed(isSnapshot: boolean, harm: Harm, last = count): RunResult[] {
  const cwd = mkdtempSync(join(tmpdir(), "gated-retrain-snapshots-"));
  try {
    mkdirSync(join(cwd, "data"));
    writeFileSync(join(cwd, "schema.yml"), CUSTOMER_SCHEMA);
    return months(last, seed, customers, harm).map((lines, month) => {
      const own = isSnapshot ? lines : lines.map((line) => line.replace(/^c/, `m${month}_`));
      const name = isSnapshot ? "customers.csv" : `customers_${new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 10)}.csv`;
      writeFileSync(join(cwd, "data", name), `${[CUSTOMER_HEADER, ...own].join("\n")}\n`);
      return run(cwd);
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const short = (told: RunResult[]) => told.map(({ verdict }) => verdict?.slice(0, 4)).join(" ");
const failing = ({ checks }: RunResult) => checks.filter(({ status }) => status === "fail").map(({ code }) => code);

let broken = 0;
const promise = (isKept: boolean, text: string) => {
  broken += isKept ? 0 : 1;
  console.log(`${isKept ? "  " : "! "}${text}`);
};

const clean = followed(true, {});
console.log(`a snapshot a month: ${short(clean)}`);
promise(
  clean.every(({ verdict }) => verdict === "promoted" || verdict === "kept"),
  `${clean.filter(({ verdict }) => verdict === "promoted" || verdict === "kept").length} of ${count} months are promoted or kept`,
);
const harmed = Math.min(count - 1, 3);
for (const [name, harm] of Object.entries({
  "labels turned round": { flipped: (month: number) => (month === harmed ? 0.4 : 0) },
  "another unit": { factor: (month: number) => (month === harmed ? 100 : 1) },
} satisfies Record<string, Harm>)) {
  const found = (isSnapshot: boolean) => followed(isSnapshot, harm, harmed + 1)[harmed]!;
  const [snapshot, daily] = [found(true), found(false)];
  promise(
    snapshot.verdict === "rejected" && daily.verdict === "rejected",
    `${name} in month ${harmed}: snapshot ${snapshot.verdict} (${failing(snapshot).join(", ")}), a file a month ${daily.verdict} (${failing(daily).join(", ")})`,
  );
}
process.exitCode = broken === 0 ? 0 : 1;
