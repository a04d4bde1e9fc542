import { setImmediate as nextTurn } from 'node:timers/promises';
import { isFound, offeredStance, passes, searchText, toEntry } from '../../core/portfolio/chooser/entries.ts';
import { pageSize, type Entry, type ListQuery } from '../../core/portfolio/chooser/messages.ts';
import { tally } from '../../core/portfolio/groups.ts';
import { inPeriod, type Period } from '../../core/portfolio/period.ts';
import { ReadModel } from '../../core/ledger/readModel.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/** What leaves decisions out of the whole portfolio. */
export interface Bounds {
  readonly period: Period | undefined;
  readonly workspace: string | null;
}

/** What is known of a decision's texts, and what it was read from. */
interface Known {
  readonly reflection: SuggestionState['reflection'];
  readonly words: SuggestionState['caseWords'];
  readonly workspace: string | null;
  readonly text: string;
}

/** Texts are looked up on the disk: after so many milliseconds of it others have their turn. */
const slice = 8;

/**
 * The decisions that can be cases. What texts say is read once, in slices, the first time a search or a workspace asks
 * for it: a long ledger has a hundred thousand of them.
 */
export class Candidates {
  readonly #ledger: Ledger;
  readonly #known = new Map<string, Known>();
  #model: ReadModel | undefined;
  #all: readonly SuggestionState[] = [];
  #languages: readonly string[] | undefined;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Reads what was recorded since. Everything below answers from the last look. @throws PairfolioError `ledger-unreadable` */
  look(): void {
    this.#model = this.#ledger.read();
    this.#all = this.#model.inOrder.filter((state) => isCandidate(state));
    this.#languages = undefined;
  }

  /** Every decision that can be a case, oldest first. */
  get all(): readonly SuggestionState[] {
    return this.#all;
  }

  /** One that can be a case, by its id. */
  find(id: string): SuggestionState | undefined {
    const state = this.#model?.suggestions.get(id);
    return state && isCandidate(state) ? state : undefined;
  }

  entry(state: SuggestionState): Entry {
    return toEntry(state, this.#ledger.decision(state));
  }

  isInside(state: SuggestionState, { period, workspace }: Bounds): boolean {
    return inPeriod(period, state.at) && (workspace === null || this.#workspaceOf(state) === workspace);
  }

  /**
   * A part of the decisions that fit, newest first, and how many fit.
   * @throws the signal's reason when it is aborted
   */
  async list(
    query: Omit<ListQuery, 'query'>,
    bounds: Bounds,
    signal: AbortSignal,
  ): Promise<{ readonly entries: Entry[]; readonly total: number }> {
    const text = query.text.trim();
    const fitting: SuggestionState[] = [];
    let end = performance.now() + slice;
    for (const state of this.#all.toReversed()) {
      if (performance.now() >= end) {
        await nextTurn();
        signal.throwIfAborted();
        end = performance.now() + slice;
      }
      if (!passes(state, query) || !this.isInside(state, bounds)) continue;
      if (text === '' || isFound(this.#read(state).text, text)) fitting.push(state);
    }
    const shown = fitting.slice(query.from, query.from + pageSize);
    return { entries: shown.map((state) => this.entry(state)), total: fitting.length };
  }

  /** Language ids of the decisions, the most frequent first. */
  get languages(): readonly string[] {
    return (this.#languages ??= tally(this.#all.flatMap(({ body }) => body.language ?? [])).map(([id]) => id));
  }

  /** Names of the workspaces in the record. @throws the signal's reason when it is aborted */
  async workspaces(signal: AbortSignal): Promise<string[]> {
    const names = new Set<string>();
    let end = performance.now() + slice;
    for (const state of this.#all) {
      if (performance.now() >= end) {
        await nextTurn();
        signal.throwIfAborted();
        end = performance.now() + slice;
      }
      const name = this.#workspaceOf(state);
      if (name !== null) names.add(name);
    }
    return [...names].sort();
  }

  #workspaceOf(state: SuggestionState): string | null {
    return this.#read(state).workspace;
  }

  #read(state: SuggestionState): Known {
    const { reflection, caseWords: words } = state;
    const known = this.#known.get(state.id);
    // What was said since is read anew.
    if (known?.reflection === reflection && known.words === words) return known;
    const { texts } = this.#ledger;
    const { file, workspace = null, prompt } = texts.lookUp(state.body.texts);
    const note = reflection ? texts.lookUp(reflection.texts)['note'] : undefined;
    const title = words ? texts.lookUp(words.texts)['title'] : undefined;
    const read = { reflection, words, workspace, text: searchText({ file, workspace, prompt, note, title }) };
    this.#known.set(state.id, read);
    return read;
  }
}

function isCandidate(state: SuggestionState): boolean {
  return ReadModel.counts(state) && offeredStance(state) !== null;
}
