import type { ChooserState, HostMessage, Preview } from '../../core/portfolio/chooser/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import { setAvailable } from './caseEditor.ts';
import { sizeOf, type Look } from './parts.ts';

type Progress = Extract<HostMessage, { type: 'progress' }>;

/** What the part about the files asks for. */
export interface PreviewActions {
  preview(): void;
  cancel(): void;
  write(): void;
  open(name: string, rendered: boolean): void;
}

/** Builds the files, lists them as they would be written, and writes them. */
export class PreviewPart {
  readonly root: HTMLElement;
  readonly #look: Look;
  readonly #actions: PreviewActions;
  readonly #build: HTMLButtonElement;
  readonly #write: HTMLButtonElement;
  readonly #words = element('p', { class: 'verdict-of-preview', id: 'preview-words', role: 'status' });
  readonly #bar = element('progress', { max: '3', value: '0', 'aria-labelledby': 'progress-words' });
  readonly #step = element('span', { id: 'progress-words' });
  readonly #progress: HTMLElement;
  readonly #list = element('div', { class: 'listed' });
  #canWrite = false;
  #building = false;
  #shown = '';

  constructor(look: Look, actions: PreviewActions) {
    const { strings } = look;
    this.#look = look;
    this.#actions = actions;
    this.#build = button(strings.preview, () => !this.#building && actions.preview(), { class: 'primary' });
    this.#write = button(strings.write, () => this.#canWrite && actions.write(), {
      'aria-describedby': 'preview-words',
    });
    this.#progress = element(
      'div',
      { class: 'progress', hidden: true },
      this.#bar,
      this.#step,
      button(strings.cancel, () => actions.cancel()),
    );
    this.root = element(
      'section',
      { class: 'files', 'aria-labelledby': 'files-title' },
      element('h2', { id: 'files-title' }, strings.files),
      element('div', { class: 'buttons' }, this.#build, this.#write),
      this.#words,
      this.#progress,
      this.#list,
    );
  }

  take({ preview, out, picks }: ChooserState): void {
    const { strings } = this.#look;
    this.#canWrite = preview !== null && !preview.stale;
    this.#build.textContent = preview ? strings.previewAgain : strings.preview;
    this.#build.classList.toggle('primary', !this.#canWrite);
    this.#write.classList.toggle('primary', this.#canWrite);
    this.#write.textContent = out === null ? strings.write : fill(strings.writeTo, out);
    setAvailable(this.#write, this.#canWrite);
    this.root.classList.toggle('stale', preview?.stale === true);
    const words = preview
      ? preview.stale
        ? strings.stale
        : [
            fill(strings.fresh, counts(preview, this.#look)),
            ...(preview.draft ? [strings.draft] : []),
            ...(preview.signedWith === null ? [] : [fill(strings.signedWith, preview.signedWith)]),
          ].join(' ')
      : [strings.previewHint, ...(picks.length === 0 ? [strings.noPicksDraft] : [])].join(' ');
    if (this.#words.textContent !== words) this.#words.textContent = words;
    const shown = JSON.stringify([preview?.files, preview?.masked]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#list.replaceChildren(...(preview ? [this.#files(preview), ...this.#masked(preview)] : []));
  }

  progress({ text, step, steps }: Progress): void {
    this.#building = text !== null;
    this.#progress.hidden = text === null;
    setAvailable(this.#build, text === null);
    if (text === null) return;
    this.#bar.max = steps;
    this.#bar.value = step;
    this.#step.textContent = fill(this.#look.strings.stepOf, step, steps, text);
  }

  #files({ files }: Preview): HTMLElement {
    const { strings } = this.#look;
    return element(
      'ul',
      { class: 'file-list', 'aria-labelledby': 'files-title' },
      ...files.map(({ name, bytes }) =>
        element(
          'li',
          {},
          button(name, () => this.#actions.open(name, false), { class: 'link', title: fill(strings.open, name) }),
          element('span', { class: 'aside' }, sizeOf(bytes, this.#look)),
          name.endsWith('.md')
            ? button(strings.rendered, () => this.#actions.open(name, true), {
                class: 'link',
                'aria-label': fill(strings.openRendered, name),
              })
            : null,
        ),
      ),
    );
  }

  #masked({ masked }: Preview): HTMLElement[] {
    const { strings } = this.#look;
    if (masked.length === 0) return [element('p', { class: 'aside' }, strings.maskedNone)];
    const lead = masked.length === 1 ? strings.maskedOne : fill(strings.maskedMany, masked.length);
    return [
      element('p', { class: 'masked-lead' }, lead),
      element('ul', { class: 'masked' }, ...masked.map((place) => element('li', {}, place))),
    ];
  }
}

function counts({ cases, decisions }: Preview, { strings, locale }: Look): string {
  const counted = decisions.toLocaleString(locale);
  return cases === 1 ? fill(strings.freshOne, counted) : fill(strings.freshMany, cases, counted);
}
