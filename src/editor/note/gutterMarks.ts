import type { TextEditor, TextEditorDecorationType, Uri } from 'vscode';
import * as vscode from 'vscode';
import { isUnanswered } from '../../core/reflect/notedGroup.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Event } from '../../core/shared/event.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { followedIn } from '../correct/attributionsAt.ts';
import type { Guard } from '../capture/capture.ts';
import { readSetting } from '../settings.ts';

/** The lines with a mark in the active editor (from 1), for the menu of the line numbers. */
const context = 'pairfolio.linesToNote';

/**
 * A discreet mark beside suggestions that are followed and have no word of the developer yet (`pairfolio.ask.gutter`).
 * Nothing is done while somebody types: the editor moves the marks along, and they are set anew only when something was
 * recorded or another editor is shown.
 */
export class GutterMarks implements Disposable {
  readonly #extension: Uri;
  readonly #capture: Capture;
  readonly #ledger: Ledger;
  readonly #guard: Guard;
  readonly #store = new DisposableStore();
  /** Created when it is first needed: most windows never do. */
  #mark: TextEditorDecorationType | undefined;
  #marked = new Set<TextEditor>();
  #lines = '';

  /** @param onDidRecord something was recorded or answered, here or in another window */
  constructor(extension: Uri, capture: Capture, ledger: Ledger, guard: Guard, onDidRecord: Event<unknown>) {
    this.#extension = extension;
    this.#capture = capture;
    this.#ledger = ledger;
    this.#guard = guard;
    const update = (): void => this.#guard('gutter', () => this.#update());
    this.#store.add(onDidRecord(update));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(update));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(update));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('pairfolio.ask.gutter')) update();
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
    this.#mark?.dispose();
  }

  #update(): void {
    const marked = new Set<TextEditor>();
    let lines: number[] = [];
    for (const editor of vscode.window.visibleTextEditors) {
      const ranges = this.#rangesIn(editor);
      if (editor === vscode.window.activeTextEditor) lines = ranges.map(({ start }) => start.line + 1);
      if (ranges.length === 0 && !this.#marked.has(editor)) continue;
      editor.setDecorations((this.#mark ??= this.#create()), ranges);
      if (ranges.length > 0) marked.add(editor);
    }
    this.#marked = marked;
    if (lines.join() === this.#lines) return;
    this.#lines = lines.join();
    void vscode.commands.executeCommand('setContext', context, lines);
  }

  /** The first line of each unanswered suggestion. */
  #rangesIn({ document }: TextEditor): vscode.Range[] {
    const open = this.#capture.get(document);
    if (!open || this.#capture.followers.in(open.key).length === 0) return [];
    if (!readSetting(vscode.workspace, 'ask.gutter', document)) return [];
    const lines = followedIn(this.#capture, this.#ledger, open)
      .filter(({ state }) => isUnanswered(state))
      .flatMap(({ ranges }) => ranges.map(({ start, end }) => firstLine(document.getText(), start, end)))
      .map((offset) => document.positionAt(offset).line);
    return [...new Set(lines)].map((line) => new vscode.Range(line, 0, line, 0));
  }

  #create(): TextEditorDecorationType {
    const icon = (theme: string): Uri => vscode.Uri.joinPath(this.#extension, 'media', `note-${theme}.svg`);
    return vscode.window.createTextEditorDecorationType({
      light: { gutterIconPath: icon('light') },
      dark: { gutterIconPath: icon('dark') },
      gutterIconSize: 'contain',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
  }
}

/** Where the code begins: a suggestion often starts with the line break after what was typed. */
function firstLine(text: string, start: number, end: number): number {
  const code = text.slice(start, end).search(/\S/);
  return code < 0 ? start : start + code;
}
