// Sums vitest's JSON reports into the one line that says how many tests ran; fails when none did.
import { readFileSync } from "node:fs";

const reports = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const [passed, failed, pending] = [sum("numPassedTests"), sum("numFailedTests"), sum("numPendingTests")];
process.stdout.write(`${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ""}\n`);
if (passed === 0 || failed > 0) process.exitCode = 1;
