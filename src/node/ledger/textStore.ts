import fs from 'node:fs';
import path from 'node:path';
import type { PrivateTexts } from '../../core/ledger/privateTexts.ts';
import { decodeEntry, refOf } from '../../core/ledger/privateTexts.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { folders } from './layout.ts';
import { TailReader } from './tailReader.ts';

interface Spot {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

// How an entry begins, as `JSON.stringify` writes it: enough to index a line without parsing it.
const entryStart = /^\{"v":1,"ref":"([0-9a-f]{64})"/;

/** Reads and erases private texts. Holds an index in memory, never the texts. */
export class TextStore {
  readonly #folder: string;
  readonly #digest: Digest;
  readonly #readers = new Map<string, TailReader>();
  readonly #index = new Map<string, Spot>();

  constructor(home: string, digest: Digest) {
    this.#folder = folders(home).texts;
    this.#digest = digest;
  }

  /** Takes note of what was written since the last time. */
  refresh(): void {
    for (const name of listJsonLines(this.#folder)) {
      const file = path.join(this.#folder, name);
      const reader = this.#readers.get(file) ?? new TailReader(file);
      this.#readers.set(file, reader);
      reader.read(({ text, offset, length }) => {
        const ref = entryStart.exec(text)?.[1];
        if (ref !== undefined) this.#index.set(ref, { file, offset, length });
      });
    }
  }

  /** The texts a record names; empty where they were forgotten, never kept, or no longer fit the record. */
  lookUp(hashes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return this.entry(hashes)?.texts ?? {};
  }

  /** The whole entry with its key, for proofs. */
  entry(hashes: Readonly<Record<string, string>>): PrivateTexts | undefined {
    if (Object.keys(hashes).length === 0) return undefined;
    const spot = this.#index.get(refOf(hashes, this.#digest));
    return spot && decodeEntry(readSpot(spot));
  }

  /**
   * Overwrites the texts with blanks where they stand. Not a rewrite of the file: its writer may be another window,
   * still appending.
   * @returns whether there was something to erase
   */
  erase(hashes: Readonly<Record<string, string>>): boolean {
    const ref = refOf(hashes, this.#digest);
    const spot = this.#index.get(ref);
    if (!spot) return false;
    const fd = fs.openSync(spot.file, 'r+');
    try {
      fs.writeSync(fd, Buffer.alloc(spot.length, ' '), 0, spot.length, spot.offset);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    this.#index.delete(ref);
    return true;
  }
}

/** Names of the `.jsonl` files of a folder in order; none where there is no such folder. */
export function listJsonLines(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readSpot({ file, offset, length }: Spot): string {
  const fd = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    fs.readSync(fd, bytes, 0, length, offset);
    return bytes.toString('utf8');
  } finally {
    fs.closeSync(fd);
  }
}
