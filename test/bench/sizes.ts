import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makePackage } from '../launch/package.ts';
import type { Figure } from './run.ts';

const root = path.join(import.meta.dirname, '../..');

/** Builds as for release: what the other parts run. */
export function buildForRelease(): void {
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  execFileSync(process.execPath, ['esbuild.js', '--production'], { cwd: root, stdio: 'inherit' });
}

/** What is loaded and shipped, as built for release. */
export async function benchSizes(): Promise<Figure[]> {
  const size = (name: string): number => fs.statSync(path.join(root, 'dist', name)).size / 1024;
  const names = fs.readdirSync(path.join(root, 'dist')).filter((name) => name.endsWith('.js'));
  const bundles = names.sort().map((name): Figure => ({ name, value: size(name), unit: 'KiB', budget: null }));
  // The main file loads these at once: a small main file alone would say nothing.
  const atStart = ['extension.js', 'start.js', 'afterStart.js'];
  const started = atStart.reduce((sum, name) => sum + size(name), 0);
  const value = fs.statSync(await makePackage()).size / 1024;
  return [
    ...bundles,
    { name: `loaded at the start: ${atStart.join(', ')}`, value: started, unit: 'KiB', budget: 250 },
    { name: 'the package as it is installed (.vsix)', value, unit: 'KiB', budget: 1024 },
  ];
}
