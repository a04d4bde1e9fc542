import type { Token } from 'markdown-it';

/** The tokens of one block of the page's top level: from its opening to its closing token. */
export type Block = readonly Token[];

/** Parts a page into its blocks, in order. */
export function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)?.push(token);
    depth += token.nesting;
  }
  return blocks;
}

/** The inline tokens of a heading or a paragraph. */
export function inlineOf(block: Block): readonly Token[] {
  return block[1]?.children ?? [];
}

/** `1` to `6` for a heading, else 0. */
export function headingLevel(block: Block): number {
  return block[0]?.type === 'heading_open' ? Number(block[0].tag.slice(1)) : 0;
}

/** The one picture a paragraph consists of: where it is looked for. */
export function pictureIn(block: Block): string | undefined {
  const children = block[0]?.type === 'paragraph_open' ? inlineOf(block) : [];
  const [only] = children;
  return children.length === 1 && only?.type === 'image' ? String(only.attrGet('src')) : undefined;
}

const foldOpening = /^<details>\n<summary>([\p{L}\p{N} ,.’–%]{1,100})<\/summary>\n?$/u;

/** The only HTML of the page: the beginning (with its summary) and the end of a fold, exactly as codeBlocks.ts writes them. */
export function foldMark(block: Block): { readonly opens: string } | 'closes' | undefined {
  const [token] = block;
  if (token?.type !== 'html_block') return undefined;
  if (/^<\/details>\n?$/.test(token.content)) return 'closes';
  const [, summary] = foldOpening.exec(token.content) ?? [];
  return summary === undefined ? undefined : { opens: summary };
}

/**
 * Says of a paragraph what it is for, so that the style can show it: words at the top that begin with a lead, and the
 * fine print of a case.
 */
export function markParagraph(block: Block, isIntroduction: boolean): void {
  const [opening] = block;
  if (opening?.type !== 'paragraph_open') return;
  const children = inlineOf(block).filter(({ type, content }) => type !== 'text' || content !== '');
  const [first] = children;
  const ends = first?.type === 'em_open' ? children.findIndex(({ type }) => type === 'em_close') : -1;
  if (ends > 0 && ends === children.length - 1) opening.attrSet('class', 'fine');
  else if (isIntroduction && first?.type === 'strong_open') opening.attrSet('class', 'note');
}

/** Tables: the first cell of a row names it, figures are not parted, long words have room. No styles of its own. */
export function markTables(tokens: readonly Token[], about: string): void {
  let cells: Token[] = [];
  let inHead = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'table_open') token.info = about;
    if (token.type === 'thead_open' || token.type === 'thead_close') inHead = token.nesting === 1;
    if (token.type === 'tr_open') cells = [];
    if (token.type !== 'th_open' && token.type !== 'td_open') continue;
    cells.push(token);
    token.attrs = [];
    const text = tokens[index + 1]?.content ?? '';
    if (inHead) token.attrSet('scope', 'col');
    else if (cells.length === 1) nameRow(tokens, index);
    if (/^\d[\d.]*(?:-\d\d-\d\d| (?:%|of) .{0,20})$/.test(text)) token.attrSet('class', 'figures');
    else if (text.length > 60) token.attrSet('class', 'words');
  }
}

function nameRow(tokens: readonly Token[], index: number): void {
  for (const token of [tokens[index], tokens[index + 2]]) if (token) token.tag = 'th';
  tokens[index]?.attrSet('scope', 'row');
}
