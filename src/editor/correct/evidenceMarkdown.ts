import * as vscode from 'vscode';
import { attributionOf } from '../../core/ledger/attribution.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { inlineText } from '../../core/portfolio/escape.ts';
import { attributionWords } from './attributionWords.ts';

/** The only commands the links of the hover may run. */
const linked = ['pairfolio.notAi', 'pairfolio.wasAi', 'pairfolio.reviewDecisions'] as const;

/** What is recorded of a suggestion and why, with the links that correct it. @param now ms since 1970 */
export function evidenceMarkdown(state: SuggestionState, now: number): vscode.MarkdownString {
  const { what, when, soFar, evidence, standing } = attributionWords(state, now);
  const facts = [
    vscode.l10n.t('Recorded: {0}', when),
    vscode.l10n.t('Verdict: {0}', soFar),
    ...evidence.map((reason) => vscode.l10n.t('Evidence: {0}', reason)),
    ...(standing === null ? [] : [standing]),
  ];
  const markdown = new vscode.MarkdownString(
    [
      `**${inlineText(vscode.l10n.t('Pairfolio: {0}', what))}**`,
      facts.map((fact) => `- ${inlineText(fact)}`).join('\n'),
      links(state).join(' | '),
    ].join('\n\n'),
  );
  markdown.isTrusted = { enabledCommands: linked };
  return markdown;
}

function links(state: SuggestionState): string[] {
  const standing = attributionOf(state);
  const waits = standing === 'believed' || standing === 'confirmed';
  const answered = state.reflection !== null || state.skippedAt !== null;
  const decided = state.verdict !== null && state.verdict.label !== 'undecided';
  return [
    ...(standing === 'not-ai' ? [] : [link(vscode.l10n.t('This Wasn’t AI'), 'pairfolio.notAi', [state.id])]),
    ...(waits ? [] : [link(vscode.l10n.t('This Was AI'), 'pairfolio.wasAi', [state.id])]),
    ...(waits && decided && !answered ? [link(vscode.l10n.t('Review Decision'), 'pairfolio.reviewDecisions')] : []),
  ];
}

function link(label: string, command: (typeof linked)[number], ids?: readonly string[]): string {
  const query = ids ? `?${encodeURIComponent(JSON.stringify([ids])).replace(/[()]/g, escaped)}` : '';
  return `[${inlineText(label)}](command:${command}${query})`;
}

/** A bracket in an id of another machine's record must not end the link. */
function escaped(bracket: string): string {
  return `%${bracket.charCodeAt(0).toString(16)}`;
}
