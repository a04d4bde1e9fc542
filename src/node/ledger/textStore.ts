import fs from 'node:fs';
import path from 'node:path';
import type { PrivateTexts } from '../../core/ledger/privateTexts.ts';
import { decodeEntry, isText, refOf } from '../../core/ledger/privateTexts.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { folders } from './layout.ts';
import { TailReader, type TakeLine } from './tailReader.ts';

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
const lineBreak = 10;
const space = 32;

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

  get refs(): string[] {
    return [...this.#short.keys(), ...this.#long.keys()];
  }

  get size(): number {
    return this.#short.size + this.#long.size;
  }

  /** Overwrites entries with blanks, in the order they stand in, and waits until that survives a power loss. */
  erase(refs: readonly string[]): void {
    const places = refs.flatMap((ref) => this.find(ref) ?? []).sort((a, b) => a.offset - b.offset);
    if (places.length === 0) return;
    const fd = fs.openSync(this.reader.file, 'r+');
    try {
      for (const { offset, length } of places) fs.writeSync(fd, Buffer.alloc(length, ' '), 0, length, offset);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    for (const ref of refs) {
      this.#short.delete(ref);
      this.#long.delete(ref);
    }
  }

  /** Overwrites all bytes but line breaks and these entries with blanks. */
  eraseAllBut(refs: ReadonlySet<string>): void {
    const kept = [...refs].flatMap((ref) => this.find(ref) ?? []).sort((a, b) => a.offset - b.offset);
    const fd = fs.openSync(this.reader.file, 'r+');
    try {
      let at = 0;
      for (const { offset, length } of [...kept, { offset: fs.fstatSync(fd).size, length: 0 }]) {
        blank(fd, at, offset);
        at = offset + length;
      }
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    for (const ref of this.refs.filter((one) => !refs.has(one))) {
      this.#short.delete(ref);
      this.#long.delete(ref);
    }
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

/** Overwrites bytes of a file with blanks, line breaks excepted: readers of the file go on from where they were. */
function blank(fd: number, start: number, end: number): void {
  const buffer = Buffer.allocUnsafe(Math.min(lengthUnit, Math.max(0, end - start)));
  for (let at = start; at < end; ) {
    const read = fs.readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at);
    if (read === 0) return;
    for (let i = 0; i < read; i++) if (buffer[i] !== lineBreak) buffer[i] = space;
    fs.writeSync(fd, buffer, 0, read, at);
    at += read;
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
    const work = this.refreshing(() => false);
    while (work.next().done !== true);
  }

  /** As {@link refresh}, stopping wherever `isOver` says so; it goes on when it is resumed. */
  *refreshing(isOver: () => boolean): Generator<undefined, void> {
    for (const name of listJsonLines(this.#folder)) {
      const file = this.#files.get(name) ?? new TextFile(path.join(this.#folder, name));
      this.#files.set(name, file);
      const take: TakeLine = (bytes, start, end, offset) => {
        const refStart = start + entryStart.length;
        if (bytes.toString('latin1', start, refStart) !== entryStart) return;
        file.add(bytes.toString('latin1', refStart, refStart + refLength), { offset, length: end - start });
      };
      while (!file.reader.read(take, isOver)) yield;
      if (isOver()) yield;
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

  /** Name of the file that holds the texts a record names; `undefined` where there is none. */
  fileOf(hashes: Readonly<Record<string, string>>): string | undefined {
    const spot = this.#find(hashes);
    return spot && path.basename(spot.file.reader.file);
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
   * Overwrites entries with blanks where they stand. Not a rewrite of the file: its writer may be another window,
   * still appending. A copied file (two machines merged, a backup put back) holds the same entries again: there too.
   * @param refs what joins a record to its entry, see `refOf`
   * @returns how many entries were erased
   */
  erase(refs: ReadonlySet<string>): number {
    let erased = 0;
    for (const file of this.#files.values()) {
      const found =
        file.size < refs.size
          ? file.refs.filter((ref) => refs.has(ref))
          : [...refs].filter((ref) => file.find(ref) !== undefined);
      file.erase(found);
      erased += found.length;
    }
    return erased;
  }

  /** Overwrites everything but these entries with blanks: also what was cut off, and what is damaged. */
  eraseAllBut(refs: ReadonlySet<string>): void {
    this.refresh();
    for (const file of this.#files.values()) file.eraseAllBut(refs);
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
