// Tables as one meets them, drawn from a seed: names, moments, measurements that go together, features without a meaning.
import { gaussian } from "../../test/validate/build.ts";

export type Random = () => number;

/** Each column as its cells' texts, in the file's order. */
export type Cells = Record<string, string[]>;

const FIRST = "Ada Ben Carla David Elif Farid Greta Hugo Ines Jonas Karin Luis Mara Nora Olaf Pia Rosa Sven Tara Uwe Vera Yusuf".split(" ");
const LAST = "Abel Bauer Castro Dietz Engel Fuchs Garcia Hahn Ito Jansen Kaya Lopez Meier Novak Otto Peters Roth Silva Weber Zhou".split(
  " ",
);

export const MADE: Record<string, (random: Random, rows: number) => Cells> = {
  people(random, rows) {
    const column = (draw: () => string | number) => Array.from({ length: rows }, () => String(draw()));
    const age = column(() => Math.round(18 + 60 * random() ** 1.3));
    return {
      first_name: column(() => pick(random, FIRST)),
      last_name: column(() => pick(random, LAST)),
      age,
      income: age.map((years) => Math.round(Math.exp(9.5 + 0.01 * Number(years) + 0.4 * gaussian(random))).toString()),
      city: column(() => pick(random, ["Berlin", "Paris", "Rome", "Rome", "Madrid", "Vienna"])),
      is_member: column(() => pick(random, ["true", "false", "false"])),
      order_count: column(() => Math.floor(-6 * Math.log(1 - random()))),
      label: column(() => pick(random, ["stays", "leaves"])),
    };
  },
  sensors(random, rows) {
    const state = Array.from({ length: rows }, () => gaussian(random));
    const follows = (middle: number, spread: number, share: number, digits: number) =>
      state.map((common) => (middle + spread * (share * common + Math.sqrt(1 - share ** 2) * gaussian(random))).toFixed(digits));
    return {
      temperature_c: follows(21, 3, 0.8, 1),
      humidity: follows(55, 12, -0.7, 0),
      pressure_hpa: follows(1013, 8, -0.3, 1),
      vibration_x: follows(5, 1, 0.5, 3),
      vibration_y: follows(5, 1, -0.5, 3),
      vibration_z: follows(9.8, 1, 0, 3),
      distance_km: follows(120, 30, 0.1, 2),
      battery_voltage: follows(3.7, 0.1, -0.2, 2),
      label: state.map((common) => (common + gaussian(random) > 0.5 ? "fault" : "sound")),
    };
  },
  features(random, rows) {
    const state = Array.from({ length: rows }, () => [gaussian(random), gaussian(random)]);
    const loadings = Array.from({ length: 10 }, (_, i) => [Math.cos(i), Math.sin(i)]);
    const scaled = loadings.map(([a, b]) => state.map(([x, y]) => (0.7 * (a! * x! + b! * y!) + 0.7 * gaussian(random)).toFixed(4)));
    return {
      ...Object.fromEntries(scaled.map((cells, i) => [`feature${i + 1}`, cells])),
      label: state.map(([x]) => (x! > 0 ? "1" : "0")),
    };
  },
  visits(random, rows) {
    const column = (draw: (row: number) => string | number) => Array.from({ length: rows }, (_, row) => String(draw(row)));
    const two = (value: number) => String(value).padStart(2, "0");
    return {
      visit_date: column(() => `2025-${two(1 + Math.floor(12 * random()))}-${two(1 + Math.floor(28 * random()))}`),
      visit_time: column(() => `${two(8 + Math.floor(11 * Math.sqrt(random())))}:${two(Math.floor(60 * random()))}:00`),
      ward: column(() => pick(random, ["east", "west", "north"])),
      room: column(() => 100 + Math.floor(40 * random())),
      weight_kg: column(() => (72 + 14 * gaussian(random)).toFixed(1)),
      pulse: column(() => Math.round(74 + 11 * gaussian(random))),
      minutes_waited: column(() => Math.round(-25 * Math.log(1 - random()))),
      label: column(() => pick(random, ["back", "not"])),
    };
  },
};

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
