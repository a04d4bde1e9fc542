import * as vscode from 'vscode';
import { attributionOf } from '../../core/ledger/attribution.ts';
import type { SuggestionState } from '../../core/ledger/readModel.ts';
import { inlineText } from '../../core/portfolio/escape.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { readSetting } from '../settings.ts';
import { followedIn, isAt } from './attributionsAt.ts';
import { attributionWords } from './attributionWords.ts';

/** The only commands the links of the hover may run. */
const linked = ['pairfolio.notAi', 'pairfolio.wasAi', 'pairfolio.reviewDecisions'] as const;

/** Shows over a followed suggestion what is recorded of it and why, with the links that correct it. */
export class EvidenceHover implements vscode.HoverProvider {
  readonly #capture: Capture;
  readonly #ledger: Ledger;
  readonly #clock: Clock;

  constructor(capture: Capture, ledger: Ledger, clock: Clock) {
    this.#capture = capture;
    this.#ledger = ledger;
    this.#clock = clock;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const open = this.#capture.get(document);
    if (!open || this.#capture.followers.in(open.key).length === 0) return undefined;
    const at = document.offsetAt(position);
    const isHere = ({ start, end }: { start: number; end: number }): boolean => start <= at && at <= end;
    // Where they stand is asked first: the record is read only for what is under the pointer.
    if (!this.#capture.followers.in(open.key).some(({ ranges }) => ranges.some(isHere))) return undefined;
    if (!readSetting(vscode.workspace, 'capture.showEvidence', document)) return undefined;
    const here = followedIn(this.#capture, this.#ledger, open).filter((placed) => isAt({ start: at, end: at }, placed));
    const range = here[0]?.ranges.find(isHere);
    if (!range) return undefined;
    const contents = here.map(({ state }) => evidenceMarkdown(state, this.#clock.now()));
    return new vscode.Hover(
      contents,
      new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
    );
  }
}

function evidenceMarkdown(state: SuggestionState, now: number): vscode.MarkdownString {
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
