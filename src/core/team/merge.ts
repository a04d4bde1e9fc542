import type { Digest } from '../shared/digest.ts';
import { readContribution, type ReadContribution } from './contribution.ts';
import { nothingHandled, type Handled } from './handled.ts';
import { TagTable } from './tagTable.ts';
import { WindowAdder, type WindowSum } from './sums.ts';

/** What became of one file. `counted` may still be taken back by a later file: see {@link ContributionMerge.needsAnotherPass}. */
export type Fate =
  | 'counted'
  | 'duplicate'
  | 'conflicting'
  | 'withdrawn'
  | 'withdrawal'
  | Exclude<ReadContribution['kind'], 'contribution' | 'withdrawal'>;

/** More cohorts or windows than this in one folder are a mistake, or an attempt to fill the memory. */
const mostLabels = 1000;

/**
 * Adds files of contributions up as they come, in any order. Of a member it keeps a few bytes to know duplicates by,
 * so a hundred thousand files take a few megabytes.
 *
 * A file can show that one before it was not to be counted: a withdrawal, or other content under the same tag. Then
 * all files are read once more by the merge that {@link again} gives.
 */
export class ContributionMerge {
  readonly #digest: Digest;
  /** Tags that are not counted, with the reason. */
  readonly #not: ReadonlyMap<string, 'conflicting' | 'withdrawn'>;
  readonly #seen = new TagTable();
  readonly #taken = new Map<string, 'conflicting' | 'withdrawn'>();
  readonly #windows = new Map<string, { readonly adder: WindowAdder; readonly input: Uint32Array; handled: Handled }>();
  #handled: Handled = nothingHandled;
  #labels = new Set<string>();

  constructor(digest: Digest, not: ReadonlyMap<string, 'conflicting' | 'withdrawn'> = new Map()) {
    this.#digest = digest;
    this.#not = not;
  }

  /** @param text of one file */
  add(text: string): Fate {
    const read = readContribution(text);
    if (read.kind === 'withdrawal') {
      const key = keyOf(read.withdrawal.tag);
      if (!this.#not.has(key)) this.#taken.set(key, 'withdrawn');
      return 'withdrawal';
    }
    if (read.kind !== 'contribution') {
      if (read.kind !== 'foreign' && read.kind !== 'sealed') this.#count(read.kind);
      return read.kind;
    }
    const { contribution } = read;
    if (!this.#isRoom(contribution.window, contribution.cohort)) {
      this.#count('impossible');
      return 'impossible';
    }
    const window = this.#window(contribution.window);
    const key = keyOf(contribution.tag);
    const { tag, cohort, vector } = contribution;
    const hash = this.#digest.sha256(`${contribution.window} ${tag} ${cohort ?? ''} ${vector.join()}`);
    const known = this.#seen.note(tag, hash);
    const not = this.#not.get(key);
    if (not !== undefined) {
      window.handled = {
        ...window.handled,
        [not]: window.handled[not] + (not === 'withdrawn' && known !== 'new' ? 0 : 1),
      };
      return not;
    }
    if (known === 'other') {
      // A member's own word that nothing counts says more than two files that differ.
      if (!this.#taken.has(key)) this.#taken.set(key, 'conflicting');
      return 'conflicting';
    }
    if (known === 'same') {
      window.handled = { ...window.handled, duplicates: window.handled.duplicates + 1 };
      return 'duplicate';
    }
    window.adder.add(contribution);
    for (let part = 0; part < 8; part++)
      window.input[part] = ((window.input[part] ?? 0) ^ parseInt(hash.slice(8 * part, 8 * part + 8), 16)) >>> 0;
    return 'counted';
  }

  /** Whether files that were counted must not be. A withdrawal of what nobody gave needs no second look. */
  get needsAnotherPass(): boolean {
    return [...this.#taken.keys()].some((key) => this.#seen.has(key));
  }

  /** A merge that leaves out what this one found not to be counted. */
  again(): ContributionMerge {
    return new ContributionMerge(this.#digest, new Map([...this.#not, ...this.#taken]));
  }

  /** Windows with contributions, oldest first. */
  get windows(): string[] {
    return [...this.#windows.keys()].sort();
  }

  /** All of a window: its sum, a hash of what was counted, and what was handled on the way. */
  result(window: string): { readonly sum: WindowSum; readonly input: string; readonly handled: Handled } {
    const { adder, input, handled } = this.#windows.get(window) ?? emptyWindow(window);
    const others = [...this.#windows].filter(([id]) => id !== window);
    const hex = Array.from(input, (part) => part.toString(16).padStart(8, '0')).join('');
    return {
      sum: adder.sum,
      input: this.#digest.sha256(`${window} ${String(adder.sum.total.members)} ${hex}`),
      handled: {
        ...this.#handled,
        duplicates: handled.duplicates,
        conflicting: handled.conflicting,
        withdrawn: handled.withdrawn,
        otherWindows: others.reduce((sum, [, other]) => sum + other.adder.sum.total.members, 0),
      },
    };
  }

  /** Counts a file that cannot be read at all, as one too large. */
  addUnreadable(): void {
    this.#count('damaged');
  }

  #window(id: string): ReturnType<typeof emptyWindow> {
    const window = this.#windows.get(id) ?? emptyWindow(id);
    this.#windows.set(id, window);
    return window;
  }

  #count(what: keyof Handled & string): void {
    this.#handled = { ...this.#handled, [what]: Number(this.#handled[what]) + 1 };
  }

  #isRoom(window: string, cohort: string | null): boolean {
    const label = `${window} ${cohort ?? ''}`;
    if (this.#labels.has(label)) return true;
    if (this.#labels.size >= mostLabels) return false;
    this.#labels.add(label);
    return true;
  }
}

/** 128 bits tell members apart. */
function keyOf(hash: string): string {
  return hash.slice(0, 32);
}

function emptyWindow(id: string): { readonly adder: WindowAdder; readonly input: Uint32Array; handled: Handled } {
  return { adder: new WindowAdder(id), input: new Uint32Array(8), handled: nothingHandled };
}
