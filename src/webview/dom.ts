type Child = Node | string | null;

/**
 * Creates an element.
 * @param attributes `true` sets an attribute without a value, `false` leaves it out
 * @param children texts become text nodes, never markup; null is left out
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) created.setAttribute(name, value === true ? '' : value);
  }
  created.append(...children.filter((child) => child !== null));
  return created;
}

/** A key as it is shown on what it does. Screen readers hear `aria-keyshortcuts` instead. */
export function keyHint(key: string): HTMLElement {
  return element('kbd', { 'aria-hidden': 'true' }, key);
}

/** Text for screen readers alone. */
export function unseen(text: string): HTMLElement {
  return element('span', { class: 'unseen' }, text);
}

export function button(
  label: string,
  press: () => void,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...before: readonly Child[]
): HTMLButtonElement {
  const created = element('button', { type: 'button', ...attributes }, ...before, label);
  created.addEventListener('click', press);
  return created;
}
