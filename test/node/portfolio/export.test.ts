import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parsePeriod } from '../../../src/core/portfolio/period.ts';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { exportPortfolio, type ExportOptions, type ExportResult } from '../../../src/node/portfolio/export.ts';
import { exportSteps } from '../../../src/node/portfolio/build.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, richLedger, smallLedger, tell } from '../../support/portfolioLedger.ts';

type Made = ReturnType<typeof emptyLedger>;

async function run(
  { ledger, clock, digest }: Made,
  options: Partial<ExportOptions> = {},
): Promise<ExportResult & { readonly out: string; readonly folder: MemoryFolder }> {
  const out = options.out ?? path.join(temporaryFolder(), 'new', 'folder');
  const result = await exportPortfolio(ledger, { clock, digest, ...options, out });
  return { ...result, out, folder: MemoryFolder.read(out) };
}

const everything = (folder: MemoryFolder): string =>
  folder
    .names()
    .map((name) => folder.text(name))
    .join('\n');

describe('exporting a portfolio', () => {
  it('writes files that sha256sum and the verification accept, and nothing else', async () => {
    const made = smallLedger();
    const steps: string[] = [];
    const { out, folder, draft, cases } = await run(made, { onProgress: (step) => steps.push(step) });
    assert.deepEqual(folder.names(), [
      'SHA256SUMS',
      'manifest.json',
      'portfolio.html',
      'portfolio.json',
      'portfolio.md',
    ]);
    assert.match(
      execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' }),
      /manifest\.json: OK\nportfolio\.html: OK\nportfolio\.json: OK\nportfolio\.md: OK\n$/,
    );
    const verification = verifyPortfolio(folder, made.digest);
    assert.deepEqual(
      verification.checks.filter(({ status }) => status !== 'passed'),
      [],
    );
    assert.equal(draft, true);
    assert.equal(cases.length, 3);
    assert.deepEqual(steps, exportSteps);
  });

  it('carries the root of the checkpoint it left in the ledger, which still verifies', async () => {
    const made = smallLedger();
    const { folder } = await run(made);
    const last = made.ledger.segments().at(-1)?.lines.at(-1) ?? '';
    const { body } = JSON.parse(last) as { body: { because: string; root: string } };
    assert.equal(body.because, 'export');
    assert.ok(folder.text('portfolio.md').includes(`record_root: "${body.root}"`));
  });

  it('gives the same bytes for the same ledger and time', async () => {
    const [one, two] = [await run(richLedger()), await run(richLedger())];
    assert.equal(everything(one.folder), everything(two.folder));
  });

  it('stamps a portfolio nobody chose as a draft, and only that', async () => {
    const made = smallLedger();
    const chosen = await run(made, { cases: choices(made.cases[2]?.slice(0, 8) ?? '', made.cases[0] ?? '') });
    assert.deepEqual(chosen.cases, [made.cases[2], made.cases[0]]);
    assert.equal(chosen.draft, false);
    assert.doesNotMatch(chosen.folder.text('portfolio.md'), /not reviewed by its author/);
    const proposed = await run(smallLedger());
    assert.match(proposed.folder.text('portfolio.md'), /^status: draft, not reviewed by its author$/m);
    assert.match(proposed.folder.text('portfolio.md'), /^> \*\*Draft, not reviewed by its author\.\*\*/m);
  });

  it('publishes nothing of a decision that was not picked, yet counts it', async () => {
    const made = emptyLedger();
    const picked = tell(made.ledger, {
      file: 'src/open.ts',
      suggested: 'open sesame',
      verdict: 'trusted',
      workspace: 'clientname',
    });
    tell(made.ledger, {
      id: 'f00dfeed',
      file: 'src/hidden.ts',
      before: 'hidden before',
      suggested: 'hidden suggestion',
      kept: 'hidden kept',
      prompt: 'hidden prompt',
      workspace: 'clientname',
      verdict: 'overrode',
      stance: 'overrode',
      note: 'hidden note',
      sha: 'deadbeefdeadbeef',
    });
    const { folder } = await run(made, { cases: choices(picked) });
    assert.match(everything(folder), /open sesame/);
    assert.doesNotMatch(everything(folder), /hidden|f00dfeed|deadbeef|clientname/);
    assert.match(folder.text('portfolio.md'), /\| offered by AI and decided \| 2 \| – \|/);
  });

  it('publishes what stands now, not what was said or kept before', async () => {
    const made = emptyLedger();
    const at = '2026-11-02T10:00:00.000Z';
    const suggestion = tell(made.ledger, {
      suggested: 'offered();',
      kept: 'early text',
      verdict: 'trusted',
      stance: 'trusted',
      note: 'early note',
      title: 'Early title',
    });
    made.ledger.append(
      {
        type: 'survival',
        at,
        body: { suggestion, checkpoint: 'commit', distance: 0.4, retained: null, fourGram: null, noRevert: null },
      },
      { kept: 'late text' },
    );
    made.ledger.append(
      {
        type: 'reflection',
        at,
        body: { suggestions: [suggestion], stance: 'adapted', reasons: ['style'], tippedOff: null },
      },
      { note: 'late note' },
    );
    made.ledger.append({ type: 'case', at, body: { suggestion } }, { title: 'Late title' });
    const { folder } = await run(made);
    assert.match(folder.text('portfolio.md'), /^### 1\. Adapted: Late title$/m);
    assert.match(folder.text('portfolio.md'), /\+ late text[\s\S]*“late note\.”/);
    assert.doesNotMatch(everything(folder), /early/i);
    assert.equal(verifyPortfolio(folder, made.digest).ok, true);
  });

  it('shows shape and sizes only, or nothing, of code and prompts where asked', async () => {
    const make = (): Made => {
      const made = emptyLedger();
      tell(made.ledger, {
        before: 'sesame();',
        suggested: 'sesame(1);\nsesame(2);',
        kept: 'sesame(3);',
        prompt: 'sesame?',
        verdict: 'adapted',
        distance: 0.25,
        stance: 'adapted',
        note: 'my note',
      });
      return made;
    };
    const full = await run(make());
    assert.match(full.folder.text('portfolio.md'), /\+ sesame\(2\);/);
    assert.match(full.folder.text('portfolio.md'), /\+ sesame\(3\);/);
    const signature = await run(make(), { code: 'signature' });
    assert.doesNotMatch(everything(signature.folder), /sesame/);
    assert.match(
      signature.folder.text('portfolio.md'),
      /\*\*The model offered\*\* 2 lines \(21 characters\), in place of 1 line \(9 characters\)\./,
    );
    assert.match(signature.folder.text('portfolio.md'), /25 % of it had been changed/);
    assert.match(signature.folder.text('portfolio.md'), /my note/);
    const none = await run(make(), { code: 'none' });
    assert.doesNotMatch(everything(none.folder), /sesame/);
    assert.doesNotMatch(none.folder.text('portfolio.md'), /characters\)/);
    for (const { folder } of [signature, none]) assert.equal(verifyPortfolio(folder, make().digest).ok, true);
  });

  it('keeps to a period and a workspace, and says so for a case outside', async () => {
    const made = emptyLedger();
    const early = tell(made.ledger, {
      at: '2026-09-30T23:59:59.999Z',
      workspace: 'a',
      verdict: 'trusted',
      suggested: 'a long enough text',
    });
    tell(made.ledger, {
      at: '2026-10-01T00:00:00.000Z',
      workspace: 'a',
      verdict: 'trusted',
      suggested: 'a long enough text',
    });
    tell(made.ledger, {
      at: '2026-10-02T00:00:00.000Z',
      workspace: 'b',
      verdict: 'trusted',
      suggested: 'a long enough text',
    });
    const { folder, decisions } = await run(made, { period: parsePeriod('2026-Q4'), workspace: 'a' });
    assert.equal(decisions, 1);
    assert.match(folder.text('portfolio.md'), /^period: 2026-10-01 \.\. 2026-12-31$/m);
    assert.match(folder.text('portfolio.md'), /Only decisions of one workspace/);
    assert.match(folder.text('portfolio.md'), /^# Judgement with AI: Q4 2026$/m);
    await assert.rejects(run(made, { period: parsePeriod('2026-Q4'), cases: choices(early) }), (error) =>
      PairfolioError.is(error, 'not-found'),
    );
  });

  it('masks secrets that an older version let into the ledger, and does not claim to prove that text', async () => {
    const made = emptyLedger();
    const token = `ghp_${'A1b2'.repeat(9)}`;
    tell(made.ledger, {
      suggested: 'const a = 1;\nconst b = 2;',
      note: 'safe',
      stance: 'trusted',
      verdict: 'trusted',
      kept: 'const a = 1;\nconst b = 2;',
    });
    // The writer masks; so the token is put where it would stand if the writer had not known its shape.
    const entry = made.ledger.texts.entry.bind(made.ledger.texts);
    made.ledger.texts.entry = (hashes) => {
      const found = entry(hashes);
      return (
        found && {
          ...found,
          texts: Object.fromEntries(
            Object.entries(found.texts).map(([name, text]) => [
              name,
              name === 'suggested' ? `const a = "${token}";` : text,
            ]),
          ),
        }
      );
    };
    const { folder } = await run(made);
    assert.doesNotMatch(everything(folder), /ghp_/);
    assert.match(folder.text('portfolio.md'), /\[secret:github-token\]/);
    const verification = verifyPortfolio(folder, made.digest);
    assert.equal(verification.ok, true);
    assert.ok(verification.checks.some(({ message }) => message.includes('suggested (masked)')));
  });

  it('does not overwrite what is not its own', async () => {
    const out = temporaryFolder();
    fs.writeFileSync(path.join(out, 'portfolio.md'), 'my own page');
    await assert.rejects(
      run(smallLedger(), { out }),
      (error) => PairfolioError.is(error, 'output-unwritable') && error.message.includes('portfolio.md'),
    );
    assert.deepEqual(fs.readdirSync(out), ['portfolio.md']);
    assert.equal(fs.readFileSync(path.join(out, 'portfolio.md'), 'utf8'), 'my own page');
  });

  it('overwrites its own, but not what was changed by hand since without being allowed to', async () => {
    const made = smallLedger();
    const { out } = await run(made);
    fs.writeFileSync(path.join(out, 'notes.txt'), 'mine');
    await run(made, { out, cases: choices(made.cases[0] ?? '') });
    const page = path.join(out, 'portfolio.md');
    fs.appendFileSync(page, 'my line');
    await assert.rejects(
      run(made, { out }),
      (error) => PairfolioError.is(error, 'output-unwritable') && error.message.includes('portfolio.md'),
    );
    assert.match(fs.readFileSync(page, 'utf8'), /my line$/);
    await run(made, { out, mayOverwrite: (names) => Promise.resolve(names.join() === 'portfolio.md') });
    assert.doesNotMatch(fs.readFileSync(page, 'utf8'), /my line$/);
    assert.deepEqual(fs.readdirSync(out).sort(), [
      'SHA256SUMS',
      'manifest.json',
      'notes.txt',
      'portfolio.html',
      'portfolio.json',
      'portfolio.md',
    ]);
  });

  it('leaves nothing behind when it is cancelled or cannot write', async () => {
    const out = path.join(temporaryFolder(), 'portfolio');
    const stop = new AbortController();
    const cancelled = run(smallLedger(), {
      out,
      signal: stop.signal,
      onProgress: (step) => (step === 'writing' ? stop.abort() : undefined),
    });
    await assert.rejects(cancelled, (error) => PairfolioError.is(error, 'cancelled'));
    assert.equal(fs.existsSync(out), false);
    const file = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(file, '');
    await assert.rejects(run(smallLedger(), { out: path.join(file, 'below') }), (error) =>
      PairfolioError.is(error, 'output-unwritable'),
    );
    const inTheWay = temporaryFolder();
    const { out: own } = await run(smallLedger(), { out: inTheWay });
    fs.rmSync(path.join(own, 'SHA256SUMS'));
    fs.mkdirSync(path.join(own, 'SHA256SUMS'));
    await assert.rejects(run(smallLedger(), { out: own }), (error) => PairfolioError.is(error, 'output-unwritable'));
    assert.deepEqual(
      fs.readdirSync(own).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('cuts enormous texts, says so, and publishes no more than it shows', async () => {
    const made = emptyLedger();
    const huge = Array.from({ length: 3000 }, (_, n) => `row ${String(n)}`).join('\n');
    tell(made.ledger, {
      before: huge,
      suggested: huge.replace('row 2000', 'row two thousand'),
      kept: `${huge}\n`,
      prompt: 'x'.repeat(5000),
      verdict: 'overrode',
    });
    const { folder } = await run(made);
    const page = folder.text('portfolio.md');
    assert.match(page, /- row 2000\n\+ row two thousand/);
    assert.match(page, /Too long to show whole/);
    assert.match(page, /4400 more characters/);
    assert.doesNotMatch(everything(folder), /row 100\b/);
    assert.equal(verifyPortfolio(folder, made.digest).ok, true);
  });

  it('does not call texts equal of which it shows only the beginning', async () => {
    const made = emptyLedger();
    const rows = (last: string): string =>
      [...Array.from({ length: 900 }, (_, n) => `row ${String(n)}`), last].join('\n');
    tell(made.ledger, {
      suggested: rows('offered'),
      kept: rows('kept'),
      before: 'x',
      verdict: 'adapted',
      distance: 0.2,
    });
    const { folder } = await run(made);
    assert.doesNotMatch(folder.text('portfolio.md'), /kept it\*\* as it was offered/);
    assert.match(
      folder.text('portfolio.md'),
      /\*\*I kept it\*\* after changes\. After 600 seconds, 20 % of it had been changed\./,
    );
  });

  it('is honest about an empty ledger', async () => {
    const made = emptyLedger();
    const { folder, decisions, cases } = await run(made);
    assert.equal(decisions, 0);
    assert.deepEqual(cases, []);
    assert.match(folder.text('portfolio.md'), /Nothing was decided in this period yet\./);
    assert.equal(verifyPortfolio(folder, made.digest).ok, true);
  });
});
