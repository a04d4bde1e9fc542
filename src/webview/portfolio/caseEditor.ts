import {
  draftFields,
  type CaseDetail,
  type DraftField,
  type PickedCase,
} from '../../core/portfolio/chooser/messages.ts';
import { tidy, wordFields, type CaseText, type WordField } from '../../core/portfolio/chooser/words.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import { longestCaseField, longestNote } from '../../core/reflect/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { countsLine, difference, legend } from '../difference.ts';
import { button, element } from '../dom.ts';
import { DraftBox, type ShownDraft } from '../draftBox.ts';
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
  draft(type: 'draft' | 'draft-stop' | 'draft-show', id: string, field: DraftField): void;
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
  readonly #drafts: Readonly<Record<DraftField, DraftBox>>;
  readonly #marks: Readonly<Record<WordField, HTMLElement>>;
  /** Fields whose words a model drafted. */
  readonly #assisted = new Set<WordField>();
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
    const mark = (): HTMLElement => element('p', { class: 'aside assisted', hidden: true }, strings.assisted);
    this.#marks = { title: mark(), situation: mark(), result: mark(), impact: mark(), note: mark() };
    const box = (name: DraftField, label: string): DraftBox =>
      new DraftBox(label, strings, {
        ask: () => actions.draft('draft', this.id, name),
        stop: () => actions.draft('draft-stop', this.id, name),
        show: () => actions.draft('draft-show', this.id, name),
        use: (draft) => this.#use(name, draft),
      });
    this.#drafts = { title: box('title', strings.draftTitle), note: box('note', strings.draftReason) };
    title.root.append(this.#drafts.title.root);
    note.root.append(this.#drafts.note.root);
    for (const [name, { root }] of Object.entries({ title, situation, note, result, impact }))
      root.append(this.#marks[name as WordField]);
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

  /** Offers drafts, or does not. */
  set assist(on: boolean) {
    for (const name of draftFields) this.#drafts[name].available = on;
  }

  /** What a model made of a field, or null. */
  drafted(field: DraftField, draft: ShownDraft | null): void {
    this.#drafts[field].take(draft);
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
    // Who empties a field and writes anew wrote it alone.
    for (const name of wordFields) if (read(name).trim() === '') this.#assisted.delete(name);
    return {
      ...(this.#assisted.size > 0 && { assisted: wordFields.filter((name) => this.#assisted.has(name)) }),
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
    this.#showMarks();
    this.#timer = window.setTimeout(() => this.save(), pause);
  }

  /** Takes a draft over: from now on its words are the author's, and the record says that a model helped. */
  #use(name: DraftField, { text, by }: ShownDraft): void {
    const input = this.#fields[name];
    input.value = text;
    if (by === null) this.#assisted.delete(name);
    else this.#assisted.add(name);
    this.#typed();
    this.save();
    input.focus();
  }

  #write(words: CaseText): void {
    const [written, recorded] = [tidy(this.#words), tidy(words)];
    this.#assisted.clear();
    for (const name of words.assisted ?? []) this.#assisted.add(name);
    this.#showMarks();
    // A space typed last is not recorded, and is not taken away either: the next word is about to be typed.
    for (const name of wordFields) if (written[name] !== recorded[name]) this.#fields[name].value = words[name];
  }

  #showMarks(): void {
    for (const name of wordFields) this.#marks[name].hidden = !this.#assisted.has(name);
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
