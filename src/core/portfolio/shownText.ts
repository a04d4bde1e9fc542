import { visibleText } from './escape.ts';
import { linesOf } from './lineDiff.ts';
import type { Redacted } from './redact/redactor.ts';

/**
 * How much of the code and the prompts is published. `signature` shows shape and sizes only; `none` hides the file's
 * name too. The record of a suggestion, which is published to the letter, holds its sizes whatever is chosen.
 */
export const codeModes = ['full', 'signature', 'none'] as const;
export type CodeMode = (typeof codeModes)[number];

/** A private text as it is published. */
export interface ShownText {
  readonly text: string;
  /** Why this is not the recorded text to the letter, so that its hash cannot be compared; absent where it is. */
  readonly altered?: 'masked' | 'replaced' | 'cut';
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

/** @returns whether a case shows the text of this name */
export function isShown(name: string, mode: CodeMode): boolean {
  if (!shown.has(name)) return false;
  return mode === 'full' || (!code.has(name) && !(mode === 'none' && name === 'file'));
}

/** @returns whether the text of this name is a version of the code */
export function isVersion(name: string): boolean {
  return versions.has(name);
}

const whole: Window = { start: 0, end: 0 };

/** A redacted text as a page can bear it: enormous ones cut. Redacted before, because half of a secret has no shape to be known by. */
export function shownText(name: string, { text, altered }: Redacted, window: Window): ShownText {
  const lines = linesOf(text);
  const { start, until } = linesShown(lines.length, isVersion(name) ? window : whole);
  const kept = lines.slice(start, until).map(cutLine);
  const linesCut = lines.length - kept.length;
  if (linesCut > 0) return { text: kept.join('\n'), altered: 'cut', linesCut };
  if (kept.some((line, index) => line !== lines[index])) return { text: kept.join('\n'), altered: 'cut' };
  return altered === undefined ? { text } : { text, altered };
}

/** Of the marks of a redacted text those that {@link shownText} shows, with the line they stand in there. */
export function shownMarks(name: string, { text, marks }: Redacted, window: Window): Redacted['marks'] {
  const { start, until } = linesShown(linesOf(text).length, isVersion(name) ? window : whole);
  return marks.flatMap(({ line, kind }) => (line > start && line <= until ? [{ line: line - start, kind }] : []));
}

function linesShown(length: number, { start, end }: Window): { readonly start: number; readonly until: number } {
  return { start, until: Math.min(length - end, start + mostLines) };
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
