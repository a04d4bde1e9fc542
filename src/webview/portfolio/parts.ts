import type { ChooserState, Entry } from '../../core/portfolio/chooser/messages.ts';
import { chooserStrings, type ChooserStrings } from '../../core/portfolio/chooser/strings.ts';
import { fill, reviewStrings, type ReviewStrings } from '../../core/reflect/strings.ts';
import { element } from '../dom.ts';

/** The words of the page, those it shares with the review view among them. */
export type Strings = ReviewStrings & ChooserStrings;

export const englishStrings: Strings = { ...reviewStrings, ...chooserStrings };

/** What every part of the page needs to draw itself. */
export interface Look {
  readonly strings: Strings;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
}

export function lookOf({ strings, locale }: Pick<ChooserState, 'strings' | 'locale'>): Look {
  return { strings: { ...englishStrings, ...strings }, locale };
}

/** The verdict of a decision: a word, and a colour beside it. */
export function verdictTag(stance: Entry['stance'], { strings }: Look): HTMLElement {
  return element('span', { class: `verdict ${stance}` }, strings[stance]);
}

/** The line a decision is known by. */
export function lineOf({ line, file }: Entry, { strings }: Look): HTMLElement {
  if (line?.from === 'title') return element('span', { class: 'line' }, line.text);
  if (line?.from === 'prompt') return element('span', { class: 'line' }, `“${line.text}”`);
  if (line) return element('code', { class: 'line' }, line.text);
  return element('span', { class: 'line aside' }, file ?? strings.nothingKept);
}

/** Where a decision was, with what, and how large. */
export function placeOf(entry: Entry, { strings }: Look): string {
  const lines = entry.lines === 1 ? strings.linesOne : fill(strings.linesMany, entry.lines);
  return [entry.file ?? strings.unknownFile, entry.language, entry.tool ?? strings.unknownTool, lines]
    .filter((word) => word !== null)
    .join(' · ');
}

export function dateOf(at: string, { locale }: Look): string {
  const date = new Date(at).toLocaleDateString(locale, { year: 'numeric', month: 'short', day: 'numeric' });
  return date.replaceAll(' ', '\u00a0');
}

/** "3.4 kB". */
export function sizeOf(bytes: number, { locale }: Look): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  const digits = { maximumFractionDigits: value < 10 && unit !== 'byte' ? 1 : 0 };
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', ...digits }).format(value);
}
