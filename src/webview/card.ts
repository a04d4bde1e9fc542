import * as v from 'valibot';
import { extraAnswers, type ChipQuestion } from '../core/reflect/extraQuestions.ts';
import type { HostMessage, ReviewItem, ReviewState } from '../core/reflect/messages.ts';
import { fill, type ReviewStrings } from '../core/reflect/strings.ts';
import { stances, type Stance } from '../core/shared/words.ts';
import { chipRow } from './chips.ts';
import { countsLine, difference, legend } from './difference.ts';
import { button, element, keyHint } from './dom.ts';
import type { Draft } from './drafts.ts';
import { stanceKeys } from './keys.ts';
import { Prompt } from './prompt.ts';
import { ReasonDraft } from './reasonDraft.ts';
import { caseFieldset, lineField } from './textFields.ts';

/** What a card can ask for. */
export interface CardActions {
  changed(draft: Draft): void;
  save(): void;
  skip(): void;
  notAi(): void;
  forget(): void;
  openFile(suggestion: string): void;
  /** Ask a model why the decision fell as it did, show what would be sent, stop asking. */
  draft(type: 'draft' | 'draft-show' | 'draft-stop', stance: Stance): void;
}

type Chips = ReviewState['chips'];

/** One decision with its questions. The element carries the focus that makes the letters answer. */
export class Card {
  readonly root: HTMLElement;
  readonly #item: ReviewItem;
  readonly #strings: ReviewStrings;
  readonly #chips: Chips;
  readonly #actions: CardActions;
  readonly #note: HTMLInputElement;
  readonly #surprised: HTMLInputElement | null = null;
  readonly #prompt: Prompt | null;
  readonly #case: HTMLDetailsElement | null;
  readonly #rule = element('p', { class: 'rule-here' });
  readonly #reasonDraft: ReasonDraft;
  readonly #footer = element('div', { class: 'footer' });
  #reasons: HTMLFieldSetElement;
  #draft: Draft;
  #confirming = false;

  constructor(
    item: ReviewItem,
    draft: Draft,
    state: { strings: ReviewStrings; chips: Chips; locale: string },
    actions: CardActions,
  ) {
    this.#item = item;
    this.#draft = draft;
    this.#strings = state.strings;
    this.#chips = state.chips;
    this.#actions = actions;
    this.#reasons = this.#reasonRow();
    const note = lineField('note', this.#strings.note, '/', this.#strings, draft.note, (text) =>
      this.#change({ note: text }),
    );
    this.#note = note.input;
    this.#note.placeholder = this.#strings.notePlaceholder;
    this.#reasonDraft = new ReasonDraft(
      draft,
      { strings: this.#strings, chips: this.#chips.reasons, key: 'd' },
      {
        ask: () => actions.draft('draft', this.#draft.stance),
        show: () => actions.draft('draft-show', this.#draft.stance),
        stop: () => actions.draft('draft-stop', this.#draft.stance),
        use: (change) => this.#takeOver(change),
      },
    );
    let extra: HTMLElement | null = null;
    if (item.extra === 'surprised') {
      const field = lineField('surprised', this.#strings.surprised, 'w', this.#strings, draft.surprised, (text) =>
        this.#change({ surprised: text }),
      );
      this.#surprised = field.input;
      extra = field.root;
    } else if (item.extra) extra = this.#extraRow(item.extra);
    this.#prompt = item.prompt === null ? null : new Prompt(item.prompt, this.#strings);
    this.#case =
      item.worthShowing || item.case
        ? caseFieldset(draft.case, this.#strings, (words) => this.#change({ case: words }))
        : null;
    const counts = countsLine(item, this.#strings);
    this.root = element(
      'article',
      { class: 'card', tabindex: '-1', 'aria-labelledby': 'title' },
      this.#title(state.locale),
      this.#prompt?.root ?? null,
      this.#rule,
      difference(item, this.#strings),
      legend(item, this.#strings),
      counts === '' ? null : element('p', { class: 'counts' }, counts),
      item.checked.length === 0 ? null : element('p', { class: 'counts checked' }, checkedLine(item, this.#strings)),
      this.#stanceRow(),
      this.#reasons,
      extra,
      note.root,
      this.#reasonDraft.root,
      this.#case,
      this.#footer,
    );
    this.#showButtons();
    this.showRule(item.rule);
  }

  /** Offers drafts, or does not. */
  set assist(on: boolean) {
    this.#reasonDraft.available = on;
  }

  get confirming(): boolean {
    return this.#confirming;
  }

  get item(): ReviewItem {
    return this.#item;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** The developer's own rule for decisions like this one; it may be known only after the card is drawn. */
  showRule(rule: ReviewItem['rule']): void {
    const template = rule?.state === 'trial' ? this.#strings.ruleOnTrial : this.#strings.rule;
    this.#rule.textContent = rule ? fill(template, rule.words) : '';
    this.#rule.hidden = rule === undefined;
  }

  /** Whether letters typed there are text. */
  isText(target: EventTarget | null): boolean {
    return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');
  }

  focus(): void {
    this.root.focus({ preventScroll: true });
  }

  focusNote(): void {
    this.#note.focus();
  }

  /** What a model made of the reason; null where nothing came of it. */
  drafted(reply: Extract<HostMessage, { type: 'draft' }>['draft']): void {
    this.#reasonDraft.take(reply);
  }

  /** Another card is shown: nobody waits for a draft any more. */
  leave(): void {
    this.#reasonDraft.leave();
  }

  /** Asks for a draft of the reason, or takes over the one in sight. */
  pressDraft(): void {
    this.#reasonDraft.press();
  }

  /** Leads to the line that was asked for beside the reasons, where one was. */
  focusSurprised(): void {
    this.#surprised?.focus();
  }

  togglePrompt(): void {
    this.#prompt?.toggle();
  }

  /** Unfolds the words of the case and leads to the first. */
  openCase(): void {
    if (!this.#case) return;
    this.#case.open = true;
    this.#case.querySelector<HTMLElement>('input')?.focus();
  }

  /** The file of the decision is no longer in its folder. */
  fileIsGone(): void {
    const link = this.root.querySelector('h2 > .link');
    if (!link) return;
    const { fileGone, fileGoneWhy } = this.#strings;
    link.replaceWith(
      element('span', {}, link.textContent),
      ' ',
      element('span', { class: 'tag gone', title: fileGoneWhy }, fileGone),
    );
  }

  /** Scrolls the difference; where all of it is in sight, the view. */
  scroll(direction: -1 | 1): void {
    const box = this.root.querySelector('.difference');
    const scroller = box && box.scrollHeight > box.clientHeight ? box : document.scrollingElement;
    scroller?.scrollBy({ top: direction * 60 });
  }

  /** Asks once more before forgetting. */
  confirmForget(): void {
    this.#confirming = true;
    const question = element('p', { id: 'forget-question' }, this.#strings.forgetQuestion);
    const yes = button(
      this.#strings.forgetYes,
      () => this.#actions.forget(),
      { class: 'danger', 'aria-keyshortcuts': 'f' },
      keyHint('f'),
    );
    const no = button(
      this.#strings.forgetNo,
      () => this.cancelForget(),
      { 'aria-keyshortcuts': 'Escape' },
      keyHint(this.#strings.keyEscape),
    );
    this.#footer.replaceChildren(
      element(
        'div',
        { class: 'confirm', role: 'alertdialog', 'aria-labelledby': 'forget-question' },
        question,
        element('div', { class: 'buttons' }, yes, no),
      ),
    );
    no.focus();
  }

  cancelForget(): void {
    this.#confirming = false;
    this.#showButtons();
    this.focus();
  }

  #title(locale: string): HTMLElement {
    const { file, moreFiles, tool, at, random, noted, parts } = this.#item;
    const strings = this.#strings;
    const name = file ?? strings.unknownFile;
    const [first] = parts;
    const heading = element('h2', { id: 'title' });
    heading.append(
      file !== null && first
        ? button(name, () => this.#actions.openFile(first.suggestion), { class: 'link', title: strings.openFile })
        : element('span', {}, name),
    );
    const rest = [tool ?? strings.unknownTool, localTime(at, locale)];
    if (moreFiles > 0) rest.unshift(fill(strings.moreFiles, moreFiles));
    heading.append(element('span', { class: 'where' }, ` · ${rest.join(' · ')}`));
    if (random) heading.append(' ', element('span', { class: 'tag', title: strings.randomWhy }, strings.random));
    if (noted) heading.append(' ', element('span', { class: 'tag' }, strings.noted));
    return heading;
  }

  #stanceRow(): HTMLElement {
    const { observed } = this.#item;
    const choices = stances.map((stance) => ({
      id: stance,
      label: this.#strings[stance],
      keys: stanceKeys[stance],
      shortcut: stanceKeys[stance],
      chosen: this.#draft.stance === stance,
    }));
    const question = [this.#strings.you, fill(this.#strings.observed, this.#strings[observed])] as const;
    return chipRow('radio', 'stance', question, choices, (id) => {
      const stance = stances.find((known) => known === id);
      if (!stance) return;
      this.#change({ stance });
      this.#drawReasons();
    });
  }

  #drawReasons(): void {
    const row = this.#reasonRow();
    this.#reasons.replaceWith(row);
    this.#reasons = row;
  }

  #takeOver(change: Pick<Draft, 'note' | 'reasons' | 'drafted'>): void {
    this.#note.value = change.note;
    this.#change(change);
    this.#drawReasons();
    this.#note.focus();
  }

  #reasonRow(): HTMLFieldSetElement {
    const { stance, reasons } = this.#draft;
    const { question, chips } = this.#chips.reasons[stance];
    const choices = chips.map(({ id, label }, index) => {
      const keys = index < 9 ? String(index + 1) : null;
      return { id, label, keys, shortcut: keys, chosen: reasons[stance].includes(id) };
    });
    return chipRow('checkbox', 'reasons', [question], choices, (id, chosen) => {
      const others = this.#draft.reasons[stance].filter((other) => other !== id);
      // In the order of the chips, so that the same answer is always written the same way.
      const known = chips.map((chip) => chip.id).filter((chip) => (chip === id ? chosen : others.includes(chip)));
      this.#change({ reasons: { ...this.#draft.reasons, [stance]: known } });
    });
  }

  #extraRow(asked: ChipQuestion): HTMLFieldSetElement {
    const { question, chips } = this.#chips.extra[asked];
    const choices = chips.map(({ id, label }, index) => ({
      id,
      label,
      keys: `⇧${String(index + 1)}`,
      shortcut: `Shift+${String(index + 1)}`,
      chosen: this.#draft[asked] === id,
    }));
    const row: HTMLFieldSetElement = chipRow('checkbox', 'extra', [question], choices, (id, chosen) => {
      // One or none: a radio button could not be taken back.
      for (const input of row.querySelectorAll('input')) input.checked = chosen && input.value === id;
      const answer = v.safeParse(extraAnswers[asked], chosen ? id : null);
      if (answer.success) this.#change({ [asked]: answer.output });
    });
    return row;
  }

  #showButtons(): void {
    const { save, skip, notAi, forget, keyEnter } = this.#strings;
    this.#footer.replaceChildren(
      element(
        'div',
        { class: 'buttons' },
        button(save, () => this.#actions.save(), { class: 'primary', 'aria-keyshortcuts': 'Enter' }, keyHint(keyEnter)),
        button(skip, () => this.#actions.skip(), { 'aria-keyshortcuts': 's' }, keyHint('s')),
        button(notAi, () => this.#actions.notAi(), { 'aria-keyshortcuts': 'n' }, keyHint('n')),
        button(forget, () => this.confirmForget(), { 'aria-keyshortcuts': 'f' }, keyHint('f')),
      ),
    );
  }

  #change(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change };
    // Who empties the line and writes anew wrote it alone.
    if (this.#draft.note.trim() === '')
      this.#draft = { ...this.#draft, drafted: { ...this.#draft.drafted, note: false } };
    this.#reasonDraft.follow(this.#draft);
    this.#actions.changed(this.#draft);
  }
}

/** "Checked: npm test passed · cargo clippy failed". */
function checkedLine({ checked }: ReviewItem, strings: ReviewStrings): string {
  const words = { passed: strings.checkPassed, failed: strings.checkFailed, unknown: strings.checkRan };
  return fill(strings.checked, checked.map(({ what, result }) => fill(words[result], what)).join(' · '));
}

/** The hour for today, the day as well for earlier. */
function localTime(at: string, locale: string): string {
  const time = new Date(at);
  const today = time.toDateString() === new Date().toDateString();
  const day = today ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...day }).format(time);
}
