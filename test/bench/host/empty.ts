// An extension that does nothing, on the same occasions as Pairfolio: what it costs is what being there costs.
import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  const nothing = (): void => undefined;
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(nothing),
    vscode.window.onDidChangeTextEditorSelection(nothing),
  );
}
