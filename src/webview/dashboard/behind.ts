import {
  pageSize,
  type DecisionDetail,
  type HostMessage,
  type Listed,
  type PageMessage,
} from '../../core/dashboard/messages.ts';
import type { Selection } from '../../core/dashboard/select.ts';
import { fill } from '../../core/reflect/strings.ts';
import { patterns } from '../../core/shared/words.ts';
import { button, element } from '../dom.ts';
import { countsLine, difference, legend } from '../difference.ts';
import { dateWords, percent, type Look } from './look.ts';
import { practiceForm } from './prompts.ts';
import { patternNames } from './smallParts.ts';

type Decisions = Extract<HostMessage, { type: 'decisions' }>;

/** The decisions behind a number, beside the page: a list, and one of them whole. */
export class Behind {
  readonly root = element('section', {
    class: 'behind',
    role: 'dialog',
    'aria-labelledby': 'behind-title',
    hidden: true,
  });
  readonly #post: (message: PageMessage) => void;
  #look: Look | undefined;
  #selection: Selection | undefined;
  #title = '';
  #entries: Listed[] = [];
  #total = 0;
  #detail: DecisionDetail | undefined;
  /** The decision asked for, until it is there. */
  #wanted: string | null = null;
  #back: HTMLElement | undefined;
  #form: HTMLElement | undefined;

  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  take(look: Look): void {
    this.#look = look;
  }

  /** Shows what is behind a number. */
  open(selection: Selection, title: string): void {
    this.#begin(title);
    this.#selection = selection;
    this.#post({ type: 'decisions', selection, from: 0 });
    this.#draw();
    this.#focusTitle();
  }

  /** Shows one decision without a list. */
  openOne(id: string, title: string): void {
    this.#begin(title);
    this.#ask(id);
    this.#draw();
    this.#focusTitle();
  }

  close(): void {
    if (!this.isOpen) return;
    this.root.hidden = true;
    this.#selection = undefined;
    this.#detail = undefined;
    this.#form = undefined;
    if (this.#back?.isConnected === true) this.#back.focus();
    else {
      const key = this.#back?.dataset['key'];
      const again = key === undefined ? null : document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
      again?.focus();
    }
  }

  /** Esc: from a decision to its list, from the list back to the number. */
  escape(): void {
    if (this.#detail && this.#selection) this.#toList();
    else this.close();
  }

  decisions({ selection, from, total, entries }: Decisions): void {
    if (!this.isOpen || JSON.stringify(selection) !== JSON.stringify(this.#selection)) return;
    const kept = from === 0 ? [] : this.#entries.slice(0, from);
    this.#entries = [...kept, ...entries];
    this.#total = total;
    if (!this.#detail) this.#draw();
    if (from > 0) this.root.querySelector<HTMLElement>(`[data-key="one ${CSS.escape(entries[0]?.id ?? '')}"]`)?.focus();
  }

  detail(detail: DecisionDetail): void {
    const isWanted = this.#wanted === detail.id;
    if (!this.isOpen || (!isWanted && this.#detail?.id !== detail.id)) return;
    this.#wanted = null;
    const isNew = this.#detail?.id !== detail.id;
    // Words being written are not drawn over.
    if (!isNew && (this.#form?.isConnected === true || JSON.stringify(this.#detail) === JSON.stringify(detail))) return;
    this.#detail = detail;
    this.#draw();
    if (isNew) this.#focusTitle();
  }

  /** A decision was forgotten: what is shown of it goes. */
  gone(id: string): void {
    if (this.#wanted === id) this.#wanted = null;
    else if (this.#detail?.id !== id) return;
    if (this.#selection) this.#toList();
    else this.close();
  }

  #begin(title: string): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !this.root.contains(activeElement)) this.#back = activeElement;
    this.#title = title;
    this.#selection = undefined;
    this.#detail = undefined;
    this.#entries = [];
    this.#total = -1;
    this.root.hidden = false;
  }

  #ask(id: string): void {
    this.#wanted = id;
    this.#post({ type: 'detail', id });
  }

  #toList(): void {
    const id = this.#detail?.id ?? '';
    this.#detail = undefined;
    this.#form = undefined;
    this.#draw();
    this.root.querySelector<HTMLElement>(`[data-key="one ${CSS.escape(id)}"]`)?.focus();
  }

  #focusTitle(): void {
    this.root.querySelector<HTMLElement>('h2')?.focus();
  }

  #draw(): void {
    const look = this.#look;
    if (!look) return;
    const { strings } = look;
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement && this.root.contains(focused) ? focused.dataset['key'] : undefined;
    const count =
      this.#total < 0 ? null : this.#total === 1 ? strings.behindCountOne : fill(strings.behindCount, this.#total);
    this.root.replaceChildren(
      element(
        'div',
        { class: 'behind-head' },
        element('h2', { id: 'behind-title', tabindex: '-1', 'data-key': 'title' }, this.#title),
        button('✕', () => this.close(), { class: 'step', 'aria-label': strings.behindClose }),
      ),
      this.#detail ? this.#whole(this.#detail, look) : this.#list(count, look),
    );
    if (key !== undefined) this.root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  #list(count: string | null, look: Look): HTMLElement {
    const { strings } = look;
    if (count === null) return element('p', { class: 'aside', role: 'status' }, strings.loading);
    if (this.#total === 0) return element('p', { class: 'none' }, strings.behindNone);
    const left = this.#total - this.#entries.length;
    const selection = this.#selection;
    return element(
      'div',
      { class: 'behind-body' },
      element('p', { class: 'aside' }, count),
      element('ul', { class: 'found' }, ...this.#entries.map((one) => this.#entry(one, look))),
      left > 0 && selection
        ? button(fill(strings.behindMore, Math.min(left, pageSize)), () =>
            this.#post({ type: 'decisions', selection, from: this.#entries.length }),
          )
        : null,
    );
  }

  #entry(one: Listed, look: Look): HTMLElement {
    const { strings } = look;
    const { line, file } = one;
    const words =
      line?.from === 'code'
        ? element('code', {}, line.text)
        : line?.from === 'prompt'
          ? `“${line.text}”`
          : (line?.text ?? file ?? strings.behindNothing);
    const place = [
      file ?? strings.unknownFile,
      one.parts > 1 ? fill(strings.filesOf, one.parts - 1) : null,
      one.language,
      one.tool ?? strings.unknownTool,
      dateWords(one.at, look),
    ].filter((text) => text !== null);
    const box = element(
      'button',
      { type: 'button', class: 'found-one', 'data-key': `one ${one.id}` },
      element(
        'span',
        { class: 'head' },
        element('span', { class: `verdict ${one.verdict}` }, strings[one.verdict]),
        ' ',
        element('span', { class: 'line' }, words),
      ),
      ' ',
      element('span', { class: 'place' }, place.join(' · ')),
    );
    box.addEventListener('click', () => this.#ask(one.id));
    return element('li', {}, box);
  }

  #whole(detail: DecisionDetail, look: Look): HTMLElement {
    const { strings } = look;
    const { id, prompt, file, parts, reflection, checked, prediction } = detail;
    const counts = countsLine(detail, strings);
    const said = reflection && [strings[reflection.stance], ...reflection.reasons].join(' · ');
    const results = { passed: strings.checkPassed, failed: strings.checkFailed, unknown: strings.checkRan };
    const runs = checked.map(({ what, result }) => fill(results[result], what)).join(', ');
    return element(
      'div',
      { class: 'behind-body' },
      this.#selection ? button(strings.behindBack, () => this.#toList(), { class: 'link' }) : null,
      element('h3', {}, file ?? strings.unknownFile),
      prompt === null ? null : element('blockquote', { class: 'prompt' }, prompt),
      counts === '' ? null : element('p', { class: 'aside' }, counts),
      parts.length > 0 ? difference(detail, strings) : null,
      legend(detail, strings),
      said === null ? null : element('p', {}, fill(strings.saidThat, said)),
      reflection?.note ? element('blockquote', {}, reflection.note) : null,
      runs === '' ? null : element('p', { class: 'aside' }, fill(strings.checked, runs)),
      prediction ? element('p', {}, forecastWords(prediction, look)) : null,
      this.#pattern(detail, look),
      element(
        'div',
        { class: 'buttons' },
        button(strings.sayMore, () => this.#post({ type: 'say-why', id }), { class: 'primary', 'data-key': 'say' }),
        file === null ? null : button(strings.openFile, () => this.#post({ type: 'open', id }), { 'data-key': 'file' }),
      ),
      this.#practice(detail, look),
    );
  }

  /** How the work was shared: what is guessed, and what the developer says instead. */
  #pattern({ id, pattern }: DecisionDetail, { strings }: Look): HTMLElement {
    const names = patternNames(strings);
    const field = element('select', { id: 'shared-as', 'data-key': 'shared-as' });
    const guess = element(
      'option',
      { value: '' },
      pattern.stated ? strings.sharedGuessed : fill(strings.sharedGuess, names[pattern.is]),
    );
    field.append(guess, ...patterns.map((name) => element('option', { value: name }, names[name])));
    field.value = pattern.stated ? pattern.is : '';
    field.addEventListener('change', () => {
      const chosen = patterns.find((name) => name === field.value) ?? null;
      this.#post({ type: 'pattern', id, pattern: chosen });
    });
    return element('p', { class: 'field' }, element('label', { for: 'shared-as' }, strings.sharedAs), field);
  }

  #practice({ id, prompt, practice }: DecisionDetail, look: Look): HTMLElement | null {
    const { strings } = look;
    if (prompt === null && practice === null) return null;
    const box = element('div', { class: 'practice' });
    const show = (): void => {
      this.#form = undefined;
      const edit = button(practice ? strings.practiceEdit : strings.keepPractice, write, { 'data-key': 'practice' });
      if (practice)
        box.replaceChildren(
          element('p', { class: 'aside' }, strings.isPractice),
          element(
            'div',
            { class: 'buttons' },
            edit,
            button(strings.practiceDrop, () => this.#post({ type: 'practice', id, practice: null })),
          ),
        );
      else box.replaceChildren(edit);
    };
    const write = (): void => {
      const { root, first } = practiceForm(id, practice ?? { title: '', prompt: prompt ?? '' }, look, {
        save: (kept) => {
          this.#form = undefined;
          box.replaceChildren();
          this.#post({ type: 'practice', id, practice: kept });
        },
        close: () => {
          show();
          box.querySelector('button')?.focus();
        },
      });
      this.#form = root;
      box.replaceChildren(root);
      first.focus();
    };
    show();
    return box;
  }
}

function forecastWords({ expected, stood }: NonNullable<DecisionDetail['prediction']>, { strings }: Look): string {
  const outcome = stood === null ? strings.forecastOpen : stood ? strings.forecastStood : strings.forecastFell;
  return `${fill(strings.forecastWas, percent(expected))} ${outcome}`;
}
