import { checkpoints, helpedNames, type HelpedName } from '../shared/words.ts';
import { decisionSchema, type CaseWords, type Decision, type Survival } from './decision.ts';
import type { SuggestionState } from './suggestionState.ts';
import type { Body } from './records.ts';

/** Finds the private texts a record names; an empty object where they were forgotten or never kept. */
export type TextLookup = (hashes: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;

/** One suggestion as a published decision. */
export function toDecision(state: SuggestionState, lookUp: TextLookup): Decision {
  const { body } = state;
  const texts = lookUp(body.texts);
  const verdict = state.verdict;
  return {
    schema: decisionSchema,
    id: state.id,
    group: body.group,
    at: state.at,
    workspace: texts['workspace'] ?? null,
    file: texts['file'] ?? null,
    language: body.language,
    tool: { name: body.tool.name, model: body.tool.model },
    surface: body.surface,
    suggestions: body.suggestions,
    turn: body.turn && { session: body.turn.session, index: body.turn.index },
    prompt: texts['prompt'] ?? null,
    before: texts['before'] ?? null,
    suggested: texts['suggested'] ?? null,
    kept: (state.kept && lookUp(state.kept)['kept']) ?? null,
    evidence: body.evidence.map(({ kind, confidence, source }) => ({ kind, confidence, source })),
    confidence: body.confidence,
    survival: checkpoints.flatMap((checkpoint) => {
      const measured = state.survival[checkpoint];
      return measured ? [toSurvival(measured)] : [];
    }),
    verdict: { label: verdict?.label ?? 'undecided', settled: verdict?.settled ?? false },
    reflection: state.reflection && {
      stance: state.reflection.stance,
      reasons: state.reflection.reasons,
      note: lookUp(state.reflection.texts)['note'] ?? null,
      tippedOff: state.reflection.tippedOff,
      at: state.reflection.at,
      ...assistedOf(state.reflection),
    },
    verification: state.verification.map(({ kind, what, result, at }) => ({ kind, what, result, at })),
    kind: state.kind,
    domain: state.domain,
    case: state.caseWords && { ...toCaseWords(lookUp(state.caseWords.texts)), ...assistedOf(state.caseWords) },
    commits: toCommits(state.commits, lookUp),
    followUp: state.followUp && toFollowUp(state.followUp),
    pattern: state.pattern,
    practice: state.practice && toPractice(state.practice, lookUp(state.practice.texts)),
    prediction: state.prediction,
  };
}

function toPractice(
  { at }: { readonly at: string },
  texts: Readonly<Record<string, string>>,
): NonNullable<Decision['practice']> {
  return { title: texts['title'] ?? null, prompt: texts['prompt'] ?? null, at };
}

function toFollowUp({ days, distance, outcome }: Body<'followUp'>): NonNullable<Decision['followUp']> {
  return { days, distance, outcome };
}

/** Order of a log: by time, then by id so that equal times keep their place. */
export function byTime(
  a: { readonly at: string; readonly id: string },
  b: { readonly at: string; readonly id: string },
): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;
}

function toSurvival({ checkpoint, distance, retained, fourGram, noRevert }: Body<'survival'>): Survival {
  return { at: checkpoint, distance, retained, fourGram, noRevert };
}

function assistedOf({ assisted = [] }: Pick<Body<'case'>, 'assisted'>): { readonly assisted?: readonly HelpedName[] } {
  const known = helpedNames.filter((name) => assisted.includes(name));
  return known.length > 0 ? { assisted: known } : {};
}

function toCaseWords(texts: Readonly<Record<string, string>>): CaseWords {
  return {
    title: texts['title'] ?? null,
    situation: texts['situation'] ?? null,
    result: texts['result'] ?? null,
    impact: texts['impact'] ?? null,
  };
}

/** Two windows may both have seen a commit: it is shown once. What a rewritten history no longer holds is not shown. */
function toCommits(commits: readonly Body<'commit'>[], lookUp: TextLookup): Decision['commits'] {
  const bySha = new Map<string, Decision['commits'][number]>();
  const gone = new Set(commits.flatMap(({ insteadOf = [] }) => insteadOf));
  for (const commit of commits) {
    if (gone.has(commit.texts['sha'] ?? '')) continue;
    const sha = lookUp(commit.texts)['sha'];
    if (sha !== undefined && !bySha.has(sha)) bySha.set(sha, { sha, distance: commit.distance });
  }
  return [...bySha.values()];
}
