import type { TextDocument } from 'vscode';
import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import { isOwn, longestDocument } from '../capture/scope.ts';
import { readSetting } from '../settings.ts';

/** Why nothing may be recorded of a document, as an error with the sentence for the developer. */
export function whyNot(document: TextDocument, paused: boolean): PairfolioError {
  if (!isOwn(document))
    return new PairfolioError('usage', vscode.l10n.t('Pairfolio records only in files of your own.'));
  if (!vscode.workspace.isTrusted)
    return new PairfolioError('usage', vscode.l10n.t('Nothing is recorded in a workspace that you do not trust.'));
  if (paused) return new PairfolioError('usage', vscode.l10n.t('Recording is paused; resume it first.'));
  if (document.getText().length > longestDocument)
    return new PairfolioError('too-large', vscode.l10n.t('This file is too large for Pairfolio to follow.'));
  if (!readSetting(vscode.workspace, 'capture.enabled', document))
    return new PairfolioError(
      'usage',
      vscode.l10n.t('Recording is switched off here by the setting pairfolio.capture.enabled.'),
    );
  return new PairfolioError(
    'usage',
    vscode.l10n.t('This file is one of those that are never recorded (the setting pairfolio.capture.ignore).'),
  );
}
