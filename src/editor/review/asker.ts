import type { Boundary } from '../../core/reflect/boundaries.ts';
import type { AskSettings } from '../../core/reflect/moment.ts';
import type { Obstacle } from '../../core/reflect/obstacles.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { ReviewSession, WindowNow } from './reviewSession.ts';

/** How waiting decisions are shown (`pairfolio.ask.reveal`). */
export type AskReveal = 'view' | 'status-bar' | 'notification';

/** What the asker needs from the editor. */
export interface AskerEditor {
  /** Read anew each time, so that a changed setting counts at once. */
  settings(): AskSettings & { readonly reveal: AskReveal };
  /** When the developer last typed, and what they are busy with. */
  window(): WindowNow;
  /** Whether this is the window the developer works in. */
  focused(): boolean;
  reveal(options: { readonly preserveFocus: boolean }): void;
  /** Shows a notification; resolves to whether the developer wants to review now. */
  notify(count: number, label: string | null): Promise<boolean>;
  /** The developer wants to review: a wish to be left alone until then has ended. */
  requested(): void;
  /** Says that something failed, once. */
  failed(error: unknown): void;
  log(line: string): void;
}

/** What came of a boundary. */
export interface Outcome {
  readonly boundary: Boundary;
  /** What it was, for people; null where nobody said. */
  readonly label: string | null;
  /** ms since 1970. */
  readonly at: number;
  /** How many decisions were asked about; 0 where there was an obstacle. */
  readonly asked: number;
  readonly obstacle: Obstacle | null;
}

/** A boundary is over so long (ms) after it: who typed all that time is at the next thing. */
const boundaryLasts = 2 * 60_000;
/** Of several windows on one repository the one with the focus asks; the others look so long (ms) after it. */
const focusedFirst = 2_000;

/** Brings decisions before the developer at boundaries, as the policy advises. */
export class Asker implements Disposable {
  readonly #session: ReviewSession;
  readonly #editor: AskerEditor;
  readonly #clock: Clock;
  #retry: Disposable | undefined;
  #last: Outcome | null = null;

  constructor(session: ReviewSession, editor: AskerEditor, clock: Clock) {
    this.#session = session;
    this.#editor = editor;
    this.#clock = clock;
  }

  /** What came of the last boundary in this window; null when there was none yet. */
  get last(): Outcome | null {
    return this.#last;
  }

  /**
   * Something ended: a commit, a test run. Asks now, a moment later if the developer is typing, or not at all.
   * @param label what it was, for people: "after commit 9f2c1ab"
   */
  boundary(boundary: Boundary, { label }: { readonly label: string | null }): void {
    const since = this.#clock.now();
    this.#retry?.dispose();
    this.#retry = undefined;
    if (this.#editor.focused()) this.#ask(boundary, label, since);
    else this.#later(focusedFirst, boundary, label, since);
  }

  /** The developer wants to review: everything that waits, and the focus in the view. */
  request(): void {
    this.list();
    this.#editor.reveal({ preserveFocus: false });
  }

  /** Everything that waits, in a view that is open already. */
  list(): void {
    void this.#session.whenRead(() => this.#list());
  }

  #list(): void {
    try {
      this.#editor.requested();
      const advice = this.#session.advise('request', this.#editor.window(), this.#editor.settings());
      if (advice.kind === 'ask') this.#session.ask(advice, 'request', null);
      else {
        this.#session.cameBack();
        this.#session.refresh();
      }
    } catch (error) {
      this.#editor.failed(error);
    }
  }

  /** What keeps a commit from leading to a question now, the weightiest first. @throws PairfolioError `ledger-unreadable` */
  obstacles(): readonly Obstacle[] {
    return this.#session.obstacles('after-commit', this.#editor.window(), this.#editor.settings());
  }

  dispose(): void {
    this.#retry?.dispose();
  }

  #later(milliseconds: number, boundary: Boundary, label: string | null, since: number): void {
    this.#retry = this.#clock.after(Math.max(1, milliseconds), () => {
      this.#retry = undefined;
      this.#ask(boundary, label, since);
    });
  }

  #ask(boundary: Boundary, label: string | null, since: number): void {
    void this.#session.whenRead(() => this.#askNow(boundary, label, since));
  }

  #askNow(boundary: Boundary, label: string | null, since: number): void {
    try {
      const settings = this.#editor.settings();
      const advice = this.#session.advise(boundary, this.#editor.window(), settings);
      const outcome = { boundary, label, at: this.#clock.now() };
      if (advice.kind === 'wait') {
        this.#last = { ...outcome, asked: 0, obstacle: { because: advice.because, until: advice.until } };
        this.#wait(advice, boundary, label, since);
        return;
      }
      this.#session.ask(advice, boundary, label);
      const asked = advice.decisions.length;
      this.#last = { ...outcome, asked, obstacle: null };
      this.#editor.log(`${boundary}: ${String(asked)} decisions asked`);
      if (settings.reveal === 'view') this.#editor.reveal({ preserveFocus: true });
      if (settings.reveal === 'notification') void this.#notify(asked, label);
    } catch (error) {
      this.#editor.failed(error);
    }
  }

  #wait({ because, until }: Obstacle, boundary: Boundary, label: string | null, since: number): void {
    this.#editor.log(`${boundary}: nothing asked (${because})`);
    this.#session.refresh();
    const now = this.#clock.now();
    // What does not end while the boundary lasts has to wait for the next one. A clock that was set back ends it too.
    if (until === null || until - since > boundaryLasts || until < since) return;
    this.#later(until - now, boundary, label, since);
  }

  async #notify(count: number, label: string | null): Promise<void> {
    if (await this.#editor.notify(count, label)) this.#editor.reveal({ preserveFocus: false });
  }
}
