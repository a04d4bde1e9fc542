import { element } from '../dom.ts';

/** One thing to choose: its value, and how it looks. */
export interface Choice {
  readonly value: string;
  readonly content: HTMLElement | string;
}

/**
 * Radio buttons: with the arrow keys one goes through them, and a screen reader says how many there are.
 * @param look `chips` beside each other, `list` below each other
 */
export function choiceField(
  name: string,
  legend: string | HTMLElement,
  choices: readonly Choice[],
  current: string,
  chosen: (value: string) => void,
  look: 'chips' | 'list' = 'list',
): HTMLFieldSetElement {
  const labels = choices.map(({ value, content }, index) => {
    const input = element('input', {
      type: 'radio',
      name,
      value,
      id: `${name}-${String(index)}`,
      class: look === 'chips' ? 'unseen' : 'dot',
    });
    input.checked = value === current;
    input.addEventListener('change', () => chosen(value));
    const words = element('span', { class: look === 'chips' ? 'words' : 'choice-words' }, content);
    return element('label', { class: look === 'chips' ? 'chip' : 'option' }, input, words);
  });
  return element(
    'fieldset',
    {},
    element('legend', {}, legend),
    element('div', { class: look === 'chips' ? 'chips' : 'options' }, ...labels),
  );
}

/** A labelled list to choose one of. The first entry, with an empty id, is "none" or "every one". */
export function selectField(
  id: string,
  label: string,
  options: readonly { readonly id: string; readonly name: string }[],
  current: string,
  chosen: (id: string) => void,
): HTMLElement {
  const select = element(
    'select',
    { id },
    ...options.map((option) => element('option', { value: option.id }, option.name)),
  );
  select.value = current;
  select.addEventListener('change', () => chosen(select.value));
  return element('p', { class: 'field' }, element('label', { for: id }, label), select);
}
