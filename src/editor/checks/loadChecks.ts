/**
 * What knows the programs that check code. Their tables are large and needed only once a command has run, so they are a
 * bundle of their own (`dist/checks.js`, see esbuild.js).
 */
export function loadChecks(): Promise<typeof import('../../core/follow/checks/commandLine.ts')> {
  return import('../../core/follow/checks/commandLine.ts');
}

/** What stands in there. */
export type Checks = Awaited<ReturnType<typeof loadChecks>>;
