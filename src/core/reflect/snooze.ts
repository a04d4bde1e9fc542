import * as v from 'valibot';

const hour = 3_600_000;
const day = 24 * hour;

/** How long the developer wants to be left alone. */
export const snoozeLengths = ['today', 'this-week', 'until-asked'] as const;
export type SnoozeLength = (typeof snoozeLengths)[number];

/** A wish to be left alone. `until` in ms since 1970; null: until the developer opens the review. */
export interface Snooze {
  readonly until: number | null;
}

const version = 1;
const stored = v.looseObject({
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  until: v.nullable(v.pipe(v.number(), v.finite())),
});

/** A day of work ends at this hour of the next morning, local time: who works past midnight said "today" of this evening. */
const dayEndsAt = 5;
/** "Today", said shortly before that hour, lasts at least so long (ms). */
const atLeast = 2 * hour;
/** No snooze is longer than a week: one that ends later was stored while the clock was wrong. */
const atMost = 8 * day;

/**
 * @param now ms since 1970
 * @returns when a snooze ends: "this week" on Monday morning, "today" next morning, both in local time
 */
export function snoozeFor(length: SnoozeLength, now: number): Snooze {
  if (length === 'until-asked') return { until: null };
  const end = new Date(now);
  end.setHours(dayEndsAt, 0, 0, 0);
  while (end.getTime() < now + atLeast || (length === 'this-week' && end.getDay() !== 1))
    end.setDate(end.getDate() + 1);
  return { until: end.getTime() };
}

/** Whether a snooze still holds. A clock set wrong while it was stored does not silence for longer than a snooze can last. */
export function isSnoozed({ until }: Snooze, now: number): boolean {
  return until === null || (now < until && until - now <= atMost);
}

/** As it is stored. */
export function writeSnooze({ until }: Snooze): unknown {
  return { v: version, until };
}

/** @returns what was stored, also by another version; null where nothing usable was */
export function readSnooze(value: unknown): Snooze | null {
  const result = v.safeParse(stored, value);
  return result.success ? { until: result.output.until } : null;
}
