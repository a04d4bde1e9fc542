import { PairfolioError } from '../shared/errors.ts';
import type { SuggestionState } from '../ledger/readModel.ts';
import type { Stance } from '../shared/words.ts';
import { observed, shownStance } from './groups.ts';

/** The most cases proposed without a choice: one a verdict. */
const proposedOrder: readonly Stance[] = ['overrode', 'adapted', 'trusted'];

/** How many candidates of a verdict are compared for variety; reading a file's name costs a look at the disk. */
const shortlist = 50;

/**
 * Proposes at most three signature decisions: one overrode, one adapted, one trusted, where they exist. Prefers what a
 * reader learns most from: settled, with the author's reasons, with the code kept, well attested; then variety of
 * file, language and surface; then the recent. The same ledger gives the same choice.
 * @param fileOf the file of a suggestion, where known
 */
export function proposeCases(
  states: readonly SuggestionState[],
  fileOf: (state: SuggestionState) => string | null,
): SuggestionState[] {
  const picked: SuggestionState[] = [];
  for (const stance of proposedOrder) {
    const candidates = states
      .filter((state) => shownStance(state.reflection, observed(state)) === stance && hasSomethingToShow(state))
      .filter((state) => !picked.some((other) => other.body.group === state.body.group))
      .map((state) => ({ state, score: merit(state) }))
      .sort(
        (a, b) =>
          b.score - a.score ||
          (a.state.at < b.state.at ? 1 : a.state.at > b.state.at ? -1 : a.state.id < b.state.id ? -1 : 1),
      )
      .slice(0, shortlist);
    let best: { readonly state: SuggestionState; readonly score: number } | undefined;
    for (const { state, score } of candidates) {
      const total = score - picked.reduce((sum, other) => sum + likeness(state, other, fileOf), 0);
      if (!best || total > best.score) best = { state, score: total };
    }
    if (best) picked.push(best.state);
  }
  return picked;
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
function hasSomethingToShow({ body, reflection }: SuggestionState): boolean {
  return body.texts['suggested'] !== undefined || reflection !== null;
}

function merit(state: SuggestionState): number {
  const { body, reflection } = state;
  const lines = body.size.suggested.lines;
  let score = 0;
  if (state.verdict?.settled === true) score += 2;
  if (reflection) score += 2;
  if (reflection && reflection.reasons.length > 0) score += 2;
  if (reflection?.texts['note'] !== undefined) score += 2;
  if (state.caseWords) score += 2;
  if (state.kept) score += 2;
  if (body.texts['prompt'] !== undefined) score += 1;
  if (state.commits.length > 0) score += 1;
  // Long enough to show judgement, short enough to read.
  if (lines >= 3 && lines <= 60) score += 2;
  if (body.size.suggested.characters < 12) score -= 3;
  return score + 2 * body.confidence;
}

function likeness(a: SuggestionState, b: SuggestionState, fileOf: (state: SuggestionState) => string | null): number {
  const file = fileOf(a);
  return (
    (file !== null && file === fileOf(b) ? 1.5 : 0) +
    (a.body.language === b.body.language ? 1 : 0) +
    (a.body.surface === b.body.surface ? 0.5 : 0)
  );
}
