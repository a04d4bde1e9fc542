import * as vscode from 'vscode';
import { isoTime } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { domains, taskKinds } from '../../core/shared/words.ts';
import { describe } from '../outputs/describe.ts';
import { statesAt } from './attributionsAt.ts';
import type { CorrectedParts } from './corrections.ts';
import { pickAttributions } from './pickAttributions.ts';

/**
 * Lets the developer say what kind of task a decision was part of, and in which part of the system: that at the cursor,
 * else the latest. What they say stands over what was inferred.
 * @throws PairfolioError `not-found`, `ledger-unwritable`
 */
export async function classifyDecision(parts: CorrectedParts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor ? statesAt(editor, parts.capture, parts.ledger, () => true) : [];
  const states = found.length > 0 ? found : parts.ledger.states().slice(-1);
  if (states.length === 0)
    throw new PairfolioError('not-found', vscode.l10n.t('There are no decisions yet, so there is none to classify.'));
  const title = vscode.l10n.t('Kind and domain of a decision');
  const chosen = await pickAttributions(states, parts, title);
  const [state] = chosen;
  if (!state) return;
  const { label, detail } = describe(parts.ledger.decision(state));
  const what = detail === undefined ? label : `${label}: ${detail}`;
  const kind = await pick(taskKinds, state.kind, title, vscode.l10n.t('What kind of task was it? {0}', what));
  if (kind === undefined) return;
  const domain = await pick(domains, state.domain, title, vscode.l10n.t('Which part of the system? {0}', what));
  if (domain === undefined) return;
  parts.ledger.append({
    type: 'classified',
    at: isoTime(parts.clock.now()),
    body: { suggestions: chosen.map(({ id }) => id), kind, domain, by: 'author' },
  });
  vscode.window.setStatusBarMessage(vscode.l10n.t('Noted: {0}, {1}', kind, domain), 5000);
}

async function pick<T extends string>(
  values: readonly T[],
  now: T | null,
  title: string,
  placeHolder: string,
): Promise<T | undefined> {
  // What is believed now comes first, so that Enter keeps it.
  const sorted = now === null ? values : [now, ...values.filter((value) => value !== now)];
  const items = sorted.map((value) => ({
    label: value,
    value,
    ...(value === now && { description: vscode.l10n.t('as it is now') }),
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.value;
}
