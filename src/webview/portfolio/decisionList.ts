import type { Entry } from '../../core/portfolio/chooser/messages.ts';
import { element } from '../dom.ts';
import { OptionList } from './optionList.ts';
import { dateOf, lineOf, placeOf, verdictTag, type Look } from './parts.ts';

/** A decision as it is listed, with why it is proposed. */
export interface Listed {
  readonly entry: Entry;
  readonly why?: readonly string[];
}

/** A list in which decisions are picked: by click, Space or Enter. */
export class DecisionList {
  readonly #list: OptionList;
  #shown = '';

  /** @param labelledBy id of the heading that names the list */
  constructor(labelledBy: string, toggle: (id: string) => void) {
    const root = element('ul', {
      class: 'options',
      role: 'listbox',
      'aria-multiselectable': 'true',
      'aria-labelledby': labelledBy,
    });
    this.#list = new OptionList(root);
    root.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
      if (option?.dataset['id'] !== undefined) toggle(option.dataset['id']);
    });
    root.addEventListener('keydown', (event) => {
      const { active } = this.#list;
      if ((event.key !== ' ' && event.key !== 'Enter') || active === null || event.repeat) return;
      event.preventDefault();
      toggle(active);
    });
  }

  get root(): HTMLElement {
    return this.#list.root;
  }

  /** Puts the focus on a decision, or on the first. */
  focus(id?: string): void {
    (this.#list.find(id ?? null) ?? this.#list.options[0])?.focus();
  }

  draw(decisions: readonly Listed[], picked: ReadonlySet<string>, look: Look): void {
    const shown = JSON.stringify([decisions, look]);
    if (shown !== this.#shown)
      this.#list.replace(() => this.root.replaceChildren(...decisions.map((one) => option(one, look))));
    this.#shown = shown;
    for (const one of this.#list.options)
      one.setAttribute('aria-selected', String(picked.has(one.dataset['id'] ?? '')));
  }
}

function option({ entry, why = [] }: Listed, look: Look): HTMLElement {
  const row = element(
    'li',
    { role: 'option', tabindex: '-1', class: 'option', 'aria-selected': 'false' },
    element('span', { class: 'box', 'aria-hidden': 'true' }),
    element(
      'span',
      { class: 'about' },
      element('span', { class: 'head' }, verdictTag(entry.stance, look), ' ', lineOf(entry, look)),
      ' ',
      element('span', { class: 'place' }, `${placeOf(entry, look)} · ${dateOf(entry.at, look)}`),
      why.length > 0 ? element('span', { class: 'why' }, ` ${why.join(' · ')}`) : null,
    ),
  );
  row.dataset['id'] = entry.id;
  return row;
}
