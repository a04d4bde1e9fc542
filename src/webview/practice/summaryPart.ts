import type { PracticePageState } from '../../core/practice/messages.ts';
import { element } from '../dom.ts';
import type { DraftBox } from '../draftBox.ts';
import { answerField, type Answering } from './answers.ts';
import { section, type PageLook } from './look.ts';

/** The week in a few sentences, where a model may draft them; also where there are some. Else the page is short enough. */
export function summaryPart(
  { assist }: PracticePageState,
  { strings }: PageLook,
  answering: Answering,
  box: DraftBox,
): HTMLElement | null {
  const { draft, change } = answering;
  if (assist !== true && draft.summary === '') return null;
  const mark = draftedMark(strings.assisted, draft.summaryDrafted);
  const field = answerField('summary', strings.summaryTitle, strings.summaryHint, {
    ...answering,
    change: (changes) => {
      // Who empties the field and writes anew wrote it alone.
      const drafted = changes.summary?.trim() === '' ? { summaryDrafted: false } : {};
      if (changes.summary?.trim() === '') mark.hidden = true;
      change({ ...changes, ...drafted });
    },
  });
  return section('summary', strings.summaryTitle, field, mark, box.root);
}

/** Says that a model helped with the words above. */
export function draftedMark(words: string, shown: boolean): HTMLElement {
  return element('p', { class: 'aside assisted', hidden: !shown }, words);
}
