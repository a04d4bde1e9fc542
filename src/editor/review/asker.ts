import type { Boundary } from '../../core/reflect/boundaries.ts';
import type { Advice, AskSettings } from '../../core/reflect/policy.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { ReviewSession } from './reviewSession.ts';

/** How waiting decisions are shown (`pairfolio.ask.reveal`). */
export const askReveal = ['view', 'status-bar', 'notification'] as const;
export type AskReveal = (typeof askReveal)[number];

/** What the asker needs from the editor. */
export interface AskerEditor {
  /** Read anew each time, so that a changed setting counts at once. */
  settings(): AskSettings & { readonly reveal: AskReveal };
  /** When the developer last typed (ms since 1970), or null. */
  lastInputAt(): number | null;
  reveal(options: { readonly preserveFocus: boolean }): void;
  /** Shows a notification; resolves to whether the developer wants to review now. */
  notify(count: number, label: string | null): Promise<boolean>;
  /** Says that something failed, once. */
  failed(error: unknown): void;
  log(line: string): void;
}

/** A boundary is over so long (ms) after it: a developer who typed all that time is elsewhere in mind. */
const boundaryLasts = 10 * 60_000;

/** Brings decisions before the developer at boundaries, as the policy advises. */
export class Asker implements Disposable {
  readonly #session: ReviewSession;
  readonly #editor: AskerEditor;
  readonly #clock: Clock;
  #retry: Disposable | undefined;

  constructor(session: ReviewSession, editor: AskerEditor, clock: Clock) {
    this.#session = session;
    this.#editor = editor;
    this.#clock = clock;
  }

  /**
   * Something ended: a commit, a test run. Asks now, a moment later if the developer is typing, or not at all.
   * @param label what it was, for people: "after commit 9f2c1ab"
   */
  boundary(boundary: Boundary, { label }: { readonly label: string | null }): void {
    this.#ask(boundary, label, this.#clock.now());
  }

  /** The developer wants to review: everything that waits, and the focus in the view. */
  request(): void {
    this.list();
    this.#editor.reveal({ preserveFocus: false });
  }

  /** Everything that waits, in a view that is open already. */
  list(): void {
    try {
      const advice = this.#session.advise('request', null, this.#editor.settings());
      if (advice.kind === 'ask') this.#session.ask(advice, 'request', null);
      else {
        this.#session.cameBack();
        this.#session.refresh();
      }
    } catch (error) {
      this.#editor.failed(error);
    }
  }

  dispose(): void {
    this.#retry?.dispose();
  }

  #ask(boundary: Boundary, label: string | null, since: number): void {
    this.#retry?.dispose();
    this.#retry = undefined;
    try {
      const settings = this.#editor.settings();
      const advice = this.#session.advise(boundary, this.#editor.lastInputAt(), settings);
      if (advice.kind === 'wait') this.#wait(advice, boundary, label, since);
      else {
        this.#session.ask(advice, boundary, label);
        this.#editor.log(`${boundary}: ${String(advice.decisions.length)} decisions asked`);
        if (settings.reveal === 'view') this.#editor.reveal({ preserveFocus: true });
        if (settings.reveal === 'notification') void this.#notify(advice.decisions.length, label);
      }
    } catch (error) {
      this.#editor.failed(error);
    }
  }

  #wait(
    { because, until }: Extract<Advice, { kind: 'wait' }>,
    boundary: Boundary,
    label: string | null,
    since: number,
  ): void {
    this.#editor.log(`${boundary}: nothing asked (${because})`);
    this.#session.refresh();
    const now = this.#clock.now();
    if (until === null || now - since > boundaryLasts) return;
    this.#retry = this.#clock.after(Math.max(1, until - now), () => this.#ask(boundary, label, since));
  }

  async #notify(count: number, label: string | null): Promise<void> {
    if (await this.#editor.notify(count, label)) this.#editor.reveal({ preserveFocus: false });
  }
}
