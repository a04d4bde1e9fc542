import type { Clock } from '../../shared/clock.ts';
import type { Disposable } from '../../shared/disposable.ts';

/** A difference counts as looked at after so much focused time (ms); a glance while passing does not. */
export const viewedAfter = 5000;

/** One difference on the screen. */
interface View {
  /** When it was shown, or what is in it last changed (ms since 1970). */
  since: number;
  focused: number;
  told: boolean;
}

/** Tells which files' differences the developer had before them for a while. A timer runs only while one is shown. */
export class ViewedDiffs implements Disposable {
  readonly #clock: Clock;
  readonly #viewed: (file: string, since: number) => void;
  readonly #views = new Map<string, View>();
  #hasFocus: boolean;
  #last: number;
  #timer: Disposable | undefined;

  /** @param viewed called once for each time a file's difference was shown long enough; `since` when that began (ms since 1970) */
  constructor(clock: Clock, hasFocus: boolean, viewed: (file: string, since: number) => void) {
    this.#clock = clock;
    this.#viewed = viewed;
    this.#hasFocus = hasFocus;
    this.#last = clock.now();
  }

  /** The files whose differences are on the screen now. */
  shown(files: readonly string[]): void {
    this.#pass();
    for (const file of this.#views.keys()) if (!files.includes(file)) this.#views.delete(file);
    for (const file of files) if (!this.#views.has(file)) this.#begin(file);
    this.#schedule();
  }

  windowFocused(focused: boolean): void {
    this.#pass();
    this.#hasFocus = focused;
    this.#schedule();
  }

  /** A new suggestion came while differences are shown: those told already have something new to show. */
  suggested(): void {
    if (this.#views.size === 0) return;
    this.#pass();
    for (const [file, view] of this.#views) if (view.told) this.#begin(file);
    this.#schedule();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#views.clear();
  }

  #begin(file: string): void {
    this.#views.set(file, { since: this.#clock.now(), focused: 0, told: false });
  }

  #pass(): void {
    const now = this.#clock.now();
    const passed = this.#hasFocus ? Math.max(0, now - this.#last) : 0;
    this.#last = now;
    for (const [file, view] of this.#views) {
      view.focused += passed;
      if (view.told || view.focused < viewedAfter) continue;
      view.told = true;
      this.#viewed(file, view.since);
    }
  }

  #schedule(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const due = Math.min(
      ...[...this.#views.values()].map(({ told, focused }) => (told ? Infinity : viewedAfter - focused)),
    );
    if (!this.#hasFocus || due === Infinity) return;
    this.#timer = this.#clock.after(due, () => {
      this.#pass();
      this.#schedule();
    });
  }
}
