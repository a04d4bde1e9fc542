import { longestAnswer, type Draft, type PracticePageState } from '../../core/practice/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import { textField } from '../portfolio/fields.ts';
import { choiceField } from './choice.ts';
import { decisionLines, section, type PageLook } from './look.ts';

/** What the parts of the page do. */
export interface Answering {
  readonly draft: Draft;
  /** @param redraw whether the page looks different now */
  readonly change: (changes: Partial<Draft>, redraw?: boolean) => void;
  readonly show: (decision: string) => void;
}

/** The questions one answers in words, each with what the week's record says about it. */
export function answerParts(state: PracticePageState, look: PageLook, answering: Answering): HTMLElement[] {
  const { strings } = look;
  const { wouldDiffer, surprises, missed } = state;
  const differed =
    wouldDiffer === 0 ? null : wouldDiffer === 1 ? strings.differedOne : fill(strings.differed, wouldDiffer);
  const noted =
    surprises.length === 0
      ? null
      : element(
          'div',
          { class: 'aside' },
          element('p', {}, strings.surprisedNoted),
          element('ul', { class: 'noted' }, ...surprises.map((text) => element('li', {}, `“${text}”`))),
        );
  const reasons = missed.map(({ name, count }) => fill(strings.times, name, count)).join(', ');
  return [
    section(
      'surprised',
      strings.surprisedTitle,
      noted,
      differed === null ? null : element('p', { class: 'aside' }, differed),
      answerField('surprised', strings.surprisedTitle, strings.surprisedHint, answering),
    ),
    section(
      'missed',
      strings.missedTitle,
      answerField(
        'missed',
        strings.missedTitle,
        reasons === '' ? strings.missedNone : fill(strings.missedCounted, reasons),
        answering,
      ),
    ),
    reconsider(state, look, answering),
  ];
}

/** A field for an answer, under the heading that asks. */
export function answerField(
  name: 'summary' | 'surprised' | 'missed' | 'differently',
  label: string,
  hint: string,
  { draft, change }: Answering,
): HTMLElement {
  const { root, input } = textField(name, label, { hint, most: longestAnswer, rows: 2 });
  // The heading says it to those who see it; others hear the label.
  if (name !== 'differently')
    root.querySelector('label')?.firstChild?.replaceWith(element('span', { class: 'unseen' }, label));
  input.value = draft[name];
  input.addEventListener('input', () => change({ [name]: input.value }));
  return root;
}

function reconsider(
  { decisions, moreDecisions }: PracticePageState,
  look: PageLook,
  answering: Answering,
): HTMLElement {
  const { strings } = look;
  const { draft, change, show } = answering;
  if (decisions.length === 0)
    return section('reconsider', strings.reconsiderTitle, element('p', { class: 'aside' }, strings.reconsiderNone));
  const choices = [
    { value: '', content: strings.noDecision },
    ...decisions.map((entry) => ({ value: entry.id, content: decisionLines(entry, look) })),
  ];
  const current = decisions.find(({ id }) => id === draft.decision);
  const more =
    moreDecisions === 0
      ? null
      : moreDecisions === 1
        ? strings.moreDecisionsOne
        : fill(strings.moreDecisions, moreDecisions);
  return section(
    'reconsider',
    strings.reconsiderTitle,
    choiceField(
      'decision',
      element('span', { class: 'optional' }, strings.reconsiderHint),
      choices,
      current?.id ?? '',
      (id) => change({ decision: id === '' ? null : id }, true),
    ),
    more === null ? null : element('p', { class: 'aside' }, more),
    current
      ? element(
          'div',
          { class: 'instead' },
          button(strings.showDecision, () => show(current.id), { id: 'show-decision' }),
          answerField('differently', strings.differentlyTitle, '', answering),
        )
      : null,
  );
}
