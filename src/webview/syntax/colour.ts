import type { ReviewPart } from '../../core/reflect/messages.ts';
import { languageOf } from './languages.ts';
import { tokenize, type Inside, type Token } from './tokenize.ts';

type Line = ReviewPart['lines'][number];
type Version = 'before' | 'suggested' | 'now';

/** The versions of the text a line is in. */
const versions: Readonly<Record<Line['kind'], readonly Version[]>> = {
  same: ['before', 'suggested', 'now'],
  before: ['before'],
  kept: ['suggested', 'now'],
  dropped: ['suggested'],
  written: ['now'],
  restored: ['before', 'now'],
  gap: [],
};

/** The tokens of each line. Lines of several versions stand among each other: what one leaves open is open in its own. */
export function colour(lines: readonly Line[], languageId: string | null): (readonly Token[])[] {
  const language = languageOf(languageId);
  const open = new Map<Version, Inside | null>();
  return lines.map(({ kind, text }) => {
    if (!language) return [{ kind: 'plain', text }];
    if (kind === 'gap') {
      open.clear();
      return [];
    }
    const [first = 'now'] = versions[kind];
    const { tokens, inside } = tokenize(text, language, open.get(first) ?? startOf(text, language.blockComment));
    for (const version of versions[kind]) open.set(version, inside);
    return tokens;
  });
}

/** After lines that are not shown, ` * ` is more likely the middle of a comment than a product. */
function startOf(text: string, blockComment: readonly [string, string] | null): Inside | null {
  return blockComment?.[1] === '*/' && /^\s*\*(\s|\/|$)/.test(text) ? { kind: 'comment', end: '*/' } : null;
}

/** A stretch of a line with its colour and whether it changed. */
export interface Stretch extends Token {
  readonly marked: boolean;
}

/** Cuts tokens where a change inside the line begins or ends. */
export function withMarks(tokens: readonly Token[], marks: Line['marks']): Stretch[] {
  if (!marks || marks.length === 0) return tokens.map((token) => ({ ...token, marked: false }));
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { kind, text } of tokens) {
    const end = at + text.length;
    const cuts = marks
      .flat()
      .filter((cut) => cut > at && cut < end)
      .sort((a, b) => a - b);
    let from = at;
    for (const to of [...cuts, end]) {
      const marked = marks.some(([start, stop]) => start <= from && to <= stop);
      if (to > from) stretches.push({ kind, text: text.slice(from - at, to - at), marked });
      from = to;
    }
    at = end;
  }
  return stretches;
}
