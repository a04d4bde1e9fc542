/**
 * Arrow keys in a list of options: one of them is in the tab order, the keys move it. The options are drawn by the one
 * who owns the list and carry the id of their decision in `data-id`.
 */
export class OptionList {
  readonly root: HTMLElement;
  #active: string | null = null;

  /** @param moved told when a key or the pointer made another option the active one */
  constructor(root: HTMLElement, moved: (id: string) => void = () => undefined) {
    this.root = root;
    root.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = this.#target(event.key);
      if (!next) return;
      event.preventDefault();
      this.activate(next);
      next.focus();
      moved(next.dataset['id'] ?? '');
    });
    root.addEventListener('focusin', ({ target }) => {
      const option = target instanceof HTMLElement ? target.closest<HTMLElement>('[role=option]') : null;
      if (option) this.activate(option);
    });
  }

  get options(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role=option]')];
  }

  /** The id of the option a key would act on. */
  get active(): string | null {
    return this.#active;
  }

  find(id: string | null): HTMLElement | undefined {
    return this.options.find((option) => option.dataset['id'] === id);
  }

  activate(option: HTMLElement): void {
    this.#active = option.dataset['id'] ?? null;
    for (const other of this.options) other.tabIndex = other === option ? 0 : -1;
  }

  /** Draws other options, and keeps the focus on the decision it was on, or on the one that took its place. */
  replace(draw: () => void): void {
    const before = this.options;
    const hadFocus = this.root.contains(document.activeElement);
    const at = before.findIndex((option) => option.dataset['id'] === this.#active);
    draw();
    const now = this.options;
    const option = this.find(this.#active) ?? now[Math.min(Math.max(at, 0), now.length - 1)];
    if (!option) {
      this.#active = null;
      return;
    }
    this.activate(option);
    if (hadFocus) option.focus({ preventScroll: true });
  }

  #target(key: string): HTMLElement | undefined {
    const { options } = this;
    const at = options.findIndex((option) => option.dataset['id'] === this.#active);
    switch (key) {
      case 'ArrowDown':
        return options[Math.min(at + 1, options.length - 1)];
      case 'ArrowUp':
        return options[Math.max(at - 1, 0)];
      case 'Home':
        return options[0];
      case 'End':
        return options.at(-1);
      default:
        return undefined;
    }
  }
}
