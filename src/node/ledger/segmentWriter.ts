import path from 'node:path';
import { encodeRecord } from '../../core/ledger/codec.ts';
import type { RecordSink, Texts } from '../../core/ledger/port.ts';
import { sealTexts } from '../../core/ledger/privateTexts.ts';
import type { NewRecord } from '../../core/ledger/records.ts';
import { maskSecrets } from '../../core/ledger/secrets.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { makeFolder } from '../makeFolder.ts';
import { AppendFile } from './appendFile.ts';
import { folders } from './layout.ts';

/** Who writes a segment. */
export interface WriterIdentity {
  readonly app: string;
  readonly host: 'editor' | 'cli';
}

interface OpenSegment {
  readonly id: string;
  readonly records: AppendFile;
  readonly texts: AppendFile;
}

/**
 * Writes one segment of the ledger. Each process has its own, so writers need no locks and never wait for each other.
 * Nothing is created before the first record.
 */
export class SegmentWriter implements RecordSink, Disposable {
  readonly #home: string;
  readonly #identity: WriterIdentity;
  readonly #clock: Clock;
  readonly #digest: Digest;
  #open: OpenSegment | undefined;
  #seq = 0;
  #prev: string | null = null;

  constructor(home: string, identity: WriterIdentity, clock: Clock, digest: Digest) {
    this.#home = home;
    this.#identity = identity;
    this.#clock = clock;
    this.#digest = digest;
  }

  append(record: NewRecord, texts: Texts = {}): void {
    try {
      const open = (this.#open ??= this.#start());
      if (this.#seq === 0) {
        this.#write(open, { type: 'segment', at: isoTime(this.#clock.now()), body: { ...this.#identity } }, {});
      }
      this.#write(open, record, texts);
    } catch (error) {
      if (!isFileError(error)) throw error;
      const why = error.code === 'ENOSPC' ? 'the disk is full' : `the folder cannot be written (${error.code})`;
      throw new PairfolioError(
        'ledger-unwritable',
        `Pairfolio could not record: ${why}. Ledger folder: ${this.#home}`,
        {
          cause: error,
        },
      );
    }
  }

  /** The last record written; undefined before the first. */
  get head(): { readonly segment: string; readonly seq: number; readonly hash: string } | undefined {
    return this.#open && this.#prev !== null
      ? { segment: this.#open.id, seq: this.#seq - 1, hash: this.#prev }
      : undefined;
  }

  /** Waits until all that was appended survives a power loss. */
  sync(): void {
    this.#open?.texts.sync();
    this.#open?.records.sync();
  }

  dispose(): void {
    this.#open?.records.dispose();
    this.#open?.texts.dispose();
    this.#open = undefined;
  }

  #start(): OpenSegment {
    const { segments, texts } = folders(this.#home);
    for (const folder of [segments, texts]) makeFolder(folder, 0o700);
    const stamp = isoTime(this.#clock.now()).replace(/[-:]/g, '').slice(0, 15);
    const id = `${stamp}-${this.#digest.random(6)}`;
    this.#seq = 0;
    this.#prev = null;
    return {
      id,
      texts: new AppendFile(path.join(texts, `${id}.jsonl`)),
      records: new AppendFile(path.join(segments, `${id}.jsonl`)),
    };
  }

  #write(open: OpenSegment, record: NewRecord, texts: Texts): void {
    const named: Record<string, string | undefined> = {};
    for (const [name, text] of Object.entries(texts)) named[name] = text === undefined ? undefined : maskSecrets(text);
    const { hashes, entry } = sealTexts(named, this.#digest);
    const full =
      Object.keys(hashes).length === 0 ? record : ({ ...record, body: { ...record.body, texts: hashes } } as NewRecord);
    const line = encodeRecord(full, { segment: open.id, seq: this.#seq, prev: this.#prev });
    // Texts first: a record whose texts are missing would look forgotten, a text without a record is harmless.
    if (Object.keys(hashes).length > 0) open.texts.appendLine(JSON.stringify(entry));
    open.records.appendLine(line);
    this.#seq += 1;
    this.#prev = this.#digest.sha256(line);
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error;
}
