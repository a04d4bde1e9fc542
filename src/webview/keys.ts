import type { Stance } from '../core/shared/words.ts';

/** What a key asks the view to do. Indexes start at 0. */
export type KeyAction =
  | { readonly do: 'stance'; readonly stance: Stance }
  | { readonly do: 'reason' | 'extra'; readonly index: number }
  | {
      readonly do:
        | 'note'
        | 'draft'
        | 'surprised'
        | 'prompt'
        | 'case'
        | 'save'
        | 'skip'
        | 'not-ai'
        | 'forget'
        | 'next'
        | 'previous'
        | 'cancel'
        | 'scroll-up'
        | 'scroll-down';
    };

/** The letter of each verdict, shown on its chip. */
export const stanceKeys: Readonly<Record<Stance, string>> = { trusted: 't', adapted: 'a', overrode: 'o' };

const letters: Readonly<Record<string, KeyAction>> = {
  t: { do: 'stance', stance: 'trusted' },
  a: { do: 'stance', stance: 'adapted' },
  o: { do: 'stance', stance: 'overrode' },
  s: { do: 'skip' },
  n: { do: 'not-ai' },
  f: { do: 'forget' },
  j: { do: 'next' },
  k: { do: 'previous' },
  w: { do: 'surprised' },
  p: { do: 'prompt' },
  c: { do: 'case' },
  d: { do: 'draft' },
  '/': { do: 'note' },
  Enter: { do: 'save' },
  Escape: { do: 'cancel' },
  ArrowRight: { do: 'next' },
  ArrowLeft: { do: 'previous' },
  ArrowUp: { do: 'scroll-up' },
  ArrowDown: { do: 'scroll-down' },
};

/** What a key outside the text field means, on any keyboard layout; undefined where it means nothing to the view. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { key, code, shiftKey } = event;
  if (/^[1-9]$/.test(key)) return { do: 'reason', index: Number(key) - 1 };
  // Where digits need Shift (French layouts) the key alone is the digit; elsewhere Shift and the digit answer the second row.
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit !== undefined) return { do: shiftKey ? 'extra' : 'reason', index: Number(digit) - 1 };
  // Under a layout without Latin letters the place of the key counts.
  const letter = key.length > 1 || isAscii(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? '');
  return letters[letter.length === 1 ? letter.toLowerCase() : letter];
}

function isAscii(key: string): boolean {
  return key.charCodeAt(0) < 128;
}
