import { maskSecrets } from '../ledger/secrets.ts';
import { visibleText } from './escape.ts';
import { linesOf } from './lineDiff.ts';

/** How much of the code and the prompts is published. `signature` shows shape and sizes only. */
export const codeModes = ['full', 'signature', 'none'] as const;
export type CodeMode = (typeof codeModes)[number];

/** A private text as it is published. */
export interface ShownText {
  readonly text: string;
  /** Why this is not the recorded text to the letter, so that its hash cannot be compared; absent where it is. */
  readonly altered?: 'masked' | 'cut';
  /** Lines left out at the start and at the end. */
  readonly linesCut?: number;
}

/** Lines of one text that a page can bear. */
export const mostLines = 400;
/** Characters of one line. */
const longestLine = 600;

/** Texts that are, or may quote, code: a prompt often does. */
const code: ReadonlySet<string> = new Set(['before', 'suggested', 'kept', 'prompt']);
/** Those of them that are versions of one text. */
const versions: ReadonlySet<string> = new Set(['before', 'suggested', 'kept']);

/** Names of private texts that a case shows. All others (repository, workspace, hunks) stay in the ledger. */
const shown: ReadonlySet<string> = new Set([...code, 'file', 'note', 'sha', 'title', 'situation', 'result', 'impact']);

/** Lines left out at the start and at the end of each version of the code. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The texts of one record as they may be published: secrets masked once more, enormous ones cut, those that are not
 * to be shown left out.
 */
export function shownTexts(
  texts: Readonly<Record<string, string>>,
  mode: CodeMode,
  window: Window,
): Record<string, ShownText> {
  const result: Record<string, ShownText> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (!shown.has(name) || (mode !== 'full' && code.has(name))) continue;
    result[name] = shownText(text, versions.has(name) ? window : { start: 0, end: 0 });
  }
  return result;
}

function shownText(text: string, { start, end }: Window): ShownText {
  // Masked before it is cut: half of a secret has no shape to be known by.
  const masked = maskSecrets(text);
  const lines = linesOf(masked);
  const kept = lines.slice(start, Math.min(lines.length - end, start + mostLines)).map(cutLine);
  const linesCut = lines.length - kept.length;
  if (linesCut > 0) return { text: kept.join('\n'), altered: 'cut', linesCut };
  if (kept.some((line, index) => line !== lines[index])) return { text: kept.join('\n'), altered: 'cut' };
  return masked === text ? { text } : { text: masked, altered: 'masked' };
}

/** Long lines (minified code, embedded data) are cut by characters, and say so. */
function cutLine(line: string): string {
  if (line.length <= longestLine) return line;
  const characters = Array.from(line);
  if (characters.length <= longestLine) return line;
  return `${characters.slice(0, longestLine).join('')} […${String(characters.length - longestLine)} more characters]`;
}

/** As {@link visibleText}, for texts that may be missing. */
export function visible(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : visibleText(text);
}
