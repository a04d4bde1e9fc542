import fs from 'node:fs';
import path from 'node:path';
import { aboutSuggestions } from '../../core/ledger/about.ts';
import { decodeLine, placeOf } from '../../core/ledger/codec.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import { leafHash, type ProofStep } from '../../core/ledger/merkle.ts';
import { MerkleFrontier } from '../../core/ledger/merkleFrontier.ts';
import type { RecordSink, Texts } from '../../core/ledger/port.ts';
import { ReadModel } from '../../core/ledger/readModel.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Body, NewRecord } from '../../core/ledger/records.ts';
import { headProblem, type KnownHeads, type SegmentText } from '../../core/ledger/verifyLedger.ts';
import { toDecision } from '../../core/ledger/toDecision.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import {
  findAll,
  forgetEverything,
  forgetInSteps,
  runSteps,
  type ForgetOptions,
  type Forgotten,
  type ForgettingParts,
} from './forgetting.ts';
import { EarlierTree, type AnchoredState } from './anchors.ts';
import { readLastCheckpoint, noteCheckpoint } from './lastCheckpoint.ts';
import { folders } from './layout.ts';
import { SegmentWriter, type WriterIdentity } from './segmentWriter.ts';
import { SlicedWork } from './slicedWork.ts';
import { TailReader } from './tailReader.ts';
import { listJsonLines, TextStore } from './textStore.ts';
import { wholeSegments } from './wholeSegments.ts';

/** Lines a reader could not use, by the reason. None is ever deleted. */
export interface Unread {
  readonly damaged: number;
  /** Written by a newer version of Pairfolio. */
  readonly newer: number;
}

/** What a checkpoint was taken over: the Merkle root of all records, how many they are, and ways to the root. */
export interface Checkpoint {
  readonly root: string;
  readonly size: number;
  /** What an earlier checkpoint covered and is not there any more, in words for people. */
  readonly lost: readonly string[];
  /** How far it goes in each segment. */
  readonly heads: Body<'checkpoint'>['heads'];
  readonly at: string;
  /** The earlier states asked for whose records are all still there. */
  readonly earlier: readonly EarlierTree[];
  /** The audit path of a record that `prove` wanted, by its number. @throws RangeError for any other */
  path(index: number): ProofStep[];
}

/** How to take a checkpoint. */
export interface CheckpointOptions {
  readonly signal?: AbortSignal | undefined;
  /** Asked of every line the checkpoint is taken over, with its number, whether its path will be wanted. */
  readonly prove?: ((line: string, index: number) => boolean) | undefined;
  /** Earlier states in which they are proved as well, the earliest first. */
  readonly earlier?: readonly AnchoredState[] | undefined;
}

/** The ledger of one person on one machine: appends to a segment of its own, reads everybody's. */
export class Ledger implements RecordSink, Disposable {
  readonly home: string;
  readonly texts: TextStore;
  readonly #clock: Clock;
  readonly #digest: Digest;
  readonly #writer: SegmentWriter;
  readonly #model = new ReadModel();
  readonly #readers = new Map<string, TailReader>();
  readonly #changed = new Emitter<undefined>();
  readonly #soon = new SlicedWork((isOver) => this.#reading(isOver));
  readonly #closed = new AbortController();
  #unread: Unread = { damaged: 0, newer: 0 };

  /** After this ledger appended something. */
  readonly onDidAppend = this.#changed.event;

  constructor(home: string, identity: WriterIdentity, clock: Clock, digest: Digest) {
    this.home = home;
    this.texts = new TextStore(home, digest);
    this.#clock = clock;
    this.#digest = digest;
    this.#writer = new SegmentWriter(home, identity, clock, digest);
  }

  append(record: NewRecord, texts?: Texts): void {
    this.#writer.append(record, this.#isOfForgotten(record) ? {} : texts);
    this.#changed.fire(undefined);
  }

  /**
   * Reads what was written since the last time, by this process or another.
   * @returns the state of all records; the same object each time
   * @throws PairfolioError `ledger-unreadable`
   */
  read(): ReadModel {
    const work = this.#reading(() => false);
    while (work.next().done !== true);
    return this.#model;
  }

  /**
   * As {@link read}, in slices of about ten milliseconds: what an editor does in the background with a long ledger.
   * What {@link read} gives in between is whole, and nothing is read twice.
   * @throws PairfolioError `ledger-unreadable`, `cancelled`
   */
  async readSoon({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<ReadModel> {
    await this.#soon.done(this.#until(signal));
    // What was appended meanwhile to a segment that had been read already.
    return this.read();
  }

  /**
   * Bytes of records that were not read yet: how long {@link read} would take. Looks at the files, not into them.
   * @throws PairfolioError `ledger-unreadable`
   */
  get behind(): number {
    try {
      return this.#segmentReaders().reduce((sum, { behind }) => sum + behind, 0);
    } catch (error) {
      throw unreadable(this.home, error);
    }
  }

  get unread(): Unread {
    return this.#unread;
  }

  /** The decisions that count, oldest first. `all` adds those that are only probable or were corrected. */
  decisions(options: { readonly all?: boolean } = {}): Decision[] {
    return this.states(options).map((state) => this.decision(state));
  }

  /** As {@link decisions}, without reading any text. */
  states({ all = false }: { readonly all?: boolean } = {}): readonly SuggestionState[] {
    const model = this.read();
    return all ? model.inOrder.filter(({ forgotten }) => !forgotten) : model.counting;
  }

  decision(state: SuggestionState): Decision {
    return toDecision(state, (hashes) => this.texts.lookUp(hashes));
  }

  /** Records whose stored texts are no longer what was recorded: segment and line (from 1). @throws PairfolioError `ledger-unreadable` */
  changedTexts(): { readonly segment: string; readonly line: number }[] {
    this.read();
    return this.segments().flatMap(({ segment, lines }) =>
      lines.flatMap((text, index) => {
        const line = decodeLine(text);
        const fits = line.kind !== 'record' || this.texts.fits(aboutSuggestions(line.record).texts);
        return fits ? [] : [{ segment, line: index + 1 }];
      }),
    );
  }

  /** Every line of every segment, for checks and proofs. @throws PairfolioError `ledger-unreadable` */
  segments(): SegmentText[] {
    const folder = folders(this.home).segments;
    try {
      const texts = new Map<string, string>();
      for (const name of listJsonLines(folder))
        texts.set(name.replace(/\.jsonl$/, ''), fs.readFileSync(path.join(folder, name), 'utf8'));
      return [...texts]
        .filter(([segment, text]) => !isCopy(segment, text, texts))
        .map(([segment, text]) => {
          const lines = text.split('\n');
          const endsWhole = lines.at(-1) === '';
          if (endsWhole) lines.pop();
          return { segment, lines, endsWhole };
        });
    } catch (error) {
      throw unreadable(this.home, error);
    }
  }

  /** What checkpoints so far covered, as far as that is noted. */
  lastCheckpoint(): KnownHeads | undefined {
    return readLastCheckpoint(this.home);
  }

  /** Writes a checkpoint over all records and waits until it survives a power loss. */
  checkpoint(because: Body<'checkpoint'>['because']): Checkpoint {
    const work = this.#checkpointing(because, () => false);
    for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
  }

  /**
   * As {@link checkpoint}, in slices of about ten milliseconds.
   * @throws PairfolioError `ledger-unreadable`, `ledger-unwritable`, `cancelled` (nothing is written then)
   */
  async checkpointSoon(
    because: Body<'checkpoint'>['because'],
    { signal, prove, earlier }: CheckpointOptions = {},
  ): Promise<Checkpoint> {
    const work = new SlicedWork((isOver) => this.#checkpointing(because, isOver, prove, earlier));
    return work.done(this.#until(signal));
  }

  /**
   * Erases the texts of decisions for good. The chain still verifies, and importing them again does not bring them back.
   * @param ids decision ids, or unambiguous beginnings of them
   * @returns the ids erased
   * @throws PairfolioError `not-found`, `ledger-unwritable`
   */
  forget(ids: readonly string[]): string[] {
    const states = findAll(this.read(), ids);
    const steps = forgetInSteps(this.#forgetting(), ids);
    while (steps.next().done !== true);
    this.read();
    return states.map(({ id }) => id);
  }

  /**
   * As {@link forget}, for many: it can be stopped and lets others have their turn.
   * @param what ids, or everything there is
   */
  async forgetMany(what: readonly string[] | 'everything', options: ForgetOptions = {}): Promise<Forgotten> {
    const model = this.read();
    const all = what === 'everything' ? [...model.suggestions.values()] : findAll(model, what);
    const ids = all.filter(({ forgotten }) => what !== 'everything' || !forgotten).map(({ id }) => id);
    const steps = what === 'everything' ? forgetEverything(this.#forgetting()) : forgetInSteps(this.#forgetting(), ids);
    const { stopped } = await runSteps(steps, all.length, options);
    const { suggestions } = this.read();
    return { ids: ids.filter((id) => suggestions.get(id)?.forgotten === true), stopped };
  }

  /** Whether a suggestion was forgotten, here or by another process: no text of it may be written any more. */
  isForgotten(suggestion: string): boolean {
    return this.read().suggestions.get(suggestion)?.forgotten === true;
  }

  dispose(): void {
    this.#closed.abort();
    this.#writer.dispose();
    this.texts.dispose();
    this.#changed.dispose();
  }

  /** Whether all a record is about was forgotten, as far as this process knows: who asks {@link isForgotten} first knows what others forgot as well. */
  #isOfForgotten({ body }: NewRecord): boolean {
    const ids =
      'id' in body
        ? [body.id]
        : 'suggestion' in body
          ? [body.suggestion]
          : 'suggestions' in body && Array.isArray(body.suggestions)
            ? body.suggestions
            : [];
    return ids.length > 0 && ids.every((id) => this.#model.suggestions.get(String(id))?.forgotten === true);
  }

  #forgetting(): ForgettingParts {
    const record = (suggestions: readonly string[]): void => {
      this.append({ type: 'forgotten', at: isoTime(this.#clock.now()), body: { suggestions: [...suggestions] } });
      this.#writer.sync();
    };
    return { home: this.home, read: () => this.read(), texts: this.texts, digest: this.#digest, record };
  }

  *#checkpointing(
    because: Body<'checkpoint'>['because'],
    isOver: () => boolean,
    prove?: CheckpointOptions['prove'],
    states: readonly AnchoredState[] = [],
  ): Generator<undefined, Checkpoint> {
    const heads: Body<'checkpoint'>['heads'] = {};
    const tree = new MerkleFrontier(this.#digest);
    const earlier = states.map((state) => new EarlierTree(state, this.#digest));
    const last = readLastCheckpoint(this.home);
    const seen = new Map<string, ReadonlyMap<number, string>>();
    try {
      for (const { segment, lines } of wholeSegments(this.home)) {
        let [seq, newest] = [-1, ''];
        const known = last?.heads[segment]?.seq;
        const hashes = new Map<number, string>();
        seen.set(segment, hashes);
        for (const some of lines) {
          for (const line of some) {
            const [leaf, index] = [leafHash(line, this.#digest), tree.size];
            const isWanted = prove?.(line, index) === true;
            tree.add(leaf, isWanted);
            [seq, newest] = [seq + 1, line];
            for (const one of earlier) one.take(segment, seq, leaf, isWanted ? index : undefined);
            if (seq === known) hashes.set(seq, this.#digest.sha256(line));
          }
          if (isOver()) yield;
        }
        if (seq >= 0) heads[segment] = { seq, hash: this.#digest.sha256(newest) };
      }
    } catch (error) {
      throw unreadable(this.home, error);
    }
    const [root, size] = [tree.root(), tree.size];
    const at = isoTime(this.#clock.now());
    this.append({ type: 'checkpoint', at, body: { because, heads, root, size } });
    this.#writer.sync();
    // The checkpoint's own record as well: nobody may cut it off unnoticed.
    const { segment: own, ...head } = this.#writer.head ?? { segment: '', seq: -1, hash: '' };
    noteCheckpoint(this.home, { at, heads: head.seq < 0 ? heads : { ...heads, [own]: head } });
    const lost = Object.entries(last?.heads ?? {}).flatMap(
      ([segment, head]) => headProblem(segment, head, seen.get(segment), last?.at ?? '') ?? [],
    );
    const whole = earlier.filter(({ isWhole }) => isWhole);
    return { root, size, lost, heads, at, earlier: whole, path: (index) => tree.path(index) };
  }

  /** Until the caller or this ledger is done. */
  #until(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#closed.signal]) : this.#closed.signal;
  }

  *#reading(isOver: () => boolean): Generator<undefined, void> {
    try {
      for (const reader of this.#segmentReaders()) {
        while (!reader.read((bytes, start, end) => this.#take(bytes.toString('utf8', start, end)), isOver)) yield;
        if (isOver()) yield;
      }
      yield* this.texts.refreshing(isOver);
    } catch (error) {
      throw unreadable(this.home, error);
    }
  }

  #segmentReaders(): TailReader[] {
    const folder = folders(this.home).segments;
    return listJsonLines(folder).map((name) => {
      const file = path.join(folder, name);
      const reader = this.#readers.get(file) ?? new TailReader(file);
      this.#readers.set(file, reader);
      return reader;
    });
  }

  #take(text: string): void {
    const line = decodeLine(text);
    if (line.kind === 'record') this.#model.add(line.record);
    else this.#unread = { ...this.#unread, [line.kind]: this.#unread[line.kind] + 1 };
  }
}

/** A segment copied under another name, perhaps before it was finished, adds nothing and is no sign of damage. */
function isCopy(name: string, text: string, texts: ReadonlyMap<string, string>): boolean {
  const own = placeOf(text.slice(0, Math.max(0, text.indexOf('\n'))))?.segment;
  return own !== undefined && own !== name && texts.get(own)?.startsWith(text) === true;
}

function unreadable(home: string, error: unknown): unknown {
  if (error instanceof Error && 'syscall' in error) {
    return new PairfolioError(
      'ledger-unreadable',
      `The ledger folder ${home} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
      {
        cause: error,
      },
    );
  }
  return error;
}
