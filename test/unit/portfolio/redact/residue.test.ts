import assert from 'node:assert/strict';
import { codeSpan, inlineText } from '../../../../src/core/portfolio/escape.ts';
import { requireNoSecrets } from '../../../../src/core/portfolio/redact/residue.ts';
import { PairfolioError } from '../../../../src/core/shared/errors.ts';
import { scanForSecrets } from '../../../../src/node/portfolio/secretScan.ts';
import { plantedSecrets } from '../../../support/plantedSecrets.ts';
import { choices, emptyLedger, richLedger } from '../../../support/portfolioLedger.ts';
import { buildPortfolio } from '../../../../src/node/portfolio/build.ts';

const look = (name: string, text: string): Promise<void> => requireNoSecrets([{ name, text }], scanForSecrets, nothing);

const one = (kind: string): string => {
  const found = plantedSecrets().find((planted) => planted.kind === kind);
  assert.ok(found);
  return found.line;
};
const certain = ['github token', 'slack token', 'npm token', 'stripe key', 'sendgrid key', 'supabase key', 'jwt'];

/** Nobody looked at anything before. */
const nothing = { gave: () => false, gaveLine: () => false };

describe('the last look over finished files', () => {
  it('stops a secret of a known shape in each kind of file, and names file and line only', async () => {
    for (const kind of certain) {
      const line = one(kind);
      const files: readonly [string, string, number][] = [
        ['portfolio.md', `# Page\n\n${inlineText(line)}\n`, 3],
        ['portfolio.md', `# Page\n\n\n${codeSpan(line)}\n`, 4],
        ['portfolio.html', `<p>\n<code><span class="a">${line.replace(/_/g, '<wbr>_')}</span></code>`, 2],
        ['portfolio.html', `<p title="${line.replace(/[_.-]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)}">`, 1],
        ['portfolio.json', JSON.stringify({ a: 1, b: [`x\n${line}`] }, null, 2), 4],
        ['manifest.json', JSON.stringify({ cases: [{ line: JSON.stringify({ model: `x\n${line}` }) }] }, null, 2), 4],
        ['more.jsonl', `{}\n${JSON.stringify({ [line]: 1 })}\n`, 2],
      ];
      for (const [name, text, at] of files) {
        const error: unknown = await look(name, text).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        assert.ok(PairfolioError.is(error, 'verification-failed'), `${kind} in ${name}`);
        assert.match(
          error.message,
          new RegExp(`^${name.replace('.', String.raw`\.`)}, line ${String(at)}, would hold`),
          kind,
        );
        assert.ok(!error.message.includes(line.slice(-20, -6)));
      }
    }
  });

  it('lets marks of masked secrets, hashes, ids and the proof of a portfolio pass', async () => {
    const lines = [
      'postgres://app:[secret:password]@db.example.org/shop',
      '-----[secret:private-key]',
      `const a = "[secret:github-token]"; ${'0123456789abcdef'.repeat(4)} 550e8400-e29b-41d4-a716-446655440000`,
    ];
    await look('portfolio.md', lines.join('\n'));
    await look('portfolio.json', JSON.stringify({ lines, hash: '0123456789abcdef'.repeat(4) }));
    const made = richLedger();
    const { files } = await buildPortfolio(made.ledger, {
      clock: made.clock,
      digest: made.digest,
      cases: choices(...made.cases),
    });
    await requireNoSecrets(files, scanForSecrets, nothing);
  });

  it('looks again at what nobody looked at before', async () => {
    const made = emptyLedger();
    const { files } = await buildPortfolio(made.ledger, { clock: made.clock, digest: made.digest });
    await requireNoSecrets(files, scanForSecrets, nothing);
    await assert.rejects(
      requireNoSecrets(
        [...files, { name: 'new.svg', text: `<svg>${one('github token')}</svg>` }],
        scanForSecrets,
        nothing,
      ),
      /^PairfolioError: new\.svg, line 1,/,
    );
  });
});
