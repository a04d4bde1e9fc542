import type { PickedCase } from '../../core/portfolio/chooser/messages.ts';
import { element } from '../dom.ts';
import { OptionList } from './optionList.ts';
import { lineOf, placeOf, verdictTag, type Look } from './parts.ts';

/** The first cases, which open the portfolio. */
const signature = 3;

/** What the list of cases asks for. */
export interface CaseListActions {
  select(id: string): void;
  /** @param by places down; up where it is negative */
  move(id: string, by: number): void;
  remove(id: string): void;
}

/** The picked cases in their order: the one that is selected is edited beside it. */
export class CaseList {
  readonly #list: OptionList;
  #shown = '';

  constructor(labelledBy: string, hint: string, actions: CaseListActions) {
    const root = element('div', {
      class: 'options cases',
      role: 'listbox',
      'aria-labelledby': labelledBy,
      'aria-describedby': hint,
    });
    this.#list = new OptionList(root, (id) => actions.select(id));
    root.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
      if (option?.dataset['id'] !== undefined) actions.select(option.dataset['id']);
    });
    root.addEventListener('keydown', (event) => {
      const { active } = this.#list;
      if (active === null) return;
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (by !== 0 && event.altKey) actions.move(active, by);
      else if (event.key === 'Delete' && !event.altKey) actions.remove(active);
      else if ((event.key === 'Enter' || event.key === ' ') && !event.altKey) actions.select(active);
      else return;
      event.preventDefault();
    });
  }

  get root(): HTMLElement {
    return this.#list.root;
  }

  get hasFocus(): boolean {
    return this.root.contains(document.activeElement);
  }

  focus(id: string): void {
    this.#list.find(id)?.focus();
  }

  draw(picks: readonly PickedCase[], selected: string | null, look: Look): void {
    const shown = JSON.stringify([picks, look]);
    if (shown !== this.#shown) {
      const groups = [picks.slice(0, signature), picks.slice(signature)];
      const names = [look.strings.three, look.strings.studies];
      this.#list.replace(() =>
        this.root.replaceChildren(
          ...groups.flatMap((cases, index) => {
            if (cases.length === 0) return [];
            const id = `cases-${String(index)}`;
            return element(
              'div',
              { role: 'group', 'aria-labelledby': id, class: 'group' },
              element('div', { class: 'group-name', id, role: 'presentation' }, names[index] ?? ''),
              ...cases.map((one, at) => option(one, index * signature + at + 1, look)),
            );
          }),
        ),
      );
    }
    this.#shown = shown;
    for (const one of this.#list.options) one.setAttribute('aria-selected', String(one.dataset['id'] === selected));
    const current = this.#list.find(selected);
    if (current && !this.hasFocus) this.#list.activate(current);
  }
}

function option({ entry, outside }: PickedCase, place: number, look: Look): HTMLElement {
  const row = element(
    'div',
    { role: 'option', tabindex: '-1', class: 'option', 'aria-selected': 'false' },
    element('span', { class: 'number' }, String(place)),
    element(
      'span',
      { class: 'about' },
      element('span', { class: 'head' }, verdictTag(entry.stance, look), ' ', lineOf(entry, look)),
      ' ',
      element('span', { class: 'place' }, placeOf(entry, look)),
      outside ? element('span', { class: 'tag outside' }, look.strings.outside) : null,
    ),
  );
  row.dataset['id'] = entry.id;
  return row;
}
