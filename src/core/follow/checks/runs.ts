import type { VerificationResult } from '../../shared/words.ts';
import type { CommandCheck } from './commandLine.ts';

/** A suggestion older than this (ms) when a run starts is no longer what the run is about. */
export const runWindow = 4 * 3_600_000;

/** A suggestion a run may speak of. Times in ms since 1970. */
export interface Checkable {
  readonly id: string;
  readonly at: number;
  /** Nothing of it stands any more. */
  readonly gone: boolean;
  /** What was seen of it so far, oldest first. */
  readonly verification: readonly { readonly what: string; readonly result: VerificationResult }[];
}

/** A check that ended. */
export interface EndedRun {
  readonly what: string;
  readonly startedAt: number;
  readonly result: VerificationResult;
}

/** Not a result: stopped by a signal (128 + n; Windows: 0xC000013A), not found, not executable. */
const noResult = new Set([126, 127, 129, 130, 131, 137, 143, 9009, -1, -1073741510, 3221225786]);

/** What an exit code says about a check; `unknown` without one, and where it is another program's or the check was stopped. */
export function resultOf(tells: CommandCheck['tells'], exitCode: number | undefined): VerificationResult {
  if (exitCode === undefined || noResult.has(exitCode)) return 'unknown';
  if (exitCode === 0) return tells.passed ? 'passed' : 'unknown';
  return tells.failed ? 'failed' : 'unknown';
}

/**
 * The suggestions a run speaks of: made before it started and within {@link runWindow}, still standing, and not told
 * the same by an earlier run. A check that passed has said what it can say of a suggestion; one that failed may pass
 * later; an unknown result adds nothing to one that is known.
 * @param checkable suggestions of the run's own repository or folder
 */
export function suggestionsOf({ what, startedAt, result }: EndedRun, checkable: Iterable<Checkable>): string[] {
  const ids: string[] = [];
  for (const { id, at, gone, verification } of checkable) {
    if (gone || at >= startedAt || startedAt - at > runWindow) continue;
    const last = verification.findLast((fact) => fact.what === what)?.result;
    const isNews =
      last === undefined || (last === 'unknown' && result !== 'unknown') || (last === 'failed' && result === 'passed');
    if (isNews) ids.push(id);
  }
  return ids;
}
