import MarkdownIt, { type MarkdownIt as Markdown, type Token } from 'markdown-it';
import { codeBlock } from './codeBlock.ts';
import { escapeMarkup, startTag } from './markup.ts';

/**
 * A Markdown reader as a code forge has one, that never lets HTML through: raw HTML is read as such, so that the page
 * reads here as it does there, and comes out as text. Links lead to this page, this folder or a secure address.
 */
export function pageMarkdown(): Markdown {
  const markdown = new MarkdownIt({ html: true });
  markdown.validateLink = (url) => /^(?:#[\w%.-]+|https:\/\/[^\s]+|[\w-][\w.-]*(?:\/[\w-][\w.-]*)*)$/.test(url);
  const raw = (tokens: Token[], at: number): string => escapeMarkup(tokens[at]?.content ?? '');
  Object.assign(markdown.renderer.rules, {
    html_inline: raw,
    html_block: (tokens: Token[], at: number) => `<p>${raw(tokens, at).trimEnd()}</p>\n`,
    // A picture that is not one of the portfolio's: what it shows, in words.
    image: (tokens: Token[], at: number) => escapeMarkup(plainText(tokens[at]?.children ?? [])),
    fence: (tokens: Token[], at: number) => codeBlock(tokens[at]?.info ?? '', tokens[at]?.content ?? ''),
    code_block: (tokens: Token[], at: number) => codeBlock('text', tokens[at]?.content ?? ''),
    table_open: (tokens: Token[], at: number) =>
      `${startTag('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': `Table: ${tokens[at]?.info || 'figures'}` })}<table>\n`,
    table_close: () => '</table></div>\n',
    link_open: (tokens: Token[], at: number) => {
      const url = String(tokens[at]?.attrGet('href') ?? '');
      return `<a href="${escapeMarkup(url)}"${url.startsWith('https:') ? ' rel="noopener noreferrer"' : ''}>`;
    },
  });
  return markdown;
}

/** What inline tokens say, without their marks. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) =>
      type === 'softbreak' || type === 'hardbreak' ? ' ' : children ? plainText(children) : content,
    )
    .join('');
}
