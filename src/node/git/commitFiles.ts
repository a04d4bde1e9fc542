import { commitTime, type ChangedFile } from './commits.ts';
import { toFile, type FileAt } from './git.ts';
import type { ObjectReader } from './objectReader.ts';

/** Texts held at most, in UTF-16 units; what is beyond is read again. */
const mostHeld = 16 * 1024 * 1024;

/** The files one commit changed, as it left them. Each may be asked for many times, and git is not started for any. */
export class CommitFiles {
  readonly sha: string;
  /** Relative to the repository, with `/`. */
  readonly names: readonly string[];
  readonly #root: string;
  readonly #objects: ObjectReader;
  readonly #changed: ReadonlyMap<string, ChangedFile>;
  readonly #held = new Map<string, FileAt>();
  #size = 0;
  #time: Promise<number> | undefined;

  /** @param objects of the same repository; closed by who opened it */
  constructor(root: string, sha: string, changed: readonly ChangedFile[], objects: ObjectReader) {
    this.sha = sha;
    this.names = changed.map(({ name }) => name);
    this.#root = root;
    this.#objects = objects;
    this.#changed = new Map(changed.map((file) => [file.name, file]));
  }

  /** What the commit holds of a file it changed; `absent` of any other. @throws PairfolioError `git-failed`, `cancelled` */
  async at(name: string): Promise<FileAt> {
    const content = this.#held.get(name) ?? (await this.#read(name));
    if (this.#held.has(name)) return content;
    this.#size += typeof content === 'string' ? 0 : content.text.length;
    if (this.#size <= mostHeld) this.#held.set(name, content);
    return content;
  }

  /** When it was made: milliseconds since 1970, whole seconds. @throws PairfolioError `git-failed` */
  time(): Promise<number> {
    return (this.#time ??= commitTime(this.#root, this.sha));
  }

  async #read(name: string): Promise<FileAt> {
    const file = this.#changed.get(name);
    if (!file?.object) return 'absent';
    if (!file.isFile) return 'unreadable';
    const object = await this.#objects.read(file.object);
    return object?.bytes ? toFile(object.bytes) : 'unreadable';
  }
}
