import { asObject, parseJson, type JsonObject } from '../../shared/json.ts';
import type { Gap, TranscriptLine } from './transcript.ts';

/** Reads the lines of a JSON Lines transcript, and keeps account of those that cannot be read. */
export class JsonLines {
  readonly gaps: Gap[] = [];
  #line = 0;
  #torn = false;

  /**
   * @param skip whether a line, which looks whole, holds nothing of interest and need not be parsed
   * @returns the record, or undefined where there is none
   */
  read(line: TranscriptLine, skip: (line: string) => boolean = () => false): JsonObject | undefined {
    this.#line += 1;
    if (typeof line !== 'string') {
      this.#torn = false;
      this.gaps.push({ line: this.#line, why: 'too long' });
      return undefined;
    }
    if (line.trim() === '') return undefined;
    this.#torn = false;
    if (line.endsWith('}') && skip(line)) return undefined;
    const json = parseJson(line);
    if (json !== undefined) return asObject(json);
    this.#torn = true;
    this.gaps.push({ line: this.#line, why: 'not JSON' });
    return undefined;
  }

  /** After the last line: one that is no JSON was still being written. */
  end(): void {
    if (this.#torn) this.gaps[this.gaps.length - 1] = { line: this.#line, why: 'cut off' };
    this.#torn = false;
  }
}
