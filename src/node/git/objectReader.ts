import { PairfolioError } from '../../core/shared/errors.ts';
import { longestDocument } from '../text.ts';
import { startGit, type GitProcess } from './gitProcess.ts';

/** An object of a repository. `null` bytes: larger than 32 MiB. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer | null;
}

interface Header {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

interface Request {
  resolve(object: GitObject | null): void;
  reject(error: unknown): void;
}

/** Reads objects of one repository through one `git cat-file --batch`, however many are asked for. */
export class ObjectReader {
  readonly #process: GitProcess;
  readonly #waiting: Request[] = [];
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes of the current object that were let go. */
  #dropped = 0;
  /** The object whose bytes are being read; a line break comes after them. */
  #current: Header | null = null;
  #failed: Error | null = null;

  constructor(root: string, signal?: AbortSignal) {
    this.#process = startGit(root, ['cat-file', '--batch'], {
      silence: 30_000,
      awaiting: () => this.#waiting.length > 0,
      signal,
    });
    this.#process.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    const gone = new PairfolioError('git-failed', 'git ended before it had read everything.');
    this.#process.ended.then(
      () => this.#fail(gone),
      (error: unknown) => this.#fail(error instanceof Error ? error : gone),
    );
  }

  /**
   * @param name of the object: its id, or `commit:path`
   * @returns null where there is none of that name
   * @throws PairfolioError `git-failed`, `cancelled`
   */
  read(name: string): Promise<GitObject | null> {
    if (this.#failed !== null) return Promise.reject(this.#failed);
    if (/[\n\0]/.test(name)) return Promise.resolve(null); // one name is one line
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${name}\n`);
    });
  }

  close(): void {
    this.#failed ??= new PairfolioError('cancelled', 'Stopped.');
    this.#process.kill();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    while (this.#held > 0 && this.#step());
  }

  /** @returns whether there may be more to do with what is held */
  #step(): boolean {
    if (this.#current) return this.#bytes(this.#current);
    const held = this.#all();
    const end = held.indexOf(0x0a);
    if (end < 0) return false;
    const line = held.toString('utf8', 0, end);
    this.#keep(held.subarray(end + 1));
    const [, id, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line) ?? [];
    if (id === undefined || type === undefined) this.#waiting.shift()?.resolve(null);
    else this.#current = { id, type, size: Number(size) };
    return true;
  }

  #bytes({ id, type, size }: Header): boolean {
    if (size > longestDocument) this.#drop(size + 1);
    if (this.#dropped + this.#held < size + 1) return false;
    const held = this.#all();
    const bytes = size > longestDocument ? null : held.subarray(0, size);
    this.#keep(held.subarray(size + 1 - this.#dropped));
    this.#current = null;
    this.#dropped = 0;
    this.#waiting.shift()?.resolve({ id, type, bytes });
    return true;
  }

  /** Too large to be held: what has come of it is let go. */
  #drop(length: number): void {
    const held = this.#all();
    const most = Math.min(held.length, length - 1 - this.#dropped);
    this.#dropped += most;
    this.#keep(held.subarray(most));
  }

  #all(): Buffer {
    const [first] = this.#chunks;
    const all = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    this.#keep(all);
    return all;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    for (const request of this.#waiting.splice(0)) request.reject(error);
  }
}
