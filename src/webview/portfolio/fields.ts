import { codeModes, type CodeMode } from '../../core/portfolio/shownText.ts';
import { element } from '../dom.ts';
import type { Strings } from './parts.ts';

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A labelled field with a line of help that screen readers hear with it. @param rows more than one: a field of several lines */
export function textField(
  id: string,
  label: string,
  { hint = '', most, rows = 1 }: { readonly hint?: string; readonly most: number; readonly rows?: number },
): { readonly root: HTMLElement; readonly input: TextField; readonly problem: HTMLElement } {
  const attributes = {
    id,
    maxlength: String(most),
    autocomplete: 'off',
    'aria-describedby': `${id}-hint ${id}-problem`,
  };
  const input =
    rows === 1
      ? element('input', { type: 'text', ...attributes })
      : element('textarea', { rows: String(rows), ...attributes });
  const problem = element('span', { class: 'problem', id: `${id}-problem`, role: 'status' });
  const root = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label, ' ', element('span', { class: 'optional', id: `${id}-hint` }, hint)),
    input,
    problem,
  );
  return { root, input, problem };
}

/** What can be published of code, as radio buttons. `null` is what holds for all. */
export function codeModeField<Mode extends CodeMode | null>(
  name: string,
  label: string,
  modes: readonly Mode[],
  words: (mode: Mode) => string,
  chosen: (mode: Mode) => void,
): { readonly root: HTMLElement; set(mode: Mode): void } {
  const inputs = modes.map((mode) => {
    const input = element('input', { type: 'radio', class: 'unseen', name, value: mode ?? 'all' });
    input.addEventListener('change', () => chosen(mode));
    return { mode, input, words: element('span', { class: 'words' }) };
  });
  const root = element(
    'fieldset',
    {},
    element('legend', {}, label),
    element(
      'div',
      { class: 'chips' },
      ...inputs.map(({ input, words: text }) => element('label', { class: 'chip' }, input, text)),
    ),
  );
  return {
    root,
    set: (current) => {
      for (const { mode, input, words: text } of inputs) {
        input.checked = mode === current;
        text.textContent = words(mode);
      }
    },
  };
}

export function codeWords(mode: CodeMode, strings: Strings): string {
  return { full: strings.codeFull, signature: strings.codeSignature, none: strings.codeNone }[mode];
}

export const allModes: readonly CodeMode[] = codeModes;
