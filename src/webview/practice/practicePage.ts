import type { Draft, HostMessage, PageMessage, PracticePageState } from '../../core/practice/messages.ts';
import { fill } from '../../core/reflect/strings.ts';
import { button, element } from '../dom.ts';
import { dateOf } from '../portfolio/parts.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { answerParts, type Answering } from './answers.ts';
import { dayOf, englishPage, pageLook, type PageLook } from './look.ts';
import { lessonsPart, pastPart } from './pastPart.ts';
import { rulesPart, type Share } from './rulesPart.ts';
import { ownRule, skillPart, tryPart } from './tryPart.ts';
import { summaryPart } from './summaryPart.ts';
import { WeekDrafts } from './weekDrafts.ts';

/** The page of the weekly review. The host keeps the draft and the record; this shows them and asks for changes. */
export class PracticePage {
  readonly #api: VsCodeApi<PageMessage>;
  // Live regions stand still while the rest is drawn, or screen readers would miss what they say.
  readonly #said = element('p', { class: 'notice', role: 'status' });
  readonly #failed = element('p', { class: 'notice error', role: 'alert' });
  readonly #body = element('div', { class: 'body' });
  #look: PageLook = { strings: englishPage, locale: 'en' };
  #state: PracticePageState | undefined;
  #draft: Draft | undefined;
  #drafts: WeekDrafts | undefined;
  #status: HTMLElement | undefined;
  /** Drafts sent so far. */
  #sent = 0;

  constructor(root: HTMLElement, api: VsCodeApi<PageMessage>) {
    this.#api = api;
    this.#body.append(element('p', { class: 'loading' }, englishPage.loading));
    root.append(this.#body, element('div', { class: 'notices' }, this.#failed, this.#said));
  }

  receive(message: HostMessage): void {
    if (message.type === 'notice') {
      if (message.kind === 'error' && !this.#state) this.#body.replaceChildren();
      this.#said.textContent = message.kind === 'said' ? message.text : '';
      this.#failed.textContent = message.kind === 'error' ? message.text : '';
      return;
    }
    if (message.type === 'kept') {
      if (message.number === this.#sent && this.#status) this.#status.textContent = this.#look.strings.keptAsDraft;
      return;
    }
    if (message.type === 'week-draft') {
      this.#drafts?.take(message.draft);
      return;
    }
    const before = this.#state;
    this.#state = message;
    this.#look = pageLook(message);
    // What is being written stays; another week, and what was just saved, begins anew.
    const anew = before?.week.id !== message.week.id || before.saved !== message.saved;
    if (anew || !message.started) this.#draft = message.draft;
    this.#drawKeepingFocus();
    if (!before && document.hasFocus()) this.takeFocus();
  }

  /** The editor came to the page: the first question is where one begins. */
  takeFocus(): void {
    if (document.activeElement === null || document.activeElement === document.body)
      document.getElementById('surprised')?.focus();
  }

  key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    this.#save();
  }

  #answering(draft: Draft): Answering {
    return {
      draft,
      change: (changes, redraw = false) => this.#change(changes, redraw),
      show: (id) => this.#api.postMessage({ type: 'show-decision', id }),
    };
  }

  #change(changes: Partial<Draft>, redraw: boolean): void {
    if (!this.#draft || !this.#state) return;
    this.#draft = { ...this.#draft, ...changes };
    this.#failed.textContent = '';
    this.#said.textContent = '';
    if (redraw) this.#drawKeepingFocus();
    if (this.#status) this.#status.textContent = '';
    this.#send(false);
  }

  /** Takes a draft over: from now on its words are the developer's, and the record says that a model helped. */
  #takeOver(part: 'summary' | 'rule', words: string, drafted: boolean): void {
    this.#change(
      part === 'summary' ? { summary: words, summaryDrafted: drafted } : { rule: { ...ownRule, words, drafted } },
      true,
    );
    document.getElementById(part === 'summary' ? 'summary' : 'rule-words')?.focus();
  }

  #save(): void {
    this.#failed.textContent = '';
    this.#send(true);
  }

  #send(save: boolean): void {
    const [state, draft] = [this.#state, this.#draft];
    if (!draft || state?.started !== true) return;
    this.#sent += 1;
    this.#api.postMessage({ type: 'draft', number: this.#sent, week: state.week.id, draft, save });
  }

  /** Draws anew; who was in a field is in it again, at the same letter, and what was unfolded stays so. */
  #drawKeepingFocus(): void {
    const { activeElement } = document;
    const { id = '' } = activeElement ?? {};
    const at = isText(activeElement) ? [activeElement.selectionStart, activeElement.selectionEnd] : null;
    const unfolded = [...this.#body.querySelectorAll<HTMLDetailsElement>('details[open]')].map((fold) => fold.id);
    this.#draw();
    for (const fold of unfolded) document.getElementById(fold)?.setAttribute('open', '');
    // What outlives the drawing keeps its focus itself, the rest is found by its name.
    const same = activeElement instanceof HTMLElement && activeElement !== document.body && activeElement.isConnected;
    const again = same ? activeElement : id === '' ? null : document.getElementById(id);
    if (!again || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    if (at && isText(again)) again.setSelectionRange(at[0] ?? null, at[1] ?? null);
  }

  #draw(): void {
    const [state, draft, look] = [this.#state, this.#draft, this.#look];
    if (!state || !draft) return;
    const { strings } = look;
    if (!state.started) {
      this.#body.replaceChildren(
        element(
          'section',
          { class: 'empty', 'aria-labelledby': 'empty-title' },
          element('h1', { id: 'empty-title' }, strings.emptyTitle),
          element('p', {}, strings.emptyBody),
        ),
      );
      return;
    }
    const answering = this.#answering(draft);
    this.#drafts ??= new WeekDrafts(
      strings,
      (message) => this.#api.postMessage(message),
      (part, { text, by }) => this.#takeOver(part, text, by !== null),
    );
    this.#drafts.available = state.assist === true;
    const summary = summaryPart(state, look, answering, this.#drafts.summary);
    const share: Share = (what, id, shown) => this.#api.postMessage({ type: 'share', what, id, shown });
    const lessons = lessonsPart(state, look, () => this.#api.postMessage({ type: 'lessons' }));
    this.#body.replaceChildren(
      head(state, look),
      ...(summary ? [summary] : []),
      ...answerParts(state, look, answering),
      rulesPart(state, look, answering, share),
      tryPart(state, look, answering, this.#drafts.rule),
      skillPart(state, look, answering),
      this.#end(state),
      ...(lessons ? [lessons] : []),
      pastPart(state, look, share),
    );
  }

  #end({ saved, week }: PracticePageState): HTMLElement {
    const { strings } = this.#look;
    this.#status = element(
      'span',
      { class: 'status' },
      saved === null ? '' : fill(strings.savedAt, dateOf(saved, this.#look)),
    );
    const skip = (): void => this.#api.postMessage({ type: 'skip', week: week.id });
    return element(
      'div',
      { class: 'buttons end' },
      button(strings.save, () => this.#save(), {
        class: 'primary',
        id: 'save',
        'aria-keyshortcuts': 'Control+Enter Meta+Enter',
      }),
      saved === null ? button(strings.skipWeek, skip, { class: 'quiet', id: 'skip' }) : null,
      this.#status,
    );
  }
}

function isText(at: Element | null): at is HTMLTextAreaElement | HTMLInputElement {
  return at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type === 'text');
}

function head({ week, counts, skillNow }: PracticePageState, look: PageLook): HTMLElement {
  const { strings } = look;
  const { decisions, trusted, adapted, overrode, withReason } = counts;
  const template = decisions === 0 ? strings.factsNone : decisions === 1 ? strings.factsOne : strings.facts;
  const skill =
    skillNow === null
      ? null
      : element(
          'p',
          { class: 'skill-now' },
          element('strong', {}, fill(strings.skillNow, skillNow.name)),
          ` ${skillNow.hint}`,
        );
  return element(
    'header',
    {},
    element('h1', {}, strings.pageTitle),
    element('p', { class: 'dates' }, fill(strings.weekOf, dayOf(week.first, look), dayOf(week.last, look))),
    element('p', { class: 'aside lead' }, strings.lead),
    element('p', { class: 'facts' }, fill(template, decisions, trusted, adapted, overrode, withReason)),
    skill,
  );
}
