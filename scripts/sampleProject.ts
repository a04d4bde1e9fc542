// Makes a copy of the sample project, with a repository of its own, for F5: sampleProject.ts FOLDER. One that is there stays.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { copySampleProject } from '../test/launch/sampleProject.ts';

const target = path.resolve(process.argv[2] ?? 'out/f5/corner-shop');
if (!existsSync(target)) {
  mkdirSync(path.dirname(target), { recursive: true });
  copySampleProject(target);
}
