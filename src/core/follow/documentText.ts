import { applyEdits, type TextEdit } from '../shared/textEdit.ts';

/**
 * So many of the last changes can be looked behind: what no mark claims is judged a moment later, and many keys may come
 * between the two.
 */
export const lookBack = 128;

// Beyond so many waiting changes they are worked in, so that an hour of typing does not become one long catch-up.
const mostWaiting = 2000;

/** A change of the document, by its number. */
export interface NumberedChange {
  readonly version: number;
  readonly edits: readonly TextEdit[];
}

/** A text on the way, and the number of the last change in it. */
interface Reached {
  readonly version: number;
  readonly text: string;
}

/**
 * The text of a document now and a few changes ago. Editors report a change after it happened and without the text
 * that went away; copying the document at every key would be slow. So changes are only noted, and worked into the
 * copy when somebody asks.
 */
export class DocumentText {
  #base: string;
  #baseVersion: number;
  #waiting: NumberedChange[] = [];
  /** The latest text worked out, so that asking after every key costs one step. */
  #worked: Reached;
  /** The text asked for last, so that going through earlier changes one by one costs one step each. */
  #asked: Reached;

  /** @param version the number of the last change that `text` contains */
  constructor(text: string, version: number) {
    this.#base = text;
    this.#baseVersion = version;
    this.#asked = this.#worked = { version, text };
  }

  /** The number of the last change noted. */
  get version(): number {
    return this.#waiting.at(-1)?.version ?? this.#baseVersion;
  }

  /** @param change is kept as it is: this is asked at each key */
  note(change: NumberedChange): void {
    this.#waiting.push(change);
    if (this.#waiting.length > mostWaiting) this.#settle();
  }

  /** The text with all noted changes. */
  current(): string {
    return this.at(this.version) ?? this.#base;
  }

  /** The text after the change `version`; `undefined` where it is already gone. */
  at(version: number): string | undefined {
    if (version < this.#baseVersion) return undefined;
    let { version: reached, text } = [this.#worked, this.#asked].reduce(
      (best, known) => (known.version <= version && known.version > best.version ? known : best),
      { version: this.#baseVersion, text: this.#base },
    );
    for (const noted of this.#waiting) {
      if (noted.version <= reached) continue;
      if (noted.version > version) break;
      text = applyEdits(text, noted.edits);
      reached = noted.version;
    }
    this.#asked = { version: reached, text };
    if (reached > this.#worked.version) this.#worked = this.#asked;
    if (this.#waiting.length > 2 * lookBack) this.#settle();
    return text;
  }

  #settle(): void {
    for (const { version, edits } of this.#waiting.splice(0, this.#waiting.length - lookBack)) {
      this.#base = applyEdits(this.#base, edits);
      this.#baseVersion = version;
    }
    if (this.#worked.version < this.#baseVersion) this.#worked = { version: this.#baseVersion, text: this.#base };
  }
}
