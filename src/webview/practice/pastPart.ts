import type { PastReview, PracticePageState } from '../../core/practice/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import { dateOf } from '../portfolio/parts.ts';
import { dayOf, decisionLines, section, type PageLook } from './look.ts';
import { shareBox, type Share } from './rulesPart.ts';

/** What agents were told and what came after, and the way to tell them more. */
export function lessonsPart(
  { effects, canTell }: PracticePageState,
  look: PageLook,
  tell: () => void,
): HTMLElement | null {
  const { strings } = look;
  if (effects.length === 0 && !canTell) return null;
  return section(
    'effects',
    strings.effectsTitle,
    effects.length === 0 ? null : element('p', { class: 'aside' }, strings.effectsHint),
    effects.length === 0
      ? null
      : element(
          'ul',
          {},
          ...effects.map(({ words, where, since, before, after }) => {
            const part = ({ count, of }: { count: number; of: number }): string =>
              of === 0 ? strings.effectNone : fill(strings.ruleCountsOf, count, of);
            const counts = fill(strings.effect, part(before), dateOf(since, look), part(after));
            return element('li', {}, element('strong', {}, words), ` (${where}): ${counts}`);
          }),
        ),
    canTell ? element('p', { class: 'aside' }, strings.lessonsHint) : null,
    canTell ? element('div', { class: 'buttons' }, button(strings.lessons, tell, { id: 'lessons' })) : null,
  );
}

/** Reviews saved before, the newest first. */
export function pastPart({ past }: PracticePageState, look: PageLook, share: Share): HTMLElement {
  const { strings } = look;
  return section(
    'past',
    strings.pastTitle,
    past.length === 0 ? element('p', { class: 'aside' }, strings.pastNone) : null,
    ...past.map((review) => pastReview(review, look, share)),
  );
}

function pastReview(review: PastReview, look: PageLook, share: Share): HTMLElement {
  const { strings } = look;
  const { week, first, last, summary, surprised, missed, differently, about, skill, shown } = review;
  const said = (title: string, text: string | null, ...more: HTMLElement[]): HTMLElement[] =>
    text === null && more.length === 0
      ? []
      : [
          element('dt', {}, title),
          element('dd', {}, ...more, ...(text === null ? [] : [element('p', { class: 'said-text' }, text)])),
        ];
  return element(
    'details',
    { class: 'past-review', id: `past-${week}` },
    element('summary', {}, fill(strings.weekOf, dayOf(first, look), dayOf(last, look))),
    element(
      'dl',
      {},
      ...said(strings.summaryTitle, summary),
      ...said(strings.surprisedTitle, surprised),
      ...said(strings.missedTitle, missed),
      ...said(strings.pastDifferently, differently, ...(about ? [decisionLines(about, look)] : [])),
    ),
    skill === null ? null : element('p', { class: 'aside' }, fill(strings.pastSkill, skill)),
    shareBox('week', week, shown, look, share),
  );
}
