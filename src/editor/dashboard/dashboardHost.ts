import {
  messagesVersion,
  readPageMessage,
  type HostMessage,
  type PageMessage,
  type Span,
} from '../../core/dashboard/messages.ts';
import { dashboardStrings } from '../../core/dashboard/strings.ts';
import type { Selection } from '../../core/dashboard/select.ts';
import { reviewStrings } from '../../core/reflect/strings.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { PageRefresh } from '../pageRefresh.ts';
import { DashboardSession } from './dashboardSession.ts';

/** What the dashboard works on. */
export interface DashboardParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** English words → the words of the display language. */
  readonly translate: (english: string) => string;
}

/** What the page needs of the editor around it. */
export interface DashboardEditor {
  send(message: HostMessage): void;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
  /** The words of a reason, the developer's own among them. */
  reason(id: string): string;
  /** Whether forecasts are asked for. */
  predicts(): boolean;
  openFile(suggestion: string): void;
  /** Asks about a group in the review view. */
  sayWhy(group: string): void;
  importHistory(): void;
  predictionSetting(): void;
  /** Something failed that has no sentence for people. */
  unexpected(error: unknown): void;
}

/** What others write in one go is looked at once, so long after the first (ms). */
const settle = 500;

/** Answers one open page. */
export class DashboardHost implements Disposable {
  readonly #parts: DashboardParts;
  readonly #editor: DashboardEditor;
  readonly #session: DashboardSession;
  readonly #store = new DisposableStore();
  readonly #refresh: PageRefresh;
  readonly #closed = new AbortController();
  #reading = new AbortController();
  #counting = Promise.resolve();
  #span: Span = 'all';
  /** Something was recorded that was not counted yet. */
  #stale = true;
  /** What the page shows of one number, and one decision. */
  #selection: { readonly selection: Selection; readonly until: number } | undefined;
  #shown: string | null = null;

  constructor(parts: DashboardParts, editor: DashboardEditor) {
    this.#parts = parts;
    this.#editor = editor;
    this.#session = new DashboardSession(parts.ledger, parts.clock);
    this.#refresh = this.#store.add(new PageRefresh(parts.clock, settle, () => void this.#guard(() => this.#update())));
    this.#store.add(parts.ledger.onDidAppend(() => this.lookSoon()));
    // While the page is loaded; what fails now is tried again, and told, when the page is there.
    this.#count().catch(() => undefined);
  }

  /** Something may have been recorded, here or in another window. */
  lookSoon(): void {
    this.#stale = true;
    this.#refresh.soon();
  }

  /** Whether the page is seen. */
  set visible(visible: boolean) {
    this.#refresh.visible = visible;
  }

  /** What the page said; nothing it says makes this fail. */
  async receive(value: unknown): Promise<void> {
    const message = readPageMessage(value);
    if (message) await this.#guard(() => this.#handle(message));
  }

  dispose(): void {
    this.#closed.abort();
    this.#reading.abort();
    this.#store.dispose();
  }

  async #handle(message: PageMessage): Promise<void> {
    const session = this.#session;
    const { translate } = this.#parts;
    switch (message.type) {
      case 'ready':
        this.#refresh.open();
        await this.#count();
        this.#show();
        return;
      case 'span':
        this.#span = message.span;
        await this.#update();
        return;
      case 'decisions':
        this.#selection = { selection: message.selection, until: message.from };
        this.#list(message.selection, message.from);
        return;
      case 'detail':
        this.#shown = message.id;
        this.#detail(message.id);
        return;
      case 'open':
        this.#editor.openFile(message.id);
        return;
      case 'say-why': {
        const group = session.find(message.id)?.id;
        if (group !== undefined) this.#editor.sayWhy(group);
        return;
      }
      case 'pattern':
        session.setPattern(message.id, message.pattern);
        await this.#update();
        this.#tell('said', translate(reviewStrings.saved));
        return;
      case 'practice':
        session.setPractice(message.id, message.practice);
        await this.#update();
        this.#tell('said', this.#say(message.practice ? 'practiceKept' : 'practiceDropped'));
        return;
      case 'import-history':
        this.#editor.importHistory();
        return;
      case 'prediction-setting':
        this.#editor.predictionSetting();
    }
  }

  async #update(): Promise<void> {
    this.#stale = true;
    await this.#count();
    this.#show();
  }

  /** Counts what is new; one after the other, and what one counted is new no more for those that wait. */
  #count(): Promise<void> {
    this.#counting = this.#counting
      .catch(() => undefined)
      .then(async () => {
        if (!this.#stale) return;
        this.#stale = false;
        try {
          await this.#session.look(this.#span, this.#closed.signal);
        } catch (error) {
          this.#stale = true;
          throw error;
        }
      });
    return this.#counting;
  }

  #show(): void {
    const { translate } = this.#parts;
    const { figures } = this.#session;
    const english = Object.entries({ ...reviewStrings, ...dashboardStrings });
    this.#send({
      type: 'state',
      v: messagesVersion,
      locale: this.#editor.locale,
      strings: Object.fromEntries(english.map(([key, text]) => [key, translate(text)])),
      span: this.#session.span,
      figures,
      names: this.#session.names(figures, (id) => this.#editor.reason(id)),
      predicts: this.#editor.predicts(),
    });
    if (this.#selection) this.#list(this.#selection.selection, 0);
    if (this.#shown !== null) this.#detail(this.#shown);
    void this.#readPrompts();
  }

  /** Prompts stand on the disk: they come after the rest, and a newer look takes the place of one under way. */
  async #readPrompts(): Promise<void> {
    this.#reading.abort();
    const reading = (this.#reading = new AbortController());
    try {
      const prompts = await this.#session.prompts(reading.signal);
      if (!reading.signal.aborted) this.#send({ type: 'prompts', ...prompts });
    } catch (error) {
      if (!reading.signal.aborted && !this.#closed.signal.aborted) this.#fail(error);
    }
  }

  #list(selection: Selection, from: number): void {
    this.#send({ type: 'decisions', selection, from, ...this.#session.list(selection, from) });
  }

  #detail(id: string): void {
    const detail = this.#session.detail(id, (one) => this.#editor.reason(one));
    // It was forgotten, here or in another window: its texts are not to stay on the page.
    this.#send(detail ? { type: 'detail', detail } : { type: 'gone', id });
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#closed.signal.aborted) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (PairfolioError.is(error)) this.#tell('error', error.message);
    else {
      this.#editor.unexpected(error);
      this.#tell('error', this.#say('mapFailed'));
    }
  }

  #tell(kind: 'said' | 'error', text: string): void {
    this.#send({ type: 'notice', kind, text });
  }

  #send(message: HostMessage): void {
    if (!this.#closed.signal.aborted) this.#editor.send(message);
  }

  #say(key: keyof typeof dashboardStrings): string {
    return this.#parts.translate(dashboardStrings[key]);
  }
}
