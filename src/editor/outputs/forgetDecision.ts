import path from 'node:path';
import * as vscode from 'vscode';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { findAll } from '../../node/ledger/forgetting.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { daysWithDecisions, decisionsOfDay, decisionsOfFile } from '../../node/privacy/selectDecisions.ts';
import { activeFile } from '../privacy/activeFile.ts';
import { forgetAfterAsking, type ForgetParts } from '../privacy/forget.ts';
import { describe } from './describe.ts';

// So many of the latest decisions are offered one by one; older ones by their file or day.
const mostOffered = 500;

interface Choice extends vscode.QuickPickItem {
  readonly everything?: boolean;
  /** `undefined` where the developer turned back. */
  states(): readonly SuggestionState[] | Promise<readonly SuggestionState[] | undefined>;
}

/**
 * Lets the developer choose what to erase: some decisions, a file, a day or everything.
 * @param argument id or ids of decisions; without them the developer is asked
 * @returns how many were forgotten; `undefined` when the developer turned back
 * @throws PairfolioError `not-found`, `ledger-unwritable`
 */
export async function forgetDecisionCommand(parts: ForgetParts, argument?: unknown): Promise<number | undefined> {
  const { ledger } = parts;
  const ids = typeof argument === 'string' ? [argument] : argument;
  if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) {
    return forgetAfterAsking(parts, findAll(ledger.read(), ids));
  }
  const all = ledger.states({ all: true });
  if (all.length === 0)
    throw new PairfolioError('not-found', vscode.l10n.t('There are no decisions yet, so there is nothing to forget.'));
  const choice = await vscode.window.showQuickPick(choices(ledger, all), {
    title: vscode.l10n.t('Forget decisions'),
    placeHolder: vscode.l10n.t('Choose what to erase; you are asked once more'),
  });
  const states = await choice?.states();
  return states && states.length > 0 ? forgetAfterAsking(parts, states, choice?.everything) : undefined;
}

function choices(ledger: Ledger, all: readonly SuggestionState[]): Choice[] {
  const file = activeFile();
  const ofFile = file ? decisionsOfFile(ledger, file.fsPath) : [];
  const days = daysWithDecisions(ledger);
  return [
    { label: vscode.l10n.t('Some decisions…'), states: () => pickDecisions(ledger, all) },
    ...(file && ofFile.length > 0
      ? [
          {
            label: vscode.l10n.t('All about {0}', path.basename(file.fsPath)),
            description: counted(ofFile.length),
            states: () => ofFile,
          },
        ]
      : []),
    { label: vscode.l10n.t('A day…'), states: () => pickDay(ledger, days) },
    {
      label: vscode.l10n.t('Everything'),
      description: counted(all.length),
      everything: true,
      states: () => all,
    },
  ];
}

async function pickDecisions(ledger: Ledger, all: readonly SuggestionState[]): Promise<SuggestionState[] | undefined> {
  const items = all.slice(-mostOffered).reverse();
  const picked = await vscode.window.showQuickPick(
    items.map((state) => ({ ...describe(ledger.decision(state)), state })),
    {
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
      title: vscode.l10n.t('Forget decisions'),
      placeHolder:
        all.length > mostOffered
          ? vscode.l10n.t('Choose what to erase; these are the latest {0} of {1}', mostOffered, all.length)
          : vscode.l10n.t('Choose what to erase'),
    },
  );
  return picked?.map(({ state }) => state);
}

async function pickDay(
  ledger: Ledger,
  days: readonly (readonly [day: string, decisions: number])[],
): Promise<SuggestionState[] | undefined> {
  const picked = await vscode.window.showQuickPick(
    days.map(([label, decisions]) => ({ label, description: counted(decisions) })),
    { title: vscode.l10n.t('Forget a day'), placeHolder: vscode.l10n.t('Choose the day to erase') },
  );
  return picked && decisionsOfDay(ledger, picked.label);
}

function counted(decisions: number): string {
  return decisions === 1 ? vscode.l10n.t('1 decision') : vscode.l10n.t('{0} decisions', decisions);
}
