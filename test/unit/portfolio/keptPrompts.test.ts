import assert from 'node:assert/strict';
import { parseNames } from '../../../src/core/portfolio/redact/namesList.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

const at = '2026-11-01T10:00:00.000Z';

describe('prompts kept as practices', () => {
  /** The section of the page on how its author works. */
  async function section({ ledger, clock, digest }: ReturnType<typeof emptyLedger>, names = ''): Promise<string> {
    const { files } = await buildPortfolio(ledger, { clock, digest, names: parseNames(names) });
    const page = files.find(({ name }) => name === 'portfolio.md')?.text ?? '';
    const [, part = ''] = page.split('## Working with the system');
    return part.split('\n## ')[0] ?? '';
  }

  it('stand in the portfolio in their author’s words, the one kept last first, names replaced', async () => {
    const made = emptyLedger();
    const [one, two] = [1, 2].map(() => tell(made.ledger, { verdict: 'trusted', prompt: 'as it was asked' }));
    const keep = (id: string, day: number, title: string, prompt: string): void =>
      made.ledger.append(
        { type: 'practice', at: `2026-11-0${String(day)}T10:00:00.000Z`, body: { suggestions: [id], kept: true } },
        { title, prompt },
      );
    keep(one ?? '', 1, 'Small steps for Acme', 'One file at a time.\n## Not a heading');
    keep(two ?? '', 2, '', 'Ask before adding a dependency of Acme');
    const text = await section(made, 'Acme = a client');
    assert.ok(text.indexOf('Ask before adding') < text.indexOf('One file at a time.'));
    assert.match(text, /\*\*Small steps for a client:\*\*/);
    assert.match(text, /\*\*How I ask:\*\*/);
    assert.doesNotMatch(text, /Acme|as it was asked/);
    made.ledger.dispose();
  });

  it('are gone when they are let go of, or forgotten with their decision', async () => {
    const made = emptyLedger();
    const ids = [1, 2].map(() => tell(made.ledger, { verdict: 'trusted', prompt: 'asked' }));
    for (const id of ids)
      made.ledger.append({ type: 'practice', at, body: { suggestions: [id], kept: true } }, { prompt: `kept ${id}` });
    assert.equal((await section(made)).match(/^kept /gm)?.length, 2);
    made.ledger.append({
      type: 'practice',
      at: '2026-11-02T10:00:00.000Z',
      body: { suggestions: ids.slice(0, 1), kept: false },
    });
    assert.equal((await section(made)).match(/^kept /gm)?.length, 1);
    made.ledger.forget(ids.slice(1));
    assert.match(await section(made), /No prompt is kept as a practice yet\./);
    made.ledger.dispose();
  });
});
