// How sure a correlation is, on the scale of R. A. Fisher (1915) where its deviation hardly depends on it.

/** Correlations nearer to 1 are as good as 1. */
const MOST = 0.995;
const BLOCKS = 12;

/** Fisher's z of a correlation; ±1 is pulled in a little, since its z is infinite. */
export const fisherScale = (r: number): number => Math.atanh(Math.max(-MOST, Math.min(MOST, r)));

/**
 * Standard deviation, on Fisher's scale, of the correlation of two rows of centred scores in their order: left out is a stretch of them at a time, so that
 * what comes together counts once. The delete-a-block jackknife of H. R. Künsch, "The jackknife and the bootstrap for general stationary
 * observations", Annals of Statistics 17 (1989).
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
