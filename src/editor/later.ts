/**
 * Loads what is not needed to start: reading transcripts and writing portfolios are a third of the code and used now
 * and then. It is a bundle of its own (`dist/later.js`, see esbuild.js), loaded once, at the first use.
 */
export function loadLater(): Promise<typeof import('../later.ts')> {
  return import('../later.ts');
}

/** What stands in there. */
export type Later = Awaited<ReturnType<typeof loadLater>>;
