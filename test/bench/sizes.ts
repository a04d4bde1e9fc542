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
  const bundles = names.sort().map((name): Figure => {
    const budget = name === 'extension.js' ? 250 : null;
    return { name, value: size(name), unit: 'KiB', budget };
  });
  const value = fs.statSync(await makePackage()).size / 1024;
  return [...bundles, { name: 'the package as it is installed (.vsix)', value, unit: 'KiB', budget: 1024 }];
}
