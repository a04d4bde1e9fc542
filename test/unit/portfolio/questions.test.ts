import assert from 'node:assert/strict';
import { glossary } from '../../../src/core/portfolio/glossary.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

/** The questions on the page of these decisions; the first so many are its cases. */
async function questionsOf(told: readonly Told[], cases: number): Promise<string[]> {
  const { ledger, clock, digest } = emptyLedger();
  const ids = told.map((one) => tell(ledger, one));
  const out = temporaryFolder();
  await exportPortfolio(ledger, { out, clock, digest, cases: choices(...ids.slice(0, cases)) });
  ledger.dispose();
  const page = MemoryFolder.read(out).text('portfolio.md');
  return (/questions? you may want to ask me\.\*\*.*\n\n((?:\d\. .*\n)+)/.exec(page)?.[1] ?? '').trim().split('\n');
}

const text = { suggested: 'const a = 1;' };

describe('questions a reviewer may ask', () => {
  it('come from what a case leaves open, what is at odds in it, and what went wrong', async () => {
    const [silent, odds, failed] = await Promise.all([
      questionsOf([{ ...text, verdict: 'trusted' }], 1),
      questionsOf([{ ...text, verdict: 'adapted', stance: 'overrode', reasons: ['insecure'] }], 1),
      questionsOf(
        [{ ...text, verdict: 'trusted', checks: [{ what: 'npm test', result: 'failed', check: 'test' }] }],
        1,
      ),
    ]);
    assert.match(silent[0] ?? '', /^1\. \*Case 1\.\* No reason is stated here\. Why was this kept as offered\?$/);
    assert.match(odds[0] ?? '', /\*Case 1\.\* You call this overrode, and what was observed is adapted\./);
    assert.match(failed[0] ?? '', /\*Case 1\.\* `npm test` failed on this\. What did you do about it\?/);
  });

  it('come from the counts as well, five at most and none twice', async () => {
    const told: Told[] = [
      ...Array.from({ length: 4 }, () => ({ ...text, verdict: 'trusted' }) as const),
      { ...text, verdict: 'trusted', followUp: { outcome: 'over-reliance', because: 'fixed' } },
      ...Array.from({ length: 6 }, () => ({ verdict: 'overrode', stance: 'overrode', reasons: ['policy'] }) as const),
    ];
    const questions = await questionsOf(told, 4);
    assert.equal(questions.length, 5);
    assert.equal(new Set(questions).size, 5);
    assert.equal(questions.filter((question) => question.includes('*Case ')).length, 3);
    assert.ok(
      questions.some((question) => question.includes('over-reliance.* 1 of 1 that you trusted had to be reworked')),
    );
    assert.ok(
      questions.some((question) => question.includes('missed.* “against a policy” is what you named most often')),
    );
  });

  it('ask about the kind trusted least and the language used least', async () => {
    const told: Told[] = [
      ...Array.from({ length: 6 }, () => ({ verdict: 'overrode', kind: 'migration', language: 'sql' }) as const),
      ...Array.from({ length: 6 }, () => ({ verdict: 'trusted', kind: 'test' }) as const),
      { verdict: 'trusted', language: 'weird*lang' },
    ];
    const questions = (await questionsOf(told, 0)).join('\n');
    assert.match(questions, /Of 6 decisions on migrations you kept none as offered\./);
    assert.match(questions, /Only one decision is in weird\\\*lang\./);
  });
});

describe('the words of the page', () => {
  it('are explained only where they stand on it', () => {
    const words = (page: string): string[] => glossary(page).map(({ word }) => word);
    assert.deepEqual(words('One commit.'), ['commit']);
    assert.deepEqual(words('56 % (40–70), n = 36'), ['56 % (40–70), n = 36']);
    assert.deepEqual(words('nothing to explain'), []);
  });
});
