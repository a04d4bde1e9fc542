import { asObject, parseJson, type JsonObject } from '../../shared/json.ts';
import type { Gap, TranscriptLine } from './transcript.ts';

/** Longer documents are passed over, in UTF-16 units. */
const longest = 32 * 1024 * 1024;

/** Collects the lines of a transcript that is one JSON document, indented by two. */
export class JsonDocument {
  readonly gaps: Gap[] = [];
  #lines: string[] = [];
  #count = 0;
  #length = 0;

  add(line: TranscriptLine): void {
    this.#count += 1;
    this.#length += typeof line === 'string' ? line.length + 1 : line.tooLong;
    if (this.#length > longest) this.#lines = [];
    else if (typeof line === 'string') this.#lines.push(line.replace(/\r$/, ''));
  }

  /**
   * @returns the document; of a damaged one the objects two levels down that are whole, which are its messages
   */
  end(): JsonObject[] {
    if (this.#length > longest) {
      this.gaps.push({ line: this.#count, why: 'too long' });
      return [];
    }
    const document = parseJson(this.#lines.join('\n'));
    if (document !== undefined) return [asObject(document)];
    const closed = this.#lines.findLast((line) => line.trim() !== '') === '}';
    this.gaps.push({ line: this.#count, why: closed ? 'not JSON' : 'cut off' });
    return this.#wholeParts();
  }

  #wholeParts(): JsonObject[] {
    const parts: JsonObject[] = [];
    let open = -1;
    for (const [index, line] of this.#lines.entries()) {
      if (line === '    {') open = index;
      if (open < 0 || !/^ {4}\},?$/.test(line)) continue;
      const part = parseJson([...this.#lines.slice(open, index), '}'].join('\n'));
      if (part !== undefined) parts.push(asObject(part));
      open = -1;
    }
    return parts;
  }
}
