import { element, keyHint } from './dom.ts';

/** One choice of a row. `keys` is what is shown on it, `shortcut` the same as `aria-keyshortcuts` has it; null for none. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly keys: string | null;
  readonly shortcut: string | null;
  readonly chosen: boolean;
}

/**
 * A row of chips: real radio buttons or check boxes under labels that look like chips.
 * @param question what the row asks, and what is said behind it
 * @param changed called with the id and whether it is chosen now
 */
export function chipRow(
  kind: 'radio' | 'checkbox',
  name: string,
  [question, aside]: readonly [question: string, aside?: string],
  choices: readonly Choice[],
  changed: (id: string, chosen: boolean) => void,
): HTMLFieldSetElement {
  const row = element('div', { class: 'chips' });
  for (const { id, label, keys, shortcut, chosen } of choices) {
    const input = element('input', {
      type: kind,
      name,
      value: id,
      'aria-keyshortcuts': shortcut ?? false,
      class: 'unseen',
    });
    input.checked = chosen;
    input.addEventListener('change', () => changed(id, input.checked));
    row.append(
      element(
        'label',
        { class: 'chip' },
        input,
        keys === null ? null : keyHint(keys),
        element('span', { class: 'words' }, label),
      ),
    );
  }
  const legend = element('legend', {}, question);
  if (aside !== undefined) legend.append(' ', element('span', { class: 'observed' }, aside));
  return element('fieldset', { class: name }, legend, row);
}

/** Presses the chip at a place of a row, as a click would. @returns whether there is one */
export function pressChip(row: Element | null, index: number): boolean {
  const input = row?.querySelectorAll('input')[index];
  input?.click();
  return input !== undefined;
}
