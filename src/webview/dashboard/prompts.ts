import {
  longestPractice,
  longestTitle,
  type PageMessage,
  type PromptEntry,
  type PromptsMessage,
} from '../../core/dashboard/messages.ts';
import { promptTraits } from '../../core/dashboard/promptTraits.ts';
import { fewest, wilson } from '../../core/portfolio/rates.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import { few } from './curves.ts';
import { dateWords, percent, section, table, type Look } from './look.ts';

type Practice = NonNullable<Extract<PageMessage, { type: 'practice' }>['practice']>;

/** What may be done with prompts. */
export interface PromptActions {
  /** Shows the decision a prompt belongs to. */
  detail(id: string): void;
  practice(id: string, practice: Practice | null): void;
}

/** Prompts whose result stood beside those whose result was reworked, and those kept as practices. */
export class PromptsPart {
  readonly root = element('div');
  readonly #actions: PromptActions;
  /** A form that is being filled stays as it is, whatever else is drawn anew. */
  #form: { readonly id: string; readonly root: HTMLElement } | undefined;
  #message: PromptsMessage | undefined;
  #look: Look | undefined;
  #shown = '';

  constructor(actions: PromptActions) {
    this.#actions = actions;
  }

  draw(message: PromptsMessage | undefined, look: Look): void {
    this.#message = message;
    this.#look = look;
    const shown = JSON.stringify([message, look.strings, look.locale]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#redraw();
  }

  #redraw(): void {
    const look = this.#look;
    if (!look) return;
    const { strings } = look;
    const message = this.#message;
    if (!message) {
      this.root.replaceChildren(section('prompts', strings.promptsTitle, null, few(strings.promptsReading)));
      return;
    }
    const practices = this.#practices(message, look);
    if (message.of === 0) {
      this.root.replaceChildren(section('prompts', strings.promptsTitle, null, few(strings.promptsNone), practices));
      return;
    }
    this.root.replaceChildren(
      section(
        'prompts',
        strings.promptsTitle,
        strings.promptsHint,
        element('div', { class: 'tables' }, comparison(message, look), turns(message, look)),
        message.looked < message.of
          ? element('p', { class: 'aside' }, fill(strings.promptsLooked, message.looked, message.of))
          : null,
        element(
          'div',
          { class: 'sides' },
          this.#side(strings.promptsStood, message.stood, look),
          this.#side(strings.promptsReworked, message.reworked, look),
        ),
        practices,
      ),
    );
  }

  #side(title: string, entries: readonly PromptEntry[], look: Look): HTMLElement {
    const { strings } = look;
    return element(
      'div',
      { class: 'side' },
      element('h3', {}, title),
      entries.length === 0
        ? element('p', { class: 'none' }, '–')
        : element('ul', { class: 'prompts' }, ...entries.map((entry) => this.#entry(entry, look, strings))),
    );
  }

  #entry(entry: PromptEntry, look: Look, strings: Look['strings']): HTMLElement {
    const { id, prompt, at, tool, verdict, practice } = entry;
    const open = button(prompt, () => this.#actions.detail(id), {
      class: 'link prompt-text',
      'data-key': `prompt ${id}`,
    });
    const form = this.#form?.id === id ? this.#form.root : null;
    return element(
      'li',
      {},
      open,
      element(
        'p',
        { class: 'aside line-of' },
        element('span', { class: `verdict ${verdict}` }, strings[verdict]),
        ` · ${[tool ?? strings.unknownTool, dateWords(at, look)].join(' · ')}`,
        practice ? ` · ${strings.isPractice}` : '',
      ),
      form ??
        (practice
          ? null
          : button(strings.keepPractice, () => this.#edit(id, { title: '', prompt }), {
              class: 'quiet',
              'data-key': `keep ${id}`,
            })),
    );
  }

  #practices({ practices }: PromptsMessage, { strings }: Look): HTMLElement | null {
    if (practices.length === 0) return null;
    return element(
      'div',
      { class: 'practices' },
      element('h3', {}, strings.practicesTitle),
      element('p', { class: 'aside' }, strings.practicesHint),
      element(
        'ul',
        { class: 'prompts' },
        ...practices.map(({ id, title, prompt }) =>
          element(
            'li',
            {},
            title === '' ? null : element('p', { class: 'practice-title' }, title),
            element('blockquote', {}, prompt),
            this.#form?.id === id
              ? this.#form.root
              : element(
                  'div',
                  { class: 'buttons' },
                  button(strings.practiceEdit, () => this.#edit(id, { title, prompt }), { 'data-key': `edit ${id}` }),
                  button(strings.practiceDrop, () => this.#actions.practice(id, null), { 'data-key': `drop ${id}` }),
                ),
          ),
        ),
      ),
    );
  }

  #edit(id: string, practice: Practice): void {
    const look = this.#look;
    if (!look) return;
    const close = (): void => {
      this.#form = undefined;
      this.#redraw();
      for (const name of ['keep', 'edit'])
        this.root.querySelector<HTMLElement>(`[data-key="${CSS.escape(`${name} ${id}`)}"]`)?.focus();
    };
    const { root, first } = practiceForm(id, practice, look, {
      save: (kept) => {
        this.#form = undefined;
        this.#actions.practice(id, kept);
        this.#redraw();
      },
      close,
    });
    this.#form = { id, root };
    this.#redraw();
    first.focus();
  }
}

/** A form for the words of a practice. */
export function practiceForm(
  id: string,
  { title, prompt }: Practice,
  { strings }: Look,
  on: { save(practice: Practice): void; close(): void },
): { readonly root: HTMLElement; readonly first: HTMLElement } {
  const name = element('input', {
    id: `title-${id}`,
    type: 'text',
    maxlength: String(longestTitle),
    autocomplete: 'off',
  });
  const text = element('textarea', { id: `text-${id}`, rows: '4', maxlength: String(longestPractice), required: true });
  name.value = title;
  text.value = prompt.slice(0, longestPractice);
  const root = element(
    'form',
    { class: 'practice-form' },
    element('p', { class: 'field' }, element('label', { for: name.id }, strings.practiceTitle), name),
    element('p', { class: 'field' }, element('label', { for: text.id }, strings.practiceText), text),
    element(
      'div',
      { class: 'buttons' },
      element('button', { type: 'submit', class: 'primary' }, strings.practiceSave),
      button(strings.practiceCancel, () => on.close()),
    ),
  );
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text.value.trim() === '') text.focus();
    else on.save({ title: name.value, prompt: text.value });
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    on.close();
  });
  return { root, first: name };
}

function comparison({ figures: { stood, reworked } }: PromptsMessage, { strings }: Look): HTMLElement {
  const traits = {
    namesFiles: strings.traitFiles,
    constraints: strings.traitConstraints,
    examples: strings.traitExamples,
  };
  const sides = [stood, reworked];
  return table(
    strings.promptsTitle,
    [
      strings.promptTrait,
      ...[strings.promptsStood, strings.promptsReworked].map(
        (name, index) => `${name} (${fill(strings.shareN, sides[index]?.n ?? 0)})`,
      ),
    ],
    [
      [strings.promptWords, ...sides.map(({ words }) => (words === null ? '–' : String(words)))],
      ...promptTraits.map((trait) => [
        traits[trait],
        ...sides.map(({ traits: counts, n }) => words(counts[trait], n, strings)),
      ]),
    ],
  );
}

function turns({ figures: { turns: counts } }: PromptsMessage, { strings }: Look): HTMLElement {
  const n = counts.once + counts.twice + counts.more + counts.never;
  const rows = (
    [
      [strings.turnsOnce, counts.once],
      [strings.turnsTwice, counts.twice],
      [strings.turnsMore, counts.more],
      [strings.turnsNever, counts.never],
    ] as const
  ).map(([name, count]) => [name, words(count, n, strings)]);
  return table(strings.turnsTitle, [strings.turnsTitle, fill(strings.shareN, n)], rows);
}

function words(count: number, n: number, strings: Look['strings']): string {
  if (n === 0) return '–';
  if (n < fewest) return fill(strings.shareOf, count, n);
  const [low, high] = wilson(count, n);
  return `${percent(count / n)} % (${fill(strings.shareRange, percent(low), percent(high))})`;
}
