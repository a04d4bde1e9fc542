import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { assertGolden } from '../../support/goldenText.ts';
import { choices, emptyLedger, richLedger, smallLedger } from '../../support/portfolioLedger.ts';

const here = import.meta.dirname;
const ledgers = {
  empty: emptyLedger,
  small: smallLedger,
  rich: richLedger,
};

describe('portfolio.md', () => {
  for (const [name, make] of Object.entries(ledgers)) {
    it(`of the ${name} ledger reads as before`, async () => {
      const made = make();
      const out = temporaryFolder();
      // The rich one is chosen, the others are drafts.
      const cases = name === 'rich' && 'cases' in made ? choices(...(made.cases as readonly string[])) : undefined;
      await exportPortfolio(made.ledger, { out, cases, clock: made.clock, digest: made.digest });
      assertGolden(path.join(here, `${name}.md`), fs.readFileSync(path.join(out, 'portfolio.md'), 'utf8'));
    });
  }

  it('is clean Markdown', function () {
    this.timeout(30_000);
    const root = path.join(here, '..', '..', '..');
    const linter = path.join(root, 'node_modules', 'markdownlint-cli2', 'markdownlint-cli2-bin.mjs');
    const files = Object.keys(ledgers).map((name) => `${name}.md`);
    const { status, stderr } = spawnSync(process.execPath, [linter, ...files], { cwd: here, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
});
