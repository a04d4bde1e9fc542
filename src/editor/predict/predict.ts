import * as vscode from 'vscode';
import { ReadModel } from '../../core/ledger/readModel.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { expectations } from '../../core/portfolio/calibration.ts';
import { isForeseeable } from '../../core/reflect/foreseen.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { followedIn } from '../correct/attributionsAt.ts';

/** What forecasts work on. */
export interface PredictParts {
  readonly capture: Capture;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** A suggestion one can still say something about, and where it begins. */
interface Foreseeable {
  readonly state: SuggestionState;
  readonly line: number;
}

/** The choices above each suggestion that is large or risky, before anybody looked at it. */
export function predictionLenses(document: vscode.TextDocument, parts: PredictParts): vscode.CodeLens[] {
  return foreseeableIn(document, parts).flatMap(({ state, line }) =>
    expectations.map((expected, index) => {
      const percent = String(Math.round(100 * expected));
      const title = index === 0 ? vscode.l10n.t('Will this stand? {0} %', percent) : `${percent} %`;
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title,
        tooltip: vscode.l10n.t('Say how sure you are before you look. In 14 days the trust map shows what came of it.'),
        command: 'pairfolio.predict',
        arguments: [state.id, expected],
      });
    }),
  );
}

/**
 * Records how sure the developer is that a suggestion will stand.
 * @param suggestion its id; without it the one at the cursor, else the nearest above it
 * @param expected 0.5, 0.7 or 0.9; without it the developer is asked
 * @throws PairfolioError `ledger-unwritable`
 */
export async function predict(parts: PredictParts, suggestion?: unknown, expected?: unknown): Promise<void> {
  const state = typeof suggestion === 'string' ? parts.ledger.read().suggestions.get(suggestion) : atCursor(parts);
  if (state?.prediction !== null || state.forgotten) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no suggestion here that is large or risky and that you have not looked at yet.'),
    );
    return;
  }
  const known = expectations.find((one) => one === expected) ?? (await ask());
  if (known === undefined) return;
  const together = parts.ledger.read().group(state.body.group);
  const suggestions = together.filter((other) => ReadModel.counts(other)).map(({ id }) => id);
  parts.ledger.append({
    type: 'prediction',
    at: isoTime(parts.clock.now()),
    body: { suggestions: suggestions.length > 0 ? suggestions : [state.id], expected: known },
  });
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Noted: {0} %. In 14 days the trust map shows what came of it.', Math.round(100 * known)),
    5000,
  );
}

async function ask(): Promise<(typeof expectations)[number] | undefined> {
  const items = expectations.map((expected) => ({ label: `${String(Math.round(100 * expected))} %`, expected }));
  const placeHolder = vscode.l10n.t('How sure are you that it will still stand in 14 days?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.expected;
}

function atCursor(parts: PredictParts): SuggestionState | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const line = editor.selection.active.line;
  const found = foreseeableIn(editor.document, parts);
  return (found.findLast((one) => one.line <= line) ?? found[0])?.state;
}

function foreseeableIn(document: vscode.TextDocument, { capture, ledger, clock }: PredictParts): Foreseeable[] {
  const open = capture.get(document);
  if (!open) return [];
  return followedIn(capture, ledger, open).flatMap(({ state, ranges: [range] }) => {
    const file = ledger.texts.lookUp(state.body.texts)['file'] ?? null;
    if (!range || !ReadModel.counts(state) || !isForeseeable(state, file, clock.now())) return [];
    const text = document.getText().slice(range.start, range.end);
    const begins = range.start + Math.max(0, text.search(/\S/));
    return [{ state, line: document.positionAt(begins).line }];
  });
}
