// Plays the part of an AI completion tool: when a line starts like a scripted one, it offers the rest.
const vscode = require('vscode');
const completions = require('./completions.json');

/** Fewer typed characters than this (of the scripted start) get no offer. */
const fewest = 12;

exports.activate = (context) => {
  const provider = vscode.languages.registerInlineCompletionItemProvider(
    { pattern: '**' },
    { provideInlineCompletionItems },
  );
  // Says that it is on; whoever types before this gets no offer.
  const status = vscode.window.createStatusBarItem('demo-assistant', vscode.StatusBarAlignment.Right);
  status.name = 'Demo Assistant';
  status.text = '$(sparkle) Demo assistant';
  status.tooltip = 'Offers scripted completions; see the README of this project for what to type.';
  status.show();
  context.subscriptions.push(provider, status);
};

function provideInlineCompletionItems(document, position) {
  const line = document.lineAt(position);
  if (position.character < line.text.trimEnd().length) return [];
  const start = line.firstNonWhitespaceCharacterIndex;
  const typed = line.text.slice(start, position.character);
  return completions
    .filter(({ file }) => document.uri.path.endsWith(`/${file}`))
    .map((completion) => completion.typed + completion.offer.join('\n'))
    .filter((text) => typed.length >= fewest && text.startsWith(typed) && text !== typed)
    .map(
      (text) =>
        new vscode.InlineCompletionItem(
          text,
          new vscode.Range(position.line, start, position.line, position.character),
        ),
    );
}
