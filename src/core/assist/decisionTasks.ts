import * as v from 'valibot';
import { shownStance } from '../portfolio/groups.ts';
import { firstWords, languageName, stanceTitles } from '../portfolio/words.ts';
import { longestNote } from '../reflect/messages.ts';
import { reasonIds, reasonWords } from '../shared/reasons.ts';
import type { Stance } from '../shared/words.ts';
import { plainLine, readAnswer } from './answer.ts';
import { decisionMaterial, statedStance, textsOf, type DecisionFacts } from './material.ts';
import type { Task } from './task.ts';

/** Characters of a drafted title. */
const longestTitle = 90;
/** Reasons that are suggested at most: more would be a list, not an answer. */
const mostReasons = 3;

const shared = {
  texts: (facts: DecisionFacts) => textsOf(facts).map(([, text]) => text),
  material: decisionMaterial,
} as const;

/** A title for a case: what was decided, in a few words. */
export const titleTask: Task<DecisionFacts, { readonly title: string }> = {
  ...shared,
  name: 'title',
  instructions: () =>
    `Give this decision a title of at most ten words that says what was decided and about what.\nAnswer with one JSON object and nothing else: {"title": "…"}`,
  read: (answer) => readAnswer(answer, v.object({ title: plainLine(longestTitle) })),
  plain: ({ decision, withCode }) => {
    const stance = shownStance(decision.reflection, decision.verdict.label);
    const [reason] = decision.reflection?.reasons ?? [];
    const asked = withCode ? firstWords(decision.prompt ?? '', 60) : '';
    const what = [
      ...(reason === undefined ? [] : [reasonWords(reason)]),
      ...(asked === '' ? [] : [`“${asked}”`]),
      ...(decision.kind && decision.kind !== 'other' ? [decision.kind] : []),
      ...(decision.language === null ? [] : [languageName(decision.language)]),
    ];
    const lead = stance ? stanceTitles[stance] : 'Undecided';
    return { title: what[0] === undefined ? lead : `${lead}: ${what[0]}` };
  },
};

/** Why a decision fell as it did: one line, and reasons among those that can be chosen. */
export interface ReasonDraft {
  readonly note: string;
  /** Ids of chips of the decision's verdict. */
  readonly reasons: readonly string[];
}

const whatToSay: Readonly<Record<Stance, string>> = {
  trusted: 'what made it safe to keep',
  adapted: 'what the model missed',
  overrode: 'why it was not taken',
};

/** What the model missed (or what made it safe to keep), in one line, with reasons to choose from. */
export const reasonTask: Task<DecisionFacts, ReasonDraft> = {
  ...shared,
  name: 'reason',
  instructions: (facts) => {
    const stance = stanceOf(facts);
    const choices = reasonIds[stance].map((id) => `"${id}" (${reasonWords(id)})`).join(', ');
    return [
      `Compare what stood before, what was suggested and what stands now. Say in one sentence of at most 30 words ${whatToSay[stance]}.`,
      `Then choose up to ${String(mostReasons)} reasons that fit, none if none does: ${choices}.`,
      'Answer with one JSON object and nothing else: {"note": "…", "reasons": ["…"]}',
    ].join('\n');
  },
  read: (answer, facts) => {
    const known: readonly string[] = reasonIds[stanceOf(facts)];
    const schema = v.object({ note: plainLine(longestNote), reasons: v.optional(v.array(v.string()), []) });
    const { note, reasons } = readAnswer(answer, schema);
    // A reason nobody can choose is left out; the sentence is still worth reading.
    return { note, reasons: [...new Set(reasons)].filter((id) => known.includes(id)).slice(0, mostReasons) };
  },
  plain: (facts) => {
    const { verification, language } = facts.decision;
    const stance = stanceOf(facts);
    const passed = verification.filter(({ result }) => result === 'passed').map(({ what }) => what);
    const failed = verification.filter(({ result }) => result === 'failed').map(({ what }) => what);
    const where = language === null ? '' : ` in ${languageName(language)}`;
    const did = { trusted: 'Kept as offered', adapted: 'Kept after changes', overrode: 'Not kept as offered' }[stance];
    const checked = [
      ...(failed.length > 0 ? [`${[...new Set(failed)].join(', ')} failed`] : []),
      ...(passed.length > 0 ? [`${[...new Set(passed)].join(', ')} passed`] : []),
    ];
    const note = `${did}${where}${checked.length > 0 ? `; ${checked.join(', ')}` : ''}.`;
    return {
      note: note.slice(0, longestNote),
      reasons: stance === 'trusted' && passed.length > 0 && failed.length === 0 ? ['tests-pass'] : [],
    };
  },
};

/** Of one nobody decided yet, what is offered for one that was changed. */
function stanceOf(facts: DecisionFacts): Stance {
  return statedStance(facts) ?? 'adapted';
}
