/** Larger correlations are cut to this, since Fisher's z of 1 is infinite. */
const MOST = 0.995;
const BLOCKS = 12;

/** Fisher's z of a correlation (R. A. Fisher 1915), whose standard deviation hardly depends on the correlation. */
export const fisherScale = (r: number): number => Math.atanh(Math.max(-MOST, Math.min(MOST, r)));

/**
 * Standard deviation, on Fisher's scale, of the correlation of two series of centred values of equal length, by the delete-a-block
 * jackknife (H. R. Künsch 1989, "The jackknife and the bootstrap for general stationary observations"): neighbours may be correlated.
 */
export function blockDeviation(a: Float64Array, b: Float64Array): number {
  const blocks = Array.from({ length: BLOCKS }, () => ({ aa: 0, bb: 0, ab: 0 }));
  for (let i = 0; i < a.length; i++) {
    const block = blocks[Math.floor((i * BLOCKS) / a.length)]!;
    block.aa += a[i]! ** 2;
    block.bb += b[i]! ** 2;
    block.ab += a[i]! * b[i]!;
  }
  const total = (key: "aa" | "bb" | "ab") => blocks.reduce((sum, block) => sum + block[key], 0);
  const [aa, bb, ab] = [total("aa"), total("bb"), total("ab")];
  const without = blocks.map((block) => {
    const spread = (aa - block.aa) * (bb - block.bb);
    return spread > 0 ? fisherScale((ab - block.ab) / Math.sqrt(spread)) : 0;
  });
  const mean = without.reduce((sum, z) => sum + z, 0) / BLOCKS;
  const squares = without.reduce((sum, z) => sum + (z - mean) ** 2, 0);
  return Math.sqrt(((BLOCKS - 1) / BLOCKS) * squares);
}
