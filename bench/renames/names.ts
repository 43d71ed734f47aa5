// What people make of a column's name.
import { pick, type Random } from "./tables.ts";

const wordsOf = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Za-z])(\d)/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const snake = (name: string) => wordsOf(name).join("_");

export const NEW_NAMES: Record<string, (name: string, random: Random) => string> = {
  decorated: (name, random) =>
    pick(random, [
      `old_${name}`,
      `new_${name}`,
      `${name}_v2`,
      `${name}_new`,
      `${name}_raw`,
      `orig_${name}`,
      `${name}_final`,
      `new_${snake(name)}`,
    ]),
  styled: (name, random) => {
    const words = wordsOf(name);
    const camel = words.map((word, i) => (i === 0 ? word : title(word))).join("");
    return pick(random, [
      camel,
      words.map(title).join(""),
      name.toUpperCase(),
      words.join("-"),
      words.map(title).join(" "),
      words.join("."),
    ]);
  },
  shortened: (name, random) => {
    const words = wordsOf(name);
    const cut = words.map((word) => word.slice(0, 4)).join("_");
    const bare = words.map((word) => word.charAt(0) + word.slice(1).replace(/[aeiou]/g, "")).join("_");
    return pick(random, [cut, bare]);
  },
  mistyped: (name, random) => {
    if (name.length < 4) return `${name}${name.at(-1)}`;
    const at = 1 + Math.floor(random() * (name.length - 2));
    const exchanged = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
    return pick(random, [exchanged, name.slice(0, at) + name.slice(at + 1), name.slice(0, at) + name[at] + name.slice(at)]);
  },
  worded: (name, random) => {
    const words = wordsOf(name);
    const turned = words.length > 1 ? [...words].reverse().join("_") : `${name}_value`;
    return pick(random, [
      turned,
      `customer_${snake(name)}`,
      `${snake(name)}_value`,
      `total_${snake(name)}`,
      `${snake(name)}_measured`,
      `is_${snake(name)}`,
    ]);
  },
  numbered: (name, random) => pick(random, [`${snake(name)}_1`, `x_${snake(name)}`, `${snake(name)}_2025`]),
  unrelated: (_, random) =>
    `${pick(random, ["kolonne", "wert", "zq", "champ", "dato"])}_${pick(random, ["alpha", "ux", "kappa", "omega", "rho"])}`,
};
