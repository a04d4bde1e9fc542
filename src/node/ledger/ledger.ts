import fs from 'node:fs';
import path from 'node:path';
import { aboutSuggestions } from '../../core/ledger/about.ts';
import { decodeLine, placeOf } from '../../core/ledger/codec.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import { leafHash, merkleRoot } from '../../core/ledger/merkle.ts';
import type { RecordSink, Texts } from '../../core/ledger/port.ts';
import { ReadModel, type SuggestionState } from '../../core/ledger/readModel.ts';
import type { Body, NewRecord } from '../../core/ledger/records.ts';
import { wholeLines, type SegmentText } from '../../core/ledger/verifyLedger.ts';
import { byTime, toDecision } from '../../core/ledger/toDecision.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { folders } from './layout.ts';
import { SegmentWriter, type WriterIdentity } from './segmentWriter.ts';
import { TailReader } from './tailReader.ts';
import { listJsonLines, TextStore } from './textStore.ts';

/** Lines a reader could not use, by the reason. None is ever deleted. */
export interface Unread {
  readonly damaged: number;
  /** Written by a newer version of Pairfolio. */
  readonly newer: number;
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
    this.#writer.append(record, texts);
    this.#changed.fire(undefined);
  }

  /**
   * Reads what was written since the last time, by this process or another.
   * @returns the state of all records; the same object each time
   * @throws PairfolioError `ledger-unreadable`
   */
  read(): ReadModel {
    try {
      const folder = folders(this.home).segments;
      for (const name of listJsonLines(folder)) {
        const file = path.join(folder, name);
        const reader = this.#readers.get(file) ?? new TailReader(file);
        this.#readers.set(file, reader);
        reader.read((bytes, start, end) => this.#take(bytes.toString('utf8', start, end)));
      }
      this.texts.refresh();
      return this.#model;
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
  states({ all = false }: { readonly all?: boolean } = {}): SuggestionState[] {
    return [...this.read().suggestions.values()]
      .filter((state) => !state.forgotten && (all || ReadModel.counts(state)))
      .sort(byTime);
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

  /** Writes a checkpoint over all records and waits until it survives a power loss. */
  checkpoint(because: Body<'checkpoint'>['because']): { readonly root: string; readonly size: number } {
    const heads: Body<'checkpoint'>['heads'] = {};
    const leaves: string[] = [];
    for (const segment of this.segments()) {
      const lines = wholeLines(segment);
      const last = lines.at(-1);
      if (last === undefined) continue;
      heads[segment.segment] = { seq: lines.length - 1, hash: this.#digest.sha256(last) };
      for (const line of lines) leaves.push(leafHash(line, this.#digest));
    }
    const root = merkleRoot(leaves, this.#digest);
    this.append({
      type: 'checkpoint',
      at: isoTime(this.#clock.now()),
      body: { because, heads, root, size: leaves.length },
    });
    this.#writer.sync();
    return { root, size: leaves.length };
  }

  /**
   * Erases the texts of decisions for good. The chain still verifies, and importing them again does not bring them back.
   * @param ids decision ids, or unambiguous beginnings of them
   * @returns the ids erased
   * @throws PairfolioError `not-found`, `ledger-unwritable`
   */
  forget(ids: readonly string[]): string[] {
    const model = this.read();
    const states = ids.map((id) => findByPrefix(model, id));
    // The record first: were only the texts gone, an import would bring them back.
    const forgotten = states.map((state) => state.id);
    this.append({ type: 'forgotten', at: isoTime(this.#clock.now()), body: { suggestions: forgotten } });
    for (const hashes of textsOf(this.segments(), new Set(forgotten))) this.texts.erase(hashes);
    this.read();
    return forgotten;
  }

  /** Whether a suggestion was forgotten, here or by another process: no text of it may be written any more. */
  isForgotten(suggestion: string): boolean {
    return this.read().suggestions.get(suggestion)?.forgotten === true;
  }

  dispose(): void {
    this.#writer.dispose();
    this.texts.dispose();
    this.#changed.dispose();
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

function findByPrefix(model: ReadModel, id: string): SuggestionState {
  const exact = model.suggestions.get(id);
  if (exact) return exact;
  const fitting = [...model.suggestions.values()].filter((state) => state.id.startsWith(id));
  const [only] = fitting;
  if (id === '' || !only) throw new PairfolioError('not-found', `There is no decision ${id}.`);
  if (fitting.length > 1)
    throw new PairfolioError(
      'not-found',
      `${id} is the beginning of ${String(fitting.length)} decisions; write more of it.`,
    );
  return only;
}

/** The text hashes of every record that is about one of these suggestions. */
function* textsOf(
  segments: readonly SegmentText[],
  ids: ReadonlySet<string>,
): Iterable<Readonly<Record<string, string>>> {
  for (const segment of segments) {
    for (const text of segment.lines) {
      const line = decodeLine(text);
      if (line.kind !== 'record') continue;
      const about = aboutSuggestions(line.record);
      if (Object.keys(about.texts).length > 0 && about.ids.some((id) => ids.has(id))) yield about.texts;
    }
  }
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
