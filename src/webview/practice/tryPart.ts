import { longestRule, mostLines, type NewRule, type PracticePageState } from '../../core/practice/messages.ts';
import { domains, ruleMeasures, skills, taskKinds } from '../../core/shared/words.ts';
import { element } from '../dom.ts';
import type { DraftBox } from '../draftBox.ts';
import { textField } from '../portfolio/fields.ts';
import type { Answering } from './answers.ts';
import { choiceField, selectField } from './choice.ts';
import { section, type PageLook } from './look.ts';
import { draftedMark } from './summaryPart.ts';

/** A rule of the developer's own, before a word of it is written. */
export const ownRule: NewRule = {
  from: null,
  words: '',
  cell: { kind: null, language: null, domain: null },
  means: 'checked',
  most: null,
  reason: null,
};
/** In the place of a proposal's key. No key is without a blank. */
const [none, own] = ['none', 'own'];

/** One rule to try: proposed from the record, drafted by a model, or in one's own words. */
export function tryPart(state: PracticePageState, look: PageLook, answering: Answering, box: DraftBox): HTMLElement {
  const { strings } = look;
  const { draft, change } = answering;
  const { proposals } = state;
  const rule = draft.rule;
  // A proposal that is not made any more stays as it was taken up.
  const from = rule?.from ?? null;
  const current = rule === null ? none : (proposals.find(({ key }) => key === from)?.key ?? own);
  const choices = [
    { value: none, content: strings.tryNone },
    ...proposals.map(({ key, words, because }) => ({
      value: key,
      content: element(
        'span',
        { class: 'about' },
        element('span', {}, words),
        element('span', { class: 'place' }, because),
      ),
    })),
    { value: own, content: strings.tryOwn },
  ];
  const choose = (value: string): void => {
    const proposal = proposals.find(({ key }) => key === value);
    if (proposal) {
      const { key, words, cell, means, most, reason } = proposal;
      change({ rule: { from: key, words, cell, means, most, reason } }, true);
    } else change({ rule: value === own ? ownRule : null }, true);
  };
  const onTrial = state.rules.some(({ state: now, id }) => (draft.rules[id] ?? now) === 'trial');
  return section(
    'try',
    strings.tryTitle,
    onTrial ? element('p', { class: 'aside' }, strings.tryOneAtATime) : null,
    choiceField('rule', element('span', { class: 'optional' }, strings.tryHint), choices, current, choose),
    box.root,
    rule === null
      ? null
      : ruleForm(rule, state, look, (changed, redraw) => change({ rule: { ...rule, ...changed } }, redraw)),
  );
}

function ruleForm(
  rule: NewRule,
  { kinds, languages, domains: parts, means, reasons }: PracticePageState,
  { strings }: PageLook,
  changed: (changes: Partial<NewRule>, redraw: boolean) => void,
): HTMLElement {
  const every = { id: '', name: strings.every };
  const { root, input } = textField('rule-words', strings.ruleWordsLabel, { most: longestRule });
  const mark = draftedMark(strings.assisted, rule.drafted === true);
  input.value = rule.words;
  // Several letters typed before the next drawing must not each begin with the same rule.
  let now = rule;
  const put = (changes: Partial<NewRule>, redraw = false): void => {
    now = { ...now, ...changes };
    changed(now, redraw);
  };
  input.addEventListener('input', () => {
    // Who empties the line and writes anew wrote it alone.
    const alone = input.value.trim() === '';
    if (alone) mark.hidden = true;
    put({ words: input.value, ...(alone && { drafted: false }) });
  });
  const cell = (changes: Partial<NewRule['cell']>): void => put({ cell: { ...now.cell, ...changes } });
  return element(
    'div',
    { class: 'rule-form' },
    root,
    mark,
    element(
      'fieldset',
      {},
      element('legend', {}, strings.ruleWhere),
      element(
        'div',
        { class: 'where-fields' },
        selectField('rule-kind', strings.kind, [every, ...kinds], rule.cell.kind ?? '', (id) =>
          cell({ kind: taskKinds.find((one) => one === id) ?? null }),
        ),
        selectField('rule-language', strings.language, [every, ...languages], rule.cell.language ?? '', (id) =>
          cell({ language: id === '' ? null : id }),
        ),
        selectField('rule-domain', strings.domain, [every, ...parts], rule.cell.domain ?? '', (id) =>
          cell({ domain: domains.find((one) => one === id) ?? null }),
        ),
      ),
    ),
    selectField('rule-means', strings.ruleMeans, means, rule.means, (id) => {
      const next = ruleMeasures.find((one) => one === id);
      if (next) put({ means: next, most: next === 'small' ? (now.most ?? 20) : null }, true);
    }),
    rule.means === 'small' ? mostField(rule, strings.ruleMost, put) : null,
    rule.means === 'not-again'
      ? selectField('rule-reason', strings.ruleReason, [{ id: '', name: '—' }, ...reasons], rule.reason ?? '', (id) =>
          put({ reason: id === '' ? null : id }),
        )
      : null,
  );
}

function mostField({ most }: NewRule, label: string, put: (changes: Partial<NewRule>) => void): HTMLElement {
  const input = element('input', { type: 'number', id: 'rule-most', min: '1', max: String(mostLines) });
  input.value = String(most ?? 20);
  input.addEventListener('input', () => {
    const value = Math.round(input.valueAsNumber);
    if (value >= 1 && value <= mostLines) put({ most: value });
  });
  return element('p', { class: 'field most' }, element('label', { for: 'rule-most' }, label), input);
}

/** A strength to pair with AI. */
export function skillPart(
  { skills: offered }: PracticePageState,
  { strings }: PageLook,
  { draft, change }: Answering,
): HTMLElement {
  const current = offered.find(({ id }) => id === draft.skill);
  return section(
    'skill',
    strings.skillTitle,
    choiceField(
      'skill',
      element('span', { class: 'optional' }, strings.skillHint),
      [{ value: '', content: strings.skillNone }, ...offered.map(({ id, name }) => ({ value: id, content: name }))],
      current?.id ?? '',
      (id) => change({ skill: skills.find((one) => one === id) ?? null }, true),
      'chips',
    ),
    element('p', { class: 'skill-hint', 'aria-live': 'polite' }, current?.hint ?? ''),
  );
}
