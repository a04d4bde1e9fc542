import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/folder.ts';
import { targets } from '../support/fuzz/targets.ts';

const corpus = path.join(import.meta.dirname, '../fixtures/corpus');

// Inputs that once broke a reader; `npm run fuzz` looks for more and keeps them there.
describe('damaged inputs', () => {
  for (const target of targets) {
    const folder = path.join(corpus, target.name);
    if (!fs.existsSync(folder)) continue;
    for (const file of fs.readdirSync(folder))
      it(`${target.name} takes ${file}`, async () => {
        const input = fs.readFileSync(path.join(folder, file), 'utf8');
        target.parse?.(input);
        await target.run(input, temporaryFolder());
      });
  }
});
