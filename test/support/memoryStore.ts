import type { ChoiceStore } from '../../src/editor/portfolio/chooserParts.ts';

/** What outlives a page: a copy goes in and out, as with the editor's own. */
export class MemoryStore implements ChoiceStore {
  #kept: string | undefined;

  get(): unknown {
    return this.#kept === undefined ? undefined : JSON.parse(this.#kept);
  }

  set(value: unknown): void {
    this.#kept = JSON.stringify(value);
  }
}
