/** A score as gates print it: enough digits that it never looks equal to a bound that it misses. */
export function score(value: number, ...others: number[]): string {
  for (let digits = 3; digits < 12; digits++) {
    const text = value.toFixed(digits);
    if (others.every((other) => other === value || other.toFixed(digits) !== text)) return text.replace(/^-(0\.0*)$/, "$1");
  }
  return String(value);
}

export function counted(rows: number, noun = "row"): string {
  return `${String(rows).replace(/\B(?=(\d{3})+$)/g, ",")} ${noun}${rows === 1 ? "" : "s"}`;
}
