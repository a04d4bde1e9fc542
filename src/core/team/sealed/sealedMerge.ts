import type { Digest } from '../../shared/digest.ts';
import { plural } from '../../portfolio/words.ts';
import { nothingHandled, type Handled } from '../handled.ts';
import type { WindowSum } from '../sums.ts';
import { fingerprintOf, spelled } from './fingerprint.ts';
import { rosterDigest, type Roster } from './roster.ts';
import { readSealed, wordsLength, type ReadSealed } from './sealedFile.ts';
import { sumProblem, usableSum } from './sumRules.ts';
import { addWords, checkedVector } from './words32.ts';

/** What became of one file. */
export type SealedFate =
  | 'counted'
  | 'duplicate'
  | 'conflicting'
  | 'other-window'
  | 'other-attempt'
  | 'other-roster'
  | 'stranger'
  | Exclude<ReadSealed['kind'], 'sealed'>;

export type OpenedSum =
  | { readonly opened: true; readonly sum: WindowSum; readonly input: string; readonly handled: Handled }
  /** Each reason is a sentence. */
  | { readonly opened: false; readonly reasons: readonly string[] };

/** So many fingerprints are named in a sentence. */
const mostNamed = 10;

/** Adds sealed contributions up. What they say shows only when all of them are there. */
export class SealedMerge {
  readonly #digest: Digest;
  readonly #roster: Roster;
  readonly #rosterDigest: string;
  /** Fingerprints of all members. */
  readonly #members: ReadonlySet<string>;
  /** Member → digest of their file; null where two of them differ. */
  readonly #given = new Map<string, string | null>();
  readonly #sum = new Uint32Array(wordsLength);
  #handled: Handled = nothingHandled;

  constructor(roster: Roster, digest: Digest) {
    this.#digest = digest;
    this.#roster = roster;
    this.#rosterDigest = rosterDigest(roster, digest);
    this.#members = new Set(roster.members.map((key) => fingerprintOf(key, digest)));
  }

  /** @param text of one file; undefined where it cannot be read */
  add(text: string | undefined): SealedFate {
    const read: ReadSealed = text === undefined ? { kind: 'damaged' } : readSealed(text, this.#digest);
    if (read.kind !== 'sealed') {
      if (read.kind === 'damaged' || read.kind === 'newer') this.#count(read.kind);
      if (read.kind === 'changed') this.#count('impossible');
      return read.kind;
    }
    const { window, roster, attempt, member, words, digest } = read.sealed;
    if (window !== this.#roster.window) {
      this.#count('otherWindows');
      return 'other-window';
    }
    if (roster !== this.#rosterDigest) return attempt === this.#roster.attempt ? 'other-roster' : 'other-attempt';
    if (!this.#members.has(member)) return 'stranger';
    const known = this.#given.get(member);
    if (known === digest) {
      this.#count('duplicates');
      return 'duplicate';
    }
    if (known !== undefined) {
      this.#given.set(member, null);
      this.#count('conflicting');
      return 'conflicting';
    }
    this.#given.set(member, digest);
    addWords(this.#sum, Uint32Array.from(words));
    return 'counted';
  }

  /** @param coefficients of the check words */
  open(coefficients: Uint32Array): OpenedSum {
    const { window, attempt, members, noise } = this.#roster;
    const missing = [...this.#members].filter((member) => !this.#given.has(member));
    const twice = [...this.#given].flatMap(([member, digest]) => (digest === null ? [member] : []));
    const reasons = [
      ...(missing.length > 0
        ? [
            `${plural(missing.length, 'file is', 'files are')} missing of the ${String(members.length)} on the roster (${named(missing)}). Without ${missing.length === 1 ? 'it' : 'them'} nobody can read anything: wait for ${missing.length === 1 ? 'it' : 'them'}, or collect the window again with a new roster and attempt ${String(attempt + 1)} (pairfolio roster make … --after ROSTER).`,
          ]
        : []),
      ...(twice.length > 0
        ? [
            `There are different files of ${twice.length === 1 ? 'the same member' : 'the same members'} (${named(twice)}): remove those that are not meant.`,
          ]
        : []),
    ];
    if (reasons.length > 0) return { opened: false, reasons };
    const vector = checkedVector(this.#sum, coefficients);
    const problem = vector ? sumProblem(vector, members.length, noise) : undefined;
    if (!vector || problem !== undefined)
      return {
        opened: false,
        reasons: [
          vector
            ? `The sum is not one that members’ records give: ${problem ?? ''}. Some file holds numbers that were made up; nobody can tell whose, so the window is void.`
            : 'The files do not fit together: at least one was changed after it was sealed, or was made with another key. Nothing can be read from them; collect the window again.',
        ],
      };
    const total = { members: members.length, vector: usableSum(vector, members.length, noise) };
    return {
      opened: true,
      sum: { window, total, cohorts: new Map() },
      input: this.#digest.sha256(`sealed ${this.#rosterDigest} ${vector.join()}`),
      handled: this.#handled,
    };
  }

  #count(what: keyof Handled & string): void {
    this.#handled = { ...this.#handled, [what]: Number(this.#handled[what]) + 1 };
  }
}

function named(fingerprints: readonly string[]): string {
  const some = fingerprints.slice(0, mostNamed).map(spelled).sort();
  const more = fingerprints.length - some.length;
  return `${some.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
