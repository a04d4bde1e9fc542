import type { CommandCheck } from '../../core/follow/checks/commandLine.ts';
import type { VerificationKind } from '../../core/shared/words.ts';

/** A check this window saw from its start to its end. Times in ms since 1970. */
export interface EndedCheck {
  readonly kind: VerificationKind;
  readonly checks: readonly CommandCheck[];
  /** Where it ran: a folder on disk; `undefined` where nothing says, an empty text where it went nobody knows where. */
  readonly folder: string | undefined;
  readonly startedAt: number;
  readonly exitCode: number | undefined;
}

/** Is told of each check that ended. */
export type CheckEnded = (check: EndedCheck) => void;
