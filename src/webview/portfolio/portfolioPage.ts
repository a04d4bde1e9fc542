import type { ChooserState, HostMessage, PageMessage } from '../../core/portfolio/chooser/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { CaseEditor, setAvailable } from './caseEditor.ts';
import { CaseList } from './caseList.ts';
import { Finder } from './finder.ts';
import { OptionsForm } from './optionsForm.ts';
import { englishStrings, lookOf, type Look } from './parts.ts';
import { PreviewPart } from './previewPart.ts';

/** What the developer did last with a case, until the host's answer is there to be said. */
interface Asked {
  readonly did: 'pick' | 'unpick' | 'move';
  readonly id: string;
}

/** The page on which a portfolio is made. The host keeps the choice; this shows it and asks for changes. */
export class PortfolioPage {
  readonly #api: VsCodeApi<PageMessage>;
  // Live regions stand still while the rest is drawn, or screen readers would miss what they say.
  readonly #said = element('p', { class: 'notice', role: 'status' });
  readonly #failed = element('p', { class: 'notice error', role: 'alert' });
  readonly #body = element('div', { class: 'body' });
  #look: Look = { strings: englishStrings, locale: 'en' };
  #state: ChooserState | undefined;
  #drawn: Drawn | undefined;
  #editor: CaseEditor | undefined;
  #selected: string | null = null;
  /** Where the selected case stood. */
  #at = 0;
  #asked: Asked | undefined;
  /** The focus was in a part that goes away with the next state. */
  #focusLost = false;
  /** What had the focus last. */
  #focused: HTMLElement | undefined;

  constructor(root: HTMLElement, api: VsCodeApi<PageMessage>) {
    this.#api = api;
    this.#body.append(element('p', { class: 'loading' }, englishStrings.pageLoading));
    root.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement) this.#focused = target;
    });
    root.append(this.#body, element('div', { class: 'notices' }, this.#failed, this.#said));
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'state':
        this.#take(message);
        return;
      case 'list':
        this.#drawn?.finder.found(message.query, message.from, message.entries, message.total);
        return;
      case 'detail':
        this.#show(message.detail);
        return;
      case 'saved':
        this.#failed.textContent = '';
        if (this.#editor?.id === message.id) this.#editor.wasSaved(message.words);
        return;
      case 'draft':
        if (this.#editor?.id === message.id) this.#editor.drafted(message.field, message.draft);
        return;
      case 'plain-draft':
        this.#drawn?.options.drafted(message.draft);
        return;
      case 'notice':
        this.#asked = undefined;
        // The record could not be read: nothing is being loaded any more.
        if (message.kind === 'error' && !this.#state) this.#body.replaceChildren();
        this.#said.textContent = message.kind === 'said' ? message.text : '';
        this.#failed.textContent = message.kind === 'error' ? message.text : '';
        return;
      case 'progress':
        this.#drawn?.preview.progress(message);
        return;
    }
  }

  /** The editor came back to the page: the focus goes where it was, or where picking begins. */
  takeFocus(): void {
    if (document.activeElement && document.activeElement !== document.body) return;
    if (this.#focused?.isConnected === true) this.#focused.focus();
    else this.#drawn?.finder.focus();
  }

  key(event: KeyboardEvent): void {
    const { target } = event;
    const inText = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
    // In a text the key takes back what was typed there.
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || inText) return;
    event.preventDefault();
    this.#undo();
  }

  #take(state: ChooserState): void {
    const isFirst = this.#state === undefined;
    this.#state = state;
    this.#look = lookOf(state);
    if (state.all === 0 && state.picks.length === 0) {
      this.#drawEmpty();
      return;
    }
    const drawn = (this.#drawn ??= this.#draw());
    const picked = new Set(state.picks.map(({ entry }) => entry.id));
    if (this.#selected === null || !picked.has(this.#selected)) this.#select(this.#nextCase(state), isFirst);
    const { strings } = this.#look;
    drawn.undo.textContent = state.undo === null ? strings.undo : fill(strings.undoWhat, state.undo);
    setAvailable(drawn.undo, state.undo !== null);
    drawn.finder.take(state, picked);
    drawn.cases.draw(state.picks, this.#selected, this.#look);
    drawn.noCases.hidden = state.picks.length > 0;
    drawn.hint.hidden = state.picks.length === 0;
    drawn.options.take(state);
    drawn.preview.take(state);
    this.#placeEditor();
    this.#announce(state);
    this.#keepFocus(drawn);
    // Who opened the page can pick at once.
    if (isFirst && document.hasFocus() && document.activeElement === document.body) drawn.finder.focus();
  }

  /** The button that took a case out went with it: its place in the list is where one goes on. */
  #keepFocus({ cases, finder }: Drawn): void {
    if (!this.#focusLost) return;
    this.#focusLost = false;
    if (this.#selected === null) finder.focus();
    else cases.focus(this.#selected);
  }

  /** The case that took the place of one that was taken out, or the one that was just picked. */
  #nextCase({ picks }: ChooserState): string | null {
    const asked = this.#asked;
    if (asked?.did === 'pick' && picks.some(({ entry }) => entry.id === asked.id)) return asked.id;
    return picks[Math.min(this.#at, picks.length - 1)]?.entry.id ?? null;
  }

  #select(id: string | null, restore = false): void {
    const kept = restore ? this.#kept() : null;
    const wanted = kept !== null && this.#isPicked(kept) ? kept : id;
    this.#editor?.save();
    this.#selected = wanted;
    this.#api.setState({ selected: wanted });
    if (wanted === null) {
      this.#editor = undefined;
      this.#drawn?.editor.replaceChildren();
      return;
    }
    if (this.#editor?.id !== wanted) this.#api.postMessage({ type: 'detail', id: wanted });
    if (this.#state) this.#drawn?.cases.draw(this.#state.picks, wanted, this.#look);
  }

  /** The case that was selected before the window was reloaded. */
  #kept(): string | null {
    const state = this.#api.getState();
    const selected = typeof state === 'object' && state !== null && 'selected' in state ? state.selected : null;
    return typeof selected === 'string' ? selected : null;
  }

  #isPicked(id: string): boolean {
    return this.#state?.picks.some(({ entry }) => entry.id === id) ?? false;
  }

  #show(detail: Extract<HostMessage, { type: 'detail' }>['detail']): void {
    const state = this.#state;
    const picked = state?.picks.find(({ entry }) => entry.id === detail.id);
    if (!picked || !this.#drawn) return;
    if (this.#editor?.id === detail.id) this.#editor.take(detail);
    else if (detail.id === this.#selected) {
      this.#editor = new CaseEditor(picked, detail, this.#look, {
        words: (id, words, save) => this.#api.postMessage({ type: 'words', id, words, save }),
        code: (id, code) => this.#api.postMessage({ type: 'case-code', id, code }),
        move: (id, by) => this.#move(id, by),
        remove: (id) => this.#remove(id),
        sayWhy: (id) => this.#api.postMessage({ type: 'say-why', id }),
        draft: (type, id, field) => this.#api.postMessage({ type, id, field }),
      });
      this.#drawn.editor.replaceChildren(this.#editor.root);
      this.#placeEditor();
    }
  }

  #placeEditor(): void {
    const state = this.#state;
    const at = state?.picks.findIndex(({ entry }) => entry.id === this.#selected) ?? -1;
    const picked = state?.picks[at];
    if (!state || !picked) return;
    this.#at = at;
    if (this.#editor?.id !== picked.entry.id) return;
    this.#editor.place(at + 1, state.picks.length, picked, state.code);
    this.#editor.assist = state.assist;
  }

  /** Says what came of the last change: screen readers hear where a case is now. */
  #announce({ picks }: ChooserState): void {
    const asked = this.#asked;
    if (!asked) return;
    this.#asked = undefined;
    this.#failed.textContent = '';
    const { strings } = this.#look;
    const at = picks.findIndex(({ entry }) => entry.id === asked.id);
    if (asked.did === 'unpick') this.#said.textContent = fill(strings.takenOut, picks.length);
    else if (at >= 0)
      this.#said.textContent =
        asked.did === 'pick' ? fill(strings.added, at + 1) : fill(strings.moved, at + 1, picks.length);
  }

  #toggle(id: string): void {
    if (this.#isPicked(id)) this.#remove(id);
    else {
      this.#asked = { did: 'pick', id };
      this.#api.postMessage({ type: 'pick', id });
    }
  }

  #remove(id: string): void {
    this.#editor?.save();
    this.#focusLost = this.#editor?.root.contains(document.activeElement) ?? false;
    this.#asked = { did: 'unpick', id };
    this.#api.postMessage({ type: 'unpick', id });
  }

  #move(id: string, by: number): void {
    this.#asked = { did: 'move', id };
    this.#api.postMessage({ type: 'move', id, by });
  }

  #undo(): void {
    this.#send('undo');
  }

  /** Asks for something that takes everything typed so far into account. */
  #send(type: 'undo' | 'preview' | 'write'): void {
    this.#editor?.save();
    this.#drawn?.options.flush();
    this.#failed.textContent = '';
    this.#api.postMessage({ type });
  }

  #drawEmpty(): void {
    const { strings } = this.#look;
    this.#drawn = undefined;
    this.#body.replaceChildren(
      element(
        'section',
        { class: 'empty', 'aria-labelledby': 'empty-title' },
        element('h1', { id: 'empty-title' }, strings.noDecisions),
        element('p', {}, strings.noDecisionsBody),
        element(
          'div',
          { class: 'buttons' },
          button(strings.readHistory, () => this.#api.postMessage({ type: 'import-history' }), { class: 'primary' }),
        ),
      ),
    );
  }

  #draw(): Drawn {
    const { strings } = this.#look;
    const undo = button(strings.undo, () => this.#undo(), { class: 'quiet', 'aria-keyshortcuts': 'Control+Z' });
    const finder = new Finder(
      this.#look,
      (id) => this.#toggle(id),
      (query) => this.#api.postMessage({ type: 'list', ...query }),
    );
    const cases = new CaseList('yours-title', 'cases-hint', {
      select: (id) => this.#select(id),
      move: (id, by) => this.#move(id, by),
      remove: (id) => this.#remove(id),
    });
    const options = new OptionsForm(
      this.#look,
      (changed) => this.#api.postMessage({ type: 'options', ...changed }),
      (type) => this.#api.postMessage({ type }),
    );
    const preview = new PreviewPart(this.#look, {
      preview: () => this.#send('preview'),
      cancel: () => this.#api.postMessage({ type: 'cancel' }),
      write: () => this.#send('write'),
      open: (name, rendered) => this.#api.postMessage({ type: 'open', name, rendered }),
    });
    const noCases = element('p', { class: 'none' }, strings.noPicks);
    const hint = element('p', { class: 'aside', id: 'cases-hint' }, strings.moveKeys);
    const editor = element('div', { class: 'edited' });
    this.#body.replaceChildren(
      element(
        'header',
        {},
        element('h1', {}, strings.pageTitle),
        element('p', { class: 'aside lead' }, strings.lead),
        undo,
      ),
      element(
        'div',
        { class: 'columns' },
        finder.root,
        element(
          'div',
          { class: 'made' },
          element(
            'section',
            { class: 'yours', 'aria-labelledby': 'yours-title' },
            element('h2', { id: 'yours-title' }, strings.yours),
            noCases,
            cases.root,
            hint,
            editor,
          ),
          options.root,
          preview.root,
        ),
      ),
    );
    return { finder, cases, options, preview, noCases, hint, editor, undo };
  }
}

/** The parts of a page that shows decisions. */
interface Drawn {
  readonly finder: Finder;
  readonly cases: CaseList;
  readonly options: OptionsForm;
  readonly preview: PreviewPart;
  readonly noCases: HTMLElement;
  readonly hint: HTMLElement;
  readonly editor: HTMLElement;
  readonly undo: HTMLButtonElement;
}
