import type { TextEditor } from 'vscode';
import * as vscode from 'vscode';
import type { Occupation } from '../../core/reflect/moment.ts';

/**
 * What the developer does in this window that no question should come into, as far as the stable API shows it. Zen mode
 * is no context an extension can read; it is seen by the line numbers it takes from every editor
 * (`zenMode.hideLineNumbers`). Screencast mode and a plain full screen leave no trace: for those there is the command
 * that holds questions back.
 * @param held whether questions are held back by hand
 */
export function occupations(held: boolean): Occupation[] {
  return [
    ...(vscode.debug.activeDebugSession ? ['debugging' as const] : []),
    ...(looksLikeZenMode(vscode.window.visibleTextEditors) ? ['zen-mode' as const] : []),
    ...(held ? ['presenting' as const] : []),
  ];
}

function looksLikeZenMode(editors: readonly TextEditor[]): boolean {
  const hidesLineNumbers = vscode.workspace.getConfiguration('zenMode').get<boolean>('hideLineNumbers') === true;
  return hidesLineNumbers && editors.length > 0 && editors.every(lostLineNumbers);
}

function lostLineNumbers({ options, document }: TextEditor): boolean {
  const configured = vscode.workspace.getConfiguration('editor', document).get<string>('lineNumbers');
  return options.lineNumbers === vscode.TextEditorLineNumbersStyle.Off && configured !== 'off';
}
