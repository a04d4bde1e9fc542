import type { Outcome } from '../../core/shared/words.ts';

/** What a run of follow-ups did. All are counts. */
export interface FollowUpSummary {
  /** Decisions old enough to be looked at again. */
  due: number;
  /** Looked at, with a result that is written now. */
  followed: number;
  readonly outcomes: Record<Outcome, number>;
  /** Of those followed: none of the three applies. */
  none: number;
  /** Of those followed: it could not be known. */
  unknown: number;
  /** In repositories that are not at hand; a later run may find them. */
  elsewhere: number;
  /** In repositories git could not read. */
  gitFailed: number;
  /** Whether it ended before everything was looked at: stopped, or the time was used up. */
  stopped: boolean;
}

export function emptyFollowUpSummary(): FollowUpSummary {
  return {
    due: 0,
    followed: 0,
    outcomes: { 'over-reliance': 0, 'good-override': 0, 'under-reliance': 0 },
    none: 0,
    unknown: 0,
    elsewhere: 0,
    gitFailed: 0,
    stopped: false,
  };
}

/** The summary in words, one sentence a line; nothing where nothing was due. */
export function describeFollowUp({
  followed,
  outcomes,
  none,
  unknown,
  elsewhere,
  gitFailed,
  stopped,
}: FollowUpSummary): string[] {
  const said: string[] = [];
  const of = (count: number, what: string): string[] => (count === 0 ? [] : [`${String(count)} ${what}`]);
  if (followed > 0) {
    const parts = [
      ...of(outcomes['over-reliance'], 'trusted and later rewritten or fixed'),
      ...of(outcomes['good-override'], 'overrode and the own version stood'),
      ...of(outcomes['under-reliance'], 'overrode and came back to the suggestion'),
      ...of(none, 'without any of these'),
      ...of(unknown, 'not to be known'),
    ];
    said.push(`Fourteen days later, of ${String(followed)} looked at now: ${parts.join(', ')}.`);
  }
  if (elsewhere > 0)
    said.push(
      `${String(elsewhere)} more are in repositories not at hand: run this in their folder, or name it with --repo.`,
    );
  if (gitFailed > 0) said.push(`For ${String(gitFailed)} git could not read the history.`);
  if (stopped) said.push('Stopped before all were looked at; the next import goes on from here.');
  return said;
}
