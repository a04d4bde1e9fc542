import { ignoredInARow } from '../../core/reflect/attention.ts';
import type { Boundary } from '../../core/reflect/boundaries.ts';
import { isWaiting, unanswered, type DecisionGroup } from '../../core/reflect/groups.ts';
import type { ReviewAnswer } from '../../core/reflect/messages.ts';
import { advise, type Advice, type AskSettings, type History } from '../../core/reflect/policy.ts';
import { reviewItem } from '../../core/reflect/reviewItem.ts';
import type { SuggestionState } from '../../core/ledger/readModel.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Emitter } from '../../core/shared/event.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ReviewPage, ReviewPort } from './reviewPort.ts';

/** The decisions put before the developer now. */
interface Digest {
  readonly groups: readonly string[];
  readonly label: string | null;
  readonly random: string | null;
  readonly older: boolean;
}

/** Shown at once on request; the rest stays countable and can be asked for after these. */
const mostShown = 30;
/** What others write in one go is looked at once, so long after the first (ms). */
const settle = 200;
/** The first look at the ledger, for the count: so long after the start (ms), when the editor is done with its own. */
const firstLook = 3_000;

const nothing: Digest = { groups: [], label: null, random: null, older: false };

/** The questions of this window over the ledger: which are open, and what is written when they are answered. */
export class ReviewSession implements ReviewPort, Disposable {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #changed = new Emitter<undefined>();
  readonly #appended: Disposable;
  #digest = nothing;
  #paused = false;
  #soon: Disposable | undefined;
  #open: DecisionGroup[] = [];
  #count = 0;
  #looked = false;

  readonly onDidChange = this.#changed.event;

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#soon = clock.after(firstLook, () => this.#refreshQuietly());
    this.#appended = ledger.onDidAppend(() => {
      this.#soon ??= clock.after(settle, () => this.#refreshQuietly());
    });
  }

  /** Decisions that wait for an answer, in every project and window. */
  get count(): number {
    return this.#count;
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#changed.fire(undefined);
  }

  /**
   * Looks again at what waits: after this or another window wrote, and as time passes.
   * @throws PairfolioError `ledger-unreadable`
   */
  refresh(): void {
    this.#look();
    this.#changed.fire(undefined);
  }

  /** What the policy says to a boundary now. @throws PairfolioError `ledger-unreadable` */
  advise(boundary: Boundary, lastInputAt: number | null, settings: AskSettings): Advice {
    return advise(this.#history(), { now: this.#clock.now(), boundary, lastInputAt }, settings);
  }

  /** Puts decisions before the developer, and records that they were. @throws PairfolioError `ledger-unwritable` */
  ask({ decisions, random, older }: Extract<Advice, { kind: 'ask' }>, boundary: Boundary, label: string | null): void {
    const shown = decisions.slice(0, mostShown);
    this.#ledger.append({
      type: 'asked',
      at: isoTime(this.#clock.now()),
      body: {
        suggestions: shown.flatMap(({ states }) => states.map(({ id }) => id)),
        boundary,
        random: shown.find(({ id }) => id === random)?.states[0]?.id ?? null,
      },
    });
    this.#digest = { groups: shown.map(({ id }) => id), label, random, older };
    this.refresh();
  }

  page(): ReviewPage {
    if (!this.#looked) this.#look();
    const items = this.#shown().map((group) =>
      reviewItem(
        group,
        group.states.map((state) => this.#ledger.decision(state)),
        group.id === this.#digest.random,
      ),
    );
    return {
      items,
      label: this.#digest.label,
      older: this.#digest.older,
      more: Math.max(0, this.#count - (this.#digest.older ? 0 : items.length)),
      started: this.#ledger.read().suggestions.size > 0,
      paused: this.#paused,
    };
  }

  answer(item: string, { stance, reasons, note, tippedOff }: ReviewAnswer): void {
    this.#withSuggestions(item, (suggestions, at) => {
      const written = note?.replace(/\s+/g, ' ').trim();
      this.#ledger.append(
        { type: 'reflection', at, body: { suggestions, stance, reasons: [...reasons], tippedOff } },
        { note: written === '' ? undefined : written },
      );
    });
  }

  skip(item: string): void {
    this.#withSuggestions(item, (suggestions, at) =>
      this.#ledger.append({ type: 'skipped', at, body: { suggestions } }),
    );
  }

  notAi(item: string): void {
    this.#withSuggestions(item, (_, at, all) =>
      this.#ledger.append({ type: 'correction', at, body: { suggestions: all, ai: false } }),
    );
  }

  forget(item: string): void {
    this.#withSuggestions(item, (_suggestions, _at, all) => this.#ledger.forget(all));
  }

  cameBack(): void {
    const { suggestions, asked } = this.#history();
    if (ignoredInARow(suggestions, asked) === 0) return;
    const at = isoTime(this.#clock.now());
    this.#ledger.append({ type: 'asked', at, body: { suggestions: [], boundary: 'request', random: null } });
  }

  dispose(): void {
    this.#soon?.dispose();
    this.#appended.dispose();
    this.#changed.dispose();
  }

  #history(): History {
    const { suggestions, asked } = this.#ledger.read();
    const file = (state: SuggestionState): string | null => this.#ledger.texts.lookUp(state.body.texts)['file'] ?? null;
    return { suggestions, asked, file };
  }

  #look(): void {
    this.#soon?.dispose();
    this.#soon = undefined;
    this.#looked = true;
    const { suggestions } = this.#ledger.read();
    const now = this.#clock.now();
    this.#open = unanswered(suggestions.values(), now);
    this.#count = this.#open.filter((group) => isWaiting(group, now)).length;
  }

  /** The digest's groups that are still open; after a reload of the window, those it had been showing. */
  #shown(): DecisionGroup[] {
    const { groups } = this.#digest;
    if (groups.length === 0) {
      const now = this.#clock.now();
      return this.#open.filter((group) => group.askedAt !== null && isWaiting(group, now)).slice(0, mostShown);
    }
    return groups.flatMap((id) => this.#open.find((group) => group.id === id) ?? []);
  }

  /** @param write gets the suggestions asked about, the time, and all suggestions of the group, undecided ones included */
  #withSuggestions(item: string, write: (asked: string[], at: string, all: string[]) => void): void {
    this.#look();
    const group = this.#open.find(({ id }) => id === item);
    if (!group) return;
    const all = [...this.#ledger.read().suggestions.values()].filter(({ body }) => body.group === item);
    write(
      group.states.map(({ id }) => id),
      isoTime(this.#clock.now()),
      all.map(({ id }) => id),
    );
    this.refresh();
  }

  /** Nobody waits for this look: what cannot be read now is told when the developer acts. */
  #refreshQuietly(): void {
    try {
      this.refresh();
    } catch (error) {
      if (!PairfolioError.is(error)) throw error;
    }
  }
}
