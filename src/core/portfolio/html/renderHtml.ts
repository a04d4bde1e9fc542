import type { Picture } from '../charts/picture.ts';
import type { Digest } from '../../shared/digest.ts';
import { factList, splitFrontMatter } from './frontMatterList.ts';
import { idsIn, inlinePicture } from './inlinePicture.ts';
import { element, escapeMarkup } from './markup.ts';
import { renderBody, type Entry } from './renderBody.ts';
import { pageStyle } from './style.ts';

/** The page for a browser, beside the Markdown it is rendered from. */
export const htmlName = 'portfolio.html';

const textId = 'text';

/**
 * portfolio.html: one file that needs nothing else, made of the very text of portfolio.md. It holds no script, and its
 * content security policy forbids everything but its one style. The same text and pictures give the same bytes.
 * @param markdown portfolio.md
 * @param pictures the pictures it may show; one that charts/ would not draw is left out, with its words in its place
 */
export function renderHtml(
  markdown: string,
  pictures: readonly Pick<Picture, 'name' | 'svg'>[],
  digest: Pick<Digest, 'sha256'>,
): string {
  const { facts, body } = splitFrontMatter(markdown);
  const drawn = new Map(
    pictures.flatMap(({ name, svg }) => {
      const inline = inlinePicture(svg);
      return inline === undefined ? [] : [[name, inline]];
    }),
  );
  const { html, title, contents } = renderBody(body, {
    pictures: drawn,
    facts: factList(facts),
    taken: [textId, ...[...drawn.values()].flatMap(idsIn)],
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${base64(digest.sha256(pageStyle))}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title || 'Portfolio')}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#${textId}">Skip to the text</a>
${tableOfContents(contents)}<main id="${textId}" tabindex="-1">
${html}</main>
</body>
</html>
`;
}

/** The sections, and the cases under theirs. */
function tableOfContents(contents: readonly Entry[]): string {
  if (contents.length === 0) return '';
  const link = ({ id, text }: Entry): string =>
    element('a', { href: `#${encodeURIComponent(id)}` }, escapeMarkup(text));
  const sections: { readonly entry: Entry; readonly cases: Entry[] }[] = [];
  for (const entry of contents) {
    const last = sections.at(-1);
    if (entry.level === 3 && last) last.cases.push(entry);
    else sections.push({ entry, cases: [] });
  }
  const items = sections.map(({ entry, cases }) => {
    const below = cases.length === 0 ? '' : `\n<ol>\n${cases.map((one) => `<li>${link(one)}</li>\n`).join('')}</ol>\n`;
    return `<li>${link(entry)}${below}</li>\n`;
  });
  return `<nav aria-label="Contents">\n<p>Contents</p>\n<ol>\n${items.join('')}</ol>\n</nav>\n`;
}

/** Bytes given in hex, in base64. */
function base64(hex: string): string {
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
}
