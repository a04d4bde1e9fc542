import type { CaseDetail, PickedCase } from '../../core/portfolio/chooser/messages.ts';
import { tidy, wordFields, type CaseText, type WordField } from '../../core/portfolio/chooser/words.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import { longestCaseField, longestNote } from '../../core/reflect/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { countsLine, difference, legend } from '../difference.ts';
import { button, element } from '../dom.ts';
import { allModes, codeModeField, codeWords, textField, type TextField } from './fields.ts';
import { dateOf, placeOf, verdictTag, type Look } from './parts.ts';

/** Words are recorded so long (ms) after the last key, if the field is not left before. */
const pause = 2_000;

/** What the editor of a case asks for. */
export interface CaseEditorActions {
  words(id: string, words: CaseText, save: boolean): void;
  code(id: string, code: CodeMode | null): void;
  move(id: string, by: number): void;
  remove(id: string): void;
  sayWhy(id: string): void;
}

/** One case: what it shows, and the author's words on it. */
export class CaseEditor {
  readonly root: HTMLElement;
  readonly id: string;
  readonly #look: Look;
  readonly #actions: CaseEditorActions;
  readonly #fields: Readonly<Record<WordField, TextField>>;
  readonly #said = element('div', { class: 'said' });
  readonly #noteField: HTMLElement;
  readonly #status = element('span', { class: 'status', 'aria-live': 'polite' });
  readonly #place = element('span', { class: 'position' });
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;
  readonly #code: ReturnType<typeof codeModeField<CodeMode | null>>;
  #forAll: CodeMode = 'full';
  #saved: CaseText;
  #timer: number | undefined;

  constructor({ entry }: PickedCase, detail: CaseDetail, look: Look, actions: CaseEditorActions) {
    const { strings } = look;
    this.id = detail.id;
    this.#look = look;
    this.#actions = actions;
    this.#saved = detail.words;
    const field = (name: WordField, label: string, hint: string, rows: number): ReturnType<typeof textField> =>
      textField(`words-${name}`, label, { hint, rows, most: name === 'note' ? longestNote : longestCaseField });
    const title = field('title', strings.caseTitle, strings.titleHint, 1);
    const situation = field('situation', strings.caseSituation, strings.situationHint, 2);
    const note = field('note', strings.why, '', 1);
    const result = field('result', strings.caseResult, strings.resultHint, 2);
    const impact = field('impact', strings.caseImpact, strings.impactHint, 2);
    this.#noteField = note.root;
    this.#fields = {
      title: title.input,
      situation: situation.input,
      result: result.input,
      impact: impact.input,
      note: note.input,
    };
    for (const input of Object.values(this.#fields)) {
      input.addEventListener('input', () => this.#typed());
      input.addEventListener('change', () => this.save());
    }
    this.#up = button('↑', () => actions.move(this.id, -1), { class: 'step', 'aria-label': strings.moveUp });
    this.#down = button('↓', () => actions.move(this.id, 1), { class: 'step', 'aria-label': strings.moveDown });
    this.#code = codeModeField<CodeMode | null>(
      'case-code',
      strings.caseCode,
      [null, ...allModes],
      (mode) => (mode === null ? fill(strings.codeAsAll, codeWords(this.#forAll, strings)) : codeWords(mode, strings)),
      (mode) => actions.code(this.id, mode),
    );
    const counts = countsLine(detail, strings);
    this.root = element(
      'section',
      { class: 'editor', 'aria-labelledby': 'case-title' },
      element(
        'div',
        { class: 'bar' },
        element('h3', { id: 'case-title' }, this.#place, ' ', verdictTag(entry.stance, look)),
        this.#status,
        element(
          'span',
          { class: 'steps' },
          this.#up,
          this.#down,
          button(strings.remove, () => actions.remove(this.id), { class: 'quiet' }),
        ),
      ),
      element('p', { class: 'aside' }, `${placeOf(entry, look)} · ${dateOf(entry.at, look)}`),
      title.root,
      situation.root,
      promptPart(detail, look),
      difference(detail, strings),
      legend(detail, strings),
      counts === '' ? null : element('p', { class: 'counts' }, counts),
      detail.checked.length === 0
        ? null
        : element('p', { class: 'counts checked' }, fill(strings.checked, detail.checked.join(' · '))),
      this.#said,
      note.root,
      result.root,
      impact.root,
      this.#code.root,
    );
    this.#write(detail.words);
    this.#drawSaid(detail);
  }

  /** What the host says about it now. Words that are being written stay. */
  take(detail: CaseDetail): void {
    if (!this.#isDirty) {
      this.#saved = detail.words;
      this.#write(detail.words);
    }
    this.#drawSaid(detail);
  }

  /** The host recorded these words. */
  wasSaved(words: CaseText): void {
    this.#saved = words;
    this.#status.textContent = this.#isDirty ? this.#look.strings.wordsUnsaved : this.#look.strings.wordsSaved;
  }

  place(place: number, of: number, { code }: PickedCase, forAll: CodeMode): void {
    this.#place.textContent = fill(this.#look.strings.caseOf, place, of);
    this.#forAll = forAll;
    this.#code.set(code);
    setAvailable(this.#up, place > 1);
    setAvailable(this.#down, place < of);
  }

  focusTitle(): void {
    this.#fields.title.focus();
  }

  /** Sends what was typed and is not recorded. */
  save(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isDirty) this.#actions.words(this.id, this.#words, true);
  }

  get #words(): CaseText {
    const read = (name: WordField): string => this.#fields[name].value;
    return {
      title: read('title'),
      situation: read('situation'),
      result: read('result'),
      impact: read('impact'),
      note: read('note'),
    };
  }

  get #isDirty(): boolean {
    const [now, saved] = [tidy(this.#words), tidy(this.#saved)];
    return wordFields.some((name) => now[name] !== saved[name]);
  }

  #typed(): void {
    window.clearTimeout(this.#timer);
    this.#status.textContent = this.#isDirty ? this.#look.strings.wordsUnsaved : '';
    this.#actions.words(this.id, this.#words, false);
    this.#timer = window.setTimeout(() => this.save(), pause);
  }

  #write(words: CaseText): void {
    for (const name of wordFields) if (this.#fields[name].value !== words[name]) this.#fields[name].value = words[name];
  }

  #drawSaid({ reflection, observed }: CaseDetail): void {
    const { strings } = this.#look;
    const seen = element('p', {}, fill(strings.observedWas, observed));
    this.#noteField.hidden = reflection === null;
    if (!reflection) {
      const ask = button(strings.sayWhy, () => this.#actions.sayWhy(this.id));
      this.#said.replaceChildren(seen, element('p', {}, strings.noNote), ask);
      return;
    }
    const said = [strings[reflection.stance], ...reflection.reasons].join(' · ');
    this.#said.replaceChildren(seen, element('p', {}, fill(strings.saidIs, said)));
  }
}

function promptPart({ prompt }: CaseDetail, { strings }: Look): HTMLElement | null {
  if (prompt === null) return null;
  const long = prompt.length > 200 || prompt.includes('\n');
  return element(
    'details',
    { class: 'asked', open: !long },
    element('summary', {}, strings.asked),
    element('p', { class: 'prompt' }, `“${prompt}”`),
  );
}

/** A button that cannot be used stays where the focus may be, and says that it cannot. */
export function setAvailable(control: HTMLButtonElement, available: boolean): void {
  control.setAttribute('aria-disabled', String(!available));
}
