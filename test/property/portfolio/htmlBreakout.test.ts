import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawPictures } from '../../../src/core/portfolio/charts/drawPictures.ts';
import { picture, text } from '../../../src/core/portfolio/charts/picture.ts';
import { inlinePicture } from '../../../src/core/portfolio/html/inlinePicture.ts';
import { renderHtml } from '../../../src/core/portfolio/html/renderHtml.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { hostileText, hostileToldFields } from '../../support/hostileText.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';
import { assertStrictHtml, assertStrictMarkup, type Tag } from '../../support/strictHtml.ts';
import { runs } from '../../support/runs.ts';

const shapeOf = (tags: readonly Tag[]): string[] => tags.map(({ name }) => name);

describe('a text planted in portfolio.html', () => {
  it('makes no element or attribute, whatever field it stands in', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(hostileToldFields, fc.constantFrom('overrode', 'adapted', 'trusted'), async (told, verdict) => {
        const { ledger, clock, digest } = emptyLedger();
        tell(ledger, { before: 'a', suggested: 'b', kept: 'c', verdict, stance: verdict, ...told });
        const { files } = await buildPortfolio(ledger, { clock, digest });
        ledger.dispose();
        const html = files.find(({ name }) => name === 'portfolio.html')?.text ?? '';
        const tags = assertStrictHtml(html);
        // One case, its own sections, no link but those to the headings, no picture.
        assert.equal(tags.filter(({ name }) => name === 'article').length, 1);
        assert.equal(tags.filter(({ name }) => name === 'svg').length, 0);
        for (const { name, attributes } of tags) if (name === 'a') assert.match(attributes['href'] ?? '', /^#[^\s]+$/);
        assert.doesNotMatch(html, /[\0\u001b\u202e\u200b\r]/);
      }),
      { numRuns: runs(100) },
    );
  });

  it('makes none even where it is the Markdown itself', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 6 }), (parts) => {
        assertStrictHtml(renderHtml(parts.join('\n\n'), [], nodeDigest));
        assertStrictHtml(renderHtml(`# a\n\n${parts.join('\n')}`, [], nodeDigest));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('stays text in a picture, as a file and inside the page', () => {
    const harmless = picture({ id: 'x', title: 'x', alt: 'x', height: 9, content: [text(1, 1, 'x', 'small', 'x')] });
    const shape = (svg: string): string[] => Array.from(svg.matchAll(/<[^\s>]*/g), ([tag]) => tag);
    fc.assert(
      fc.property(hostileText, (planted) => {
        const { svg } = picture({
          id: 'x',
          title: planted,
          alt: planted,
          height: 9,
          content: [text(1, 1, planted, 'small', planted)],
        });
        assert.deepEqual(shape(svg), shape(harmless.svg));
        const inline = inlinePicture(svg);
        assert.ok(inline !== undefined);
        assertStrictMarkup(inline);
        assert.doesNotMatch(inline, /[\0\u001b\u202e\u200b\r]|<style/);
        // No XML holds these.
        assert.doesNotMatch(svg, /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('cannot come along in a picture: whatever is put into one, it is refused or stays as it was', () => {
    const groups = (['trusted', 'overrode'] as const).flatMap((verdict) =>
      Array.from({ length: 30 }, (_, number) => ({
        id: `${verdict}${String(number)}`,
        at: '2026-10-01T00:00:00.000Z',
        parts: [],
        verdict,
        reflection: null,
        language: null,
        kind: null,
      })),
    );
    const byVerdict = { trusted: 30, adapted: 0, overrode: 30, undecided: 0 };
    const [drawn] = drawPictures({ groups, decided: 60, byVerdict, survival: [] });
    assert.ok(drawn);
    const before = inlinePicture(drawn.svg);
    assert.ok(before !== undefined);
    const planted = fc.constantFrom(
      '<script>alert(1)</script>',
      '<foreignObject><p>x</p></foreignObject>',
      '<image href="https://evil.example/x.png"/>',
      '<a href="javascript:alert(1)"><text>x</text></a>',
      '<use href="#x"/>',
      '<style>*{display:none}</style>',
      ' onload="alert(1)"',
      ' style="fill:red"',
      ' fill="url(https://evil.example)"',
      ' href="x"',
      '<!-- -->',
      '<![CDATA[x]]>',
      '<?xml-stylesheet href="x"?>',
      '<!DOCTYPE svg>',
      '</svg>',
      '</svg><svg>',
      '</g>',
      '<g>',
      '&x;',
      '&#60;',
      '<',
      '">',
      ' id="text"',
    );
    fc.assert(
      fc.property(planted, fc.nat({ max: drawn.svg.length }), (what, at) => {
        const inline = inlinePicture(drawn.svg.slice(0, at) + what + drawn.svg.slice(at));
        // Inside a value it is a value; nowhere is it a tag or an attribute more.
        if (inline === undefined) return;
        assert.deepEqual(shapeOf(assertStrictMarkup(inline)), shapeOf(assertStrictMarkup(before)));
      }),
      { numRuns: runs(3000) },
    );
  });
});
