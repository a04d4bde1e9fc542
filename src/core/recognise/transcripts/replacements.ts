import { netHunks } from '../../follow/hunks.ts';
import type { FileEdit } from './fileEdit.ts';

/** One replacement of a text by another, as most tools are asked for it. */
export interface Replacement {
  readonly old: string;
  readonly new: string;
  /** Everywhere, not only in the first place. */
  readonly all?: boolean;
}

/**
 * The files one turn has written whole, so that a later replacement in one of them is an edit of a known text and not
 * a text without a place.
 */
export class WrittenFiles {
  readonly #texts = new Map<string, string>();

  /** A file written whole. @param base what stood there before; null where that is not known */
  written(file: string, content: string, base: string | null, created: boolean): FileEdit {
    const before = base ?? this.#texts.get(file) ?? (created ? '' : null);
    const after = lf(content);
    this.#texts.set(file, after);
    return before === null
      ? { contents: null, hunks: [{ before: '', suggested: after.replace(/\n$/, '') }], created }
      : { contents: { base: lf(before), after }, hunks: [], created };
  }

  /** Replacements in a file, one after the other. */
  replaced(file: string, replacements: readonly Replacement[]): FileEdit {
    const base = this.#texts.get(file);
    const after = base === undefined ? undefined : replaceIn(base, replacements);
    if (base === undefined || after === undefined) {
      this.#texts.delete(file);
      return { contents: null, hunks: replacements.flatMap(hunksOf), created: false };
    }
    this.#texts.set(file, after);
    return { contents: { base, after }, hunks: [], created: false };
  }
}

/** The text after the replacements, with `\n` as line breaks; undefined where one of the old texts is not in it. */
export function replaceIn(text: string, replacements: readonly Replacement[]): string | undefined {
  let after = lf(text);
  for (const replacement of replacements) {
    const [old, changed] = [lf(replacement.old), lf(replacement.new)];
    const at = after.indexOf(old);
    if (at < 0 || (old === '' && after !== '')) return undefined;
    after =
      replacement.all === true && old !== ''
        ? after.replaceAll(old, () => changed)
        : after.slice(0, at) + changed + after.slice(at + old.length);
  }
  return after;
}

/** What a replacement changes, without the lines that stay. */
function hunksOf({ old, new: changed }: Replacement): FileEdit['hunks'] {
  return netHunks(lf(old), lf(changed)).map(({ before, suggested }) => ({ before, suggested }));
}

/** The text with every line break as `\n`. */
export function lf(text: string): string {
  return text.replace(/\r\n/g, '\n');
}
