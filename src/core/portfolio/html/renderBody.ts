import type { Token } from 'markdown-it';
import { anchors } from './anchors.ts';
import {
  blocksOf,
  foldMark,
  headingLevel,
  inlineOf,
  markParagraph,
  markTables,
  pictureIn,
  type Block,
} from './blocks.ts';
import { escapeMarkup, startTag } from './markup.ts';
import { pageMarkdown, plainText } from './pageMarkdown.ts';

/** A heading in the table of contents; level 2 or 3. */
export interface Entry {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** The page's text as HTML, and its headings. */
export interface Body {
  readonly html: string;
  readonly title: string;
  readonly contents: readonly Entry[];
}

/** What {@link renderBody} is given beside the text. */
export interface BodyParts {
  /** Markup of the pictures by name. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Markup that follows the opening words. */
  readonly facts: string;
  /** Ids the page uses otherwise. */
  readonly taken: readonly string[];
}

/** Renders the Markdown behind the front matter: headings become sections, cases become articles. */
export function renderBody(text: string, { pictures, facts, taken }: BodyParts): Body {
  const markdown = pageMarkdown();
  const blocks = blocksOf(markdown.parse(text, {}));
  const render = (block: Block): string => markdown.renderer.render([...block], markdown.options, {});
  const idOf = anchors(taken);
  const contents: Entry[] = [];
  const html: string[] = [];
  const open: string[] = [];
  const closeTo = (depth: number): void => {
    while (open.length > depth) html.push(`</${open.pop() ?? ''}>\n`);
  };
  let title = '';
  let section = '';
  let factsDue = facts;
  for (const block of blocks) {
    const level = headingLevel(block);
    const fold = foldMark(block);
    const picture = pictureIn(block);
    const isIntroduction = contents.length === 0 && level !== 2;
    markParagraph(block, isIntroduction);
    // Behind the opening words, before what is said about the page itself.
    if (!isIntroduction || block[0]?.attrGet('class') === 'note') {
      html.push(factsDue);
      factsDue = '';
    }
    if (level > 0) {
      const words = plainText(inlineOf(block));
      const id = idOf(words);
      block[0]?.attrSet('id', id);
      if (level === 1 && title === '') title = words;
      if (level <= 3) {
        closeTo(level === 3 && open[0] === 'section' ? 1 : 0);
        if (level > 1) contents.push({ level, id, text: words });
        if (level === 2) html.push(opened(open, 'section'));
        if (level === 3) html.push(opened(open, 'article', `case ${stanceOf(block)}`.trimEnd(), id));
      }
      section = words;
      html.push(level === 3 ? badged(render(block)) : level === 1 ? withSubtitle(render(block)) : render(block));
    } else if (fold === 'closes' && open.at(-1) === 'details') closeTo(open.length - 1);
    else if (typeof fold === 'object' && open.at(-1) !== 'details')
      html.push(opened(open, 'details'), `<summary>${escapeMarkup(fold.opens)}</summary>\n`);
    else if (picture !== undefined && pictures.has(picture))
      html.push(`<figure>${pictures.get(picture) ?? ''}</figure>\n`);
    else {
      markTables(block, section);
      html.push(render(block));
    }
  }
  closeTo(0);
  return { html: html.join('') + factsDue, title, contents };
}

function opened(open: string[], name: string, kind?: string, labelledBy?: string): string {
  open.push(name);
  return `${startTag(name, { class: kind, 'aria-labelledby': labelledBy })}\n`;
}

const lead = /^(\d+)\. (Trusted|Adapted|Overrode|Undecided):/;

/** What became of a case, as its heading says. */
function stanceOf(block: Block): string {
  const [first]: readonly (Token | undefined)[] = inlineOf(block);
  return (lead.exec(first?.content ?? '')?.[2] ?? '').toLowerCase();
}

/** What stands behind the colon of the title, on a line of its own. */
function withSubtitle(heading: string): string {
  return heading.replace(/^(<h1[^>]*>[^<:]*)(: )([^<]*)<\/h1>/, '$1<span class="unseen">$2</span><span>$3</span></h1>');
}

/** A case's heading with its verdict set off from its title. */
function badged(heading: string): string {
  return heading.replace(
    /^(<h3[^>]*>)(\d+)\. (Trusted|Adapted|Overrode|Undecided): ?/,
    (_, tag: string, place: string, stance: string) =>
      `${tag}<span class="place">${place}.</span> <span class="verdict">${stance}:</span> `,
  );
}
