// Whole processes by the wall clock. Machines differ, so only ratios of things measured in turn are judged.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

/** Milliseconds from start to exit, and what it printed. Rejects when it exits with anything but 0. */
export function timed(command, args, { cwd, env = process.env } = {}) {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", failed);
    child.on("close", (code) => {
      const ms = performance.now() - start;
      if (code === 0) done({ ms, stdout });
      else failed(new Error(`${command} ${args.join(" ")}: exit ${code}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`));
    });
  });
}

/** One after the other, `times` times, so that both meet the same load. Starts with a round that is not counted: files enter the cache. */
export async function alternating(times, ours, theirs) {
  const rounds = [];
  for (let round = -1; round < times; round++) {
    const pair = { ours: await ours(round + 1), theirs: await theirs(round + 1) };
    if (round >= 0) rounds.push(pair);
  }
  return rounds;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The ratio of the medians; spread: the smallest and largest ratio of a round. */
export function ratioOf(ours, theirs) {
  const each = ours.map((value, i) => value / theirs[i]);
  return {
    ours: median(ours),
    theirs: median(theirs),
    ratio: median(ours) / median(theirs),
    low: Math.min(...each),
    high: Math.max(...each),
  };
}
