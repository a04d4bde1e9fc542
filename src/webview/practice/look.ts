import type { PracticePageState } from '../../core/practice/messages.ts';
import { practiceStrings, type PracticeStrings } from '../../core/practice/strings.ts';
import { fill } from '../../core/reflect/strings.ts';
import type { Entry } from '../../core/portfolio/chooser/messages.ts';
import { element } from '../dom.ts';
import { dateOf, englishStrings, lineOf, placeOf, verdictTag, type Strings } from '../portfolio/parts.ts';

export type PageStrings = Strings & PracticeStrings;

/** What every part of the page needs to draw itself. */
export interface PageLook {
  readonly strings: PageStrings;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
}

export const englishPage: PageStrings = { ...englishStrings, ...practiceStrings };

export function pageLook({ strings, locale }: Pick<PracticePageState, 'strings' | 'locale'>): PageLook {
  return { strings: { ...englishPage, ...strings }, locale };
}

/** One decision in two lines. */
export function decisionLines(entry: Entry, look: PageLook): HTMLElement {
  return element(
    'span',
    { class: 'about' },
    element('span', { class: 'head' }, verdictTag(entry.stance, look), lineOf(entry, look)),
    element('span', { class: 'place' }, `${placeOf(entry, look)} · ${dateOf(entry.at, look)}`),
  );
}

/** "5 of 7, 2 more do not show it". */
export function adherenceWords(
  { kept, of, unknown }: PracticePageState['rules'][number]['all'],
  { strings }: PageLook,
): string {
  const more = unknown === 0 ? [] : [unknown === 1 ? strings.ruleUnknownOne : fill(strings.ruleUnknown, unknown)];
  if (of === 0) return [strings.ruleNoDecision, ...more].join(', ');
  return [fill(strings.ruleCounts, fill(strings.ruleCountsOf, kept, of)), ...more].join(', ');
}

/** A day as ISO date in words of the display language. */
export function dayOf(date: string, { locale }: PageLook): string {
  return new Date(`${date}T12:00:00`).toLocaleDateString(locale, { month: 'long', day: 'numeric', year: 'numeric' });
}

/** A part of the page under a heading. */
export function section(id: string, title: string, ...children: readonly (Node | null)[]): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': `${id}-title`, class: id },
    element('h2', { id: `${id}-title` }, title),
    ...children,
  );
}
