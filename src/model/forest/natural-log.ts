const bits = new DataView(new ArrayBuffer(8));
/** Terms of the series; the last one is below 2⁻⁵² of the sum where |s| ≤ .172. */
const TERMS = 11;

/**
 * ln x of a positive normal number, with the same bits on every platform (Math.log may differ): x = m · 2ᵉ with m within √½ … √2, and
 * ln m = 2 artanh s with s = (m − 1)/(m + 1).
 */
export function naturalLog(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  let exponent = ((high >> 20) & 0x7ff) - 1023;
  bits.setInt32(0, (high & 0x000fffff) | (1023 << 20));
  let m = bits.getFloat64(0);
  if (m > Math.SQRT2) {
    m /= 2;
    exponent++;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let k = 2 * TERMS - 1; k > 1; k -= 2) sum = (sum + 1 / k) * square;
  return exponent * Math.LN2 + 2 * s * (1 + sum);
}
