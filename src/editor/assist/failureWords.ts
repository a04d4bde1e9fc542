import * as vscode from 'vscode';
import type { ModelReason } from '../../core/assist/model.ts';

/** Why no model helped, as one sentence for the developer. */
export function failureWords(reason: ModelReason): string {
  switch (reason) {
    case 'model-missing':
      return vscode.l10n.t('The chosen model is not there. Choose another with “Choose Model for Drafts…”.');
    case 'model-unreachable':
      return vscode.l10n.t('The model cannot be reached. Is its address right, and its server running?');
    case 'model-certificate':
      return vscode.l10n.t('The certificate of the model’s address cannot be trusted, so nothing was sent.');
    case 'model-slow':
      return vscode.l10n.t('The model took too long.');
    case 'model-refused':
      return vscode.l10n.t('The model refused. The key or the permission is missing, wrong or taken back.');
    case 'model-quota':
      return vscode.l10n.t('The model’s quota is used up for now.');
    case 'model-answer':
      return vscode.l10n.t('The model’s answer could not be used.');
    case 'model-failed':
      return vscode.l10n.t('The model failed.');
  }
}
