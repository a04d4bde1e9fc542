import assert from 'node:assert/strict';
import { countCorrections } from '../../../src/core/portfolio/corrections.ts';
import { corrections } from '../../../src/core/portfolio/sections/corrections.ts';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { developerSaid } from '../../../src/core/recognise/developerSaid.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, tell } from '../../support/portfolioLedger.ts';
import { suggestionRecord } from '../../support/records.ts';

const at = '2026-11-20T10:00:00.000Z';
type Made = ReturnType<typeof emptyLedger>;

function correct({ ledger }: Made, id: string, ai: boolean, when = at): void {
  ledger.append({ type: 'correction', at: when, body: { suggestions: [id], ai } });
}

async function methodOf({ ledger, clock, digest }: Made): Promise<string> {
  const out = temporaryFolder();
  await exportPortfolio(ledger, { out, clock, digest });
  return /- \*\*Corrections\.\*\* (.*)/.exec(MemoryFolder.read(out).text('portfolio.md'))?.[1] ?? '';
}

describe('corrections in the portfolio', () => {
  it('are counted as they stand', () => {
    const made = emptyLedger();
    const { ledger } = made;
    tell(ledger, {});
    correct(made, tell(ledger, {}), false);
    const back = tell(ledger, {});
    correct(made, back, false);
    correct(made, back, true, '2026-11-20T10:00:01.000Z');
    tell(ledger, { confidence: 0.4, evidence: 'shape' });
    correct(made, tell(ledger, { confidence: 0.4, evidence: 'shape' }), false);
    correct(made, tell(ledger, { confidence: 0.4, evidence: 'shape' }), true);
    const pointedOut = { evidence: [developerSaid.evidence], confidence: 0.4 };
    ledger.append(suggestionRecord({ id: 'pointed out', ...pointedOut }));
    correct(made, 'pointed out', true);
    ledger.append(suggestionRecord({ id: 'pointed out by mistake', ...pointedOut }));
    correct(made, 'pointed out by mistake', false);
    assert.deepEqual(countCorrections(ledger.states({ all: true })), {
      attributed: 3,
      notAi: 1,
      probable: 3,
      confirmed: 1,
      pointedOut: 1,
    });
  });

  it('count decisions, as every rate does', () => {
    const made = emptyLedger();
    tell(made.ledger, { group: 'run' });
    correct(made, tell(made.ledger, { group: 'run' }), false);
    const { attributed, notAi } = countCorrections(made.ledger.states({ all: true }));
    assert.deepEqual([notAi, attributed], [1, 1]);
  });

  it('read as a sentence where there are none', async () => {
    const made = emptyLedger();
    assert.equal(await methodOf(made), 'Nothing was taken for an AI’s, so there was nothing to correct.');
    tell(made.ledger, { verdict: 'trusted' });
    assert.match(await methodOf(made), /^1 decision was taken for an AI’s; I marked none of them as not AI\. A corr/);
  });

  it('have an interval from twenty on and only counts below', async () => {
    const made = emptyLedger();
    const ids = Array.from({ length: 19 }, () => tell(made.ledger, { verdict: 'trusted' }));
    correct(made, ids[0] ?? '', false);
    assert.match(await methodOf(made), /^Of what was taken for an AI’s I marked 1 of 19 as not AI\. /);
    tell(made.ledger, { verdict: 'trusted' });
    assert.match(await methodOf(made), /^Of what was taken for an AI’s I marked 5 % \(1–24\), n = 20 as not AI\. /);
  });

  it('say what was confirmed and what was pointed out', () => {
    const text = corrections({ attributed: 30, notAi: 0, probable: 4, confirmed: 2, pointedOut: 1 });
    assert.match(text, /^30 decisions were taken .* as not AI: 0 % \(0–11\), n = 30\. /);
    assert.match(text, /only probably an AI’s I said of 2 of 4 that it was\. I pointed out one that/);
  });

  it('are part of what a case proves', async () => {
    const made = emptyLedger();
    const id = tell(made.ledger, {
      suggested: 'const total = sum(lines);',
      kept: 'const total = sum(lines);',
      verdict: 'trusted',
      confidence: 0.4,
      evidence: 'shape',
    });
    correct(made, id, true);
    const out = temporaryFolder();
    await exportPortfolio(made.ledger, { out, clock: made.clock, digest: made.digest, cases: choices(id) });
    const folder = MemoryFolder.read(out);
    const { ok, cases } = verifyPortfolio(folder, made.digest);
    assert.equal(ok, true);
    assert.equal(cases[0]?.state.ai, true);
    assert.match(folder.text('portfolio.md'), /AI origin: said by the author · /);
    assert.match(folder.text('portfolio.md'), /- \*\*Evidence\.\*\* .*: said by the author \(1\)\./);
  });
});
