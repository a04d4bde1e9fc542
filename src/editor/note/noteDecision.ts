import * as vscode from 'vscode';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { isNotable } from '../../core/reflect/notedGroup.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { statesAt } from '../correct/attributionsAt.ts';
import type { Recorder } from '../capture/recorder.ts';

/** What noting a decision works on. */
export interface NotedParts {
  readonly capture: Capture;
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  readonly review: {
    /** Shows these decisions, the first one with the focus on it. */
    note(groups: readonly string[]): void;
  };
}

/**
 * Opens the review on the decision at the cursor, or on the latest one where none is there. What is still followed is
 * judged first by what stands now, so that there is a verdict to agree with or not.
 * @param argument what a menu of the line numbers gives: the line (from 1) the developer pointed at
 * @returns the groups shown
 * @throws PairfolioError `ledger-unwritable`, `ledger-unreadable`
 */
export function noteDecision(parts: NotedParts, argument?: unknown): readonly string[] {
  const line = lineOf(argument);
  const editor = vscode.window.activeTextEditor;
  const here = editor ? statesAt(editor, parts.capture, parts.ledger, isNotable, line).sort(newestFirst) : [];
  // Who points at a line means that line and nothing else.
  const found = here.length > 0 || line !== undefined ? here : latest(parts.ledger);
  if (found.length === 0) {
    const message =
      line === undefined
        ? vscode.l10n.t('There is no decision to note yet. Accept a suggestion of an AI, and it appears here.')
        : vscode.l10n.t('Nothing of an AI’s is recorded in this line.');
    void vscode.window.showInformationMessage(message);
    return [];
  }
  judgeNow(found, parts);
  const groups = [...new Set(found.map(({ body }) => body.group))];
  parts.review.note(groups);
  return groups;
}

function newestFirst(a: SuggestionState, b: SuggestionState): number {
  return a.at < b.at ? 1 : -1;
}

function lineOf(argument: unknown): number | undefined {
  if (typeof argument !== 'object' || argument === null || !('lineNumber' in argument)) return undefined;
  return typeof argument.lineNumber === 'number' ? argument.lineNumber - 1 : undefined;
}

/** The newest decision, answered or not. */
function latest(ledger: Ledger): SuggestionState[] {
  const state = ledger.states().findLast(isNotable);
  return state ? [state] : [];
}

/** Says of suggestions without a verdict what their text says now; it is provisional as any other before its time. */
function judgeNow(states: readonly SuggestionState[], { capture, recorder, ledger }: NotedParts): void {
  const groups = new Set(states.map(({ body }) => body.group));
  const { suggestions } = ledger.read();
  for (const { key, text } of capture.open) {
    for (const follower of capture.followers.in(key)) {
      const state = suggestions.get(follower.followed.id);
      if (!state || state.verdict || !groups.has(state.body.group)) continue;
      const judgement = follower.judge(text.current(), false);
      if (judgement) recorder.judged(judgement);
    }
  }
}
