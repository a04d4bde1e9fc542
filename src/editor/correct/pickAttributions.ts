import * as vscode from 'vscode';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { describe } from '../outputs/describe.ts';
import { attributionWords } from './attributionWords.ts';

/** Lets the developer say which of several suggestions at one place is meant; a single one needs no question. */
export async function pickAttributions(
  states: readonly SuggestionState[],
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  title: string,
): Promise<readonly SuggestionState[]> {
  if (states.length < 2) return states;
  const items = states.map((state) => {
    const { what, when, evidence, standing } = attributionWords(state, clock.now());
    const { detail } = describe(ledger.decision(state));
    return {
      states: [state],
      label: detail ?? vscode.l10n.t('(code not kept)'),
      description: `${what}, ${when}`,
      detail: [...evidence, ...(standing === null ? [] : [standing])].join(' · '),
    };
  });
  const all = { states, label: vscode.l10n.t('All {0} of them', states.length), alwaysShow: true };
  const picked = await vscode.window.showQuickPick([...items, all], {
    matchOnDescription: true,
    matchOnDetail: true,
    title,
    placeHolder: vscode.l10n.t('Several suggestions are here; choose the one you mean'),
  });
  return picked?.states ?? [];
}
