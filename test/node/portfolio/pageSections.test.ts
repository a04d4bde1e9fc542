import assert from 'node:assert/strict';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import type { BuildOptions } from '../../../src/node/portfolio/build.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, richLedger, tell } from '../../support/portfolioLedger.ts';

type Made = ReturnType<typeof emptyLedger>;

async function pageOf({ ledger, clock, digest }: Made, options: Partial<BuildOptions> = {}): Promise<string> {
  const out = temporaryFolder();
  await exportPortfolio(ledger, { clock, digest, ...options, out });
  const folder = MemoryFolder.read(out);
  assert.equal(verifyPortfolio(folder, digest).ok, true);
  return folder.text('portfolio.md');
}

const section = (page: string, heading: string): string =>
  page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

describe('the page', () => {
  it('has its sections in their order, three decisions first and the others as case studies', async () => {
    const made = richLedger();
    const page = await pageOf(made, { cases: choices(...made.cases) });
    assert.deepEqual(
      Array.from(page.matchAll(/^##+ (.*)$/gm), ([, title = '']) => title.replace(/: .*/, '')),
      [
        'At a glance',
        'Three decisions',
        '1. Overrode',
        '2. Adapted',
        '3. Trusted',
        'Case studies',
        '4. Adapted',
        'Ten decisions drawn at random',
        'When I trust it, and when I do not',
        'What the model missed',
        'Calibration',
        'Experiments and adaptation',
        'Working with the system',
        'For stakeholders',
        'Method, coverage and limits',
        'Evidence',
      ],
    );
    assert.ok(page.indexOf('**Verify this in 60 seconds.**') < page.indexOf('## At a glance'));
  });

  it('says at once what was decided and why, in a line for each of the first decisions', async () => {
    const made = richLedger();
    const page = await pageOf(made, { cases: choices(...made.cases) });
    const opening = page.slice(0, page.indexOf('**Verify this'));
    assert.match(opening, /^1\. \*\*Overrode:\*\* A retry that would have charged twice – “a capture that times out/m);
    assert.match(opening, /^2\. \*\*Adapted:\*\* .* – no reason was stated$/m);
    assert.match(opening, /^3\. \*\*Trusted:\*\* /m);
    assert.doesNotMatch(opening, /^4\. /m);
    assert.match(opening, /the reasons I gave most when I changed or refused something: an edge case \(5 times\)/);
  });

  it('begins with the author’s own line, escaped, where there is one', async () => {
    const page = await pageOf(emptyLedger(), { about: 'I build <b>shops</b>\n# for [small](x) towns' });
    assert.match(page, /^I build &lt;b&gt;shops&lt;\/b&gt; \\# for \\\[small\\\]\(x\) towns$/m);
    assert.doesNotMatch(await pageOf(emptyLedger()), /undefined/);
  });

  it('has the author’s words for people who do not program before what is counted: escaped, with names and secrets out', async () => {
    const words = 'I build <b>shops</b> for Acme Ltd\n\n## and [keep](x) AKIAIOSFODNN7EXAMPLE safe';
    const names = [{ name: 'Acme Ltd', instead: 'a client' }];
    const page = await pageOf(richLedger(), { plain: { words, drafted: false }, names });
    assert.match(
      section(page, 'For stakeholders'),
      /^For stakeholders\n\nI build &lt;b&gt;shops&lt;\/b&gt; for a client \\#\\# and \\\[keep\\\]\(x\) .*secret:.* safe\n\n\*\*Counted from the record\.\*\* AI tools propose/,
    );
    assert.doesNotMatch(page, /Acme|AKIA|Help from a model/);
    assert.match(section(await pageOf(richLedger()), 'For stakeholders'), /^For stakeholders\n\nAI tools propose/);
  });

  it('shows a row only where something was recorded for it, and says what is missing', async () => {
    const made = emptyLedger();
    tell(made.ledger, { verdict: 'trusted' });
    const glance = section(await pageOf(made), 'At a glance');
    assert.doesNotMatch(glance, /over-reliance|good override|before the commit,/);
    assert.match(
      glance,
      /Not recorded yet, so not in the table: what still stood after 14 days; what had to be reworked;/,
    );
    assert.match(glance, /\*\*What became of it\.\*\* Nothing that was taken in has been measured later yet/);
    const rich = section(await pageOf(richLedger()), 'At a glance');
    assert.match(rich, /\| trusted, then had to rework \(over-reliance\) \| \d of 8 \|/);
    assert.match(
      rich,
      /\| checked by tests or builds before the commit, of what I kept \| \d+ % \(\d+–\d+\), n = 20 \|/,
    );
    assert.match(rich, /\| after 10 minutes \| 43 \| 47 % \(33–61\) \| 59\.6 % \| 84 % \(70–92\) \| 80\.6 % \|/);
    assert.doesNotMatch(rich, /Not recorded yet/);
  });

  it('draws ten from all and shows no text of them', async () => {
    const made = emptyLedger();
    for (let n = 0; n < 30; n++)
      tell(made.ledger, {
        file: 'hidden/file.ts',
        workspace: 'hidden',
        suggested: 'hidden code here',
        prompt: 'hidden prompt',
        note: 'hidden note',
        verdict: n % 2 === 0 ? 'trusted' : 'overrode',
        stance: 'adapted',
        ...(n % 3 === 0 ? { answer: 'rejected' } : { distance: 0.1 }),
      });
    const page = await pageOf(made, { cases: [] });
    const sample = section(page, 'Ten decisions drawn at random');
    const rows = sample.split('\n').filter((line) => /^\| \d+ \|/.test(line));
    assert.equal(rows.length, 10);
    for (const row of rows)
      assert.match(
        row,
        /^\| \d+ \| 2026-1[01] \| TypeScript \| mixed or unknown \| inline \| (trusted|overrode) \/ adapted \| (declined|90 % after 10 minutes) \| not looked at \|$/,
      );
    assert.doesNotMatch(page, /hidden/);
    assert.match(sample, /keep the draw one likes/);
  });

  it('compares the cases with the sample, and draws none from fewer than twenty', async () => {
    const made = richLedger();
    const sample = section(await pageOf(made, { cases: choices(...made.cases) }), 'Ten decisions drawn at random');
    assert.match(
      sample,
      /\*\*Compare:\*\* the four cases shown: one trusted, two adapted, one overrode; the ten drawn: .*; all 44: 25 trusted, 11 adapted, seven overrode, one still open\. A reason is stated for three of four shown/,
    );
    const few = emptyLedger();
    for (let n = 0; n < 19; n++) tell(few.ledger, { verdict: 'trusted' });
    assert.match(section(await pageOf(few), 'Drawn at random'), /With fewer than 20 decisions no sample is drawn/);
  });

  it('tells a change from chance', async () => {
    const part = section(await pageOf(richLedger()), 'Experiments and adaptation');
    assert.match(part, /\| kept as offered \(trusted\) \| 81 % \(60–92\) \| 14 % \(5–33\) \| less often \|/);
    assert.match(part, /\(overrode\) \| 5 % \(1–23\) \| 23 % \(10–43\) \| none beyond chance \|/);
    assert.match(part, /^- Python, on 24 October 2026; 7 decisions in the period: seven adapted$/m);
  });

  it('tells checks, tools and what was asked for', async () => {
    const part = section(await pageOf(richLedger()), 'Working with the system');
    assert.match(part, /\| Tests \| 12 \| 2 \| 1 \|/);
    assert.match(part, /\| Problems the editor shows \| 1 \| 1 \| 1 \|/);
    assert.match(part, /GitHub Copilot 33, Codex 9, Claude Code \(claude-sonnet-4\) 1, Codex \(gpt-5-codex\) 1\./);
    assert.match(part, /in the record of 3 decisions/);
  });

  it('says in words without jargon what was kept, where, and what was reworked', async () => {
    const part = section(await pageOf(richLedger()), 'For stakeholders');
    const [plain = ''] = part.split('**Five questions');
    assert.match(plain, /most in automatic tests \(20 of 24 as offered\) and least in new functions \(none of seven/);
    assert.match(plain, /most often was: it did not think of a rare situation \(5 times\)/);
    assert.match(plain, /of eight I had kept as offered, one had to be reworked/);
    assert.doesNotMatch(plain, /commit|API|refactor|override|reliance|%|verdict/i);
  });
});
