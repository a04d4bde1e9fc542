import { messagesVersion, readPageMessage, type HostMessage, type PageMessage } from '../../core/practice/messages.ts';
import { practiceStrings } from '../../core/practice/strings.ts';
import { chooserStrings } from '../../core/portfolio/chooser/strings.ts';
import { reviewStrings } from '../../core/reflect/strings.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Asked } from '../assist/asked.ts';
import { PageRefresh } from '../pageRefresh.ts';
import { PracticeSession, type PracticeParts } from './practiceSession.ts';

/** What the page needs of the editor around it. */
export interface PracticeEditor {
  send(message: HostMessage): void;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
  /** Shows a decision in the review view. */
  showDecision(group: string): void;
  /** Proposes lessons for agents. */
  writeLessons(): void;
  /** A review was saved or declined: nothing needs to be offered any more. */
  done(): void;
  /** Something failed that has no sentence for people. */
  unexpected(error: unknown): void;
}

/** What others write in one go is looked at once, so long after the first (ms). */
const settle = 300;

/** Answers one open page. */
export class PracticeHost implements Disposable {
  readonly #parts: PracticeParts;
  readonly #editor: PracticeEditor;
  readonly #session: PracticeSession;
  readonly #store = new DisposableStore();
  readonly #drafting = new Asked();
  readonly #refresh: PageRefresh;
  #closed = false;

  constructor(parts: PracticeParts, editor: PracticeEditor) {
    this.#parts = parts;
    this.#editor = editor;
    this.#session = new PracticeSession(parts);
    this.#store.add(this.#drafting);
    this.#refresh = this.#store.add(new PageRefresh(parts.clock, settle, () => this.#guard(() => this.#update())));
    this.#store.add(parts.ledger.onDidAppend(() => this.lookSoon()));
    if (parts.assist)
      this.#store.add(parts.assist.onDidChange(() => this.#refresh.opened && this.#guard(() => this.#update())));
  }

  /** Something may have been recorded, here or in another window. */
  lookSoon(): void {
    this.#refresh.soon();
  }

  /** Whether the page is seen. */
  set visible(visible: boolean) {
    this.#refresh.visible = visible;
  }

  /** What the page said; nothing it says makes this fail. */
  async receive(value: unknown): Promise<void> {
    const message = readPageMessage(value);
    if (!message || this.#closed) return;
    try {
      if (message.type === 'ready') {
        await this.#parts.ledger.readSoon();
        this.#refresh.open();
        this.#update();
      } else if (message.type === 'week-draft') await this.#draft();
      else if (message.type === 'week-draft-show')
        await this.#parts.assist?.showOutgoingOf('week', this.#session.subject());
      else this.#handle(message);
    } catch (error) {
      this.#fail(error);
    }
  }

  dispose(): void {
    this.#closed = true;
    this.#store.dispose();
  }

  /** Asks for a draft of the week; whatever comes of it, the page hears of it. */
  async #draft(): Promise<void> {
    await this.#drafting.ask(
      'week',
      (signal) => this.#parts.assist?.draftOf('week', this.#session.subject(), signal),
      (reply) =>
        this.#send({
          type: 'week-draft',
          draft: reply && { ...reply.draft, by: reply.by, problem: reply.problem },
        }),
    );
  }

  #handle(message: PageMessage): void {
    const session = this.#session;
    switch (message.type) {
      case 'draft':
        if (message.save) this.#save(message);
        else {
          session.draft(message.week, message.draft);
          this.#send({ type: 'kept', number: message.number });
        }
        return;
      case 'week-draft-stop':
        this.#drafting.stop('week');
        return;
      case 'skip':
        session.skip(message.week);
        this.#said('skippedWeek');
        this.#update();
        this.#editor.done();
        return;
      case 'show-decision': {
        const group = session.groupOf(message.id);
        if (group !== undefined) this.#editor.showDecision(group);
        return;
      }
      case 'share':
        session.share(message.what, message.id, message.shown);
        this.#said(message.shown ? 'showsInPortfolio' : 'hidesInPortfolio');
        this.#update();
        return;
      case 'lessons':
        this.#editor.writeLessons();
        return;
      default:
    }
  }

  #save({ week, draft }: Extract<PageMessage, { type: 'draft' }>): void {
    const saved = this.#session.save(week, draft);
    if (saved) this.#said(saved.newRule ? 'savedRule' : 'saved');
    this.#update();
    this.#editor.done();
  }

  #update(): void {
    const strings = Object.entries({ ...reviewStrings, ...chooserStrings, ...practiceStrings });
    this.#send({
      type: 'state',
      v: messagesVersion,
      locale: this.#editor.locale,
      strings: Object.fromEntries(strings.map(([key, english]) => [key, this.#parts.translate(english)])),
      ...this.#session.state(),
    });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (PairfolioError.is(error)) {
      this.#send({ type: 'notice', kind: 'error', text: error.message });
      return;
    }
    this.#editor.unexpected(error);
    this.#send({ type: 'notice', kind: 'error', text: this.#parts.translate(practiceStrings.failed) });
  }

  #said(key: keyof typeof practiceStrings): void {
    this.#send({ type: 'notice', kind: 'said', text: this.#parts.translate(practiceStrings[key]) });
  }

  #send(message: HostMessage): void {
    if (!this.#closed) this.#editor.send(message);
  }
}
