import { caseFields, longestCaseField, longestNote, type CaseText } from '../core/reflect/messages.ts';
import type { ReviewStrings } from '../core/reflect/strings.ts';
import { element, keyHint } from './dom.ts';

/** A labelled field of one line. `key` is the letter that leads to it. */
export function lineField(
  id: string,
  label: string,
  key: string,
  strings: ReviewStrings,
  value: string,
  changed: (value: string) => void,
): { readonly root: HTMLElement; readonly input: HTMLInputElement } {
  const input = element('input', {
    id,
    type: 'text',
    maxlength: String(longestNote),
    autocomplete: 'off',
    'aria-keyshortcuts': key,
  });
  input.value = value;
  input.addEventListener('input', () => changed(input.value));
  const optional = element('span', { class: 'optional' }, `(${strings.optional})`);
  const root = element(
    'p',
    { class: 'field' },
    element('label', { for: id }, label, ' ', optional, keyHint(key)),
    input,
  );
  return { root, input };
}

/** The words of a portfolio case, folded away until somebody wants to write them. */
export function caseFieldset(
  text: CaseText,
  strings: ReviewStrings,
  changed: (text: CaseText) => void,
): HTMLDetailsElement {
  const labels = {
    title: strings.caseTitle,
    situation: strings.caseSituation,
    result: strings.caseResult,
    impact: strings.caseImpact,
  };
  let now = text;
  const fields = caseFields.map((name) => {
    const id = `case-${name}`;
    const attributes = { id, maxlength: String(longestCaseField), autocomplete: 'off' };
    const input =
      name === 'title'
        ? element('input', { type: 'text', ...attributes })
        : element('textarea', { rows: '2', ...attributes });
    input.value = text[name];
    input.addEventListener('input', () => {
      now = { ...now, [name]: input.value };
      changed(now);
    });
    return element('p', { class: 'field' }, element('label', { for: id }, labels[name]), input);
  });
  return element(
    'details',
    { class: 'case', open: caseFields.some((name) => text[name] !== '') },
    element(
      'summary',
      { 'aria-keyshortcuts': 'c' },
      keyHint('c'),
      element('span', { class: 'name' }, strings.casePart),
      ' ',
      element('span', { class: 'optional' }, strings.caseHint),
    ),
    ...fields,
  );
}
