import fs from 'node:fs';
import path from 'node:path';
import type { PrivateTexts } from '../../core/ledger/privateTexts.ts';
import { decodeEntry, isText, refOf } from '../../core/ledger/privateTexts.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { folders } from './layout.ts';
import { TailReader } from './tailReader.ts';

/** Where an entry stands in its file, in bytes. */
interface Place {
  readonly offset: number;
  readonly length: number;
}

// How an entry begins, as `JSON.stringify` writes it: enough to index a line without parsing it.
const entryStart = '{"v":1,"ref":"';
const refLength = 64;

/** Offset and length share one number, so that the places of a hundred thousand entries stay small. */
const lengthUnit = 2 ** 20;

/** One file of texts, kept open while its entries are asked for. */
class TextFile {
  readonly reader: TailReader;
  /** Reference → offset × 2^20 + length; the few longer entries stand in `long`. */
  readonly #short = new Map<string, number>();
  readonly #long = new Map<string, Place>();
  #fd: number | undefined;

  constructor(file: string) {
    this.reader = new TailReader(file);
  }

  add(ref: string, { offset, length }: Place): void {
    if (length < lengthUnit) this.#short.set(ref, offset * lengthUnit + length);
    else this.#long.set(ref, { offset, length });
  }

  find(ref: string): Place | undefined {
    const packed = this.#short.get(ref);
    if (packed === undefined) return this.#long.get(ref);
    return { offset: Math.floor(packed / lengthUnit), length: packed % lengthUnit };
  }

  delete(ref: string): void {
    this.#short.delete(ref);
    this.#long.delete(ref);
  }

  read({ offset, length }: Place): string {
    this.#fd ??= fs.openSync(this.reader.file, 'r');
    const bytes = Buffer.allocUnsafe(length);
    fs.readSync(this.#fd, bytes, 0, length, offset);
    return bytes.toString('utf8');
  }

  close(): void {
    if (this.#fd !== undefined) fs.closeSync(this.#fd);
    this.#fd = undefined;
  }
}

/** Reads and erases private texts. Holds an index in memory, never the texts. */
export class TextStore implements Disposable {
  readonly #folder: string;
  readonly #digest: Digest;
  readonly #files = new Map<string, TextFile>();

  constructor(home: string, digest: Digest) {
    this.#folder = folders(home).texts;
    this.#digest = digest;
  }

  /** Takes note of what was written since the last time. */
  refresh(): void {
    for (const name of listJsonLines(this.#folder)) {
      const file = this.#files.get(name) ?? new TextFile(path.join(this.#folder, name));
      this.#files.set(name, file);
      file.reader.read((bytes, start, end, offset) => {
        const refStart = start + entryStart.length;
        if (bytes.toString('latin1', start, refStart) !== entryStart) return;
        file.add(bytes.toString('latin1', refStart, refStart + refLength), { offset, length: end - start });
      });
    }
  }

  /** The texts a record names; empty where they were forgotten, never kept, or no longer fit the record. */
  lookUp(hashes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return this.entry(hashes)?.texts ?? {};
  }

  /** The whole entry with its key, for proofs. */
  entry(hashes: Readonly<Record<string, string>>): PrivateTexts | undefined {
    const spot = this.#find(hashes);
    return spot && decodeEntry(spot.file.read(spot.place));
  }

  /** Whether what is stored is still what a record names; also true where nothing is stored any more. */
  fits(hashes: Readonly<Record<string, string>>): boolean {
    const entry = this.entry(hashes);
    return (
      !entry ||
      Object.entries(hashes).every(([name, hash]) =>
        isText(hash, entry.key, name, entry.texts[name] ?? '', this.#digest),
      )
    );
  }

  /**
   * Overwrites the texts with blanks where they stand. Not a rewrite of the file: its writer may be another window,
   * still appending.
   * @returns whether there was something to erase
   */
  erase(hashes: Readonly<Record<string, string>>): boolean {
    let erased = false;
    // A copied file (two machines merged, a backup put back) holds the same texts again.
    for (let spot = this.#find(hashes); spot; spot = this.#find(hashes)) {
      const fd = fs.openSync(spot.file.reader.file, 'r+');
      try {
        const { offset, length } = spot.place;
        fs.writeSync(fd, Buffer.alloc(length, ' '), 0, length, offset);
        fs.fsyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
      spot.file.delete(refOf(hashes, this.#digest));
      erased = true;
    }
    return erased;
  }

  dispose(): void {
    for (const file of this.#files.values()) file.close();
  }

  #find(hashes: Readonly<Record<string, string>>): { readonly file: TextFile; readonly place: Place } | undefined {
    if (Object.keys(hashes).length === 0) return undefined;
    const ref = refOf(hashes, this.#digest);
    for (const file of this.#files.values()) {
      const place = file.find(ref);
      if (place) return { file, place };
    }
    return undefined;
  }
}

/** Names of the `.jsonl` files of a folder in order; none where there is no such folder. */
export function listJsonLines(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.jsonl') && (entry.isFile() || isLinkToFile(entry, folder)))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Folders, pipes and links that lead nowhere are none of ours; reading a pipe would wait for ever. */
function isLinkToFile(entry: fs.Dirent, folder: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return fs.statSync(path.join(folder, entry.name)).isFile();
  } catch {
    return false;
  }
}
