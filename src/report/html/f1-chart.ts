// Bars of each class's F1: the new model, the champion before, the dummy.
import type { Metric } from "../../types/judgement.ts";
import { counted, scoreOf } from "../sentences/numbers.ts";
import type { ClassRow } from "../sentences/scores.ts";
import { shownName } from "../sentences/text.ts";
import { html, type Markup, type Part } from "./markup.ts";
import { chart, type Label, labels, line, rect, text } from "./svg.ts";

const MOST_BARS = 30;

const WIDTH = 820;
/** Of an average letter, in the chart's units. */
const LETTER = 7.4;
const LONGEST_LABEL = 22;
const RIGHT = 742;
const TOP = 24;
const SERIES = [
  { key: "candidate", title: "New model", height: 10 },
  { key: "champion", title: "Champion before", height: 7 },
  { key: "dummy", title: "Most frequent class", height: 4 },
] as const;
const GAP = 2;

/** All classes in their order; of too many, those that the new model tells worst. */
function chosenClasses(rows: ClassRow[]): ClassRow[] {
  if (rows.length <= MOST_BARS) return rows;
  const value = (row: ClassRow) => (row.candidate ?? row.champion ?? row.dummy)?.value ?? 0;
  return [...rows].sort((a, b) => value(a) - value(b)).slice(0, MOST_BARS);
}

/** F1 a class as SVG bars: candidate, champion and dummy; the lowest classes where there are many. */
export function f1Chart(rows: ClassRow[]): Markup {
  const shown = chosenClasses(rows);
  const present = SERIES.filter(({ key }) => shown.some((row) => row[key] !== null));
  const thickness = present.reduce((sum, { height }) => sum + height + GAP, -GAP);
  const step = Math.max(24, thickness + 13);
  const height = TOP + shown.length * step + 4;
  const left = shown.length < rows.length ? ` The ${shown.length} lowest of ${counted(rows.length, "class", "classes")}.` : "";
  const names = labels(
    shown.map((row) => row.class),
    LONGEST_LABEL,
  );
  const from = 26 + LETTER * Math.max(4, ...names.map(({ breadth }) => breadth));
  const groups = shown.map((row, index) =>
    group({ row, label: names[index]!, present, top: TOP + index * step + (step - thickness) / 2, thickness, from }),
  );
  const content = [axis(from, height), groups];
  const described = `Horizontal bars from 0 to 1 for ${counted(shown.length, "class", "classes")}.${left} The table below holds the same numbers.`;
  const whiskers = shown.some((row) => row.candidate?.lower != null);
  const figure = chart({ id: "f1", title: "F1 of each class", description: described, width: WIDTH, height }, content);
  return html`<figure>${legend(present, whiskers)}<div class="scroll" role="group" tabindex="0" aria-label="Chart: F1 of each class">${figure}</div>${left === "" ? null : html`<figcaption>${left}</figcaption>`}</figure>`;
}

const at = (from: number, value: number) => from + Math.min(1, Math.max(0, value)) * (RIGHT - from);

function axis(from: number, height: number): Markup[] {
  return [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      html`${line(at(from, tick), TOP - 4, at(from, tick), height - 4, "grid")}${text(at(from, tick), 13, String(tick), { size: 11.5, anchor: "middle", kind: "dim" })}`,
  );
}

interface Group {
  row: ClassRow;
  label: Label;
  present: readonly (typeof SERIES)[number][];
  top: number;
  thickness: number;
  /** Where the bars begin. */
  from: number;
}

function group({ row, label, present, top, thickness, from }: Group): Markup {
  const middle = top + thickness / 2 + 4.5;
  const values = present.map(({ key, title }) => `${title} ${scoreOf(row[key])}`).join(", ");
  let y = top;
  const bars: Part[] = [];
  for (const { key, height } of present) {
    const metric = row[key];
    if (metric !== null && Number.isFinite(metric.value)) {
      bars.push(rect({ x: from, y, width: Math.max(1, at(from, metric.value) - from), height }, key, { radius: 1.5 }));
      if (key !== "dummy") bars.push(whisker(metric, from, y + height / 2, height / 2 - 1));
    }
    y += height + GAP;
  }
  const name = text(from - 12, middle, label.text, { anchor: "end" });
  const number = text(RIGHT + 14, middle, scoreOf(row.candidate ?? row.champion), { kind: "" });
  return html`<g><title>${shownName(row.class)}: ${values}; ${counted(row.rows, "hold-out row")}</title>${name}${bars}${number}</g>`;
}

function whisker({ lower, upper }: Metric, from: number, y: number, half: number): Part {
  if (lower === null || upper === null) return null;
  const [low, high] = [at(from, lower), at(from, upper)];
  return [line(low, y, high, y, "whisker"), line(low, y - half, low, y + half, "whisker"), line(high, y - half, high, y + half, "whisker")];
}

function legend(present: readonly (typeof SERIES)[number][], whiskers: boolean): Markup {
  const entries = present.map(
    ({ key, title }) =>
      html`<li><svg viewBox="0 0 24 12" aria-hidden="true">${rect({ x: 0, y: 1, width: 24, height: 10 }, key, { radius: 2 })}</svg>${title}</li>`,
  );
  const sign = html`<svg viewBox="0 0 24 12" aria-hidden="true">${line(1, 6, 23, 6, "whisker")}${line(1, 2, 1, 10, "whisker")}${line(23, 2, 23, 10, "whisker")}</svg>`;
  return html`<ul class="legend">${entries}${whiskers ? html`<li>${sign}95 % interval</li>` : null}</ul>`;
}
