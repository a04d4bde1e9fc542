import type { Dimension } from '../../core/dashboard/dimensions.ts';
import { dimensions } from '../../core/dashboard/dimensions.ts';
import {
  spans,
  type DashboardState,
  type HostMessage,
  type PageMessage,
  type PromptsMessage,
} from '../../core/dashboard/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { Behind } from './behind.ts';
import { survivalPart, timePart } from './curves.ts';
import { dateWords, englishStrings, lookOf, select, sourceList, type Look } from './look.ts';
import { overview } from './overview.ts';
import { PromptsPart } from './prompts.ts';
import { choices, ratesTable } from './ratesTable.ts';
import { calibrationPart, missedPart, sharedPart } from './smallParts.ts';
import { trustMap } from './trustMap.ts';

/** The trust map. The host counts; this shows it and opens the decisions behind each number. */
export class DashboardPage {
  readonly #api: VsCodeApi<PageMessage>;
  // Live regions stand still while the rest is drawn, or screen readers would miss what they say.
  readonly #said = element('p', { class: 'notice', role: 'status' });
  readonly #failed = element('p', { class: 'notice error', role: 'alert' });
  readonly #body = element('div', { class: 'body' });
  readonly #behind: Behind;
  readonly #prompts: PromptsPart;
  #state: DashboardState | undefined;
  #promptsMessage: PromptsMessage | undefined;
  #dimension: Dimension;
  #shown = '';

  constructor(root: HTMLElement, api: VsCodeApi<PageMessage>) {
    this.#api = api;
    this.#dimension = keptDimension(api.getState()) ?? 'language';
    const post = (message: PageMessage): void => api.postMessage(message);
    this.#behind = new Behind(post);
    this.#prompts = new PromptsPart({
      detail: (id) => this.#behind.openOne(id, this.#strings.behind),
      practice: (id, practice) => post({ type: 'practice', id, practice }),
    });
    this.#body.append(element('p', { class: 'loading' }, englishStrings.mapReading));
    root.append(this.#body, this.#behind.root, element('div', { class: 'notices' }, this.#failed, this.#said));
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'state':
        this.#failed.textContent = '';
        this.#state = message;
        this.#draw();
        return;
      case 'prompts':
        this.#promptsMessage = message;
        if (this.#state) this.#keepFocus(() => this.#prompts.draw(message, this.#look(this.#state)));
        return;
      case 'decisions':
        this.#behind.decisions(message);
        return;
      case 'detail':
        this.#behind.detail(message.detail);
        return;
      case 'gone':
        this.#behind.gone(message.id);
        return;
      case 'notice':
        if (message.kind === 'error' && !this.#state) this.#body.replaceChildren();
        this.#said.textContent = message.kind === 'said' ? message.text : '';
        this.#failed.textContent = message.kind === 'error' ? message.text : '';
    }
  }

  key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || !this.#behind.isOpen) return;
    event.preventDefault();
    this.#behind.escape();
  }

  /** The editor came back to the page: who opened it can go on with the keyboard. */
  takeFocus(): void {
    if (document.activeElement && document.activeElement !== document.body) return;
    this.#body.querySelector<HTMLElement>('input, button')?.focus();
  }

  get #strings(): Look['strings'] {
    return this.#look(this.#state).strings;
  }

  #look(state: DashboardState | undefined): Look {
    return lookOf(state ?? { strings: {}, locale: 'en', names: {} }, (selection, title) =>
      this.#behind.open(selection, title),
    );
  }

  #draw(): void {
    const state = this.#state;
    if (!state) return;
    const look = this.#look(state);
    this.#behind.take(look);
    const shown = JSON.stringify([state, this.#dimension]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#keepFocus(() => {
      this.#body.replaceChildren(this.#head(state, look), ...this.#parts(state, look));
      this.#prompts.draw(this.#promptsMessage, look);
    });
  }

  #head({ figures, span }: DashboardState, look: Look): HTMLElement {
    const { strings } = look;
    const words = { all: strings.mapAll, '90': strings.map90, '28': strings.map28 };
    const { decisions, suggestions, first, last } = figures;
    const from = first === null ? '' : dateWords(first, look);
    const to = last === null ? '' : dateWords(last, look);
    const number = (count: number): string => count.toLocaleString(look.locale);
    return element(
      'header',
      {},
      element(
        'div',
        { class: 'title' },
        element('h1', {}, strings.mapTitle),
        element('p', { class: 'lead' }, strings.mapLead),
      ),
      choices('span', strings.mapTime, spans, words, span, (chosen) =>
        this.#api.postMessage({ type: 'span', span: chosen }),
      ),
      decisions === 0
        ? null
        : element(
            'p',
            { class: 'aside base' },
            button(
              fill(strings.mapBase, number(decisions), number(suggestions), from, to),
              () => look.open(select('all'), strings.behind),
              { class: 'link', 'data-key': 'base' },
            ),
            ` · ${strings.mapCounts}`,
          ),
    );
  }

  #parts(state: DashboardState, look: Look): (HTMLElement | string)[] {
    const { strings } = look;
    const { figures, span } = state;
    if (figures.decisions === 0) {
      if (span !== 'all') return [element('p', { class: 'none' }, strings.mapEmptySpan)];
      return [
        element(
          'section',
          { class: 'empty', 'aria-labelledby': 'empty-title' },
          element('h2', { id: 'empty-title' }, strings.mapEmpty),
          element('p', {}, strings.mapEmptyBody),
          element(
            'div',
            { class: 'buttons' },
            button(strings.mapImport, () => this.#api.postMessage({ type: 'import-history' }), { class: 'primary' }),
          ),
        ),
      ];
    }
    const choose = (dimension: Dimension): void => {
      this.#dimension = dimension;
      this.#api.setState({ dimension });
      this.#draw();
    };
    const turnOn = (): void => this.#api.postMessage({ type: 'prediction-setting' });
    const time = timePart(state, look);
    const parts = [
      overview(state, look),
      trustMap(state, look),
      ratesTable(state, this.#dimension, choose, look),
      element(
        'div',
        { class: 'columns' },
        survivalPart(state, look),
        ...(time ? [time] : []),
        missedPart(state, look),
        sharedPart(state, look),
        calibrationPart(state, turnOn, look),
      ),
      this.#prompts.root,
    ];
    const sources = sourceList(look);
    return sources ? [...parts, sources] : parts;
  }

  /** What had the focus has it again after it was drawn anew. */
  #keepFocus(draw: () => void): void {
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement && this.#body.contains(focused) ? focused.dataset['key'] : undefined;
    const { scrollY } = window;
    draw();
    if (key !== undefined) this.#body.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
    window.scrollTo(0, scrollY);
  }
}

function keptDimension(state: unknown): Dimension | undefined {
  const kept = typeof state === 'object' && state !== null && 'dimension' in state ? state.dimension : undefined;
  return dimensions.find((name) => name === kept);
}
