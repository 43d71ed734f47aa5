// Sums vitest's JSON reports: the ten slowest test files, then the one line that says how many tests ran. Fails when none did.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const SLOWEST = 10;

const reports = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);

const files = reports.flatMap(({ testResults }) =>
  testResults.map(({ name, startTime, endTime }) => ({ file: relative(process.cwd(), name), seconds: (endTime - startTime) / 1000 })),
);
files.sort((a, b) => b.seconds - a.seconds);
process.stdout.write("slowest test files, in seconds:\n");
for (const { file, seconds } of files.slice(0, SLOWEST)) process.stdout.write(`${seconds.toFixed(1).padStart(8)}  ${file}\n`);

const [passed, failed, pending] = [sum("numPassedTests"), sum("numFailedTests"), sum("numPendingTests")];
process.stdout.write(`${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ""}\n`);
if (passed === 0 || failed > 0) process.exitCode = 1;
