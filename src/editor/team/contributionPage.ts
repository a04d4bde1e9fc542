import * as vscode from 'vscode';
import type { Unread } from '../../node/ledger/ledger.ts';

const nothingUnread: Unread = { damaged: 0, newer: 0 };

/** What would be given, as Markdown: in words, then byte by byte. @param unread lines of the record that are not in it */
export function contributionPage(
  { words, text }: { readonly words: readonly string[]; readonly text: string },
  unread: Unread = nothingUnread,
): string {
  return [
    ...words,
    ...leftOut(unread),
    '',
    vscode.l10n.t('The exact bytes, from the first brace to the line end after the last:'),
    '',
    '```json',
    // Ends with the line end.
    `${text}\`\`\``,
    '',
  ].join('\n');
}

function leftOut({ damaged, newer }: Unread): string[] {
  return [
    ...(damaged > 0
      ? [vscode.l10n.t('Lines of your record that cannot be read, and are left out: {0}.', damaged)]
      : []),
    ...(newer > 0
      ? [vscode.l10n.t('Lines of your record that a newer Pairfolio wrote, and are left out: {0}.', newer)]
      : []),
  ];
}
