import type { Draft, PracticePageState, ShownRule } from '../../core/practice/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { ruleStates, type RuleState } from '../../core/shared/words.ts';
import { button, element } from '../dom.ts';
import { dateOf } from '../portfolio/parts.ts';
import { choiceField } from './choice.ts';
import type { Answering } from './answers.ts';
import { adherenceWords, decisionLines, section, type PageLook } from './look.ts';

/** Whether a rule or a review enters the portfolio. */
export type Share = (what: 'rule' | 'week', id: string, shown: boolean) => void;

/** The rules that hold, how they were kept this week, and what becomes of them; those of before folded away. */
export function rulesPart(
  { rules }: PracticePageState,
  look: PageLook,
  answering: Answering,
  share: Share,
): HTMLElement {
  const { strings } = look;
  const held = rules.filter(({ state }) => state !== 'dropped');
  const past = rules.filter(({ state }) => state === 'dropped');
  return section(
    'rules',
    strings.rulesTitle,
    held.length === 0 ? element('p', { class: 'aside' }, strings.rulesNone) : null,
    ...held.map((rule) => ruleCard(rule, look, share, whatNow(rule, look, answering), answering)),
    past.length === 0
      ? null
      : element(
          'details',
          { id: 'past-rules' },
          element('summary', {}, `${strings.rulesPast} (${String(past.length)})`),
          ...past.map((rule) => ruleCard(rule, look, share, null, answering)),
        ),
  );
}

function ruleCard(
  rule: ShownRule,
  look: PageLook,
  share: Share,
  next: HTMLElement | null,
  { show }: Answering,
): HTMLElement {
  const { strings } = look;
  const { id, words, where, means, state, since, changed, week, all, broken, shown } = rule;
  const now = { trial: strings.stateNowTrial, kept: strings.stateNowKept, dropped: strings.stateNowDropped }[state];
  const title = `rule-${id}`;
  const dates = [fill(strings.ruleSince, dateOf(since, look)), `${now} (${dateOf(changed, look)})`];
  return element(
    'article',
    { class: 'rule', 'aria-labelledby': title },
    element('h3', { id: title }, words),
    element('p', { class: 'aside' }, [where, ...dates].join(' · ')),
    element('p', { class: 'aside' }, `${strings.ruleMeans}: ${means}`),
    element(
      'p',
      { class: 'kept-to' },
      ...(state === 'dropped' ? [] : [fill(strings.ruleThisWeek, adherenceWords(week, look)), ' ']),
      fill(strings.ruleOverall, adherenceWords(all, look)),
    ),
    broken.length === 0
      ? null
      : element(
          'div',
          { class: 'broken' },
          element('p', { class: 'aside' }, strings.ruleBroken),
          element(
            'ul',
            {},
            ...broken.map((entry, index) =>
              element(
                'li',
                {},
                decisionLines(entry, look),
                button(strings.showDecision, () => show(entry.id), {
                  class: 'link',
                  id: `${title}-broken-${String(index)}`,
                }),
              ),
            ),
          ),
        ),
    next,
    shareBox('rule', id, shown, look, share),
  );
}

function whatNow({ id, state, words }: ShownRule, { strings }: PageLook, { draft, change }: Answering): HTMLElement {
  const words_ = { trial: strings.stateTrial, kept: strings.stateKept, dropped: strings.stateDropped };
  const legend = element('span', {}, strings.ruleNext, element('span', { class: 'unseen' }, ` ${words}`));
  const choices = ruleStates.map((value) => ({ value, content: words_[value] }));
  const chosen = (value: string): void => {
    const next = ruleStates.find((known) => known === value);
    if (next) change({ rules: { ...draft.rules, [id]: next } satisfies Draft['rules'] }, true);
  };
  const now: RuleState = draft.rules[id] ?? state;
  return choiceField(`state-${id}`, legend, choices, now, chosen, 'chips');
}

/** A box that says whether something enters the portfolio. */
export function shareBox(what: 'rule' | 'week', id: string, shown: boolean, look: PageLook, share: Share): HTMLElement {
  const input = element('input', { type: 'checkbox', id: `share-${what}-${id}` });
  input.checked = shown;
  input.addEventListener('change', () => share(what, id, input.checked));
  return element('label', { class: 'share' }, input, element('span', {}, look.strings.showInPortfolio));
}
