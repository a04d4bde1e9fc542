import type { HostMessage, ReviewItem, ReviewState } from '../core/reflect/messages.ts';
import { fill, reviewStrings, type ReviewStrings } from '../core/reflect/strings.ts';
import { stances } from '../core/shared/words.ts';
import { Card } from './card.ts';
import { pressChip } from './chips.ts';
import { button, element } from './dom.ts';
import { answerOf, Drafts } from './drafts.ts';
import { emptyView } from './empty.ts';
import { keyAction, type KeyAction } from './keys.ts';
import type { VsCodeApi } from './vscodeApi.ts';

/** Holding a key must not answer the next decision too. */
const repeatable = new Set<KeyAction['do']>(['next', 'previous', 'scroll-up', 'scroll-down']);

/** The review view: one decision at a time, answered with single keys. The host decides what is shown. */
export class ReviewView {
  readonly #api: VsCodeApi;
  readonly #drafts: Drafts;
  readonly #header = element('header');
  readonly #body = element('div', { class: 'body' });
  // Live regions stand still while the rest is drawn anew, or screen readers would miss what they say.
  readonly #saved = element('p', { class: 'notice', role: 'status' });
  readonly #failed = element('p', { class: 'notice error', role: 'alert' });
  #state: ReviewState | undefined;
  #strings: ReviewStrings = reviewStrings;
  #card: Card | undefined;
  #shown: string | null = null;
  #index = 0;
  /** An action was sent and its result is not here yet. */
  #pending = false;
  #answered = false;
  /** Items whose file is gone. */
  #gone: ReadonlySet<string> = new Set();

  constructor(root: HTMLElement, api: VsCodeApi) {
    this.#api = api;
    this.#drafts = new Drafts(api);
    this.#body.append(element('p', { class: 'loading' }, reviewStrings.loading));
    root.append(this.#header, this.#failed, this.#body, this.#saved);
    this.#tellBegun(this.#drafts.begun);
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'state':
        this.#take(message);
        return;
      case 'notice':
        this.#pending = false;
        this.#saved.textContent = message.kind === 'saved' ? message.text : '';
        this.#failed.textContent = message.kind === 'error' ? message.text : '';
        return;
      case 'gone':
        this.#gone = new Set(message.items);
        if (this.#shown !== null && this.#gone.has(this.#shown)) this.#card?.fileIsGone();
        return;
      case 'draft':
        if (message.item === this.#shown) this.#card?.drafted(message.draft);
        return;
      case 'focus':
        if (message.item !== null) this.#show(message.item);
        this.takeFocus();
        return;
    }
  }

  /** Puts the focus where the letters answer, unless it already is on something. */
  takeFocus(): void {
    if (document.activeElement && document.activeElement !== document.body) return;
    if (this.#card) this.#card.focus();
    else this.#body.querySelector<HTMLElement>('.empty')?.focus();
  }

  key(event: KeyboardEvent): void {
    const card = this.#card;
    if (!card) return;
    if (card.isText(event.target)) {
      this.#keyInText(event, card);
      return;
    }
    // From the card the field is what comes next; the chips before it have keys of their own and are reached backwards.
    if (event.key === 'Tab' && !event.shiftKey && event.target === card.root) {
      event.preventDefault();
      card.focusNote();
      return;
    }
    const action = keyAction(event);
    if (!action || (event.repeat && !repeatable.has(action.do))) return;
    if (isControl(event, action)) return;
    event.preventDefault();
    this.#act(action, card);
  }

  #keyInText(event: KeyboardEvent, card: Card): void {
    if (event.isComposing) return;
    // In a field of several lines Enter is a new line.
    const saves = !(event.target instanceof HTMLTextAreaElement) || event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && saves) {
      event.preventDefault();
      this.#save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      card.focus();
    }
  }

  #act(action: KeyAction, card: Card): void {
    if (card.confirming) {
      if (action.do === 'forget') this.#send('forget');
      if (action.do === 'cancel') card.cancelForget();
      return;
    }
    switch (action.do) {
      case 'stance':
        pressChip(card.root.querySelector('.stance'), stances.indexOf(action.stance));
        return;
      case 'reason':
        pressChip(card.root.querySelector('.reasons'), action.index);
        return;
      case 'extra':
        pressChip(card.root.querySelector('.extra'), action.index);
        return;
      case 'surprised':
        card.focusSurprised();
        return;
      case 'prompt':
        card.togglePrompt();
        return;
      case 'case':
        card.openCase();
        return;
      case 'note':
        card.focusNote();
        return;
      case 'draft':
        card.pressDraft();
        return;
      case 'save':
        this.#save();
        return;
      case 'skip':
      case 'not-ai':
        this.#send(action.do);
        return;
      case 'forget':
        card.confirmForget();
        return;
      case 'next':
        this.#go(1);
        return;
      case 'previous':
        this.#go(-1);
        return;
      case 'scroll-up':
      case 'scroll-down':
        card.scroll(action.do === 'scroll-up' ? -1 : 1);
        return;
      case 'cancel':
        return;
    }
  }

  #take(state: ReviewState): void {
    const hadFocus = document.hasFocus();
    this.#state = state;
    this.#strings = { ...reviewStrings, ...state.strings };
    const { items } = state;
    // Its draft may have been begun while this state was on its way.
    const kept = this.#shown === null ? [] : [this.#shown];
    this.#drafts.keepOnly([...items.map(({ id }) => id), ...kept]);
    const current = this.#shown ?? this.#drafts.current;
    const at = items.findIndex(({ id }) => id === current);
    this.#index = at >= 0 ? at : this.#index < items.length ? this.#index : 0;
    const item = items[this.#index];
    // What was begun stays in the list until it is answered: not here, then in another window.
    const lost = this.#shown !== null && at < 0 && !this.#pending && this.#drafts.begun.includes(this.#shown);
    // Something new was recorded meanwhile: what is being written is not disturbed.
    const same = this.#card !== undefined && item?.id === this.#shown;
    if (!same) this.#draw(item);
    else this.#card?.showRule(item.rule);
    if (this.#card) this.#card.assist = state.assist === true;
    this.#drawHeader();
    if (lost) this.#saved.textContent = this.#strings.answeredElsewhere;
    if (hadFocus && !same) this.takeFocus();
  }

  #draw(item: ReviewItem | undefined): void {
    const state = this.#state;
    if (!state) return;
    this.#pending = false;
    this.#shown = item?.id ?? null;
    this.#drafts.current = this.#shown;
    if (!item) {
      this.#card = undefined;
      const command = (name: Parameters<Parameters<typeof emptyView>[3]>[0]): void =>
        this.#api.postMessage({ type: 'command', command: name });
      this.#body.replaceChildren(emptyView(state, this.#answered, this.#strings, command));
      return;
    }
    const card = new Card(
      item,
      this.#drafts.of(item),
      { strings: this.#strings, chips: state.chips, locale: state.locale },
      {
        changed: (draft) => {
          if (this.#drafts.set(item.id, draft)) this.#tellBegun([item.id]);
        },
        save: () => this.#save(),
        skip: () => this.#send('skip'),
        notAi: () => this.#send('not-ai'),
        forget: () => this.#send('forget'),
        openFile: (suggestion) => this.#api.postMessage({ type: 'open-file', item: item.id, suggestion }),
        draft: (type, stance) =>
          this.#api.postMessage(type === 'draft-stop' ? { type, item: item.id } : { type, item: item.id, stance }),
      },
    );
    card.assist = state.assist === true;
    this.#card?.leave();
    this.#card = card;
    if (this.#gone.has(item.id)) card.fileIsGone();
    this.#body.replaceChildren(card.root);
    window.scrollTo(0, 0);
  }

  /** Goes to an item, if it is in the list. */
  #show(id: string): void {
    const at = this.#state?.items.findIndex((item) => item.id === id) ?? -1;
    if (at < 0 || id === this.#shown) return;
    this.#index = at;
    this.#draw(this.#state?.items[at]);
    this.#drawHeader();
    this.#saved.textContent = '';
  }

  #tellBegun(items: readonly string[]): void {
    if (items.length > 0) this.#api.postMessage({ type: 'begun', items: [...items] });
  }

  #drawHeader(): void {
    const state = this.#state;
    if (!state) return;
    const { items, label, older, paused } = state;
    const strings = this.#strings;
    const words = [older ? strings.older : fill(strings.waiting, items.length), ...(label === null ? [] : [label])];
    const heading = element(
      'h1',
      { class: items.length === 0 ? 'unseen' : '' },
      items.length === 0 ? 'Pairfolio' : words.join(' · '),
    );
    const position = element('span', { class: 'position' }, fill(strings.position, this.#index + 1, items.length));
    const steps = element(
      'span',
      { class: 'steps' },
      button('‹', () => this.#go(-1), { class: 'step', 'aria-label': strings.previous, 'aria-keyshortcuts': 'k' }),
      position,
      button('›', () => this.#go(1), { class: 'step', 'aria-label': strings.next, 'aria-keyshortcuts': 'j' }),
    );
    this.#header.replaceChildren(heading);
    if (items.length > 1) this.#header.append(steps);
    if (paused && items.length > 0) this.#header.append(element('p', { class: 'aside' }, strings.paused));
  }

  #go(step: number): void {
    const items = this.#state?.items ?? [];
    if (items.length < 2) return;
    this.#index = (this.#index + step + items.length) % items.length;
    this.#draw(items[this.#index]);
    this.#drawHeader();
    this.#saved.textContent = '';
    this.#card?.focus();
  }

  #save(): void {
    if (!this.#card || this.#pending) return;
    const { draft, item } = this.#card;
    this.#begin();
    this.#api.postMessage({ type: 'answer', item: item.id, ...answerOf(draft, item) });
  }

  #begin(): void {
    this.#pending = true;
    this.#answered = true;
    this.#failed.textContent = '';
  }

  #send(type: 'skip' | 'not-ai' | 'forget'): void {
    if (this.#shown === null || this.#pending) return;
    this.#begin();
    this.#api.postMessage({ type, item: this.#shown });
  }
}

/** Keys that mean something to the control they are pressed on stay with it. */
function isControl(event: KeyboardEvent, action: KeyAction): boolean {
  const { target } = event;
  if (target instanceof HTMLButtonElement) return action.do === 'save';
  const arrow = event.key.startsWith('Arrow');
  if (target instanceof HTMLElement && target.classList.contains('difference')) return arrow;
  return target instanceof HTMLInputElement && target.type === 'radio' && arrow;
}
