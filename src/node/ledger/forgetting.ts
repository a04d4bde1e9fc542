import path from 'node:path';
import { refOf } from '../../core/ledger/privateTexts.ts';
import type { ReadModel } from '../../core/ledger/readModel.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { asArray, asObject, asString, parseJson } from '../../core/shared/json.ts';
import { eraseSent } from '../assist/eraseSent.ts';
import { folders } from './layout.ts';
import { TailReader } from './tailReader.ts';
import { listJsonLines, type TextStore } from './textStore.ts';

/** What forgetting works on. */
export interface ForgettingParts {
  readonly home: string;
  /** All records written until now. */
  read(): ReadModel;
  readonly texts: TextStore;
  readonly digest: Digest;
  /** Records that suggestions were forgotten, and waits until that survives a power loss. */
  record(suggestions: readonly string[]): void;
}

/** How to forget many. */
export interface ForgetOptions {
  /** Stops between two batches: what was forgotten so far is so wholly, the rest not at all. */
  readonly signal?: AbortSignal;
  /** Told now and then; both counts are of decisions. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What forgetting many came to. */
export interface Forgotten {
  /** Ids of the decisions, in the order they were asked for. */
  readonly ids: readonly string[];
  /** Whether it was stopped before it was through. */
  readonly stopped: boolean;
}

/** So many decisions are recorded as forgotten, and erased, at a time. */
const batchSize = 1000;
/** Lines of records looked through between two breaths. */
const linesAtATime = 5000;
/** Up to so many ids are looked for in the bytes of a line before it is parsed. */
const fewIds = 4;

/**
 * Erases the texts of suggestions, in steps, so that long work can show how far it is and let others have their turn.
 * Each step leaves the ledger whole; whoever stops between two of them has forgotten what was yielded.
 * @param ids decision ids, or unambiguous beginnings of them; those forgotten before are erased again, for a backup
 *   that was put back brings texts back
 * @throws PairfolioError `not-found` before anything is erased, `ledger-unwritable`
 */
export function* forgetInSteps(parts: ForgettingParts, ids: readonly string[]): Generator<number, void> {
  const states = findAll(parts.read(), ids);
  const batches = new Map(states.map(({ id }, index) => [id, Math.floor(index / batchSize)]));
  const scan = new RecordScan(parts.home, parts.digest, batches);
  while (!scan.isRead()) yield 0;
  for (let start = 0; start < states.length; start += batchSize) {
    const batch = states.slice(start, start + batchSize);
    const fresh = batch.filter(({ forgotten }) => !forgotten).map(({ id }) => id);
    // The record first: were only the texts gone, an import would bring them back.
    if (fresh.length > 0) parts.record(fresh);
    // What another window wrote about them until it read that record.
    while (!scan.isRead());
    parts.texts.refresh();
    parts.texts.erase(scan.refsOf(start / batchSize));
    eraseSent(parts.home, new Set(batch.map(({ id }) => id)));
    yield start + batch.length;
  }
}

/**
 * Erases every text there is, also what no record names (a write that a crash cut off) and what was forgotten before.
 * As {@link forgetInSteps} otherwise.
 */
export function* forgetEverything(parts: ForgettingParts): Generator<number, void> {
  const { size } = parts.read().suggestions;
  yield* forgetInSteps(parts, [...parts.read().suggestions.keys()]);
  // Somebody may have gone on recording meanwhile: that is not part of what was asked.
  const later = [...parts.read().suggestions.values()].filter(({ forgotten }) => !forgotten);
  const scan = new RecordScan(parts.home, parts.digest, new Map(later.map(({ id }) => [id, 0])));
  while (!scan.isRead()) yield size;
  parts.texts.eraseAllBut(scan.refsOf(0));
  eraseSent(parts.home, 'everything');
}

/**
 * Runs steps, letting others have their turn in between.
 * @param of how many decisions there are to forget
 * @returns whether it was stopped before they were through
 */
export async function runSteps(
  steps: Generator<number, void>,
  of: number,
  { signal, onProgress }: ForgetOptions,
): Promise<{ readonly stopped: boolean }> {
  for (const done of steps) {
    onProgress?.(done, of);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) return { stopped: true };
  }
  return { stopped: false };
}

/**
 * The states of ids or their unambiguous beginnings, each once.
 * @throws PairfolioError `not-found`
 */
export function findAll(model: ReadModel, ids: readonly string[]): SuggestionState[] {
  let sorted: readonly string[] | undefined;
  const found = ids.map((id) => {
    const exact = model.suggestions.get(id);
    if (exact) return exact;
    sorted ??= [...model.suggestions.keys()].sort();
    return findByBeginning(model, sorted, id);
  });
  return [...new Set(found)];
}

function findByBeginning(model: ReadModel, sorted: readonly string[], id: string): SuggestionState {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(id) === true) end++;
  const state = model.suggestions.get(sorted[low] ?? '');
  if (id === '' || end === low || !state) throw new PairfolioError('not-found', `There is no decision ${id}.`);
  if (end > low + 1) {
    const message = `${id} is the beginning of ${String(end - low)} decisions; write more of it.`;
    throw new PairfolioError('not-found', message);
  }
  return state;
}

/** Finds the texts of every record about some suggestions, also of records only a newer version understands. */
class RecordScan {
  readonly #folder: string;
  readonly #digest: Digest;
  readonly #batches: ReadonlyMap<string, number>;
  readonly #few: readonly string[];
  readonly #readers = new Map<string, TailReader>();
  #waiting: string[] = [];
  readonly #refs = new Map<number, Set<string>>();

  constructor(home: string, digest: Digest, batches: ReadonlyMap<string, number>) {
    this.#folder = folders(home).segments;
    this.#digest = digest;
    this.#batches = batches;
    this.#few = batches.size <= fewIds ? [...batches.keys()].map((id) => JSON.stringify(id)) : [];
  }

  /**
   * Reads what came since the last time, some segments at a time.
   * @returns whether it is through; otherwise it goes on with the next call
   */
  isRead(): boolean {
    if (this.#waiting.length === 0) this.#waiting = listJsonLines(this.#folder);
    let lines = 0;
    for (let name = this.#waiting.shift(); name !== undefined; name = this.#waiting.shift()) {
      const reader = this.#readers.get(name) ?? new TailReader(path.join(this.#folder, name));
      this.#readers.set(name, reader);
      reader.read((bytes, start, end) => {
        lines++;
        this.#take(bytes.toString('utf8', start, end));
      });
      if (lines >= linesAtATime && this.#waiting.length > 0) return false;
    }
    return true;
  }

  /** What joins the records of a batch to their texts. */
  refsOf(batch: number): ReadonlySet<string> {
    return this.#refs.get(batch) ?? new Set();
  }

  #take(line: string): void {
    // Most lines of a long ledger name no text, or others' texts: parsing them is what would take the time.
    if (!line.includes('"texts":{"')) return;
    if (this.#few.length > 0 && !this.#few.some((id) => line.includes(id))) return;
    const { id, suggestion, suggestions, texts } = asObject(asObject(parseJson(line))['body']);
    // What is written about several, the note on a turn, goes with the first of them.
    const batches = [id, suggestion, ...asArray(suggestions)].flatMap(
      (one) => this.#batches.get(asString(one) ?? '') ?? [],
    );
    if (batches.length === 0) return;
    const first = Math.min(...batches);
    const refs = this.#refs.get(first) ?? new Set();
    this.#refs.set(first, refs);
    const hashes = Object.entries(asObject(texts)).map(([name, hash]) => [name, asString(hash) ?? ''] as const);
    refs.add(refOf(Object.fromEntries(hashes), this.#digest));
  }
}
