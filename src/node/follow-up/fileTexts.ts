import { withLf } from '../../core/follow/lineBreaks.ts';
import { isNotebook, notebookText } from '../../core/recognise/transcripts/notebook.ts';
import type { ObjectReader } from '../git/objectReader.ts';
import { decodeText } from '../text.ts';

/** Texts held at most, in UTF-16 units. */
const mostHeld = 16 * 1024 * 1024;

/** The texts of files of one repository, the last used ones held. */
export class FileTexts {
  readonly #objects: ObjectReader;
  readonly #held = new Map<string, string | null>();
  #size = 0;

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /**
   * @param name of the content: its id, or `commit:path`
   * @param path the file's, to know a notebook by
   * @returns line breaks as `\n`, of a notebook the cells' code; null where it is missing, no text, or over 32 MiB
   * @throws PairfolioError `git-failed`, `cancelled`
   */
  async read(name: string, path: string): Promise<string | null> {
    const key = isNotebook(path) ? `notebook ${name}` : name;
    const held = this.#held.get(key);
    if (held !== undefined) {
      this.#held.delete(key);
      this.#held.set(key, held);
      return held;
    }
    const object = await this.#objects.read(name);
    const decoded = object?.type === 'blob' && object.bytes ? decodeText(object.bytes) : null;
    const text = decoded === null ? null : withLf(decoded).text;
    const told = text !== null && isNotebook(path) ? notebookText(text) : text;
    this.#hold(key, told);
    return told;
  }

  #hold(key: string, text: string | null): void {
    this.#held.set(key, text);
    this.#size += text?.length ?? 0;
    for (const [oldest, old] of this.#held) {
      if (this.#size <= mostHeld) return;
      this.#held.delete(oldest);
      this.#size -= old?.length ?? 0;
    }
  }
}
