import {
  dropUnknown,
  nothingChosen,
  readChoice,
  writeChoice,
  type Choice,
} from '../../core/portfolio/chooser/choice.ts';
import { lastStep, noteStep, type Change, type Step, type Steps } from '../../core/portfolio/chooser/undo.ts';
import { readDrafts, type CaseText } from '../../core/portfolio/chooser/words.ts';
import type { ChoiceStore } from './chooserParts.ts';

/** The choice and the words begun, kept in a store with every change, and the changes that can be taken back. */
export class ChoiceKeeper {
  readonly #store: ChoiceStore;
  #choice: Choice = nothingChosen;
  #drafts: Readonly<Record<string, CaseText>> = {};
  #steps: Steps = [];

  constructor(store: ChoiceStore) {
    this.#store = store;
    const stored = store.get();
    if (typeof stored !== 'object' || stored === null) return;
    this.#choice = readChoice('choice' in stored ? stored.choice : undefined);
    this.#drafts = readDrafts('drafts' in stored ? stored.drafts : undefined);
  }

  get choice(): Choice {
    return this.#choice;
  }

  /** Words begun and not recorded yet, by the id of their case. */
  get drafts(): Readonly<Record<string, CaseText>> {
    return this.#drafts;
  }

  /** What would be taken back; null where there is nothing. */
  get undoable(): Change | null {
    return lastStep(this.#steps)?.step.change ?? null;
  }

  /** @returns whether it changed anything */
  change(change: Exclude<Change, 'words'>, next: Choice): boolean {
    if (next === this.#choice) return false;
    this.#steps = noteStep(this.#steps, { change, before: this.#choice });
    this.#choice = next;
    this.#keep();
    return true;
  }

  /** Words were recorded that can be taken back. */
  worded(id: string, before: CaseText): void {
    this.#steps = noteStep(this.#steps, { change: 'words', id, before });
  }

  /** Takes the last change of the choice back; words are the caller's to record again. */
  undo(): Step | undefined {
    const last = lastStep(this.#steps);
    if (!last) return undefined;
    this.#steps = last.rest;
    if (last.step.change !== 'words') {
      this.#choice = last.step.before;
      this.#keep();
    }
    return last.step;
  }

  /** @param words null where there is nothing more to record */
  draft(id: string, words: CaseText | null): void {
    if (words === null && !(id in this.#drafts)) return;
    const others = Object.entries(this.#drafts).filter(([known]) => known !== id);
    this.#drafts = Object.fromEntries(words ? [...others, [id, words]] : others);
    this.#keep();
  }

  /** Leaves out what the record does not have any more. @returns how many cases that were */
  keepOnly(isKnown: (id: string) => boolean): number {
    const { choice, dropped } = dropUnknown(this.#choice, isKnown);
    const drafts = Object.entries(this.#drafts).filter(([id]) => isKnown(id));
    if (dropped === 0 && drafts.length === Object.keys(this.#drafts).length) return 0;
    this.#choice = choice;
    this.#drafts = Object.fromEntries(drafts);
    this.#keep();
    return dropped;
  }

  #keep(): void {
    this.#store.set({ choice: writeChoice(this.#choice), drafts: this.#drafts });
  }
}
