import type { ReviewStrings } from '../core/reflect/strings.ts';
import { button, element, keyHint, unseen } from './dom.ts';

/** Longer prompts (UTF-16 units), and those of several lines, are folded. */
const longestLine = 120;

/** What the developer asked for, folded to its beginning where it is long. */
export class Prompt {
  readonly root: HTMLElement;
  readonly #text: HTMLElement;
  readonly #toggle: HTMLButtonElement | null;
  readonly #strings: ReviewStrings;

  constructor(prompt: string, strings: ReviewStrings) {
    this.#strings = strings;
    const long = prompt.length > longestLine || prompt.includes('\n');
    this.#text = element(
      'p',
      { class: long ? 'prompt folded' : 'prompt', id: 'prompt' },
      unseen(`${strings.prompt}: `),
      `“${prompt}”`,
    );
    this.#toggle = long
      ? button('', () => this.toggle(), { class: 'link more', 'aria-controls': 'prompt', 'aria-keyshortcuts': 'p' })
      : null;
    this.root = element('div', { class: 'asked' }, this.#text, this.#toggle);
    this.#label();
  }

  /** Shows all of it, or its beginning. */
  toggle(): void {
    if (!this.#toggle) return;
    this.#text.classList.toggle('folded');
    this.#label();
  }

  #label(): void {
    const folded = this.#text.classList.contains('folded');
    this.#toggle?.setAttribute('aria-expanded', String(!folded));
    this.#toggle?.replaceChildren(keyHint('p'), folded ? this.#strings.promptMore : this.#strings.promptLess);
  }
}
