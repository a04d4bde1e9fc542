import * as vscode from 'vscode';
import type { Decision } from '../../core/ledger/decision.ts';
import { toolName } from '../../core/shared/toolNames.ts';
import type { Verdict } from '../../core/shared/words.ts';

/** One decision as an entry of a list. */
export function describe(decision: Decision): vscode.QuickPickItem {
  const code = (decision.suggested ?? '').trim().split('\n')[0] ?? '';
  return {
    label: decision.file ?? vscode.l10n.t('(file not kept)'),
    description: `${verdictWord(decision.verdict.label)} · ${toolName(decision.tool.name) ?? vscode.l10n.t('AI')} · ${new Date(decision.at).toLocaleString(vscode.env.language)}`,
    ...(code === '' ? {} : { detail: code.slice(0, 120) }),
  };
}

function verdictWord(label: Verdict): string {
  switch (label) {
    case 'trusted':
      return vscode.l10n.t('trusted');
    case 'adapted':
      return vscode.l10n.t('adapted');
    case 'overrode':
      return vscode.l10n.t('overrode');
    case 'undecided':
      return vscode.l10n.t('undecided');
  }
}
