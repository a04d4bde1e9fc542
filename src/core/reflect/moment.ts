import type { AskWhen, Boundary } from './boundaries.ts';
import type { Snooze } from './snooze.ts';

/** What the developer does that no question should come into. */
export const occupations = ['debugging', 'zen-mode', 'presenting'] as const;
export type Occupation = (typeof occupations)[number];

/** Now, in ms since 1970, and what just happened. */
export interface Moment {
  readonly now: number;
  readonly boundary: Boundary;
  /** When the developer last typed (ms since 1970), or null. */
  readonly lastInputAt: number | null;
  /** What holds questions back until the next boundary; none where missing. */
  readonly occupations?: readonly Occupation[];
}

export interface AskSettings {
  readonly when: AskWhen;
  /** The most decisions in a day asked without request; 0 for none. */
  readonly maxPerDay: number;
  /** The developer's wish to be left alone for some time; null or missing for none. */
  readonly snooze?: Snooze | null;
}
