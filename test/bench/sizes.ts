import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Figure } from './run.ts';

const root = path.join(import.meta.dirname, '../..');

/** What is loaded and shipped, as built for release. */
export function benchSizes(): Figure[] {
  execFileSync(process.execPath, ['esbuild.js', '--production'], { cwd: root, stdio: 'inherit' });
  const size = (name: string): number => fs.statSync(path.join(root, 'dist', name)).size / 1024;
  return [
    { name: 'extension.js', value: size('extension.js'), unit: 'KiB', budget: 250 },
    { name: 'later.js', value: size('later.js'), unit: 'KiB', budget: null },
    { name: 'cli.js', value: size('cli.js'), unit: 'KiB', budget: null },
    { name: 'review.js', value: size('review.js'), unit: 'KiB', budget: null },
  ];
}
