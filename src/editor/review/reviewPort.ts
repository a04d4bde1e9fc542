import type { OwnChip } from '../../core/reflect/chips.ts';
import type { ReviewAnswer, ReviewItem, ViewCommand } from '../../core/reflect/messages.ts';
import type { Event } from '../../core/shared/event.ts';
import type { Assist } from '../assist/assistPort.ts';

/** What the review view shows. */
export interface ReviewPage {
  readonly items: readonly ReviewItem[];
  readonly label: string | null;
  readonly older: boolean;
  readonly more: number;
  readonly started: boolean;
  readonly paused: boolean;
}

/**
 * What stands behind the review view. `item` is the id of a shown item; the actions on one that is no longer open
 * (another window answered it) do nothing and return false. They throw PairfolioError when the ledger cannot be written.
 */
export interface ReviewPort {
  /**
   * Does something that needs the record: at once, or after a long one was read bit by bit, which a window that has just
   * started may still have before it. In the order of the calls.
   * @returns undefined where it was done at once
   */
  whenRead(work: () => void): Promise<void> | undefined;
  page(): ReviewPage;
  /** Decisions that wait in all: for the badge and the status bar. */
  readonly count: number;
  readonly onDidChange: Event<undefined>;
  answer(item: string, answer: ReviewAnswer): boolean;
  skip(item: string): boolean;
  notAi(item: string): boolean;
  forget(item: string): boolean;
  /** The suggestions of an item; none where it is no longer open. */
  suggestionsOf(item: string): readonly string[];
  /** Answers to these were begun: they stay in the list until they are given, as long as they can be. */
  begun(items: readonly string[]): void;
  /** The developer looked by their own choice. */
  cameBack(): void;
}

/** What the view asks of the editor. */
export interface ReviewActions {
  /** Opens the file of a suggestion. */
  openFile(suggestion: string): void;
  /** Whether the file of a suggestion is missing where it was; false where that cannot be known. */
  isFileGone(suggestion: string): Promise<boolean>;
  /** The developer's own chips (`pairfolio.ask.chips`). */
  chips(): readonly OwnChip[];
  /** Help from a model with the words. */
  readonly assist: Pick<Assist, 'on' | 'onDidChange' | 'draft' | 'showOutgoing'>;
  run(command: Exclude<ViewCommand, 'review-more'>): void;
  /** Everything that waits, as on request. */
  reviewMore(): void;
  /** Says that something failed; `error` is what was thrown. @returns the sentence for people */
  failed(error: unknown): string;
}
