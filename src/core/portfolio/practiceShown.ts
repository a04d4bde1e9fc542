import type { RuleState } from '../shared/words.ts';

/** A rule its author wants to show. Texts are as they may be published, not yet escaped. */
export interface ShownRule {
  readonly words: string;
  /** Whether a model drafted them. */
  readonly helped: boolean;
  /** Where it applies: "migrations · SQL". */
  readonly where: string;
  /** What keeping to it means, as the end of "counts as kept to when". */
  readonly means: string;
  readonly state: RuleState;
  /** When it was begun, and when it got to be what it is (ISO 8601). */
  readonly since: string;
  readonly changed: string;
  /** Decisions that keep to it, of those that show whether they do, and how many do not show it. */
  readonly kept: number;
  readonly of: number;
  readonly unknown: number;
}

/** A weekly review its author wants to show. */
export interface ShownReview {
  /** The Monday it begins with: ISO 8601. */
  readonly from: string;
  /** The week in a few sentences. */
  readonly summary: string | null;
  /** Whether a model drafted the summary. */
  readonly helped: boolean;
  readonly surprised: string | null;
  readonly missed: string | null;
  readonly differently: string | null;
}

/** Rules and weekly reviews of a period: the counts cover everything, the words only what was picked. */
export interface PracticeShown {
  readonly rules: Readonly<Record<RuleState, number>>;
  readonly shownRules: readonly ShownRule[];
  readonly reviews: number;
  readonly shownReviews: readonly ShownReview[];
}
