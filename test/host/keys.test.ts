import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { asMarkingKey, contains, defaultBindings, exclude, type Binding, type MarkingKey } from './clauses.ts';
import { keysAvailable, type } from './keys.ts';
import { until } from './until.ts';

/** What Pairfolio adds to a clause of VS Code. A term that VS Code dropped from its own is not among them, and fails. */
const guards = new Set([
  'pairfolio.capturing',
  "config.pairfolio.capture.keybindings != 'off'",
  "config.pairfolio.capture.keybindings == 'accept-and-dismiss'",
  // The focus is in the text of a file that can be edited, and nowhere smaller.
  ...['editorTextFocus', '!editorReadonly', '!editorSimpleInput', '!inSnippetMode', '!suggestWidgetVisible'],
  ...['!vim.active', "vim.mode == 'Insert'", '!neovim.init', "neovim.mode == 'insert'"],
  // VS Code gives the key to these first; Pairfolio's key outranks them all.
  ...['!tabShouldJumpToInlineEdit', '!cpp.shouldAcceptTab', '!renameInputVisible', '!LinkedEditingInputVisible'],
  ...['!inlineChatVisible', '!referenceSearchVisible', '!callHierarchyVisible', '!typeHierarchyVisible'],
  ...['!codeActionMenuVisible', '!comparingMovedCode', '!notificationCenterVisible', '!isNotebookMultiSelect'],
  ...['!chatInAgentSessionProjection', '!chatHasToolConfirmation', '!chatHasElicitationRequest'],
  ...['!terminalChatResponseContainsCodeBlock', '!terminalChatResponseContainsMultipleCodeBlocks'],
  '!chatAttachmentResource',
]);

/** Where the focus is while a key of Pairfolio's holds: in the text of an editor, or in the chat's input. */
const here = [
  ...['editorTextFocus', 'editorFocus', 'notebookCellListFocused', 'notebookEditorFocused', 'inChatInput'],
  'inInlineEditsPreviewEditor',
];
/** Terms that hold only while the focus is in some other part of the window. */
const elsewhere = [
  ...['inQuickInput', 'inQuickOpen', 'inKeybindings', 'inSettingsEditor', 'breadcrumbsActive', 'scmRepository'],
  ...['accessibleViewInCodeBlock', 'terminalFocusInAny', 'inChat', 'inChatInput'],
];
const inEditor = [
  ...here.filter((term) => term !== 'inChatInput'),
  ...['textInputFocus', 'inputFocus', 'editorHoverFocused'],
];
const inChat = ['inChat', 'inChatInput', 'chatInputHasFocus', 'textInputFocus', 'inputFocus'];

/** Left to VS Code: in the preview of an edit every other use of Esc in an editor comes before this one. */
const unmarked = 'escape inInlineEditsPreviewEditor';

describe('keys', () => {
  let bindings: Binding[];
  let ours: MarkingKey[];
  /** A command that is VS Code's own, with the rank and clause of its key there. */
  const coresOf = ({ key, core }: MarkingKey): { binding: Binding; rank: number }[] =>
    bindings
      .map((binding, rank) => ({ binding, rank }))
      .filter(({ binding }) => binding.key === key && binding.command === core);
  const inVsCode = (): MarkingKey[] => ours.filter(({ core }) => core !== cursorAccept);
  const cursorAccept = 'editor.action.acceptCursorTabSuggestion';

  before(async () => {
    bindings = await defaultBindings();
    ours = bindings.flatMap((binding) => asMarkingKey(binding) ?? []);
    assert.ok(ours.length > 0);
  });

  it('are none that VS Code does not have for the same command', () => {
    for (const key of inVsCode()) assert.ok(coresOf(key).length > 0, `${key.key} runs ${key.core} in VS Code`);
  });

  it('hold only when VS Code’s own clause holds, and add nothing but known terms', () => {
    for (const key of inVsCode()) {
      const cores = coresOf(key).flatMap(({ binding }) => binding.alternatives);
      for (const alternative of key.alternatives) {
        const narrowed = cores.find(
          (core) => contains(alternative, core) && alternative.every((term) => core.includes(term) || guards.has(term)),
        );
        assert.ok(narrowed, `${key.key} for ${key.core}: ${alternative.join(' && ')}`);
      }
    }
  });

  it('know every state in which VS Code runs the command on that key', () => {
    for (const { key, core } of inVsCode()) {
      const same = ours.filter((other) => other.key === key && other.core === core);
      for (const theirs of same.flatMap(coresOf).flatMap(({ binding }) => binding.alternatives)) {
        if (`${key} ${theirs.join(' && ')}` === unmarked) continue;
        const known = same.some(({ alternatives }) =>
          alternatives.some((alternative) => {
            const own = alternative.filter((term) => !guards.has(term));
            return contains(theirs, own);
          }),
        );
        assert.ok(known, `${key} for ${core} when ${theirs.join(' && ')}`);
      }
    }
  });

  it('leave the key to whatever VS Code ranks higher', () => {
    for (const key of inVsCode()) {
      for (const { binding: core, rank } of coresOf(key)) {
        const higher = bindings.slice(rank + 1).filter((other) => other.key === key.key && !asMarkingKey(other));
        for (const other of higher.filter(({ command }) => command !== key.core)) {
          for (const [mine, theirs] of pairs(key, core, other)) {
            const apart = exclude(withImplied(mine), theirs) || isElsewhere(mine, theirs);
            assert.ok(apart, `${key.key} for ${key.core}, ${other.command} when ${theirs.join(' && ')}`);
          }
        }
      }
    }
  });

  it('for the editors built on VS Code are dead in VS Code itself', async () => {
    const theirs = ours.filter(({ core }) => core === cursorAccept);
    assert.equal(theirs.length, 1);
    for (const { alternatives } of theirs)
      for (const alternative of alternatives) assert.ok(alternative.includes('cpp.shouldAcceptTab'));
    assert.equal((await vscode.commands.getCommands()).includes(cursorAccept), false);
    const knowing = bindings.filter(
      (binding) =>
        !asMarkingKey(binding) && binding.alternatives.flat().some((term) => term.includes('cpp.shouldAcceptTab')),
    );
    assert.deepEqual(knowing, []);
  });

  it('go where the focus is', async function () {
    if (!keysAvailable) this.skip();
    const document = await vscode.workspace.openTextDocument({ content: '' });
    await vscode.window.showTextDocument(document);
    await type('(a + b) * 2');
    await until('the typed text is in the document', () => document.getText() === '(a + b) * 2');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** Alternatives of ours that narrow this clause of VS Code, each with every alternative of the other key. */
function pairs(ours: MarkingKey, core: Binding, other: Binding): [readonly string[], readonly string[]][] {
  const mine = ours.alternatives.filter((alternative) =>
    core.alternatives.some((theirs) => contains(alternative, theirs)),
  );
  return mine.flatMap((one) => other.alternatives.map((two): [readonly string[], readonly string[]] => [one, two]));
}

/** With the terms that hold whenever the focus is in the text of an editor, or of the chat's input. */
function withImplied(terms: readonly string[]): readonly string[] {
  const inText = terms.includes('editorTextFocus') || terms.includes('inChatInput');
  return inText ? [...terms, 'editorFocus', 'textInputFocus', 'inputFocus'] : terms;
}

/** Whether `theirs` needs the focus to be where it is not while `ours` hold. */
function isElsewhere(ours: readonly string[], theirs: readonly string[]): boolean {
  if (theirs.includes('false')) return true;
  const place = ours.includes('inChatInput') ? inChat : ours.some((term) => here.includes(term)) ? inEditor : undefined;
  if (!place) return false;
  return theirs.some((term) => !place.includes(term) && (elsewhere.includes(term) || /^\w+Focus(ed)?$/.test(term)));
}
