// npm run bench -- gates [SHARE]: the whole table; SHARE below 1 takes fewer sequences.
import { POLICIES, type Setting } from "./chain.ts";
import { chances, errorRates, SCENARIOS } from "./simulate.ts";

const SEED = 20261125;
const share = Number(process.argv[2] ?? 1);
const SEQUENCES: Record<number, number> = { 1: 2000, 32: 2000, 260: 400 };
const BASE = { margin: 0.02, prevalence: 0.3, skill: 0.85 };
const AVERAGES = ["weighted", "binary"] as const;
const started = Date.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
const cell = (value: number) => (value === 0 ? "0" : value.toFixed(4).replace(/^0/, ""));

print(`seed ${SEED}; margin ${BASE.margin}, α .05 per look at horizon 1, over the sequence otherwise`);
print(
  "| F1 | rows | disagreement | horizon | sequences | at the margin: harmful | small losses: fallen | mixed: harmful | mixed: fallen | promotions per mixed sequence |",
);
print("|---|---|---|---|---|---|---|---|---|---|");
let worst = { harmful: 0, fallen: 0 };
for (const average of AVERAGES) {
  for (const rows of [300, 1000, 3000, 10_000]) {
    for (const disagreement of [0.02, 0.06, 0.2]) {
      for (const horizon of [1, 32, 260]) {
        const setting: Setting = { ...BASE, average, rows, disagreement, horizon };
        const sequences = Math.max(20, Math.round(SEQUENCES[horizon]! * share * (average === "binary" ? 0.5 : 1)));
        const [margin, losses, mixed] = SCENARIOS.map((scenario) => errorRates(setting, scenario, "gated", sequences, SEED));
        for (const { harmful, fallen } of [margin!, losses!, mixed!])
          worst = { harmful: Math.max(worst.harmful, harmful), fallen: Math.max(worst.fallen, fallen) };
        const found = [margin!.harmful, losses!.fallen, mixed!.harmful, mixed!.fallen].map(cell).join(" | ");
        print(`| ${average} | ${rows} | ${disagreement} | ${horizon} | ${sequences} | ${found} | ${mixed!.promotions.toFixed(1)} |`);
      }
    }
  }
}
print(`worst: harmful ${cell(worst.harmful)}, fallen ${cell(worst.fallen)}`);

print("\nChance of promotion by true difference (accuracy as F1, one look):");
print("| rows | disagreement | horizon | policy | −2 points | −1 | equal | +1 | +2 | −5 rejected |");
print("|---|---|---|---|---|---|---|---|---|---|");
for (const rows of [300, 1000, 3000, 10_000]) {
  for (const horizon of [1, 32, 260]) {
    for (const policy of POLICIES) {
      const setting: Setting = { ...BASE, average: "micro", rows, disagreement: 0.06, horizon };
      const tries = Math.max(100, Math.round(4000 * share));
      const promoted = [-0.02, -0.01, 0, 0.01, 0.02].map((change) => chances(setting, change, policy, tries, SEED).promoted);
      const { rejected } = chances(setting, -0.05, policy, tries, SEED);
      print(`| ${rows} | .06 | ${horizon} | ${policy} | ${promoted.map(cell).join(" | ")} | ${cell(rejected)} |`);
    }
  }
}
print("\nA model 1 point worse, let through at least once in 32 looks (1,000 rows, 6 % disagreement):");
for (const policy of POLICIES) {
  const setting: Setting = { ...BASE, average: "micro", rows: 1000, disagreement: 0.06, horizon: 32 };
  const { promoted } = chances(setting, -0.01, policy, Math.max(100, Math.round(4000 * share)), SEED + 1);
  print(`  ${policy}: ${cell(1 - (1 - promoted) ** 32)}`);
}
print(`${((Date.now() - started) / 1000).toFixed(0)} s`);
