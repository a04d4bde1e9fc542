import type { ChooserState, Entry, ListQuery } from '../../core/portfolio/chooser/messages.ts';
import { pageSize } from '../../core/portfolio/chooser/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { stances, type Stance } from '../../core/shared/words.ts';
import { button, element } from '../dom.ts';
import { DecisionList } from './decisionList.ts';
import type { Look } from './parts.ts';

/** A search begins so long (ms) after the last key. */
const pause = 200;

/** Proposals, and all decisions with a search over them. The host searches; this shows what it found. */
export class Finder {
  readonly root: HTMLElement;
  readonly #look: Look;
  readonly #ask: (query: ListQuery) => void;
  readonly #proposals: DecisionList;
  readonly #all: DecisionList;
  readonly #proposed: HTMLElement;
  readonly #text: HTMLInputElement;
  readonly #stance: HTMLSelectElement;
  readonly #language: HTMLSelectElement;
  readonly #count = element('p', { class: 'aside count', role: 'status' });
  readonly #none = element('div', { class: 'none' });
  readonly #more: HTMLButtonElement;
  #entries: readonly Entry[] = [];
  #total = 0;
  #query = 0;
  #picked: ReadonlySet<string> = new Set();
  #state: ChooserState | undefined;
  #timer: number | undefined;
  #of = '';

  constructor(look: Look, toggle: (id: string) => void, ask: (query: ListQuery) => void) {
    const { strings } = look;
    this.#look = look;
    this.#ask = ask;
    this.#proposals = new DecisionList('proposals-title', toggle);
    this.#all = new DecisionList('all-title', toggle);
    this.#text = element('input', {
      id: 'search',
      type: 'search',
      autocomplete: 'off',
      maxlength: '200',
      placeholder: strings.searchPlaceholder,
    });
    this.#stance = choice('stance', [
      ['', strings.anyVerdict],
      ...stances.map((stance) => [stance, strings[stance]] as const),
    ]);
    this.#language = choice('language', [['', strings.anyLanguage]]);
    this.#text.addEventListener('input', () => this.#searchSoon());
    for (const select of [this.#stance, this.#language]) select.addEventListener('change', () => this.#search(0));
    this.#more = button('', () => this.#search(this.#entries.length), { class: 'more-button' });
    this.#proposed = element(
      'div',
      { class: 'proposed' },
      element('h3', { id: 'proposals-title' }, strings.proposals),
      element('p', { class: 'aside' }, strings.proposalsHint),
      this.#proposals.root,
    );
    this.root = element(
      'section',
      { class: 'finder', 'aria-labelledby': 'find-title' },
      element('h2', { id: 'find-title' }, strings.find),
      this.#proposed,
      element('h3', { id: 'all-title' }, strings.all),
      element(
        'div',
        { class: 'filters', role: 'search' },
        labelled('search', strings.search, this.#text),
        labelled('stance', strings.verdict, this.#stance),
        labelled('language', strings.language, this.#language),
      ),
      this.#count,
      this.#all.root,
      this.#none,
      this.#more,
    );
  }

  take(state: ChooserState, picked: ReadonlySet<string>): void {
    this.#state = state;
    this.#picked = picked;
    this.#proposed.hidden = state.proposals.length === 0;
    this.#proposals.draw(state.proposals, picked, this.#look);
    this.#all.draw(
      this.#entries.map((entry) => ({ entry })),
      picked,
      this.#look,
    );
    this.#offerLanguages(state);
    // What lies in the period and the workspace may have changed, and what is in the record.
    const of = JSON.stringify([state.period, state.workspace, state.all]);
    if (of === this.#of) return;
    this.#of = of;
    this.#search(0);
  }

  /** Puts the focus on what is proposed first; where nothing is, on the search. */
  focus(): void {
    if (this.#proposed.hidden) this.#text.focus();
    else this.#proposals.focus();
  }

  found(query: number, from: number, entries: readonly Entry[], total: number): void {
    if (query !== this.#query) return;
    const wasMore = from > 0;
    this.#entries = wasMore ? [...this.#entries.slice(0, from), ...entries] : entries;
    this.#total = total;
    this.#all.draw(
      this.#entries.map((entry) => ({ entry })),
      this.#picked,
      this.#look,
    );
    this.#drawEnds();
    if (wasMore) this.#all.focus(entries[0]?.id);
  }

  #offerLanguages({ languages }: ChooserState): void {
    const { strings } = this.#look;
    const now = ['', ...languages.map(({ id }) => id)].join();
    if ([...this.#language.options].map(({ value }) => value).join() === now) return;
    const { value } = this.#language;
    this.#language.replaceChildren(
      element('option', { value: '' }, strings.anyLanguage),
      ...languages.map(({ id, name }) => element('option', { value: id }, name)),
    );
    this.#language.value = languages.some(({ id }) => id === value) ? value : '';
  }

  #drawEnds(): void {
    const { strings } = this.#look;
    const shown = this.#entries.length;
    this.#count.textContent =
      this.#total === 1 ? strings.foundOne : fill(strings.found, this.#total.toLocaleString(this.#look.locale));
    this.#count.hidden = this.#total === 0;
    this.#more.hidden = shown >= this.#total;
    this.#more.textContent = fill(strings.more, Math.min(pageSize, this.#total - shown));
    this.#all.root.hidden = shown === 0;
    this.#none.replaceChildren();
    if (this.#total > 0) return;
    this.#none.append(
      element('p', { role: 'status' }, this.#isFiltered ? strings.noneFound : strings.noneInPeriod),
      ...(this.#isFiltered ? [button(strings.clearFilters, () => this.#clear())] : []),
    );
  }

  get #isFiltered(): boolean {
    return this.#text.value.trim() !== '' || this.#stance.value !== '' || this.#language.value !== '';
  }

  #clear(): void {
    this.#text.value = '';
    this.#stance.value = '';
    this.#language.value = '';
    this.#search(0);
    this.#text.focus();
  }

  #searchSoon(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#search(0), pause);
  }

  #search(from: number): void {
    window.clearTimeout(this.#timer);
    if (!this.#state) return;
    this.#query += 1;
    if (from === 0 && this.#text.value.trim() !== '') {
      this.#count.hidden = false;
      this.#count.textContent = this.#look.strings.searching;
    }
    const stance: Stance | undefined = stances.find((one) => one === this.#stance.value);
    this.#ask({
      query: this.#query,
      text: this.#text.value,
      stance: stance ?? null,
      language: this.#language.value || null,
      from,
    });
  }
}

function choice(id: string, entries: readonly (readonly [value: string, words: string])[]): HTMLSelectElement {
  return element('select', { id }, ...entries.map(([value, words]) => element('option', { value }, words)));
}

function labelled(id: string, label: string, control: HTMLElement): HTMLElement {
  return element('div', { class: `filter ${id}` }, element('label', { for: id }, label), control);
}
