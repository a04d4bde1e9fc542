import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Classification } from '../../node/follow-up/classification.ts';
import type { FollowUps, RootsOf } from '../../node/follow-up/followUps.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { loadLater } from '../later.ts';

/** A commit's decisions are classified so long (ms) after it: first those who ask about it have their turn. */
const afterCommit = 2000;
/** A rebase moves HEAD many times: what it did is looked at so long (ms) after the last. */
const afterRewrite = 3000;
/** The first look back in a window comes so long (ms) after its start. */
const afterStart = 60_000;
/** The developer must not have typed for so long (ms). */
const quiet = 10_000;
/** One look works so long (ms), in short stretches, before it rests as long again. */
const budgetMs = 2000;
/** What is due tomorrow is not due today; milliseconds. */
const aDay = 24 * 60 * 60 * 1000;

/** What this needs to know of the window. */
export interface WindowState {
  /** When the developer last typed (ms since 1970); null when they did not yet. */
  lastInput(): number | null;
  paused(): boolean;
  readonly rootsOf: RootsOf;
}

/**
 * Looks back when the developer is not typing: at decisions that are fourteen days old, and at what kind of task each
 * was. A look that is cut short goes on later where it stopped.
 */
export class LaterLooks implements Disposable {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #window: WindowState;
  readonly #boundary: ErrorBoundary;
  readonly #stopped = new AbortController();
  #looks: { readonly followUps: FollowUps; readonly classification: Classification } | undefined;
  readonly #rewrites = new Map<string, Disposable>();
  #next: Disposable | undefined;
  #soon: Disposable | undefined;

  constructor(ledger: Ledger, clock: Clock, window: WindowState, boundary: ErrorBoundary) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#window = window;
    this.#boundary = boundary;
    this.#after(afterStart);
  }

  /** The history of a repository was rewritten: decisions may be in other commits now. @param root its folder */
  rewritten(root: string): void {
    this.#rewrites.get(root)?.dispose();
    const timer = this.#clock.after(afterRewrite, () => {
      this.#rewrites.delete(root);
      void this.#boundary.command('relink', async () => {
        if (this.#window.paused()) return;
        const { Relinking } = await loadLater();
        await new Relinking(this.#ledger, this.#clock).run(root, { signal: this.#stopped.signal });
      });
    });
    this.#rewrites.set(root, timer);
  }

  /** Decisions got a commit, or are new: their kind can be told. */
  classify(): void {
    this.#soon ??= this.#clock.after(afterCommit, () => {
      this.#soon = undefined;
      void this.#boundary.command('classify', async () => {
        if (this.#window.paused()) return;
        const { classification } = await this.#load();
        await classification.run({ signal: this.#stopped.signal, budgetMs });
      });
    });
  }

  dispose(): void {
    this.#stopped.abort();
    this.#next?.dispose();
    this.#soon?.dispose();
    for (const timer of this.#rewrites.values()) timer.dispose();
  }

  #after(milliseconds: number): void {
    this.#next?.dispose();
    this.#next = this.#clock.after(milliseconds, () => {
      void this.#boundary.command('follow up', async () => {
        this.#after((await this.#look()) ? aDay : quiet);
      });
    });
  }

  /** @returns whether everything that is due was looked at */
  async #look(): Promise<boolean> {
    const last = this.#window.lastInput();
    if (last !== null && this.#clock.now() - last < quiet) return false;
    if (this.#window.paused()) return true;
    const { classification, followUps } = await this.#load();
    const limits = { signal: this.#stopped.signal, budgetMs };
    const classified = await classification.run(limits);
    return !classified.stopped && !(await followUps.run(limits)).stopped;
  }

  async #load(): Promise<{ readonly followUps: FollowUps; readonly classification: Classification }> {
    if (this.#looks) return this.#looks;
    const later = await loadLater();
    return (this.#looks ??= {
      followUps: new later.FollowUps(this.#ledger, this.#clock, this.#window.rootsOf),
      classification: new later.Classification(this.#ledger, this.#clock, this.#window.rootsOf),
    });
  }
}
