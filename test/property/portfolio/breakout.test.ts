import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { maskSecrets } from '../../../src/core/ledger/secrets.ts';
import { codeSpan, fence, inlineText, visibleText, yamlString } from '../../../src/core/portfolio/escape.ts';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { runs } from '../../support/runs.ts';

// Real Markdown, as a code forge renders it: raw HTML, tables and bare addresses allowed.
const markdown = new MarkdownIt({ html: true, linkify: true });

const nasty = fc.constantFrom(
  '<script>alert(1)</script>',
  '<img src=x onerror=a>',
  '</details>',
  '<!--',
  '-->',
  '<b>',
  '&lt;b&gt;',
  '&#x3c;i&#x3e;',
  ']]>',
  '<?php',
  '](javascript:alert(1))',
  '[a](b)',
  '![a](b)',
  '[a]: b',
  '[^1]',
  'https://evil.example',
  'www.evil.example',
  'a@evil.example',
  '<https://evil.example>',
  '`',
  '``',
  '```',
  '`````',
  '~~~',
  '\n```\n',
  '\n~~~\n',
  '*',
  '**',
  '_',
  '__',
  '~~',
  '|',
  '\\',
  '\\|',
  '\n| a |\n|---|\n',
  '\n---\n',
  '\n===\n',
  '---',
  '...',
  '\n# heading\n',
  '#',
  '\n- item\n',
  '\n1. item',
  '1)',
  '\n> quote\n',
  '\n    code',
  '\n\n',
  '\t',
  ' ',
  '\r\n',
  '\r',
  '\u2028',
  '\u202e',
  '\u200b',
  '\0',
  '\u001b[31m',
  '\u001b]8;;x\u0007',
  '\n### 9. Trusted: planted\n',
  '"',
  "'",
  ': ',
  '\nstatus: reviewed\n',
  '$x$',
  '\ud800',
  'word',
  'MARKER',
);
const hostile = fc.array(nasty, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

/** Everything in rendered Markdown that is not plain text or code. */
function structure(text: string): string[] {
  return markdown
    .parse(text, {})
    .flatMap((token) => (token.children ?? [token]).map(({ type }) => type))
    .filter((type) => type !== 'text' && type !== 'softbreak');
}

describe('a text planted in a portfolio', () => {
  it('stays text where text stands', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const inline = inlineText(text);
        assert.ok(!/[\n\r\u001b\u202e]/.test(inline));
        // Behind words of ours, and at the start of a paragraph, a heading and a table cell.
        assert.deepEqual(structure(`before ${inline} after`), structure('x'));
        assert.deepEqual(structure(`# ${inline}x`), structure('# x'));
        assert.deepEqual(structure(`${inline}x`), structure('x'));
        assert.deepEqual(
          structure(`| a | b |\n|---|---|\n| ${inline} | c |`),
          structure('| a | b |\n|---|---|\n| x | c |'),
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  it('reads as it was written', () => {
    const plain = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
    fc.assert(
      fc.property(plain, (text) => {
        const tokens = markdown.parse(`x${inlineText(text)}x`, {}).flatMap((token) => token.children ?? []);
        assert.equal(
          tokens.map(({ content }) => content).join(''),
          `x${visibleText(text).replace(/\s+/gu, ' ').trim()}x`,
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  it('stays code where code stands', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, language) => {
        assert.deepEqual(structure(`a ${codeSpan(text).replace(/^\(empty\)$/, '`x`')} b`), structure('a `x` b'));
        assert.deepEqual(
          structure(`| ${codeSpan(text).replace(/^\(empty\)$/, '`x`')} | b |\n|---|---|`),
          structure('| `x` | b |\n|---|---|'),
        );
        const [block, ...more] = markdown.parse(fence(language, visibleText(text)), {});
        assert.equal(more.length, 0);
        // Markdown itself replaces nothing else: NUL is gone already.
        assert.equal(block?.content, `${visibleText(text)}\n`);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('stays one value where the front matter stands', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const value = yamlString(text);
        assert.ok(!value.includes('\n'));
        assert.equal(JSON.parse(value), visibleText(text).replace(/\s+/gu, ' ').trim());
      }),
    );
  });

  it('cannot leave its place on the page, whatever field it stands in, and the page still verifies', async function () {
    this.timeout(120_000);
    const field = fc.constantFrom(
      'file',
      'prompt',
      'before',
      'suggested',
      'kept',
      'note',
      'title',
      'situation',
      'result',
      'impact',
      'tool',
      'model',
      'language',
      'sha',
      'workspace',
      'reason',
    );
    const out = path.join(temporaryFolder(), 'page');
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(field, hostile, { minKeys: 1 }),
        fc.constantFrom('overrode', 'adapted', 'trusted'),
        async (fields, verdict) => {
          const { ledger, clock, digest } = emptyLedger();
          const { reason, ...texts } = fields;
          tell(ledger, {
            before: 'a',
            suggested: 'b',
            kept: 'c',
            verdict,
            stance: verdict,
            ...texts,
            reasons: reason === undefined ? [] : [reason.toWellFormed()],
            ...wellFormed(texts, ['tool', 'model', 'language']),
          });
          fs.rmSync(out, { recursive: true, force: true });
          await exportPortfolio(ledger, { out, clock, digest });
          ledger.dispose();
          const folder = MemoryFolder.read(out);
          const { checks } = verifyPortfolio(folder, digest);
          assert.deepEqual(
            checks.filter(({ status }) => status === 'failed'),
            [],
          );
          const page = folder.text('portfolio.md');
          const end = page.indexOf('\n---\n', 4);
          assert.deepEqual(
            page
              .slice(0, end)
              .split('\n')
              .map((line) => line.split(':')[0]),
            ['---', 'schema', 'period', 'decisions', 'coverage', 'record_root', 'status'],
          );
          assertPlain(page.slice(end + 5));
          assert.equal(maskSecrets(page), page);
        },
      ),
      { numRuns: runs(150) },
    );
  });
});

const headings = [
  /^Judgement with AI: 2 October 2026$/,
  /^At a glance$/,
  /^One decision$/,
  /^1\. (Overrode|Adapted|Trusted): /,
  /^Drawn at random$/,
  /^When I trust it, and when I do not$/,
  /^What the model missed$/,
  /^Calibration$/,
  /^Experiments and adaptation$/,
  /^Working with the system$/,
  /^For stakeholders$/,
  /^Method, coverage and limits$/,
  /^Evidence$/,
];

/** Only our own headings, tables and folds; no link, no image, no raw HTML of others. */
function assertPlain(page: string): void {
  const tokens = markdown.parse(page, {});
  const titles = tokens.flatMap((token, index) =>
    token.type === 'heading_open' ? [tokens[index + 1]?.content ?? ''] : [],
  );
  assert.equal(titles.length, headings.length, titles.join(' / '));
  headings.forEach((heading, index) => assert.match(titles[index] ?? '', heading));
  assert.equal(tokens.filter(({ type }) => type === 'table_open').length, 2);
  for (const token of tokens) {
    if (token.type === 'html_block')
      assert.match(
        token.content,
        /^(<details>\n<summary>The (whole text|whole difference|changes), \d+ lines<\/summary>\n|<\/details>\n?)$/,
      );
    for (const child of token.children ?? [])
      assert.ok(
        !['html_inline', 'link_open', 'image', 's_open'].includes(child.type),
        `${child.type} ${child.content}`,
      );
  }
  assert.ok(!/[\0\u001b\u202e\u200b\r]/.test(page));
}

/** Fields that stand in the record itself, which holds well-formed text only. */
function wellFormed(texts: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (texts[name] === undefined ? [] : [[name, texts[name].toWellFormed()]])),
  );
}
