import { PairfolioError } from '../shared/errors.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { Stance } from '../shared/words.ts';
import { observed, shownStance } from './groups.ts';
import { isFailureCaught, merit, reasonsFor, type ProposalReason } from './merit.ts';

/** The signature decisions, one a verdict, in the order a page shows them. */
const signature: readonly Stance[] = ['overrode', 'adapted', 'trusted'];

/** The most cases a portfolio shows that its author has not chosen. */
const mostProposed = signature.length;

/**
 * How many decisions are compared for variety: the best of each verdict, and the best of as many different places
 * (verdict, language, surface, kind). Reading a file's name costs a look at the disk, so it is not asked for more.
 */
const shortlist = 40;

/** A decision worth showing, with what speaks for it. */
export interface Proposal {
  readonly state: SuggestionState;
  /** What it would be shown as. */
  readonly stance: Stance;
  /** What speaks for it, what says most first. */
  readonly reasons: readonly ProposalReason[];
}

interface Candidate {
  readonly state: SuggestionState;
  readonly stance: Stance;
  readonly score: number;
}

/**
 * Proposes cases: first the signature decisions (one overrode, one adapted, one trusted, where they exist), then case
 * studies. Prefers what a reader learns most from (see merit.ts), then variety of verdict, file, language, surface and
 * kind, then the recent. A failure that was caught is among the signature decisions where there is one. One case a
 * decision, nothing that has neither code nor words to show. The same ledger gives the same proposals.
 * @param fileOf the file of a suggestion, where known
 * @param most how many
 */
export function proposals(
  states: readonly SuggestionState[],
  fileOf: (state: SuggestionState) => string | null,
  most = mostProposed,
): Proposal[] {
  const { byStance, failures, varied } = shortlists(states);
  const files = new Map<string, string | null>();
  const file = (state: SuggestionState): string | null => {
    const known = files.get(state.id);
    if (known !== undefined) return known;
    const found = fileOf(state);
    files.set(state.id, found);
    return found;
  };
  const picked: Candidate[] = [];
  const take = (candidates: readonly Candidate[]): void => {
    let best: { readonly candidate: Candidate; readonly total: number } | undefined;
    for (const candidate of candidates) {
      if (picked.some(({ state }) => state.body.group === candidate.state.body.group)) continue;
      const total = candidate.score - picked.reduce((sum, other) => sum + likeness(candidate, other, file), 0);
      if (!best || total > best.total) best = { candidate, total };
    }
    if (best) picked.push(best.candidate);
  };
  const [failure] = failures;
  for (const stance of signature) {
    if (picked.length === most) break;
    take(failure?.stance === stance ? failures.filter((one) => one.stance === stance) : byStance[stance]);
  }
  while (picked.length < most) {
    const before = picked.length;
    take(varied);
    if (picked.length === before) break;
  }
  return picked.map(({ state, stance }) => ({ state, stance, reasons: reasonsFor(state) }));
}

/** The decisions of {@link proposals}, without what speaks for them. */
export function proposeCases(
  states: readonly SuggestionState[],
  fileOf: (state: SuggestionState) => string | null,
  most = mostProposed,
): SuggestionState[] {
  return proposals(states, fileOf, most).map(({ state }) => state);
}

/** The best candidates, best first: of each verdict, of the failures caught, and of all with as many kinds of place as can be. */
function shortlists(states: readonly SuggestionState[]): {
  readonly byStance: Readonly<Record<Stance, readonly Candidate[]>>;
  readonly failures: readonly Candidate[];
  readonly varied: readonly Candidate[];
} {
  const byStance = { overrode: new Best(), adapted: new Best(), trusted: new Best() };
  const failures = new Best();
  const byPlace = new Map<string, Candidate>();
  for (const state of states) {
    const stance = shownStance(state.reflection, observed(state));
    if (stance === null || !hasSomethingToShow(state)) continue;
    const candidate = { state, stance, score: merit(state) };
    byStance[stance].offer(candidate);
    if (failures.wouldTake(candidate) && isFailureCaught(state)) failures.offer(candidate);
    const place = `${stance} ${String(state.body.language)} ${state.body.surface} ${String(state.kind)}`;
    const known = byPlace.get(place);
    if (!known || compare(candidate, known) < 0) byPlace.set(place, candidate);
  }
  const best = [...byPlace.values()].sort(compare).slice(0, shortlist);
  const all = new Set([...best, ...signature.flatMap((stance) => byStance[stance].list)]);
  const { overrode, adapted, trusted } = byStance;
  return {
    byStance: { overrode: overrode.list, adapted: adapted.list, trusted: trusted.list },
    failures: failures.list,
    varied: [...all].sort(compare),
  };
}

/** Keeps the best few of many without sorting them all. */
class Best {
  readonly list: Candidate[] = [];

  wouldTake(candidate: Candidate): boolean {
    const last = this.list[shortlist - 1];
    return !last || compare(candidate, last) < 0;
  }

  offer(candidate: Candidate): void {
    if (!this.wouldTake(candidate)) return;
    let at = this.list.length;
    for (let before = this.list[at - 1]; before && compare(candidate, before) < 0; before = this.list[at - 1]) at -= 1;
    this.list.splice(at, 0, candidate);
    if (this.list.length > shortlist) this.list.pop();
  }
}

/** Best first, then the latest, then by id. */
function compare(a: Candidate, b: Candidate): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.state.at !== b.state.at) return a.state.at < b.state.at ? 1 : -1;
  return a.state.id < b.state.id ? -1 : 1;
}

/**
 * The chosen decisions, in the order they were named.
 * @param ids decision ids, or unambiguous beginnings of them
 * @param states the suggestions of the period
 * @param all the suggestions of any time, to tell what is missing from what lies outside
 * @throws PairfolioError `usage`, `not-found`
 */
export function chosenCases(
  ids: readonly string[],
  states: readonly SuggestionState[],
  all: readonly SuggestionState[],
): SuggestionState[] {
  const chosen: SuggestionState[] = [];
  for (const id of ids) {
    if (id === '')
      throw new PairfolioError(
        'usage',
        '--cases takes decision ids with commas between them; `pairfolio log` lists them.',
      );
    const fitting = startingWith(id, all);
    const [state] = fitting;
    if (!state)
      throw new PairfolioError('not-found', `There is no decision ${id} that counts; \`pairfolio log\` lists them.`);
    if (fitting.length > 1)
      throw new PairfolioError(
        'not-found',
        `${id} is the beginning of ${String(fitting.length)} decisions; write more of it.`,
      );
    if (!states.includes(state))
      throw new PairfolioError('not-found', `Decision ${id} lies outside the period or the workspace asked for.`);
    if (chosen.includes(state)) throw new PairfolioError('usage', `Decision ${id} is named twice.`);
    chosen.push(state);
  }
  return chosen;
}

function startingWith(id: string, states: readonly SuggestionState[]): SuggestionState[] {
  const exact = states.filter((state) => state.id === id);
  return exact.length > 0 ? exact : states.filter((state) => state.id.startsWith(id));
}

/** Code that was kept, or the author's own words; without either there is nothing to tell. */
function hasSomethingToShow({ body, reflection, caseWords }: SuggestionState): boolean {
  return body.texts['suggested'] !== undefined || reflection !== null || caseWords !== null;
}

/** How much two decisions tell the same; taken off the score of the second. */
function likeness(a: Candidate, b: Candidate, fileOf: (state: SuggestionState) => string | null): number {
  const file = fileOf(a.state);
  return (
    (file !== null && file === fileOf(b.state) ? 1.5 : 0) +
    (a.stance === b.stance ? 1 : 0) +
    (a.state.body.language === b.state.body.language ? 1 : 0) +
    (a.state.kind !== null && a.state.kind === b.state.kind ? 0.75 : 0) +
    (a.state.body.surface === b.state.body.surface ? 0.5 : 0)
  );
}
