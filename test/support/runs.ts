/** `npm run test:deep` sets it: then laws are tried so many times more often than in every run of the tests. */
const share = process.env['PAIRFOLIO_DEEP'] === '1' ? 10 : 0.25;

/** How often a law is tried, for fast-check’s `numRuns`: a quarter of `thorough` by default, ten times of it in depth. */
export function runs(thorough: number): number {
  return Math.ceil(thorough * share);
}
