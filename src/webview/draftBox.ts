import { fill, type ReviewStrings } from '../core/reflect/strings.ts';
import { button, element, keyHint } from './dom.ts';

/** A draft as it came. `by`: the model; null where the words follow from the record alone, and then `problem` says why. */
export interface ShownDraft {
  readonly text: string;
  readonly by: string | null;
  readonly problem: string | null;
  /** What is suggested beside the words, for people. */
  readonly reasons?: readonly string[];
}

/** What the buttons of a draft ask for. */
export interface DraftBoxActions {
  ask(): void;
  stop(): void;
  show(): void;
  /** The developer takes the draft over. */
  use(draft: ShownDraft): void;
}

/**
 * Where a field may be drafted by a model: the button, and the draft, which stands beside the field and not in it until
 * the developer takes it over. Hidden while no model is chosen.
 */
export class DraftBox {
  readonly root = element('div', { class: 'drafting', hidden: true });
  readonly #strings: ReviewStrings;
  readonly #label: string;
  readonly #actions: DraftBoxActions;
  readonly #key: string | null;
  readonly #status = element('p', { class: 'status', role: 'status' });
  readonly #body = element('div');

  /** @param key the letter that presses the button, where the page has one: first it asks, then it takes the draft over */
  constructor(label: string, strings: ReviewStrings, actions: DraftBoxActions, key: string | null = null) {
    this.#label = label;
    this.#strings = strings;
    this.#actions = actions;
    this.#key = key;
    this.root.append(this.#status, this.#body);
    this.#offer();
  }

  set available(on: boolean) {
    if (this.root.hidden === !on) return;
    this.root.hidden = !on;
    if (!on) this.#offer();
  }

  /** Presses what the key stands on. */
  press(): void {
    if (!this.root.hidden) this.#body.querySelector<HTMLElement>('[aria-keyshortcuts]')?.click();
  }

  /** Offers a draft anew: what was shown is of no use any more. */
  clear(): void {
    this.#offer();
  }

  /** @param draft null where none came of it */
  take(draft: ShownDraft | null): void {
    const hadFocus = this.root.contains(document.activeElement);
    if (!draft) {
      this.#offer();
      this.#status.textContent = this.#strings.draftNone;
    } else this.#show(draft);
    if (hadFocus) this.#body.querySelector<HTMLElement>('button')?.focus();
  }

  #ask(): void {
    const { drafting, draftStop } = this.#strings;
    const hadFocus = this.root.contains(document.activeElement);
    this.#status.textContent = drafting;
    this.#body.replaceChildren(row(button(draftStop, () => this.#actions.stop(), { class: 'quiet' })));
    if (hadFocus) this.#body.querySelector('button')?.focus();
    this.#actions.ask();
  }

  #offer(): void {
    this.#status.textContent = '';
    this.#body.replaceChildren(
      row(
        this.#button(this.#label, () => this.#ask(), 'quiet'),
        button(this.#strings.draftShow, () => this.#actions.show(), { class: 'quiet' }),
      ),
    );
  }

  #show(draft: ShownDraft): void {
    const { draftBy, draftPlain, draftReasons, draftUse, draftDiscard } = this.#strings;
    const { text, by, problem, reasons = [] } = draft;
    const head = by === null ? draftPlain : fill(draftBy, by);
    this.#status.textContent = problem === null ? head : `${problem} ${head}`;
    const done = (): void => {
      this.#offer();
      this.#body.querySelector('button')?.focus();
    };
    this.#body.replaceChildren(
      element('blockquote', { class: 'draft' }, text),
      ...(reasons.length > 0 ? [element('p', { class: 'aside' }, fill(draftReasons, reasons.join(' · ')))] : []),
      row(
        this.#button(draftUse, () => {
          this.#offer();
          this.#actions.use(draft);
        }),
        button(draftDiscard, done, { class: 'quiet' }),
      ),
    );
  }

  /** With the letter of the page on it. */
  #button(label: string, press: () => void, look = ''): HTMLButtonElement {
    const key = this.#key;
    const attributes = { class: look, ...(key !== null && { 'aria-keyshortcuts': key }) };
    return button(label, press, attributes, ...(key === null ? [] : [keyHint(key)]));
  }
}

function row(...buttons: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'buttons' }, ...buttons);
}
