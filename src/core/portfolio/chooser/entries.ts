import type { Decision } from '../../ledger/decision.ts';
import type { SuggestionState } from '../../ledger/suggestionState.ts';
import { toolName } from '../../shared/toolNames.ts';
import type { Stance } from '../../shared/words.ts';
import { observed, shownStance } from '../groups.ts';
import { firstWords, languageName } from '../words.ts';
import type { Entry, ListQuery } from './messages.ts';

/** Characters of the line a decision is known by. */
const longestLine = 120;
/** Characters of a prompt a search looks at: it is kept in memory for every decision. */
const mostSearched = 500;

/** What a decision that can be a case is shown as; null for one nobody has decided yet, which is not offered. */
export function offeredStance(state: SuggestionState): Stance | null {
  if (state.forgotten || state.verdict === null) return null;
  return shownStance(state.reflection, observed(state));
}

/** One decision as the page lists it. */
export function toEntry(state: SuggestionState, decision: Decision): Entry {
  return {
    id: state.id,
    stance: offeredStance(state) ?? 'adapted',
    line: lineOf(decision),
    file: decision.file,
    at: decision.at,
    language: decision.language === null ? null : languageName(decision.language),
    tool: toolName(decision.tool.name),
    surface: decision.surface,
    lines: state.body.size.suggested.lines,
    reasons: state.reflection !== null,
  };
}

function lineOf({ case: own, prompt, suggested }: Decision): Entry['line'] {
  const title = firstWords(own?.title ?? '', longestLine);
  if (title !== '') return { from: 'title', text: title };
  const asked = firstWords(prompt ?? '', longestLine);
  if (asked !== '') return { from: 'prompt', text: asked };
  const code = (suggested ?? '').split('\n').find((line) => line.trim() !== '');
  return code === undefined ? null : { from: 'code', text: code.trim().slice(0, longestLine).toWellFormed() };
}

/** What a search looks at: where it was, what was asked, what its author says. Lower case. */
export function searchText(texts: {
  readonly file: string | undefined;
  readonly workspace: string | null;
  readonly prompt: string | undefined;
  readonly title: string | undefined;
  readonly note: string | undefined;
}): string {
  const { file, workspace, prompt, title, note } = texts;
  return [file, workspace, title, note, prompt?.slice(0, mostSearched)]
    .filter((text) => typeof text === 'string')
    .join('\n')
    .toLowerCase();
}

/** Whether a search finds a decision: all words of the query are in it, in any order. */
export function isFound(text: string, query: string): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Whether verdict and language of a decision are those asked for. */
export function passes(state: SuggestionState, { stance, language }: Pick<ListQuery, 'stance' | 'language'>): boolean {
  const offered = offeredStance(state);
  if (offered === null || (stance !== null && offered !== stance)) return false;
  return language === null || state.body.language === language;
}
