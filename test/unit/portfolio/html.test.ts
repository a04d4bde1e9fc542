import assert from 'node:assert/strict';
import path from 'node:path';
import { picture, pictureLines, text } from '../../../src/core/portfolio/charts/picture.ts';
import { palette } from '../../../src/core/portfolio/charts/palette.ts';
import { renderHtml } from '../../../src/core/portfolio/html/renderHtml.ts';
import { rendering } from '../../../src/core/portfolio/manifest.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { assertGolden } from '../../support/goldenText.ts';
import { assertStrictHtml, type Tag } from '../../support/strictHtml.ts';

const html = (markdown: string, pictures: Parameters<typeof renderHtml>[1] = []): string =>
  renderHtml(markdown, pictures, nodeDigest);
const tags = (markdown: string, pictures: Parameters<typeof renderHtml>[1] = []): Tag[] =>
  assertStrictHtml(html(markdown, pictures));
const all = (found: readonly Tag[], name: string): Readonly<Record<string, string>>[] =>
  found.filter((tag) => tag.name === name).map(({ attributes }) => attributes);

const sample = picture({ id: 'sample', title: 'A & B', alt: 'A 1, B 2', height: 40, content: [text(1, 2, 'x < y')] });

// A page in which everything occurs that a portfolio is written in.
const page = `---
schema: pairfolio.portfolio/1
period: 2026-09-01 .. 2026-10-23
coverage: "inline, \\"chat\\""
record_root: "${'ab'.repeat(32)}"
---

# Judgement with AI: 2026

Of 3 changes a model offered, I kept one.

> **Draft, not reviewed by its author.** Picked by the program.

**Verify this in 60 seconds.** Run \`sha256sum -c SHA256SUMS\`.

## At a glance

${pictureLines(sample).join('')}

| what | mine | published elsewhere |
| --- | --- | --- |
| kept | 1 of 3 | – |
| seen \\| read | 56 % (40–70), n = 36 | 59.6 % of accepted inline suggestions were unchanged after 10 minutes (n = 386) |

## One decision

### 1. Overrode: a \`retry\` &lt;b&gt; *twice*

**The model offered** 2 new lines:

\`\`\`diff
@@ 3 unchanged lines @@
  same
- if (a < b) return "x & y";
+ const key = 1;
\`\`\`

<details>
<summary>The whole text, 1 line</summary>

\`\`\`typescript
const wide = '</code>';
\`\`\`

</details>

*Proof: observed as overrode.*

## At a glance

- **Silence.** None. See [Evidence](#evidence) and [the paper](https://arxiv.org/abs/2210.14306).
`;

describe('portfolio.html', () => {
  // Whoever verifies an older portfolio renders it again: whatever changes the golden file needs another `rendering`.
  it(`is to the byte what rendering ${String(rendering)} gives`, () => {
    assertGolden(path.join(import.meta.dirname, '../../golden/portfolio/page.html'), html(page, [sample]));
    assert.equal(html(page, [sample]), html(page, [sample]));
  });

  it('is titled, has its headings in order with ids of their own, and a table of contents that leads to them', () => {
    const found = tags(page, [sample]);
    assert.match(html(page), /<title>Judgement with AI: 2026<\/title>/);
    const headings = found.filter(({ name }) => /^h\d$/.test(name));
    assert.deepEqual(
      headings.map(({ name, attributes }) => `${name} ${attributes['id'] ?? ''}`),
      [
        'h1 judgement-with-ai-2026',
        'h2 at-a-glance',
        'h2 one-decision',
        'h3 1-overrode-a-retry-b-twice',
        'h2 at-a-glance-1',
      ],
    );
    const links = all(found, 'a').map(({ href }) => href);
    assert.deepEqual(links.slice(0, 5), [
      '#text',
      '#at-a-glance',
      '#one-decision',
      '#1-overrode-a-retry-b-twice',
      '#at-a-glance-1',
    ]);
    assert.deepEqual(
      headings.length + 1 + 2, // the text itself, and the words of a picture
      new Set(found.flatMap(({ attributes }) => attributes['id'] ?? [])).size,
    );
    assert.deepEqual(all(found, 'article'), [
      { class: 'case overrode', 'aria-labelledby': '1-overrode-a-retry-b-twice' },
    ]);
  });

  it('gives a heading no id that something else has', () => {
    const found = tags('# text\n\n## picture sample title\n\n## !!!\n\n## !!!\n\n## Ünïcode ⟦U+202E⟧', [sample]);
    assert.deepEqual(
      found.flatMap(({ name, attributes }) => (/^h\d/.test(name) ? [attributes['id']] : [])),
      ['text-1', 'picture-sample-title-1', 'section', 'section-1', 'ünïcode-u202e'],
    );
  });

  it('shows the front matter as a list, without what only programs read', () => {
    const shown = html(page);
    assert.match(shown, /<dt>Period<\/dt><dd>2026-09-01 \.\. 2026-10-23<\/dd>/);
    assert.match(shown, /<dt>Coverage<\/dt><dd>inline, &quot;chat&quot;<\/dd>/);
    assert.match(shown, /<dt>Record root<\/dt><dd><code>(ab){32}<\/code><\/dd>/);
    assert.doesNotMatch(shown, /pairfolio\.portfolio/);
    // A page without one is a page all the same.
    assert.equal(all(tags('# a'), 'dl').length, 0);
  });

  it('marks each line of a difference by sign, element and colour, and keeps the text as it was', () => {
    const shown = html(page);
    assert.ok(
      shown.includes('<del>- if (a &lt; b) return &quot;x &amp; y&quot;;\n</del><ins>+ const key = 1;\n</ins>'),
    );
    assert.ok(shown.includes('<span class="gap">@@ 3 unchanged lines @@\n</span><span>  same\n</span>'));
    assert.match(shown, /aria-label="Difference, 1 line removed, 1 line added"/);
  });

  it('lets the keyboard reach whatever may scroll, and names it', () => {
    const boxes = all(tags(page), 'div').filter((attributes) => attributes['class']?.startsWith('scroll'));
    assert.deepEqual(
      boxes.map((attributes) => [attributes['role'], attributes['tabindex'], attributes['aria-label']]),
      [
        ['group', '0', 'Table: At a glance'],
        ['group', '0', 'Difference, 1 line removed, 1 line added'],
        ['group', '0', 'Code (typescript), 1 line'],
      ],
    );
    const cells = tags(page).filter(({ attributes }) => attributes['scope'] !== undefined);
    assert.deepEqual(
      cells.map(({ name, attributes }) => `${name} ${attributes['scope'] ?? ''}`).join(' '),
      'th col th col th col th row th row',
    );
  });

  it('lets only the folds of the page itself fold', () => {
    assert.deepEqual(all(tags(page), 'details').length, 1);
    for (const [markdown, count] of [
      ['<details>\n<summary>The whole text, 3 lines</summary>\n\nx', 1],
      ['<details>\n<summary><b>x</b></summary>\n\nx\n\n</details>', 0],
      ['<details open>\n<summary>x</summary>\n\nx\n\n</details>', 0],
      ['<details>\n<summary>x</summary>\n<img src=x>\n\n</details>', 0],
      ['</details>\n\nx', 0],
      ['> <details>\n> <summary>x</summary>\n\n</details>', 0],
      ['<details>\n<summary>a</summary>\n\n<details>\n<summary>b</summary>\n\nx', 1],
    ] as const) {
      assert.equal(all(tags(markdown), 'details').length, count, markdown);
    }
  });

  it('shows a picture only where it is one of its own, else its words', () => {
    const line = pictureLines(sample).join('');
    assert.equal(all(tags(line, [sample]), 'svg').length, 1);
    assert.doesNotMatch(html(line, [sample]).slice(html(line).indexOf('<body>')), /<style|<img|xmlns/);
    for (const pictures of [
      [],
      [{ ...sample, svg: sample.svg.replace('</svg>', '<script/></svg>') }],
      [{ ...sample, name: 'pictures/x.svg' }],
    ]) {
      const found = html(line, pictures);
      assert.equal(all(assertStrictHtml(found), 'svg').length, 0);
      assert.match(found, /<p>A 1, B 2<\/p>/);
    }
    assert.match(html('before ![words](https://evil.example/x.png) after'), /<p>before words after<\/p>/);
  });

  it('links to itself, its folder and secure addresses only', () => {
    const hrefs = (markdown: string): unknown[] =>
      all(tags(markdown), 'a')
        .slice(1)
        .map(({ href }) => href);
    assert.deepEqual(hrefs('[a](#b) [c](portfolio.json) [d](https://e.example/?a=1&amp;b)'), [
      '#b',
      'portfolio.json',
      'https://e.example/?a=1&amp;b',
    ]);
    for (const url of [
      'javascript:x',
      'data:text/html,x',
      'http://e.example',
      '//e.example',
      'file:///etc/passwd',
      '../x',
      'mailto:a@b',
    ])
      assert.deepEqual(hrefs(`[a](${url})\n\n<${url}>`), [], url);
  });

  it('has the policy of its one style, and text of enough contrast in both schemes', () => {
    const shown = html(page, [sample]);
    const styles = [...shown.matchAll(/<style>([\s\S]*?)<\/style>/g)];
    assert.equal(styles.length, 1);
    const hash = Buffer.from(nodeDigest.sha256(styles[0]?.[1] ?? ''), 'hex').toString('base64');
    assert.ok(shown.includes(`"default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`));
    const grounds = {
      ground: ['ink', 'muted', 'accent', 'trusted', 'adapted', 'overrode'],
      raised: ['ink', 'muted', 'accent'],
      added: ['addedInk'],
      removed: ['removedInk'],
    } as const;
    for (const [ground, inks] of Object.entries(grounds) as [keyof typeof grounds, readonly (keyof typeof palette)[]][])
      for (const ink of inks)
        for (const scheme of [0, 1] as const)
          assert.ok(
            contrast(palette[ground][scheme], palette[ink][scheme]) >= 4.5,
            `${ink} on ${ground}, ${String(scheme)}`,
          );
  });
});

/** Contrast ratio of two colours, WCAG 2.2. */
function contrast(one: string, other: string): number {
  const light = (colour: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
