// The confusion matrix as a heat map: each row shows where the rows of one actual class went.
import type { Confusion } from "../../types/judgement.ts";
import { count, counted, percent } from "../sentences/numbers.ts";
import { shownName } from "../sentences/text.ts";
import { html, type Markup, type Part } from "./markup.ts";
import { type Box, chart, labels, rect, text } from "./svg.ts";

const MOST_CLASSES = 20;

const WIDTH = 820;
const LETTER = 7.4;
const LONGEST_LABEL = 22;

export interface Grouped extends Confusion {
  /** How many classes the last one stands for; 0 when nothing was grouped. */
  grouped: number;
  /** Rows of the grouped classes that were told right, each class by itself. */
  rightInGroup: number;
}

/** The classes with the most rows stay; the rest become one. */
export function groupSmall({ classes, counts }: Confusion, most = MOST_CLASSES): Grouped {
  if (classes.length <= most) return { classes, counts, grouped: 0, rightInGroup: 0 };
  const weight = new Float64Array(classes.length);
  counts.forEach((row, actual) => {
    row.forEach((value, predicted) => {
      weight[actual]! += value;
      weight[predicted]! += value;
    });
  });
  const largest = [...classes.keys()].sort((a, b) => weight[b]! - weight[a]! || a - b).slice(0, most - 1);
  const kept = largest.sort((a, b) => a - b);
  const place = new Int32Array(classes.length).fill(most - 1);
  kept.forEach((of, index) => {
    place[of] = index;
  });
  const merged = Array.from({ length: most }, () => new Array<number>(most).fill(0));
  counts.forEach((row, actual) => {
    const target = merged[place[actual]!]!;
    row.forEach((value, predicted) => {
      target[place[predicted]!]! += value;
    });
  });
  const grouped = classes.length - kept.length;
  const isKept = new Set(kept);
  const rightInGroup = counts.reduce((sum, row, of) => sum + (isKept.has(of) ? 0 : row[of]!), 0);
  return { classes: [...kept.map((of) => classes[of]!), `other (${grouped} classes)`], counts: merged, grouped, rightInGroup };
}

/** The confusion matrix as SVG: rows are true classes, columns predicted ones. */
export function confusionChart(confusion: Confusion): Markup {
  const { classes, counts, grouped, rightInGroup } = groupSmall(confusion);
  const plan = planOf(classes);
  const { names, left, size, top, turned } = plan;
  const height = top + classes.length * size + 2;
  const width = Math.max(WIDTH, left + classes.length * size + (turned ? 110 : 10));
  const rows = classes.map((_, index) => {
    const counted = counts[index] ?? [];
    // Within the group one class may be taken for another: only what each was told right counts as right.
    const right = grouped > 0 && index === classes.length - 1 ? rightInGroup : (counted[index] ?? 0);
    return row({ classes, counts: counted, own: index, right, plan, y: top + index * size });
  });
  const titles = [
    text(left - 12, 14, "actual ↓", { size: 12, anchor: "end", kind: "dim" }),
    text(left, 14, "predicted →", { size: 12, kind: "dim" }),
    names.map((name, index) => columnTitle(name, left + (index + 0.5) * size, top, turned)),
  ];
  const described = `${counted(classes.length, "row")} of actual classes by predicted classes; each cell holds a number of hold-out rows. ${worst(classes, counts)}`;
  const figure = chart({ id: "confusion", title: "Confusion matrix of the new model", description: described, width, height }, [
    titles,
    rows,
  ]);
  const note = grouped > 0 ? ` The ${grouped} classes with the fewest rows are grouped as “other”; run.json has them all.` : "";
  return html`<figure><div class="scroll" role="group" tabindex="0" aria-label="Chart: confusion matrix">${figure}</div><figcaption>Blue is right, orange is wrong; the fuller the colour, the larger the share of the actual class.${note}</figcaption></figure>`;
}

interface Plan {
  /** The classes as they are written beside the cells. */
  names: string[];
  left: number;
  top: number;
  /** Of a cell's side. */
  size: number;
  /** Column titles are slanted where they would touch. */
  turned: boolean;
}

function planOf(classes: string[]): Plan {
  const written = labels(classes, LONGEST_LABEL);
  const longest = Math.max(...written.map(({ breadth }) => breadth));
  const left = Math.min(190, Math.max(80, longest * LETTER + 24));
  const size = Math.max(28, Math.min(64, Math.floor((WIDTH - left - 10) / classes.length)));
  const turned = longest * LETTER > size - 4;
  const names = written.map(({ text: name }) => name);
  return { names, left, size, turned, top: 26 + (turned ? Math.min(130, longest * 5.4 + 12) : 18) };
}

function columnTitle(name: string, x: number, top: number, turned: boolean): Markup {
  const style = turned ? ({ size: 12.5, rotate: -40 } as const) : ({ size: 12.5, anchor: "middle" } as const);
  return text(turned ? x - 2 : x, top - 8, name, style);
}

interface RowParts {
  classes: string[];
  counts: number[];
  /** Place of the actual class in `classes`. */
  own: number;
  /** Rows of its own cell that were told right. */
  right: number;
  plan: Plan;
  y: number;
}

function row({ classes, counts, own, right, plan: { names, left, size }, y }: RowParts): Markup {
  const actual = classes[own]!;
  const total = counts.reduce((sum, value) => sum + value, 0);
  const cells = classes.map((predicted, index): Part => {
    const value = counts[index] ?? 0;
    const share = total === 0 ? 0 : value / total;
    const box = { x: left + index * size + 1, y: y + 1, width: size - 2, height: size - 2 };
    const mixed = index === own && right < value;
    const shade = (kind: "hit" | "miss", of: number) => rect(box, kind, { radius: 3, opacity: 0.12 + 0.88 * of });
    const wash = value === 0 ? null : mixed ? halves(box, right / value, share) : shade(index === own ? "hit" : "miss", share);
    const digits = value >= 10_000 ? `${Math.round(value / 1000)}k` : String(value);
    const style = { size: Math.min(14, size * 0.38), anchor: "middle", kind: "" } as const;
    const number = value === 0 ? null : text(box.x + box.width / 2, y + size / 2 + 4.5, digits, style);
    const told = `actual ${shownName(actual)}, predicted ${shownName(predicted)}: ${counted(value, "row")}, ${percent(share)} of the class${mixed ? `; ${count(right)} of them right, the others taken for another class of the group` : ""}`;
    return html`<g><title>${told}</title>${rect(box, "cell", { radius: 3 })}${wash}${number}</g>`;
  });
  return html`${text(left - 12, y + size / 2 + 4.5, names[own]!, { anchor: "end" })}${cells}`;
}

/** The part that is right stands left of the part that is wrong. */
function halves({ x, y, width, height }: Box, right: number, share: number): Markup {
  const opacity = 0.12 + 0.88 * share;
  const split = width * right;
  return html`${rect({ x, y, width: split, height }, "hit", { opacity })}${rect({ x: x + split, y, width: width - split, height }, "miss", { opacity })}`;
}

/** The largest mistake in words, for those who cannot see colours. */
function worst(classes: string[], counts: number[][]): string {
  let most = 0;
  let said = "No row was told wrong.";
  counts.forEach((row, actual) => {
    row.forEach((value, predicted) => {
      if (actual === predicted || value <= most) return;
      most = value;
      said = `Most often, ${count(value)} times, ${shownName(classes[actual]!)} was taken for ${shownName(classes[predicted]!)}.`;
    });
  });
  return said;
}
