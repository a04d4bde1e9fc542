import { isTelling } from './telling.ts';

/**
 * Whether a pasted text comes from a reply of an assistant. The rule, all of which must hold:
 *
 * 1. Both texts are compared without white space of any kind (so neither line breaks, trailing space, the editor's
 *    re-indentation nor a terminal's wrapping matter), without the lines that open and close a Markdown code block, and
 *    without the characters `` * _ ` `` by which Markdown marks text. What is left of the paste must stand in what is
 *    left of the reply in one piece. It may begin and end anywhere.
 * 2. The lines of the paste that stand neither in the prompt nor in any known text are telling together: 20 characters
 *    that are no white space, and three different words that are no keywords; see `isTelling`.
 *
 * So a paste is never taken for a reply because of text the user had before: their own prompt, or their own file that
 * the reply quotes.
 */
export class PastedText {
  readonly #lines: readonly string[];
  readonly #compact: string;
  readonly #known: readonly string[];
  #knownCompact: readonly string[] | undefined;
  /** Whether it says enough to be looked for at all. */
  readonly telling: boolean;

  /**
   * @param text what was pasted
   * @param known texts that were there before: the document's before the paste, files of the workspace
   */
  constructor(text: string, known: readonly string[] = []) {
    this.#lines = linesOf(text);
    this.#compact = this.#lines.map(compactLine).join('');
    this.#known = known;
    this.telling = isTelling(this.#lines);
  }

  /** @param prompts what the user said before the reply, its own prompt among it */
  isFrom(reply: string, prompts: readonly string[] = []): boolean {
    if (!this.telling || !compactText(reply).includes(this.#compact)) return false;
    // Only now: this is the dear part, and most texts are not in a reply.
    this.#knownCompact ??= this.#known.map(compactText);
    const known = [...this.#knownCompact, ...prompts.map(compactText)];
    return isTelling(this.#lines.filter((line) => !known.some((text) => text.includes(compactLine(line)))));
  }
}

/** A text as it is compared: see rule 1. */
export function compactText(text: string): string {
  return linesOf(text).map(compactLine).join('');
}

const fence = /^\s*(?:>\s*)*(?:`{3,}|~{3,})[^`]*$/;

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => !fence.test(line));
}

/** Zero-width characters and byte order marks are white space here, though not in a regular expression's `\s`. */
function compactLine(line: string): string {
  return line.replace(/[\s\u200b-\u200d\u2060\ufeff*_`]+/g, '');
}
