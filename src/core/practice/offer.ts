import type { PracticeState } from '../ledger/practiceState.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import { isDone } from './record.ts';
import { dueWeek, inWeek, type Week } from './week.ts';

/** Fewer decisions than these are no week to look back on. */
const fewestDecisions = 3;
/** Offers left alone in a row, after which none comes until the developer opens the page. */
const mostIgnored = 2;

/**
 * Whether the review of a week is offered now: it is due, there is something to look back on, and the last offers were
 * not left alone.
 * @param states the suggestions that count, oldest first
 * @param offered the weeks offered before, oldest first
 * @param now ms since 1970
 */
export function offeredWeek(
  states: readonly SuggestionState[],
  practice: PracticeState,
  { offered, now }: { readonly offered: readonly string[]; readonly now: number },
): Week | undefined {
  const week = dueWeek(now, (id) => isDone(practice, id));
  if (!week) return undefined;
  const before = offered.filter((id) => id !== week.id).slice(-mostIgnored);
  if (before.length === mostIgnored && before.every((id) => !isDone(practice, id))) return undefined;
  const decisions = new Set(inWeek(week, states).map(({ body }) => body.group));
  return decisions.size >= fewestDecisions ? week : undefined;
}
