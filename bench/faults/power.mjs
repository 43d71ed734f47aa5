// How large a fault is, and whether it is smaller than what the product says that it would not see.

/** The largest shares of rows by which a fault moved a column, its labels, its rows; null: columns or kinds of cells changed too. */
export function changeOf(before, after, target) {
  if (before.header.join("\n") !== after.header.join("\n") || after.rows.length === 0) return null;
  const label = before.header.indexOf(target);
  const isPaired = before.rows.length === after.rows.length;
  const cells = before.header.map((_, at) => [before, after].map(({ rows }) => rows.map((row) => row[at])));
  return {
    moved: Math.max(...cells.map(([old, now]) => shiftOf(old, now))),
    labels: isPaired && label >= 0 ? shareOf(after.rows, (row, i) => row[label] !== before.rows[i][label]) : 0,
    repeated: 1 - new Set(after.rows.map(String)).size / after.rows.length,
    rows: after.rows.length,
    correlation: isPaired ? largestTurn(cells) : 0,
    unreadable: cells.some(([old, now]) => old.every(isNumber) && now.some((text) => !isNumber(text) && text !== "")),
  };
}

const isNumber = (text) => text === "" || Number.isFinite(Number(text));
const shareOf = (list, holds) => list.filter(holds).length / list.length;

/** Kolmogorov–Smirnov's gap of numbers, the mass that moved between texts. */
function shiftOf(old, now) {
  const numbers = [old, now].every((list) => list.every(isNumber));
  const share = (list) => {
    const counts = new Map();
    for (const text of list) counts.set(text, (counts.get(text) ?? 0) + 1 / list.length);
    return counts;
  };
  const [a, b] = [share(old), share(now)];
  const places = [...new Set([...a.keys(), ...b.keys()])];
  const gained = places.map((place) => Math.max(0, (b.get(place) ?? 0) - (a.get(place) ?? 0)));
  if (!numbers) return gained.reduce((sum, gain) => sum + gain, 0);
  let [sum, most] = [0, 0];
  for (const place of places.sort((x, y) => Number(x) - Number(y))) {
    sum += (b.get(place) ?? 0) - (a.get(place) ?? 0);
    most = Math.max(most, Math.abs(sum));
  }
  return most;
}

/** The largest change of a rank correlation between two columns of numbers. */
function largestTurn(cells) {
  const numbers = cells.filter((pair) => pair.every((list) => list.every(isNumber))).slice(0, 16);
  const ranks = numbers.map((pair) => pair.map(rank));
  let most = 0;
  for (let i = 0; i < ranks.length; i++) {
    for (let j = i + 1; j < ranks.length; j++) {
      const [old, now] = [0, 1].map((k) => cosine(ranks[i][k], ranks[j][k]));
      most = Math.max(most, Math.abs(old - now));
    }
  }
  return most;
}

function rank(texts) {
  const order = texts.map((text, i) => [Number(text), i]).sort((a, b) => a[0] - b[0]);
  const ranks = new Array(texts.length);
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && order[end][0] === order[i][0]) end++;
    for (let k = i; k < end; k++) ranks[order[k][1]] = (i + end - 1) / 2 - (texts.length - 1) / 2;
    i = end;
  }
  return ranks;
}

function cosine(a, b) {
  const dot = (x, y) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(a, b) / Math.max(1e-9, Math.sqrt(dot(a, a) * dot(b, b)));
}

const percentIn = (text, form) => Number(form.exec(text)?.[1] ?? 0) / 100;

/** What the passes of a judgement say that they would have missed; 0 where nothing is said. */
function statedBy(passes) {
  const said = (code, subject) => passes.find((one) => one.code === code && (subject === undefined || one.subject === subject));
  const noise = said("label-noise")?.power ?? "";
  const size = /below ([\d,]+) or above ([\d,]+) it/.exec(said("batch-size")?.message ?? "");
  const number = (text) => Number((text ?? "0").replaceAll(",", ""));
  return {
    moved: percentIn(said("drift", "columns")?.message ?? "", /a shift of less than ([\d.]+) %/),
    labels: percentIn(noise, /under ([\d.]+) %/),
    repeated: percentIn(said("duplicate-rows")?.power ?? "", /under ([\d.]+) %/),
    correlation: Number(/a change of less than ([\d.]+) /.exec(said("correlation")?.message ?? "")?.[1] ?? 0),
    rows: size === null ? [0, 0] : [number(size[1]), number(size[2])],
  };
}

/** The fault is smaller, in every respect, than what the product says of itself that it may miss at this batch's size. */
export function isBelowPower({ change }, passes) {
  if (change === null || change === undefined || change.unreadable) return false;
  const stated = statedBy(passes);
  return (
    ["moved", "labels", "repeated", "correlation"].every((name) => change[name] <= stated[name]) &&
    change.rows >= stated.rows[0] &&
    change.rows <= stated.rows[1]
  );
}
