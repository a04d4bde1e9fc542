import * as vscode from 'vscode';

/** What a language extension would give the files of the steps; VS Code brings such tools for TypeScript and JSON itself. */
export function registerTools(): vscode.Disposable {
  const steps = { pattern: '**/step-*' };
  const python = { pattern: '**/*.py' };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(steps, { provideCompletionItems: completions }),
    vscode.languages.registerDocumentFormattingEditProvider(python, { provideDocumentFormattingEdits: format }),
    vscode.languages.registerRenameProvider(python, { provideRenameEdits: rename }),
    vscode.languages.registerCodeActionsProvider(python, { provideCodeActions: quickFixes }),
  );
}

function completions(): vscode.CompletionItem[] {
  const name = new vscode.CompletionItem('wellKnownName', vscode.CompletionItemKind.Variable);
  name.commitCharacters = ['.', '('];
  const pair = new vscode.CompletionItem('pair', vscode.CompletionItemKind.Snippet);
  pair.insertText = new vscode.SnippetString('pair(${1:left}, ${2:right});$0');
  const block = new vscode.CompletionItem('block', vscode.CompletionItemKind.Snippet);
  block.insertText = new vscode.SnippetString('begin $1\n\t$0\nend');
  return [name, pair, block];
}

/** Runs of spaces within a line become one space, and none is left at its end. */
function format(document: vscode.TextDocument): vscode.TextEdit[] {
  return [...document.getText().matchAll(/(?<=\S) {2,}(?=\S)| +$/gm)].map((spaces) => {
    const end = document.positionAt(spaces.index + spaces[0].length);
    const text = document.lineAt(end).range.end.isEqual(end) ? '' : ' ';
    return vscode.TextEdit.replace(new vscode.Range(document.positionAt(spaces.index), end), text);
  });
}

function rename(document: vscode.TextDocument, position: vscode.Position, to: string): vscode.WorkspaceEdit {
  const range = document.getWordRangeAtPosition(position);
  const edit = new vscode.WorkspaceEdit();
  if (range)
    for (const { index } of document.getText().matchAll(new RegExp(`\\b${document.getText(range)}\\b`, 'g'))) {
      const start = document.positionAt(index);
      edit.replace(document.uri, new vscode.Range(start, start.translate(0, document.getText(range).length)), to);
    }
  return edit;
}

function quickFixes(document: vscode.TextDocument): vscode.CodeAction[] {
  const at = document.getText().indexOf('== None');
  if (at < 0) return [];
  const action = new vscode.CodeAction('Compare with `is`', vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 7)), 'is None');
  return [action];
}
