// The truth the tests compare Pairfolio with: what VS Code itself says about each change (`detailedReason`, proposed API
// that a published extension cannot use). It also plays an AI assistant and another extension that edits files.
// test/host/recognise/oracle.ts has the types of what it exports.
const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  /** The changes of each document, oldest first, by its URI. */
  const changes = new Map();
  /** The fields of a change event as this extension gets it. */
  let fields = [];
  /** What the assistant offers where the cursor is. */
  let offer = () => [];

  subscriptions.push(
    vscode.workspace.onDidChangeTextDocument((event) => {
      fields = Object.keys(event);
      if (event.contentChanges.length === 0) return;
      const uri = event.document.uri.toString();
      const { source, metadata = {} } = event.detailedReason ?? { source: 'unknown' };
      const seen = changes.get(uri) ?? [];
      seen.push({ source, kind: metadata.kind ?? metadata.name, nextEdit: metadata.$nes === true });
      changes.set(uri, seen);
    }),
    vscode.languages.registerInlineCompletionItemProvider('*', {
      provideInlineCompletionItems: (document, position) =>
        offer(document, position).map(({ text, range, edit, shown }) => {
          const item = new vscode.InlineCompletionItem(text, range);
          if (edit) item.isInlineEdit = true;
          if (shown) item.showRange = shown;
          return item;
        }),
    }),
  );

  return {
    fields: () => fields,
    changesOf: (uri) => changes.get(uri.toString()) ?? [],
    assist: (next) => (offer = next),
    async edit(uri, edits) {
      const edit = new vscode.WorkspaceEdit();
      edit.set(uri, edits);
      if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The edit was not applied.');
    },
  };
};
