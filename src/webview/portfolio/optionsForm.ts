import { longestAbout, longestNames, longestPlain, type ChoiceOptions } from '../../core/portfolio/chooser/choice.ts';
import type { ChooserState } from '../../core/portfolio/chooser/messages.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import { element } from '../dom.ts';
import { DraftBox, type ShownDraft } from '../draftBox.ts';
import { allModes, codeModeField, codeWords, textField } from './fields.ts';
import type { Look } from './parts.ts';

/** What is typed is sent so long (ms) after the last key, or when the field is left. */
const pause = 400;

/** What holds for the whole portfolio: the line about its author, period, workspace, code, names. */
export class OptionsForm {
  readonly root: HTMLElement;
  readonly #look: Look;
  readonly #changed: (options: ChoiceOptions) => void;
  readonly #about: ReturnType<typeof textField>;
  readonly #plain: ReturnType<typeof textField>;
  readonly #plainDraft: DraftBox;
  readonly #plainMark: HTMLElement;
  readonly #period: ReturnType<typeof textField>;
  readonly #names: ReturnType<typeof textField>;
  readonly #workspace = element('select', { id: 'workspace' });
  readonly #code: ReturnType<typeof codeModeField<CodeMode>>;
  readonly #sign = element('input', { type: 'checkbox', id: 'sign', 'aria-describedby': 'sign-hint' });
  #mode: CodeMode = 'full';
  /** Whether a model drafted the words in plain language. */
  #plainDrafted = false;
  #timer: number | undefined;

  /** @param draft asks a model for the words in plain language, stops asking, shows what would be sent */
  constructor(
    look: Look,
    changed: (options: ChoiceOptions) => void,
    draft: (type: 'plain-draft' | 'plain-draft-stop' | 'plain-draft-show') => void,
  ) {
    const { strings } = look;
    this.#look = look;
    this.#changed = changed;
    this.#about = textField('about', strings.about, { hint: strings.aboutHint, most: longestAbout });
    this.#plain = textField('plain', strings.plain, { hint: strings.plainHint, most: longestPlain, rows: 3 });
    this.#plainDraft = new DraftBox(strings.draftPlainWords, strings, {
      ask: () => draft('plain-draft'),
      stop: () => draft('plain-draft-stop'),
      show: () => draft('plain-draft-show'),
      use: (drafted) => this.#use(drafted),
    });
    this.#plainMark = element('p', { class: 'aside assisted', hidden: true }, strings.assisted);
    this.#plain.root.append(this.#plainMark, this.#plainDraft.root);
    this.#period = textField('period', strings.period, { hint: strings.periodHint, most: 100 });
    this.#names = textField('names', strings.names, { hint: strings.namesHint, most: longestNames, rows: 3 });
    for (const { input } of [this.#about, this.#plain, this.#period, this.#names]) {
      input.addEventListener('input', () => this.#typed());
      input.addEventListener('change', () => this.flush());
    }
    this.#workspace.addEventListener('change', () => this.#send());
    this.#sign.addEventListener('change', () => this.#send());
    this.#code = codeModeField<CodeMode>(
      'code',
      strings.code,
      allModes,
      (mode) => codeWords(mode, strings),
      (mode) => {
        this.#mode = mode;
        this.#send();
      },
    );
    this.root = element(
      'section',
      { class: 'whole', 'aria-labelledby': 'whole-title' },
      element('h2', { id: 'whole-title' }, strings.whole),
      this.#about.root,
      this.#plain.root,
      this.#period.root,
      element('div', { class: 'field' }, element('label', { for: 'workspace' }, strings.workspace), this.#workspace),
      this.#code.root,
      this.#names.root,
      element(
        'div',
        { class: 'field choice' },
        this.#sign,
        element('label', { for: 'sign' }, strings.sign),
        element('span', { class: 'optional', id: 'sign-hint' }, strings.signHint),
      ),
    );
  }

  take(state: ChooserState): void {
    const { code, period, names, about, plain, plainDrafted, sign, periodProblem, namesProblem, assist } = state;
    this.#plainDraft.available = assist;
    this.#period.problem.textContent = periodProblem ?? '';
    this.#names.problem.textContent = namesProblem ?? '';
    this.#period.input.setAttribute('aria-invalid', String(periodProblem !== null));
    this.#names.input.setAttribute('aria-invalid', String(namesProblem !== null));
    this.#offerWorkspaces(state);
    // What is being typed is newer than what the host knows.
    if (this.#timer !== undefined) return;
    this.#mode = code;
    this.#plainDrafted = plainDrafted;
    this.#plainMark.hidden = !plainDrafted;
    this.#code.set(code);
    this.#sign.checked = sign;
    for (const [{ input }, value] of [
      [this.#period, period],
      [this.#names, names],
      [this.#about, about],
      [this.#plain, plain],
    ] as const)
      if (input.value !== value) input.value = value;
  }

  /** What a model made of the words in plain language, or null. */
  drafted(draft: ShownDraft | null): void {
    this.#plainDraft.take(draft);
  }

  /** Sends what was typed and not yet sent. */
  flush(): void {
    if (this.#timer !== undefined) this.#send();
  }

  #offerWorkspaces({ workspaces, workspace }: ChooserState): void {
    const names = [...new Set([...workspaces, ...(workspace === null ? [] : [workspace])])];
    const options = [...this.#workspace.options].slice(1).map(({ value }) => value);
    // A workspace may have any name: the first entry is the one that is none.
    if (this.#workspace.options.length === 0 || options.join('\n') !== names.join('\n'))
      this.#workspace.replaceChildren(
        element('option', { value: '' }, this.#look.strings.anyWorkspace),
        ...names.map((name) => element('option', { value: name }, name)),
      );
    this.#workspace.value = workspace ?? '';
  }

  /** Takes a draft over: from now on its words are the author's, and the portfolio says that a model helped. */
  #use({ text, by }: ShownDraft): void {
    this.#plain.input.value = text;
    this.#plainDrafted = by !== null;
    this.#typed();
    this.flush();
    this.#plain.input.focus();
  }

  #typed(): void {
    // Who empties the field and writes anew wrote it alone.
    if (this.#plain.input.value.trim() === '') this.#plainDrafted = false;
    this.#plainMark.hidden = !this.#plainDrafted;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#send(), pause);
  }

  #send(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed({
      code: this.#mode,
      period: this.#period.input.value,
      workspace: this.#workspace.value || null,
      names: this.#names.input.value,
      about: this.#about.input.value,
      plain: this.#plain.input.value,
      plainDrafted: this.#plainDrafted,
      sign: this.#sign.checked,
    });
  }
}
