import assert from 'node:assert/strict';
import path from 'node:path';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import type { CheckKind, VerificationKind, VerificationResult } from '../../../src/core/shared/words.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, tell } from '../../support/portfolioLedger.ts';

interface Fact {
  readonly kind: VerificationKind;
  readonly what: string;
  readonly result: VerificationResult;
  readonly check?: CheckKind;
}

describe('checks seen, in a portfolio', () => {
  it('stand in the case they belong to, and are proved with it', async () => {
    const made = emptyLedger();
    const id = tell(made.ledger, { verdict: 'trusted', suggested: 'a();', kept: 'a();', title: 'Checked' });
    const facts: readonly Fact[] = [
      { kind: 'terminal', what: 'npm test', result: 'failed', check: 'test' },
      { kind: 'diagnostics', what: '1 error', result: 'appeared' },
      { kind: 'diagnostics', what: '1 error', result: 'gone' },
      { kind: 'task', what: 'npm test', result: 'passed', check: 'test' },
      { kind: 'debug', what: 'debug node', result: 'unknown', check: 'run' },
      { kind: 'diff', what: 'reviewed', result: 'opened' },
    ];
    for (const [index, fact] of facts.entries())
      made.ledger.append({
        type: 'verification',
        at: `2026-10-20T10:00:0${String(index)}.000Z`,
        body: { suggestions: [id], ...fact },
      });
    const out = path.join(temporaryFolder(), 'portfolio');
    await exportPortfolio(made.ledger, { clock: made.clock, digest: made.digest, out, cases: choices(id) });
    const folder = MemoryFolder.read(out);
    assert.match(
      folder.text('portfolio.md'),
      /\*\*Checked by\*\* `npm test` \(failed, later passed\); the problems the editor shows \(1 error appeared, later gone\); `debug node` \(was run\); looking at the difference \(observed\)\./,
    );
    assert.equal(verifyPortfolio(folder, made.digest).ok, true);
    made.ledger.dispose();
  });
});
