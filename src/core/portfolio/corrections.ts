import { attributionOf } from '../ledger/attribution.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import { isPointedOut } from '../recognise/developerSaid.ts';
import { groupStates } from './groups.ts';

/** How the author corrected what was taken for an AI's. All are counts of decisions. */
export interface Corrections {
  /** Taken for an AI's on evidence that counts. */
  readonly attributed: number;
  /** Of those, how many the author said were not. */
  readonly notAi: number;
  /** Probably an AI's, on evidence too weak to count. */
  readonly probable: number;
  /** Of those, how many the author said were. */
  readonly confirmed: number;
  /** Not noticed at all, until the author pointed them out. */
  readonly pointedOut: number;
}

/**
 * Counts corrections as they stand: one that was taken back is none.
 * @param states all suggestions that are not forgotten, whether they count or not
 */
export function countCorrections(states: readonly SuggestionState[]): Corrections {
  const isBelieved = ({ body }: SuggestionState): boolean => attributionOf({ ai: null, body }) === 'believed';
  const is =
    (standing: ReturnType<typeof attributionOf>) =>
    (state: SuggestionState): boolean =>
      attributionOf(state) === standing;
  const attributed = groupStates(states.filter(isBelieved));
  const others = states.filter((state) => !isBelieved(state));
  const probable = groupStates(others.filter(({ body }) => !isPointedOut(body.evidence)));
  const pointedOut = groupStates(others.filter(({ body }) => isPointedOut(body.evidence)));
  return {
    attributed: attributed.length,
    notAi: attributed.filter(({ parts }) => parts.some(is('not-ai'))).length,
    probable: probable.length,
    confirmed: probable.filter(({ parts }) => parts.some(is('confirmed'))).length,
    pointedOut: pointedOut.filter(({ parts }) => parts.some(is('confirmed'))).length,
  };
}
