/** Something that holds a resource and can let it go, once. Shaped like VS Code's own so that either serves as the other. */
export interface Disposable {
  dispose(): void;
}

/** Collects disposables and lets them go together; what is added after that is let go at once, so nothing leaks. */
export class DisposableStore implements Disposable {
  #held: Disposable[] | undefined = [];

  /** @returns the argument, so that creating and adding fit on one line */
  add<T extends Disposable>(disposable: T): T {
    if (this.#held) this.#held.push(disposable);
    else disposable.dispose();
    return disposable;
  }

  dispose(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const disposable of held.reverse()) disposable.dispose();
  }
}
