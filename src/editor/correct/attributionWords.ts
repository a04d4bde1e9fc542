import * as vscode from 'vscode';
import { attributionOf } from '../../core/ledger/attribution.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { toolName } from '../../core/shared/toolNames.ts';
import type { EvidenceKind, Surface, Verdict } from '../../core/shared/words.ts';

/** What is recorded of an attribution, in words of the developer's language; the names in them are not escaped. */
export interface AttributionWords {
  /** What it was, and whose. */
  readonly what: string;
  readonly when: string;
  /** What became of it so far. */
  readonly soFar: string;
  /** Why it is believed to be an AI's, each reason with how sure it is. */
  readonly evidence: readonly string[];
  /** Whether it counts, where the evidence alone does not say so. */
  readonly standing: string | null;
}

/** @param now ms since 1970 */
export function attributionWords(state: SuggestionState, now: number): AttributionWords {
  const { surface, tool, evidence } = state.body;
  const name = toolName(tool.name) ?? vscode.l10n.t('a tool that is not known');
  const from = tool.model === null ? name : `${name} (${tool.model})`;
  return {
    what: vscode.l10n.t('{0} of {1}', surfaceWords(surface), from),
    when: ago(Date.parse(state.at), now),
    soFar: verdictWords(state.verdict?.label ?? 'undecided', state.verdict?.settled === true),
    evidence: evidence.map(({ kind, source, confidence }) =>
      vscode.l10n.t('{0} ({1}): {2}', evidenceWords(kind), source, confidenceWords(confidence)),
    ),
    standing: standingWords(state),
  };
}

function surfaceWords(surface: Surface): string {
  switch (surface) {
    case 'inline':
      return vscode.l10n.t('Inline suggestion');
    case 'next-edit':
      return vscode.l10n.t('Suggested edit');
    case 'chat':
      return vscode.l10n.t('Chat edit');
    case 'agent':
      return vscode.l10n.t('Agent’s edit');
    case 'paste':
      return vscode.l10n.t('Pasted answer');
  }
}

function evidenceWords(kind: EvidenceKind): string {
  switch (kind) {
    case 'digest':
      return vscode.l10n.t('matched with the tool’s own record');
    case 'mark':
      return vscode.l10n.t('seen as it was accepted');
    case 'transcript':
      return vscode.l10n.t('matched with the tool’s transcript');
    case 'paste':
      return vscode.l10n.t('pasted, and found in a tool’s answer');
    case 'shape':
      return vscode.l10n.t('nothing but a guess');
  }
}

function confidenceWords(confidence: number): string {
  if (confidence >= 0.9) return vscode.l10n.t('almost certain');
  if (confidence >= 0.7) return vscode.l10n.t('likely');
  if (confidence >= 0.5) return vscode.l10n.t('more likely than not');
  return vscode.l10n.t('too weak to count');
}

function verdictWords(label: Verdict, settled: boolean): string {
  switch (label) {
    case 'undecided':
      return vscode.l10n.t('still being followed');
    case 'trusted':
      return settled ? vscode.l10n.t('trusted: kept as offered') : vscode.l10n.t('so far trusted: kept as offered');
    case 'adapted':
      return settled
        ? vscode.l10n.t('adapted: kept after changes')
        : vscode.l10n.t('so far adapted: kept after changes');
    case 'overrode':
      return settled
        ? vscode.l10n.t('overrode: rejected, removed or rewritten')
        : vscode.l10n.t('so far overrode: rejected, removed or rewritten');
  }
}

function standingWords(state: SuggestionState): string | null {
  switch (attributionOf(state)) {
    case 'believed':
      return null;
    case 'probable':
      return vscode.l10n.t('Only probably AI: it does not count unless you say so.');
    case 'confirmed':
      return vscode.l10n.t('You said that this was AI: it counts.');
    case 'not-ai':
      return vscode.l10n.t('You said that this wasn’t AI: it does not count.');
  }
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' });
  const [unit, length] = units.find(([, ms]) => passed >= ms) ?? ['second', 1000];
  return format.format(-Math.floor(passed / length), unit);
}
