import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './paths.ts';

/** `recognise` and `asking` need a window and a ledger of their own; each is a folder. `host` is the rest. */
export type SuiteName = 'host' | 'recognise' | 'asking';

const folder = path.join(repositoryRoot, 'test/host');

/**
 * Bundles test/host/**\/*.test.ts into one file that exports `run`, as VS Code expects of a test suite.
 * @param only keeps the files whose path contains it
 * @returns the path of the bundle
 */
export async function bundleHostSuite(suite: SuiteName, only = ''): Promise<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && file.includes(only))
    .filter((file) => suite === (/^(?:recognise|asking)(?=\/)/.exec(file)?.[0] ?? 'host'))
    .sort();
  const outfile = path.join(repositoryRoot, `dist/test/${suite}.js`);
  const entry = `
    import { runSuite } from './index.ts';
    // Required late: describe and it exist only once mocha has been set up.
    export const run = () => runSuite([${files.map((file) => `() => require('./${file}')`).join(', ')}]);`;
  await build({
    stdin: { contents: entry, resolveDir: folder, sourcefile: 'suite.ts', loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Modules before older formats: jsonc-parser's `main` cannot be bundled.
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // The server that plays a model finds its certificate by it; here it has none.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return outfile;
}
