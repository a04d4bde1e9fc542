import path from 'node:path';
import { repositoryRoot } from './paths.ts';
import type { ServerOptions } from './server.ts';

/** The extension that knows the truth; see test/oracle. */
export const oracle = path.join(repositoryRoot, 'test/oracle');

/** Keys for commands to which VS Code gives none, so that the steps press keys for them too. */
const keys: Record<string, string> = {
  'ctrl+alt+j': 'editor.action.joinLines',
  'ctrl+alt+o': 'editor.action.sortLinesAscending',
  'ctrl+alt+u': 'editor.action.transformToUppercase',
  'ctrl+alt+d': 'editor.action.formatDocument',
  'ctrl+alt+p': 'editor.action.duplicateSelection',
  'ctrl+alt+w': 'editor.action.trimTrailingWhitespace',
  'ctrl+alt+up': 'editor.action.insertCursorAbove',
  'ctrl+alt+down': 'editor.action.insertCursorBelow',
};

/** The window of the recognition suite: VS Code as it comes, except that lists open only when a step asks for one. */
export const recogniseWindow: Pick<ServerOptions, 'settings' | 'keybindings'> = {
  settings: {
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'editor.suggestOnTriggerCharacters': false,
    'editor.parameterHints.enabled': false,
    'editor.wordBasedSuggestions': 'off',
    'emmet.triggerExpansionOnTab': true,
    // What takes time and has no part in any edit.
    'typescript.validate.enable': false,
    'js/ts.validate.enabled': false,
    'editor.semanticHighlighting.enabled': false,
    'editor.occurrencesHighlight': 'off',
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
    'breadcrumbs.enabled': false,
    'workbench.editor.showTabs': 'none',
    'explorer.autoReveal': false,
  },
  keybindings: Object.entries(keys).map(([key, command]) => ({ key, command, when: 'editorTextFocus' })),
};

/** Drawing is a third of what a key costs without a graphics card. */
export const smallWindow = { width: 900, height: 600 };
