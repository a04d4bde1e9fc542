import assert from 'node:assert/strict';
import path from 'node:path';
import { parsePeriod } from '../../../src/core/portfolio/period.ts';
import { PracticeSession } from '../../../src/editor/practice/practiceSession.ts';
import { buildPortfolio, type BuildOptions } from '../../../src/node/portfolio/build.ts';
import { assertGolden } from '../../support/goldenText.ts';
import { MemoryStore } from '../../support/memoryStore.ts';
import { practiceLedger, shop } from '../../support/practiceLedger.ts';

const here = import.meta.dirname;

type Made = ReturnType<typeof practiceLedger>;

function sessionOf(made: Made): PracticeSession {
  return new PracticeSession({
    ...made,
    store: new MemoryStore(),
    translate: (english) => english,
    project: () => shop,
  });
}

/** A second week with a rule made of its fields and a secret in an answer. */
function reviewed(): Made {
  const made = practiceLedger();
  const session = sessionOf(made);
  const { draft, proposals, rules } = session.state();
  const [proposal] = proposals;
  assert.ok(proposal);
  const { key, words, cell, means, most, reason } = proposal;
  session.save('2026-W47', {
    ...draft,
    summary: 'A week of migrations for Acme Ltd, and of *tests*',
    summaryDrafted: true,
    surprised: 'It printed AKIAIOSFODNN7EXAMPLE of *Acme Ltd*\nin a log',
    rules: Object.fromEntries(rules.map(({ id }) => [id, 'kept' as const])),
    rule: { from: key, words, cell, means, most, reason },
  });
  return made;
}

/** The section as a portfolio shows it, and all files in one text. */
async function built(
  made: Made,
  options: Partial<BuildOptions> = {},
): Promise<{ section: string; all: string; masked: unknown }> {
  const { files, masked } = await buildPortfolio(made.ledger, { ...made, ...options });
  const page = files.find(({ name }) => name === 'portfolio.md')?.text ?? '';
  const section = /^## Experiments and adaptation\n[^]*?(?=^## )/m.exec(page)?.[0] ?? '';
  return { section, all: files.map(({ text }) => text).join('\n'), masked };
}

describe('experiments and adaptation in a portfolio', () => {
  let made: Made;
  afterEach(() => made.ledger.dispose());

  it('shows picked rules with their counts, and picked reviews, redacted', async () => {
    made = reviewed();
    const session = sessionOf(made);
    for (const { id } of session.state().rules) session.share('rule', id, true);
    for (const week of ['2026-W46', '2026-W47']) session.share('week', week, true);
    const names = [{ name: 'Acme Ltd', instead: 'a client' }];
    const { section, all, masked } = await built(made, { names });
    assertGolden(path.join(here, 'experiments.md'), section);
    assert.doesNotMatch(all, /AKIAIOSFODNN7EXAMPLE|Acme/);
    assert.deepEqual(masked, []);
  });

  it('publishes no word that was not picked: only counts', async () => {
    made = reviewed();
    const { section, all } = await built(made);
    assert.match(section, /I tried 2 rules of my own: 1 on trial and 1 kept for good\. Two are not shown\./);
    assert.doesNotMatch(all, /before I keep a feature|may still be read|Ask for the plan|run while the old/);
  });

  it('shows nothing in words where only one workspace is shown, for it may be about another', async () => {
    made = reviewed();
    const session = sessionOf(made);
    for (const { id } of session.state().rules) session.share('rule', id, true);
    session.share('week', '2026-W46', true);
    const { all } = await built(made, { workspace: 'shop' });
    assert.doesNotMatch(all, /before I keep a feature|may still be read/);
  });

  it('counts what held in the period, and says so where nothing did', async () => {
    made = reviewed();
    const { section } = await built(made, { period: parsePeriod('2026-11-01..2026-11-12') });
    assert.match(section, /No rule of my own was tried\./);
    const later = await built(made, { period: parsePeriod('2026-11-16..2026-11-19') });
    assert.match(later.section, /I tried 1 rule of my own: 1 kept for good\./);
  });
});
