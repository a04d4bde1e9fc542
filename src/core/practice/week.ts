import { since } from '../shared/clock.ts';

/** One week, Monday to Sunday, in local time. */
export interface Week {
  /** As ISO 8601 counts weeks: `2026-W48`. */
  readonly id: string;
  /** When Monday begins (ms since 1970). */
  readonly from: number;
  /** When the Monday after begins (ms since 1970). */
  readonly to: number;
}

const day = 24 * 3_600_000;
/** Friday, from this hour of local time on, is the end of a week's work. */
const endsAt = { weekday: 4, hour: 12 };
/** A week nobody reviewed can be offered until so many days of the next one are over. */
const offeredInto = 3;

/** @param now ms since 1970 */
export function weekOf(now: number): Week {
  const date = new Date(now);
  return weekFrom(new Date(date.getFullYear(), date.getMonth(), date.getDate() - weekdayOf(date)));
}

/** @returns the week before */
export function weekBefore({ from }: Week): Week {
  const monday = new Date(from);
  return weekFrom(new Date(monday.getFullYear(), monday.getMonth(), monday.getDate() - 7));
}

/** The week of an id as {@link Week} has it; undefined where there is none of that name. */
export function weekNamed(id: string): Week | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(id) ?? [];
  if (year === undefined || number === undefined) return undefined;
  // The fourth of January is always in the first week.
  const fourth = new Date(Number(year), 0, 4);
  const week = weekFrom(new Date(Number(year), 0, 4 - weekdayOf(fourth) + 7 * (Number(number) - 1)));
  return week.id === id ? week : undefined;
}

/** Whether something happened in a week. @param at ISO 8601 */
export function isInWeek({ from, to }: Week, at: string): boolean {
  const time = Date.parse(at);
  return time >= from && time < to;
}

/** What happened in a week. @param inOrder the oldest first, with ISO 8601 times */
export function inWeek<T extends { readonly at: string }>(week: Week, inOrder: readonly T[]): T[] {
  return since(inOrder, week.from).filter(({ at }) => isInWeek(week, at));
}

/**
 * Whose review is due: from Friday noon on this week's, in the first days of a week the last one's; else none.
 * @param isDone whether a week was reviewed, or its review declined
 */
export function dueWeek(now: number, isDone: (week: string) => boolean): Week | undefined {
  const week = weekOf(now);
  const date = new Date(now);
  const weekday = weekdayOf(date);
  if (weekday > endsAt.weekday || (weekday === endsAt.weekday && date.getHours() >= endsAt.hour))
    return isDone(week.id) ? undefined : week;
  const last = weekBefore(week);
  return weekday < offeredInto && !isDone(last.id) ? last : undefined;
}

/** When to look next whether a review is due (ms since 1970): Friday noon, or Monday morning. */
export function nextLook(now: number): number {
  const { from, to } = weekOf(now);
  const monday = new Date(from);
  const friday = new Date(
    monday.getFullYear(),
    monday.getMonth(),
    monday.getDate() + endsAt.weekday,
    endsAt.hour,
  ).getTime();
  return now < friday ? friday : to;
}

/**
 * The week a developer who opens the review looks back on: the due one, else this one.
 * @param isDone as in {@link dueWeek}
 */
export function reviewedWeek(now: number, isDone: (week: string) => boolean): Week {
  return dueWeek(now, isDone) ?? weekOf(now);
}

function weekFrom(monday: Date): Week {
  const [year, month, date] = [monday.getFullYear(), monday.getMonth(), monday.getDate()];
  return { id: nameOf(year, month, date), from: monday.getTime(), to: new Date(year, month, date + 7).getTime() };
}

/** The week belongs to the year of its Thursday. Reckoned in UTC, where every day is as long as the others. */
function nameOf(year: number, month: number, monday: number): string {
  const thursday = new Date(Date.UTC(year, month, monday + 3));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = 1 + Math.floor((thursday.getTime() - first) / (7 * day));
  return `${String(thursday.getUTCFullYear()).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

/** Monday is 0. */
function weekdayOf(date: Date): number {
  return (date.getDay() + 6) % 7;
}
