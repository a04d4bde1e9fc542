import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from '../launch/paths.ts';

/** Folders made for the bench. */
export interface MeasuredExtensions {
  /** Pairfolio and the empty extension, each inside a probe. */
  readonly installed: readonly string[];
  /** What VS Code takes for the extension under development; it only carries the suite. */
  readonly driver: string;
  readonly suite: string;
}

/**
 * Makes the extensions of the bench below `folder`. Pairfolio is a copy of what is in dist, so a build during the bench
 * changes nothing. Neither is activated by an event: the suite does it, in the order it wants.
 */
export async function makeMeasuredExtensions(folder: string): Promise<MeasuredExtensions> {
  const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as object;
  const pairfolio = path.join(folder, 'pairfolio');
  for (const part of ['dist', 'media', 'l10n', 'package.nls.json'])
    if (existsSync(path.join(repositoryRoot, part)))
      cpSync(path.join(repositoryRoot, part), path.join(pairfolio, part), { recursive: true });
  const empty = path.join(folder, 'empty');
  const bundle = (source: string, outfile: string): Promise<unknown> =>
    build({
      entryPoints: [path.join(import.meta.dirname, 'host', source)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
      logLevel: 'warning',
    });
  const probed = { main: './probe.js', activationEvents: [] };
  const made = { publisher: 'pairfolio-bench', version: '1.0.0', engines: { vscode: '^1.105.0' } };
  for (const [extension, fields] of [
    [pairfolio, { ...manifest, ...probed }],
    [empty, { ...made, name: 'empty', ...probed }],
  ] as const) {
    mkdirSync(extension, { recursive: true });
    writeFileSync(path.join(extension, 'package.json'), JSON.stringify(fields));
    await bundle('probe.ts', path.join(extension, 'probe.js'));
  }
  await bundle('empty.ts', path.join(empty, 'dist/extension.js'));
  const driver = path.join(folder, 'driver');
  const suite = path.join(driver, 'suite.js');
  await bundle('suite.ts', suite);
  writeFileSync(path.join(driver, 'package.json'), JSON.stringify({ ...made, name: 'driver' }));
  return { installed: [pairfolio, empty], driver, suite };
}
